#!/usr/bin/env bats
# The wildcard certificate, and names in /etc/hosts.

load world

named() { openssl x509 -noout -text -in "$GENERATED/wildcard.pem" | grep -qF "$1"; }

@test "a certificate is made, once" {
    answering y certificate
    works
    named 'DNS:*.dezky.test'
    cmp "$STATE/authority/rootCA.pem" "$GENERATED/authority.pem"
    [ "$(mode "$GENERATED")" = 700 ]
    # Readable for the container's user; the folder is who keeps others out.
    [ "$(mode "$GENERATED/wildcard-key.pem")" = 444 ]
    before=$(picture)
    bootstrap certificate
    works
    says "as wanted"
    [ "$before" = "$(picture)" ]
}

@test "without a yes nothing on this machine is trusted" {
    bootstrap certificate
    fails
    says "mkcert -install"
    never_called '^mkcert -install'
    [ ! -e "$GENERATED" ]
}

@test "one that ends soon, of another name or of another authority is made anew" {
    DAYS=20 bootstrap --yes certificate
    works
    bootstrap certificate
    works
    says_nothing_of "as wanted"
    bootstrap certificate
    says "as wanted"
    printf 'DEZKY_DOMAIN=other.test\n' >"$ENV_FILE"
    bootstrap certificate
    works
    named 'DNS:*.other.test'
    rm -r "$STATE/authority"
    bootstrap --yes certificate
    works
    cmp "$STATE/authority/rootCA.pem" "$GENERATED/authority.pem"
}

@test "a mkcert that breaks off leaves the pair that was there" {
    DAYS=20 bootstrap --yes certificate
    before=$(picture)
    export MKCERT_BROKEN=1
    bootstrap certificate
    fails
    says "could not make the certificate"
    [ "$before" = "$(picture)" ]
}

@test "an authority that can't be made is said" {
    export INSTALL_BROKEN=1
    bootstrap --yes certificate
    fails
    says "could not make its authority"
    [ ! -e "$GENERATED/wildcard.pem" ]
}

@test "public certificates are Traefik's" {
    bootstrap --public certificate
    works
    [ ! -s "$CALLS" ]
}

@test "names are added to the hosts when somebody says so, once" {
    answering n hosts
    works
    says "Add this line yourself"
    [ "$(wc -l <"$DEZKY_HOSTS_FILE")" = 1 ]
    answering y hosts
    works
    [ "$(tail -1 "$DEZKY_HOSTS_FILE")" = "127.0.0.1 app.dezky.test auth.dezky.test files.dezky.test office.dezky.test mail.dezky.test chat.dezky.test # dezky" ]
    before=$(picture)
    bootstrap hosts
    works
    says "as wanted"
    [ "$before" = "$(picture)" ]
}

@test "only what is missing is added: comments and longer names don't count" {
    printf '127.0.0.1\tapp.dezky.test\tauth.dezky.test\n# 127.0.0.1 files.dezky.test\n::1 my-office.dezky.test mail.dezky.test.example chatxdezky.test\n' >"$DEZKY_HOSTS_FILE"
    bootstrap --yes hosts
    works
    [ "$(tail -1 "$DEZKY_HOSTS_FILE")" = "127.0.0.1 files.dezky.test office.dezky.test mail.dezky.test chat.dezky.test # dezky" ]
}

@test "hosts that only root may write, without sudo" {
    [ "$(id -u)" != 0 ] || skip "root may write everywhere"
    chmod 400 "$DEZKY_HOSTS_FILE"
    bootstrap --yes hosts
    fails
    says "Add this line to it"
}

@test "a trial run makes neither" {
    before=$(picture)
    bootstrap --dry-run --yes certificate hosts
    works
    says "would make"
    says "would add to"
    [ "$before" = "$(picture)" ]
    never_called '^mkcert -(install|cert-file)'
}

@test "a tenant's host is a name for browsers and for engines" {
    prepared
    bootstrap --yes host acme
    works
    bootstrap --yes host globex acme
    works
    grep -q '^127.0.0.77 acme.dezky.test # dezky$' "$DEZKY_HOSTS_FILE"
    grep -q '^127.0.0.77 globex.dezky.test # dezky$' "$DEZKY_HOSTS_FILE"
    [ "$(grep -c 'dezky.test"' "$GENERATED/hosts.yaml")" = 2 ]
    grep -q ':generated/hosts.yaml$' <<<"$(of_env COMPOSE_FILE)"
    [ "$(of_env DEZKY_TENANT_HOSTS)" = "'acme globex'" ]
    called 'compose up -d --no-deps traefik'
    before=$(picture)
    bootstrap --yes host acme
    bootstrap settings
    [ "$before" = "$(picture)" ]
}
