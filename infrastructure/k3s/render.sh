#!/usr/bin/env bash
# render.sh OVERLAY [SITE]: the manifests of `one-machine` or `several` with the site's names in them, on standard output.
# SITE is site.env beside this file, where nothing else is said.
#   infrastructure/k3s/render.sh one-machine | kubectl apply --server-side -f -
set -euo pipefail

stop() { printf '✕ %s\n' "$*" >&2; exit 1; }
[ $# -ge 1 ] || stop "render.sh one-machine|several [site.env]"
here=$(realpath "$(dirname "$0")")
site=$(realpath "${2:-$here/site.env}")
cd "$here"
[ -d "overlays/$1" ] || stop "There is no overlay $1."
[ -r "$site" ] || stop "$site is missing: copy site.env.example and write your own values into it."

# Longest first: a placeholder may stand within another one.
program=''
while IFS='=' read -r _ name placeholder; do
    value=$(sed -n "s/^$name=//p" "$site")
    [ -n "$value" ] || stop "$site says nothing about $name."
    # A value is text, not an expression, and none of it may end a line or a string.
    case $value in *[\"\'\\]*) stop "$name has a quote or a backslash." ;; esac
    from=$(printf '%s' "$placeholder" | sed 's/[.[\*^$/]/\\&/g')
    into=$(printf '%s' "$value" | sed 's/[&/\]/\\&/g')
    program="$program;s/$from/$into/g"
done < <(sed -n 's/^\([A-Z0-9_]*\)=\(.*\)/\1=\2/p' site.env.example | awk -F= '{ print length($2) "=" $0 }' | sort -t= -k1,1nr)
# Before kustomize and not after it: the name of a ConfigMap ends with a hash of what is in it, and with the placeholders'
# hash a changed value would start nothing anew.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r ../k3s ../observability "$work/"
find "$work" -type f -exec sed -i "${program#;}" {} +
kubectl kustomize "$work/k3s/overlays/$1"
