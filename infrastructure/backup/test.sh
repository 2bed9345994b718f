#!/usr/bin/env bash
# Backs up, loses and restores for real: Dezky's database on SQLite and on PostgreSQL, in boxes that are folders. Needs
# restic, rclone, sqlite3 and postgresql, all of Debian's, a built `dezky` (DEZKY=path names another one), and no network.
# DEZKY_SKIP_POSTGRES=1 leaves PostgreSQL out.
# shellcheck disable=SC2030,SC2031 # What lib.sh sets in a subshell is for that subshell.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh

DEZKY=$(realpath "${DEZKY:-target/debug/dezky}")
[ -x "$DEZKY" ] || stop "$DEZKY is missing: run make build first."
if [ -z "${DEZKY_BACKUP_TEST:-}" ]; then
    parts="sqlite postgres wal"
    [ "${DEZKY_SKIP_POSTGRES:-}" != 1 ] || parts=sqlite
    # In a subshell: a machine that can't have them tries what is left.
    if ! (packages "keeps backups" restic rclone sqlite3); then
        say "SKIPPED: boxes, drills and SQLite, for lack of restic, rclone or sqlite3. What is tried all the same: a base backup and WAL, where PostgreSQL is."
        if [ "$parts" = sqlite ]; then parts=''; else parts=wal; fi
    fi
    # Two minutes on two cores; what hangs is ended.
    again=(env DEZKY_BACKUP_TEST="$parts" DEZKY="$DEZKY" timeout --foreground -k 30 900 "$0")
    case $parts in
    '') exit ;;
    sqlite) exec "${again[@]}" ;;
    # A server of its own, from this machine's binaries: those of another version couldn't read its dumps.
    *) exec env -u DEZKY_TEST_POSTGRES FAST=1 infrastructure/setup/postgres.sh "${again[@]}" ;;
    esac
fi
parts=$DEZKY_BACKUP_TEST
with() { [[ " $parts " == *" $1 "* ]]; }
bin=$(find /usr/lib/postgresql -name initdb -printf '%h\n' 2>/dev/null | sort -V | tail -1 || true)
export PATH="${bin:+$bin:}$PATH"

work=$(mktemp -d /tmp/dezky-backup-XXXXXX)
writer=''
trap '[ -z "$writer" ] || kill $writer 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
export BACKUP_HOME=$work/etc BACKUP_STATE=$work/state RESTIC_PROGRESS_FPS=0
here=infrastructure/backup
passed=0

fine() { passed=$((passed + 1)); say "$1"; }
# refused WORDS COMMAND…: it must fail, and say so.
refused() {
    local words=$1
    shift
    if "$@" >"$work/said" 2>&1; then cat "$work/said"; stop "should have failed: $*"; fi
    grep -qF "$words" "$work/said" || { cat "$work/said"; stop "should have said: $words"; }
}
done_well() { "$@" >"$work/said" 2>&1 || { cat "$work/said"; stop "failed: $*"; }; }
said() { grep -qF "$1" "$work/said" || { cat "$work/said"; stop "should have said: $1"; }; }
database() { echo "${DEZKY_TEST_POSTGRES/\/postgres\?//$1?}"; }
sql() { if [ "$kind" = sqlite ]; then sqlite3 -cmd '.timeout 5000' "$file" "$1"; else psql -qAtX -v ON_ERROR_STOP=1 -d "$url" -c "$1"; fi; }

