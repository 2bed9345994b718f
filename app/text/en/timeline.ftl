# The audit timeline, an event's own page, the sources, the quarantine.

## The timeline

timeline-title = Timeline
timeline-about = What happened in every system, newest first.
timeline-about-tenant = What happened in this workspace, newest first.
timeline-today = { $count ->
    [one] 1 event today.
   *[other] { $count } events today.
}
timeline-search = Person, object, address, request
day-quiet = Nothing yet today
older = Load older
newest = Back to the newest
shown = { $shown } shown.
oldest = Oldest kept:
no-tenant = No tenant

# A moment of another day.
moment = { $day } { $month }, { $time }
moment-year = { $day } { $month } { $year }, { $time }

## Live. The page itself fills in the number of events and the time.

live = Live
live-stopped = Stopped at { $time }
live-new = { $n ->
    [one] 1 new event
   *[other] { $n } new events
}
live-shown = { $n ->
    [one] 1 new event shown
   *[other] { $n } new events shown
}
live-failed = Couldn’t load them. Try again

## Filters

filter-time = Time
filter-tenant = Tenant
filter-source = Source
filter-who = Who
filter-what = What
filter-target = Target
filter-outcome = Outcome
filter-apply = Filter
filter-from = From
filter-until = Until
filter-tenant-field = Short name
filter-who-field = Exact name or id
filter-what-field = Action, such as file_create
filter-target-field = Exact name or id
time-hour = Last hour
time-today = today
time-yesterday = yesterday
time-week = last 7 days
time-from = from { $from }
time-until = until { $until }
time-between = { $from } to { $until }

## Nothing to show

empty-yet = Nothing has happened yet
empty-yet-text = As soon as somebody signs in or a source reports, it stands here.
empty-yet-text-tenant = As soon as somebody signs in or changes a file, it stands here.
empty-sources = Look at the sources
empty-filter = No events like this
empty-filter-text = Nothing fits all filters together. Names must be exact; the search finds parts of words.
empty-span = { $others ->
    [yes] Nothing found for the time “{ $span }” and the other filters.
   *[no] Nothing happened in this time: { $span }.
}
empty-end = There are no older events.
empty-oldest = The oldest we keep is from { $day }.
empty-clear = Show everything

## The day in quarters of an hour

strip-events = Events
strip-refused = Refused
strip-lost = Lost
strip-skip = Skip the day’s bars
strip-label = Events per quarter of an hour today.
strip-peak = Most at { $time }: { $count }.
strip-refusals = { $count ->
    [0] Nothing was refused.
    [one] 1 was refused.
   *[other] { $count } were refused.
}
strip-gaps = Records are missing around { $times }.
strip-quarter = { $count ->
    [one] { $time }, 1 event
   *[other] { $time }, { $count } events
}
strip-quarter-lost = { $count ->
    [one] { $time }, 1 event, records are missing
   *[other] { $time }, { $count } events, records are missing
}

## Gaps

gap = { $source }: records lost, found at { $until }
gap-bytes = { $source }: { $bytes } lost, found at { $until }
gap-since = { $source }: records lost, { $since } to { $until }
gap-bytes-since = { $source }: { $bytes } lost, { $since } to { $until }
gap-others = What happened in the other systems in that time is complete.
gap-look = Look at the source
gap-cause-truncated = The log was cut short before it was read to its end.
gap-cause-rewritten = The log holds something else than what had been read.
gap-cause-vanished = The log went away before it was read to its end.
gap-cause-restarted = The server began anew. What it had not sent before is lost: it keeps that in memory only.
gap-cause-discarded = What was not taken within five minutes Stalwart stopped sending.
gap-cause-too_much = More came at once than is taken. Its beginning is in quarantine.

## One event

event = Event
event-parts = Parts of this event
event-facts = Facts
event-words = Other fields
event-on-line = Show on the timeline
tab-story = Story
tab-raw = Raw record
format-ocis = OCIS
format-relay = Older relay format

