# compose/.env and what follows from it. Sourced.
# shellcheck shell=bash

# Each is 32 random bytes in hexadecimal: nothing that a URL, a shell or a YAML file reads another way.
SECRETS="DEZKY_POSTGRES_PASSWORD DEZKY_OIDC_CLIENT_SECRET DEZKY_AUTHENTIK_TOKEN DEZKY_STALWART_WEBHOOK_SECRET
    DEZKY_TRAEFIK_TOKEN DEZKY_METRICS_TOKEN DEZKY_CHAT_CLIENT_SECRET
    AUTHENTIK_POSTGRES_PASSWORD AUTHENTIK_SECRET_KEY AUTHENTIK_BOOTSTRAP_PASSWORD AUTHENTIK_BOOTSTRAP_TOKEN
    OCIS_ADMIN_PASSWORD COLLABORA_ADMIN_PASSWORD STALWART_RECOVERY_PASSWORD
    ZULIP_POSTGRES_PASSWORD ZULIP_MEMCACHED_PASSWORD ZULIP_RABBITMQ_PASSWORD ZULIP_REDIS_PASSWORD ZULIP_SECRET_KEY
    ZULIP_EMAIL_PASSWORD"

step_settings() {
    local known
    say "Writing the settings ($ENV_FILE)"
    known=$(setting DEZKY_DOMAIN)
    if [ -n "$DOMAIN" ] && [ -n "$known" ] && [ "$DOMAIN" != "$known" ]; then
        stop "This platform is $known: issuers, people and certificates have that name. Another one begins with infrastructure/reset.sh."
    fi
    if is_public && [ -z "$(setting ACME_EMAIL)" ] && { [ -z "$ACME_MAIL" ] || [ -z "$ACME_DNS" ]; }; then
        stop "--public wants --acme-email ADDRESS and --acme-dns PROVIDER as well."
    fi
    # Everything that can go wrong comes before the first line is written.
    make_secret >/dev/null || stop "openssl makes no random bytes."
    add_setting DEZKY_DOMAIN "$(domain)"
    add_setting DEZKY_DOMAIN_PATTERN "$(domain | sed 's/\./[.]/g')"
    add_setting DEZKY_BIND "$(bind)"
    choose COMPOSE_FILE "$(compose_files)"
    ! has_chat || choose COMPOSE_PROFILES chat
    if is_public; then
        add_setting ACME_EMAIL "$ACME_MAIL"
        add_setting ACME_DNS_PROVIDER "$ACME_DNS"
    fi
    write_secrets
    write_files
}

make_secret() { openssl rand -hex 32; }

write_secrets() {
    local name
    for name in $SECRETS; do
        [ -n "$(setting "$name")" ] || add_setting "$name" "$(make_secret)"
    done
}

# What was chosen before, and what is chosen now; then whatever else somebody put there.
compose_files() {
    local files=compose.yaml known file
    known=$(setting COMPOSE_FILE)
    if is_public; then files=$files:options/certificates-public.yaml; else files=$files:options/certificates-local.yaml; fi
    ! has_mail_ports || files=$files:options/mail-ports.yaml
    [ -z "$REALMS" ] || files=$files:options/chat-realms.yaml
    for file in $(printf '%s' "$known" | tr : ' '); do
        case ":$files:$(is_public && echo options/certificates-local.yaml):" in
        *":$file:"*) ;;
        *) files=$files:$file ;;
        esac
    done
    printf '%s' "$files"
}

write_files() {
    # Files and not settings: an engine's token is there only when the engine is. Whoever may read the folder is one; the
    # containers' users are others, and read the files that they are given.
    if [ ! -s "$GENERATED/dezky.keys" ] && ! would "make the key that seals secrets ($GENERATED/dezky.keys)"; then
        printf 'k1 %s\n' "$(openssl rand -base64 32)" | as_file "$GENERATED/dezky.keys" 444
    fi
    if is_public && [ ! -f "$GENERATED/acme.env" ] && ! would "make an empty $GENERATED/acme.env"; then
        echo "# What the DNS provider wants, one NAME=value a line: https://go-acme.github.io/lego/dns/" |
            as_file "$GENERATED/acme.env" 600
        warn "$GENERATED/acme.env is empty: write what the DNS provider wants into it. Nothing starts before that."
    fi
    if [ "$(dezky_settings)" != "$(cat "$GENERATED/dezky.toml" 2>/dev/null)" ] && ! would "write $GENERATED/dezky.toml"; then
        dezky_settings | as_file "$GENERATED/dezky.toml" 444
    fi
}

dezky_settings() {
    local chat='/@CHAT@/s/@CHAT@//'
    # A backslash and a line's end: what macOS's sed takes for one.
    ! has_chat || chat='s|@CHAT@|    { app = "chat", url = "https://{slug}-chat.@DOMAIN@" },\
|'
    sed -e "$chat" -e "s/@DOMAIN@/$(domain)/g" "$COMPOSE/dezky/dezky.toml" | sed "s/@DOMAIN@/$(domain)/g"
}
