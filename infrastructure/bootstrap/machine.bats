#!/usr/bin/env bats
# Machines that are broken, one way each: clear words, and nothing half done.

load world

# nothing WORDS: the run failed, said why, and left the machine as it was.
nothing_done_but_said() {
    fails
    says "$1"
    says "Nothing was changed."
    [ "$before" = "$(picture)" ]
    never_called 'compose (up|pull|build|exec)'
}

looked() {
    before=$(picture)
    bootstrap --yes --bind $DEZKY_BIND_OPTION "$@"
}

@test "a machine that is able to is said nothing of" {
    bootstrap --bind $DEZKY_BIND_OPTION check
    works
    [ "$(wc -l <<<"$output")" = 1 ]
}

@test "no Docker" {
    rm "$BIN/docker"
    looked
    nothing_done_but_said "Docker is missing."
}

@test "a Docker that doesn't answer" {
    export DOCKER_DOWN=1
    looked
    nothing_done_but_said "Docker doesn't answer."
}

@test "a Docker that is too old" {
    export DOCKER_VERSION=23.0.6
    looked
    nothing_done_but_said "Docker is 23.0.6."
}

@test "a Docker without compose" {
    export COMPOSE_MISSING=1
    looked
    nothing_done_but_said "Docker has no compose."
}

@test "a compose that is too old, and one that only looks older" {
    export COMPOSE_VERSION=2.9.0
    looked
    nothing_done_but_said "compose is 2.9.0"
    for COMPOSE_VERSION in v2.24.0 2.39.4-desktop.1 5.6.1; do
        export COMPOSE_VERSION
        bootstrap --bind $DEZKY_BIND_OPTION check
        works
    done
    export COMPOSE_VERSION=dev
    looked
    nothing_done_but_said "compose is dev"
}

@test "a network of somebody else's where Dezky's would be" {
    for NETWORKS in "other 172.30.0.0/16" "other fd00::/64 172.30.20.0/28" "other 172.16.0.0/12"; do
        export NETWORKS
        looked
        nothing_done_but_said "Docker's network other has 172."
        says "DEZKY_NETWORK=10.77"
    done
    export NETWORKS="other 172.29.0.0/16 172.24.0.0/14 10.0.0.0/8"
    bootstrap --bind $DEZKY_BIND_OPTION check
    works
    mkdir -p "$(dirname "$ENV_FILE")"
    echo DEZKY_NETWORK=10.77 >"$ENV_FILE"
    looked
    nothing_done_but_said "Docker's network other has 10.0.0.0/8"
}

@test "little memory, and chat wants more" {
    export MACHINE_MEMORY=4000000000
    looked
    nothing_done_but_said "3814 MiB of memory"
    export MACHINE_MEMORY=8200000000
    bootstrap --bind $DEZKY_BIND_OPTION check
    works
    looked --chat
    nothing_done_but_said "11 GiB are needed"
}

@test "no mkcert, which public certificates don't need" {
    rm "$BIN/mkcert"
    looked
    nothing_done_but_said "mkcert is missing."
    bootstrap --public --bind $DEZKY_BIND_OPTION check
    works
}

@test "no openssl" {
    rm "$BIN/openssl"
    looked
    nothing_done_but_said "openssl is missing."
}

@test "no curl" {
    rm "$BIN/curl"
    looked
    nothing_done_but_said "curl is missing."
}

@test "everything that is wrong is said at once" {
    rm "$BIN/openssl" "$BIN/mkcert"
    export DOCKER_VERSION=20.10.24
    looked
    nothing_done_but_said "Docker is 20.10.24."
    says "openssl is missing."
    says "mkcert is missing."
}

@test "a port that is in use, unless by this platform's own door" {
    command -v python3 >/dev/null || skip "nothing here to listen with"
    [ "$(id -u)" = 0 ] || skip "ports below 1024 are root's"
    python3 -c 'import socket,sys,time
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind((sys.argv[1], 443)); s.listen(); time.sleep(30)' $DEZKY_BIND_OPTION 3>&- &
    listening=$!
    for _ in $(seq 50); do (exec 3<>/dev/tcp/$DEZKY_BIND_OPTION/443) 2>/dev/null && break; sleep 0.1; done
    looked
    nothing_done_but_said "Port 443 is in use on $DEZKY_BIND_OPTION."
    says_nothing_of "Port 80 is in use"
    prepared
    touch "$STATE/up"
    bootstrap check
    works
    kill $listening
}

@test "words that aren't known are refused before anything is looked at" {
    before=$(picture)
    for words in --everything setings "--domain localhost" "--domain a/b.test" "--domain" "--operator ines" "--bind 1;2" "host" "host Acme"; do
        # shellcheck disable=SC2086
        bootstrap $words
        fails
    done
    [ "$before" = "$(picture)" ]
    [ ! -s "$CALLS" ]
    bootstrap --operator-name 'In"es'
    fails
    says "A name has no quotes"
}
