#!/usr/bin/env bash
# The certificate is cert-manager's, in the cluster; Stalwart is beside it. Takes it out when it is another one, and tells
# Stalwart to read it again.
set -euo pipefail
umask 077

tls=/etc/stalwart/tls secrets=/etc/dezky/secrets
site="$(dirname "$0")/../../k3s/site.env"
stop() { printf '✕ %s\n' "$*" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for part in tls.crt tls.key; do
    kubectl -n traefik get secret wildcard-tls -o "jsonpath={.data.${part/./\\.}}" | base64 -d >"$work/$part"
    [ -s "$work/$part" ] || stop "the secret wildcard-tls has no $part: kubectl -n traefik describe certificate wildcard"
done
[ "$(openssl x509 -in "$work/tls.crt" -noout -pubkey)" = "$(openssl pkey -in "$work/tls.key" -pubout)" ] ||
    stop "key and certificate don't belong together; next time they will"
if cmp -s "$work/tls.crt" "$tls/tls.crt" && cmp -s "$work/tls.key" "$tls/tls.key"; then exit; fi
install -d -m 750 -g stalwart "$tls"
for part in tls.key tls.crt; do install -m 640 -g stalwart "$work/$part" "$tls/$part.new" && mv "$tls/$part.new" "$tls/$part"; done
echo "The certificate of $(openssl x509 -in "$tls/tls.crt" -noout -enddate | cut -d= -f2) is in $tls"
# Not set up yet: it reads it at its start.
[ -s "$secrets/stalwart-token" ] || exit 0
answer=$(curl -sS --max-time 30 --header @<(printf 'Authorization: Bearer %s' "$(cat "$secrets/stalwart-token")") \
    --header 'Content-Type: application/json' "http://$(sed -n 's/^MAIL_INSIDE=//p' "$site"):8080/jmap" \
    --data '{"using":["urn:ietf:params:jmap:core","urn:stalwart:jmap"],"methodCalls":[["x:Action/set",{"create":{"r":{"@type":"ReloadTlsCertificates"}}},"c"]]}')
jq -e '.methodResponses[0][1].created.r' <<<"$answer" >/dev/null || stop "Stalwart didn't read it: $answer"
