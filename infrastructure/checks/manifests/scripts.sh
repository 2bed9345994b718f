#!/usr/bin/env bash
# scripts.sh WORK: secrets.sh, operators.sh and render.sh, played with a kubectl that only writes down. scripts.sh WORK list: the secrets
# that secrets.sh gives the cluster, a line each: namespace, name, keys.
set -euo pipefail
cd "$(dirname "$0")/../../.."
. infrastructure/setup/lib.sh
work=$1/scripts
rm -rf "$work"
mkdir -p "$work/bin" "$work/k3s"
cp -r infrastructure/k3s/. "$work/k3s/"
cp infrastructure/k3s/site.env.example "$work/k3s/site.env"
cat >"$work/bin/kubectl" <<STUB
#!/usr/bin/env bash
case "\$*" in
*"create secret generic"*) printf '%s\n' "\$*" >>$work/asked ;;
apply*) cat >/dev/null ;;
esac
STUB
chmod +x "$work/bin/kubectl"
run() { PATH="$work/bin:$PATH" "$work/k3s/secrets.sh" "$work/secrets" </dev/null >"$work/said" 2>&1; }

# What is asked for at a terminal.
(umask 077 && mkdir -p "$work/secrets")
! run || stop "secrets.sh went on without the keys that it can't make."
grep -q 'is asked for' "$work/said" || { cat "$work/said"; stop "secrets.sh didn't say what is missing."; }
for name in s3-access-key-id s3-secret-access-key hetzner-dns-token; do (umask 077 && echo outside >"$work/secrets/$name"); done
: >"$work/asked"
run || { cat "$work/said"; stop "secrets.sh failed."; }
! grep -q 'generic dezky ' "$work/asked" || stop "Dezky's secret was made before the engines had given theirs."
grep -q 'dezky/dezky lacks stalwart-token ocis-token mail-url' "$work/said" || { cat "$work/said"; stop "secrets.sh didn't say what it waits for."; }
for name in stalwart-token ocis-token mail-password; do (umask 077 && echo engine >"$work/secrets/$name"); done
before=$(cd "$work/secrets" && sha256sum dezky.keys oidc-client-secret traefik-token)
: >"$work/asked"
run || { cat "$work/said"; stop "secrets.sh failed the second time."; }
[ "$before" = "$(cd "$work/secrets" && sha256sum dezky.keys oidc-client-secret traefik-token)" ] || stop "secrets.sh made a secret anew."
if [ "${2:-}" = list ]; then
    sed -E 's/^-n ([^ ]+) create secret generic ([^ ]+)/\1 \2/; s/--from-file=([^=]+)=[^ ]+/\1/g; s/ --dry-run.*//' "$work/asked"
    exit
fi
[ -z "$(find "$work/secrets" -type f ! -perm 600)" ] || stop "a secret's file may be read by others."
[ "$(cat "$work/secrets/mail-url")" = 'smtps://no-reply%40dezky.example:engine@mail.dezky.example:465' ] || stop "mail-url is $(cat "$work/secrets/mail-url")"
[ "$(find "$work/secrets" -type f -size 64c | wc -l)" = 11 ] || stop "random secrets don't have 64 letters."
! grep -rqF "$(cat "$work/secrets/traefik-token")" "$work/said" || stop "secrets.sh prints a secret."

