# Partners: who they are, what tenants let them do, their own console.

nav-partners = Partners
nav-partners-line = Companies that run workspaces for others
nav-partner-tenants = Tenants
nav-partner-tenants-line = Workspaces that let you in
console-partner = Partner

## What a tenant lets a partner do

scope-help = Help
scope-manage = Manage
may-read_overview = See how the workspace is
may-read_people = See the people
may-manage_people = Add, change, suspend and remove members and helpdesk
may-help_people = End sessions, send invitations again, reset second factors of members and helpdesk
may-manage_groups = Keep the groups
may-read_domains = See the mail domains and their DNS records
may-manage_domains = Add and remove mail domains
may-manage_apps = Switch apps on and off, add tiles, announce
may-manage_brand = Change logo, colours and name
never-title = What no partner can do
never-about = Whatever you allow, these stay yours.
never-roles = Make or change owners, admins and auditors
never-audit = Read the timeline, or take it along
never-settings = Change the settings
never-partners = Let partners in, themselves included
never-deletion = Suspend, close or delete the workspace

## A tenant’s page of partners

grants-about = Who may act here for you, until when. Everything that they do stands on your timeline.
grants-none-title = No partner may act here
grants-none = A partner that looks after your workspace gets in only as long as you allow it. Let one in by its exact name.
grants-ended = Ended
grant-give = Let a partner in
grant-give-about = You can end it at any time, with one press.
grant-give-now = Let this partner in
grant-partner = Partner
grant-partner-hint = Its name exactly as the partner gives it.
grant-scope = May
grant-agents = Agents of the partner do no more than help, whatever is allowed.
grant-until = Last day
grant-until-hint = At most a year from now.
grant-until-new = New last day
grant-until-change = Change the last day
grant-reason = Reason
grant-reason-hint = What it is for. It stands on the timeline too.
grant-given-by = Given by { $name }, { $time }
grant-revoke = End now
grant-revoke-named = End the access of { $partner } now
grant-was-revoked = Ended by you
grant-ran-out = Ran out
grant-stands = Stands
grant-ended = Ended

## Partners, as operators keep them

partners-about = Companies that run workspaces for others. They get into one only as long as its owners allow it.
partners-search = Name
partners-none-title = No partners yet
partners-none = A partner has people of its own, and tenants that let it in. Add the first one.
partners-no-match-title = No partner matches
partners-no-match = Search for a part of the name.
partner-create = Add a partner
partner-create-about = Tenants let a partner in by its exact name.
partner-name = Name
partner-name-hint = As it stands in contracts: it is what owners type.
partner-contact = Contact
partner-contact-hint = An address, or a link that begins with https://.
partner-itself = Name and contact
partner-people-none = Nobody works for this partner yet.
partner-person-never = Never signed in
partner-person-acts = Change
partner-person-make = Make { $role }
partner-person-remove = Remove
partner-person-remove-named = Remove { $name }
partner-person-add = Add a person
partner-person-add-about = They sign in on the platform’s own host and find the tenants that let this partner in.
partner-subject = Id at the sign-in service
partner-subject-hint = For somebody whose address isn’t known here yet: the “sub” that the platform’s sign-in service gives them. In Authentik it stands at the platform’s provider, under Preview, for the person chosen there.
partner-tenants = Tenants that let them in
partner-tenants-none = No tenant has let this partner in.

## A partner’s own console

partner-none-title = No tenant lets you in
partner-none = As soon as an owner lets your company in, the workspace stands here. Tell them your company’s exact name.
partner-no-match = Search for a part of the name or the short name.
partner-search = Name or short name
partner-domains = Domains
partner-domains-bad = { $count ->
    [one] { $count } needs attention
   *[other] { $count } need attention
}
partner-enter = Open
partner-enter-named = Open { $tenant }
partner-new-what = One press makes its address, its colours, its mail and files, and invites its owner. Your company may manage it for a year; its owner sees that and can end it.
entry-title = Go on as { $person } of { $partner } at { $tenant }?
entry-about = What you do there stands on the timeline of { $tenant }, with your name and your company’s.
entry-go = Go on
entry-gone-title = This way in is no longer valid
entry-gone = It is good once, for a minute, and only while the workspace lets your company in. Open it again from your console.
entry-other = You are signed in here as { $email }. To come in as somebody else, sign out first.
entry-back = To the partner console
guest-acts = You act for { $partner } in { $tenant } until { $day }.
guest-manages = You may manage it.
guest-helps = You may help.
guest-back = Back to your tenants
guest-put-out-title = { $tenant } ended your access
guest-put-out = You can no longer act there for your company. The tenants that let you in stand in your console.
guest-ran-out-title = Your access to { $tenant } has run out
guest-ran-out = Its last day is over. An owner can let your company in again.
guest-signed-out-title = You are no longer signed in to { $tenant }
guest-signed-out = Open it again from your console.

## Wrong input, and done

wrong-partner-name = A partner’s name has 2 to 80 characters, on one line.
wrong-contact = A contact is an address, or a link that begins with https://.
wrong-subject = An id has at most 200 characters, on one line.
wrong-subject-form = An id here looks like 5f0c3a52-8d4e-4a6e-9a3e-2f6f1c8f7b11. With anything else nobody gets in.
wrong-partner = No partner is called exactly this. Ask for the name as it stands in your contract.
wrong-scope = Choose what the partner may do.
wrong-grant-end = Choose a day from today on, at most a year away.
wrong-grant-reason = A reason has 3 to 300 characters, on one line.
taken-partner = Another partner has this name.
taken-partner-person = This person works for a partner already.
taken-subject = Somebody else here has this id.
known-subject = Who belongs to a workspace or has signed in keeps their own id. Leave this empty.
unknown-person = Nobody here has this address. Enter the id that the sign-in service knows them by.
taken-platform-role = This person has another role on the platform.
partner-let-in-already = This partner may act here already. Change its last day, or end it first.
grant-ended-already = This has ended already.
partner-created = Partner added.
partner-changed = Saved.
partner-person-added = Added. They find the tenants after their next sign-in.
partner-person-removed = Removed, and signed out of the tenants.
grant-given = The partner may act here now.
grant-changed = Last day changed.
grant-revoked = Ended. The partner’s people are signed out here.

## On the timeline

act-partner_company-create = { $actor } added partner { $target }
act-partner_company-change = { $actor } changed partner { $target }
act-partner_person-add = { $has-partner ->
    [yes] { $actor } added { $target } to partner { $partner }
   *[no] { $actor } added { $target } to a partner
}
act-partner_person-role = { $has-role ->
    [yes] { $actor } changed the role of { $target } to { $role }
   *[no] { $actor } changed the role of { $target }
}
act-partner_person-remove = { $has-partner ->
    [yes] { $actor } removed { $target } from partner { $partner }
   *[no] { $actor } removed { $target } from a partner
}
act-partner_grant-give = { $has-scope ->
    [yes] { $actor } let partner { $target } in: { $scope }
   *[no] { $actor } let partner { $target } in
}
act-partner_grant-change = { $actor } changed until when partner { $target } may act here
act-partner_grant-revoke = { $actor } ended the access of partner { $target }
act-partner-enter = { $actor } came in as a partner
target-kind-partner = partner
field-contact = contact
field-scope = what it may do
field-until = end
