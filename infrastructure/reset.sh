#!/usr/bin/env bash
# Destroys this platform: containers, volumes with everybody's data, secrets, certificates. Asks for its name.
# shellcheck disable=SC2034 # lib.sh reads what is set here
set -euo pipefail
cd "$(dirname "$0")/.."
. infrastructure/setup/lib.sh
. infrastructure/bootstrap/lib.sh

DRY="" YES="" PUBLIC="" CHAT="" MAIL_PORTS="" DOMAIN="" BIND=""
case ${1:-} in
"") ;;
--dry-run) DRY=1 ;;
-h | --help) echo "infrastructure/reset.sh [--dry-run]"; exit ;;
# Nothing answers this question but a person.
*) stop "There is no option $1: reset.sh asks, and takes only --dry-run." ;;
esac

if [ ! -f "$ENV_FILE" ] && [ ! -d "$GENERATED" ]; then
    say "There is nothing to reset: no $ENV_FILE and no $GENERATED."
    exit
fi
name=$(domain)
cat <<WARNING
This destroys the platform $name on this machine, and there is no way back:
  - every container and network of the project dezky
  - every volume: people, files, mail, chat, the timeline
  - $ENV_FILE and $GENERATED: secrets, keys, certificates
What stays: images, mkcert's authority, lines in $HOSTS_FILE.
WARNING
would "destroy all of this" && exit
printf 'Type %s to go on: ' "$name"
read -r answer || answer=""
[ "$answer" = "$name" ] || stop "Nothing was destroyed: that isn't the name."
if [ -f "$ENV_FILE" ]; then
    have docker || stop "Nothing was destroyed: Docker is missing, and with it the volumes can't be removed."
    # Zulip's too, whether it was chosen or not.
    COMPOSE_PROFILES='*' compose down --volumes --remove-orphans || stop "Docker could not remove everything; secrets were kept, so that this can be run again."
fi
rm -rf "$GENERATED"
rm -f "$ENV_FILE"
say "Destroyed. infrastructure/bootstrap.sh begins anew."
if grep -q "# dezky\$" "$HOSTS_FILE" 2>/dev/null; then
    note "Lines that end with # dezky are still in $HOSTS_FILE; take them out if you like."
fi
