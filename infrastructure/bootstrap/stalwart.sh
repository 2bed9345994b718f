# Dezky's account and key in Stalwart, and sign-in by Authentik: by JMAP, as the recovery administrator
# (facts/stalwart.md §3). A status of 200 says nothing: what failed stands in the answer. Sourced.
# shellcheck shell=bash
# shellcheck disable=SC2034 # CREDENTIALS is read by call

TOKEN=$GENERATED/stalwart.token
ACCOUNT=$GENERATED/stalwart.account

# What Dezky's key may do, and no more: server/connect/src/stalwart/check.rs and watch.rs.
RIGHTS="authenticate
    sysDomainGet sysDomainQuery sysDomainCreate sysDomainUpdate sysDomainDestroy
    sysDkimSignatureGet sysDkimSignatureQuery sysDkimSignatureDestroy
    sysAccountGet sysAccountQuery sysAccountCreate sysAccountUpdate sysAccountDestroy
    sysMailingListGet sysMailingListQuery sysMailingListCreate sysMailingListUpdate sysMailingListDestroy
    sysWebHookGet sysWebHookQuery sysWebHookCreate sysWebHookUpdate sysWebHookDestroy
    sysTracerGet sysTracerQuery sysTracerCreate sysTracerUpdate sysTracerDestroy
    sysActionCreate actionReloadSettings"

# jmap METHOD ARGUMENTS: sets ANSWER, the method's own part of it.
jmap() {
    call mail POST /jmap "{\"using\":[\"urn:ietf:params:jmap:core\",\"urn:stalwart:jmap\"],\"methodCalls\":[[\"$1\",$2,\"c\"]]}"
    case $STATUS in
    200) ;;
    401 | 403) stop "Stalwart doesn't take our credentials for $1 (status $STATUS)." ;;
    *) stop "Stalwart answers $STATUS to $1.${REASON:+ $REASON.}" ;;
    esac
    ! printf '%s' "$ANSWER" | grep -qE '\[ *"error"' || stop "Stalwart refuses $1: $(printf '%s' "$ANSWER" | field description)"
}

# made METHOD ARGUMENTS: creates, or takes what has that name already: its id comes back with the refusal. Sets ID.
made() {
    jmap "$1" "$2"
    case $ANSWER in
    *primaryKeyViolation*) ID=$(printf '%s' "$ANSWER" | sed 's/.*"objectId"//' | field id) ;;
    *'"notCreated"'*) stop "Stalwart refuses $1: $(printf '%s' "$ANSWER" | field type) $(printf '%s' "$ANSWER" | field description)" ;;
    *) ID=$(printf '%s' "$ANSWER" | sed 's/.*"created"//' | field id) ;;
    esac
}

changed() {
    jmap "$1" "$2"
    case $ANSWER in *'"notUpdated"'*) stop "Stalwart refuses $1: $(printf '%s' "$ANSWER" | field description)" ;; esac
}

