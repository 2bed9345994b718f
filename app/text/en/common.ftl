# Words that stand on many pages.

## Days and times

weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday

month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December

# A day of this year, such as “Tuesday, 24 November”.
day-long = { $weekday }, { $day } { $month }
day-long-year = { $weekday }, { $day } { $month } { $year }
day-full = { $day } { $month } { $year }

# Near moments. In a table they begin with a capital letter, which the page sees to.
when-now = now
when-minutes = { $minutes } min ago
when-today = today, { $time }
when-yesterday = yesterday, { $time }

## The frame of every page

skip-to-content = Skip to content
menu = Menu
breadcrumb = Breadcrumb
nav-main = Main
nav-launcher = Back to the apps
nav-people = People
nav-timeline = Timeline
nav-tenants = Tenants
nav-sources = Sources
nav-jobs = Jobs
console-administration = Administration
console-operator = Operator
account-of = Your account: { $name }

language = Language
theme = Appearance
theme-system = As the system
theme-light = Light
theme-dark = Dark
switch-to-dark = Switch to dark
switch-to-light = Switch to light

sign-in = Sign in
sign-out = Sign out
try-again = Try again
to-the-start = To the start page
save = Save
cancel = Cancel
close = Close
none = None
# A field that may stay empty.
optional = { $field } (optional)
# Before the number that the log knows too.
reference = Reference

## Lists

pages = Pages
pages-span = { $first }–{ $last } of { $total }
page-previous = Previous page
page-next = Next page
rows-a-page = { $rows } rows
filter-remove = Remove the filter “{ $filter }”
clear-filters = Clear filters

## What went wrong

fault-signed-out-title = Sign in first
fault-signed-out = This page is for people who are signed in. After the sign-in you come straight back here.
fault-denied-title = Your role doesn’t include this
fault-denied = You are signed in, but this needs another role. An owner of the workspace can give it to you.
fault-denied-platform = You are signed in, but this needs another role. Who runs the platform can give it to you, or, at a partner, one of its admins.
no-workspace-here = There is no workspace at this address.
fault-missing-title = Nothing here
fault-missing = There is nothing here, or it isn’t yours to see.
fault-stranger = You are signed in as { $email }, and this address has no access here. Sign out to use another one, or ask whoever invited you.
fault-busy-title = Too many requests
fault-busy = Too many requests came from your network. Nothing was changed. Wait a minute, then try again.
fault-upstream-title = { $system } doesn’t answer
fault-upstream = We couldn’t reach { $system }. Nothing was changed. Try again in a minute.
fault-invalid-title = This doesn’t fit
fault-invalid = The request held something we didn’t expect. Nothing was changed. Go back and check what you entered.
fault-ours-title = Something broke on our side
fault-ours = We have written down what happened. With the reference below, support finds it.

## Wrong input: what was expected

wrong-email = An address looks like name@company.example.
wrong-email-letters = An address has no letters with marks here. Write mueller@company.example, and a domain as its xn-- name.
wrong-name = A name has 1 to 80 characters, on one line.
wrong-slug = A short name has 2 to 32 of a–z, 0–9 and single hyphens. It begins with a letter and doesn’t end with a hyphen.
reserved-slug = The platform keeps this name for itself. Choose another one.
wrong-domain = A domain has dots, no commas and no spaces: company.example.
wrong-domain-letters = Write a domain with such letters as its xn-- name: xn--mller-kva.example for müller.example. Your registrar tells it.
wrong-colour = A colour is a # and six of 0–9 and a–f: #0b5a6b.
wrong-kind = Choose a space, a person or a group.
wrong-id = An id of OCIS looks like 4c510ada-c86b-4815-8820-42cdf82c3d51. Copy it exactly as OCIS shows it.
taken-slug = Another tenant has this short name. Choose another one.
taken-domain = Another tenant has this domain.
taken-object = This already belongs to another tenant.
mail-needs-domain = Mail needs a domain. Enter one, or leave mail out.
mail-needs-own-domain = Mail needs a domain that is proven, and this tenant has none. Its owner adds one under Domains.
not-provisioned = This tenant isn’t provisioned from here.
wrong-person-name = A name has 1 to 120 characters, on one line.
wrong-role = Choose one of the roles.
wrong-quota = Storage is a whole number of gigabytes from 1 to 100,000.
wrong-typed = That isn’t the short name. Nothing was deleted.
taken-member = Somebody with this address is here already.
last-owner = The workspace needs an owner. Make someone else owner first.
not-closing = Only a tenant that is closing can be deleted. Close it first.
grace-period = The grace period isn’t over. Nothing was deleted.
wrong-tenant-state = That state doesn’t allow this. Look at the page again: somebody may have changed it.
tenant-is-deleted = This tenant is being deleted. That can’t be stopped.
no-engines = No engines are configured here, so nothing can be set up. Complete the configuration first.
no-chat = Chat isn’t set up on this platform, so no tenant can have it.
wrong-language = Choose one of the languages: en, de, fr, da.
wrong-services = Services are mail, files and chat, with commas between them.
taken-host = This host is noted already, here or elsewhere.
host-of-platform = Names below the platform’s own are the platform’s to give. Take one below a domain of yours.
host-is-mail = This domain has your mail, and the record for a host would put it out. Take a name below it, such as cloud.company.example.
host-not-proven = The record isn’t there yet. DNS takes up to an hour; look at the record again, then try again.
dns-silent = DNS doesn’t answer. Try again in a minute.
known-person = This person has an account already. Leave the field empty: the letter goes to their own address.
foreign-domain = This address belongs to another company. Ask for it there.
works-elsewhere = This person also works elsewhere, with the same account. Only the platform’s operators can do this.
not-in-engines = This person isn’t set up in the engines, so there is nothing to do.
no-workspace = No workspace uses this address. Check the part after the @, or ask your company for the link to its workspace.

## Done

tenant-created = Tenant created.
object-attributed = Noted. Records about it now belong to this tenant.
session-ended = Session ended.
provision-again-done = It is tried again now.
provision-cancel-done = Provisioning cancelled. What is made stays.
provision-pause-done = Paused. Only access that is taken away is still cut.
provision-resume-done = Going on.
provision-look-done = Everything is being looked at again.
provision-repair-done = The repair has begun.
tenant-suspend-done = Suspended. Nobody can sign in.
tenant-extend-done = Saved. The engines are being brought to it.
tenant-resume-done = Active again.
tenant-close-done = The tenant is closing, and its owners are told.
tenant-delete-done = The tenant is being deleted.
member-added = Added. The invitation is on its way.
member-role-done = Role changed.
member-suspend-done = Suspended, and signed out everywhere.
member-resume-done = Can sign in again.
member-remove-done = Removed. Mail and files stay.
member-sessions-done = Signed out everywhere.
member-second-factor-done = Second factor reset.
member-invite-done = Another invitation is on its way.

## Roles, states, kinds

role-member = Member
role-helpdesk = Helpdesk
role-auditor = Auditor
role-admin = Admin
role-owner = Owner
role-partner_agent = Partner agent
role-partner_admin = Partner admin
role-operator_auditor = Operator auditor
role-operator = Operator

member-state-active = Active
member-state-invited = Invited
member-state-suspended = Suspended

tenant-state-active = Active
tenant-state-suspended = Suspended
tenant-state-closing = Closing

object-kind-space = Space
object-kind-user = Person
object-kind-group = Group
object-kind-node = File or folder
object-kind-link = Link
object-kind-application = Application
object-kind-provider = Provider
object-kind-brand = Brand
object-kind-domain = Domain
