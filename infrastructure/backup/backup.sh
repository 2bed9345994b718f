#!/usr/bin/env bash
# Keeps everything that can't be made again, in every box. A part that fails is said and the rest is kept all the same;
# the end is then an error, and no time is written down for a box that hasn't got everything.
set -euo pipefail
cd "$(dirname "$0")"
. ./lib.sh

mkdir -p "$BACKUP_STATE"
exec 8>"$BACKUP_STATE/lock"
flock -n 8 || stop "Another backup runs."
parts=whole

# A dump and the print of its audit history are of one snapshot, so they agree whatever is written meanwhile.
dump_postgres() {
    local name=$1 SNAPSHOT='' fine=1 hold into outof
    coproc HOLD { pg "$name" psql -qAtX -v ON_ERROR_STOP=1 -f -; }
    # bash forgets these when the process ends.
    hold=$HOLD_PID into=${HOLD[1]} outof=${HOLD[0]}
    echo "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT pg_export_snapshot();" >&"$into"
    read -r -t 60 SNAPSHOT <&"$outof" || true
    if [ -n "$SNAPSHOT" ] && pg "$name" pg_dump -Fc --snapshot="$SNAPSHOT" >"$staging/$name.dump" &&
        [ "$(head -c5 "$staging/$name.dump")" = PGDMP ]; then
        [ "$name" != "$AUDIT" ] || history_of postgres "$name" >"$staging/$name.history" || fine=0
    else
        fine=0
    fi
    exec {into}>&-
    wait "$hold" || fine=0
    [ $fine = 1 ]
}

# VACUUM INTO is one transaction, and leaves no page of what was deleted.
dump_sqlite() {
    local name=$1 from=${SQLITE[$1]} into=$staging/$1.sqlite
    rm -f "$into"
    sqlite "$from" "VACUUM INTO '$into'" || return 1
    [ "$(sqlite -readonly "$into" 'PRAGMA integrity_check')" = ok ] || return 1
    [ "$name" = "$AUDIT" ] || return 0
    history_of sqlite "$into" >"$staging/$name.history" || return 1
    # The original goes on; up to the copy's last event it says the same.
    [ "$(differences sqlite "$from" "$into" "$(value last "$staging/$name.history")")" = '0 0 0' ]
}

# What isn't a database stands still for as long as it is read: by a snapshot of its volume, or by stopping who writes.
# README.md, "Standing still".
freeze() {
    case $FREEZE in
    none) ;;
    lvm)
        # One that a killed backup left behind.
        thaw
        lvcreate --quiet --snapshot --extents 50%FREE --name dezky-backup "$VOLUME"
        mkdir -p "$BACKUP_STATE/frozen"
        mount -o ro,noload "/dev/$(dirname "$VOLUME")/dezky-backup" "$BACKUP_STATE/frozen"
        ;;
    hook) "$BACKUP_HOME/freeze" ;;
    *) stop "FREEZE is none, lvm or hook, not $FREEZE." ;;
    esac
}
thaw() {
    case $FREEZE in
    lvm)
        if mountpoint -q "$BACKUP_STATE/frozen"; then umount "$BACKUP_STATE/frozen"; fi
        if lvs "$(dirname "$VOLUME")/dezky-backup" >/dev/null 2>&1; then lvremove --quiet --yes "$(dirname "$VOLUME")/dezky-backup"; fi
        ;;
    hook) "$BACKUP_HOME/thaw" ;;
    esac
}

# Files' bytes in a bucket: to another place as they are; what was deleted or replaced stays beside them for 90 days.
copy_bucket() {
    local from into old rclone
    read -r from into old <<<"$1"
    rclone=(rclone --config "$BACKUP_HOME/rclone.conf" --quiet)
    "${rclone[@]}" mkdir "$old" &&
        "${rclone[@]}" sync "$from" "$into" --backup-dir "$old/$(date -u +%Y-%m-%d)" &&
        "${rclone[@]}" delete "$old" --min-age 90d --rmdirs
}

rm -rf "$staging"
mkdir -p "$staging"
for name in "${!POSTGRES[@]}"; do
    say "$name: dumping"
    dump_postgres "$name" || { warn "$name could not be dumped"; parts=missing; }
done
for name in "${!SQLITE[@]}"; do
    say "$name: copying"
    dump_sqlite "$name" || { warn "$name could not be copied"; parts=missing; }
done

trap thaw EXIT
say "Holding still ($FREEZE)"
freeze
paths=("$staging" "${FOLDERS[@]}")
# Patterns, within the snapshot relative to where its volume is mounted. One that means nothing is a mistake.
for pattern in "${FROZEN[@]}"; do
    [ "$FREEZE" != lvm ] || pattern=$BACKUP_STATE/frozen/$pattern
    mapfile -t found < <(compgen -G "$pattern")
    [ ${#found[@]} -gt 0 ] || { warn "there is nothing at $pattern"; parts=missing; }
    paths+=("${found[@]}")
done
stored=() lacking=()
for box in $(boxes); do
    say "$box: storing"
    # Locks of those that were killed; no other's.
    at "$box" unlock || true
    if at "$box" backup --tag dezky --host dezky --exclude-caches --one-file-system "${paths[@]}" &&
        at "$box" forget --tag dezky --host dezky --group-by host,tags "${KEEP[@]}"; then
        stored+=("$box")
    else
        warn "$box could not be written"
        lacking+=("$box")
    fi
done
thaw
trap - EXIT

for bucket in "${BUCKETS[@]}"; do
    say "Copying ${bucket%% *}"
    copy_bucket "$bucket" || { warn "${bucket%% *} could not be copied"; parts=missing; }
done
rm -rf "$staging"

[ $parts = whole ] || stop "Stored in ${stored[*]:-no box}, but not everything; what is missing stands above."
for box in "${stored[@]}"; do told backup "$box"; done
[ ${#lacking[@]} = 0 ] || stop "Stored in ${stored[*]:-no box}, and not in ${lacking[*]}."
say "Stored in ${stored[*]}"
