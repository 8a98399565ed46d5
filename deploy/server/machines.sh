# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# A role for each machine, and a folder with what the technician carries there. install-server.sh reads this with ".".

machines=$folder/machines
pepper=$folder/program/antrean/keys/pepper
# So many sessions one machine may have: it needs four, and one gone wrong shall not take the place of others.
sessions=12

has_role() {
    local found
    found=$(echo "SELECT 1 FROM pg_roles WHERE rolname = '$1'" | sql) || fail "PostgreSQL does not answer."
    [ "$found" = 1 ]
}

is_machine() { [[ $1 =~ ^(kiosk|counter|board|office|phone)_[0-9]+$ ]]; }

# The secret of the staff's PINs: a machine that has it takes PINs.
make_pepper() {
    [ -f "$pepper" ] && return
    mkdir -p "$(dirname "$pepper")"
    openssl rand -hex 32 >"$pepper.new"
    mv "$pepper.new" "$pepper"
}

# start_folder DATABASE ROLE PASSWORD: the folder of a machine, new.
start_folder() {
    rm -rf "${machines:?}/$2"
    mkdir -p "$machines/$2"
    echo "*:*:$1:$2:$3" >"$machines/$2/pgpass"
}

# in_address NAME PORT: as they stand in an address of the program.
in_address() { if [[ $1 == *:* ]]; then echo "[$1]:$2"; else echo "$1:$2"; fi; }

# fill_folder MACHINE: what is no password; it may be written again at any time.
fill_folder() {
    local to=$machines/$1 kind=${1%%_*} servers
    servers=$(in_address "${ANTREAN_NAMES%% *}" "$ANTREAN_PORT")
    [ -z "$ANTREAN_STANDBY" ] || servers="$servers,$(in_address "$ANTREAN_STANDBY" 5432)"
    install -m 0600 "$folder/tls/ca.pem" "$to/ca.pem"
    cat >"$to/machine.env" <<ENV
# What the server says of this machine; install-server.sh wrote it there, in $to.
ANTREAN_DB="postgresql://$1@$servers/antrean?hall=$ANTREAN_HALL&sslrootcert=/etc/antrean/ca.pem"
ANTREAN_NAME="${1//_/-}"
ENV
    case $kind in kiosk | counter | office) install -m 0600 "$pepper" "$to/pepper" ;; esac
}

# renew MACHINE: a new password; whoever has the old one is out at once.
renew() {
    local password
    password=$(new_password)
    start_folder antrean "$1" "$password"
    fill_folder "$1"
    if has_role "$1"; then
        echo "ALTER ROLE $1 LOGIN PASSWORD '$password'" | sql
        end_sessions "$1"
    else
        echo "CREATE ROLE $1 LOGIN PASSWORD '$password' CONNECTION LIMIT $sessions IN ROLE antrean_${1%%_*}" | sql
    fi
    echo "  $1: carry $machines/$1 there"
}

# remove MACHINE: it is let in no more, and whoever uses its role is out at once.
remove() {
    rm -rf "${machines:?}/$1"
    if has_role "$1"; then
        echo "ALTER ROLE $1 NOLOGIN" | sql
        end_sessions "$1"
        echo "DROP ROLE $1" | sql
        echo "  $1 is let in no more"
    else
        echo "  $1 has no role"
    fi
}

end_sessions() { echo "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '$1'" | sql >/dev/null; }

# provide KIND COUNT [FORMAT]: roles that are missing; those that are there keep their password.
provide() {
    local n name
    for n in $(seq 1 "$2"); do
        # shellcheck disable=SC2059
        name=$1_$(printf "${3:-%d}" "$n")
        if has_role "$name"; then kept=$((kept + 1)); else renew "$name"; fi
    done
}

# provide_standby: the role that copies, its slot, and the folder of the machine that follows.
provide_standby() {
    echo "SELECT pg_create_physical_replication_slot('antrean_standby', true)
          WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = 'antrean_standby')" | sql >/dev/null
    has_role antrean_standby || renew_standby
    [ ! -d "$machines/antrean_standby" ] || fill_standby "$machines/antrean_standby"
}

renew_standby() {
    local password
    password=$(new_password)
    start_folder replication antrean_standby "$password"
    has_role antrean_standby || echo "CREATE ROLE antrean_standby LOGIN REPLICATION" | sql
    echo "ALTER ROLE antrean_standby PASSWORD '$password'" | sql
    echo "  antrean_standby: carry $machines/antrean_standby there"
}

# fill_standby FOLDER: with the key of the authority, for a machine that has all of the hall must be able to go on with it.
fill_standby() {
    local file
    certify "$1/server" "$ANTREAN_STANDBY" || true
    for file in ca.pem ca.key; do install -m 0600 "$folder/tls/$file" "$1/$file"; done
    install -m 0600 "$pepper" "$1/pepper"
    install -m 0600 "$folder/server.env" "$1/server.env"
}
