# Provisioning: how far a tenant is in the engines, what went wrong, what isn’t as wanted; how it ends; jobs.

## A tenant’s page

tenant-parts = Parts of this tenant
tenant-tab-provisioning = Provisioning
tenant-tab-objects = Objects
tenant-tab-close = Close or delete
tenant-has = Has: { $services }. A service that is there stays until the tenant ends.
tenant-extend = Save
tenant-made = Created:
provision-again = Try again now
provision-begin-again = Provision again
provision-cancel = Cancel provisioning…
provision-pause = Pause provisioning
provision-resume = Go on
provision-none-title = Not provisioned from here
provision-none = This tenant is a record alone: its mail and files were made elsewhere and are looked after there. Nothing of it is watched or changed from here.
look-again = Look again

## How far it is

run-failed = Needs a person
run-trying = Waiting to try again
run-working = Being set up
run-drifted = Differs from what is wanted
run-paused = Paused
run-cancelled = Cancelled
run-as_wanted = As wanted
run-none = Not provisioned

## Steps

steps-title = Steps
steps-done = { $done } of { $all } done.
steps-goes-on = Closing this page stops nothing.
steps-paused = { $done } of { $all } done. Paused: nothing is looked at or changed.
steps-events = Events of this tenant
steps-folded = { $count ->
    [one] Show the one that is done
   *[other] Show the { $count } that are done
}
steps-said = What has just changed
step-waiting = Not yet
step-running = Running
step-trying = Waiting to try again
step-done = Done
step-drifted = Changed
step-failed = Failed
step-cancelled = Cancelled
step-said = { $step }: { $state }
step-again = Try again from here
step-again-named = Try again from here: { $step }
step-tries = { $count ->
    [one] 1 try
   *[other] { $count } tries
}
step-try = try { $count }
step-cut = Access is taken away, what is there stays.
step-gone = Is removed.
step-adopted = Found, adopted.
step-drifted-why = It is no longer as wanted.
step-next = Next try at { $time }.

## What an object is called: in the middle of a sentence

thing-mapping = sign-in mapping { $key }
thing-group = group { $key }
thing-application = application { $key } with provider and binding
thing-brand = sign-in page of { $key }
thing-person = person { $key }
thing-sessions = sessions of { $key }
thing-second_factor = second factors of { $key }
thing-domain = mail domain { $key }
thing-dkim = DKIM keys of { $key }
thing-mailbox = mailbox { $key }
thing-mailing_list = mailing list { $key }
thing-space = space { $key }
thing-account = account { $key }
thing-share = access of { $key }
thing-share-in = access of { $key } to space { $space }
thing-realm = chat { $key }
thing-route = route { $key }
thing-invitation = invitation to { $key }
thing-notice = notice to { $key }
thing-in = { $thing } in { $system }
mail-server = The mail server

## What went wrong. The page puts the status and the full stop after it.

trouble-unreachable = { $system } can’t be reached
trouble-timeout = { $system } didn’t answer in time; it may have been done all the same
trouble-too_many = { $system } answered “too many requests”
trouble-server = { $system } has a fault of its own
trouble-credentials = { $system } doesn’t accept our credentials
trouble-not_yet = { $system } is still at it, or what it needs is not there yet
trouble-conflict = { $system } has such an object already, and it isn’t ours
trouble-rejected = { $system } finds the request wrong
trouble-licence = { $system } needs a licence for this that it doesn’t have
trouble-unexpected = { $system } sent an answer that we can’t read
trouble-not_taken = { $system } said yes and still shows something else
trouble-by_hand = In { $system } somebody has to do this by hand

## Services and agreement

services-title = Services
service-of-identity = Identity
service-of-mail = Mail
service-of-files = Files
service-of-chat = Chat
service-of-route = Route
far-as-wanted = As wanted
far-being-made = Being made
far-in-trouble = In trouble
far-not-yet = Not yet
far-changed = Changed
far-not-included = Not included
agreement-title = Agreement
agreement-storage = Storage

## Drift

drift-title = Drift
drift-objects = { $count ->
    [one] 1 object
   *[other] { $count } objects
}
drift-looked = { $count ->
    [0] Looked at { $time }. No difference in { $objects }.
    [one] Looked at { $time }. 1 difference in { $objects }.
   *[other] Looked at { $time }. { $count } differences in { $objects }.
}
drift-none = Everything is as wanted.
drift-unfinished = Nothing was changed in the engines. What isn’t done yet stands above.
drift-not-looked = Not looked at yet.
drift-repair = { $count ->
    [one] Repair 1 difference…
   *[other] Repair { $count } differences…
}
drift-repair-what = You see each call before it is made.
drift-choose = Choose
drift-choose-named = Repair { $name }
drift-object = Object
drift-wanted = Wanted
drift-seen = Seen
drift-repair-how = Repair
drift-missing = Missing
drift-changed = Changed
drift-extra = Extra
drift-unwanted = not wanted
drift-nothing = nothing
drift-present = present
drift-absent = not there
drift-more = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
repair-create = Create
repair-set-back = Set back
repair-cut = Take access away
repair-remove = Remove
repair-leave = Leave it

