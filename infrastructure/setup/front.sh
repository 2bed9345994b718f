#!/usr/bin/env bash
# Style sheet and wasm by cargo-leptos, when their sources changed; then compressed, once, as well as it can be.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh

stamp=target/site/.built
changed() { [ ! -f $stamp ] || [ -n "$(find app frontend style public Cargo.toml Cargo.lock -newer $stamp \
    -not -path '*/node_modules/*' -type f -print -quit)" ]; }
if changed; then
    say "Building style sheet and wasm with cargo-leptos"
    log=$(mktemp)
    # Old hashes would pile up in the site's directory.
    rm -rf target/site
    RUSTUP_TOOLCHAIN=$(shared_toolchain) cargo leptos build --release --frontend-only >"$log" 2>&1 ||
        { cat "$log"; stop "The pages could not be built; the reason stands above."; }
    rm -f "$log"
    node infrastructure/setup/compress.mjs target/site
    # The server reads the hashes beside itself.
    mkdir -p target/debug target/release
    [ target/release/hash.txt -ef target/debug/hash.txt ] || cp target/release/hash.txt target/debug/hash.txt
    touch $stamp
fi
