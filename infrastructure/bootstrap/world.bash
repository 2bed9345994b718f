# A machine of its own for each test: a copy of this folder, a PATH with nothing but what is put there, and stand-ins for
# Docker, mkcert and curl that note how they were called. Loaded by the .bats files.
# shellcheck shell=bash

setup() {
    WORLD=$(mktemp -d)
    export TREE=$WORLD/tree BIN=$WORLD/bin CALLS=$WORLD/calls STATE=$WORLD/state
    mkdir -p "$TREE/infrastructure" "$BIN" "$STATE/health"
    : >"$CALLS"
    local here tool
    here=$(dirname "$BATS_TEST_DIRNAME")
    cp -r "$here/setup" "$here/bootstrap" "$here/bootstrap.sh" "$here/reset.sh" "$here/compose" "$TREE/infrastructure/"
    rm -rf "$TREE/infrastructure/compose/generated" "$TREE/infrastructure/compose/.env"
    for tool in awk bash basename cat chmod cmp cp cut date dirname env find grep head id ls mkdir mktemp mv openssl rm sed sh \
        sleep sort stat tail tee touch tr; do
        ln -s "$(type -P $tool)" "$BIN/$tool"
    done
    for tool in docker mkcert curl; do cp "$BATS_TEST_DIRNAME/stubs/$tool" "$BIN/$tool"; done
    export DEZKY_HOSTS_FILE=$WORLD/hosts DEZKY_WAIT=4 DEZKY_LOOK=1
    printf '127.0.0.1\tlocalhost\n' >"$DEZKY_HOSTS_FILE"
    ENV_FILE=$TREE/infrastructure/compose/.env
    GENERATED=$TREE/infrastructure/compose/generated
    # Ports that nothing listens at, whatever else runs on this machine.
    export DEZKY_BIND_OPTION=127.0.0.77
}

teardown() { chmod -R u+w "$WORLD" && rm -rf "$WORLD"; }

# bootstrap WORDS…: with that PATH, and nobody at the terminal.
bootstrap() { run env PATH="$BIN" "$TREE/infrastructure/bootstrap.sh" "$@" </dev/null; }
# The same, by somebody who answers.
answering() {
    local answer=$1
    shift
    run env PATH="$BIN" "$TREE/infrastructure/bootstrap.sh" "$@" <<<"$answer"
}

works() { [ "$status" -eq 0 ] || { echo "$output"; false; }; }
fails() { [ "$status" -ne 0 ] || { echo "it should have failed: $output"; false; }; }
says() { grep -qF -- "$1" <<<"$output" || { printf 'not said: %s\n%s\n' "$1" "$output"; false; }; }
says_nothing_of() { ! grep -qF -- "$1" <<<"$output" || { printf 'said: %s\n%s\n' "$1" "$output"; false; }; }
called() { grep -qE -- "$1" "$CALLS" || { printf 'not called: %s\n' "$1"; cat "$CALLS"; false; }; }
never_called() { ! grep -E -- "$1" "$CALLS" || { printf 'called: %s\n' "$1"; false; }; }
in_order() {
    local last=0 line
    for pattern in "$@"; do
        line=$(tail -n +$((last + 1)) "$CALLS" | grep -nE -- "$pattern" | head -1 | cut -d: -f1)
        [ -n "$line" ] || { printf 'not called, or too early: %s\n' "$pattern"; cat "$CALLS"; return 1; }
        last=$((last + line))
    done
}

# Every file with its mode and content.
picture() { (cd "$WORLD" && find tree hosts -type f -printf '%m %p ' -exec cksum {} \;) | sort; }

of_env() { sed -n "s/^$1=//p" "$ENV_FILE"; }
mode() { stat -c %a "$1"; }

# The settings and files that a finished first half leaves.
prepared() {
    bootstrap --yes --bind $DEZKY_BIND_OPTION settings certificate
    works
    : >"$CALLS"
}
