#!/usr/bin/env bash
# Fonts and icons from npm into public/, when they changed.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh

if [ ! -f style/node_modules/.package-lock.json ] || [ style/package-lock.json -nt style/node_modules/.package-lock.json ]; then
    say "Fetching Tailwind, fonts and icons from npm"
    npm ci --prefix style --no-audit --no-fund --silent || stop "npm could not fetch what style/package-lock.json names."
    touch style/node_modules/.package-lock.json
fi
if [ ! -f public/icons.svg ] || [ style/icons.txt -nt public/icons.svg ] || [ style/assets.mjs -nt public/icons.svg ]; then
    node style/assets.mjs
fi
