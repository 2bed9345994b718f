# A wildcard certificate of mkcert's authority, which this machine trusts. Sourced.
# shellcheck shell=bash

# Seconds before its end that a certificate is made anew.
RENEW=$((30 * 24 * 3600))

step_certificate() {
    local name authority
    if is_public; then
        say "Certificates come from Let's Encrypt"
        return
    fi
    name=$(domain)
    say "Making the certificate for $name and *.$name"
    authority=$(mkcert -CAROOT 2>/dev/null)/rootCA.pem || stop "mkcert doesn't say where its authority is."
    if certificate_is_good "$name" "$authority"; then
        note "as wanted"
        return
    fi
    would "make $GENERATED/wildcard.pem" && return
    if [ ! -f "$authority" ]; then
        ask "May mkcert make an authority and have this machine trust it? (It asks for your password.)" ||
            stop "Without an authority there is no certificate: run \`mkcert -install\` yourself, then this again."
        mkcert -install || stop "mkcert could not make its authority; its words stand above."
    fi
    (umask 077 && mkdir -p "$GENERATED")
    # Beside the old ones first: half a pair would close the door.
    mkcert -cert-file "$GENERATED/wildcard.pem.new" -key-file "$GENERATED/wildcard-key.pem.new" "$name" "*.$name" >/dev/null 2>&1 || {
        rm -f "$GENERATED"/wildcard*.new
        stop "mkcert could not make the certificate: try \`mkcert $name\`."
    }
    as_file "$GENERATED/authority.pem" 444 <"$authority"
    chmod 444 "$GENERATED/wildcard.pem.new" "$GENERATED/wildcard-key.pem.new"
    mv -f "$GENERATED/wildcard-key.pem.new" "$GENERATED/wildcard-key.pem"
    mv -f "$GENERATED/wildcard.pem.new" "$GENERATED/wildcard.pem"
}

certificate_is_good() {
    [ -s "$GENERATED/wildcard.pem" ] && [ -s "$GENERATED/wildcard-key.pem" ] && [ -f "$2" ] &&
        cmp -s "$2" "$GENERATED/authority.pem" &&
        openssl x509 -noout -checkend $RENEW -in "$GENERATED/wildcard.pem" >/dev/null 2>&1 &&
        openssl x509 -noout -text -in "$GENERATED/wildcard.pem" 2>/dev/null | grep -qF "DNS:*.$1"
}
