# What no blueprint reaches in Authentik. The rest is compose/authentik/, which its worker applies. Sourced.
# shellcheck shell=bash
# shellcheck disable=SC2034 # ANSWER, STATUS and REASON are read by who calls

# call HOST METHOD PATH [BODY]: by the public name, through Traefik. Sets STATUS, ANSWER, and REASON where curl says why
# there is none. CREDENTIALS is a line for curl's own configuration, by its input: an argument would stand in the list of
# processes. No proxy is asked: the door is on this machine, and a proxy's own DNS knows no auth.dezky.test.
call() {
    local host answer words
    words=$(mktemp)
    host=$1.$(domain)
    answer=$({
        printf '%s\nnoproxy = "*"\n' "$CREDENTIALS"
        printf 'url = "https://%s%s"\nrequest = "%s"\nresolve = "%s:443:%s"\n' "$host" "$3" "$2" "$host" "$(door)"
        is_public || printf 'cacert = "%s"\n' "$GENERATED/authority.pem"
        [ -z "${4:-}" ] || printf 'header = "Content-Type: application/json"\ndata = "%s"\n' "$(printf '%s' "$4" | sed 's/[\\"]/\\&/g')"
    } | curl --disable --silent --show-error --max-time 30 --write-out '\n%{http_code}' --config - 2>"$words") || true
    REASON=$(tail -1 "$words")
    rm -f "$words"
    STATUS=$(printf '%s' "$answer" | tail -1)
    ANSWER=$(printf '%s' "$answer" | sed '$d')
    case $STATUS in [0-9][0-9][0-9]) ;; *) STATUS=000 ;; esac
}

# authentik TOKEN METHOD PATH [BODY]. Every path ends in a slash.
authentik() {
    CREDENTIALS="header = \"Authorization: Bearer $1\""
    call auth "$2" "/api/v3$3" "${4:-}"
}

# until_status WANTED WHAT COMMAND…: tries until the answer is that.
until_status() {
    local wanted=$1 what=$2 waited=0
    shift 2
    while :; do
        "$@"
        [ "$STATUS" != "$wanted" ] || return 0
        [ $waited -lt "$WAIT" ] || stop "$what: Authentik answers $STATUS after $waited s.${REASON:+ $REASON.} \`docker compose logs authentik-worker\` in $COMPOSE says more."
        [ $((waited % 15)) != 0 ] || note "$what, ${waited} s"
        sleep "$LOOK"
        waited=$((waited + LOOK))
    done
}

step_authentik() {
    local token recovery brand blueprint
    say "Setting Authentik up"
    would "wait for the blueprint, set avatars and events, make the recovery flow, take the first start's token back" && return
    # Dezky's token is made with the rest of the blueprint or not at all.
    until_status 200 "waiting for the blueprint" authentik "$(setting DEZKY_AUTHENTIK_TOKEN)" GET /core/users/me/
    token=$(setting AUTHENTIK_BOOTSTRAP_TOKEN)
    authentik "$token" GET /core/users/me/
    if [ "$STATUS" = 403 ]; then
        note "as wanted; the first start's token is no more"
        return
    fi
    # gravatar.com would be asked about every address, and a person's events would go with the person.
    authentik "$token" PATCH /admin/settings/ '{"avatars":"initials","gdpr_compliance":false}'
    [ "$STATUS" = 200 ] || stop "Authentik's settings could not be written (status $STATUS)."
    authentik "$token" GET /flows/instances/default-recovery-flow/
    if [ "$STATUS" != 200 ]; then
        authentik "$token" POST /managed/blueprints/ '{"name":"recovery","path":"example/flows-recovery-email-verification.yaml","enabled":true}'
        case $STATUS in
        201) blueprint=$(printf '%s' "$ANSWER" | field pk) ;;
        # There from a run that was cut short.
        400)
            authentik "$token" GET '/managed/blueprints/?path=example/flows-recovery-email-verification.yaml'
            blueprint=$(printf '%s' "$ANSWER" | sed 's/.*"results"//' | field pk)
            ;;
        *) stop "Authentik's recovery flow could not be made (status $STATUS)." ;;
        esac
        authentik "$token" POST "/managed/blueprints/$blueprint/apply/"
        until_status 200 "waiting for the recovery flow" authentik "$token" GET /flows/instances/default-recovery-flow/
    fi
    recovery=$(printf '%s' "$ANSWER" | field pk)
    authentik "$token" GET '/core/brands/?default=true'
    brand=$(printf '%s' "$ANSWER" | field brand_uuid)
    { [ -n "$recovery" ] && [ -n "$brand" ]; } || stop "Authentik has no default brand, or no recovery flow."
    authentik "$token" PATCH "/core/brands/$brand/" "{\"flow_recovery\":\"$recovery\"}"
    [ "$STATUS" = 200 ] || stop "Authentik's default brand could not be written (status $STATUS)."
    # It may do everything and never ends; nothing needs it any more.
    authentik "$token" DELETE /core/tokens/authentik-bootstrap-token/
    case $STATUS in 204 | 404) ;; *) stop "The first start's token could not be taken back (status $STATUS)." ;; esac
    note "done; the first start's token was taken back"
}
