# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# The hall's own authority, and what it signs. install-server.sh reads this with ".".
# The key of the authority signs for whoever has it: it stays on the server, and in a safe.

authority_days=7300
server_days=3650
renewed_before_s=$((60 * 24 * 3600))

# make_authority: ca.pem, which every machine gets, and ca.key, which nobody gets.
make_authority() {
    install -d -m 0755 "$folder/tls"
    [ ! -f "$folder/tls/ca.pem" ] || return 0
    openssl ecparam -name prime256v1 -genkey -noout -out "$folder/tls/ca.key"
    openssl req -x509 -new -key "$folder/tls/ca.key" -days $authority_days -out "$folder/tls/ca.new" -config - <<CONF
[req]
distinguished_name = who
x509_extensions = what
prompt = no
[who]
CN = Antrean ${ANTREAN_NAMES%% *} $(date +%Y)
[what]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
CONF
    chmod 0644 "$folder/tls/ca.new"
    mv "$folder/tls/ca.new" "$folder/tls/ca.pem"
    echo "  $folder/tls/ca.pem"
}

# certify PLACE NAME...: PLACE.pem and PLACE.key for these names and addresses. One that is signed by the
# authority, for these names, and valid for two months more, stays; then this is false.
certify() {
    local place=$1 name names="" words
    shift
    for name in "$@"; do
        if [[ $name == *:* || $name =~ ^[0-9.]+$ ]]; then names="$names,IP:$name"; else names="$names,DNS:$name"; fi
    done
    words="${names#,}"
    [ "$(cat "$place.names" 2>/dev/null)" != "$words" ] || [ ! -f "$place.key" ] ||
        ! openssl verify -CAfile "$folder/tls/ca.pem" "$place.pem" >/dev/null 2>&1 ||
        ! openssl x509 -in "$place.pem" -noout -checkend $renewed_before_s >/dev/null || return 1
    openssl ecparam -name prime256v1 -genkey -noout -out "$place.key.new" || fail "no key could be made."
    openssl req -new -key "$place.key.new" -subj "/CN=$1" |
        openssl x509 -req -CA "$folder/tls/ca.pem" -CAkey "$folder/tls/ca.key" -set_serial "0x$(openssl rand -hex 16)" \
            -days $server_days -out "$place.pem.new" -extfile <(
                echo "basicConstraints = critical, CA:FALSE"
                echo "keyUsage = critical, digitalSignature"
                echo "extendedKeyUsage = serverAuth"
                echo "subjectAltName = $words"
            ) 2>/dev/null || fail "no certificate could be made for $words."
    chmod 0600 "$place.key.new"
    chmod 0644 "$place.pem.new"
    mv "$place.key.new" "$place.key"
    mv "$place.pem.new" "$place.pem"
    echo "$words" >"$place.names"
    echo "  $place.pem for $words"
}
