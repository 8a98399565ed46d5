#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Make this Debian machine follow the server of a hall, ready to take its place: install-standby.sh --machine FOLDER
#
#   --machine FOLDER  what was carried here: /etc/antrean/machines/antrean_standby of the server, which
#                     `install-server.sh --standby NAME-OF-THIS-MACHINE` made there; left out with a newer version,
#                     for what was carried stayed here
#   --cluster V/NAME  which cluster, where Debian has several. It must hold no hall; what it holds is replaced.
#   --listen ADDRESS  where PostgreSQL listens; everywhere when nothing is said
#
# A second run renews the files, and copies nothing again. With DESTDIR=/some/folder files go there, but for those
# of the cluster, and nothing is enabled.
set -eu
umask 077
# shellcheck source=files.sh
. "$(dirname "$0")/files.sh"
# shellcheck source=server/common.sh
. "$here/server/common.sh"

carried="" chosen="" listen=""
while [ $# -ge 2 ]; do
    case $1 in
    --machine) carried=$2 ;;
    --cluster) chosen=$2 ;;
    --listen) listen=$2 ;;
    *) break ;;
    esac
    shift 2
done
[ $# = 0 ] && { [ -n "$carried" ] || [ -e "$folder/tls/standby.pgpass" ]; } ||
    code=2 fail "usage: install-standby.sh --machine FOLDER [--cluster V/NAME] [--listen ADDRESS]"
for file in pgpass ca.pem ca.key server.pem server.key server.names pepper server.env; do
    [ -z "$carried" ] || [ -r "$carried/$file" ] || fail "$carried/$file is missing; the server makes the folder with --standby."
done

need_packages postgresql openssl
if [ -n "$carried" ]; then
    # Whom it follows, by the settings of the server; then what is here.
    # shellcheck source=/dev/null
    . "$carried/server.env"
    server=${ANTREAN_NAMES%% *} server_port=$ANTREAN_PORT server_version=${ANTREAN_CLUSTER%%/*}
    ANTREAN_CLUSTER=$chosen ANTREAN_LISTEN=${listen:-*} ANTREAN_NAMES=$ANTREAN_STANDBY ANTREAN_STANDBY=""
else
    server="its server" server_version=${ANTREAN_CLUSTER%%/*}
    ANTREAN_CLUSTER=${chosen:-$ANTREAN_CLUSTER} ANTREAN_LISTEN=${listen:-$ANTREAN_LISTEN}
fi
find_cluster
[ "${ANTREAN_CLUSTER%%/*}" = "$server_version" ] || fail "the server has PostgreSQL $server_version, this is $ANTREAN_CLUSTER."
[ -x "$program/.venv/bin/python" ] || (umask 022 && bash "$here/setup.sh" run)

follows=no
[ ! -e "$data/standby.signal" ] || follows=yes
[ -n "$carried" ] || [ $follows = yes ] || fail "$ANTREAN_CLUSTER follows no server; say with --machine what was carried here."
if [ $follows = no ] && [ -d "$data" ]; then
    is_up || cluster start
    [ -z "$(echo "SELECT 1 FROM pg_database WHERE datname LIKE 'antrean%'" | sql)" ] ||
        fail "$ANTREAN_CLUSTER holds a hall. If it may be lost: sudo pg_dropcluster --stop ${ANTREAN_CLUSTER/\// }; sudo pg_createcluster ${ANTREAN_CLUSTER/\// }"
fi

echo "Files:"
mkdir -p -m 0755 "$root/etc" "$folder" "$folder/tls"
mkdir -p "$folder/owner" "$folder/program/antrean/keys"
keep_settings
if [ -n "$carried" ]; then
    for file in ca.pem ca.key server.pem server.key server.names; do cp "$carried/$file" "$folder/tls/$file"; done
    chmod 0644 "$folder/tls/ca.pem" "$folder/tls/server.pem"
    cp "$carried/pgpass" "$folder/tls/standby.pgpass"
    cp "$carried/pepper" "$folder/program/antrean/keys/pepper"
fi
for file in server.key standby.pgpass; do own "$folder/tls/$file" 0600; done
give kiosk/hall.toml /etc/antrean/hall.toml
link "$here/server/antrean-server" /usr/local/sbin/antrean-server
for unit in service timer; do put "server/antrean-backup.$unit" "/etc/systemd/system/antrean-backup.$unit"; done
restart=no reload=no
configure

if [ $follows = no ]; then
    echo "Copying all of $server; this takes a while."
    cluster stop
    mv "$data" "$data.empty"
    mkdir "$data"
    own "$data" 0700
    as_admin env PGPASSFILE="$folder/tls/standby.pgpass" pg_basebackup --pgdata "$data" --slot antrean_standby \
        --wal-method stream --checkpoint fast --write-recovery-conf --dbname "host=$server port=$server_port \
            user=antrean_standby application_name=antrean_standby sslmode=verify-full sslrootcert=$folder/tls/ca.pem" || {
        rm -rf "$data"
        mv "$data.empty" "$data"
        fail "$server could not be copied."
    }
    rm -rf "$data.empty"
    cluster start
elif ! is_up; then
    cluster start
elif [ $restart = yes ]; then
    cluster restart
else
    cluster reload
fi
for _ in $(seq 1 30); do
    state=$(echo "SELECT status FROM pg_stat_wal_receiver" | sql || true)
    [ "$state" != streaming ] || break
    sleep 1
done
[ "$state" = streaming ] || fail "it does not follow; /var/log/postgresql says why."
echo "This machine follows $server. To let it take its place, once that one is off for good:"
echo "    sudo pg_ctlcluster ${ANTREAN_CLUSTER/\// } promote"

[ -z "$root" ] || exit 0
install -d -o "$owner" -g "$owner" -m 0700 "$ANTREAN_BACKUPS"
systemctl daemon-reload
systemctl enable --now antrean-backup.timer
