# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What the install scripts share; each reads it with ".". With DESTDIR=/some/folder files go there.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(dirname "$here")
root=${DESTDIR-}

fail() {
    echo "$(basename "$0" .sh): $*" >&2
    exit "${code:-1}"
}

# put FILE PLACE [MODE]: a file of the program's; it is renewed at each run.
put() {
    mkdir -p "$root$(dirname "$2")"
    sed "s#/opt/antrean#$program#g" "$here/$1" >"$root$2.new"
    chmod "${3:-0644}" "$root$2.new"
    mv "$root$2.new" "$root$2"
    echo "  $root$2"
}

# give FILE PLACE [MODE]: a file of the hall's; one that is there stays.
give() {
    if [ -e "$root$2" ]; then echo "  $root$2 stays as it is"; else put "$@"; fi
}

link() {
    mkdir -p "$root$(dirname "$2")"
    ln -sfn "$1" "$root$2"
    echo "  $root$2 -> $1"
}

# Those of the named packages that are not installed.
missing_of() {
    local one
    for one in "$@"; do
        dpkg-query --show --showformat='${db:Status-Status}' "$one" 2>/dev/null | grep -qx installed || echo "$one"
    done | tr '\n' ' '
}

# need_packages NAME...: install those that are missing.
need_packages() {
    local missing
    missing=$(missing_of "$@")
    [ -n "$missing" ] || return 0
    [ "$(id -u)" = 0 ] || fail "this needs an administrator: sudo $0"
    (
        umask 022
        apt-get update
        # shellcheck disable=SC2086 # words are meant
        DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing
    )
}

# secret FILE PLACE USER: a file that this user may read, and nobody else.
secret() {
    if [ -n "$root" ]; then
        mkdir -p "$root$(dirname "$2")"
        install -m 0600 "$1" "$root$2"
    else
        runuser -u "$3" -- mkdir -p "$(dirname "$2")"
        install -m 0600 -o "$3" -g "$(id -gn "$3")" "$1" "$2"
    fi
    echo "  $root$2"
}

# is_carried FOLDER: whether it is what install-server.sh made for a machine.
is_carried() {
    local file
    for file in machine.env ca.pem pgpass; do
        [ -r "$1/$file" ] || fail "$1/$file is missing; install-server.sh makes such a folder for each machine."
    done
}

# join_server FOLDER: what everybody on the machine may know of the server.
join_server() {
    local file
    mkdir -p "$root/etc/antrean"
    for file in machine.env ca.pem; do
        install -m 0644 "$1/$file" "$root/etc/antrean/$file"
        echo "  $root/etc/antrean/$file"
    done
}
