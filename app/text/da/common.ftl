# Ord, der står på mange sider.

## Dage og tider

weekday-monday = mandag
weekday-tuesday = tirsdag
weekday-wednesday = onsdag
weekday-thursday = torsdag
weekday-friday = fredag
weekday-saturday = lørdag
weekday-sunday = søndag

month-january = januar
month-february = februar
month-march = marts
month-april = april
month-may = maj
month-june = juni
month-july = juli
month-august = august
month-september = september
month-october = oktober
month-november = november
month-december = december

# En dag i dette år, fx “tirsdag den 24. november”.
day-long = { $weekday } den { $day }. { $month }
day-long-year = { $weekday } den { $day }. { $month } { $year }
day-full = { $day }. { $month } { $year }

# Nære tidspunkter. I en tabel begynder de med stort; det sørger siden for.
when-now = nu
when-minutes = for { $minutes } min. siden
when-today = i dag kl. { $time }
when-yesterday = i går kl. { $time }

## Rammen om hver side

skip-to-content = Gå til indholdet
menu = Menu
breadcrumb = Sti
nav-main = Hovednavigation
nav-launcher = Tilbage til apps
nav-people = Personer
nav-timeline = Tidslinje
nav-tenants = Kunder
nav-sources = Kilder
nav-jobs = Opgaver
console-administration = Administration
console-operator = Drift
account-of = Din konto: { $name }

language = Sprog
theme = Udseende
theme-system = Som systemet
theme-light = Lyst
theme-dark = Mørkt
switch-to-dark = Skift til mørkt
switch-to-light = Skift til lyst

sign-in = Log ind
sign-out = Log ud
try-again = Prøv igen
to-the-start = Til startsiden
save = Gem
cancel = Annuller
close = Luk
none = Ingen
# Et felt, der gerne må være tomt.
optional = { $field } (valgfrit)
# Før det nummer, som også står i loggen.
reference = Reference

## Lister

pages = Sider
pages-span = { $first }–{ $last } af { $total }
page-previous = Forrige side
page-next = Næste side
rows-a-page = { $rows } rækker
filter-remove = Fjern filteret “{ $filter }”
clear-filters = Fjern filtre

## Hvad der gik galt

fault-signed-out-title = Log ind først
fault-signed-out = Denne side er for dem, der er logget ind. Når du har logget ind, kommer du direkte tilbage hertil.
fault-denied-title = Det giver din rolle ikke lov til
fault-denied = Du er logget ind, men det her kræver en anden rolle. En ejer af arbejdsområdet kan give dig den.
fault-denied-platform = Du er logget ind, men det her kræver en anden rolle. De, der driver platformen, kan give dig den, eller hos en partner en af partnerens administratorer.
no-workspace-here = Der er intet arbejdsområde på denne adresse.
fault-missing-title = Her er ikke noget
fault-missing = Her er ikke noget, eller også må du ikke se det.
fault-stranger = Du er logget ind som { $email }, og den adresse har ikke adgang her. Log ud for at bruge en anden, eller spørg den, der inviterede dig.
fault-busy-title = For mange forespørgsler
fault-busy = Der kom for mange forespørgsler fra dit netværk. Intet blev ændret. Vent et minut, og prøv så igen.
fault-upstream-title = { $system } svarer ikke
fault-upstream = Vi kunne ikke få fat i { $system }. Intet blev ændret. Prøv igen om et minut.
fault-invalid-title = Det passer ikke
fault-invalid = Forespørgslen indeholdt noget, vi ikke ventede. Intet blev ændret. Gå tilbage, og se efter, hvad du har skrevet.
fault-ours-title = Noget gik i stykker hos os
fault-ours = Vi har noteret, hvad der skete. Med referencen herunder kan supporten finde det.

## Forkert indtastning: hvad der ventedes