# A database as Dezky makes it, with a history that is hard to keep: quotes, tabs, line ends, other scripts, long words.
populate() {
    DEZKY__DATABASE__URL=$url "$DEZKY" --config /dev/null migrate >/dev/null
    DEZKY__DATABASE__URL=$url "$DEZKY" --config /dev/null grant --issuer https://auth.example/application/o/dezky/ \
        --subject s1 --email ines.falk@dezky.example --name 'Ines Falk' --role operator >/dev/null
    local id bytes
    if [ "$kind" = sqlite ]; then id='randomblob(16)' bytes="'a' || char(10) || 'b' || char(9)"; else id='gen_random_uuid()' bytes="E'a\\nb\\t'"; fi
    sql "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
        INSERT INTO audit_event (id, source, position, attribution, occurred_us, occurred_known, observed_us, actor_kind,
            actor_name, action, class, target_kind, target_name, outcome, words, changes, raw, haystack)
        SELECT $id, 'ocis', 'f:' || i, 'none', 1790000000000000 + i, i % 2 = 0, 1790000000000000 + i, 'person',
            CASE WHEN i % 3 = 0 THEN NULL ELSE 'Zoë O''Brien \\ \"quoted\" 日本 ' || i END, 'file_create', 'mutation', 'file',
            $bytes || '🗂 ' || i, 'done', '{\"a\":\"b\\\\n\"}', '[]', CASE WHEN i % 5 = 0 THEN NULL ELSE $bytes || i END, ''
        FROM n"
}
only_noted() { [ "$(ls "$work/texts")" = "$1" ] || stop "noted: $(ls "$work/texts")"; }
count() { sql 'SELECT count(*) FROM audit_event'; }

# expire NUMBER: as Dezky's retention records what it removed.
expire() {
    sql "INSERT INTO audit_event (id, source, position, attribution, occurred_us, occurred_known, observed_us, actor_kind, action,
        class, target_kind, outcome, words, changes, haystack) VALUES ($([ "$kind" = sqlite ] && echo 'randomblob(16)' || echo 'gen_random_uuid()'),
        'platform', 'expire:$1', 'own', 1, $([ "$kind" = sqlite ] && echo 1 || echo true), 1, 'service', 'audit.expire', 'noise', 'timeline',
        'done', '{\"count\":\"$1\"}', '[]', '')"
}

# What somebody writes while the backup runs.
busy() {
    local id i
    if [ "$kind" = sqlite ]; then id='randomblob(16)'; else id='gen_random_uuid()'; fi
    for i in $(seq 1000000); do
        sql "INSERT INTO audit_event (id, source, position, attribution, occurred_us, occurred_known, observed_us, actor_kind,
            action, class, target_kind, outcome, words, changes, haystack) VALUES ($id, 'platform', 'busy:$i', 'none', $i,
            $([ "$kind" = sqlite ] && echo 1 || echo true), $i, 'service', 'tick', 'mutation', 'clock', 'done', '{}', '[]', '')" || exit 0
    done
}

# The configuration for this kind, with two boxes.
configure() {
    rm -rf "$BACKUP_HOME" "$BACKUP_STATE" "$work/boxes" "$work/texts" "$work/bucket" "$work/copy"
    mkdir -p "$BACKUP_HOME/boxes" "$work/texts" "$work/mail" "$work/bucket"
    echo 'a letter' >"$work/mail/letter"
    echo 'bytes' >"$work/bucket/file"
    : >"$BACKUP_HOME/rclone.conf"
    for box in box-1 box-2; do
        mkdir -p "$BACKUP_HOME/boxes/$box"
        echo "$work/boxes/$box" >"$BACKUP_HOME/boxes/$box/repository"
        echo "secret of $box" >"$BACKUP_HOME/boxes/$box/password"
        restic --quiet init --repository-file "$BACKUP_HOME/boxes/$box/repository" --password-file "$BACKUP_HOME/boxes/$box/password"
    done
    printf '#!/bin/sh\necho frozen >>%s/order\n' "$work" >"$BACKUP_HOME/freeze"
    printf '#!/bin/sh\necho thawed >>%s/order\n' "$work" >"$BACKUP_HOME/thaw"
    chmod +x "$BACKUP_HOME/freeze" "$BACKUP_HOME/thaw"
    rm -f "$work/order"
    {
        if [ "$kind" = sqlite ]; then echo "SQLITE[dezky]=$file"; else echo "POSTGRES[dezky]='$url'"; fi
        echo "FREEZE=hook FROZEN=('$work/mai*') TEXTFILES=$work/texts CHECKED=100% DEZKY=$DEZKY"
        echo "BUCKETS=('$work/bucket $work/copy/current $work/copy/old')"
    } >"$BACKUP_HOME/backup.conf"
}

