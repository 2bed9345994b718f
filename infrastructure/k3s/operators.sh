#!/usr/bin/env bash
# Installs what the manifests stand on: cert-manager with its webhook for DNS, CloudNativePG and its plugin for buckets,
# each in the version named here. Files are compared with operators/SHA256SUMS; one that isn't listed there is refused,
# with its sum, so that somebody compares it with the project's own release page and adds it.
set -euo pipefail
cd "$(dirname "$0")"

say()  { printf '• %s\n' "$*"; }
stop() { printf '✕ %s\n' "$*" >&2; exit 1; }
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dezky-operators
mkdir -p "$cache"

# fetch NAME URL: into the cache, if what is there isn't right.
fetch() {
    local file=$cache/$1 sum
    [ -s "$file" ] || curl -fsSL --proto '=https' -o "$file" "$2" || stop "$2 could not be fetched."
    sum=$(sha256sum "$file" | cut -d' ' -f1)
    grep -qx "$sum  $1" operators/SHA256SUMS || {
        mv "$file" "$file.refused"
        stop "$1 has the sum $sum, which operators/SHA256SUMS doesn't have. Compare it with the release page of $2, and add it if it is right."
    }
}
apply() {
    say "$1"
    kubectl apply --server-side --force-conflicts -f "$cache/$1" >/dev/null
}
ready() { kubectl -n "$1" rollout status "deployment/$2" --timeout=5m >/dev/null || stop "$2 doesn't come up: kubectl -n $1 describe deployment $2"; }

release=https://github.com
fetch cert-manager-1.21.1.yaml $release/cert-manager/cert-manager/releases/download/v1.21.1/cert-manager.yaml
fetch cnpg-1.30.0.yaml https://raw.githubusercontent.com/cloudnative-pg/cloudnative-pg/v1.30.0/releases/cnpg-1.30.0.yaml
fetch plugin-barman-cloud-0.14.0.yaml $release/cloudnative-pg/plugin-barman-cloud/releases/download/v0.14.0/manifest.yaml

apply cert-manager-1.21.1.yaml
ready cert-manager cert-manager-webhook
# k3s installs charts by itself.
say "cert-manager-webhook-hetzner"
kubectl apply --server-side -f operators/cert-manager-webhook-hetzner.yaml >/dev/null
apply cnpg-1.30.0.yaml
ready cnpg-system cnpg-controller-manager
apply plugin-barman-cloud-0.14.0.yaml
ready cnpg-system barman-cloud
say "All operators run"