step_stalwart() {
    local account service secret rights=""
    say "Setting Stalwart up"
    would "make Dezky's account and key, and let people in by Authentik" && return
    CREDENTIALS="user = \"recovery:$(setting STALWART_RECOVERY_PASSWORD)\""
    # The key itself is good on the engines' networks only; whether Dezky may use it, its doctor says.
    if [ -s "$TOKEN" ] && [ -s "$ACCOUNT" ]; then
        jmap x:ApiKey/get "{\"accountId\":\"$(cat "$ACCOUNT")\",\"ids\":null}"
        case $ANSWER in *'"allowedIps"'*) note "as wanted"; return ;; esac
        warn "Stalwart doesn't know the key in $TOKEN: making another."
    fi
    # It sends digests of mail to strangers; and where their name isn't found, no setting can be loaded at all.
    changed x:SpamPyzor/set '{"update":{"singleton":{"enable":false}}}'
    # Traefik's address would be banned for what one client does.
    changed x:Http/set '{"update":{"singleton":{"useXForwarded":true}}}'
    listen_on_587
    # A domain of its own: mail for the platform's own one may be somewhere else.
    service=service.$(domain)
    made x:Domain/set "{\"create\":{\"d\":{\"name\":\"$service\",\"description\":\"Dezky's own account\",\"aliases\":{},\"certificateManagement\":{\"@type\":\"Manual\"},\"dkimManagement\":{\"@type\":\"Automatic\"},\"dnsManagement\":{\"@type\":\"Manual\"},\"subAddressing\":{\"@type\":\"Enabled\"}}}}"
    # Its name in MX records, in policies and in links of invitations. It takes these settings only with a domain in them.
    # Without them mail comes and goes all the same: what it says about them holds nothing up.
    jmap x:SystemSettings/set "{\"update\":{\"singleton\":{\"defaultHostname\":\"mail.$(domain)\",\"defaultDomainId\":\"$ID\"}}}"
    case $ANSWER in *'"notUpdated"'*) warn "Stalwart doesn't take mail.$(domain) for its name: $(printf '%s' "$ANSWER" | field description)" ;; esac
    # Without a password: Dezky has the key.
    made x:Account/set "{\"create\":{\"a\":{\"@type\":\"User\",\"name\":\"dezky\",\"domainId\":\"$ID\",\"description\":\"Dezky control plane\",\"roles\":{\"@type\":\"Admin\"}}}}"
    account=$ID
    let_people_in
    for right in $RIGHTS; do rights="$rights\"$right\":true,"; done
    made x:ApiKey/set "{\"accountId\":\"$account\",\"create\":{\"k\":{\"description\":\"dezky\",\"expiresAt\":null,\"allowedIps\":{\"$(network).0.0/16\":true},\"permissions\":{\"@type\":\"Replace\",\"permissions\":{${rights%,}}}}}}"
    secret=$(printf '%s' "$ANSWER" | field secret)
    printf '%s' "$account" | as_file "$ACCOUNT" 444
    # Shown once.
    case $secret in API_*) printf '%s' "$secret" | as_file "$TOKEN" 444 ;; *) stop "Stalwart gave no key." ;; esac
    # Listeners are bound at the start.
    compose restart stalwart >/dev/null 2>&1 || stop "Stalwart could not be started anew."
    healthy stalwart
}

network() { local known; known=$(setting DEZKY_NETWORK); printf '%s' "${known:-172.30}"; }

# Tokens of Authentik's application dezky-mail are taken. The user name and not the address says who somebody is: it is
# one person's, and nobody changes their own.
let_people_in() {
    local directory
    jmap x:Authentication/get '{"ids":["singleton"]}'
    directory=$(printf '%s' "$ANSWER" | field directoryId)
    [ -n "$directory" ] || make_directory
    # Here it shows whether Stalwart reaches Authentik.
    made x:Action/set '{"create":{"r":{"@type":"ReloadSettings"}}}'
}

make_directory() {
    made x:Directory/set "{\"create\":{\"d\":{\"@type\":\"Oidc\",\"description\":\"Authentik\",\"issuerUrl\":\"https://auth.$(domain)/application/o/dezky-mail/\",\"requireAudience\":\"dezky-mail\",\"requireScopes\":{\"openid\":true,\"email\":true},\"claimUsername\":\"preferred_username\",\"usernameDomain\":null,\"claimName\":\"name\",\"claimGroups\":null}}}"
    changed x:Authentication/set "{\"update\":{\"singleton\":{\"directoryId\":\"$ID\"}}}"
}

# 25, 465 and 993 are there by themselves.
listen_on_587() {
    jmap x:NetworkListener/query '{"filter":{}}'
    jmap x:NetworkListener/get "{\"ids\":[$(printf '%s' "$ANSWER" | tr -d '\n' | sed 's/.*"ids": *\[//; s/\].*//')],\"properties\":[\"name\"]}"
    case $ANSWER in *'"submission"'*) return ;; esac
    made x:NetworkListener/set '{"create":{"l":{"name":"submission","protocol":"smtp","bind":{"[::]:587":true},"useTls":true,"tlsImplicit":false,"overrideProxyTrustedNetworks":{}}}}'
}
