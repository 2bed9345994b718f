#!/usr/bin/env bash
# Gives this machine a compiler for wasm32-unknown-unknown and the tools that build Dezky.
# Takes the fast way (rustup, cargo-binstall) where their hosts can be reached, and builds from
# Debian's packages, crates.io and npm where they can't. What is there already is left alone.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh

TARGET=wasm32-unknown-unknown
export PATH="$HOME/.cargo/bin:$PATH"

have cargo || have rustup || stop "Rust is missing. Install it with rustup (https://rustup.rs), then run make again."
have npm || packages "builds the style sheet" nodejs npm
{ have npm && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ]; } ||
    stop "Node.js 20 or newer with npm is needed for Tailwind and the browser tests (https://nodejs.org)."
packages "links C code and reads certificates" gcc libc6-dev pkg-config ca-certificates

wasm_ready() {
    local sysroot
    sysroot=$(RUSTUP_TOOLCHAIN=$(shared_toolchain) rustc --print sysroot 2>/dev/null) &&
        compgen -G "$sysroot/lib/rustlib/$TARGET/lib/libstd-*.rlib" >/dev/null
}

# std for wasm, compiled from Debian's source package: what rustup would have downloaded.
debian_wasm_std() {
    packages "a Rust compiler with the source of std for wasm" rustc-web cargo-web rust-web-src "lld-$LLD_VERSION"
    [ -x /usr/bin/rustc ] || stop "Debian's rustc-web is installed but /usr/bin/rustc is missing."
    rustup toolchain link debian /usr
    local lib=/usr/lib/rustlib/$TARGET/lib linker
    if ! compgen -G "$lib/libstd-*.rlib" >/dev/null; then
        say "Building Rust's standard library for wasm (one minute)"
        local work
        work=$(mktemp -d)
        cargo +debian init -q --lib --name empty --vcs none "$work"
        (cd "$work" && RUSTC_BOOTSTRAP=1 cargo +debian build -q -Zbuild-std=std,panic_abort,panic_unwind \
            --target $TARGET --release) || stop "Rust's standard library could not be built for $TARGET."
        as_root mkdir -p "$lib"
        as_root find "$work/target/$TARGET/release/deps" -name '*.rlib' ! -name 'libempty*' -exec cp {} "$lib/" \;
        rm -rf "$work"
    fi
    linker=$(command -v rust-lld || true)
    [ -n "$linker" ] || as_root ln -sf "/usr/bin/wasm-ld-$LLD_VERSION" /usr/local/bin/rust-lld
}

# An older compiler than cargo-leptos needs gives way to rustup's of that version or, where it can't be downloaded, to
# Debian's: for everything, since two compilers would rebuild each other's work in target/.
new_enough() { printf '%s\n%s\n' "$RUST_VERSION" "$(RUSTUP_TOOLCHAIN=$(shared_toolchain) rustc --version | cut -d' ' -f2)" | sort -CV; }

if ! { new_enough && wasm_ready; }; then
    if new_enough && timeout 120 rustup target add $TARGET >/dev/null 2>&1; then
        say "Added Rust's wasm target"
    elif timeout 300 rustup toolchain install "$RUST_VERSION" --profile minimal --target $TARGET >/dev/null 2>&1; then
        say "Installed Rust $RUST_VERSION with its wasm target, beside the one that is there"
    else
        have rustup || stop "The wasm target needs rustup. Install it from https://rustup.rs, then run make again."
        say "rustup can't download what is needed here: building the wasm target from Debian's packages"
        debian_wasm_std
    fi
fi
RUSTUP_TOOLCHAIN=$(shared_toolchain)
export RUSTUP_TOOLCHAIN

if ! wasm-bindgen --version 2>/dev/null | grep -qF "$WASM_BINDGEN_VERSION"; then
    say "Building wasm-bindgen $WASM_BINDGEN_VERSION (two minutes)"
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
        cargo install -q --force wasm-bindgen-cli --version "$WASM_BINDGEN_VERSION" ||
        stop "wasm-bindgen $WASM_BINDGEN_VERSION could not be built. Is crates.io reachable?"
fi

if ! cargo leptos --version 2>/dev/null | grep -qF "$CARGO_LEPTOS_VERSION"; then
    if have cargo-binstall && timeout 120 cargo binstall -y "cargo-leptos@$CARGO_LEPTOS_VERSION" >/dev/null 2>&1; then
        say "Installed cargo-leptos $CARGO_LEPTOS_VERSION"
    else
        say "Building cargo-leptos $CARGO_LEPTOS_VERSION (eight minutes on two cores, once a machine)"
        CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 \
            cargo install -q --force cargo-leptos --version "$CARGO_LEPTOS_VERSION" --locked \
            --no-default-features --features no_downloads ||
            stop "cargo-leptos $CARGO_LEPTOS_VERSION could not be built. It needs rustc 1.96 or newer."
    fi
fi
