#!/usr/bin/env bash
# What provisioning costs, on PostgreSQL: `make bench`. Words after it are handed on: `bench.sh storm 200 4`.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh
RUSTUP_TOOLCHAIN=$(shared_toolchain)
export RUSTUP_TOOLCHAIN LEPTOS_OUTPUT_NAME=dezky

say "Building, optimised"
cargo bench -q -p dezky-server --bench provision --no-run
bench() { infrastructure/setup/postgres.sh cargo bench -q -p dezky-server --bench provision -- "$@"; }
if [ $# -gt 0 ]; then
    bench "$@"
else
    say "1,000 tenants, all steady"
    bench steady 1000
    say "200 tenants, 4 processes, engines that fail"
    bench storm 200 4
fi
