#!/usr/bin/env bash
# Formatting, clippy on both sides, and shellcheck where it can be had. Clippy has a target directory of its own: it
# comes with another compiler than the one that builds where rustup can't download.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh
export CARGO_TARGET_DIR=target/lint LEPTOS_OUTPUT_NAME=dezky

say "Checking the formatting"
cargo +stable fmt --check
say "Running clippy"
cargo +stable clippy -q --all-targets -- -D warnings
packages "checks shell scripts" shellcheck
say "Running shellcheck"
find infrastructure .ci \( -name "*.sh" -o -path .ci/run \) -exec shellcheck -x -P SCRIPTDIR {} +
