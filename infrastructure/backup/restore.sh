#!/usr/bin/env bash
# restore.sh BOX FOLDER [SNAPSHOT]: lays what was kept out into an empty folder. It changes nothing of what runs; how each
# part gets back to its place stands in PRODUCTION.md, "Disaster".
set -euo pipefail
cd "$(dirname "$0")"
. ./lib.sh

[ $# -ge 2 ] || stop "restore.sh BOX FOLDER [SNAPSHOT]. Boxes: $(boxes | tr '\n' ' ')"
box=$1 folder=$2 snapshot=${3:-latest}
mkdir -p "$folder"
[ -z "$(ls -A "$folder")" ] || stop "$folder isn't empty."
say "$box: restoring $snapshot into $folder"
at "$box" restore "$snapshot" --tag dezky --host dezky --target "$folder"
say "Databases are in $folder$staging:"
ls -l "$folder$staging"
