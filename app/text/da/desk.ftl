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
people-state = Tilstand
people-never = Aldrig
people-no-match-title = Ingen passer
people-no-match = Ingen person her passer på både søgningen og filtrene.
people-none-title = Ingen her endnu
people-none = Alle, der får en rolle i dette arbejdsområde, kommer frem her, med tidspunktet for det seneste login.
people-beyond-title = Denne side er tom
people-beyond = Listen slutter før. Måske er nogen gået, siden linket blev lavet.
people-first-page = Første side

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

tenant-new-what = Den får sin adresse og sine farver med det samme. Personer, mail og filer bliver ikke oprettet af det.
tenant-name = Navn
tenant-slug = Kort navn
tenant-slug-example = firma
tenant-slug-hint = En del af adressen: { $host }. Det kan ikke ændres senere.
tenant-domain = Maildomæne
tenant-domain-hint = Den, der har en adresse med den endelse, finder vej fra forsiden.
tenant-accent = Farve
tenant-accent-hint = Alle farver udledes af den, og intet valg gør tekst svær at læse. Tomt: { $usual }.

## Én kunde

tenant-state = Tilstand
tenant-created-at = Oprettet
tenant-id = Kunde-id
tenant-facts = Oplysninger
tenant-events = Hændelser hos denne kunde
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

objects-title = Kendt i OCIS
objects-what = Det afgør, hvis en hændelse er.
objects-none-title = Intet kendt endnu
objects-none = Så længe hverken space, person eller gruppe er kendt, står hændelser fra OCIS uden kunde.
objects-tell = Angiv, hvad der også er deres
objects-attribute = Knyt til denne kunde
object-name = Navn
object-nameless = Uden navn
object-kind = Slags
object-id = Id i OCIS
object-id-hint = Som OCIS viser det, fx 4c510ada-c86b-4815-8820-42cdf82c3d51. Tidligere hændelser følger med.
object-how = Hvor vi ved det fra
object-told = Angivet
object-learned = Lært
