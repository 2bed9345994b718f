# At ankomme: forside, login, startside med apps, ens egen side.

## Forside

landing-claim-door = Én dør til dit arbejde.
landing-claim-desk = Ét sted at styre det.
landing-what = Mail, filer, office, kalender, chat og møder til dit firma: i jeres eget navn, på åben software, i europæiske datacentre.
door-title = Gå til dit arbejdsområde
door-address = Arbejdsadresse
door-example = navn@firma.example
door-continue = Fortsæt
door-hint = Vi finder dit firmas arbejdsområde og tager dig til dets egen login-side.
door-to = Log ind hos { $name }
door-opens = Din virksomheds login-side åbner.
landing-behind = Hvad der er bag døren
landing-mail = Mail og kalender
landing-files = Filer
landing-office = Office
landing-chat = Chat
landing-identity = Identitet
landing-proof = Bevis
landing-own-timeline = { $platform }-tidslinjen
landing-promise = Hvad du kan holde os op på
landing-see = Du ser, hvem der gjorde hvad
landing-see-line = Hver ændring står på én tidslinje, også vores. Hvor en hændelse mangler, siger linjen det og tæller den.
landing-leave = Du kan gå igen
landing-leave-line = Alle programmer bag døren er åben kildekode, og mail, filer og kalendere kan hentes ud med åbne protokoller.
landing-alone = Ingen kigger dig over skulderen
landing-alone-line = Ingen side henter noget hos andre: ingen skrifter, ingen sporing, ingen billeder.
legal-imprint = Om udbyderen
legal-privacy = Privatliv
hosted-in =
    { $place ->
        [EU] Drives i EU
       *[other] Drives i { $place }
    }

## Et login, der ikke lykkedes

refused-down-title = Login-tjenesten svarer ikke
refused-down = Intet er tabt, og intet blev ændret. Prøv igen om et minut. Bliver det ved, så sig det til den, der passer dit arbejdsområde.
refused-denied-title = Login-tjenesten sagde nej
refused-denied = Din konto må ikke komme ind her, eller også blev login afbrudt. Hvis du skal have adgang, kan din administrator give dig den.
refused-stale-title = Dette login gælder ikke længere
refused-stale = Det tog for lang tid, var brugt før eller blev begyndt i et andet vindue. Begynd forfra; det tager kun et øjeblik.
refused-wrong-title = Vi kunne ikke stole på svaret
refused-wrong = Login-tjenesten sendte et svar, der ikke hører til dette login. Vi brugte det ikke, og ingen blev logget ind. Prøv igen. Sker det igen, så giv din administrator referencen.
refused-busy-title = For mange login fra dit netværk
refused-busy = I et minut tager vi ikke imod flere. Vent lidt, og prøv så igen.

## Valg af arbejdsområde

workspaces-title = Dine arbejdsområder
workspaces-yours = Hvor du hører til
workspaces-console = Platformen
workspaces-none-title = Du har ikke noget arbejdsområde endnu
workspaces-none = { $email } hører ikke til noget arbejdsområde. Bed dit firmas administrator om at tilføje adressen. Har du en anden, så log ud og brug den.
nav-tenants-line = Arbejdsområder, brands, hvad der er hvis
nav-timeline-line = Hvad der skete, i alle systemer
nav-sources-line = Hvor vi hører fra, og hvad der mangler
nav-jobs-line = Hvad der er bestilt og ikke gjort endnu
nav-people-line = Alle på platformen, og hvor de hører til

## Startside med apps

# Datoen på plakaten: ugedag og dag står ovenover.
poster-month = { $month } { $year }, uge { $week }
launcher-title = Apps
launcher-heading = Apps hos { $tenant }
launcher-filter = Filtrér apps
launcher-apps = Dine apps
launcher-links = Fra { $tenant }
launcher-empty-title = Ingen apps endnu
launcher-empty = De apps, som { $tenant } slår til, kommer frem her. Din administrator ved, hvilke der er på vej.
launcher-no-match-title = Der er ikke noget, der hedder “{ $text }”
launcher-no-match = Søg efter en del af navnet, for eksempel “mail”.
launcher-show-all = Vis alle apps
launcher-why = Hvorfor kan jeg ikke se en app?
launcher-ask = Spørg efter den:

app-mail = Mail
app-mail-line = Indbakke og delte postkasser
app-calendar = Kalender
app-calendar-line = Din, teams, lokaler
app-files = Filer
app-files-line = Spaces og delinger
app-office = Office
app-office-line = Tekst, tabeller, slides
app-chat = Chat
app-chat-line = Kanaler og direkte beskeder
app-meet = Møder
app-meet-line = Rum med et link

## Ens egen side

me-title = Din konto
me-account = Konto
me-account-what = Adressen kommer fra din login-tjeneste og ændres der.
me-role-here = Din rolle her
me-role-platform = Din rolle på platformen
me-settings = Sprog og udseende
me-settings-what = Gemmes med din konto, for hver browser du logger ind med.
me-sessions = Sessioner
me-sessions-what = Alle de browsere, du er logget ind på. Afslut dem, du ikke kender.
me-all = Vis alle { $count }
me-sign-out = Afslutter sessionen i denne browser.
session-device = Enhed
session-signed-in = Logget ind
session-last-seen = Sidst aktiv
session-this = Denne her
session-end = Afslut
session-end-named = Afslut sessionen: { $device }
session-platform = Platform
device = { $browser } på { $system }
device-unknown = Ukendt enhed
