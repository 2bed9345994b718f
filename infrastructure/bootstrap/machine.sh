# Is this machine able to? All that is wrong is said at once, and nothing is done. Sourced.
# shellcheck shell=bash

# Memory that the engines want, in GiB: a machine of 8 tells a little less.
MEMORY=7
MEMORY_WITH_CHAT=11

step_check() {
    local wrong=0
    say "Looking at this machine"
    check_docker || wrong=1
    check_tools || wrong=1
    check_network || wrong=1
    check_ports || wrong=1
    [ $wrong = 0 ] || stop "Nothing was changed. Mend what is said above, then run this again."
}

# bad WORDS ADVICE
bad() { printf '\033[31m✕\033[0m %s\n    %s\n' "$1" "$2" >&2; }

# at_least WANTED SEEN: by numbers, 2.9 before 2.24.
at_least() {
    local major minor seen_major seen_minor
    IFS=. read -r major minor _ <<<"$1.0"
    IFS=. read -r seen_major seen_minor _ <<<"${2#v}.0"
    case "$seen_major$seen_minor" in '' | *[!0-9]*) return 1 ;; esac
    [ "$seen_major" -gt "$major" ] || { [ "$seen_major" -eq "$major" ] && [ "$seen_minor" -ge "$minor" ]; }
}

check_docker() {
    local version memory want=$MEMORY
    if ! have docker; then
        bad "Docker is missing." "Install Docker Engine 24 or newer (https://docs.docker.com/engine/install/), or Docker Desktop."
        return 1
    fi
    version=$(docker version --format '{{.Server.Version}}' 2>/dev/null) || {
        bad "Docker doesn't answer." "Start it, and see that \`docker version\` works for this user (on Linux: a member of the group docker)."
        return 1
    }
    at_least 24.0 "$version" || {
        bad "Docker is $version." "24 or newer is needed."
        return 1
    }
    version=$(docker compose version --short 2>/dev/null) || {
        bad "Docker has no compose." "Install the plugin docker-compose-plugin; the old docker-compose isn't enough."
        return 1
    }
    at_least 2.24 "$version" || {
        bad "Docker's compose is $version." "2.24 or newer is needed: older ones don't put files together as these are."
        return 1
    }
    ! has_chat || want=$MEMORY_WITH_CHAT
    memory=$(docker info --format '{{.MemTotal}}' 2>/dev/null || echo 0)
    case $memory in '' | *[!0-9]*) memory=0 ;; esac
    if [ "$((memory / 1024 / 1024 / 1024))" -lt "$want" ]; then
        bad "Docker has $((memory / 1024 / 1024)) MiB of memory." "$want GiB are needed; Docker Desktop gives more under Settings, Resources."
        return 1
    fi
}

# Docker makes no network that overlaps another one, and says so only when Dezky's are made.
check_network() {
    local wanted name subnet subnets bits mine theirs
    have docker || return 0
    wanted=$(network)
    # One that goes away meanwhile is no fault.
    # shellcheck disable=SC2046 # a list of ids
    { docker network inspect --format '{{.Name}} {{range .IPAM.Config}}{{.Subnet}} {{end}}' $(docker network ls -q 2>/dev/null) 2>/dev/null || true; } |
        while read -r name subnets; do
            case $name in dezky_*) continue ;; esac
            for subnet in $subnets; do
                case $subnet in *:*) continue ;; esac
                # Both cut to what both say: sixteen bits of ours.
                bits=${subnet#*/}
                [ "$bits" -lt 16 ] || bits=16
                mine=$(halves "$wanted") theirs=$(halves "$subnet")
                [ $((mine >> (16 - bits))) -ne $((theirs >> (16 - bits))) ] || {
                    bad "Docker's network $name has $subnet, and Dezky's would have $wanted." \
                        "Write another first half into $ENV_FILE, such as DEZKY_NETWORK=10.77."
                    exit 1
                }
            done
        done
}

# The first two numbers of an address as one.
halves() {
    local first second
    IFS=. read -r first second _ <<<"$1"
    printf '%s' $((first * 256 + second))
}

check_tools() {
    local missing=0
    have openssl || { bad "openssl is missing." "It makes the secrets: install it with this system's package manager."; missing=1; }
    have curl || { bad "curl is missing." "It sets the engines up: install it with this system's package manager."; missing=1; }
    is_public || have mkcert || {
        bad "mkcert is missing." "It makes certificates that this machine trusts: apt-get install mkcert, or brew install mkcert."
        missing=1
    }
    return $missing
}

check_ports() {
    local port taken=0 address
    # Our own door holds them in a second run.
    if have docker && [ -f "$ENV_FILE" ] && [ -n "$(compose ps -q traefik 2>/dev/null)" ]; then return 0; fi
    address=$(door)
    for port in 80 443 $(! has_mail_ports || echo 25 465 587 993); do
        if (exec 3<>"/dev/tcp/$address/$port") 2>/dev/null; then
            bad "Port $port is in use on $address." "Stop what listens there, or take another address: --bind 127.0.0.2 (Linux)."
            taken=1
        fi
    done
    return $taken
}
