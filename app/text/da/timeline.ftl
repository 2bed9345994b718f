# Tidslinjen, en hændelses egen side, kilderne, karantænen.

## Tidslinjen

timeline-title = Tidslinje
timeline-about = Hvad der skete i alle systemer, nyeste først.
timeline-about-tenant = Hvad der skete i dette arbejdsområde, nyeste først.
timeline-today = { $count ->
    [one] 1 hændelse i dag.
   *[other] { $count } hændelser i dag.
}
timeline-search = Person, objekt, adresse, forespørgsel
day-quiet = Intet endnu i dag
older = Hent ældre
newest = Tilbage til de nyeste
shown = { $shown } vist.
oldest = Den ældste, vi har, er fra:
no-tenant = Ingen kunde

# Et tidspunkt på en anden dag.
moment = { $day }. { $month }, { $time }
moment-year = { $day }. { $month } { $year }, { $time }

## Live. Siden sætter selv antal og klokkeslæt ind.

live = Live
live-stopped = Standset kl. { $time }
live-new = { $n ->
    [one] 1 ny hændelse
   *[other] { $n } nye hændelser
}
live-shown = { $n ->
    [one] 1 ny hændelse vist
   *[other] { $n } nye hændelser vist
}
live-failed = Kunne ikke hentes. Prøv igen

## Filtre

filter-time = Tid
filter-tenant = Kunde
filter-source = Kilde
filter-who = Hvem
filter-what = Hvad
filter-target = Mål
filter-outcome = Udfald
filter-apply = Filtrér
filter-from = Fra
filter-until = Til
filter-tenant-field = Kort navn
filter-who-field = Nøjagtigt navn eller id
filter-what-field = Handling, f.eks. file_create
filter-target-field = Nøjagtigt navn eller id
time-hour = Seneste time
time-today = i dag
time-yesterday = i går
time-week = seneste 7 dage
time-from = fra { $from }
time-until = til { $until }
time-between = { $from } til { $until }

## Intet at vise

empty-yet = Der er ikke sket noget endnu
empty-yet-text = Så snart nogen logger ind, eller en kilde melder noget, står det her.
empty-yet-text-tenant = Så snart nogen logger ind eller ændrer en fil, står det her.
empty-sources = Se kilderne
empty-filter = Ingen hændelser som denne
empty-filter-text = Intet passer til alle filtre på én gang. Navne skal være nøjagtige; søgningen finder også dele af ord.
empty-span = { $others ->
    [yes] Intet fundet for tiden “{ $span }” og de andre filtre.
   *[no] Der skete intet i denne tid: { $span }.
}
empty-end = Der er ingen ældre hændelser.
empty-oldest = Den ældste, vi gemmer, er fra { $day }.
empty-clear = Vis alt

## Dagen i kvarterer

strip-events = Hændelser
strip-refused = Afvist
strip-lost = Tabt
strip-skip = Spring dagens søjler over
strip-label = Hændelser pr. kvarter i dag.
strip-peak = Flest kl. { $time }: { $count }.
strip-refusals = { $count ->
    [0] Intet blev afvist.
    [one] 1 blev afvist.
   *[other] { $count } blev afvist.
}
strip-gaps = Der mangler poster omkring kl. { $times }.
strip-quarter = { $count ->
    [one] Kl. { $time }, 1 hændelse
   *[other] Kl. { $time }, { $count } hændelser
}
strip-quarter-lost = { $count ->
    [one] Kl. { $time }, 1 hændelse, der mangler poster
   *[other] Kl. { $time }, { $count } hændelser, der mangler poster
}

## Huller

gap = { $source }: poster tabt, opdaget kl. { $until }
gap-bytes = { $source }: { $bytes } tabt, opdaget kl. { $until }
gap-since = { $source }: poster tabt, { $since } til { $until }
gap-bytes-since = { $source }: { $bytes } tabt, { $since } til { $until }
gap-others = Hvad der skete i de andre systemer i den tid, er fuldstændigt.
gap-look = Se kilden
gap-cause-truncated = Loggen blev kortet af, før den var læst til ende.
gap-cause-rewritten = Loggen rummer noget andet end det, der var læst.
gap-cause-vanished = Loggen forsvandt, før den var læst til ende.
gap-cause-restarted = Serveren er startet forfra. Det, den ikke havde sendt, er tabt: den har det kun i hukommelsen.
gap-cause-discarded = Det, der ikke blev modtaget inden for fem minutter, sender Stalwart ikke mere.
gap-cause-too_much = Der kom mere på én gang, end der modtages. Begyndelsen er i karantæne.

## Én hændelse

