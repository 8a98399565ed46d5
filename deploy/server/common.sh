# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What the scripts of a server share; each reads it with ".", after files.sh. Settings are in server.env.

folder=$root/etc/antrean
cd / # whoever owns the cluster may not look into the folder we came from

# The settings of this server; words may come from the command line afterwards.
ANTREAN_CLUSTER="" ANTREAN_PORT="" ANTREAN_NAMES="" ANTREAN_NETWORKS="" ANTREAN_STANDBY="" ANTREAN_LISTEN="*"
ANTREAN_BACKUPS="/var/lib/postgresql/antrean-backups" ANTREAN_KEEP_DAYS="30" ANTREAN_HALL="1"
# shellcheck source=/dev/null
[ ! -f "$folder/server.env" ] || . "$folder/server.env"

# keep_settings: write them down for the next run, for antrean-server and for the backup.
keep_settings() {
    local name
    {
        echo "# Settings of this server; install-server.sh writes this file."
        for name in CLUSTER PORT NAMES NETWORKS STANDBY LISTEN BACKUPS KEEP_DAYS HALL; do
            eval "echo \"ANTREAN_$name=\\\"\$ANTREAN_$name\\\"\""
        done
    } >"$folder/server.env.new"
    chmod 0644 "$folder/server.env.new"
    mv "$folder/server.env.new" "$folder/server.env"
}

# find_cluster: which of Debian's clusters it is, whose, and where; there is one unless --cluster names it.
find_cluster() {
    local found
    found=$(pg_lsclusters --no-header | awk -v wanted="$ANTREAN_CLUSTER" '!wanted || $1 "/" $2 == wanted {print $1 "/" $2, $3, $5, $6}')
    [ -n "$found" ] || fail "there is no cluster ${ANTREAN_CLUSTER:-of PostgreSQL here}; pg_lsclusters lists them."
    [ "$(echo "$found" | wc -l)" = 1 ] || fail "there are several clusters; name one, such as --cluster ${found%% *}"
    read -r ANTREAN_CLUSTER ANTREAN_PORT owner data <<<"$found"
    [ "${ANTREAN_CLUSTER%%/*}" -ge 15 ] || fail "PostgreSQL 15 or newer is needed; this is $ANTREAN_CLUSTER."
    [ "$(id -u)" = 0 ] || [ "$(id -un)" = "$owner" ] || fail "this needs an administrator: sudo $0"
    settings=${PG_CLUSTER_CONF_ROOT:-/etc/postgresql}/$ANTREAN_CLUSTER
}

# cluster start|stop|restart|reload
cluster() { pg_ctlcluster "${ANTREAN_CLUSTER%%/*}" "${ANTREAN_CLUSTER##*/}" "$1"; }

is_up() { as_admin psql --cluster "$ANTREAN_CLUSTER" --no-psqlrc --dbname postgres --command "" >/dev/null 2>&1; }

as_admin() {
    if [ "$(id -un)" = "$owner" ]; then "$@"; else runuser -u "$owner" -- "$@"; fi
}

# sql [DATABASE]: run what stands in the input as the administrator of the cluster; print plain rows.
sql() {
    as_admin psql --cluster "$ANTREAN_CLUSTER" --no-psqlrc --quiet --tuples-only --no-align \
        --set ON_ERROR_STOP=1 --dbname "${1:-postgres}"
}

make_database() {
    echo "CREATE DATABASE $1 OWNER antrean TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'" | sql
}

# own FILE MODE: give a file to the owner of the cluster.
own() {
    chmod "$2" "$1"
    [ "$(id -u)" != 0 ] || chown "$owner:" "$1"
}

# settle FILE: take the input as a file of the cluster; false where it is that already.
settle() {
    cat >"$1.new" || fail "$1 could not be written; it is as it was."
    if cmp -s "$1.new" "$1"; then
        rm "$1.new"
        return 1
    fi
    own "$1.new" 0640
    mv "$1.new" "$1"
    echo "  $1"
}

new_password() { openssl rand -base64 33 | tr '+/' '-_'; }

# configure: settings and doors of the cluster; sets restart or reload to yes where something is new.
configure() {
    [ -f "$settings/pg_hba.conf" ] || fail "$settings/pg_hba.conf is missing."
    sed -e "s#@listen@#$ANTREAN_LISTEN#" -e "s#@tls@#$folder/tls#" "$here/server/antrean.conf" |
        settle "$settings/conf.d/antrean.conf" && restart=yes
    {
        sed '/^# BEGIN antrean/,/^# END antrean/d' "$settings/pg_hba.conf"
        echo "# BEGIN antrean: install-server.sh writes these lines anew"
        for network in $ANTREAN_NETWORKS; do
            for kind in kiosk counter board office phone; do
                echo "hostssl antrean +antrean_$kind $network scram-sha-256"
            done
            [ -z "$ANTREAN_STANDBY" ] || echo "hostssl replication antrean_standby $network scram-sha-256"
        done
        echo "# END antrean"
    } | settle "$settings/pg_hba.conf" && reload=yes
    true
}
