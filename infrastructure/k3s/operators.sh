#!/usr/bin/env bash
# Installs what the manifests stand on: cert-manager with its webhook for DNS, CloudNativePG and its plugin for buckets,
# each in the version named here. Nothing is applied before each file that was downloaded has the sum that
# operators/SHA256SUMS says: what isn't listed there is shown with its sum, and what is another file than the listed one is
# put aside (PRODUCTION.md, "Sums").
set -euo pipefail
cd "$(dirname "$0")"

say()  { printf '• %s\n' "$*"; }
warn() { printf '✕ %s\n' "$*" >&2; }
stop() { warn "$*"; exit 1; }
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dezky-operators
mkdir -p "$cache"
unknown=0 wrong=0

# fetch NAME URL: into the cache, if it isn't there. What is there is compared each time.
fetch() {
    local file=$cache/$1 sum listed
    if [ ! -s "$file" ]; then
        curl -fsSL --proto '=https' -o "$file.new" "$2" || stop "$2 could not be fetched."
        mv "$file.new" "$file"
    fi
    sum=$(sha256sum "$file" | cut -d' ' -f1)
    listed=$(awk -v name="$1" '$2 == name { print $1 }' operators/SHA256SUMS)
    if [ -z "$listed" ]; then
        warn "operators/SHA256SUMS doesn't know $2; what came ($file) would be the line"
        printf '%s  %s\n' "$sum" "$1" >&2
        unknown=1
    elif [ "$sum" != "$listed" ]; then
        mv "$file" "$file.refused"
        warn "$2 is another file than the one in operators/SHA256SUMS: $sum, kept as $file.refused"
        wrong=1
    fi
}
apply() {
    say "$1"
    kubectl apply --server-side --force-conflicts -f "$cache/$1" >/dev/null
}
ready() { kubectl -n "$1" rollout status "deployment/$2" --timeout=5m >/dev/null || stop "$2 doesn't come up: kubectl -n $1 describe deployment $2"; }

github=https://github.com
fetch cert-manager-1.21.1.yaml $github/cert-manager/cert-manager/releases/download/v1.21.1/cert-manager.yaml
fetch cert-manager-webhook-hetzner-0.9.0.tgz $github/hetzner/cert-manager-webhook-hetzner/releases/download/v0.9.0/cert-manager-webhook-hetzner-0.9.0.tgz
fetch cnpg-1.30.0.yaml https://raw.githubusercontent.com/cloudnative-pg/cloudnative-pg/v1.30.0/releases/cnpg-1.30.0.yaml
fetch plugin-barman-cloud-0.14.0.yaml $github/cloudnative-pg/plugin-barman-cloud/releases/download/v0.14.0/manifest.yaml
[ $wrong = 0 ] || stop "Nothing was applied. Don't change the list for it: find out first why a release has another file."
[ $unknown = 0 ] || stop "Nothing was applied. Compare each sum with its project's, add the line, and run this again: PRODUCTION.md, \"Sums\"."

apply cert-manager-1.21.1.yaml
ready cert-manager cert-manager-webhook
# k3s installs charts by itself, and would ask the chart's server for what that has today. So it is given the chart.
say "cert-manager-webhook-hetzner-0.9.0.tgz"
{
    cat operators/cert-manager-webhook-hetzner.yaml
    printf '  chartContent: %s\n' "$(base64 -w0 "$cache/cert-manager-webhook-hetzner-0.9.0.tgz")"
} | kubectl apply --server-side --force-conflicts -f - >/dev/null
apply cnpg-1.30.0.yaml
ready cnpg-system cnpg-controller-manager
apply plugin-barman-cloud-0.14.0.yaml
ready cnpg-system barman-cloud
say "All operators run"
