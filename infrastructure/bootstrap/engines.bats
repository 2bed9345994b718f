#!/usr/bin/env bats
# Authentik, Stalwart and OCIS: what is asked of them, in which order, and what happens when they say no.

load world

@test "images are fetched when one is missing, and Dezky's is built" {
    prepared
    bootstrap pull
    works
    in_order 'compose pull' 'compose build dezky'
    [ ! -e "$GENERATED/zulip-postgres.yaml" ]
    : >"$CALLS"
    bootstrap pull
    works
    says "as wanted"
    never_called 'compose (pull|build)'
}

@test "an image that can't be fetched is said, and nothing is built" {
    prepared
    export PULL_BROKEN=1
    bootstrap pull
    fails
    says "could not be fetched"
    never_called 'compose build'
    export CONFIG_BROKEN=1
    bootstrap pull
    fails
    says "Compose doesn't take the settings"
}

@test "engines start, and what comes after waits for their health" {
    prepared
    bootstrap start
    works
    says "authentik-worker: healthy"
    never_called 'up -d.* dezky( |$)'
}

@test "public certificates: nothing starts without what the DNS provider wants" {
    bootstrap --public --acme-email ops@dezky.test --acme-dns hetzner --bind $DEZKY_BIND_OPTION settings
    works
    for content in "# HETZNER_API_TOKEN=x" "HETZNER_API_TOKEN="; do
        echo "$content" >"$GENERATED/acme.env"
        bootstrap start
        fails
        says "acme.env is still empty"
    done
    rm "$GENERATED/acme.env"
    bootstrap start
    fails
    says "acme.env is still empty"
    never_called 'compose up'
    echo HETZNER_API_TOKEN=x >"$GENERATED/acme.env"
    bootstrap start
    works
    called 'compose up'
}

@test "one that doesn't get healthy is named, with its last words" {
    prepared
    echo unhealthy >"$STATE/health/stalwart"
    bootstrap start
    fails
    says "last words of stalwart"
    says "stalwart is unhealthy"
    echo starting >"$STATE/health/stalwart"
    bootstrap start
    fails
    says "stalwart: starting, 0 s"
    says "stalwart is starting after 4 s"
    echo healthy >"$STATE/health/stalwart"
    bootstrap start
    works
}

@test "Authentik: settings, recovery, and the first start's token is taken back last" {
    prepared
    export BLUEPRINT_AFTER=2
    bootstrap authentik
    works
    says "waiting for the blueprint, 0 s"
    in_order 'PATCH .*/admin/settings/ {"avatars":"initials","gdpr_compliance":false}' 'POST .*/managed/blueprints/ ' \
        'POST .*/apply/' 'PATCH .*/core/brands/7d5dc505-67d4-47f8-a1a7-b6c66a1f0eee/ {"flow_recovery":"4c6c6ae2-aa29-4306-8b4e-13a609a14028"}' \
        'DELETE .*/core/tokens/authentik-bootstrap-token/'
    : >"$CALLS"
    bootstrap authentik
    works
    says "as wanted"
    never_called '^(POST|PATCH|DELETE)'
}

@test "Authentik: a run that was cut short is gone on with" {
    prepared
    touch "$STATE/blueprint"
    bootstrap authentik
    works
    called 'POST .*/managed/blueprints/3601dc90-b325-4724-ab22-f6c31eb26639/apply/'
}

@test "Authentik: a blueprint that never comes, and a setting that is refused" {
    prepared
    export BLUEPRINT_AFTER=99
    bootstrap authentik
    fails
    says "Authentik answers 403"
    says "authentik-worker"
    export BLUEPRINT_AFTER=0 SETTINGS_STATUS=403
    bootstrap authentik
    fails
    says "settings could not be written (status 403)"
    never_called 'DELETE'
}

@test "Authentik: not reached at all" {
    prepared
    export DOWN=1
    bootstrap authentik
    fails
    says "Authentik answers 000"
    says "curl: (7) could not connect."
}

@test "behind a proxy the door of this machine is asked all the same" {
    prepared
    export HTTPS_PROXY=http://proxy.example:3128
    bootstrap start authentik stalwart ocis
    works
    # Nor what this machine's curlrc says, which only the first word switches off.
    never_called '^curl-arguments --[^d]'
    called '^curl-arguments --disable '
}

