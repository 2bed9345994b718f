# The palette, and the page that finds the same.

find-jump = Search or jump to…
find-title = Search
find-everything = Search people, apps and settings
find-results = Results
# The key on a keyboard.
key-control = Ctrl
find-choose = choose
find-open = open
find-tab = new tab
find-count =
    { $count ->
        [one] 1 result
       *[other] { $count } results
    }
find-people = People
find-do = Do
find-apps = Apps and settings
find-tenants = Tenants
find-page = Page
find-arrange = Arrange your apps
find-did = What { $name } did
find-send-link = Send { $name } a new link
find-invite-again = Invite { $name } again
find-invite = Invite “{ $text }”
find-nothing = Nothing called “{ $text }”.
find-timeline = Search the timeline for it
find-all = Show all that match

# Other words by which an act or a page is found; nobody sees them.
found-by-people-add = invite, new person, user, member
found-by-people-import = CSV, file, upload, list
found-by-tenants-create = new tenant, workspace, customer, company
found-by-nav-people = users, members, roles, invite, suspend, password, sessions
found-by-nav-timeline = audit, log, history, events, who did what, export
found-by-nav-domains = DNS, MX, SPF, DKIM, DMARC, mail, records
found-by-nav-brand = logo, colour, color, name, host, look
found-by-nav-settings = language, sessions, sign-out after, retention, delete events, alert mail
found-by-nav-apps = services, links, switch off
found-by-nav-tenants = customers, workspaces, drift, repair, provisioning
found-by-nav-sources = logs, gaps, quarantine, pause
found-by-me-title = profile, name, language, dark, light, theme, password, sessions, sign out, log out, export
