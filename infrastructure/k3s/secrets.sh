#!/usr/bin/env bash
# secrets.sh [FOLDER]: makes every secret that can be made, as a file in FOLDER (/etc/dezky/secrets), once: what is there
# stays. Then gives the cluster what there is. Nothing is printed, nothing is in git. What others make (Stalwart's key,
# OCIS's token) engines.sh puts beside them; run this again then. Keys of the outside are asked for.
set -euo pipefail
cd "$(dirname "$0")"
umask 077

folder=${1:-/etc/dezky/secrets}
say()  { printf '• %s\n' "$*"; }
stop() { printf '✕ %s\n' "$*" >&2; exit 1; }
mkdir -p "$folder"

# make NAME COMMAND…: a file with what the command says, if there is none.
make() {
    local file=$folder/$1
    shift
    [ ! -s "$file" ] || return 0
    "$@" | tr -d '\n' >"$file.new"
    [ -s "$file.new" ] || stop "nothing came for $file"
    mv "$file.new" "$file"
    say "made $file"
}
# No letter of it means anything in a URL, in YAML or to a shell.
random() { head -c 48 /dev/urandom | base64 | tr '+/' '-_'; }
sealing() { printf 'k1 %s' "$(head -c 32 /dev/urandom | base64)"; }
# asked WORDS: from whoever sits there.
asked() {
    local value
    [ -t 0 ] || stop "$1 is asked for: run this at a terminal, or write the file yourself."
    read -rsp "$1: " value </dev/tty
    echo >/dev/tty
    printf '%s' "$value"
}

make dezky.keys sealing
for name in oidc-client-secret authentik-token stalwart-webhook-secret traefik-token metrics-token \
    authentik-secret-key authentik-bootstrap-password authentik-bootstrap-token ocis-admin-password \
    collabora-admin-password stalwart-recovery-password; do
    make $name random
done
make s3-access-key-id asked "Object storage, access key"
make s3-secret-access-key asked "Object storage, secret key"
make hetzner-dns-token asked "Hetzner DNS, API token"
# Dezky's letters leave by Stalwart, with the app password that engines.sh gets.
if [ -s "$folder/mail-password" ]; then
    domain=$(sed -n 's/^DOMAIN=//p' site.env)
    [ -n "$domain" ] || stop "site.env says nothing about DOMAIN."
    make mail-url printf 'smtps://no-reply%%40%s:%s@mail.%s:465' "$domain" "$(cat "$folder/mail-password")" "$domain"
fi

# What each of the cluster's secrets is made of: its key, and the file.
secret() {
    local namespace=$1 name=$2 pair files=() missing=()
    shift 2
    for pair in "$@"; do
        if [ -s "$folder/${pair#*=}" ]; then files+=(--from-file="${pair%%=*}=$folder/${pair#*=}"); else missing+=("${pair#*=}"); fi
    done
    if [ ${#missing[@]} -gt 0 ]; then
        say "$namespace/$name lacks ${missing[*]}"
        # Dezky needs all of its own; the others can begin.
        [ "$namespace/$name" != dezky/dezky ] || return 0
    fi
    kubectl create namespace "$namespace" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
    kubectl -n "$namespace" create secret generic "$name" "${files[@]}" --dry-run=client -o yaml | kubectl apply --server-side --force-conflicts -f - >/dev/null
    say "$namespace/$name"
}

secret dezky dezky secrets.keys=dezky.keys oidc-client-secret=oidc-client-secret authentik-token=authentik-token \
    stalwart-token=stalwart-token ocis-token=ocis-token mail-url=mail-url traefik-token=traefik-token \
    metrics-token=metrics-token stalwart-webhook-secret=stalwart-webhook-secret
secret dezky ocis admin-password=ocis-admin-password s3-access-key-id=s3-access-key-id s3-secret-access-key=s3-secret-access-key
for namespace in dezky authentik; do
    secret $namespace databases-s3 access-key-id=s3-access-key-id secret-access-key=s3-secret-access-key
done
secret authentik authentik secret-key=authentik-secret-key bootstrap-password=authentik-bootstrap-password \
    bootstrap-token=authentik-bootstrap-token oidc-client-secret=oidc-client-secret authentik-token=authentik-token \
    mail-password=mail-password
secret collabora collabora admin-password=collabora-admin-password
secret traefik traefik dezky-token=traefik-token
secret monitoring monitoring metrics-token=metrics-token mail-password=mail-password
secret cert-manager hetzner token=hetzner-dns-token
