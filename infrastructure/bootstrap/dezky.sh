# Dezky itself, the first operator, and what to open. Sourced.
# shellcheck shell=bash

step_dezky() {
    local file help fix=""
    say "Starting Dezky"
    would "start what isn't running, wait for Dezky and ask its doctor" && return
    for file in dezky.keys stalwart.token ocis.token; do
        [ -s "$GENERATED/$file" ] || stop "$GENERATED/$file is missing: run the steps settings, stalwart and ocis first."
    done
    compose up -d || stop "Not everything could be started; the reason stands above."
    healthy dezky
    healthy dezky-worker
    ! has_chat || healthy zulip
    # Newer ones mend what can be mended.
    help=$(compose exec -T dezky dezky doctor --help 2>/dev/null) || help=""
    case $help in *--fix*) fix=--fix ;; esac
    # shellcheck disable=SC2086
    compose exec -T dezky dezky doctor $fix || warn "The doctor found something; its advice stands above."
}

step_operator() {
    local token group person subject issuer name
    if [ -z "$OPERATOR" ]; then
        [ "$STEPS" = "$ALL_STEPS" ] || stop "operator wants --operator ADDRESS."
        return
    fi
    say "Making $OPERATOR an operator"
    would "make the account, give the right, and print a link to set a password" && return
    OPERATOR=$(printf '%s' "$OPERATOR" | tr '[:upper:]' '[:lower:]')
    name=${OPERATOR_NAME:-$OPERATOR}
    token=$(setting DEZKY_AUTHENTIK_TOKEN)
    authentik "$token" GET '/core/groups/?name=dezky-operators&include_users=false'
    group=$(printf '%s' "$ANSWER" | sed 's/.*"results"//' | field pk)
    { [ "$STATUS" = 200 ] && [ -n "$group" ]; } || stop "Authentik has no group dezky-operators (status $STATUS): run the step authentik."
    find_person "$token"
    if [ -z "$ANSWER" ]; then
        authentik "$token" POST /core/users/ "{\"username\":\"$OPERATOR\",\"name\":\"$name\",\"email\":\"$OPERATOR\",\"path\":\"dezky/operators\",\"type\":\"internal\",\"groups\":[\"$group\"]}"
        [ "$STATUS" = 201 ] || stop "Authentik made no account (status $STATUS)."
    fi
    person=$(printf '%s' "$ANSWER" | field pk)
    subject=$(printf '%s' "$ANSWER" | field uuid)
    { [ -n "$person" ] && [ -n "$subject" ]; } || stop "Authentik's answer about $OPERATOR isn't understood."
    issuer=https://auth.$(domain)/application/o/dezky/
    compose exec -T dezky dezky grant --issuer "$issuer" --subject "$subject" --email "$OPERATOR" --name "$name" --role operator ||
        stop "Dezky gave no right; the reason stands above."
    authentik "$token" POST "/core/users/$person/recovery/" '{"token_duration":"hours=2"}'
    if [ "$STATUS" = 200 ]; then
        note "A link to set a password, good for two hours: $(printf '%s' "$ANSWER" | field link)"
    else
        warn "There is no link to set a password (status $STATUS); \`bootstrap.sh operator --operator $OPERATOR\` tries again."
    fi
}

# Sets ANSWER to the account of that user name, or to nothing.
find_person() {
    authentik "$1" GET "/core/users/?username=$(printf '%s' "$OPERATOR" | sed 's/+/%2B/g; s/@/%40/')&include_groups=false&include_roles=false"
    [ "$STATUS" = 200 ] || stop "Authentik can't be asked for $OPERATOR (status $STATUS)."
    case $ANSWER in
    *'"results":[]'* | *'"results": []'*) ANSWER="" ;;
    *) ANSWER=${ANSWER#*\"results\"} ;;
    esac
}

farewell() {
    local name
    name=$(domain)
    if [ -n "$DRY" ]; then
        say "Nothing was changed."
        return
    fi
    cat <<READY

  Dezky              https://app.$name
  Sign-in            https://auth.$name          administrator akadmin, AUTHENTIK_BOOTSTRAP_PASSWORD in $ENV_FILE
  Files              https://files.$name
  Office             inside Files
  Mail               https://mail.$name
READY
    ! has_chat || echo "  Chat               https://<tenant>-chat.$name"
    cat <<READY

  A tenant:          cd $COMPOSE && docker compose exec dezky dezky tenant create acme --name Acme --owner ann@acme.example …
  Its own host:      infrastructure/bootstrap.sh host acme
  What is running:   cd $COMPOSE && docker compose ps
  Start afresh:      infrastructure/reset.sh
READY
    [ -n "$(setting DEZKY_MAIL_URL)" ] || echo "
  Letters are files in the volume dezky_letters until DEZKY_MAIL_URL in $ENV_FILE names a mail server."
}