event = Hændelse
event-parts = Dele af denne hændelse
event-facts = Oplysninger
event-words = Andre felter
event-on-line = Vis på tidslinjen
tab-story = Forløb
tab-raw = Rå post
format-ocis = OCIS
format-relay = Ældre relay-format

fact-happened = Sket
fact-seen = Set
fact-who = Hvem
fact-target = Mål
fact-action = Handling
fact-tenant = Kunde
fact-why = Hvorfor her
fact-source = Kilde
fact-from = Fra
fact-request = Forespørgsel
fact-class = Art
fact-outcome = Udfald
fact-actor-id = Id (hvem)
fact-target-id = Id (mål)
fact-agent = Browser
fact-position = Position
fact-format = Format
fact-length = Længde

happened-unknown = intet tidspunkt i posten; set kl. { $seen }
seen-first = da, for første gang
seen-same = i samme skrivning
seen-later = { $span } senere
seen-before = { $span } før: urene går forskelligt

changes = Før og efter
change-field = Felt
change-before = Før
change-after = Efter
change-nothing = ikke oplyst

raw-redacted = Sådan blev posten gemt. Hemmeligheder i den blev erstattet af *** forinden; kontrolsummen gælder originalen.
raw-relay = Den kom i det ældre relay-format.
raw-none = Dezky har selv skrevet denne post, så der er ikke en anden bag den.

## Hændelsernes ord

class-mutation = Ændring
class-security = Sikkerhed
class-gap = Hul
class-unknown = Ikke forstået

outcome-done = Gennemført
outcome-refused = Afvist
outcome-failed = Mislykket

reason-down = Udbyderen svarede ikke
reason-denied = Udbyderen sagde nej
reason-stale = For sent eller to gange
reason-wrong = Svaret er ikke til at stole på
reason-busy = For mange forsøg

attribution-own = noteret af Dezky selv
attribution-space = efter det rum, det skete i
attribution-account = kendt på kontoen
attribution-correlated = efter andre poster om samme fil eller link
attribution-actor = efter hvem der gjorde det, og de kan også handle andre steder
attribution-platform = platformens egen
attribution-none = intet i posten siger, hvis den er

actor-kind-person = person
actor-kind-partner = partner
actor-kind-service = tjeneste
actor-kind-unknown = ikke oplyst i posten

target-kind-file = fil
target-kind-folder = mappe
target-kind-node = fil eller mappe
target-kind-share = deling
target-kind-link = offentligt link
target-kind-space = rum
target-kind-user = bruger
target-kind-group = gruppe
target-kind-tenant = kunde
target-kind-person = person
target-kind-session = session
target-kind-sign_in = login
target-kind-path = adresse
target-kind-log = log

## Kilder

sources-title = Kilder
sources-about = Hvor tidslinjen hører fra, hvor langt den har læst, og hvad den ikke kunne læse.
source-platform = Platform
source-listens-platform = Skrives sammen med ændringen.
source-listens-file = { $file }, følges løbende.
source-listens-authentik = API og webhook.
source-listens-ocis = Auditlog.
source-listens-stalwart = Webhook og logfil.
source-kept = { $count ->
    [one] 1 hændelse gemt.
   *[other] { $count } hændelser gemt.
}
source-off = Ikke tilsluttet endnu. Herfra står der intet på tidslinjen.
source-state-complete = Fuldstændig
source-state-gaps = { $count ->
    [one] 1 hul
   *[other] { $count } huller
}
source-state-behind = { $size } bagud
source-state-failing = Tavs
source-state-silent = Tavs siden { $time }
source-state-waiting = Venter på sin fil
source-state-off = Ikke tilsluttet
source-strip = { $source }: poster pr. kvarter i dag
source-position = position
source-last = sidst
source-no-event = intet endnu
source-error = Det seneste forsøg mislykkedes:
dropped = { $count ->
    [one] 1 læsning talt, ikke gemt
   *[other] { $count } læsninger talt, ikke gemt
}
dropped-title = Læsninger talt, ikke gemt
dropped-action = Handling
dropped-count = Antal
num-lag = Bagud
num-hour = Seneste time
num-quarantined = Karantæne
num-gaps = Huller
lag-none = intet

## Listen over huller og karantæne

ledger-title = Huller og karantæne
ledger-about = Det, vi ved er tabt eller ulæst. Intet falder bort uden en linje her.
ledger-empty = Intet tabt, intet ulæst
ledger-empty-text = Et hul i en kilde eller en post, der ikke kan læses, får en linje her med grunden.
ledger-when = Hvornår
ledger-source = Kilde
ledger-what = Hvad
ledger-amount = Mængde
ledger-why = Hvorfor
ledger-state = Tilstand
ledger-act = Se
ledger-gap = Hul
ledger-quarantined = Post i karantæne
ledger-unknown = ukendt
ledger-lost = Tabt
ledger-kept = Gemt, ulæst
ledger-around = Omkring det
ledger-bytes = Vis bytes

