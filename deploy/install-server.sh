#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Make this Debian machine the server of a hall whose kiosks, boards and counters are other machines:
#
#     install-server.sh --name antrean.hall.example --network 192.168.10.0/24 \
#         --kiosks 2 --boards 2 --counters 30 --office 1
#
#   --name NAME       what is on the certificate: name or address of this machine; again for more
#   --network RANGE   who may come in, over TLS and with a password; again for more
#   --kiosks N, --boards N, --counters N, --office N, --phones N
#                     a role for each machine, and a folder with what the technician carries there
#   --hall NUMBER     which hall it is, where a region has many: each its own number; 1 when nothing is said
#   --standby NAME    let another machine follow this one; see install-standby.sh
#   --renew MACHINE   a new password for one machine, such as counter_07 or antrean_standby; again for more
#   --remove MACHINE  let one machine in no more; again for more
#   --cluster V/NAME  which cluster, where Debian has several
#   --listen ADDRESS  where PostgreSQL listens; everywhere when nothing is said
#
# A second run changes nothing that is there, adds what is missing, and knows name and networks from the first.
# With DESTDIR=/some/folder files go there, but for those of the cluster, and nothing is enabled.
set -eu
umask 077
# shellcheck source=files.sh
. "$(dirname "$0")/files.sh"
# shellcheck source=server/common.sh
. "$here/server/common.sh"
# shellcheck source=server/certificates.sh
. "$here/server/certificates.sh"
# shellcheck source=server/machines.sh
. "$here/server/machines.sh"

usage() { code=2 fail "usage: install-server.sh --name NAME --network RANGE [--kiosks N] [--boards N] [--counters N]
    [--office N] [--phones N] [--hall NUMBER] [--standby NAME] [--renew MACHINE] [--remove MACHINE] [--cluster V/NAME] [--listen ADDRESS]"; }

is_count() { [[ $1 =~ ^[0-9]{1,3}$ ]]; }
is_hall() { [[ $1 =~ ^[1-9][0-9]{0,8}$ ]]; }
is_place() { [[ $1 =~ ^[0-9A-Za-z][0-9A-Za-z.:-]*$ || $1 == ::1 ]]; }
is_range() { [[ $1 =~ ^[0-9a-fA-F.:]+/[0-9]{1,3}$ ]]; }

hall="" names="" networks="" renewed="" removed="" kiosks=0 boards=0 counters=0 office=0 phones=0
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage
    case $1 in
    --name) is_place "$2" || usage && names="$names $2" ;;
    --network) is_range "$2" || usage && networks="$networks $2" ;;
    --kiosks | --boards | --counters | --office | --phones) is_count "$2" || usage && declare "${1#--}=$2" ;;
    --hall) is_hall "$2" || usage && hall=$2 ;;
    --standby) is_place "$2" || usage && ANTREAN_STANDBY=$2 ;;
    --renew) is_machine "$2" || [ "$2" = antrean_standby ] || usage && renewed="$renewed $2" ;;
    --remove) is_machine "$2" || usage && removed="$removed $2" ;;
    --cluster) ANTREAN_CLUSTER=$2 ;;
    --listen) ANTREAN_LISTEN=$2 ;;
    *) usage ;;
    esac
    shift 2
done
[ -z "$names" ] || ANTREAN_NAMES=${names# }
[ -z "$networks" ] || ANTREAN_NETWORKS=${networks# }
[ -n "$ANTREAN_NAMES" ] && [ -n "$ANTREAN_NETWORKS" ] || usage
[ ! -f "$folder/server.env" ] || [ "${hall:-$ANTREAN_HALL}" = "$ANTREAN_HALL" ] || fail "this server was made for hall $ANTREAN_HALL."
ANTREAN_HALL=${hall:-$ANTREAN_HALL}

# --- what it stands on -------------------------------------------------------------------------

need_packages postgresql openssl
find_cluster
[ -x "$program/.venv/bin/python" ] || (umask 022 && bash "$here/setup.sh" run)
# shellcheck disable=SC2086 # PostgreSQL would not start with a wrong one
"$program/.venv/bin/python" -c 'import ipaddress, sys; [ipaddress.ip_network(one, strict=False) for one in sys.argv[1:]]' \
    $ANTREAN_NETWORKS 2>/dev/null || code=2 fail "a --network is none: $ANTREAN_NETWORKS; one is written 192.168.10.0/24."

echo "Files:"
mkdir -p -m 0755 "$root/etc" "$folder"
mkdir -p "$machines" "$folder/owner" "$folder/program"
give kiosk/hall.toml /etc/antrean/hall.toml
keep_settings
link "$here/server/antrean-server" /usr/local/sbin/antrean-server
for unit in service timer; do put "server/antrean-backup.$unit" "/etc/systemd/system/antrean-backup.$unit"; done
make_pepper

# --- PostgreSQL --------------------------------------------------------------------------------

restart=no reload=no
make_authority
# shellcheck disable=SC2086
certify "$folder/tls/server" $ANTREAN_NAMES && reload=yes
own "$folder/tls/server.key" 0600
configure
if ! is_up; then
    cluster start
elif [ $restart = yes ]; then
    cluster restart
elif [ $reload = yes ]; then
    cluster reload
fi
wrong=$(echo "SELECT string_agg(line_number || ': ' || error, '; ') FROM pg_hba_file_rules WHERE error IS NOT NULL" | sql)
[ -z "$wrong" ] || fail "$settings/pg_hba.conf is wrong: $wrong"
open=$(echo "SELECT string_agg(line_number::text, ', ') FROM pg_hba_file_rules
    WHERE type IN ('host', 'hostnossl', 'hostgssenc') AND auth_method <> 'reject' AND address NOT IN ('127.0.0.1', '::1')" | sql)
[ -z "$open" ] || echo "WARNING: lines $open of $settings/pg_hba.conf let others in without TLS. Take them out."

# --- the tables --------------------------------------------------------------------------------

if [ ! -f "$folder/owner/pgpass" ] || ! has_role antrean; then
    password=$(new_password)
    has_role antrean || echo "CREATE ROLE antrean LOGIN" | sql
    echo "ALTER ROLE antrean PASSWORD '$password'" | sql
    echo "*:*:*:antrean:$password" >"$folder/owner/pgpass"
fi
there=$(echo "SELECT 1 FROM pg_database WHERE datname = 'antrean'" | sql)
[ -n "$there" ] || make_database antrean
echo "Tables:"
"$here/server/antrean-server" check
sql antrean <"$here/server/roles.sql"

# --- machines ----------------------------------------------------------------------------------

echo "Machines:"
kept=0
for machine in $removed; do remove "$machine"; done
provide kiosk "$kiosks"
provide board "$boards"
provide counter "$counters" %02d
provide office "$office"
provide phone "$phones"
for machine in $renewed; do
    if [ "$machine" = antrean_standby ]; then renew_standby; else renew "$machine"; fi
done
[ -z "$ANTREAN_STANDBY" ] || provide_standby
for carried in "$machines"/*_[0-9]*; do [ ! -d "$carried" ] || fill_folder "$(basename "$carried")"; done
echo "  $kept were there already"

[ -z "$root" ] || exit 0
install -d -o "$owner" -g "$owner" -m 0700 "$ANTREAN_BACKUPS"
systemctl daemon-reload
systemctl enable --now antrean-backup.timer
echo "Ready. Next: the catalogue, with: sudo antrean-server import FOLDER"
