# Skrivebordet: personer, kunder, én kunde.

## Personer

people-summary =
    { $total ->
        [one] 1 person
       *[other] { $total } personer
    }: { $active } aktive, { $invited } inviterede, { $suspended } spærrede.
people-search = Navn eller adresse
people-of = Personer hos { $tenant }
people-name = Navn
people-address = Adresse
people-role = Rolle
people-last-sign-in = Seneste login
people-second-factor = Anden faktor
second-factor-used = Brugt
second-factor-unused = Ikke brugt
second-factor-unknown = Endnu ikke kendt
people-state = Tilstand
people-never = Aldrig
people-no-match-title = Ingen passer
people-no-match = Ingen person her passer på både søgningen og filtrene.
people-none-title = Ingen her endnu
people-none = Alle, der får en rolle i dette arbejdsområde, kommer frem her, med tidspunktet for det seneste login.
people-beyond-title = Denne side er tom
people-beyond = Listen slutter før. Måske er nogen gået, siden linket blev lavet.
people-first-page = Første side

## Alle personer, for operatører

everybody-count =
    { $count ->
        [one] 1 person.
       *[other] { $count } personer.
    }
everybody-about = Det, der skal gøres for en person, gøres hos personens kunde eller hos login-tjenesten.
everybody-role = På platformen
everybody-more = og { $count } til
everybody-no-match = Ingen på platformen har dette i navnet eller adressen.

## Én person

people-add = Tilføj en person
person-new-what = Personen får en e-mail med et link til at vælge adgangskode.
person-email = E-mailadresse
person-email-hint = Den adresse, personen logger ind med.
person-add = Tilføj og inviter
person-events = Hvad personen har gjort
person-role-what = Kun ejere udnævner og afsætter ejere, og der er altid mindst én tilbage.
person-role-what-admin = Kun ejere udnævner ejere.
person-role-change = Skift rolle
person-help = Hjælp
person-not-yours = Din rolle ændrer intet ved en person med rollen “{ $role }”.
person-invite = Send invitationen igen
person-invite-what = Sender en ny e-mail med et nyt link.
person-sessions = Afslut sessioner
person-sessions-what = Logger personen ud alle steder. Personen kan logge ind igen.
person-second-factor = Nulstil anden faktor
person-second-factor-what = Til en mistet telefon eller nøgle. Vær sikker på, at det virkelig er personen selv, der beder om det.
person-access = Adgang
person-suspend = Spær
person-suspend-what = Afslutter alle sessioner og forhindrer login. Alt bevares.
person-resume = Ophæv spærringen
person-resume-what = Personen kan logge ind igen, og alt er som før.
person-remove = Fjern…
person-remove-title = Fjern
person-remove-what = Afslutter personens adgang til arbejdsområdet. Mail og filer bliver.
ask-remove = Fjern { $name } fra { $tenant }?
ask-remove-access = Adgangen slutter nu, og det gør alle sessioner også.
ask-remove-stays = Mail og filer bliver, til nogen sletter dem.
ask-remove-back = Personen kan tilføjes igen senere.
ask-remove-yes = Fjern { $name }

## Kunder

tenants-count =
    { $count ->
        [one] 1 kunde
       *[other] { $count } kunder
    }
tenants-first = De første { $count } efter navn. Søg for at finde en anden.
tenants-search = Navn, kort navn eller domæne
tenants-create = Opret kunde
tenants-no-match-title = Ingen kunde passer
tenants-no-match = Søg efter en del af navnet, det korte navn eller domænet.
tenants-show-all = Vis alle kunder
tenants-none-title = Ingen kunder endnu
tenants-none = En kunde er et firmas arbejdsområde: egen adresse, eget brand, egne personer. Opret den første.

## En ny kunde

tenant-new-what = Ét tryk laver adresse, farver, mail og filer og inviterer ejeren.
tenant-name = Navn
tenant-slug = Kort navn
tenant-slug-example = firma
tenant-slug-hint = En del af adressen: { $host }. Det kan ikke ændres senere.
tenant-domain = Maildomæne
tenant-domain-hint = Den, der har en adresse med den endelse, finder vej fra forsiden. Mail kræver et.
tenant-accent = Farve
tenant-accent-hint = Alle farver udledes af den, og intet valg gør tekst svær at læse. Tomt: { $usual }.
tenant-mail = Mail
tenant-files = Filer
tenant-chat = Chat
tenant-quota = Lagerplads i GB
tenant-quota-hint = Til hele kundens filer, 1 til 100.000.
owner-title = Ejer
owner-what = Den første person. Vedkommende får en invitation og kan tilføje de andre.
owner-name = Ejerens navn
owner-email = Ejerens e-mailadresse
invite-to = Hvor invitationen sendes hen
invite-to-hint = En adresse, der kan læses i dag, fx en privat: en ny postkasse kan ikke åbnes, før adgangskoden er valgt. Tomt: adressen ovenfor.
invite-language = Invitationens sprog

## Én kunde

tenant-state = Tilstand
tenant-created-at = Oprettet
tenant-id = Kunde-id
tenant-facts = Oplysninger
tenant-brand = Brand
tenant-brand-what = Kontraster på mindst 4,5 : 1 for tekst og 3 : 1 for kanter holdes, uanset farven.
preview-of = Sådan kommer { $name } til at se ud
preview-help = Hjælp
preview-link = Et link
preview-button = Gem
preview-chosen = En valgt række
contrast-text = Tekst og links
contrast-button = Tekst på knapper
contrast-edge = Kanter og fokus
contrast-field = Tekst på fladen
contrast-ratio = { $whole },{ $tenth } : 1

## Hvad OCIS har af den

objects-title = Rum, personer og grupper i OCIS
objects-what = Hændelser om disse hører til denne kunde.
objects-none-title = Intet kendt endnu
objects-none = Så længe hverken space, person eller gruppe er kendt, står hændelser fra OCIS uden kunde.
objects-tell = Tilføj en mere
objects-attribute = Knyt til denne kunde
object-name = Navn
object-nameless = Uden navn
object-kind = Slags
object-id = Id i OCIS
object-id-hint = Som OCIS viser det, fx 4c510ada-c86b-4815-8820-42cdf82c3d51. Tidligere hændelser følger med.
object-how = Hvor vi ved det fra
object-told = Angivet
object-learned = Lært
