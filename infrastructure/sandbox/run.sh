#!/usr/bin/env bash
# `make run`: the sandbox and Dezky on this machine, until Ctrl-C.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh
DATA=${DATA:-data} PORT=${PORT:-3000} SANDBOX_PORT=${SANDBOX_PORT:-9800} RATE=${RATE:-0.4}
have curl || packages "waits until Dezky answers" curl
. infrastructure/sandbox/stack.sh
trap stop_all EXIT
trap 'exit 0' INT TERM
say "Starting the sandbox and Dezky (logs in $DATA/)"
start || stop "Dezky did not start; its log stands above. Is port $PORT or $SANDBOX_PORT in use? PORT=… make run takes another."
cat <<READY

  Dezky is ready:   $ORIGIN
  Acme's own door:  http://acme.localhost:$PORT

  who                       address                          password   opens
  operator  Ines Falk       ines.falk@dezky.example          operator   $ORIGIN
  owner     Mara Quist      mara.quist@acme.example          owner      http://acme.localhost:$PORT
  member    Tilo Arend      tilo.arend@acme.example          member     http://acme.localhost:$PORT
  owner     Gus Hollander   gus.hollander@globex.example     owner      http://globex.localhost:$PORT

  Stop with Ctrl-C. Start afresh with: rm -r $DATA
READY
wait -n "$DEZKY" "$SANDBOX" || true
stop "One of them ended; see $DATA/dezky.log and $DATA/sandbox.log."
