# Starts the sandbox and Dezky beside each other. Sourced by run.sh and with.sh, which say where: DATA, PORT, SANDBOX_PORT.
# shellcheck shell=bash

ORIGIN=http://localhost:$PORT
BIN=target/debug
export ORIGIN DEZKY_CONFIG=infrastructure/sandbox/dezky.toml
export DEZKY__WEB__LISTEN=127.0.0.1:$PORT DEZKY__WEB__URL=$ORIGIN "DEZKY__WEB__TENANT_URL=http://{slug}.localhost:$PORT"
export DEZKY__DATABASE__URL=sqlite://$DATA/dezky.db DEZKY__SOURCES__OCIS__PATH=$DATA/ocis/audit.log
sandbox=http://localhost:$SANDBOX_PORT
issuer=$sandbox/application/o
export DEZKY__OIDC__ISSUER=$issuer/dezky/ DEZKY__OIDC__SHARED_SUBJECTS=$issuer/
export DEZKY__AUTHENTIK__URL=$sandbox DEZKY__STALWART__URL=$sandbox DEZKY__OCIS__URL=$sandbox
# Chat is off, as it usually is; CHAT=1 has it made as well.
CHAT=${CHAT:-}
[ -z "$CHAT" ] || export DEZKY__ZULIP__REALMS=true DEZKY__ZULIP__SOCKET=$DATA/zulip.sock
mkdir -p "$DATA"
# All four sources: Authentik's and Stalwart's webhooks, and Stalwart's log beside its own.
hook=sandbox-only-webhook-secret-of-authentik
export DEZKY__SOURCES__AUTHENTIK__WEBHOOK_SECRET=$hook DEZKY__SOURCES__AUTHENTIK__POLL_SECONDS=2
export DEZKY__SOURCES__STALWART__WEBHOOK_SECRET=sandbox-only-webhook-secret-of-stalwart
export DEZKY__SOURCES__STALWART__WEBHOOK_URL=$ORIGIN/hooks/stalwart DEZKY__SOURCES__STALWART__PATH=$DATA/stalwart/dezky
DEZKY__SOURCES__STALWART__LOG_DIRECTORY=$(realpath "$DATA")/stalwart
export DEZKY__SOURCES__STALWART__LOG_DIRECTORY
export DEZKY__SECRETS__KEYS=$DATA/secrets.keys DEZKY__TRAEFIK__PATH=$DATA/traefik.yml
DEZKY__MAIL__URL=file://$(realpath "$DATA")/outbox
export DEZKY__MAIL__URL

# answers URL: waits until it does, ten seconds at most.
answers() {
    for _ in $(seq 100); do
        curl -fsS -o /dev/null --max-time 2 "$1" 2>/dev/null && return
        sleep 0.1
    done
    return 1
}

# What the sample directory knows, told to Dezky once: its tenants and their people, which Dezky then makes in the engines;
# the platform's own people, who are there already; and what of OCIS is a tenant's without Dezky's doing.
seed() {
    local tenant kind id rest role subject email name
    local dezky=$BIN/dezky
    # One by one: errexit is off where a function's outcome is asked for.
    "$dezky" tenant create acme --name Acme --domain acme.example --accent '#f4b942' --quota 200 --services "mail,files${CHAT:+,chat}" \
        --owner mara.quist@acme.example --owner-name 'Mara Quist' --no-letter || return 1
    "$dezky" tenant brand acme --logo infrastructure/sandbox/brand/acme.svg \
        --logo-dark infrastructure/sandbox/brand/acme-dark.svg --support help@acme.example || return 1
    "$dezky" tenant create globex --name Globex --domain globex.example --accent '#5b3fd6' --quota 100 \
        --owner gus.hollander@globex.example --owner-name 'Gus Hollander' --no-letter || return 1
    while IFS=$'\t' read -r tenant role subject email name; do
        if [ "$tenant" = - ]; then
            "$dezky" grant --issuer "$issuer/dezky/" --subject "$subject" --email "$email" --name "$name" --role "$role" || return 1
        elif [ "$role" != owner ]; then
            "$dezky" person --tenant "$tenant" add "$email" --name "$name" --role "$role" --no-letter || return 1
        fi
    done < <("$BIN/dezky-sandbox" roles)
    for tenant in acme globex; do
        while read -r kind id rest; do
            case $kind in space | group) "$dezky" tenant attribute "$tenant" "$kind" "$id" --name "$rest" || return 1 ;; esac
        done < <("$BIN/dezky-sandbox" ids --tenant $tenant)
    done
}

# provisioned: waits until the sample tenants are as wanted, thirty seconds at most.
provisioned() {
    for _ in $(seq 60); do
        "$BIN/dezky" tenant status acme >"$DATA/status.log" 2>&1 && "$BIN/dezky" tenant status globex >>"$DATA/status.log" 2>&1 && return
        sleep 0.5
    done
    return 1
}

start() {
    mkdir -p "$DATA/ocis" "$DATA/stalwart"
    [ -f "$DATA/secrets.keys" ] || (umask 077 && "$BIN/dezky" secrets key >"$DATA/secrets.keys") || return 1
    "$BIN/dezky" migrate >"$DATA/setup.log" 2>&1 || { cat "$DATA/setup.log"; return 1; }
    if [ ! -f "$DATA/seeded" ]; then
        seed >>"$DATA/setup.log" 2>&1 || { cat "$DATA/setup.log"; echo "Remove $DATA and start again."; return 1; }
        touch "$DATA/seeded"
    fi
    "$BIN/dezky-sandbox" --origin "$ORIGIN" serve --port "$SANDBOX_PORT" --ocis-log "$DATA/ocis/audit.log" --rate "$RATE" --keep "$DATA/engines.json" \
        --webhook "$ORIGIN/hooks/authentik" --webhook-secret "$hook" --stalwart-log "$DATA/stalwart" ${CHAT:+--zulip "$DATA/zulip.sock"} \
        >"$DATA/sandbox.log" 2>&1 &
    SANDBOX=$!
    answers "$issuer/dezky/.well-known/openid-configuration" || { cat "$DATA/sandbox.log"; return 1; }
    "$BIN/dezky" serve >"$DATA/dezky.log" 2>&1 &
    DEZKY=$!
    answers "$ORIGIN/readyz" || { cat "$DATA/dezky.log"; return 1; }
    # Once: later a tenant may differ from what is wanted, and that is for a person to look at.
    if [ ! -f "$DATA/provisioned" ]; then
        provisioned || { cat "$DATA/status.log" "$DATA/dezky.log"; return 1; }
        touch "$DATA/provisioned"
    fi
}

stop_all() {
    kill "${DEZKY:-}" "${SANDBOX:-}" 2>/dev/null || true
    wait "${DEZKY:-}" "${SANDBOX:-}" 2>/dev/null || true
}
