#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Make a Debian machine serve the page for visitors' phones: install-phone.sh [--machine FOLDER] [--enable]
#
#   --machine FOLDER  what was carried here: the folder of this machine that install-server.sh made, such as phone_1
#   --enable          start it now, and with the machine from now on
#
# Nothing starts by itself before --enable. /etc/antrean/hall.toml stays as it is; a second run changes nothing, and
# after a new version --machine may be left out. DESTDIR=/some/folder copies there, and does nothing else.
set -eu
# shellcheck source=files.sh
. "$(dirname "$0")/files.sh"

carried=""
enable=no is_wrong=no
while [ $# -gt 0 ]; do
    case $1 in
    --machine) carried=${2-} && shift && [ -n "$carried" ] || is_wrong=yes ;;
    --enable) enable=yes ;;
    *) is_wrong=yes ;;
    esac
    shift || break
done
[ $is_wrong = no ] && { [ -n "$carried" ] || [ -f "$root/etc/antrean/machine.env" ]; } ||
    code=2 fail "usage: install-phone.sh --machine FOLDER [--enable]"
[ -z "$carried" ] || is_carried "$carried"
[ -n "$root" ] || [ "$(id -u)" = 0 ] || fail "this needs an administrator: sudo $0"
[ -n "$root" ] || case $program in
/home/* | /root/*) fail "the page may not look into $program. Put the program into /opt/antrean." ;;
esac

echo "Files:"
put phone/antrean-phone.service /etc/systemd/system/antrean-phone.service
put lock/sysusers.conf /etc/sysusers.d/antrean.conf
give phone/hall.toml /etc/antrean/hall.toml
[ -z "$carried" ] || join_server "$carried"
if [ -z "$root" ]; then
    systemd-sysusers /etc/sysusers.d/antrean.conf
    install -d -o antrean -g antrean -m 0750 /var/lib/antrean
fi
[ -z "$carried" ] || secret "$carried/pgpass" /var/lib/antrean/.pgpass antrean
[ -z "$root" ] || exit 0

runuser -u antrean -- "$program/.venv/bin/python" -c "" ||
    fail "the user antrean cannot run $program/.venv/bin/python. Put the program into /opt/antrean, and run make setup there."
systemctl daemon-reload
if [ $enable = yes ]; then
    systemctl enable antrean-phone.service
    systemctl restart antrean-phone.service
    echo "It runs: journalctl -u antrean-phone says what it tells."
else
    echo "Nothing is started yet. When /etc/antrean/hall.toml is right: sudo $0 --enable"
fi
