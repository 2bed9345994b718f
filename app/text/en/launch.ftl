# The launcher as somebody arranges it, the apps and links of a tenant, announcements.

nav-apps = Apps
nav-announcements = Announcements
nav-announcements-line = What every launcher says

## The launcher

launcher-arrange = Arrange
launcher-arranged = Done
launcher-arranging-title = Put your tiles in order
launcher-arranging = Move them with the arrows, or drag them. Pinned tiles stay in front.
launcher-filter-hint = Filter apps, or press Ctrl K for everything
launcher-down = Unavailable, we know
launcher-pin = Pin { $name }
launcher-up = Move { $name } up
launcher-move-down = Move { $name } down
launcher-recents = Where you were
launcher-not-ordered = isn’t part of what { $tenant } has.
launcher-switched-off = is switched off for { $tenant }.
launcher-other-groups = is for groups that you aren’t in.
launcher-ask-admin = Ask whoever administers { $tenant }.

## Apps and links

apps-about = What stands on the launcher of your people, and who sees it.
apps-apps = Apps of the platform
apps-links = Your company’s links
apps-app = App
apps-link = Link
apps-seen-by = Who sees it
apps-seen-by-hint = Everybody, unless you choose groups. Then it is for these groups only.
apps-everybody-sees = Everybody sees it. To show it to some people only, make a group first.
apps-state = State
apps-acts = Change
apps-everybody = Everybody
apps-not-ordered = Not included
apps-on = On
apps-off = Off
apps-switch-on = Switch on
apps-switch-on-named = Switch on { $name }
apps-switch-off = Switch off
apps-switch-off-named = Switch off { $name }
apps-who = Who sees it…
apps-who-named = Who sees { $name }…
apps-no-links-title = No links yet
apps-no-links = Links to other pages of your company stand on the launcher below the apps.
apps-given = From the platform, and changed there: { $names }.
link-new = Add a link
link-about = It stands on the launcher below the apps, at the end of your company’s links.
link-add = Add link
link-name = Name
link-url = Address
link-url-hint = It begins with https:// and opens in place of the launcher.
link-icon = Icon
link-edit = Edit
link-edit-named = Edit { $name }
link-remove = Remove link
link-remove-what = It disappears from every launcher. The page that it leads to stays.

link-icon-link-simple = Chain
link-icon-receipt = Receipt
link-icon-fork-knife = Fork and knife
link-icon-book-open-text = Book
link-icon-users = People
link-icon-buildings = Buildings
link-icon-calendar-blank = Calendar
link-icon-file-text = Document
link-icon-folder-open = Folder
link-icon-globe = Globe

## Announcements

announcements-about = Everybody who opens the launcher of your company reads them there.
announcements-about-platform = Everybody who opens a launcher, of whichever tenant, reads them there.
announcements-told = Announced
announcements-none-title = Nothing announced
announcements-none = What you write below stands here, with who wrote it, until long after it is over.
announcement-new = Write an announcement
announcement-write = Announce
announcement-title = Title
announcement-text = Text
announcement-severity = Kind
announcement-from = From
announcement-from-hint = In { $zone }. Empty: at once.
announcement-to = Until
announcement-by = By
announcement-state = State
announcement-waits = Waiting
announcement-over-state = Over
announcement-end = End now
announcement-end-named = End “{ $title }” now
announcement-hide = Hide “{ $title }”
announcement-until = Until { $time }
severity-info = Information
severity-warn = Warning
severity-bad = Disruption

## Wrong input: what was expected

wrong-link-name = A name has 1 to 60 characters, on one line.
wrong-link-url = An address begins with https:// and has at most 500 characters, without blanks: https://canteen.company.example/plan
wrong-link-icon = Choose one of the pictures.
wrong-severity = Choose information, warning or disruption.
wrong-title = A title has 1 to 120 characters, on one line.
wrong-text = A text has at most 500 characters.
wrong-from = A moment has a day and a time. Leave the field empty to begin at once.
wrong-until = The end is a day and a time after the beginning.
announcement-past = This end is over already. Choose a later one.
announcement-over = This announcement is over already.
app-not-ordered = Your workspace doesn’t have this app.
too-many-links = There are 60 links already. Remove one first.

## Done

app-on-done = Switched on.
app-off-done = Switched off. Nobody sees it any more.
app-groups-done = Saved. The launchers show it from now on.
link-added = Link added.
link-edited = Link saved.
link-removed = Link removed.
link-moved = Moved.
announcement-written = Announced.
announcement-ended = Ended. Nobody sees it any more.

## What became of them, on the timeline

act-app-on = { $has-app ->
    [yes] { $actor } switched on { $app }
   *[no] { $actor } switched on { $target }
}
act-app-off = { $has-app ->
    [yes] { $actor } switched off { $app }
   *[no] { $actor } switched off { $target }
}
act-app-groups = { $has-app ->
    [yes] { $actor } changed who sees { $app }
   *[no] { $actor } changed who sees { $target }
}
act-tile-add = { $actor } added the link { $target }
act-tile-edit = { $actor } changed the link { $target }
act-tile-remove = { $actor } removed the link { $target }
act-tile-order = { $actor } moved the link { $target }
act-tile-pin = { $has-app ->
    [yes] { $actor } pinned { $app } on their launcher
   *[no] { $actor } pinned { $target } on their launcher
}
act-tile-unpin = { $has-app ->
    [yes] { $actor } unpinned { $app } on their launcher
   *[no] { $actor } unpinned { $target } on their launcher
}
act-tile-move = { $has-app ->
    [yes] { $actor } moved { $app } on their launcher
   *[no] { $actor } moved { $target } on their launcher
}
act-announcement-write = { $actor } announced { $target }
act-announcement-end = { $actor } ended the announcement { $target }
act-announcement-hide = { $actor } hid the announcement { $target } from their launcher
target-kind-app = app
target-kind-tile = link on the launcher
target-kind-announcement = announcement
field-app_state = state
field-link = address
field-icon = icon
field-shown_to = who sees it
field-place = place
field-severity = kind
field-title = title
field-text = text
field-announced_from = beginning
field-announced_until = end
