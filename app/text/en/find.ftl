# The palette, and the page that finds the same.

find-jump = Search or jump to…
find-title = Search
find-everything = Search people, apps and settings
find-results = Results
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
