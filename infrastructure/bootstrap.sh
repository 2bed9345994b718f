#!/usr/bin/env bash
# From a machine with Docker to a running platform: `infrastructure/bootstrap.sh --operator you@dezky.test`. Run again, it
# finds everything as wanted and changes nothing. Bash 3.2, as macOS has it.
set -Eeuo pipefail
cd "$(dirname "$0")/.."
. infrastructure/setup/lib.sh
. infrastructure/bootstrap/lib.sh
. infrastructure/bootstrap/machine.sh
. infrastructure/bootstrap/settings.sh
. infrastructure/bootstrap/certificate.sh
. infrastructure/bootstrap/hosts.sh
. infrastructure/bootstrap/containers.sh
. infrastructure/bootstrap/authentik.sh
. infrastructure/bootstrap/stalwart.sh
. infrastructure/bootstrap/ocis.sh
. infrastructure/bootstrap/dezky.sh
. infrastructure/bootstrap/logs.sh

usage() {
    cat <<'USAGE'
infrastructure/bootstrap.sh [options] [step…]

Without a step, all of the first list in their order.
  check         is this machine able to?
  settings      writes compose/.env and what it follows from; never changes a secret that is there
  certificate   a wildcard certificate from mkcert's own authority
  hosts         the platform's names in /etc/hosts; asks
  pull          fetches the images that are missing, and builds Dezky's
  start         starts the engines in their order and waits until they are healthy
  authentik     settings that no blueprint reaches; takes the first start's token back
  stalwart      Dezky's account and key, sign-in by Authentik
  ocis          Dezky's app token, renewed when it ends within 30 days
  dezky         starts Dezky and asks its doctor

  host SLUG…    a tenant's own host, for this machine and for the engines
  operator      the person of --operator: an account, the right, a link to set a password
  logs          renames, compresses and deletes old logs of the engines; weekly
  digests       pins every image to the digest that is here now

  --domain NAME       the platform's domain [dezky.test]
  --public            certificates from Let's Encrypt; --acme-email ADDRESS and --acme-dns PROVIDER
  --chat              Zulip too
  --chat-realms       Dezky may make realms in it (infrastructure/zulip/README.md)
  --mail-ports        25, 465, 587 and 993 are published
  --bind ADDRESS      where 80 and 443 are published [127.0.0.1, with --public 0.0.0.0]
  --operator ADDRESS  the first operator; --operator-name NAME
  --dry-run           changes nothing and says what it would do
  --yes               answers every question with yes
USAGE
}

# Whatever fails unforeseen says at least where.
trap 'printf "bootstrap.sh: %s failed (%s, line %s)\n" "$BASH_COMMAND" "${BASH_SOURCE[0]}" "$LINENO" >&2' ERR

read_arguments "$@"
for step in $STEPS; do "step_$step"; done
[ "$STEPS" != "$ALL_STEPS" ] || farewell
