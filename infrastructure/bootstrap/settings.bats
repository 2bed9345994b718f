#!/usr/bin/env bats
# compose/.env and what follows from it: strong, nobody else's, and never changed.

load world

@test "every secret is made, each its own, for nobody else to read" {
    bootstrap settings
    works
    [ "$(mode "$ENV_FILE")" = 600 ]
    [ "$(mode "$GENERATED")" = 700 ]
    secrets=$(grep -E '^[A-Z_]*(PASSWORD|SECRET|TOKEN|KEY)=' "$ENV_FILE")
    [ "$(wc -l <<<"$secrets")" = 20 ]
    [ "$(cut -d= -f2 <<<"$secrets" | sort -u | wc -l)" = 20 ]
    ! grep -vqE '=[0-9a-f]{64}$' <<<"$secrets"
    says_nothing_of "$(of_env DEZKY_TRAEFIK_TOKEN)"
    grep -qE '^k1 [A-Za-z0-9+/]{43}=$' "$GENERATED/dezky.keys"
    grep -q 'domain = "dezky.test"' "$GENERATED/dezky.toml"
    ! grep -q '@' "$GENERATED/dezky.toml"
    ! grep -q chat "$GENERATED/dezky.toml"
}

@test "a second run changes no letter" {
    bootstrap --domain acme.example --chat --mail-ports settings
    works
    before=$(picture)
    bootstrap settings
    works
    [ "$before" = "$(picture)" ]
    # What was chosen stays chosen.
    [ "$(of_env COMPOSE_PROFILES)" = chat ]
    [ "$(of_env COMPOSE_FILE)" = compose.yaml:options/certificates-local.yaml:options/mail-ports.yaml ]
    grep -q 'https://{slug}-chat.acme.example' "$GENERATED/dezky.toml"
}

@test "what is there is never overwritten, and what is missing is added" {
    mkdir -p "$(dirname "$ENV_FILE")"
    printf 'DEZKY_TRAEFIK_TOKEN=chosen by hand\n# a note\nOCIS_ADMIN_PASSWORD=\nDEZKY_MAIL_URL=smtps://u:p@mail.example\nLAST=without its end' >"$ENV_FILE"
    chmod 644 "$ENV_FILE"
    bootstrap settings
    works
    [ "$(of_env DEZKY_TRAEFIK_TOKEN)" = "chosen by hand" ]
    [ "$(of_env DEZKY_MAIL_URL)" = "smtps://u:p@mail.example" ]
    [ "$(of_env LAST)" = "without its end" ]
    grep -q '^# a note$' "$ENV_FILE"
    [ "$(grep -c '^OCIS_ADMIN_PASSWORD=' "$ENV_FILE")" = 1 ]
    [ ${#ENV_FILE} -gt 0 ] && [ "$(of_env OCIS_ADMIN_PASSWORD | wc -c)" = 65 ]
    [ "$(mode "$ENV_FILE")" = 600 ]
}

@test "the key that seals secrets is never made twice" {
    bootstrap settings
    key=$(cat "$GENERATED/dezky.keys")
    rm "$ENV_FILE"
    bootstrap settings
    works
    [ "$key" = "$(cat "$GENERATED/dezky.keys")" ]
}

@test "an openssl that makes nothing leaves nothing behind" {
    rm "$BIN/openssl"
    printf '#!/bin/sh\nexit 1\n' >"$BIN/openssl"
    chmod +x "$BIN/openssl"
    before=$(picture)
    bootstrap settings
    fails
    says "openssl makes no random bytes."
    [ "$before" = "$(picture)" ]
}

@test "another name for a platform that has one is refused" {
    bootstrap settings
    before=$(picture)
    bootstrap --domain other.test settings
    fails
    says "This platform is dezky.test"
    [ "$before" = "$(picture)" ]
}

@test "public certificates want to know whom and how" {
    before=$(picture)
    bootstrap --public settings
    fails
    says "--acme-email"
    [ "$before" = "$(picture)" ]
    bootstrap --public --acme-email ops@dezky.eu --acme-dns hetzner --domain dezky.eu settings
    works
    says "acme.env is empty"
    [ "$(of_env COMPOSE_FILE)" = compose.yaml:options/certificates-public.yaml ]
    [ "$(of_env DEZKY_BIND)" = 0.0.0.0 ]
    [ "$(of_env DEZKY_DOMAIN_PATTERN)" = 'dezky[.]eu' ]
    [ "$(mode "$GENERATED/acme.env")" = 600 ]
    echo TOKEN=x >"$GENERATED/acme.env"
    before=$(picture)
    bootstrap settings
    works
    [ "$before" = "$(picture)" ]
}

@test "a file that somebody put beside ours stays chosen, after them" {
    bootstrap settings
    sed -i 's#^COMPOSE_FILE=.*#&:options/our-own.yaml#' "$ENV_FILE"
    bootstrap --mail-ports settings
    works
    [ "$(of_env COMPOSE_FILE)" = compose.yaml:options/certificates-local.yaml:options/mail-ports.yaml:options/our-own.yaml ]
}

@test "a folder that can't be written is said" {
    [ "$(id -u)" != 0 ] || skip "root may write everywhere"
    chmod 500 "$TREE/infrastructure/compose"
    bootstrap settings
    fails
    says "could not be written"
}

@test "a trial run writes nothing" {
    before=$(picture)
    bootstrap --dry-run settings
    works
    says "would add DEZKY_POSTGRES_PASSWORD"
    [ "$before" = "$(picture)" ]
    ! grep -qE '[0-9a-f]{64}' <<<"$output"
}
