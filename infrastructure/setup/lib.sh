# Words and small tools that the set-up steps share. Sourced, never run.
# shellcheck shell=bash

# The versions that are known to work together (ARCHITECTURE.md, "Versions").
# cargo-leptos needs this compiler or a newer one.
export RUST_VERSION=1.96.0
export WASM_BINDGEN_VERSION=0.2.130
export CARGO_LEPTOS_VERSION=0.3.11
export LLD_VERSION=22

say()  { printf '\033[1m•\033[0m %s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }
stop() { printf '\033[31m✕\033[0m %s\n' "$*" >&2; exit 1; }

# Root runs as it is; anybody else needs sudo for the machine's packages.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif have sudo; then sudo "$@"
    else stop "This step installs Debian packages and needs root or sudo: $*"
    fi
}

# packages WHAT-FOR PACKAGE…: installs those that are missing, and says what for.
packages() {
    local purpose=$1 missing=()
    shift
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    have apt-get || stop "Install ${missing[*]} ($purpose) with this system's package manager, then run make again."
    say "Installing ${missing[*]} ($purpose)"
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1 ||
        { as_root apt-get update -qq >/dev/null &&
          as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; } ||
        stop "Could not install ${missing[*]} ($purpose). Is a Debian mirror reachable?"
}

# Cargo for everything that shares target/: two compilers there would rebuild each other's work.
# toolchain.sh installs $RUST_VERSION where rustup can download it, and links `debian` where it can't.
shared_toolchain() {
    local installed
    installed=$(rustup toolchain list 2>/dev/null || true)
    if grep -q '^debian' <<<"$installed"; then echo debian
    elif grep -q "^$RUST_VERSION-" <<<"$installed"; then echo "$RUST_VERSION"
    else rustup show active-toolchain 2>/dev/null | cut -d' ' -f1
    fi
}
