#!/usr/bin/env bash
# Renews Dezky's app token of OCIS in the last thirty days of its year, or when OCIS has forgotten it, and gives it to Dezky,
# which reads it at its start. Weekly, by host/dezky-ocis-token.timer; a run that broke off is gone on with by the next one.
set -euo pipefail
cd "$(dirname "$0")"

: "${SECRETS:=/etc/dezky/secrets}"
./engines.sh ocis
held=$(kubectl -n dezky get secret dezky -o 'jsonpath={.data.ocis-token}' | base64 -d)
# A run that broke off before Dezky had the token left this behind. It is among the secrets since the unit may write nowhere
# else; secrets.sh gives the cluster only files that it names.
pending=$SECRETS/ocis-token.pending
[ -e "$pending" ] || [ "$held" != "$(cat "$SECRETS/ocis-token")" ] || exit 0
: > "$pending"
./secrets.sh "$SECRETS" </dev/null
# One overlay has more workers than the other.
mapfile -t processes < <(kubectl -n dezky get deployments -o name | grep '/dezky-')
kubectl -n dezky rollout restart "${processes[@]}"
for process in "${processes[@]}"; do kubectl -n dezky rollout status "$process" --timeout=5m; done
rm "$pending"
