#!/usr/bin/env bash
# drill.sh [BOX]: proves that a backup is one. Takes the last one out of a box, loads Dezky's database into an empty one,
# and compares the audit history with what was noted when it was dumped: how many rows, and SHA-256 over all of them in
# their order. Then with what runs now, row by row: up to the last one that was kept, none may have changed, none may have
# come in between, and no more may be gone than Dezky says it removed by age. Without BOX each month has another one.
set -euo pipefail
cd "$(dirname "$0")"
. ./lib.sh

mkdir -p "$BACKUP_STATE"
exec 8>"$BACKUP_STATE/lock"
flock 8
work=$(mktemp -d "$BACKUP_STATE/drill-XXXXXX")
mapfile -t all < <(boxes)
box=${1:-${all[10#$(date +%m) % ${#all[@]}]}}
scratch=dezky_drill_$$
cluster=''

clean() {
    if [ -n "$cluster" ]; then
        (cd / && as "$bin/pg_ctl" -D "$cluster/data" -m immediate -w stop >/dev/null 2>&1) || true
        rm -rf "$cluster"
    elif [ -n "${POSTGRES[drill]:-}" ]; then
        drill_tool dropdb --if-exists "$scratch" || warn "The database $scratch is left behind."
    fi
    rm -rf "$work"
}
trap clean EXIT
trap 'exit 1' INT TERM

# `postgres` refuses to be root.
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
drill_tool() { local prefix; read -ra prefix <<<"$DRILL_PREFIX"; "${prefix[@]}" "$@"; }

# An empty database: beside the real one, or in a server of its own.
empty_postgres() {
    if [ -n "$DRILL_PREFIX" ]; then
        drill_tool createdb "$scratch"
        POSTGRES[drill]=$scratch PREFIX[drill]=$DRILL_PREFIX
        return
    fi
    bin=$(find /usr/lib/postgresql -name initdb -printf '%h\n' 2>/dev/null | sort -V | tail -1)
    [ -n "$bin" ] || stop "No PostgreSQL on this machine: install Debian's postgresql, or set DRILL_PREFIX."
    cluster=$(cd / && as mktemp -d /tmp/dezky-drill-XXXXXX)
    (cd / && as "$bin/initdb" -D "$cluster/data" -U postgres -A trust -E UTF8 --no-locale --no-sync >/dev/null)
    (cd / && as "$bin/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w start >/dev/null \
        -o "-c listen_addresses= -c unix_socket_directories=$cluster -c fsync=off")
    POSTGRES[drill]="postgres://postgres@localhost/postgres?host=$cluster" PREFIX[drill]=''
}

say "$box: taking out the last backup of $AUDIT"
at "$box" restore latest --tag dezky --host dezky --target "$work" --include "$staging"
kept=$work$staging
note=$kept/$AUDIT.history
[ -s "$note" ] || stop "The backup has no $AUDIT.history: was AUDIT another one then?"

if [ -f "$kept/$AUDIT.dump" ]; then
    kind=postgres place=drill live=${POSTGRES[$AUDIT]:+$AUDIT}
    empty_postgres
    say "Loading $(du -h "$kept/$AUDIT.dump" | cut -f1) into an empty database"
    pg drill pg_restore --no-owner --no-privileges --exit-on-error --single-transaction <"$kept/$AUDIT.dump"
    url=${POSTGRES[drill]}
else
    kind=sqlite place=$kept/$AUDIT.sqlite live=${SQLITE[$AUDIT]:-}
    [ "$(sqlite -readonly "$place" 'PRAGMA integrity_check')" = ok ] || stop "The copy is damaged."
    url=sqlite://$place
fi

say "Comparing the audit history"
history_of "$kind" "$place" >"$work/history"
diff "$note" "$work/history" >&2 || stop "What was restored is not what was kept (< noted, > restored)."
say "Restored as it was kept: $(value rows "$note") events, SHA-256 $(value all "$note")"

if [ -n "$live" ]; then
    last=$(value last "$note")
    # Each time that it removes days, Dezky says how many events those were.
    if [ "$kind" = postgres ]; then number="(words::jsonb ->> 'count')::bigint"; else number="json_extract(words, '\$.count')"; fi
    expired=$(ask "$kind" "$live" "SELECT coalesce(sum($number), 0) FROM audit_event WHERE action = 'audit.expire' AND seq > $last")
    found=$(differences "$kind" "$live" "$place" "$last") || stop "What runs now could not be read to its end."
    read -r changed between gone <<<"$found"
    ((changed == 0 && between == 0)) ||
        stop "What runs now is another history: up to event $last, $changed were changed and $between came in between."
    ((gone <= expired)) || stop "Of the events up to $last, $gone are gone, and Dezky removed $expired by age."
    say "What runs now has every one of them, unchanged; $gone were removed by age since"
fi

if [ -n "$DEZKY" ] && [ -z "$DRILL_PREFIX" ]; then
    DEZKY_CONFIG=/dev/null DEZKY__DATABASE__URL=$url "$DEZKY" migrate >/dev/null || stop "Dezky can't open what was restored."
    DEZKY_CONFIG=/dev/null DEZKY__DATABASE__URL=$url "$DEZKY" audit list --format json >/dev/null || stop "Dezky can't read the restored history."
    say "Dezky opens it"
fi
told drill
