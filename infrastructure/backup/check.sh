#!/usr/bin/env bash
# Gives back the space of what was forgotten, and proves that each box can be read: its structure, and a part of its data.
set -euo pipefail
cd "$(dirname "$0")"
. ./lib.sh

mkdir -p "$BACKUP_STATE"
exec 8>"$BACKUP_STATE/lock"
flock 8
bad=()
for box in $(boxes); do
    say "$box: pruning and checking"
    if at "$box" prune && at "$box" check --read-data-subset="$CHECKED"; then
        told check "$box"
    else
        warn "$box is damaged, or can't be reached"
        bad+=("$box")
    fi
done
[ ${#bad[@]} = 0 ] || stop "Not sound: ${bad[*]}. The other box has everything too; README.md, \"A box is damaged\"."
