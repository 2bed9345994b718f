# Dezky's app token in OCIS. Such tokens end: a year, and this step renews what ends within thirty days, for a Dezky that
# runs as well. Sourced.
# shellcheck shell=bash
# shellcheck disable=SC2034 # CREDENTIALS is read by call

OCIS_TOKEN=$GENERATED/ocis.token
OCIS_EXPIRES=$GENERATED/ocis.expires
# Dezky doesn't have the token yet.
OCIS_PENDING=$GENERATED/ocis.pending
TOKEN_HOURS=8760

step_ocis() {
    local said token
    say "Setting OCIS up"
    would "make Dezky's app token" && return
    if [ -s "$OCIS_TOKEN" ] && [ "$(cat "$OCIS_EXPIRES" 2>/dev/null || echo 0)" -gt $(($(date +%s) + 30 * 24 * 3600)) ]; then
        CREDENTIALS="user = \"admin:$(cat "$OCIS_TOKEN")\""
        call files GET /graph/v1.0/me
        case $STATUS in
        200)
            [ ! -e "$OCIS_PENDING" ] || give_token
            note "as wanted"
            return
            ;;
        401) warn "OCIS doesn't know the token in $OCIS_TOKEN: making another." ;;
        *) stop "OCIS answers $STATUS.${REASON:+ $REASON.}" ;;
        esac
    fi
    said=$(compose exec -T ocis ocis auth-app create --user-name=admin --expiration="${TOKEN_HOURS}h") ||
        stop "OCIS made no app token. \`docker compose logs ocis\` in $COMPOSE says more."
    token=$(printf '%s\n' "$said" | sed -n 's/^ *token: *//p' | head -1)
    [ -n "$token" ] || stop "OCIS made no app token; it said: $said"
    : >"$OCIS_PENDING"
    printf '%s' "$token" | as_file "$OCIS_TOKEN" 444
    echo $(($(date +%s) + TOKEN_HOURS * 3600)) | as_file "$OCIS_EXPIRES" 444
    note "done; it ends in a year, and \`bootstrap.sh ocis\` renews it in the last thirty days"
    give_token
}

# Dezky reads it at its start. The first time it hasn't started yet.
give_token() {
    if [ -n "$(compose ps -q dezky)" ]; then
        note "starting Dezky again, which reads its token at its start"
        compose restart dezky dezky-worker || stop "Dezky could not be started again; the reason stands above."
        healthy dezky
        healthy dezky-worker
    fi
    rm -f "$OCIS_PENDING"
}