fact-happened = Happened
fact-seen = Seen
fact-who = Who
fact-target = Target
fact-action = Action
fact-tenant = Tenant
fact-why = Why here
fact-source = Source
fact-from = From
fact-request = Request
fact-class = Kind
fact-outcome = Outcome
fact-actor-id = Actor id
fact-target-id = Id of the target
fact-agent = Browser
fact-position = Position
fact-format = Format
fact-length = Length

happened-unknown = no time in the record; seen at { $seen }
seen-first = then, for the first time
seen-same = in the same commit
seen-later = { $span } later
seen-before = { $span } before: the clocks differ

changes = Before and after
change-field = Field
change-before = Before
change-after = After
change-nothing = not told

raw-redacted = This is the record as it was stored. Secrets in it were replaced by *** before that; the checksum is of the original.
raw-relay = It came in the older relay format.
raw-none = Dezky made this record itself, so there is no other one behind it.

## Words of events

class-mutation = Change
class-security = Security
class-gap = Gap
class-unknown = Not understood

outcome-done = Done
outcome-refused = Refused
outcome-failed = Failed

reason-down = Provider didn’t answer
reason-denied = Provider said no
reason-stale = Too late, or twice
reason-wrong = Answer not trusted
reason-busy = Too many tries

attribution-own = recorded by Dezky itself
attribution-space = by the space it happened in
attribution-account = known by the account
attribution-correlated = by other records of the same file or link
attribution-actor = by who did it, who may act elsewhere too
attribution-platform = of the platform itself
attribution-none = nothing in the record says whose it is

actor-kind-person = person
actor-kind-partner = partner
actor-kind-service = service
actor-kind-unknown = not told by the record

target-kind-file = file
target-kind-folder = folder
target-kind-node = file or folder
target-kind-share = share
target-kind-link = public link
target-kind-space = space
target-kind-user = user
target-kind-group = group
target-kind-tenant = tenant
target-kind-person = person
target-kind-session = session
target-kind-sign_in = sign-in
target-kind-path = address
target-kind-log = log

## Sources

sources-title = Sources
sources-about = Where the timeline hears from, how far it has read, and what it could not read.
source-platform = Platform
source-listens-platform = Written in the same commit as the change.
source-listens-file = { $file }, followed.
source-listens-authentik = API and webhook.
source-listens-ocis = Audit log.
source-listens-stalwart = Webhook and log file.
source-kept = { $count ->
    [one] 1 event kept.
   *[other] { $count } events kept.
}
source-off = Not connected yet. Nothing from here stands on the timeline.
source-state-complete = Complete
source-state-gaps = { $count ->
    [one] 1 gap
   *[other] { $count } gaps
}
source-state-behind = { $size } behind
source-state-failing = Silent
source-state-silent = Silent since { $time }
source-state-waiting = Waiting for its file
source-state-off = Not connected
source-strip = { $source }: records per quarter of an hour today
source-position = position
source-last = last
source-no-event = nothing yet
source-error = The last attempt failed:
dropped = { $count ->
    [one] 1 read counted, not kept
   *[other] { $count } reads counted, not kept
}
dropped-title = Reads counted, not kept
dropped-action = Action
dropped-count = Count
num-lag = Lag
num-hour = Last hour
num-quarantined = Quarantined
num-gaps = Gaps
lag-none = none

## The ledger of gaps and quarantine

ledger-title = Gaps and quarantine
ledger-about = Known to be lost or unread. Nothing is dropped without a line here.
ledger-empty = Nothing lost, nothing unread
ledger-empty-text = A gap in a source or a record that can’t be read gets a line here, with the reason.
ledger-when = When
ledger-source = Source
ledger-what = What
ledger-amount = Amount
ledger-why = Why
ledger-state = State
ledger-act = Act
ledger-gap = Gap
ledger-quarantined = Quarantined record
ledger-unknown = unknown
ledger-lost = Lost
ledger-kept = Kept, unread
ledger-around = Around it
ledger-bytes = Show bytes

