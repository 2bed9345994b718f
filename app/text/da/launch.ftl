# Startsiden, som den enkelte ordner den, apps og links for en kunde, meddelelser.

nav-apps = Apps
nav-announcements = Meddelelser
nav-announcements-line = Hvad hver startside siger

## Startsiden

launcher-arrange = Ordn
launcher-arranged = Færdig
launcher-arranging-title = Sæt dine fliser i rækkefølge
launcher-arranging = Flyt dem med pilene, eller træk dem. Fastgjorte fliser står forrest.
launcher-filter-hint = Filtrér apps, eller tryk Ctrl K for alt
launcher-down = Ude af drift, vi ved det
launcher-pin = Fastgør { $name }
launcher-up = Flyt { $name } frem
launcher-move-down = Flyt { $name } tilbage
launcher-recents = Hvor du var
launcher-not-ordered = er ikke en del af det, { $tenant } har.
launcher-switched-off = er slået fra for { $tenant }.
launcher-other-groups = er for grupper, du ikke er med i.
launcher-ask-admin = Spørg den, der administrerer { $tenant }.

## Apps og links

apps-about = Hvad der står på dine folks startside, og hvem der ser det.
apps-apps = Platformens apps
apps-links = Firmaets links
apps-app = App
apps-link = Link
apps-seen-by = Hvem ser det
apps-seen-by-hint = Alle, medmindre du vælger grupper. Så er det kun for dem.
apps-everybody-sees = Alle ser den. Opret først en gruppe, hvis kun nogle skal se den.
apps-state = Tilstand
apps-acts = Ændr
apps-everybody = Alle
apps-not-ordered = Ikke med
apps-on = Slået til
apps-off = Slået fra
apps-switch-on = Slå til
apps-switch-on-named = Slå { $name } til
apps-switch-off = Slå fra
apps-switch-off-named = Slå { $name } fra
apps-who = Hvem ser det…
apps-who-named = Hvem ser { $name }…
apps-no-links-title = Ingen links endnu
apps-no-links = Links til firmaets andre sider står på startsiden under appsene.
apps-given = Fra platformen, og ændres dér: { $names }.
link-new = Tilføj et link
link-about = Det står på startsiden under appsene, sidst blandt firmaets links.
link-add = Tilføj link
link-name = Navn
link-url = Adresse
link-url-hint = Den begynder med https:// og åbner i stedet for startsiden.
link-icon = Ikon
link-edit = Redigér
link-edit-named = Redigér { $name }
link-remove = Fjern link
link-remove-what = Det forsvinder fra alle startsider. Siden, det fører til, bliver.

link-icon-link-simple = Kæde
link-icon-receipt = Bon
link-icon-fork-knife = Kniv og gaffel
link-icon-book-open-text = Bog
link-icon-users = Personer
link-icon-buildings = Bygninger
link-icon-calendar-blank = Kalender
link-icon-file-text = Dokument
link-icon-folder-open = Mappe
link-icon-globe = Globus

## Meddelelser

announcements-about = Alle, der åbner firmaets startside, læser dem der.
announcements-about-platform = Alle, der åbner en startside, uanset hvilken kundes, læser dem der.
announcements-told = Meddelt
announcements-none-title = Intet meddelt
announcements-none = Det, du skriver herunder, står her med sin forfatter, til længe efter det er forbi.
announcement-new = Skriv en meddelelse
announcement-write = Meddel
announcement-title = Titel
announcement-text = Tekst
announcement-severity = Slags
announcement-from = Fra
announcement-from-hint = I { $zone }. Tom: med det samme.
announcement-to = Til
announcement-by = Af
announcement-state = Tilstand
announcement-waits = Venter
announcement-over-state = Forbi
announcement-end = Afslut nu
announcement-end-named = Afslut “{ $title }” nu
announcement-hide = Skjul “{ $title }”
announcement-until = Til { $time }
severity-info = Oplysning
severity-warn = Advarsel
severity-bad = Driftsforstyrrelse

## Forkert indtastet: hvad der blev ventet

wrong-link-name = Et navn har 1 til 60 tegn på én linje.
wrong-link-url = En adresse begynder med https:// og har højst 500 tegn uden mellemrum: https://kantine.firma.example/plan
wrong-link-icon = Vælg et af billederne.
wrong-severity = Vælg oplysning, advarsel eller driftsforstyrrelse.
wrong-title = En titel har 1 til 120 tegn på én linje.
wrong-text = En tekst har højst 500 tegn.
wrong-from = Et tidspunkt har en dag og et klokkeslæt. Lad feltet være tomt for at begynde med det samme.
wrong-until = Slutningen er en dag og et klokkeslæt efter begyndelsen.
announcement-past = Den slutning er allerede forbi. Vælg en senere.
announcement-over = Denne meddelelse er allerede forbi.
app-not-ordered = Jeres arbejdsområde har ikke denne app.
too-many-links = Der er allerede 60 links. Fjern først et.

## Gjort

app-on-done = Slået til.
app-off-done = Slået fra. Ingen ser den længere.
app-groups-done = Gemt. Startsiderne viser det fra nu af.
link-added = Link tilføjet.
link-edited = Link gemt.
link-removed = Link fjernet.
link-moved = Flyttet.
announcement-written = Meddelt.
announcement-ended = Afsluttet. Ingen ser den længere.

## Hvad der blev af dem, på tidslinjen

act-app-on = { $has-app ->
    [yes] { $actor } slog { $app } til
   *[no] { $actor } slog { $target } til
}
act-app-off = { $has-app ->
    [yes] { $actor } slog { $app } fra
   *[no] { $actor } slog { $target } fra
}
act-app-groups = { $has-app ->
    [yes] { $actor } ændrede, hvem der ser { $app }
   *[no] { $actor } ændrede, hvem der ser { $target }
}
act-tile-add = { $actor } tilføjede linket { $target }
act-tile-edit = { $actor } ændrede linket { $target }
act-tile-remove = { $actor } fjernede linket { $target }
act-tile-order = { $actor } flyttede linket { $target }
act-tile-pin = { $has-app ->
    [yes] { $actor } fastgjorde { $app } på sin startside
   *[no] { $actor } fastgjorde { $target } på sin startside
}
act-tile-unpin = { $has-app ->
    [yes] { $actor } løsnede { $app } på sin startside
   *[no] { $actor } løsnede { $target } på sin startside
}
act-tile-move = { $has-app ->
    [yes] { $actor } flyttede { $app } på sin startside
   *[no] { $actor } flyttede { $target } på sin startside
}
act-announcement-write = { $actor } meddelte { $target }
act-announcement-end = { $actor } afsluttede meddelelsen { $target }
act-announcement-hide = { $actor } skjulte meddelelsen { $target } på sin startside
target-kind-app = app
target-kind-tile = link på startsiden
target-kind-announcement = meddelelse
field-app_state = tilstand
field-link = adresse
field-icon = ikon
field-shown_to = hvem der ser det
field-place = plads
field-severity = slags
field-title = titel
field-text = tekst
field-announced_from = begyndelse
field-announced_until = slutning
