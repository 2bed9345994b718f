# A tenant at a glance, what it decides for itself, and one’s own page.

nav-overview = Overview
nav-settings = Settings

## At a glance

overview-about = How { $tenant } is, and what waits for somebody.
overview-tasks = Waiting for somebody
overview-nothing = Nothing waits.
overview-numbers = In numbers
overview-domain = { $count ->
    [one] { $domain }: 1 record needs attention
   *[other] { $domain }: { $count } records need attention
}
overview-requests = { $count ->
    [one] 1 person asks to be let in
   *[other] { $count } people ask to be let in
}
overview-invited = { $count ->
    [one] 1 invitation is open
   *[other] { $count } invitations are open
}
overview-partners = { $count ->
    [one] 1 partner may act here
   *[other] { $count } partners may act here
}
overview-look = Look
overview-decide = Decide
overview-trouble = { $count ->
    [one] In trouble: 1 thing
   *[other] In trouble: { $count } things
}
overview-at-it = The platform’s operators see this.
overview-used = Used
overview-quota = Quota

## Settings

settings-about = What holds for this workspace. What you leave empty is as the platform has it.
settings-language = Language
settings-language-label = Usual language
settings-language-hint = Of letters, and for people who chose none and whose browser asks for none that we speak.
settings-language-none = As the browser asks
settings-sessions = Sessions
settings-idle = Minutes without a request after which a session ends
settings-idle-hint = 5 or more. The platform’s: { $count }.
settings-hours = Hours after the sign-in at which a session ends
settings-hours-hint = 1 or more. The platform’s: { $count }.
settings-retention = Timeline
settings-retention-label = Days that events are kept
settings-retention-hint = 30 to 3,650. The platform’s: { $count }. What is older is deleted for good within the day.
settings-retention-hint-ever = 30 to 3,650. The platform keeps events for ever. What is older is deleted for good within the day.
settings-forget = Delete what is older for good
retention-shorter = Events are kept for a shorter time by this: what is older is deleted for good, here and for everybody. Tick that it may be, and save again.
settings-alerts = Alerts
settings-alerts-label = Addresses that are told
settings-alerts-hint = Of new owners, many failed sign-ins and access by partners. At most 5, with commas between them.
settings-saved = Saved.
longer-than-platform = This is longer than the platform’s own. Enter less, or nothing.
wrong-number = Enter a whole number within the limits above, or nothing.
too-many-addresses = At most 5 addresses can be told.

## Alerts to a tenant

channel-tenant = Letter to the tenant
letter-alert-what-tenant = See on your timeline what happened:
letter-alert-button-tenant = Open the timeline
letter-alert-why-tenant = You get this because your address stands in the settings of { $tenant }.

## One’s own page

me-name-hint = What you are called here, and in mail, files and chat.
me-name-change = Change name
me-renamed = Name changed.
me-apps = Order of your apps
me-apps-what = Pin and order the tiles on your start page.
me-apps-arrange = Arrange apps
me-sign-ins = Last sign-ins
me-sign-ins-what = The last ten. If one wasn’t you, end its session and set a new password.
sign-in-done = Signed in
me-recovery = Password and second factor
me-recovery-what = Your sign-in service keeps them. Change them there.
me-recovery-ask = Your sign-in service keeps them. If you are locked out, ask an administrator of your workspace for a new link.
me-recovery-open = Open the sign-in service
me-export = Your data
me-export-what = Everything that this platform keeps of you, as a JSON file. That you took it stands on the timeline.
me-export-get = Take your data along

## On the timeline

act-settings-change = { $actor } changed the settings of { $target }
act-me-rename = { $actor } is now called { $target }
act-me-export = { $actor } took their own data along
act-audit-expire = { $has-count ->
    [yes] { $actor } removed { $count } events that were older than they are kept
   *[no] { $actor } removed events that were older than they are kept
}
service-retention = Retention
field-language = language
field-idle_minutes = minutes until a session ends
field-session_hours = longest session in hours
field-retention_days = days that events are kept
field-alert_mail = addresses that are told