unreadable-not_json = The line isn’t JSON.
unreadable-not_an_object = The line is JSON, but no record.
unreadable-not_utf8 = The line isn’t UTF-8.
unreadable-too_long = The line is longer than a record may be.
unreadable-too_deep = The record is nested too deeply.
unreadable-no_action = Nothing in the record says what was done.
unreadable-cut_off = The line has no end: what is missing may be half a number.
unreadable-refused = The database refused the record.

quarantine-title = Quarantined record
quarantine-text = As text
quarantine-about = Control bytes are made visible, secrets were replaced before the record was stored.
quarantine-first = Only the first { $bytes } were kept.
quarantine-hex = { $bytes ->
    [one] The first byte
   *[other] The first { $bytes } bytes
}

## Amounts

bytes = { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}
span-minutes = { $high } min { $low } s
span-hours = { $high } h { $low } min
span-days = { $high } d { $low } h

## Entries and what tells of the same act

filter-noise = Noise
noise-shown = shown
noise-hidden = { $count ->
    [one] Show { $count } hidden today
   *[other] Show { $count } hidden today
}
not-by-dezky = Not made by Dezky
fact-on-behalf = On behalf of
seen-skewed = { $span } before it happened: its clock is ahead of ours
event-whole = The whole act
tally = : { $records ->
    [one] { $records } record
   *[other] { $records } records
} in { $systems ->
    [one] { $systems } system
   *[other] { $systems } systems
}, { $span }
burst-story = Its whole story
burst-more = { $count ->
    [one] Show the other record
   *[other] Show the other { $count } records
}
confirm-title = Confirmed by
confirm-later = +{ $span }

## Deciding about sources and unread records

source-reader = Read by
source-pause = Pause
source-pause-of = Pause { $source }
source-resume = Go on
source-resume-of = Go on reading { $source }
source-state-paused = Paused
source-paused = Paused. It goes on where it stopped.
source-resumed = It is being read again.
files-all = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
files-title = Files of this source
files-name = File
files-position = Position
files-size = Size
files-lag = Unread
files-read = Last read
files-done = read to its end
quarantine-settle = What to do with it
quarantine-again-about = After an update of Dezky it may be readable. Then it gets its place on the timeline.
quarantine-cut = It was longer than what is kept of it, so it can’t be read again.
quarantine-again = Read it again
quarantine-again-alike = Read all that wait for the same reason
quarantine-alike = Also discard the others of this source that wait for the same reason
quarantine-why = Reason for discarding it
quarantine-why-hint = Kept beside the record, with your name.
quarantine-discard = Discard record
quarantine-was-read = Read after all: { $at }
quarantine-was-discarded = Discarded by { $by }, { $at }: { $why }
quarantine-read = It was read and is on the timeline now.
quarantine-read-alike = What can be read by now is on the timeline. The rest waits.
quarantine-discarded = Discarded. The record and your reason stay.
wrong-reason = Say why it may go.
wrong-still-unreadable = It still can’t be read.
wrong-source = Dezky’s own record can’t be paused.

export = Export
export-csv = Table (CSV)
export-ndjson = Everything, a JSON object a line

## Saved views

views = Saved views
views-all = Everything
view-save = Save view
view-name = Name of the view
view-hint = Keeps the filters and the search, not the span of time.
view-keep = Save
view-remove = Remove view
view-remove-named = Remove the view “{ $name }”
view-removed = View removed.
wrong-view-name = A name has 1 to 40 characters, on one line.
view-name-taken = There is a view of this name already.
view-of-all = Filter for something first.
views-full = There are 20 views already. Remove one first.
target-kind-view = view
act-view-save = { $actor } saved the view { $target }
act-view-remove = { $actor } removed the view { $target }
