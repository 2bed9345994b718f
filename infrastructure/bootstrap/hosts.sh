# Names that no DNS knows: in /etc/hosts for browsers, and as Traefik's other names for engines. Sourced.
# shellcheck shell=bash

PLATFORM_HOSTS="app auth files office mail chat"

step_hosts() {
    is_public && { say "Names come from DNS: app, auth, files, office, mail, chat and * of $(domain) lead to this machine"; return; }
    say "Looking for the platform's names in $HOSTS_FILE"
    # shellcheck disable=SC2086 # a list of words
    add_hosts $PLATFORM_HOSTS
}

# A tenant's own host, acme.dezky.test. Engines call it when somebody's session ends.
step_host() {
    local slug
    say "Making known:$SLUGS"
    # shellcheck disable=SC2086
    is_public || add_hosts $SLUGS
    for slug in $SLUGS; do
        case " $(setting DEZKY_TENANT_HOSTS) " in *" $slug "*) continue ;; esac
        choose DEZKY_TENANT_HOSTS "'$(printf '%s %s' "$(setting DEZKY_TENANT_HOSTS)" "$slug" | sed 's/^ //')'"
    done
    [ -n "$DRY" ] || [ -n "$(setting DEZKY_TENANT_HOSTS)" ] || return 0
    would "write $GENERATED/hosts.yaml and let Traefik take the names" && return
    {
        echo "# bootstrap.sh host: tenants' hosts as further names of Traefik, so that engines reach them."
        echo "services:"
        echo "  traefik:"
        echo "    networks:"
        echo "      identity:"
        echo "        aliases:"
        for slug in $(setting DEZKY_TENANT_HOSTS); do echo "          - \"$slug.$(domain)\""; done
    } | as_file "$GENERATED/hosts.yaml" 444
    case ":$(setting COMPOSE_FILE):" in
    *:generated/hosts.yaml:*) ;;
    *) choose COMPOSE_FILE "$(setting COMPOSE_FILE):generated/hosts.yaml" ;;
    esac
    compose up -d --no-deps traefik || stop "Traefik did not start with the new names."
}

# add_hosts LABEL…: those that are missing, in one line, when asked.
add_hosts() {
    local label name pattern missing="" line
    for label in "$@"; do
        name=$label.$(domain)
        pattern=$(printf '%s' "$name" | sed 's/[.]/[.]/g')
        grep -v '^[[:space:]]*#' "$HOSTS_FILE" 2>/dev/null | tr '\t' ' ' | grep -qE " $pattern( |\$)" || missing="$missing $name"
    done
    if [ -z "$missing" ]; then
        note "as wanted"
        return
    fi
    line="$(door)$missing # dezky"
    would "add to $HOSTS_FILE: $line" && return
    if ask "Add to $HOSTS_FILE: $line ?"; then
        if [ -w "$HOSTS_FILE" ]; then printf '%s\n' "$line" >>"$HOSTS_FILE"
        elif have sudo; then printf '%s\n' "$line" | sudo tee -a "$HOSTS_FILE" >/dev/null || stop "$HOSTS_FILE could not be written."
        else stop "$HOSTS_FILE can only be written by root. Add this line to it: $line"
        fi
    else
        note "Add this line yourself, or browsers won't find the platform: $line"
    fi
}
