# Søgning efter alt, som vindue og som side.

find-jump = Søg eller hop til…
find-title = Søgning
find-everything = Søg efter personer, apps og indstillinger
find-results = Resultater
find-choose = vælg
find-open = åbn
find-tab = ny fane
find-count =
    { $count ->
        [one] 1 resultat
       *[other] { $count } resultater
    }
find-people = Personer
find-do = Gør
find-apps = Apps og indstillinger
find-tenants = Kunder
find-page = Side
find-arrange = Ordn dine apps
find-did = Hvad { $name } gjorde
find-send-link = Send { $name } et nyt link
find-invite-again = Invitér { $name } igen
find-invite = Invitér “{ $text }”
find-nothing = Der er ikke noget, der hedder “{ $text }”.
find-timeline = Søg efter det på tidslinjen
find-all = Vis alle, der passer
