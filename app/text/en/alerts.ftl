# Alerts: the page, the letter, the records of what became of them.

nav-alerts = Alerts
nav-alerts-line = What somebody must hear of, and who was told
alerts-about = What somebody must hear of, and how they were told.
alerts-open = Open
alerts-closed = Closed
alerts-closed-none = No alert has ended yet.
alerts-none-title = No alert is open
alerts-none = As soon as a rule below finds something, it stands here with everybody who was told.
alerts-nobody-title = Nobody is told of alerts
alerts-nobody = They stand on this page only. Set alerts.mail or alerts.webhook in the configuration.
alerts-watched = What is watched
alerts-watched-about = These are settings of the configuration. A secret is never shown.

## What is watched for

rule-source_silent = Silent source
rule-gap = Lost records
rule-quarantine = Unreadable records
rule-failed_sign_ins = Many failed sign-ins
rule-new_owner = New owner
rule-partner_access = Access by a partner

## What happened. $time is when it began.

alert-source_silent = { $about } has said nothing since { $time }.
alert-gap = { $count ->
    [one] Records of { $about } were lost before they were read.
   *[other] Records of { $about } were lost { $count } times before they were read, first at { $time }.
}
alert-quarantine = { $count ->
    [one] 1 record of { $about } can’t be read.
   *[other] { $count } records of { $about } can’t be read.
}
alert-failed_sign_ins = { $kind ->
    [address] { $count ->
        [one] 1 failed sign-in from { $about } since { $time }.
       *[other] { $count } failed sign-ins from { $about } since { $time }.
    }
   *[actor] { $count ->
        [one] 1 failed sign-in of { $about } since { $time }.
       *[other] { $count } failed sign-ins of { $about } since { $time }.
    }
}
alert-new_owner = { $has-tenant ->
    [yes] { $about } was made an owner of { $tenant }.
   *[no] { $about } was made an owner.
}
alert-partner_access = { $has-tenant ->
    [yes] { $about } acted in { $tenant } as a partner.
   *[no] { $about } acted as a partner.
}
alert-several = { $count ->
    [one] It happened once more than can be told one by one, since { $time }.
   *[other] It happened { $count } times more than can be told one by one, since { $time }.
}
alert-others = several others

## One alert

alert-one = Alert
alert-what = What happened
alert-about = About
alert-rule = Rule
alert-state = State
alert-since = Since
alert-opened = Opened
alert-seen = Last noticed
alert-count = How often
alert-history = Opened: { $opened }. { $count ->
    [one] It happened once.
   *[other] It happened { $count } times, last noticed: { $seen }.
}
alert-open-sources = Open the sources
alert-end = Closed
alert-how = How
alert-end-itself = By itself
alert-end-by = { $name }: { $note }
alert-acknowledge = Acknowledge
alert-acknowledge-ask = Acknowledge…
alert-acknowledge-what = Closes this alert. If it happens again, a new one opens and everybody is told again.
alert-acknowledge-lasts = Closes this alert. As long as nothing new comes of it, no other one opens.
alert-note = Note
alert-note-hint = What it was, or what was done. The note stands on the timeline too.
alert-acknowledge-done = Acknowledged.
wrong-note = A note has 1 to 500 characters.
alert-closed-already = This alert has ended already.

## Deliveries

alert-deliveries = Told
alert-told-nobody = Nobody was told.
alert-receiver = The receiver
channel-mail = Letter
channel-webhook = Webhook
delivery-waiting = Waiting
delivery-sent = Sent
delivery-failed = Not delivered
alert-tries = { $count ->
    [one] 1 try
   *[other] { $count } tries
}
alert-next = next try at { $time }
alert-not-delivered = { $count ->
    [one] 1 not delivered
   *[other] { $count } not delivered
}
alert-again = Send again
alert-again-to = Send again to { $to }
alert-again-done = It is sent again now.
alert-sent-already = This was sent already.

## Settings

alert-on = On
alert-off = Off
alert-silent-minutes = { $source }: { $minutes } min
alert-silent-never = { $source }: never
alert-sign-ins = { $count } within { $minutes } min, of one account or from one address
alert-quiet = Closes by itself
alert-quiet-minutes = { $minutes } min after it last happened
alert-letters = Letters to
alert-nobody = Nobody
alert-nowhere = None

## The letter

letter-alert-subject = { $platform }: { $rule }, { $about }
letter-alert-opened = Opened: { $time }.
letter-alert-tenant = Tenant: { $tenant }.
letter-alert-what = See what happened, and say that you have seen it:
letter-alert-button = Open the alert
letter-alert-why = You get this because your address stands in the configuration of { $platform }.

## What became of them, on the timeline

act-alert-opened = { $has-rule ->
    [yes] { $actor } opened an alert about { $target }: { $rule }
   *[no] { $actor } opened an alert about { $target }
}
act-alert-closed = { $has-rule ->
    [yes] { $actor } closed the alert about { $target }: { $rule }
   *[no] { $actor } closed the alert about { $target }
}
act-alert-acknowledged = { $has-rule ->
    [yes] { $actor } acknowledged the alert about { $target }: { $rule }
   *[no] { $actor } acknowledged the alert about { $target }
}
act-alert-again = { $has-recipient ->
    [yes] { $actor } had the alert about { $target } sent again to { $recipient }
   *[no] { $actor } had the alert about { $target } sent again
}
act-alert-sent = { $has-recipient ->
    [yes] { $actor } told { $recipient } of the alert about { $target }
   *[no] { $actor } told somebody of the alert about { $target }
}
act-alert-undelivered = { $has-recipient ->
    [yes] { $actor } couldn’t tell { $recipient } of the alert about { $target }
   *[no] { $actor } couldn’t tell anybody of the alert about { $target }
}
service-alerts = Alerting
target-kind-alert = alert