unreadable-not_json = Linjen er ikke JSON.
unreadable-not_an_object = Linjen er JSON, men ikke en post.
unreadable-not_utf8 = Linjen er ikke UTF-8.
unreadable-too_long = Linjen er længere, end en post må være.
unreadable-too_deep = Posten er indlejret for dybt.
unreadable-no_action = Intet i posten siger, hvad der blev gjort.
unreadable-cut_off = Linjen har ingen slutning: det, der mangler, kan være et halvt tal.
unreadable-refused = Databasen afviste posten.

quarantine-title = Post i karantæne
quarantine-text = Som tekst
quarantine-about = Styretegn er gjort synlige, hemmeligheder blev erstattet, før posten blev gemt.
quarantine-first = Kun de første { $bytes } blev gemt.
quarantine-hex = { $bytes ->
    [one] Den første byte
   *[other] De første { $bytes } bytes
}

## Mængder

bytes = { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}
span-minutes = { $high } min { $low } s
span-hours = { $high } t { $low } min
span-days = { $high } d { $low } t

## Indgange og det, der fortæller om samme handling

filter-noise = Støj
noise-shown = vises
noise-hidden = { $count ->
    [one] Vis { $count } skjult i dag
   *[other] Vis { $count } skjulte i dag
}
not-by-dezky = Ikke gjort af Dezky
fact-on-behalf = På vegne af
seen-skewed = { $span } før det skete: uret dér går for hurtigt
event-whole = Hele handlingen
tally = : { $records ->
    [one] { $records } post
   *[other] { $records } poster
} i { $systems ->
    [one] { $systems } system
   *[other] { $systems } systemer
}, { $span }
burst-story = Hele historien
burst-more = { $count ->
    [one] Vis den anden post
   *[other] Vis de andre { $count } poster
}
confirm-title = Bekræftet af
confirm-later = +{ $span }

## Beslutninger om kilder og ulæste poster

source-reader = Læses af
source-pause = Sæt på pause
source-pause-of = Sæt { $source } på pause
source-resume = Fortsæt
source-resume-of = Fortsæt med at læse { $source }
source-state-paused = På pause
source-paused = På pause. Den fortsætter, hvor den slap.
source-resumed = Den bliver læst igen.
files-all = { $count ->
    [one] { $count } fil
   *[other] { $count } filer
}
files-title = Kildens filer
files-name = Fil
files-position = Position
files-size = Størrelse
files-lag = Ulæst
files-read = Sidst læst
files-done = læst til ende
quarantine-settle = Hvad der skal ske med den
quarantine-again-about = Efter en opdatering af Dezky kan den måske læses. Så får den sin plads på tidslinjen.
quarantine-cut = Den var længere end det, der er gemt af den, så den kan ikke læses igen.
quarantine-again = Læs den igen
quarantine-again-alike = Læs alle, der venter af samme grund
quarantine-alike = Kassér også de andre fra denne kilde, der venter af samme grund
quarantine-why = Grund til at kassere den
quarantine-why-hint = Gemmes sammen med posten og dit navn.
quarantine-discard = Kassér posten
quarantine-was-read = Læst alligevel: { $at }
quarantine-was-discarded = Kasseret af { $by }, { $at }: { $why }
quarantine-read = Den blev læst og står nu på tidslinjen.
quarantine-read-alike = Det, der nu kan læses, står på tidslinjen. Resten venter.
quarantine-discarded = Kasseret. Posten og din begrundelse bliver gemt.
wrong-reason = Skriv, hvorfor den må kasseres.
wrong-still-unreadable = Den kan stadig ikke læses.
wrong-source = Dezkys egen optegnelse kan ikke sættes på pause.

export = Eksportér
export-csv = Tabel (CSV)
export-ndjson = Alt, et JSON-objekt pr. linje

## Saved views

views = Gemte visninger
views-all = Alt
view-save = Gem visning
view-name = Visningens navn
view-hint = Beholder filtre og søgning, ikke tidsrummet.
view-keep = Gem
view-remove = Fjern visning
view-remove-named = Fjern visningen “{ $name }”
view-removed = Visning fjernet.
wrong-view-name = Et navn har 1 til 40 tegn på én linje.
view-name-taken = Der er allerede en visning med det navn.
view-of-all = Filtrér først efter noget.
views-full = Der er allerede 20 visninger. Fjern først en.
target-kind-view = visning
act-view-save = { $actor } gemte visningen { $target }
act-view-remove = { $actor } fjernede visningen { $target }