wrong-email = En adresse ser sådan ud: navn@firma.example.
wrong-email-letters = En adresse har her ingen æ, ø, å eller accenter. Skriv mueller@firma.example, og et domæne med sit xn---navn.
wrong-name = Et navn har 1 til 80 tegn på én linje.
wrong-slug = Et kort navn har 2 til 32 tegn blandt a–z, 0–9 og enkelte bindestreger. Det begynder med et bogstav og slutter ikke med en bindestreg.
reserved-slug = Det navn beholder platformen selv. Vælg et andet.
wrong-domain = Et domæne har punktummer, ingen kommaer og ingen mellemrum: firma.example.
wrong-domain-letters = Skriv et domæne med den slags bogstaver med sit xn---navn: xn--mller-kva.example for müller.example. Din registrator oplyser det.
wrong-colour = En farve skrives med # og seks tegn blandt 0–9 og a–f: #0b5a6b.
wrong-kind = Vælg et space, en person eller en gruppe.
wrong-id = Et id fra OCIS ser sådan ud: 4c510ada-c86b-4815-8820-42cdf82c3d51. Kopiér det, præcis som OCIS viser det.
taken-slug = En anden kunde har det korte navn. Vælg et andet.
taken-domain = En anden kunde har det domæne.
taken-object = Det tilhører allerede en anden kunde.
mail-needs-domain = Mail kræver et domæne. Angiv et, eller fravælg mail.
mail-needs-own-domain = Mail kræver et bevist domæne, og denne kunde har intet. Ejeren tilføjer et under “Domæner”.
not-provisioned = Denne kunde sættes ikke op herfra.
wrong-person-name = Et navn har 1 til 120 tegn på én linje.
wrong-role = Vælg en af rollerne.
wrong-quota = Lagerpladsen er et helt antal gigabyte fra 1 til 100.000.
wrong-typed = Det er ikke det korte navn. Intet blev slettet.
taken-member = Nogen med den adresse er her allerede.
last-owner = Arbejdsområdet skal have en ejer. Gør først en anden til ejer.
not-closing = Kun en kunde, der er ved at lukke, kan slettes. Luk den først.
grace-period = Fristen er ikke udløbet. Intet blev slettet.
wrong-tenant-state = Tilstanden tillader det ikke. Se på siden igen: nogen har måske ændret den.
tenant-is-deleted = Denne kunde er ved at blive slettet. Det kan ikke standses.
no-engines = Ingen systemer er sat op her, så intet kan klargøres. Gør konfigurationen færdig.
no-chat = Chat er ikke sat op på denne platform, så ingen kunde kan have det.
wrong-language = Vælg et af sprogene: en, de, fr, da.
wrong-services = Tjenester er mail, files og chat med komma imellem.
taken-host = Denne vært er allerede noteret, her eller et andet sted.
host-of-platform = Navne under platformens eget gives af platformen. Tag et under et af jeres domæner.
host-is-mail = Domænet har jeres mail, og posten for en vært ville slå den fra. Tag et navn under det, for eksempel cloud.firma.example.
host-not-proven = Posten er der ikke endnu. DNS kan tage op til en time; se på posten igen, og prøv så igen.
dns-silent = DNS svarer ikke. Prøv igen om et minut.
known-person = Denne person har allerede en konto. Lad feltet være tomt: beskeden går til personens egen adresse.
foreign-domain = Denne adresse hører til et andet firma.
works-elsewhere = Denne person arbejder også andre steder med den samme konto. Kun platformens operatører kan gøre dette.
not-in-engines = Personen findes ikke i systemerne, så der er intet at gøre.
no-workspace = Intet arbejdsområde bruger den adresse. Se efter, hvad der står efter @, eller spørg dit firma om linket.

## Færdigt

tenant-created = Kunden er oprettet.
object-attributed = Noteret. Hændelser om det hører nu til denne kunde.
session-ended = Sessionen er afsluttet.
provision-again-done = Det forsøges igen nu.
provision-cancel-done = Klargøringen er afbrudt. Det, der er lavet, bliver.
provision-pause-done = Sat på pause. Kun adgang, der er taget fra nogen, lukkes stadig.
provision-resume-done = Det fortsætter.
provision-look-done = Alt bliver set efter igen.
provision-repair-done = Rettelsen er begyndt.
tenant-suspend-done = Spærret. Ingen kan logge ind.
tenant-extend-done = Gemt. Systemerne bringes i overensstemmelse.
tenant-resume-done = Aktiv igen.
tenant-close-done = Kunden lukkes, og ejerne får besked.
tenant-delete-done = Kunden bliver slettet.
member-added = Tilføjet. Invitationen er på vej.
member-role-done = Rollen er ændret.
member-suspend-done = Spærret og logget ud alle steder.
member-resume-done = Kan logge ind igen.
member-remove-done = Fjernet. Mail og filer bliver.
member-sessions-done = Logget ud alle steder.
member-second-factor-done = Anden faktor er nulstillet.
member-invite-done = En ny invitation er på vej.

## Roller, tilstande, slags

role-member = Medlem
role-helpdesk = Helpdesk
role-auditor = Revisor
role-admin = Administrator
role-owner = Ejer
role-partner_agent = Partnermedarbejder
role-partner_admin = Partneradministrator
role-operator_auditor = Platformens revisor
role-operator = Operatør

member-state-active = Aktiv
member-state-invited = Inviteret
member-state-suspended = Spærret

tenant-state-active = Aktiv
tenant-state-suspended = Spærret
tenant-state-closing = Lukkes

object-kind-space = Space
object-kind-user = Person
object-kind-group = Gruppe
object-kind-node = Fil eller mappe
object-kind-link = Link
object-kind-application = Applikation
object-kind-provider = Udbyder
object-kind-brand = Mærke
object-kind-domain = Domæne
