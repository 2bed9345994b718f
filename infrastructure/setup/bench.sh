#!/usr/bin/env bash
# What provisioning costs, on a PostgreSQL of its own: `make bench`. Words after it are handed on: `bench.sh storm 200 4`.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh
RUSTUP_TOOLCHAIN=$(shared_toolchain)
export RUSTUP_TOOLCHAIN LEPTOS_OUTPUT_NAME=dezky

if [ -z "${DEZKY_TEST_POSTGRES:-}" ]; then
    packages "is what production runs on" postgresql
    bin=$(find /usr/lib/postgresql -name initdb -printf '%h\n' | sort -V | tail -1)
    # `postgres` refuses to be root.
    as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
    folder=$(cd / && as mktemp -d /tmp/dezky-bench-XXXXXX)
    trap 'cd / && as "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null; rm -rf "$folder"' EXIT
    (cd / && as "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --no-locale >/dev/null)
    # As it comes but for where it listens: what is measured waits for the disk as production does.
    (cd / && as "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w \
        -o "-c listen_addresses= -c unix_socket_directories=$folder" start >/dev/null)
    export DEZKY_TEST_POSTGRES="postgres://postgres@localhost/postgres?host=$folder"
fi
say "Building, optimised"
cargo bench -q -p dezky-server --bench provision --no-run
if [ $# -gt 0 ]; then
    cargo bench -q -p dezky-server --bench provision -- "$@"
else
    say "1,000 tenants, all steady"
    cargo bench -q -p dezky-server --bench provision -- steady 1000
    say "200 tenants, 4 processes, engines that fail"
    cargo bench -q -p dezky-server --bench provision -- storm 200 4
fi