@test "Stalwart: an account without a password, a key with Dezky's rights, sign-in by Authentik" {
    prepared
    touch "$STATE/up"
    bootstrap stalwart
    works
    in_order 'x:SpamPyzor/set.*"enable":false' 'x:NetworkListener/set.*:587' 'x:Domain/set.*"service.dezky.test"' \
        'x:SystemSettings/set.*"defaultHostname":"mail.dezky.test","defaultDomainId":"c"' \
        'x:Account/set.*"domainId":"c"' 'x:Directory/set.*application/o/dezky-mail/' 'x:Authentication/set.*"directoryId":"g"' \
        'x:Action/set' 'x:ApiKey/set.*"accountId":"e".*172.30.0.0/16.*"Replace"' 'compose restart stalwart'
    never_called 'x:Account/set.*credentials'
    for right in sysTracerUpdate actionReloadSettings authenticate; do called "x:ApiKey/set.*\"$right\":true"; done
    never_called 'x:ApiKey/set.*(impersonate|sysApiKey|sysRole|"Inherit")'
    [ "$(cat "$GENERATED/stalwart.token")" = API_AAAAAgAAAAEBdnWqU2AfQ7X8VvgoLlpEH3ytrA ]
    says_nothing_of API_
    : >"$CALLS"
    before=$(picture)
    bootstrap stalwart
    works
    says "as wanted"
    [ "$before" = "$(picture)" ]
    never_called '/set'
}

@test "Stalwart: what is there already is taken, and a lost key is made anew" {
    prepared
    touch "$STATE/up"
    bootstrap stalwart
    rm "$GENERATED/stalwart.token" "$STATE/key"
    : >"$CALLS"
    bootstrap stalwart
    works
    called 'x:Account/set.*"domainId":"c"'
    called 'x:ApiKey/set.*"accountId":"e"'
    never_called 'x:(NetworkListener|Directory|Authentication)/set'
}

@test "Stalwart: a refusal with status 200 is a refusal" {
    prepared
    export STALWART_REFUSES=x:Domain/set
    bootstrap stalwart
    fails
    says "Stalwart refuses x:Domain/set: You are not authorized"
    export STALWART_REFUSES="" STALWART_SAYS_NOT=x:ApiKey/set
    bootstrap stalwart
    fails
    says "Stalwart refuses x:ApiKey/set: invalidPatch Invalid key"
    [ ! -e "$GENERATED/stalwart.token" ]
    export STALWART_SAYS_NOT=x:Http/set
    bootstrap stalwart
    fails
    says "Stalwart refuses x:Http/set"
}

@test "Stalwart: another password than it started with" {
    prepared
    sed -i 's/^STALWART_RECOVERY_PASSWORD=.*/STALWART_RECOVERY_PASSWORD=other/' "$ENV_FILE"
    cp "$ENV_FILE" "$WORLD/.env"
    sed -i 's/"recovery:$(env_of STALWART_RECOVERY_PASSWORD)"/"recovery:the first one"/' "$BIN/curl"
    bootstrap stalwart
    fails
    says "doesn't take our credentials"
}

@test "OCIS: a token, and a new one before it ends" {
    prepared
    bootstrap ocis
    works
    [ "$(cat "$GENERATED/ocis.token")" = app-token-1 ]
    says_nothing_of app-token
    before=$(picture)
    bootstrap ocis
    works
    says "as wanted"
    [ "$before" = "$(picture)" ]
    chmod u+w "$GENERATED/ocis.expires"
    date +%s >"$GENERATED/ocis.expires"
    bootstrap ocis
    works
    [ "$(cat "$GENERATED/ocis.token")" = app-token-2 ]
    # One that OCIS has forgotten.
    echo 7 >"$STATE/ocis"
    bootstrap ocis
    works
    says "doesn't know the token"
    [ "$(cat "$GENERATED/ocis.token")" = app-token-8 ]
}

