#!/usr/bin/env bash
# engines.sh WORK: infrastructure/k3s/engines.sh and the two timers, of the certificate and of OCIS's token, played against
# engines that answer as the real ones were seen to. Twice, since each step may be run again.
set -euo pipefail
cd "$(dirname "$0")/../../.."
. infrastructure/setup/lib.sh
work=$1/engines
# Stands for /etc/dezky.
host=$work/host
rm -rf "$work"
mkdir -p "$work/bin" "$work/infrastructure" "$host/secrets" "$work/etc/stalwart/tls"
cp -r infrastructure/k3s infrastructure/systemd "$work/infrastructure/"
cp infrastructure/k3s/site.env.example "$work/infrastructure/k3s/site.env"
# Folders of this test's own for those of the host.
sed -i "s#/etc/stalwart#$work/etc/stalwart#g; s#/etc/dezky/secrets#$host/secrets#g" "$work/infrastructure/k3s/engines.sh" "$work/infrastructure/systemd/stalwart/certificate.sh"
port=$((20000 + $$ % 20000))
python3 infrastructure/checks/manifests/engines_stub.py $port "$work/journal" &
stub=$!
trap 'kill $stub 2>/dev/null || true' EXIT
real=$(command -v curl)
cat >"$work/bin/curl" <<STUB
#!/usr/bin/env bash
for word; do
    word=\${word/#https:\/\/auth.dezky.example/http://127.0.0.1:$port/auth}
    word=\${word/#https:\/\/files.dezky.example/http://127.0.0.1:$port/files}
    set -- "\$@" "\${word/#http:\/\/198.51.100.25:8080/http://127.0.0.1:$port/mail}"
    shift
done
exec $real "\$@"
STUB
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=mail.dezky.example \
    -keyout "$work/tls.key" -out "$work/tls.crt" 2>/dev/null
cat >"$work/bin/kubectl" <<STUB
#!/usr/bin/env bash
case "\$*" in
*'auth-app create'*)
    echo >>"$work/tokens"
    printf 'App token created for admin\n token: ocis-token-%s\n' "\$(wc -l <"$work/tokens")" ;;
*'data.ocis-token}'*) cat "$work/held" 2>/dev/null | base64 -w0 ;;
*'get deployments'*) printf 'deployment.apps/%s\n' dezky-web dezky-work ocis ;;
*'rollout '*) echo "\$*" >>"$work/rollouts" ;;
*'tls\.crt'*) base64 -w0 "$work/tls.crt" ;;
*'tls\.key'*) base64 -w0 "$work/tls.key" ;;
*) exit 1 ;;
esac
STUB
printf '#!/usr/bin/env bash\necho "$*" >>%s/systemctl\n' "$work" >"$work/bin/systemctl"
# There is no group stalwart here.
cat >"$work/bin/install" <<STUB
#!/usr/bin/env bash
words=()
while [ \$# -gt 0 ]; do
    if [ "\$1" = -g ]; then shift; else words+=("\$1"); fi
    shift
done
exec $(command -v install) "\${words[@]}"
STUB
printf '#!/usr/bin/env bash\n' >"$work/bin/sleep"
chmod +x "$work"/bin/*
printf bootstrap >"$host/secrets/authentik-bootstrap-token"
printf control >"$host/secrets/authentik-token"
printf recovery-secret >"$host/secrets/stalwart-recovery-password"
until "$real" -s -o /dev/null "http://127.0.0.1:$port/"; do :; done

run() { PATH="$work/bin:$PATH" SECRETS=$host/secrets "$@" >"$work/said" 2>&1 || { cat "$work/said"; stop "failed: $*"; }; }
engines=$work/infrastructure/k3s/engines.sh certificate=$work/infrastructure/systemd/stalwart/certificate.sh
calls() { jq -c "select($1)" "$work/journal"; }

run "$certificate"
cmp "$work/tls.crt" "$work/etc/stalwart/tls/tls.crt"
run "$engines" authentik stalwart ocis
grep -q 'IN MX 10' "$work/said" || stop "the records of the domain aren't shown."
kept=$(cat "$host"/secrets/{mail-password,stalwart-token,ocis-token})
[ "$kept" = APP_1API_2ocis-token-1 ] || stop "what the engines gave isn't kept: $kept"
[ "$(calls '.[2].methodCalls[0][0] == "x:SystemSettings/set"' | jq -c '.[2].methodCalls[0][1].update.singleton')" = \
    '{"defaultHostname":"mail.dezky.example","defaultDomainId":"d0","defaultCertificateId":"made"}' ] || stop "Stalwart doesn't know its name, domain or certificate."
[ ! -e "$work/etc/stalwart/mode.env" ] || stop "Stalwart is left in recovery."
[ "$(grep -c 'restart stalwart' "$work/systemctl")" = 2 ] || stop "Stalwart was started $(grep -c restart "$work/systemctl") times."
[ "$(calls '.[2].methodCalls[0][0] == "x:NetworkListener/set"' | jq -r '[.[2].methodCalls[0][1].create[].bind | keys[]] | sort | join(" ")')" = \
    '198.51.100.25:8080 203.0.113.25:25 203.0.113.25:4190 203.0.113.25:465 203.0.113.25:993' ] || stop "Stalwart listens elsewhere."
[ "$(calls '.[1] | endswith("/core/tokens/authentik-bootstrap-token/")' | wc -l)" = 1 ] || stop "the first start's token isn't taken back."
[ -z "$(calls '.[3] >= 400 and (.[1] | test("users/me|default-recovery-flow|healthz") | not) and .[1] != "/"')" ] || stop "something was refused: $(calls '.[3] >= 400')"

# Again: nothing is made twice, and a new certificate is told of.
before=$(calls '.[2].methodCalls[0][0] // "" | test("ApiKey/set|AppPassword/set|NetworkListener/set|Certificate/set|SystemSettings/set|Directory/set")' | wc -l)
run "$engines" authentik stalwart ocis
grep -q "is no more" "$work/said" || { cat "$work/said"; stop "Authentik was set up twice."; }
[ "$before" = "$(calls '.[2].methodCalls[0][0] // "" | test("ApiKey/set|AppPassword/set|NetworkListener/set|Certificate/set|SystemSettings/set|Directory/set")' | wc -l)" ] || stop "Stalwart was given something twice."
[ "$(grep -c 'restart stalwart' "$work/systemctl")" = 2 ] || stop "Stalwart was started anew, though it was set up."
run "$certificate"
[ ! -s "$work/said" ] || stop "the same certificate was taken again."
told=$(calls '.[2].methodCalls[0][1].create.r["@type"] == "ReloadTlsCertificates"' | wc -l)
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=mail.dezky.example -keyout "$work/tls.key" -out "$work/tls.crt" 2>/dev/null
run "$certificate"
[ "$(calls '.[2].methodCalls[0][1].create.r["@type"] == "ReloadTlsCertificates"' | wc -l)" = $((told + 1)) ] || stop "Stalwart isn't told of a new certificate."
# OCIS's token: nothing while it is good and Dezky has it; a new one before it ends, and one that OCIS has forgotten.
# Its unit may write into the folder of secrets and nowhere beside it.
cat >"$work/infrastructure/k3s/secrets.sh" <<STUB
#!/usr/bin/env bash
[ "\$(ls -A "$host")" = secrets ] || { echo "it writes beside the secrets"; exit 1; }
cp "$host/secrets/ocis-token" "$work/held"
STUB
token=$work/infrastructure/k3s/ocis-token.sh
sed -i "s#/etc/dezky/secrets#$host/secrets#g" "$token"
run "$token"
[ "$(cat "$work/held")" = ocis-token-1 ] || stop "Dezky wasn't given the token."
[ "$(cat "$work/rollouts")" = "$(printf -- '-n dezky rollout %s\n' 'restart deployment.apps/dezky-web deployment.apps/dezky-work' \
    'status deployment.apps/dezky-web --timeout=5m' 'status deployment.apps/dezky-work --timeout=5m')" ] || stop "started again: $(cat "$work/rollouts")"
rm "$work/rollouts"
run "$token"
[ ! -e "$work/rollouts" ] || stop "Dezky is started again though nothing is new."
# A run that broke off before Dezky was started is gone on with.
: >"$host/secrets/ocis-token.pending"
run "$token"
{ [ -e "$work/rollouts" ] && [ ! -e "$host/secrets/ocis-token.pending" ]; } || stop "a run that broke off isn't gone on with."
date +%s -d '29 days' >"$host/secrets/ocis-token.ends"
run "$token"
[ "$(cat "$work/held")" = ocis-token-2 ] || stop "OCIS's token isn't renewed in its last thirty days."
printf forgotten >"$host/secrets/ocis-token"
run "$token"
[ "$(cat "$work/held")" = ocis-token-3 ] || stop "a token that OCIS doesn't know stays."
[ "$(cat "$host/secrets/ocis-token.ends")" -gt "$(date +%s -d '364 days')" ] || stop "when the token ends isn't written down."

# A key of another certificate: nothing is changed.
openssl genpkey -algorithm ec -pkeyopt ec_paramgen_curve:P-256 -out "$work/tls.key" 2>/dev/null
! PATH="$work/bin:$PATH" "$certificate" >"$work/said" 2>&1 || stop "a key that doesn't belong was taken."
