#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Make a counter of a clerk's PC with a desktop: install-counter.sh --machine FOLDER --user NAME [--user NAME]
#
#   --machine FOLDER  what was carried here: the folder of this machine that install-server.sh made, such as counter_07
#   --user NAME       who works at this PC: the account that logs in; again for more
#
# The calling window starts with the desktop from the next login on. /etc/antrean/hall.toml stays as it is; a second
# run changes nothing. After a new version both may be left out: what was carried stays. DESTDIR=/some/folder copies there, and does nothing else.
set -eu
# shellcheck source=files.sh
. "$(dirname "$0")/files.sh"

carried="" users=""
while [ $# -ge 2 ]; do
    case $1 in
    --machine) carried=$2 ;;
    --user) users="$users $2" ;;
    *) break ;;
    esac
    shift 2
done
known=no
[ -n "$carried$users" ] || [ ! -f "$root/etc/antrean/machine.env" ] || known=yes
[ $# = 0 ] && { [ $known = yes ] || { [ -n "$carried" ] && [ -n "$users" ]; }; } ||
    code=2 fail "usage: install-counter.sh --machine FOLDER --user NAME [--user NAME]"
[ $known = yes ] || is_carried "$carried"
[ -n "$root" ] || [ "$(id -u)" = 0 ] || fail "this needs an administrator: sudo $0"
[ -n "$root" ] || for user in $users; do
    runuser -u "$user" -- "$program/.venv/bin/python" -c "" ||
        fail "$user cannot run $program/.venv/bin/python. Put the program into /opt/antrean, and run make setup there."
done

echo "Files:"
put counter/antrean-counter.service /etc/systemd/user/antrean-counter.service
put counter/antrean-counter.desktop /etc/xdg/autostart/antrean-counter.desktop
put counter/antrean-counter.desktop /usr/share/applications/antrean-counter.desktop
give counter/hall.toml /etc/antrean/hall.toml
[ $known = no ] || exit 0
join_server "$carried"
for user in $users; do
    home=/home/$user
    [ -n "$root" ] || home=$(getent passwd "$user" | cut -d : -f 6)
    secret "$carried/pgpass" "$home/.config/antrean/pgpass" "$user"
    [ ! -f "$carried/pepper" ] || secret "$carried/pepper" "$home/.local/share/antrean/keys/pepper" "$user"
done
echo "The calling window starts when $(echo $users | sed 's/ / or /g') logs in. Take $carried away."
