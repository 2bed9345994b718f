# OCIS and Stalwart write their logs and delete none of them. Sourced.
# shellcheck shell=bash

step_logs() {
    say "Making room where logs are kept"
    would "rename OCIS's log, compress what is two days old, and delete what is older than sixty days" && return
    # As ../k3s/base/ocis/rotate.yaml has it, and its reasons.
    # shellcheck disable=SC2016 # the container's shell reads it
    compose exec -T ocis sh -euc '
        cd /var/log/ocis
        if [ -s audit.log ]; then mv audit.log "audit.log.$(date -u +%Y-%m-%dT%H%M%S)"; fi
        find . -maxdepth 1 -name "audit.log.2*" ! -name "*.gz" -mtime +1 -exec gzip {} +
        find . -maxdepth 1 -name "audit.log.2*.gz" -mtime +60 -exec rm {} +
    ' || stop "OCIS's logs could not be put in order; the reason stands above."
    # It begins a file a day by itself.
    compose exec -T stalwart find /var/log/stalwart -type f -mtime +60 -delete ||
        stop "Stalwart's old logs could not be deleted; the reason stands above."
    note "done"
}
