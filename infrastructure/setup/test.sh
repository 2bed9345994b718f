#!/usr/bin/env bash
# Everything that must hold, from the fastest to the slowest; the first failure ends it.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh
export LEPTOS_OUTPUT_NAME=dezky

[ -n "${DEZKY_TEST_POSTGRES:-}${DEZKY_SKIP_POSTGRES:-}" ] || packages "runs the store's tests on PostgreSQL" postgresql
infrastructure/setup/toolchain.sh
infrastructure/setup/assets.sh
infrastructure/setup/front.sh
RUSTUP_TOOLCHAIN=$(shared_toolchain)
export RUSTUP_TOOLCHAIN

say "Building and running the Rust tests"
# Not nextest: it gives each test a process, and each process of the store's tests would start a PostgreSQL of its own.
cargo test -q --no-fail-fast
if [ "${DEZKY_SKIP_POSTGRES:-}" != 1 ]; then
    say "Running the provisioning tests on PostgreSQL"
    FAST=1 infrastructure/setup/postgres.sh cargo test -q --no-fail-fast -p dezky-server --test it -- provision
fi
say "Building the binaries"
cargo build -q -p dezky-server -p dezky-sandbox
say "Checking the stack of infrastructure/compose"
infrastructure/checks/compose.sh
say "Checking the manifests, units and rules of production"
infrastructure/checks/manifests.sh
say "Backing up and restoring Dezky's database, on SQLite and PostgreSQL"
infrastructure/backup/test.sh
say "Weighing the pages"
infrastructure/sandbox/with.sh node end2end/size.mjs
say "Running the browser tests"
infrastructure/setup/browser.sh
infrastructure/sandbox/with.sh npm test --prefix end2end --silent
say "All tests passed"