for kind in sqlite postgres; do
    with $kind || continue
    file=$work/dezky-$kind.db
    if [ $kind = sqlite ]; then
        url=sqlite://$file
    else
        psql -qX -d "$DEZKY_TEST_POSTGRES" -c 'CREATE DATABASE kept'
        url=$(database kept)
    fi
    populate
    configure
    # A column that a migration adds is one that changes or one that doesn't: somebody must say.
    if [ $kind = sqlite ]; then
        (
            . $here/lib.sh
            known=$(printf '%s,tenant_id,attribution,story,showing,head_id' "$STEADY" | tr -d ' \n' | tr ',' '\n' | sort)
            there=$(sqlite3 "$file" "SELECT name FROM pragma_table_info('audit_event')" | sort)
            diff <(echo "$known") <(echo "$there") || stop "audit_event has other columns than lib.sh knows (STEADY)"
        )
    fi

    busy >/dev/null 2>&1 &
    writer=$!
    for _ in $(seq 600); do
        [ "$(count)" -le 5020 ] || break
        kill -0 $writer 2>/dev/null || break
        sleep 0.1
    done
    [ "$(count)" -gt 5020 ] || stop "nobody wrote anything to back up meanwhile."
    done_well $here/backup.sh
    kill $writer
    wait $writer 2>/dev/null || true
    writer=''
    noted=$(count)
    fine "$kind: backed up to two boxes while somebody wrote; now there are $noted events"
    [ "$(tr '\n' ' ' <"$work/order")" = 'frozen thawed ' ] || stop "froze and thawed otherwise: $(cat "$work/order")"
    for box in box-1 box-2; do grep -q "repository=\"$box\"" "$work/texts/dezky_backup_$box.prom" || stop "$box isn't noted"; done
    cmp "$work/bucket/file" "$work/copy/current/file"

    for box in box-1 box-2; do
        done_well $here/drill.sh $box
        said 'Restored as it was kept'
        said 'has every one of them, unchanged'
        said 'Dezky opens it'
        kept=$(sed -n 's/.*as it was kept: \([0-9]*\) events.*/\1/p' "$work/said")
        ((kept > 5020 && kept < noted)) || stop "$kept events were kept, between 5021 and $noted were expected"
        fine "$kind: $box restores $kept events, identical"
    done
    [ -s "$work/texts/dezky_drill.prom" ] || stop "the drill isn't noted"

    if [ $kind = postgres ]; then
        # Beside the real database, as on a cluster: tools behind a prefix.
        socket=${DEZKY_TEST_POSTGRES##*host=}
        echo "DRILL_PREFIX='env PGHOST=$socket PGUSER=postgres'" >>"$BACKUP_HOME/backup.conf"
        done_well $here/drill.sh box-1
        said 'Restored as it was kept'
        [ "$(psql -qAtX -d "$DEZKY_TEST_POSTGRES" -c "SELECT count(*) FROM pg_database WHERE datname LIKE 'dezky_drill%'")" = 0 ] ||
            stop "the drill's database is left behind"
        sed -i '/DRILL_PREFIX/d' "$BACKUP_HOME/backup.conf"
        fine "postgres: the same in a database beside the real one, which is gone afterwards"
    fi

    done_well $here/restore.sh box-2 "$work/out"
    [ "$(find "$work/out" -name letter -exec cat {} +)" = 'a letter' ] || stop "the letter didn't come back"
    refused "isn't empty" $here/restore.sh box-2 "$work/out"
    rm -rf "$work/out"
    fine "$kind: everything else comes back too, and never over what is there"

    # Somebody changes what was.
    sql "UPDATE audit_event SET actor_name = 'somebody else' WHERE position = 'f:17'"
    refused ' 1 were changed' $here/drill.sh box-1
    fine "$kind: a history that was changed since is found out"
    # A tenant that is found later, and a story's parts, are no change of what happened.
    sql "UPDATE audit_event SET actor_name = 'Zoë O''Brien \\ \"quoted\" 日本 17', attribution = 'space', showing = 2 WHERE position = 'f:17'"
    done_well $here/drill.sh box-1
    fine "$kind: an event that was attributed since is the same event"
    sql "DELETE FROM audit_event WHERE seq BETWEEN 100 AND 149 OR position = 'f:4000'"
    refused '51 are gone, and Dezky removed 0' $here/drill.sh box-1
    fine "$kind: events that were taken away are missed"
    expire 50
    refused '51 are gone, and Dezky removed 50' $here/drill.sh box-1
    expire 1
    done_well $here/drill.sh box-1
    said '51 were removed by age since'
    fine "$kind: days that Dezky removed by age are no alarm, and one event more would be"
    sql "UPDATE audit_event SET seq = 0 WHERE action = 'audit.expire' AND words = '{\"count\":\"1\"}'"
    refused '1 came in between' $here/drill.sh box-1
    fine "$kind: an event that was slipped in between is found out"

    # A backup that isn't what was noted.
    done_well $here/restore.sh box-1 "$work/out"
    sed -i 's/^rows .*/rows 7/' "$work/out$BACKUP_STATE/staging/dezky.history"
    mkdir -p "$BACKUP_STATE"
    mv "$work/out$BACKUP_STATE/staging" "$BACKUP_STATE/staging"
    restic --quiet --repository-file "$BACKUP_HOME/boxes/box-1/repository" --password-file "$BACKUP_HOME/boxes/box-1/password" \
        backup --tag dezky --host dezky "$BACKUP_STATE/staging"
    rm -rf "$work/out" "$BACKUP_STATE/staging"
    refused 'is not what was kept' $here/drill.sh box-1
    fine "$kind: a backup that lost something is found out"

    # One box is away: the other gets everything, and only that is noted.
    rm -f "$work"/texts/*
    mv "$work/boxes/box-1" "$work/boxes/away"
    refused 'and not in box-1' $here/backup.sh
    only_noted dezky_backup_box-2.prom
    mv "$work/boxes/away" "$work/boxes/box-1"
    [ "$(tail -1 "$work/order")" = thawed ] || stop "still frozen"
    done_well $here/drill.sh box-2
    fine "$kind: a box that is away is said, and the other one has it all"

    # The database is away: the rest is kept, nothing is noted.
    rm -f "$work"/texts/*
    cp "$BACKUP_HOME/backup.conf" "$work/backup.conf"
    if [ $kind = sqlite ]; then echo "SQLITE[dezky]=$work/nowhere/dezky.db"; else echo "POSTGRES[dezky]='$(database nowhere)'"; fi >>"$BACKUP_HOME/backup.conf"
    refused 'but not everything' $here/backup.sh
    only_noted ''
    refused 'has no dezky.history' $here/drill.sh box-2
    mv "$work/backup.conf" "$BACKUP_HOME/backup.conf"
    fine "$kind: a database that couldn't be dumped is no backup"

    # So is one whose folders aren't where they are looked for.
    sed 's|/mai|/nail|' "$BACKUP_HOME/backup.conf" >"$work/backup.conf"
    mv "$BACKUP_HOME/backup.conf" "$work/right.conf"
    mv "$work/backup.conf" "$BACKUP_HOME/backup.conf"
    refused 'there is nothing at' $here/backup.sh
    only_noted ''
    mv "$work/right.conf" "$BACKUP_HOME/backup.conf"

    # What was deleted in the bucket is kept for a while.
    rm "$work/bucket/file"
    echo more >"$work/bucket/other"
    done_well $here/backup.sh
    if [ -e "$work/copy/current/file" ] || [ -z "$(find "$work/copy/old" -name file)" ]; then stop "the bucket's copy: $(find "$work/copy")"; fi
    fine "$kind: a deleted file is in the copy's old files"

    done_well $here/check.sh
    [ -s "$work/texts/dezky_check_box-1.prom" ] || stop "the check isn't noted"
    # A bit of one box rots.
    pack=$(find "$work/boxes/box-2/data" -type f -size +20k | sort | head -1)
    chmod u+w "$pack"
    printf 'rotten' | dd of="$pack" bs=1 seek=5000 conv=notrunc status=none
    rm -f "$work"/texts/*
    refused 'Not sound: box-2' $here/check.sh
    only_noted dezky_check_box-1.prom
    fine "$kind: a damaged box is found out, and the sound one is noted"
done
if ! with wal; then
    say "All $passed held, on SQLite alone"
    exit
fi

# The other way: a base backup and WAL, as CloudNativePG keeps them, with PostgreSQL's own tools. Somebody deletes the history;
# the second before is restored.
as() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
server() {
    as "$bin/pg_ctl" -D "$place/$1" -l "$place/$1.log" -w start >/dev/null \
        -o "-c listen_addresses= -c unix_socket_directories=$place -c port=$2 -c fsync=off -c archive_mode=on -c archive_command='cp %p $place/wal/%f'" ||
        { cat "$place/$1.log"; stop "PostgreSQL doesn't start"; }
}
place=$(as mktemp -d /tmp/dezky-wal-XXXXXX)
clean() {
    local cluster
    for cluster in one other; do as "$bin/pg_ctl" -D "$place/$cluster" -m immediate stop >/dev/null 2>&1 || true; done
    rm -rf "$work" "$place"
}
trap clean EXIT
as mkdir "$place/wal"
as "$bin/initdb" -D "$place/one" -U postgres -A trust -E UTF8 --no-locale --no-sync >/dev/null
server one 5501
kind=postgres url="postgres://postgres@localhost:5501/postgres?host=$place"
populate
PGOPTIONS="-c client_min_messages=warning" as "$bin/pg_basebackup" -D "$place/other" -h "$place" -p 5501 -U postgres -c fast -X none
sql "UPDATE audit_event SET showing = 1 WHERE seq = 7"
sql "INSERT INTO audit_event (id, source, position, attribution, occurred_us, occurred_known, observed_us, actor_kind, action, class,
    target_kind, outcome, words, changes, haystack) VALUES (gen_random_uuid(), 'platform', 'after', 'none', 1, true, 1, 'service', 'tick',
    'mutation', 'clock', 'done', '{}', '[]', '')"
mkdir -p "$BACKUP_HOME" "$BACKUP_STATE"
: >"$BACKUP_HOME/backup.conf"
(
    . $here/lib.sh
    POSTGRES[one]=$url
    history_of postgres one >"$work/noted"
)
second=$(sql 'SELECT clock_timestamp()')
sql 'DELETE FROM audit_event'
sql 'SELECT pg_switch_wal()' >/dev/null
as "$bin/pg_ctl" -D "$place/one" -m fast -w stop >/dev/null
as bash -c "rm -f '$place/other/postmaster.pid'; touch '$place/other/recovery.signal'
    printf \"restore_command = 'cp $place/wal/%%f %%p'\nrecovery_target_time = '$second'\nrecovery_target_action = promote\n\" >>'$place/other/postgresql.auto.conf'"
server other 5502
(
    . $here/lib.sh
    POSTGRES[other]="postgres://postgres@localhost:5502/postgres?host=$place"
    history_of postgres other >"$work/restored"
)
diff "$work/noted" "$work/restored" || stop "what base backup and WAL restore is another history"
[ "$(sed -n 's/^rows //p' "$work/restored")" = 5002 ] || stop "5002 events were expected: $(cat "$work/restored")"
fine "postgres: a base backup and its WAL restore the second before everything was deleted, identical"
say "All $passed held"
