# Klargøring: hvor langt en kunde er i systemerne, hvad der gik galt, hvad der ikke er som ønsket; hvordan den slutter; opgaver.

## En kundes side

tenant-parts = Dele af denne kunde
tenant-tab-provisioning = Klargøring
tenant-tab-objects = Objekter
tenant-tab-close = Luk eller slet
tenant-has = Har: { $services }. En tjeneste, der er der, bliver, til kunden slutter.
tenant-extend = Gem
tenant-made = Oprettet:
provision-again = Prøv igen nu
provision-begin-again = Klargør igen
provision-cancel = Afbryd klargøringen…
provision-pause = Sæt klargøring på pause
provision-resume = Fortsæt
provision-none-title = Ikke klargjort herfra
provision-none = Denne kunde er kun en post: dens mail og filer er lavet et andet sted og passes der. Intet af det holdes øje med eller ændres herfra.
look-again = Se efter igen

## Hvor langt den er

run-failed = Kræver en person
run-trying = Venter på at prøve igen
run-working = Bliver sat op
run-drifted = Afviger fra det ønskede
run-paused = På pause
run-cancelled = Afbrudt
run-as_wanted = Som ønsket
run-none = Ikke klargjort

## Trin

steps-title = Trin
steps-done = { $done } af { $all } færdige.
steps-goes-on = At lukke siden stopper ikke noget.
steps-paused = { $done } af { $all } færdige. På pause: intet bliver set efter eller ændret.
steps-events = Denne kundes hændelser
steps-folded = { $count ->
    [one] Vis det færdige trin
   *[other] Vis de { $count } færdige trin
}
steps-said = Hvad der lige er ændret
step-waiting = Ikke endnu
step-running = Kører
step-trying = Venter på at prøve igen
step-done = Færdig
step-drifted = Ændret
step-failed = Mislykket
step-cancelled = Afbrudt
step-said = { $step }: { $state }
step-again = Prøv igen herfra
step-again-named = Prøv igen herfra: { $step }
step-tries = { $count ->
    [one] 1 forsøg
   *[other] { $count } forsøg
}
step-try = forsøg { $count }
step-cut = Adgangen tages væk, det, der er der, bliver.
step-gone = Fjernes.
step-adopted = Fundet og overtaget.
step-drifted-why = Det er ikke længere som ønsket.
step-next = Næste forsøg kl. { $time }.

## Hvad et objekt hedder: midt i en sætning

thing-mapping = login-tilknytning { $key }
thing-group = gruppe { $key }
thing-application = applikation { $key } med udbyder og binding
thing-brand = login-side for { $key }
thing-person = person { $key }
thing-sessions = sessioner for { $key }
thing-second_factor = anden faktor for { $key }
thing-domain = maildomæne { $key }
thing-dkim = DKIM-nøgler for { $key }
thing-mailbox = postkasse { $key }
thing-mailing_list = mailingliste { $key }
thing-space = rum { $key }
thing-account = konto { $key }
thing-share = adgang for { $key }
thing-share-in = adgang for { $key } til rummet { $space }
thing-realm = chat { $key }
thing-route = rute { $key }
thing-invitation = invitation til { $key }
thing-notice = besked til { $key }
thing-in = { $thing } i { $system }
mail-server = Mailserveren

## Hvad der gik galt. Siden sætter status og punktum efter.

trouble-unreachable = { $system } kan ikke nås
trouble-timeout = { $system } svarede ikke i tide; måske er det sket alligevel
trouble-too_many = { $system } svarede “for mange forespørgsler”
trouble-server = { $system } har selv en fejl
trouble-credentials = { $system } godtager ikke vores adgangsoplysninger
trouble-not_yet = { $system } er stadig i gang, eller noget, det kræver, er der ikke endnu
trouble-conflict = { $system } har allerede sådan et objekt, og det er ikke vores
trouble-rejected = { $system } finder forespørgslen forkert
trouble-licence = { $system } skal bruge en licens til det, som mangler
trouble-unexpected = { $system } sendte et svar, vi ikke kan læse
trouble-not_taken = { $system } sagde ja og viser stadig noget andet
trouble-by_hand = I { $system } skal nogen gøre det i hånden

## Tjenester og aftale

services-title = Tjenester
service-of-identity = Identitet
service-of-mail = Mail
service-of-files = Filer
service-of-chat = Chat
service-of-route = Rute
far-as-wanted = Som ønsket
far-being-made = Bliver lavet
far-in-trouble = I vanskeligheder
far-not-yet = Ikke endnu
far-changed = Ændret
far-not-included = Ikke med
agreement-title = Aftale
agreement-storage = Lagerplads

## Afvigelser

drift-title = Afvigelser
drift-objects = { $count ->
    [one] 1 objekt
   *[other] { $count } objekter
}
drift-looked = { $count ->
    [0] Set efter kl. { $time }. Ingen forskel i { $objects }.
    [one] Set efter kl. { $time }. 1 forskel i { $objects }.
   *[other] Set efter kl. { $time }. { $count } forskelle i { $objects }.
}
drift-none = Alt er som ønsket.
drift-unfinished = Intet er ændret i systemerne. Det, der ikke er færdigt endnu, står ovenfor.
drift-not-looked = Ikke set efter endnu.
drift-repair = { $count ->
    [one] Ret 1 forskel…
   *[other] Ret { $count } forskelle…
}
drift-repair-what = Du ser hvert kald, før det bliver lavet.
drift-choose = Vælg
drift-choose-named = Ret { $name }
drift-object = Objekt
drift-wanted = Ønsket
drift-seen = Set
drift-repair-how = Rettelse
drift-missing = Mangler
drift-changed = Ændret
drift-extra = Ekstra
drift-unwanted = ikke ønsket
drift-nothing = intet
drift-present = til stede
drift-absent = ikke der
drift-more = { $count ->
    [one] og 1 mere
   *[other] og { $count } mere
}
repair-create = Opret
repair-set-back = Sæt tilbage:
repair-cut = Tag adgangen væk
repair-remove = Fjern
repair-leave = Lad det være