## A repair before it runs

plan-title = Repair plan
plan-about = { $count ->
    [one] { $calls } for 1 difference. Nothing was changed yet.
   *[other] { $calls } for { $count } differences. Nothing was changed yet.
}
plan-calls = { $count ->
    [0] No call
    [one] 1 call
   *[other] { $count } calls
}
plan-nothing-chosen = Nothing was chosen.
plan-run = { $count ->
    [one] Repair 1 difference
   *[other] Repair { $count } differences
}
plan-empty-title = Nothing to repair
plan-empty = Choose at least one difference on the tenant’s page.
plan-back = Back to the differences
plan-destroys-title = Something is destroyed
plan-destroys = The calls that are marked can’t be taken back.
plan-not-now = Can’t be planned now
plan-as-wanted = As wanted by now: nothing to do.
plan-differences = Differences of { $name }
plan-call-destroys = Destroys
plan-no-body = Nothing is sent with it.

## How a tenant ends

tenant-suspend-title = Suspend
tenant-suspend = Suspend…
tenant-suspend-what = Everybody’s access ends at once. Everything is kept, and resuming brings it back.
tenant-suspended-what = Nobody gets in at the moment. Everything is kept.
tenant-resume = Resume
tenant-close-title = Close
tenant-close = Close…
tenant-close-what = Gives notice. Access ends at once, the owners are told, and the data is kept until the grace period is over.
tenant-closing-what = Access has ended, the data is still kept. Until it is deleted, this can be taken back.
tenant-keep = Take the closing back
tenant-delete-title = Delete
tenant-delete = Delete…
tenant-delete-now = The grace period is over. Deleting destroys everything in every engine, for good.
tenant-delete-from = It can be deleted from { $day } on.
tenant-delete-later = A tenant is closed first, and can be deleted when its grace period is over.

## Questions before something ends

ask-no = Go back
ask-happens = This happens:
ask-cancel = Cancel the provisioning of { $tenant }?
ask-cancel-stops = Nothing is tried any more.
ask-cancel-stays = What is made already stays.
ask-cancel-again = It can be begun again later.
ask-cancel-yes = Cancel provisioning
ask-suspend = Suspend { $tenant }?
ask-suspend-access = All sessions end, and nobody can sign in.
ask-suspend-keeps = People, mail and files are kept.
ask-suspend-back = Resuming brings everything back.
ask-suspend-yes = Suspend { $tenant }
ask-close = Close { $tenant }?
ask-close-access = All sessions end now, and nobody can sign in.
ask-close-grace = The data is kept until the grace period is over. Its last day then stands on the tenant’s page.
ask-close-told = The owners are told by e-mail.
ask-close-back = Until it is deleted, the closing can be taken back.
ask-close-yes = Close { $tenant }
ask-delete = Delete tenant { $tenant }?
ask-delete-destroys = This destroys, for good:
ask-delete-stays = The audit record stays.
ask-delete-type = Type the short name to confirm: { $slug }
ask-delete-yes = Delete { $tenant }
destroys-mailboxes = { $count ->
    [one] 1 mailbox with its mail
   *[other] { $count } mailboxes with their mail
}
destroys-lists = { $count ->
    [one] 1 mailing list
   *[other] { $count } mailing lists
}
destroys-domains = { $count ->
    [one] 1 mail domain with its keys
   *[other] { $count } mail domains with their keys
}
destroys-spaces = { $count ->
    [one] 1 space with its files
   *[other] { $count } spaces with their files
}
destroys-chat = the chat, as soon as somebody deletes it in Zulip by hand
destroys-people = { $count ->
    [one] the access of 1 person
   *[other] the access of { $count } people
}
destroys-groups = { $count ->
    [one] 1 group
   *[other] { $count } groups
}

## Jobs

jobs-count = { $count ->
    [0] No job waits.
    [one] 1 job waits or runs.
   *[other] { $count } jobs wait or run.
}
jobs-none-title = Nothing to do
jobs-none = What is asked for stands here until it is done, with when it runs and what went wrong. At the moment all of it is done.
job-kind = Job
job-kind-reconcile = Set up and keep as wanted
job-kind-reattribute = Give events to their tenant
job-kind-batch = Act on many people
job-about = About
job-state = State
job-when = Run or next try
job-attempts = Attempts
job-worker = Worker
job-error = Last error
job-state-pending = Waiting
job-state-running = Running
