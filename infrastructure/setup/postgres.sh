#!/usr/bin/env bash
# postgres.sh COMMAND…: runs it beside a PostgreSQL of its own, which DEZKY_TEST_POSTGRES names; one that is named already
# is taken. FAST=1 for tests: nothing waits for the disk.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh

if [ -z "${DEZKY_TEST_POSTGRES:-}" ]; then
    packages "is what production runs on" postgresql
    bin=$(find /usr/lib/postgresql -name initdb -printf '%h\n' | sort -V | tail -1)
    # `postgres` refuses to be root.
    as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
    folder=$(cd / && as mktemp -d /tmp/dezky-pg-XXXXXX)
    settings="-c listen_addresses= -c unix_socket_directories=$folder -c max_connections=400"
    [ -z "${FAST:-}" ] || settings="$settings -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    trap 'cd / && as "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null; rm -rf "$folder"' EXIT
    trap 'exit 1' INT TERM
    (cd / && as "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --no-locale --no-sync >/dev/null)
    (cd / && as "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -o "$settings" start >/dev/null)
    export DEZKY_TEST_POSTGRES="postgres://postgres@localhost/postgres?host=$folder"
fi
"$@"
