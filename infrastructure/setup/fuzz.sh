#!/usr/bin/env bash
# What engines say, made up: a minute for each parser. `make fuzz`; `fuzz.sh ocis 600` for one of them and longer.
set -euo pipefail
cd "$(dirname "$0")/../../server/connect"
. ../../infrastructure/setup/lib.sh

have cargo-fuzz || { say "Installing cargo-fuzz"; cargo install -q --locked cargo-fuzz; }
have clang || packages "is what libFuzzer is built with" clang
targets=${1:-ocis authentik stalwart zone}
seconds=${2:-60}
# Begins with what was recorded.
seed() {
    mkdir -p "fuzz/corpus/$1"
    case $1 in
    ocis) files=(tests/fixtures/ocis-audit*.jsonl) ;;
    authentik) files=(tests/fixtures/authentik/events*.jsonl tests/fixtures/authentik/webhook.jsonl) ;;
    stalwart) files=(tests/fixtures/stalwart/server-log.txt) ;;
    zone) files=(tests/fixtures/stalwart/zones.jsonl) ;;
    esac
    cat "${files[@]}" | split -l 1 -d -a 5 - "fuzz/corpus/$1/recorded-"
}
for target in $targets; do
    say "$target, $seconds s"
    seed "$target"
    cargo +nightly fuzz run "$target" -- -max_total_time="$seconds" -max_len=65536 -timeout=5 -rss_limit_mb=1024
done
