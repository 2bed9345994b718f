# The desk: people, tenants, one tenant.

## People

people-summary =
    { $total ->
        [one] 1 person
       *[other] { $total } people
    }: { $active } active, { $invited } invited, { $suspended } suspended.
people-search = Name or address
people-of = People of { $tenant }
people-name = Name
people-address = Address
people-role = Role
people-last-sign-in = Last sign-in
people-second-factor = Second factor
second-factor-used = Used
second-factor-unused = Not used
second-factor-unknown = Not known yet
people-state = State
people-never = Never
people-no-match-title = Nobody matches
people-no-match = No person here fits the search and the filters together.
people-none-title = Nobody here yet
people-none = Whoever is given a role in this workspace appears here, with the time of the last sign-in.
people-beyond-title = This page is empty
people-beyond = The list ends before it. Somebody may have left since the link was made.
people-first-page = First page

## Everybody, for operators

everybody-count =
    { $count ->
        [one] 1 person.
       *[other] { $count } people.
    }
everybody-about = What is done to a person is done in their tenant or at the sign-in service.
everybody-role = On the platform
everybody-more = and { $count } more
everybody-no-match = Nobody on the platform has this in their name or address.

## One person

people-add = Add a person
person-new-what = They get an e-mail with a link that sets their password.
person-email = E-mail address
person-email-hint = The address that this person signs in with.
person-add = Add and invite
person-events = What this person did
person-role-what = Only owners make and unmake owners, and at least one always remains.
person-role-what-admin = Owners are made by owners only.
person-role-change = Change role
person-help = Help
person-not-yours = Your role changes nothing about somebody with the role “{ $role }”.
person-invite = Send the invitation again
person-invite-what = Sends another e-mail with another link.
person-sessions = End sessions
person-sessions-what = Signs this person out everywhere. They can sign in again.
person-second-factor = Reset second factor
person-second-factor-what = For a lost phone or key. Make sure that it is really this person who asks.
person-access = Access
person-suspend = Suspend
person-suspend-what = Ends all sessions and stops this person from signing in. Everything is kept.
person-resume = Resume
person-resume-what = Lets this person sign in again, with everything as it was.
person-remove = Remove…
person-remove-title = Remove
person-remove-what = Ends this person’s access to the workspace. Mail and files stay.
ask-remove = Remove { $name } from { $tenant }?
ask-remove-access = Access ends now, and so does every session.
ask-remove-stays = Mail and files stay until somebody erases them.
ask-remove-back = The person can be added again later.
ask-remove-yes = Remove { $name }

## Tenants

tenants-count =
    { $count ->
        [one] 1 tenant
       *[other] { $count } tenants
    }
tenants-first = The first { $count } by name. Search to find another one.
tenants-search = Name, short name or domain
tenants-create = Create tenant
tenants-no-match-title = No tenant matches
tenants-no-match = Search for a part of the name, the short name or the domain.
tenants-show-all = Show all tenants
tenants-none-title = No tenants yet
tenants-none = A tenant is a company’s workspace: its own address, its brand, its people. Create the first one.

## A new tenant

tenant-new-what = One press makes its address, its colours, its mail and files, and invites its owner.
tenant-name = Name
tenant-slug = Short name
tenant-slug-example = company
tenant-slug-hint = A part of the address: { $host }. It can’t be changed later.
tenant-domain = Mail domain
tenant-domain-hint = Whoever has an address that ends with it finds the way from the landing page. Mail needs one.
tenant-accent = Colour
tenant-accent-hint = All colours are derived from it, and no choice can make text hard to read. Empty: { $usual }.
tenant-mail = Mail
tenant-files = Files
tenant-chat = Chat
tenant-quota = Storage in GB
tenant-quota-hint = For the files of the whole tenant, 1 to 100,000.
owner-title = Owner
owner-what = The first person. They get an invitation and can add the others.
owner-name = Owner’s name
owner-email = Owner’s e-mail address
invite-to = Where the invitation goes
invite-to-hint = An address that can be read today, such as a private one: a new mailbox can’t be opened before its password is set. Empty: the address above.
invite-language = Language of the invitation

## One tenant

tenant-state = State
tenant-created-at = Created
tenant-id = Tenant id
tenant-facts = Facts
tenant-brand = Brand
tenant-brand-what = Contrasts of at least 4.5 : 1 for text and 3 : 1 for edges are kept, whatever the colour.
preview-of = How { $name } will look
preview-help = Help
preview-link = A link
preview-button = Save
preview-chosen = A chosen row
contrast-text = Text and links
contrast-button = Text on buttons
contrast-edge = Edges and focus
contrast-field = Text on the field
contrast-ratio = { $whole }.{ $tenth } : 1

## What OCIS has of it

objects-title = Spaces, people and groups in OCIS
objects-what = Events about these belong to this tenant.
objects-none-title = Nothing known yet
objects-none = As long as no space, person or group is known, records of OCIS stay without a tenant.
objects-tell = Add another
objects-attribute = Assign to this tenant
object-name = Name
object-nameless = Without a name
object-kind = Kind
object-id = Id in OCIS
object-id-hint = As OCIS shows it, such as 4c510ada-c86b-4815-8820-42cdf82c3d51. Records seen before follow.
object-how = How we know
object-told = Told
object-learned = Learned