# operators.sh applies nothing that isn't listed, and nothing that isn't what is listed.
operators=$work/operators
mkdir -p "$operators/bin"
cat >"$operators/bin/curl" <<STUB
#!/usr/bin/env bash
while [ \$# -gt 1 ]; do if [ "\$1" = -o ]; then into=\$2; fi; shift; done
printf 'what is at %s\n' "\$1" >"\$into"
STUB
cat >"$operators/bin/kubectl" <<STUB
#!/usr/bin/env bash
echo "\$*" >>$operators/asked
case "\$*" in *'-f -') cat >$operators/chart.yaml ;; esac
STUB
chmod +x "$operators"/bin/*
install_operators() { XDG_CACHE_HOME=$operators PATH="$operators/bin:$PATH" "$work/k3s/operators.sh" >"$work/said" 2>&1; }
sums=$work/k3s/operators/SHA256SUMS cache=$operators/dezky-operators
: >"$sums"
! install_operators || stop "operators.sh applies what no sum is known of."
[ ! -e "$operators/asked" ] || stop "operators.sh refused, and asked the cluster all the same: $(cat "$operators/asked")"
grep -E '^[0-9a-f]{64}  [a-z]' "$work/said" >"$sums" || true
[ "$(wc -l <"$sums")" = "$(grep -c '^fetch ' "$work/k3s/operators.sh")" ] || { cat "$work/said"; stop "operators.sh doesn't say all sums at once."; }
install_operators || { cat "$work/said"; stop "operators.sh doesn't take files whose sums are listed."; }
[ "$(grep -c '^apply' "$operators/asked")" = "$(wc -l <"$sums")" ] || stop "operators.sh applied $(cat "$operators/asked")"
[ "$(sed -n 's/^  chartContent: //p' "$operators/chart.yaml" | base64 -d)" = "$(cat "$cache"/*.tgz)" ] || stop "the chart isn't the one that was compared."
rm "$operators/asked"
echo changed >>"$cache/cnpg-1.30.0.yaml"
! install_operators || stop "operators.sh takes a file that was changed since."
grep -q 'is another file' "$work/said" || { cat "$work/said"; stop "operators.sh didn't say which file is another one."; }
[ ! -e "$operators/asked" ] || stop "operators.sh applied something beside a wrong file."
# Each line of the real list is of a file that is fetched.
while read -r _ name; do grep -q "^fetch $name " infrastructure/k3s/operators.sh || stop "SHA256SUMS has $name, which nobody fetches."; done <infrastructure/k3s/operators/SHA256SUMS
# And the sums that PRODUCTION.md tells to ask for are of the same files.
asked=0
while read -r _ project tag file; do
    grep -q "/$project/releases/download/$tag/$file\$" infrastructure/k3s/operators.sh || stop "PRODUCTION.md asks for the sum of $project $tag $file, which nobody fetches."
    asked=$((asked + 1))
done < <(grep -E '^ *asset [a-z-]+/[a-z-]+ v[0-9.]+ [a-z0-9.-]+$' infrastructure/PRODUCTION.md)
[ $asked = "$(grep -c '^fetch .*github/' infrastructure/k3s/operators.sh)" ] || stop "PRODUCTION.md asks for $asked sums of releases."

# Each placeholder is somewhere, and none is left with a site's own values; nothing else changes.
sed -E 's/^DOMAIN=.*/DOMAIN=workspace.eu/; s/^PLATFORM=.*/PLATFORM=Müller \& Søn/; s/^OPERATORS=.*/OPERATORS=ops@elsewhere.eu/; s#^IMAGE=.*#IMAGE=registry.eu/dezky:1.2.3@sha256:0123#; s#^KUBERNETES=.*#KUBERNETES=10.0.0.0/24#
    s/^MAIL_INSIDE=.*/MAIL_INSIDE=10.77.0.1/; s/^MAIL_OUTSIDE=.*/MAIL_OUTSIDE=5.6.7.8/; s/^S3_HOST=.*/S3_HOST=fsn1.objects.eu/; s/^S3_REGION=.*/S3_REGION=fsn1/; s/^BUCKET_FILES=.*/BUCKET_FILES=ours-files/; s/^BUCKET_DATABASES=.*/BUCKET_DATABASES=ours-databases/' \
    infrastructure/k3s/site.env.example >"$work/site.env"
for overlay in one-machine several; do
    infrastructure/k3s/render.sh $overlay infrastructure/k3s/site.env.example >"$work/plain.yaml"
    infrastructure/k3s/render.sh $overlay "$work/site.env" >"$work/own.yaml"
    [ "$(wc -l <"$work/plain.yaml")" = "$(wc -l <"$work/own.yaml")" ] || stop "$overlay: render.sh changed lines."
    while IFS='=' read -r name value; do
        grep -qF "$value" "$work/plain.yaml" || stop "$overlay: $name ($value) is a placeholder of nothing."
        ! grep -nF "$value" "$work/own.yaml" || stop "$overlay: $name is left over."
    done < <(sed -n 's/^\([A-Z0-9_]*\)=/\1=/p' infrastructure/k3s/site.env.example)
    ! grep -nE '\.example\b|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.' "$work/own.yaml" || stop "$overlay: an example's name is left over."
    grep -qF 'name = "Müller & Søn"' "$work/own.yaml" || stop "$overlay: the platform has another name."
done
# A value of the site's is a setting like any other: whoever has another one gets another ConfigMap, and so another rollout.
sed 's/^S3_REGION=.*/S3_REGION=nbg1/' "$work/site.env" >"$work/moved.env"
names() { infrastructure/k3s/render.sh one-machine "$1" | grep -oE '\bocis-variables-[a-z0-9]+' | sort -u; }
before=$(names "$work/site.env") after=$(names "$work/moved.env")
[ "$(wc -l <<<"$before$after")" = 1 ] || stop "ocis-variables has several names: $before $after"
[ "$before" != "$after" ] || stop "another S3_REGION starts nothing anew."
sed -i '/^S3_HOST/d' "$work/site.env"
! infrastructure/k3s/render.sh one-machine "$work/site.env" >/dev/null 2>"$work/said" || stop "render.sh takes a site without S3_HOST."
grep -q 'says nothing about S3_HOST' "$work/said" || stop "render.sh didn't say what is missing."
