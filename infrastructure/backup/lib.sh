# What the backup's scripts share. Sourced, never run. What there is to keep, and where, stands in $BACKUP_HOME:
# backup.conf, and a folder for each box with its address and the key to it.
# shellcheck shell=bash disable=SC2034

: "${BACKUP_HOME:=/etc/dezky/backup}"
: "${BACKUP_STATE:=/var/lib/dezky-backup}"
umask 077

say()  { printf '• %s\n' "$*"; }
warn() { printf '✕ %s\n' "$*" >&2; }
stop() { warn "$*"; exit 1; }

# The configuration; backup.conf.example explains each.
declare -A POSTGRES=() PREFIX=() SQLITE=()
FOLDERS=() BUCKETS=() FROZEN=()
AUDIT=dezky FREEZE=none VOLUME='' TEXTFILES='' DRILL_PREFIX='' DEZKY=''
KEEP=(--keep-daily 14 --keep-weekly 8 --keep-monthly 12)
CHECKED=5%
[ -r "$BACKUP_HOME/backup.conf" ] || stop "$BACKUP_HOME/backup.conf is missing: begin with backup.conf.example."
# shellcheck source=backup.conf.example
. "$BACKUP_HOME/backup.conf"

staging=$BACKUP_STATE/staging

# boxes: their names, a line each.
boxes() {
    local found=0 folder
    for folder in "$BACKUP_HOME"/boxes/*/; do
        [ -r "$folder/repository" ] || continue
        basename "$folder"
        found=1
    done
    [ $found = 1 ] || stop "$BACKUP_HOME/boxes has no box: a folder with the files repository and password."
}

# at BOX ARGUMENT…: restic there.
at() {
    local box=$1
    shift
    RESTIC_CACHE_DIR=$BACKUP_STATE/cache restic --quiet \
        --repository-file "$BACKUP_HOME/boxes/$box/repository" --password-file "$BACKUP_HOME/boxes/$box/password" "$@"
}

# sqlite ARGUMENT…: waits for whoever writes, a minute at most.
sqlite() { sqlite3 -cmd '.timeout 60000' "$@"; }

# pg NAME TOOL ARGUMENT…: a tool of PostgreSQL's on that database, wherever it runs.
pg() {
    local name=$1 tool=$2 prefix
    shift 2
    read -ra prefix <<<"${PREFIX[$name]:-}"
    "${prefix[@]}" "$tool" -d "${POSTGRES[$name]}" "$@"
}

# told WHAT [BOX]: writes down for node-exporter when it last succeeded.
told() {
    [ -n "$TEXTFILES" ] || return 0
    local file="$TEXTFILES/dezky_$1${2:+_$2}.prom" labels=''
    [ -z "${2:-}" ] || labels="{repository=\"$2\"}"
    mkdir -p "$TEXTFILES"
    printf 'dezky_%s_success_timestamp_seconds%s %s\n' "$1" "$labels" "$(date +%s)" >"$file.new"
    chmod 644 "$file.new"
    mv "$file.new" "$file"
}

# What an event is for good. A tenant may be found later, and a story's parts join it: those columns change.
STEADY='seq, id, source, position, occurred_us, occurred_known, observed_us, actor_kind, actor_id, actor_name, action,
    class, target_kind, target_id, target_name, outcome, ip, user_agent, request, words, changes, raw, raw_sha256, format,
    space_id, account_id, haystack, on_behalf, telling'

# ask KIND WHERE-IT-IS SQL: an answer. KIND is `postgres` and the place a name of POSTGRES, or `sqlite` and a file. Within
# SNAPSHOT, if one is set, whatever is written meanwhile.
ask() {
    if [ "$1" = sqlite ]; then
        sqlite -readonly "$2" "$3"
    else
        local before=''
        [ -z "${SNAPSHOT:-}" ] || before="BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT '$SNAPSHOT';"
        pg "$2" psql -qAtX -v ON_ERROR_STOP=1 -f - <<<"$before $3;"
    fi
}

# rows KIND WHERE-IT-IS COLUMNS CONDITION: the audit history in its order, a row a line.
rows() {
    local columns=$3 each
    if [ "$1" = postgres ]; then
        # COPY escapes what would end a line.
        ask "$1" "$2" "COPY (SELECT $columns FROM audit_event WHERE $4 ORDER BY seq) TO STDOUT"
    else
        [ "$columns" != '*' ] || columns=$(ask "$1" "$2" "SELECT group_concat(name) FROM pragma_table_info('audit_event')")
        # Bytes and quotes by quote(), and what would end a line by JSON.
        each=$(tr -d ' \n' <<<"$columns" | sed 's/[^,]\+/quote(&)/g')
        ask "$1" "$2" "SELECT json_array($each) FROM audit_event WHERE $4 ORDER BY seq"
    fi
}

# sum KIND WHERE-IT-IS COLUMNS CONDITION: SHA-256 over these rows. Fails if any of them couldn't be read: a sum over nothing
# would be like any other sum over nothing.
sum() {
    local said
    said=$(set -o pipefail; rows "$@" | sha256sum) || return 1
    printf '%s\n' "${said%% *}"
}

# history_of KIND WHERE-IT-IS: what an audit history is known by, a word and its value on each line.
history_of() {
    local counted all count first last
    counted=$(ask "$1" "$2" "SELECT count(*), coalesce(min(seq), 0), coalesce(max(seq), 0) FROM audit_event") || return 1
    all=$(sum "$1" "$2" '*' 'seq >= 0') || return 1
    IFS='|' read -r count first last <<<"$counted"
    printf 'rows %s\nfirst %s\nlast %s\nall %s\n' "$count" "$first" "$last" "$all"
}

# value WORD FILE: of such a note.
value() { sed -n "s/^$1 //p" "$2"; }

# differences KIND RUNNING RESTORED LAST: how what runs differs from what was restored, up to that event: how many rows were
# changed, how many came in between, how many are gone. Both are read side by side, a row of each at a time.
differences() {
    local kind=$1 running=$2 restored=$3 last=$4
    whole() { rows "$kind" "$1" "$STEADY" "seq <= $last" && echo END; }
    awk -v running=<(whole "$running") -v restored=<(whole "$restored") '
        # PostgreSQL: 12<tab>…, SQLite: ["12",…
        function key(line) { sub(/^\["/, "", line); return line + 0 }
        function next_of(file,   line) {
            if ((getline line < file) <= 0) { broken = 1; return "END" }
            return line
        }
        BEGIN {
            a = next_of(running); b = next_of(restored)
            while ((a != "END" || b != "END") && !broken) {
                if (a != "END" && (b == "END" || key(a) < key(b))) { between++; a = next_of(running) }
                else if (b != "END" && (a == "END" || key(b) < key(a))) { gone++; b = next_of(restored) }
                else { if (a != b) changed++; a = next_of(running); b = next_of(restored) }
            }
            if (broken) exit 1
            print changed + 0, between + 0, gone + 0
        }'
}
