# Starts the sandbox and Dezky beside each other. Sourced by run.sh and with.sh, which say where: DATA, PORT, SANDBOX_PORT.
# shellcheck shell=bash

ORIGIN=http://localhost:$PORT
BIN=target/debug
export ORIGIN DEZKY_CONFIG=infrastructure/sandbox/dezky.toml
export DEZKY__WEB__LISTEN=127.0.0.1:$PORT DEZKY__WEB__URL=$ORIGIN "DEZKY__WEB__TENANT_URL=http://{slug}.localhost:$PORT"
export DEZKY__DATABASE__URL=sqlite://$DATA/dezky.db DEZKY__SOURCES__OCIS__PATH=$DATA/ocis/audit.log
issuer=http://localhost:$SANDBOX_PORT/application/o
export DEZKY__OIDC__ISSUER=$issuer/dezky/ DEZKY__OIDC__SHARED_SUBJECTS=$issuer/
export DEZKY__OIDC__TENANTS__ACME__ISSUER=$issuer/dz-acme/ DEZKY__OIDC__TENANTS__GLOBEX__ISSUER=$issuer/dz-globex/

# answers URL: waits until it does, ten seconds at most.
answers() {
    for _ in $(seq 100); do
        curl -fsS -o /dev/null --max-time 2 "$1" 2>/dev/null && return
        sleep 0.1
    done
    return 1
}

# What the sample directory knows, told to Dezky once: tenants, their people's roles, and what of OCIS is theirs.
seed() {
    local tenant kind id rest
    local tell=("$BIN/dezky" tenant)
    # One by one: errexit is off where a function's outcome is asked for.
    "${tell[@]}" create acme --name Acme --domain acme.example --accent '#f4b942' || return 1
    "${tell[@]}" brand acme --logo infrastructure/sandbox/brand/acme.svg --logo-dark infrastructure/sandbox/brand/acme-dark.svg \
        --support help@acme.example || return 1
    "${tell[@]}" create globex --name Globex --domain globex.example --accent '#5b3fd6' || return 1
    for tenant in acme globex; do
        while read -r kind id rest; do
            case $kind in space | group | user) "${tell[@]}" attribute "$tenant" "$kind" "$id" --name "$rest" || return 1 ;; esac
        done < <("$BIN/dezky-sandbox" ids --tenant $tenant)
    done
    while IFS=$'\t' read -r tenant role subject email name; do
        local place=() app=dezky
        [ "$tenant" = - ] || { place=(--tenant "$tenant"); app=dz-$tenant; }
        "$BIN/dezky" grant --issuer "$issuer/$app/" --subject "$subject" --email "$email" --name "$name" --role "$role" "${place[@]}" || return 1
    done < <("$BIN/dezky-sandbox" roles)
}

start() {
    mkdir -p "$DATA/ocis"
    "$BIN/dezky" migrate >"$DATA/setup.log" 2>&1 || { cat "$DATA/setup.log"; return 1; }
    if [ ! -f "$DATA/seeded" ]; then
        seed >>"$DATA/setup.log" 2>&1 || { cat "$DATA/setup.log"; echo "Remove $DATA and start again."; return 1; }
        touch "$DATA/seeded"
    fi
    "$BIN/dezky-sandbox" --origin "$ORIGIN" serve --port "$SANDBOX_PORT" --ocis-log "$DATA/ocis/audit.log" --rate "$RATE" \
        >"$DATA/sandbox.log" 2>&1 &
    SANDBOX=$!
    answers "$issuer/dezky/.well-known/openid-configuration" || { cat "$DATA/sandbox.log"; return 1; }
    "$BIN/dezky" serve >"$DATA/dezky.log" 2>&1 &
    DEZKY=$!
    answers "$ORIGIN/readyz" || { cat "$DATA/dezky.log"; return 1; }
}

stop_all() {
    kill "${DEZKY:-}" "${SANDBOX:-}" 2>/dev/null || true
    wait "${DEZKY:-}" "${SANDBOX:-}" 2>/dev/null || true
}