@test "OCIS: a Dezky that runs is started again with the new token, and only then" {
    prepared
    bootstrap start authentik stalwart ocis
    works
    never_called 'compose restart dezky'
    bootstrap dezky
    works
    : >"$CALLS"
    bootstrap ocis
    works
    never_called 'compose restart dezky'
    chmod u+w "$GENERATED/ocis.expires"
    date +%s >"$GENERATED/ocis.expires"
    bootstrap ocis
    works
    in_order 'auth-app create' 'compose restart dezky dezky-worker$'
}

@test "OCIS: a Dezky that couldn't be started again is given the token with the next run" {
    prepared
    bootstrap start authentik stalwart ocis dezky
    works
    : >"$CALLS"
    : >"$GENERATED/ocis.pending"
    bootstrap ocis
    works
    in_order 'compose restart dezky dezky-worker$'
    [ ! -e "$GENERATED/ocis.pending" ]
}

@test "OCIS: one that makes no token keeps the old one" {
    prepared
    bootstrap ocis
    rm -f "$GENERATED/ocis.expires"
    export OCIS_BROKEN=1
    bootstrap ocis
    fails
    says "OCIS made no app token"
    [ "$(cat "$GENERATED/ocis.token")" = app-token-1 ]
}

@test "no secret stands in an argument or in what is said" {
    prepared
    bootstrap start authentik stalwart ocis
    works
    for secret in $(grep -E '(PASSWORD|SECRET|TOKEN|KEY)=' "$ENV_FILE" | cut -d= -f2) app-token-1 API_AAAA; do
        says_nothing_of "$secret"
        never_called "^(curl-arguments|docker|mkcert) .*$secret"
    done
}

@test "logs: the running one is renamed, old ones are compressed, older ones deleted" {
    prepared
    logs=$STATE/ocis-log
    mkdir "$logs"
    for tool in find gzip date; do ln -sf "$(type -P $tool)" "$BIN/$tool"; done
    echo new >"$logs/audit.log"
    touch -d '3 days ago' "$logs/audit.log.2026-11-25T040000"
    touch -d '61 days ago' "$logs/audit.log.2026-09-01T040000.gz"
    touch -d '59 days ago' "$logs/audit.log.2026-10-01T040000.gz"
    bootstrap --dry-run logs
    works
    [ "$(cat "$logs/audit.log")" = new ]
    bootstrap logs
    works
    [ ! -e "$logs/audit.log" ]
    [ "$(cat "$logs/audit.log.$(date -u +%Y)"*[0-9])" = new ]
    [ -e "$logs/audit.log.2026-11-25T040000.gz" ]
    [ ! -e "$logs/audit.log.2026-09-01T040000.gz" ]
    [ -e "$logs/audit.log.2026-10-01T040000.gz" ]
    called 'compose exec -T stalwart find /var/log/stalwart -type f -mtime [+]60 -delete$'
    export STALWART_STANDS=1
    bootstrap logs
    fails
    says "Stalwart's old logs could not be deleted"
}

@test "chat: the image whose tag moves is pinned with the first pull, and only then" {
    bootstrap --yes --chat --bind $DEZKY_BIND_OPTION settings certificate
    bootstrap pull
    works
    grep -q 'zulip-postgres: { image: "docker.io/example/zulip-postgres:1.2.3@sha256:0123456789' "$GENERATED/zulip-postgres.yaml"
    [ "$(grep -c image: "$GENERATED/zulip-postgres.yaml")" = 1 ]
    grep -q ':generated/zulip-postgres.yaml$' <<<"$(of_env COMPOSE_FILE)"
    before=$(picture)
    bootstrap settings pull
    works
    [ "$before" = "$(picture)" ]
}

@test "images are pinned to the digests that are here" {
    prepared
    bootstrap digests
    fails
    says "run the step pull first"
    touch "$STATE/pulled"
    bootstrap digests
    works
    grep -q 'ocis: { image: "docker.io/example/ocis:1.2.3@sha256:0123' "$GENERATED/digests.yaml"
    grep -q 'authentik-server: { image: "docker.io/example/authentik-server:1.2.3@' "$GENERATED/digests.yaml"
    ! grep -qE ' (dezky|front|traefik: *$)' "$GENERATED/digests.yaml"
    [ "$(grep -c sha256 "$GENERATED/digests.yaml")" = 10 ]
    grep -q ':generated/digests.yaml$' <<<"$(of_env COMPOSE_FILE)"
}
