#!/usr/bin/env bash
# What things cost: `make bench`. Words after it name one: `bench.sh provision storm 200 4`, `bench.sh ingest rate 100000`,
# `bench.sh tail`. Provisioning is measured on PostgreSQL, taking in on SQLite and on PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh
RUSTUP_TOOLCHAIN=$(shared_toolchain)
export RUSTUP_TOOLCHAIN LEPTOS_OUTPUT_NAME=dezky

say "Building, optimised"
cargo bench -q -p dezky-server -p dezky-connect --bench provision --bench ingest --bench people --bench tail --no-run
on_postgres() { infrastructure/setup/postgres.sh "$0" "$@"; }
bench() {
    cargo bench -q -p dezky-server -p dezky-connect --bench "$1" -- "${@:2}"
}
if [ $# -gt 0 ]; then
    bench "$@"
    exit
fi
say "Reading files: 1 GiB, and 10,000 that are idle"
bench tail
say "Taking in, on SQLite"
bench ingest rate
say "Taking in, on PostgreSQL"
on_postgres ingest rate
say "Taking in 1 GiB: memory"
on_postgres ingest memory
say "A tenant of 10,000 people, on SQLite and on PostgreSQL"
bench people
on_postgres people
say "1,000 tenants, all steady"
on_postgres provision steady 1000
say "200 tenants, 4 processes, engines that fail"
on_postgres provision storm 200 4
