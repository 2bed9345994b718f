#!/usr/bin/env bats
# From nothing to a platform, again, and away.

load world

whole() { bootstrap --yes --bind $DEZKY_BIND_OPTION "$@"; }

@test "from nothing to a platform" {
    whole --operator ines@dezky.test --operator-name "Ines Falk"
    works
    in_order 'compose pull' 'compose build' 'compose up -d traefik' 'DELETE .*bootstrap-token' 'x:ApiKey/set' 'auth-app create' \
        'compose up -d$' 'dezky doctor$' \
        'POST .*/core/users/ {"username":"ines@dezky.test","name":"Ines Falk".*"groups":\["fb3441a1' \
        'dezky grant --issuer https://auth.dezky.test/application/o/dezky/ --subject 7862e3cf-b019-4091-a8cf-0fe12b10890a --email ines@dezky.test --name Ines Falk --role operator'
    says "https://auth.dezky.test/if/flow/default-recovery-flow/?flow_token=abc"
    says "https://app.dezky.test"
    says "AUTHENTIK_BOOTSTRAP_PASSWORD in"
}

@test "a second run finds everything as wanted" {
    whole
    works
    before=$(picture)
    : >"$CALLS"
    whole
    works
    [ "$before" = "$(picture)" ]
    never_called 'compose (pull|build|restart|down)|auth-app|/set|^(POST http.*auth|PATCH|DELETE)|mkcert -(install|cert-file)'
}

@test "a trial run changes nothing, on an empty machine and on a full one" {
    before=$(picture)
    whole --dry-run --operator ines@dezky.test
    works
    says "would start"
    says "would make the account"
    says "Nothing was changed."
    [ "$before" = "$(picture)" ]
    never_called 'compose (up|pull|build|exec|restart)|^(GET|POST|PATCH|DELETE)|mkcert -(install|cert-file)'
    whole
    before=$(picture)
    : >"$CALLS"
    whole --dry-run --chat --mail-ports
    works
    says "would set COMPOSE_PROFILES=chat"
    [ "$before" = "$(picture)" ]
    never_called 'compose (up|pull|build|exec|restart)|^(GET|POST|PATCH|DELETE)'
}

@test "a run that broke off is gone on with, and its secrets are the same" {
    echo unhealthy >"$STATE/health/ocis"
    whole
    fails
    secrets=$(cat "$ENV_FILE")
    rm "$STATE/health/ocis"
    whole
    works
    [ "$secrets" = "$(cat "$ENV_FILE")" ]
}

@test "Dezky doesn't start without the engines' tokens" {
    prepared
    bootstrap dezky
    fails
    says "stalwart.token is missing"
    never_called 'compose up'
}

@test "a doctor that finds something is heard, and one that mends is let to" {
    whole
    export DOCTOR_WRONG=1
    bootstrap dezky
    works
    says "wrong database: gone"
    says "The doctor found something"
    export DOCTOR_WRONG="" DOCTOR_FIXES=1
    bootstrap dezky
    works
    called 'dezky doctor --fix'
}

@test "an operator is made once, and gets a link each time" {
    whole
    bootstrap operator
    fails
    says "--operator ADDRESS"
    bootstrap --operator Ines@dezky.test operator
    works
    : >"$CALLS"
    bootstrap --operator ines@dezky.test operator
    works
    never_called 'POST .*/core/users/ '
    called 'GET .*username=ines%40dezky.test'
    export RECOVERY_STATUS=400
    bootstrap --operator ines@dezky.test operator
    works
    says "no link to set a password (status 400)"
}

@test "nothing is destroyed by the wrong name, by a yes, or by a trial run" {
    whole
    before=$(picture)
    for answer in "" y yes dezky dezky.tes "dezky.test dezky.test" '*'; do
        run env PATH="$BIN" "$TREE/infrastructure/reset.sh" <<<"$answer"
        fails
        says "Nothing was destroyed"
        [ "$before" = "$(picture)" ]
        never_called 'compose down'
    done
}

@test "reset: a trial run, an option, no terminal" {
    whole
    before=$(picture)
    run env PATH="$BIN" "$TREE/infrastructure/reset.sh" --dry-run </dev/null
    works
    says "would destroy all of this"
    run env PATH="$BIN" "$TREE/infrastructure/reset.sh" --yes <<<dezky.test
    fails
    run env PATH="$BIN" "$TREE/infrastructure/reset.sh" </dev/null
    fails
    [ "$before" = "$(picture)" ]
    never_called 'compose down'
}

@test "the right name destroys everything, and the next run begins anew" {
    whole
    old=$(of_env DEZKY_POSTGRES_PASSWORD)
    run env PATH="$BIN" "$TREE/infrastructure/reset.sh" <<<dezky.test
    works
    called 'compose down --volumes --remove-orphans'
    [ ! -e "$ENV_FILE" ] && [ ! -e "$GENERATED" ]
    says "# dezky are still in"
    run env PATH="$BIN" "$TREE/infrastructure/reset.sh" </dev/null
    works
    says "nothing to reset"
    rm -f "$STATE"/{taken-back,key,ocis,Domain,Account,directory,listener,recovery,blueprint}
    whole
    works
    [ "$old" != "$(of_env DEZKY_POSTGRES_PASSWORD)" ]
}

@test "a Docker that keeps something keeps the secrets too" {
    whole
    before=$(picture)
    export DOWN_BROKEN=1
    run env PATH="$BIN" "$TREE/infrastructure/reset.sh" <<<dezky.test
    fails
    says "secrets were kept"
    [ "$before" = "$(picture)" ]
    rm "$BIN/docker"
    run env PATH="$BIN" "$TREE/infrastructure/reset.sh" <<<dezky.test
    fails
    says "Docker is missing"
    [ "$before" = "$(picture)" ]
}
