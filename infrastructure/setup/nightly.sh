#!/usr/bin/env bash
# What takes too long for each change: `make nightly`; `DEZKY_SEQUENCES=100000 nightly.sh` for more histories. As the
# tests are built for `make test`: what is there already needn't be built again.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh
RUSTUP_TOOLCHAIN=$(shared_toolchain)
export RUSTUP_TOOLCHAIN LEPTOS_OUTPUT_NAME=dezky

say "Building the tests"
cargo test -q -p dezky-connect --test it --no-run
ignored() { cargo test -q -p dezky-connect --test it -- --ignored "$@"; }
say "Reading a line of a gibibyte"
ignored gibibyte
say "Playing ${DEZKY_SEQUENCES:-10,000} histories of followed files"
ignored ten_thousand
say "All nightly tests passed"
