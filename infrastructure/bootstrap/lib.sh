# What the steps of bootstrap.sh share: arguments, questions, `.env`, a trial run. Sourced, never run.
# shellcheck shell=bash
# shellcheck disable=SC2034 # what is set here is read by the steps

ALL_STEPS="check settings certificate hosts pull start authentik stalwart ocis dezky operator"
OTHER_STEPS="host digests logs"
COMPOSE=infrastructure/compose
ENV_FILE=$COMPOSE/.env
GENERATED=$COMPOSE/generated
# Where the tests put another one.
HOSTS_FILE=${DEZKY_HOSTS_FILE:-/etc/hosts}

note() { printf '  %s\n' "$*"; }
warn() { printf '\033[33m!\033[0m %s\n' "$*" >&2; }

read_arguments() {
    local step
    STEPS="" SLUGS="" DRY="" YES=""
    DOMAIN="" PUBLIC="" ACME_MAIL="" ACME_DNS="" CHAT="" REALMS="" MAIL_PORTS="" BIND="" OPERATOR="" OPERATOR_NAME=""
    while [ $# -gt 0 ]; do
        case $1 in
        --domain | --acme-email | --acme-dns | --bind | --operator | --operator-name)
            [ $# -ge 2 ] || stop "$1 wants a value."
            case $1 in
            --domain) DOMAIN=$2 ;;
            --acme-email) ACME_MAIL=$2 ;;
            --acme-dns) ACME_DNS=$2 ;;
            --bind) BIND=$2 ;;
            --operator) OPERATOR=$2 ;;
            --operator-name) OPERATOR_NAME=$2 ;;
            esac
            shift ;;
        --public) PUBLIC=1 ;;
        --chat) CHAT=1 ;;
        --chat-realms) CHAT=1 REALMS=1 ;;
        --mail-ports) MAIL_PORTS=1 ;;
        --dry-run) DRY=1 ;;
        --yes) YES=1 ;;
        -h | --help) usage; exit ;;
        -*) usage >&2; stop "There is no option $1." ;;
        *)
            if [ "$STEPS" = " host" ]; then
                SLUGS="$SLUGS $1"
            else
                case " $ALL_STEPS $OTHER_STEPS " in
                *" $1 "*) STEPS="$STEPS $1" ;;
                *) usage >&2; stop "There is no step $1." ;;
                esac
            fi ;;
        esac
        shift
    done
    [ -n "$STEPS" ] || STEPS=$ALL_STEPS
    if [ "$STEPS" = " host" ] && [ -z "$SLUGS" ]; then stop "host wants a tenant's slug: bootstrap.sh host acme"; fi
    for step in $SLUGS; do a_label "$step" || stop "$step is no tenant's slug: small letters, digits and hyphens."; done
    # What goes into files and requests is one of these, or isn't taken.
    [ -z "$DOMAIN" ] || a_domain "$DOMAIN" || stop "$DOMAIN is no domain: two labels or more, such as dezky.test."
    [ -z "$ACME_MAIL" ] || an_address "$ACME_MAIL" || stop "$ACME_MAIL is no mail address."
    [ -z "$ACME_DNS" ] || a_label "$ACME_DNS" || stop "$ACME_DNS is no name of a DNS provider."
    [ -z "$OPERATOR" ] || an_address "$OPERATOR" || stop "$OPERATOR is no mail address."
    case $BIND in *[!0-9a-fA-F.:]*) stop "$BIND is no IP address." ;; esac
    case $OPERATOR_NAME in *[\"\\]* | *[[:cntrl:]]*) stop "A name has no quotes, no backslashes and no line breaks." ;; esac
}

a_label() { [[ $1 =~ ^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$ ]]; }
a_domain() { [[ $1 =~ ^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]+$ ]] && [ ${#1} -le 200 ]; }
an_address() { [[ $1 =~ ^[A-Za-z0-9._+-]+@([a-z0-9-]+\.)+[a-z]{2,}$ ]]; }

# would WORDS…: true in a trial run, and says what would be done.
would() {
    [ -n "$DRY" ] || return 1
    printf '  would %s\n' "$*"
}

# ask QUESTION: yes or no; without a terminal no.
ask() {
    local answer
    [ -z "$YES" ] || return 0
    printf '%s [y/N] ' "$1"
    read -r answer || { echo; return 1; }
    case $answer in y | Y | yes | Yes) return 0 ;; *) return 1 ;; esac
}

# as_file PATH MODE: writes its input there, whole or not at all; the folder is nobody else's.
as_file() {
    local beside="$1.new"
    (umask 077 && mkdir -p "$(dirname "$1")" && cat >"$beside") || { rm -f "$beside"; stop "$1 could not be written."; }
    chmod "$2" "$beside"
    mv -f "$beside" "$1"
}

# setting NAME: its value in .env, empty where it isn't there. Single quotes around it are Compose's, not its own.
setting() {
    [ -f "$ENV_FILE" ] || return 0
    sed -n "s/^$1=//p" "$ENV_FILE" | tail -1 | sed "s/^'\(.*\)'\$/\1/"
}

# add_setting NAME VALUE: only where there is none, or an empty one. What is there stays, letter by letter.
add_setting() {
    [ -z "$(setting "$1")" ] || return 0
    would "add $1 to $ENV_FILE" && return 0
    {
        if [ -f "$ENV_FILE" ]; then
            grep -v "^$1=\$" "$ENV_FILE" || true
            # A last line without its end would run into the next.
            [ -z "$(tail -c 1 "$ENV_FILE")" ] || echo
        fi
        printf '%s=%s\n' "$1" "$2"
    } | as_file "$ENV_FILE" 600
}

# choose NAME VALUE: a choice, not a secret: written anew where it differs.
choose() {
    [ "$(setting "$1")" != "$2" ] || return 0
    would "set $1=$2 in $ENV_FILE" && return 0
    {
        [ ! -f "$ENV_FILE" ] || grep -v "^$1=" "$ENV_FILE" || true
        printf '%s=%s\n' "$1" "$2"
    } | as_file "$ENV_FILE" 600
}

# The platform's domain: named now, or before.
domain() {
    local known
    known=$(setting DEZKY_DOMAIN)
    printf '%s' "${known:-${DOMAIN:-dezky.test}}"
}

is_public() { [ -n "$PUBLIC" ] || case "$(setting COMPOSE_FILE)" in *certificates-public*) true ;; *) false ;; esac; }
has_chat() { [ -n "$CHAT" ] || case ",$(setting COMPOSE_PROFILES)," in *,chat,*) true ;; *) false ;; esac; }
has_mail_ports() { [ -n "$MAIL_PORTS" ] || case "$(setting COMPOSE_FILE)" in *mail-ports*) true ;; *) false ;; esac; }

bind() {
    local known
    known=$(setting DEZKY_BIND)
    if [ -n "$known" ]; then printf '%s' "$known"
    elif [ -n "$BIND" ]; then printf '%s' "$BIND"
    elif is_public; then printf 0.0.0.0
    else printf 127.0.0.1
    fi
}

# Where this machine itself finds the door.
door() { case "$(bind)" in 0.0.0.0 | ::) printf 127.0.0.1 ;; *) bind ;; esac; }

compose() { (cd "$COMPOSE" && docker compose "$@"); }

# field NAME: the first value of that name in the JSON of its input: a text or a number.
field() { tr -d '\n' | grep -oE "\"$1\": *(\"[^\"]*\"|[0-9]+)" | head -1 | sed -E 's/^"[^"]*": *"?//; s/"$//' || true; }
