# Arriving: landing, sign-in, launcher, one's own page.

## Landing

landing-claim-door = One door to your work.
landing-claim-desk = One desk to run it.
landing-what = Mail, files, office, calendar, chat and meetings for your company, under your own name, on open source, in European data centres.
door-title = Go to your workspace
door-address = Work address
door-example = name@company.example
door-continue = Continue
door-hint = We look up your company’s workspace and take you to its own sign-in page.
door-to = Sign in to { $name }
door-opens = Your company’s sign-in page opens.
landing-behind = What is behind the door
landing-mail = Mail and calendar
landing-files = Files
landing-office = Office
landing-chat = Chat
landing-identity = Identity
landing-proof = Proof
landing-own-timeline = { $platform } timeline
landing-promise = What you can hold us to
landing-see = You see who did what
landing-see-line = Every change stands on one line of time, including ours. Where a record is missing, the line says so and counts it.
landing-leave = You can leave
landing-leave-line = Every program behind the door is open source, and mail, files and calendars leave by open protocols.
landing-alone = Nobody looks over your shoulder
landing-alone-line = No page loads anything from anybody else: no fonts, no trackers, no pictures.
legal-imprint = Imprint
legal-privacy = Privacy
hosted-in =
    { $place ->
        [EU] Hosted in the EU
       *[other] Hosted in { $place }
    }

## A sign-in that didn’t work

refused-down-title = The sign-in service doesn’t answer
refused-down = Nothing is lost and nothing was changed. Try again in a minute. If it lasts, tell whoever looks after your workspace.
refused-denied-title = The sign-in service said no
refused-denied = Your account may not come in here, or the sign-in was cancelled. If you should have access, your administrator can give it to you.
refused-stale-title = This sign-in is no longer valid
refused-stale = It took too long, was used before, or was begun in another window. Begin again: it takes a moment.
refused-wrong-title = We couldn’t trust the answer
refused-wrong = The sign-in service sent an answer that doesn’t belong to this sign-in. We didn’t use it, and nobody was signed in. Try again. If it happens again, give your administrator the reference.
refused-busy-title = Too many sign-ins from your network
refused-busy = For a minute we take no more of them. Wait a little, then try again.

## Choice of workspace

workspaces-title = Your workspaces
workspaces-yours = Where you belong
workspaces-console = The platform
workspaces-none-title = You have no workspace yet
workspaces-none = { $email } belongs to no workspace. Ask your company’s administrator to add this address. If you have another one, sign out and use it.
nav-tenants-line = Workspaces, brands, what is whose
nav-timeline-line = What happened, in every system
nav-sources-line = Where we hear from, and what is missing
nav-jobs-line = What was asked for and isn’t done yet
nav-people-line = Everybody on the platform, and where they belong

## Launcher

# The poster’s date: weekday and day stand above it.
poster-month = { $month } { $year }, week { $week }
launcher-title = Apps
launcher-heading = Apps of { $tenant }
launcher-filter = Filter apps
launcher-apps = Your apps
launcher-links = From { $tenant }
launcher-empty-title = No apps yet
launcher-empty = The apps that { $tenant } switches on appear here. Your administrator knows which ones are planned.
launcher-no-match-title = Nothing called “{ $text }”
launcher-no-match = Search for a part of a name, such as “mail”.
launcher-show-all = Show all apps
launcher-why = Why can’t I see an app?
launcher-ask = Ask for it:

app-mail = Mail
app-mail-line = Inbox and shared mailboxes
app-calendar = Calendar
app-calendar-line = Yours, teams, rooms
app-files = Files
app-files-line = Spaces and shares
app-office = Office
app-office-line = Text, tables, slides
app-chat = Chat
app-chat-line = Channels and direct messages
app-meet = Meet
app-meet-line = Rooms with a link

## One’s own page

me-title = Your account
me-account = Account
me-account-what = The address comes from your sign-in service and is changed there.
me-role-here = Your role here
me-role-platform = Your role on the platform
me-settings = Language and appearance
me-settings-what = Kept with your account, for every browser that you sign in with.
me-sessions = Sessions
me-sessions-what = Every browser in which you are signed in. End what you don’t recognise.
me-all = Show all { $count }
me-sign-out = Ends the session in this browser.
session-device = Device
session-signed-in = Signed in
session-last-seen = Last act
session-this = This one
session-end = End
session-end-named = End the session on { $device }
session-platform = Platform
device = { $browser } on { $system }
device-unknown = Unknown device