## En rettelse, før den kører

plan-title = Plan for rettelsen
plan-about = { $count ->
    [one] { $calls } for 1 forskel. Intet er ændret endnu.
   *[other] { $calls } for { $count } forskelle. Intet er ændret endnu.
}
plan-calls = { $count ->
    [0] Intet kald
    [one] 1 kald
   *[other] { $count } kald
}
plan-nothing-chosen = Intet blev valgt.
plan-run = { $count ->
    [one] Ret 1 forskel
   *[other] Ret { $count } forskelle
}
plan-empty-title = Intet at rette
plan-empty = Vælg mindst én forskel på kundens side.
plan-back = Tilbage til forskellene
plan-destroys-title = Noget bliver slettet
plan-destroys = De markerede kald kan ikke tages tilbage.
plan-not-now = Kan ikke planlægges nu
plan-as-wanted = Nu som ønsket: intet at gøre.
plan-differences = Forskelle: { $name }
plan-call-destroys = Sletter
plan-no-body = Intet sendes med.

## Hvordan en kunde slutter

tenant-suspend-title = Spær
tenant-suspend = Spær…
tenant-suspend-what = Adgangen slutter straks for alle. Alt bevares og er tilbage, når spærringen ophæves.
tenant-suspended-what = Ingen kommer ind lige nu. Alt bevares.
tenant-resume = Ophæv spærringen
tenant-close-title = Luk
tenant-close = Luk…
tenant-close-what = Opsiger. Adgangen slutter straks, ejerne får besked, og data bevares, til fristen er udløbet.
tenant-closing-what = Adgangen er slut, data er der endnu. Indtil de slettes, kan det tages tilbage.
tenant-keep = Tag lukningen tilbage
tenant-delete-title = Slet
tenant-delete = Slet…
tenant-delete-now = Fristen er udløbet. Sletningen fjerner alt i alle systemer for altid.
tenant-delete-from = Den kan slettes fra den { $day }.
tenant-delete-later = En kunde lukkes først og kan slettes, når fristen er udløbet.

## Spørgsmål, før noget slutter

ask-no = Gå tilbage
ask-happens = Det sker der:
ask-cancel = Afbryd klargøringen af { $tenant }?
ask-cancel-stops = Intet bliver forsøgt mere.
ask-cancel-stays = Det, der allerede er lavet, bliver.
ask-cancel-again = Man kan begynde igen senere.
ask-cancel-yes = Afbryd klargøringen
ask-suspend = Spær { $tenant }?
ask-suspend-access = Alle sessioner afsluttes, og ingen kan logge ind.
ask-suspend-keeps = Personer, mail og filer bevares.
ask-suspend-back = Alt er tilbage, når spærringen ophæves.
ask-suspend-yes = Spær { $tenant }
ask-close = Luk { $tenant }?
ask-close-access = Alle sessioner afsluttes nu, og ingen kan logge ind.
ask-close-grace = Data bevares, til fristen er udløbet. Den sidste dag står derefter på kundens side.
ask-close-told = Ejerne får besked med e-mail.
ask-close-back = Indtil kunden slettes, kan lukningen tages tilbage.
ask-close-yes = Luk { $tenant }
ask-delete = Slet kunden { $tenant }?
ask-delete-destroys = Det her slettes for altid:
ask-delete-stays = Tidslinjens hændelser bliver.
ask-delete-type = Skriv det korte navn for at bekræfte: { $slug }
ask-delete-yes = Slet { $tenant }
destroys-mailboxes = { $count ->
    [one] 1 postkasse med dens mail
   *[other] { $count } postkasser med deres mail
}
destroys-lists = { $count ->
    [one] 1 mailingliste
   *[other] { $count } mailinglister
}
destroys-domains = { $count ->
    [one] 1 maildomæne med dets nøgler
   *[other] { $count } maildomæner med deres nøgler
}
destroys-spaces = { $count ->
    [one] 1 rum med dets filer
   *[other] { $count } rum med deres filer
}
destroys-chat = chatten, så snart nogen sletter den i hånden i Zulip
destroys-people = { $count ->
    [one] adgangen for 1 person
   *[other] adgangen for { $count } personer
}
destroys-groups = { $count ->
    [one] 1 gruppe
   *[other] { $count } grupper
}

## Opgaver

jobs-count = { $count ->
    [0] Ingen opgave venter.
    [one] 1 opgave venter eller kører.
   *[other] { $count } opgaver venter eller kører.
}
jobs-none-title = Intet at gøre
jobs-none = Det, der er bestilt, står her, til det er gjort, med tid og fejl. Lige nu er alt gjort.
job-kind = Opgave
job-kind-reconcile = Klargøre og holde ved lige
job-kind-reattribute = Knytte hændelser til deres kunde
job-kind-batch = Udføre for mange personer
job-about = Om
job-state = Tilstand
job-when = Kørsel eller næste forsøg
job-attempts = Forsøg
job-worker = Arbejder
job-error = Seneste fejl
job-state-pending = Venter
job-state-running = Kører
