#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Make a locked kiosk of this Debian machine: install-kiosk.sh --session x|cage [--machine FOLDER] [--enable]
#
# --machine is for a kiosk or a board of a hall with a server: what was carried here, such as the folder kiosk_1
# that install-server.sh made. A folder of a board makes a board.
#
# Copies units, rules and locks to their places, makes the user antrean, and says what it did. Nothing starts
# by itself before --enable. Settings in /etc/antrean stay as they are; a second run changes nothing.
# DESTDIR=/some/folder copies there, and does nothing else.
set -eu
# shellcheck source=files.sh
. "$(dirname "$0")/files.sh"

session= carried=
enable=no
while [ $# -gt 0 ]; do
    case $1 in
    --session) session=${2-} && shift ;;
    --machine) carried=${2-} && shift ;;
    --enable) enable=yes ;;
    *) session= && break ;;
    esac
    shift || break
done
case $session in
x) other=cage packages="xserver-xorg-core xserver-xorg-input-libinput xinit x11-xserver-utils xinput libgl1-mesa-dri" ;;
cage) other=x packages="cage xwayland libgl1-mesa-dri" ;;
*) code=2 fail "usage: install-kiosk.sh --session x|cage [--machine FOLDER] [--enable]" ;;
esac
packages="$packages libpam-systemd dbus udev openssh-server sudo pulseaudio"

[ -n "$root" ] || [ "$(id -u)" = 0 ] || fail "this needs an administrator: sudo $0 --session $session"
[ -n "$root" ] || case $program in
/home/* | /root/*) fail "the kiosk may not look into $program. Put the program into /opt/antrean." ;;
esac

[ -z "$carried" ] || is_carried "$carried"

echo "Files:"
put "kiosk/antrean-$session.service" "/etc/systemd/system/antrean-$session.service"
put udev/70-antrean.rules /etc/udev/rules.d/70-antrean.rules
put lock/sysusers.conf /etc/sysusers.d/antrean.conf
put lock/logind.conf /etc/systemd/logind.conf.d/antrean.conf
put lock/system.conf /etc/systemd/system.conf.d/antrean.conf
put lock/sysctl.conf /etc/sysctl.d/90-antrean.conf
link /dev/null /etc/systemd/system/ctrl-alt-del.target
link "$here/kiosk/antrean-kiosk" /usr/local/sbin/antrean-kiosk
is_new=yes
[ ! -e "$root/etc/antrean/antrean.env" ] || is_new=no
give kiosk/antrean.env /etc/antrean/antrean.env
if [ -n "$carried" ]; then
    give counter/hall.toml /etc/antrean/hall.toml
    join_server "$carried"
    if [ $is_new = yes ] && grep -q '^ANTREAN_NAME="board-' "$carried/machine.env"; then
        sed -i 's/^ANTREAN_ROLES=.*/ANTREAN_ROLES="display"/; s/^ANTREAN_DISPLAY=.*/ANTREAN_DISPLAY="--screen 0"/' \
            "$root/etc/antrean/antrean.env"
    fi
else
    give kiosk/hall.toml /etc/antrean/hall.toml
fi
if [ "$session" = x ]; then
    put lock/xorg.conf /etc/X11/xorg.conf.d/90-antrean.conf
    give kiosk/screens.sh /etc/antrean/screens.sh 0755
fi
if [ -z "$root" ]; then
    systemd-sysusers /etc/sysusers.d/antrean.conf
    install -d -o antrean -g antrean -m 0750 /var/lib/antrean
fi
if [ -n "$carried" ]; then
    secret "$carried/pgpass" /var/lib/antrean/.pgpass antrean
    [ ! -f "$carried/pepper" ] || secret "$carried/pepper" /var/lib/antrean/.local/share/antrean/keys/pepper antrean
fi
[ -z "$root" ] || exit 0

echo "User: $(id antrean)"
runuser -u antrean -- "$program/.venv/bin/python" -c "" ||
    fail "the user antrean cannot run $program/.venv/bin/python. Put the program into /opt/antrean, and run make setup there."
systemctl daemon-reload
udevadm control --reload && udevadm trigger || echo "udev does not run here; the rules hold after a restart."

# shellcheck disable=SC2086 # words are meant
missing=$(missing_of $packages)
[ -z "$missing" ] || echo "Still missing: sudo apt-get install --no-install-recommends $missing"

if [ $enable = yes ]; then
    [ -z "$missing" ] || fail "not enabled: packages are missing."
    systemctl disable "antrean-$other.service" 2>/dev/null || true
    systemctl disable getty@tty1.service # the kiosk stands on its terminal; else both would want it at boot
    systemctl enable "antrean-$session.service"
    echo "Enabled. The kiosk begins with the next restart of the machine."
else
    echo "Nothing is enabled yet. When /etc/antrean is right: sudo $0 --session $session --enable"
fi
