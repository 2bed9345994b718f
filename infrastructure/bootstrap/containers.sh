# Images, containers, and waiting for them. Sourced.
# shellcheck shell=bash

# Seconds that one service may take; the first start makes databases.
WAIT=${DEZKY_WAIT:-600}
# Between two looks.
LOOK=${DEZKY_LOOK:-5}
ENGINES="traefik postgres authentik-postgres authentik-server authentik-worker stalwart ocis"

step_pull() {
    local image images missing=""
    say "Looking for the images"
    [ -f "$ENV_FILE" ] || { would "fetch every image and build Dezky's" && return; stop "There is no $ENV_FILE yet: run the step settings."; }
    images=$(compose config --images) || stop "Compose doesn't take the settings; the reason stands above."
    for image in $(printf '%s\n' "$images" | sort -u); do
        docker image inspect "$image" >/dev/null 2>&1 || missing="$missing $image"
    done
    if [ -z "$missing" ]; then
        note "as wanted"
        pin_moving
        return
    fi
    would "fetch or build:$missing" && return
    compose pull --ignore-buildable || stop "An image could not be fetched; the reason stands above. What was fetched is kept."
    case $missing in
    *" dezky:"*)
        say "Building Dezky (half an hour on two cores, the first time)"
        compose build dezky || stop "Dezky's image could not be built; the reason stands above."
        ;;
    esac
    pin_moving
}

# The one image whose tag moves (compose/zulip.yaml): its first digest here stays, or a pull would change the database's
# program unasked. Once; `digests` pins it with all others.
pin_moving() {
    local image digest file=$GENERATED/zulip-postgres.yaml
    has_chat || return 0
    case ":$(setting COMPOSE_FILE):" in *:generated/zulip-postgres.yaml:* | *:generated/digests.yaml:*) return 0 ;; esac
    image=$(images_by_service | sed -n 's/^zulip-postgres //p') || image=""
    digest=$(digest_of "${image%@*}")
    [ -n "$digest" ] || { warn "$image has no digest here, and its tag may move: bootstrap.sh digests pins it once it has been fetched."; return 0; }
    would "pin $image to its digest ($file)" && return 0
    printf '# bootstrap.sh pull, %s. Take it out of COMPOSE_FILE to update.\nservices:\n  zulip-postgres: { image: "%s@%s" }\n' \
        "$(date -u +%Y-%m-%d)" "${image%@*}" "$digest" | as_file "$file" 444
    choose COMPOSE_FILE "$(setting COMPOSE_FILE):generated/zulip-postgres.yaml"
    note "$image is pinned to the digest that is here"
}

# digest_of IMAGE: sha256:…, or nothing where it was never fetched.
digest_of() {
    docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$1" 2>/dev/null </dev/null | sed -n 's/.*@\(sha256:.*\)/\1/p' | head -1 || true
}

step_start() {
    local service
    say "Starting the engines"
    would "start $ENGINES, one after the other as they need each other, and wait until they are healthy" && return
    # Traefik would start all the same, with a certificate that no browser takes.
    ! is_public || grep -q '^[A-Za-z_][A-Za-z0-9_]*=.' "$GENERATED/acme.env" 2>/dev/null ||
        stop "$GENERATED/acme.env is still empty: write what the DNS provider wants into it, one NAME=value a line (https://go-acme.github.io/lego/dns/), then run this again."
    # shellcheck disable=SC2086
    compose up -d $ENGINES || stop "The engines could not be started; the reason stands above."
    for service in $ENGINES; do healthy "$service"; done
}

# healthy SERVICE: waits until it is, and shows its last words where it won't be.
healthy() {
    local state waited=0 container
    while :; do
        container=$(compose ps -aq "$1" | head -1) || container=""
        state=missing
        [ -z "$container" ] || state=$(docker inspect --format '{{if .State.Health}}{{.State.Health.Status}}{{else}}{{.State.Status}}{{end}}' "$container" 2>/dev/null || echo missing)
        case $state in
        healthy | running) note "$1: $state"; return ;;
        exited | dead | unhealthy) break ;;
        esac
        [ $waited -lt "$WAIT" ] || break
        [ $((waited % 15)) != 0 ] || note "$1: $state, ${waited} s"
        sleep "$LOOK"
        waited=$((waited + LOOK))
    done
    compose logs --tail 30 "$1" >&2 || true
    stop "$1 is $state after $waited s; its last words stand above. Run this again to go on from here."
}

# Pins each image to the digest that is here: what runs today is what runs after the next pull.
step_digests() {
    local service image digest images lines="" file=$GENERATED/digests.yaml
    say "Pinning the images to their digests"
    [ -f "$ENV_FILE" ] || stop "There is no $ENV_FILE yet: run the step settings."
    images=$(images_by_service) || stop "Compose doesn't take the settings; the reason stands above."
    while read -r service image; do
        image=${image%@*}
        # Built here: its digest is nobody else's to fetch.
        case $image in dezky:*) continue ;; esac
        digest=$(digest_of "$image")
        [ -z "$digest" ] || lines="$lines  $service: { image: \"$image@$digest\" }
"
    done <<<"$images"
    [ -n "$lines" ] || stop "No image here has a digest: run the step pull first."
    would "write $file" && return
    printf '# bootstrap.sh digests, %s: the images that were here. Take it out of COMPOSE_FILE to update.\nservices:\n%s' \
        "$(date -u +%Y-%m-%d)" "$lines" | as_file "$file" 444
    case ":$(setting COMPOSE_FILE):" in
    *:generated/digests.yaml:*) ;;
    *) choose COMPOSE_FILE "$(setting COMPOSE_FILE):generated/digests.yaml" ;;
    esac
    note "$file, which COMPOSE_FILE in $ENV_FILE names now"
}

# Each service and its image. `config --images SERVICE` names those of everything it waits for as well, in any order.
images_by_service() {
    compose config | awk '
        /^[a-z]/ { part = $1 }
        part == "services:" && /^  [a-z0-9-]+:$/ { service = substr($1, 1, length($1) - 1) }
        part == "services:" && /^    image: / { print service, $2 }'
}
