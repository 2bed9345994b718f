#!/usr/bin/env bash
# Chromium and Playwright: for tests only.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh

if ! have chromium && ! have google-chrome; then packages "runs the browser tests" chromium; fi
if [ ! -f end2end/node_modules/.package-lock.json ] || [ end2end/package-lock.json -nt end2end/node_modules/.package-lock.json ]; then
    say "Fetching Playwright and axe from npm"
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix end2end --no-audit --no-fund --silent ||
        stop "npm could not fetch what end2end/package-lock.json names."
    touch end2end/node_modules/.package-lock.json
fi
