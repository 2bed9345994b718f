# Søgning efter alt, som vindue og som side.

find-jump = Søg eller hop til…
find-title = Søgning
find-everything = Søg efter personer, apps og indstillinger
find-results = Resultater
# The key on a keyboard.
key-control = Ctrl
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

# Other words by which an act or a page is found; nobody sees them.
found-by-people-add = inviter, ny person, bruger, medlem
found-by-people-import = CSV, fil, upload, liste
found-by-tenants-create = ny kunde, arbejdsområde, firma
found-by-nav-people = brugere, medlemmer, roller, inviter, spærre, adgangskode, sessioner
found-by-nav-timeline = audit, log, historik, hændelser, hvem gjorde hvad, eksport
found-by-nav-domains = DNS, MX, SPF, DKIM, DMARC, mail, poster
found-by-nav-brand = logo, farve, navn, vært, udseende
found-by-nav-settings = sprog, sessioner, logge ud, opbevaring, slette hændelser, alarmer på mail
found-by-nav-apps = tjenester, links, fliser, slå fra
found-by-nav-tenants = kunder, arbejdsområder, afvigelse, reparere, klargøring
found-by-nav-sources = logs, huller, karantæne, pause
found-by-me-title = profil, navn, sprog, mørk, lys, tema, adgangskode, sessioner, log ud, eksport
