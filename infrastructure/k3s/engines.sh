#!/usr/bin/env bash
# engines.sh authentik|stalwart|ocis …: what no manifest reaches, said to the engines themselves. Each step may be run
# again. What they make (Stalwart's key, OCIS's token) becomes a file in SECRETS; secrets.sh gives it to the cluster.
# Run as root on the first server, when the engines run. Stalwart's step runs on Stalwart's machine.
set -euo pipefail
cd "$(dirname "$0")"
umask 077

: "${SECRETS:=/etc/dezky/secrets}"
say()  { printf '• %s\n' "$*"; }
stop() { printf '✕ %s\n' "$*" >&2; exit 1; }
site() { sed -n "s/^$1=//p" site.env; }
secret() { cat "$SECRETS/$1"; }
keep() { printf '%s' "$2" >"$SECRETS/$1.new" && mv "$SECRETS/$1.new" "$SECRETS/$1"; }
[ -r site.env ] || stop "site.env is missing."
DOMAIN=$(site DOMAIN)

# call CREDENTIAL METHOD URL [BODY]: sets STATUS and ANSWER. The credential is a header that no list of processes shows.
call() {
    local answer body=()
    [ -z "${4:-}" ] || body=(--header 'Content-Type: application/json' --data "$4")
    answer=$(curl --silent --show-error --max-time 30 --request "$2" --header @<(printf '%s' "$1") "${body[@]}" \
        --write-out '\n%{http_code}' "$3") || true
    STATUS=${answer##*$'\n'} ANSWER=${answer%$'\n'*}
}

# Authentik: every path ends in a slash (facts/authentik.md §1.2).
as=authentik-token
authentik() { call "Authorization: Bearer $(secret "$as")" "$1" "https://auth.$DOMAIN/api/v3$2" "${3:-}"; }
expect() { [[ " $1 " == *" $STATUS "* ]] || stop "$2: status $STATUS, $ANSWER"; }
# until_there WHAT PATH: asks until it is.
until_there() {
    local waited
    for waited in $(seq 0 5 600); do
        authentik GET "$2"
        [ "$STATUS" != 200 ] || return 0
        [ $((waited % 30)) != 0 ] || say "waiting for $1, $waited s (status $STATUS)"
        sleep 5
    done
    stop "$1 isn't there after ten minutes: kubectl -n authentik logs deployment/authentik-worker"
}

step_authentik() {
    local pk brand
    # Made by the blueprint with everything else, or not at all.
    as=authentik-token until_there "the blueprint" /core/users/me/
    as=authentik-bootstrap-token
    authentik GET /core/users/me/
    if [ "$STATUS" = 403 ]; then say "Authentik is as wanted, and the first start's token is no more"; return; fi
    expect 200 "Authentik"
    # gravatar.com would be asked about every address; a person's events would go with the person (facts §0.5, §4).
    authentik PATCH /admin/settings/ '{"avatars":"initials","gdpr_compliance":false}'
    expect 200 "settings"
    authentik GET /flows/instances/default-recovery-flow/
    if [ "$STATUS" != 200 ]; then
        authentik POST /managed/blueprints/ '{"name":"recovery","path":"example/flows-recovery-email-verification.yaml","enabled":true}'
        expect "201 400" "the recovery flow's blueprint"
        authentik GET '/managed/blueprints/?path=example/flows-recovery-email-verification.yaml'
        pk=$(jq -r '.results[0].pk' <<<"$ANSWER")
        authentik POST "/managed/blueprints/$pk/apply/"
        expect 200 "applying it"
        until_there "the recovery flow" /flows/instances/default-recovery-flow/
    fi
    pk=$(jq -r .pk <<<"$ANSWER")
    authentik GET '/core/brands/?default=true'
    brand=$(jq -r '.results[0].brand_uuid' <<<"$ANSWER")
    authentik PATCH "/core/brands/$brand/" "{\"flow_recovery\":\"$pk\"}"
    expect 200 "the default brand"
    # It may do everything and never ends; nothing needs it any more.
    authentik DELETE /core/tokens/authentik-bootstrap-token/
    expect "204 404" "the first start's token"
    say "Authentik is set up, and the first start's token taken back"
}

# What Dezky's key may do, and no more: server/connect/src/stalwart/{check,watch}.rs.
RIGHTS=(authenticate sysActionCreate actionReloadSettings
    sys{Domain,Account,MailingList,WebHook,Tracer}{Get,Query,Create,Update,Destroy} sysDkimSignature{Get,Query,Destroy})
# Who else asks for it: the certificate's timer.
RIGHTS+=(actionReloadTlsCertificates)

# jmap METHOD ARGUMENTS: sets RESULT, the method's own part of the answer. A status of 200 says nothing (facts §0.2).
jmap() {
    call "Authorization: Basic $(printf 'recovery:%s' "$(secret stalwart-recovery-password)" | base64 -w0)" POST \
        "http://$(site MAIL_INSIDE):8080/jmap" \
        "{\"using\":[\"urn:ietf:params:jmap:core\",\"urn:stalwart:jmap\"],\"methodCalls\":[[\"$1\",$2,\"c\"]]}"
    [ "$STATUS" = 200 ] || stop "Stalwart answers $STATUS to $1: $ANSWER"
    RESULT=$(jq -c '.methodResponses[0]' <<<"$ANSWER")
    [ "$(jq -r '.[0]' <<<"$RESULT")" != error ] || stop "Stalwart refuses $1: $RESULT"
    RESULT=$(jq -c '.[1]' <<<"$RESULT")
    [ "$(jq '.notUpdated // {} | length' <<<"$RESULT")" = 0 ] || stop "Stalwart refuses $1: $RESULT"
}
# make METHOD ARGUMENTS: creates one, or takes what has its name already, whose id comes with the refusal. Sets ID.
make() {
    jmap "$1" "$2"
    ID=$(jq -r '[.created[]?.id, (.notCreated[]? | select(.type == "primaryKeyViolation") | .objectId.id)][0] // empty' <<<"$RESULT")
    [ -n "$ID" ] || stop "Stalwart refuses $1: $RESULT"
}
# Its API answers a moment after its start.
stalwart_again() {
    systemctl restart stalwart
    for _ in $(seq 60); do
        curl -fsS -o /dev/null --max-time 2 "http://$(site MAIL_INSIDE):8080/healthz/live" 2>/dev/null && return
        sleep 1
    done
    stop "Stalwart doesn't come up: journalctl -u stalwart"
}

step_stalwart() {
    local inside outside listeners domain rights
    inside=$(site MAIL_INSIDE) outside=$(site MAIL_OUTSIDE)
    [ -s /etc/stalwart/tls/tls.crt ] || stop "There is no certificate yet: systemctl start stalwart-certificate"
    # Once: mail stands still for it.
    if [ ! -s "$SECRETS/stalwart-token" ]; then
        # Listeners before the first normal start, or it makes its own on every address (facts §7).
        printf 'STALWART_RECOVERY_MODE=1\n' >/etc/stalwart/mode.env
        stalwart_again
        jmap x:NetworkListener/query '{"filter":{}}'
        if [ "$(jq '.ids | length' <<<"$RESULT")" = 0 ]; then
            listeners=$(jq -nc --arg inside "$inside" --arg outside "$outside" '
                def at($name; $protocol; $bind; $tls): {($name): {name: $name, protocol: $protocol, bind: {($bind): true},
                    useTls: true, tlsImplicit: $tls, overrideProxyTrustedNetworks: {}}};
                at("http"; "http"; "\($inside):8080"; false) + at("smtp"; "smtp"; "\($outside):25"; false) +
                at("submissions"; "smtp"; "\($outside):465"; true) + at("imaps"; "imap"; "\($outside):993"; true) +
                at("sieve"; "manageSieve"; "\($outside):4190"; false)')
            jmap x:NetworkListener/set "{\"create\":$listeners}"
            [ "$(jq '.created | length' <<<"$RESULT")" = 5 ] || stop "Stalwart refuses a listener: $RESULT"
        fi
        rm -f /etc/stalwart/mode.env
        stalwart_again
    fi

    # Pyzor sends digests of mail to strangers, and where its name isn't found no setting can be loaded at all (facts §3.4).
    jmap x:SpamPyzor/set '{"update":{"singleton":{"enable":false}}}'
    # Else Traefik would be banned for what one client does.
    jmap x:Http/set '{"update":{"singleton":{"useXForwarded":true}}}'
    make x:Domain/set "{\"create\":{\"d\":{\"name\":\"$DOMAIN\",\"description\":\"The platform\",\"aliases\":{},\"certificateManagement\":{\"@type\":\"Manual\"},\"dkimManagement\":{\"@type\":\"Automatic\"},\"dnsManagement\":{\"@type\":\"Manual\"},\"subAddressing\":{\"@type\":\"Enabled\"}}}}"
    domain=$ID
    # Its name in greetings and in MX records, and the certificate for whoever names no host. It takes these settings only
    # with a domain in them, so they can't be made beside the listeners; what a broken run left out is made by the next.
    jmap x:SystemSettings/get '{"ids":["singleton"]}'
    if [ "$(jq -r '.list[0].defaultCertificateId // empty' <<<"$RESULT")" = '' ]; then
        make x:Certificate/set '{"create":{"c":{"certificate":{"@type":"File","filePath":"/etc/stalwart/tls/tls.crt"},"privateKey":{"@type":"File","filePath":"/etc/stalwart/tls/tls.key"}}}}'
        jmap x:SystemSettings/set "{\"update\":{\"singleton\":{\"defaultHostname\":\"mail.$DOMAIN\",\"defaultDomainId\":\"$domain\",\"defaultCertificateId\":\"$ID\"}}}"
        make x:Action/set '{"create":{"r":{"@type":"ReloadTlsCertificates"}}}'
    fi
    if [ ! -s "$SECRETS/mail-password" ]; then
        make x:Account/set "{\"create\":{\"a\":{\"@type\":\"User\",\"name\":\"no-reply\",\"domainId\":\"$domain\",\"description\":\"The platform's letters\"}}}"
        make x:AppPassword/set "{\"accountId\":\"$ID\",\"create\":{\"k\":{\"description\":\"letters\",\"expiresAt\":null,\"allowedIps\":{},\"permissions\":{\"@type\":\"Inherit\"}}}}"
        keep mail-password "$(jq -r '.created[].secret' <<<"$RESULT")"
    fi
    if [ ! -s "$SECRETS/stalwart-token" ]; then
        make x:Account/set "{\"create\":{\"a\":{\"@type\":\"User\",\"name\":\"dezky\",\"domainId\":\"$domain\",\"description\":\"Dezky control plane\",\"roles\":{\"@type\":\"Admin\"}}}}"
        rights=$(jq -nc '[$ARGS.positional[] | {(.): true}] | add' --args "${RIGHTS[@]}")
        make x:ApiKey/set "{\"accountId\":\"$ID\",\"create\":{\"k\":{\"description\":\"dezky\",\"expiresAt\":null,\"allowedIps\":{\"10.0.0.0/8\":true,\"$inside\":true},\"permissions\":{\"@type\":\"Replace\",\"permissions\":$rights}}}}"
        keep stalwart-token "$(jq -r '.created[].secret' <<<"$RESULT")"
    fi
    # People are Authentik's. The user name says who somebody is, which nobody changes by themselves (facts §6 a).
    jmap x:Authentication/get '{"ids":["singleton"]}'
    if [ "$(jq -r '.list[0].directoryId // empty' <<<"$RESULT")" = '' ]; then
        make x:Directory/set "{\"create\":{\"d\":{\"@type\":\"Oidc\",\"description\":\"Authentik\",\"issuerUrl\":\"https://auth.$DOMAIN/application/o/dezky-mail/\",\"requireAudience\":\"dezky-mail\",\"requireScopes\":{\"openid\":true,\"email\":true},\"claimUsername\":\"preferred_username\",\"usernameDomain\":null,\"claimName\":\"name\",\"claimGroups\":null}}}"
        jmap x:Authentication/set "{\"update\":{\"singleton\":{\"directoryId\":\"$ID\"}}}"
    fi
    make x:Action/set '{"create":{"r":{"@type":"ReloadSettings"}}}'
    jmap x:Domain/get "{\"ids\":[\"$domain\"],\"properties\":[\"dnsZoneFile\"]}"
    say "Stalwart is set up. Records for $DOMAIN:"
    jq -r '.list[0].dnsZoneFile' <<<"$RESULT"
}

step_ocis() {
    local token said ends=0
    # OCIS doesn't say when a token ends, so that is written down beside it (facts/ocis.md §5).
    [ ! -s "$SECRETS/ocis-token.ends" ] || ends=$(secret ocis-token.ends)
    if [ -s "$SECRETS/ocis-token" ] && [ "$ends" -gt $(($(date +%s) + 30 * 24 * 3600)) ]; then
        call "Authorization: Basic $(printf 'admin:%s' "$(secret ocis-token)" | base64 -w0)" GET "https://files.$DOMAIN/graph/v1.0/me"
        case $STATUS in
        200) say "OCIS takes the token, which ends on $(date -u -d "@$ends" +%F)"; return ;;
        401) say "OCIS doesn't know the token any more: making another" ;;
        *) stop "OCIS answers $STATUS: kubectl -n dezky logs deployment/ocis -c ocis" ;;
        esac
    fi
    # A year; it can't be endless. ocis-token.sh renews it in time.
    ends=$(($(date +%s) + 8760 * 3600))
    said=$(kubectl -n dezky exec deployment/ocis -c ocis -- ocis auth-app create --user-name=admin --expiration=8760h) ||
        stop "OCIS made no token: kubectl -n dezky logs deployment/ocis -c ocis"
    token=$(sed -n 's/^ *token: *//p' <<<"$said" | head -1)
    [ -n "$token" ] || stop "OCIS made no token; it said: $said"
    keep ocis-token "$token"
    keep ocis-token.ends "$ends"
    say "OCIS has a new token. Dezky gets it by secrets.sh and reads it at its start; ocis-token.sh does both"
}

[ $# -gt 0 ] || stop "engines.sh authentik|stalwart|ocis …"
for step in "$@"; do
    case $step in authentik | stalwart | ocis) "step_$step" ;; *) stop "There is no step $step." ;; esac
done
