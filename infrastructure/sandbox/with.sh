#!/usr/bin/env bash
# with.sh COMMAND…: runs it beside a fresh sandbox and Dezky on free ports, and stops both. ORIGIN and DATA tell it where.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh
have curl || packages "waits until Dezky answers" curl
free() { node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }
DATA=$(mktemp -d) PORT=$(free) SANDBOX_PORT=$(free) RATE=${RATE:-0}
export DATA PORT SANDBOX_PORT
# A browser test signs in more often in a minute than any person.
export DEZKY__LIMITS__SIGN_IN_PER_MINUTE=10000
. infrastructure/sandbox/stack.sh
trap 'stop_all; rm -rf "$DATA"' EXIT
trap 'exit 1' INT TERM
start || stop "Dezky did not start beside the sandbox; its log stands above."
"$@"
