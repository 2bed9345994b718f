# Wörter, die auf vielen Seiten stehen.

## Tage und Zeiten

weekday-monday = Montag
weekday-tuesday = Dienstag
weekday-wednesday = Mittwoch
weekday-thursday = Donnerstag
weekday-friday = Freitag
weekday-saturday = Samstag
weekday-sunday = Sonntag

month-january = Januar
month-february = Februar
month-march = März
month-april = April
month-may = Mai
month-june = Juni
month-july = Juli
month-august = August
month-september = September
month-october = Oktober
month-november = November
month-december = Dezember

# Ein Tag dieses Jahres, etwa „Dienstag, 24. November“.
day-long = { $weekday }, { $day }. { $month }
day-long-year = { $weekday }, { $day }. { $month } { $year }
day-full = { $day }. { $month } { $year }

# Nahe Zeitpunkte. In einer Tabelle beginnen sie groß; darum kümmert sich die Seite.
when-now = jetzt
when-minutes = { $minutes ->
    [one] vor 1 Minute
   *[other] vor { $minutes } Minuten
}
when-today = heute, { $time }
when-yesterday = gestern, { $time }

## Der Rahmen jeder Seite

skip-to-content = Zum Inhalt springen
menu = Menü
breadcrumb = Pfad
nav-main = Hauptnavigation
nav-launcher = Zurück zu den Apps
nav-people = Personen
nav-timeline = Zeitleiste
nav-tenants = Mandanten
nav-sources = Quellen
nav-jobs = Aufträge
console-administration = Verwaltung
console-operator = Betrieb
account-of = Ihr Konto: { $name }

language = Sprache
theme = Darstellung
theme-system = Wie das System
theme-light = Hell
theme-dark = Dunkel
switch-to-dark = Zur dunklen Darstellung
switch-to-light = Zur hellen Darstellung

sign-in = Anmelden
sign-out = Abmelden
try-again = Noch einmal versuchen
to-the-start = Zur Startseite
save = Speichern
cancel = Abbrechen
close = Schließen
none = Keine
# Ein Feld, das leer bleiben darf.
optional = { $field } (optional)
# Vor der Nummer, die auch im Protokoll steht.
reference = Kennung

## Listen

pages = Seiten
pages-span = { $first }–{ $last } von { $total }
page-previous = Vorige Seite
page-next = Nächste Seite
rows-a-page = { $rows } Zeilen
filter-remove = Filter „{ $filter }“ entfernen
clear-filters = Filter entfernen

## Was schiefging

fault-signed-out-title = Melden Sie sich zuerst an
fault-signed-out = Diese Seite ist für angemeldete Personen. Nach der Anmeldung kommen Sie direkt hierher zurück.
fault-denied-title = Ihre Rolle erlaubt das nicht
fault-denied = Sie sind angemeldet, aber dafür braucht es eine andere Rolle. Ein Inhaber des Arbeitsbereichs kann sie Ihnen geben.
fault-denied-platform = Sie sind angemeldet, aber dafür braucht es eine andere Rolle. Wer die Plattform betreibt, kann sie Ihnen geben, oder, bei einem Partner, einer seiner Administratoren.
no-workspace-here = Unter dieser Adresse gibt es keinen Arbeitsbereich.
fault-missing-title = Hier ist nichts
fault-missing = Hier ist nichts, oder Sie dürfen es nicht sehen.
fault-stranger = Sie sind als { $email } angemeldet, und diese Adresse hat hier keinen Zugang. Melden Sie sich ab, um eine andere zu verwenden, oder fragen Sie die Person, die Sie eingeladen hat.
fault-busy-title = Zu viele Anfragen
fault-busy = Aus Ihrem Netz kamen zu viele Anfragen. Nichts wurde geändert. Warten Sie eine Minute und versuchen Sie es dann noch einmal.
fault-upstream-title = { $system } antwortet nicht
fault-upstream = Wir konnten { $system } nicht erreichen. Nichts wurde geändert. Versuchen Sie es in einer Minute noch einmal.
fault-invalid-title = Das passt nicht
fault-invalid = Die Anfrage enthielt etwas, das wir nicht erwartet haben. Nichts wurde geändert. Gehen Sie zurück und prüfen Sie Ihre Eingaben.
fault-ours-title = Bei uns ist etwas schiefgegangen
fault-ours = Wir haben festgehalten, was geschehen ist. Mit der Kennung unten findet es der Support.

## Falsche Eingaben: was erwartet wurde

wrong-email = Eine Adresse sieht so aus: name@firma.example.
wrong-email-letters = Eine Adresse hat hier keine Umlaute und keine Akzente. Schreiben Sie mueller@firma.example, und eine Domain mit ihrem xn---Namen.
wrong-name = Ein Name hat 1 bis 80 Zeichen in einer Zeile.
wrong-slug = Ein Kurzname hat 2 bis 32 Zeichen aus a–z, 0–9 und einzelnen Bindestrichen. Er beginnt mit einem Buchstaben und endet nicht mit einem Bindestrich.
reserved-slug = Diesen Namen behält die Plattform für sich. Wählen Sie einen anderen.
wrong-domain = Eine Domain hat Punkte, keine Kommas und keine Leerzeichen: firma.example.
wrong-domain-letters = Schreiben Sie eine Domain mit solchen Buchstaben mit ihrem xn---Namen: xn--mller-kva.example für müller.example. Ihr Registrar nennt ihn.
wrong-colour = Eine Farbe besteht aus # und sechs Zeichen aus 0–9 und a–f: #0b5a6b.
wrong-kind = Wählen Sie einen Space, eine Person oder eine Gruppe.
wrong-id = Eine ID von OCIS sieht so aus: 4c510ada-c86b-4815-8820-42cdf82c3d51. Kopieren Sie sie genau so, wie OCIS sie zeigt.
taken-slug = Ein anderer Mandant hat diesen Kurznamen. Wählen Sie einen anderen.
taken-domain = Ein anderer Mandant hat diese Domain.
taken-object = Das gehört schon einem anderen Mandanten.
mail-needs-domain = Mail braucht eine Domain. Geben Sie eine an, oder lassen Sie Mail weg.
mail-needs-own-domain = Mail braucht eine nachgewiesene Domain, und dieser Mandant hat keine. Sein Inhaber fügt unter „Domains“ eine hinzu.
not-provisioned = Dieser Mandant wird nicht von hier aus eingerichtet.
wrong-person-name = Ein Name hat 1 bis 120 Zeichen in einer Zeile.
wrong-role = Wählen Sie eine der Rollen.
wrong-quota = Der Speicherplatz ist eine ganze Zahl von Gigabyte, 1 bis 100.000.
wrong-typed = Das ist nicht der Kurzname. Nichts wurde gelöscht.
taken-member = Jemand mit dieser Adresse ist schon hier.
last-owner = Der Arbeitsbereich braucht einen Inhaber. Machen Sie zuerst jemand anderen dazu.
not-closing = Löschen lässt sich nur ein Mandant, der geschlossen wird. Schließen Sie ihn zuerst.
grace-period = Die Frist ist noch nicht abgelaufen. Nichts wurde gelöscht.
wrong-tenant-state = Der Zustand lässt das nicht zu. Sehen Sie die Seite noch einmal an: Vielleicht hat ihn jemand geändert.
tenant-is-deleted = Dieser Mandant wird gelöscht. Das lässt sich nicht aufhalten.
no-engines = Hier sind keine Systeme eingerichtet, also lässt sich nichts bereitstellen. Ergänzen Sie die Konfiguration.
no-chat = Chat ist auf dieser Plattform nicht eingerichtet, also kann kein Mandant ihn haben.
wrong-language = Wählen Sie eine der Sprachen: en, de, fr, da.
wrong-services = Dienste sind mail, files und chat, mit Kommas dazwischen.
taken-host = Dieser Host ist schon vermerkt, hier oder anderswo.
host-of-platform = Namen unterhalb des Namens der Plattform vergibt die Plattform. Nehmen Sie einen unterhalb einer Ihrer Domains.
host-is-mail = Diese Domain trägt Ihre E-Mail, und der Eintrag für einen Host würde sie abschalten. Nehmen Sie einen Namen darunter, etwa cloud.firma.example.
host-not-proven = Der Eintrag ist noch nicht da. DNS braucht bis zu einer Stunde; prüfen Sie den Eintrag und versuchen Sie es erneut.
dns-silent = Das DNS antwortet nicht. Versuchen Sie es in einer Minute erneut.
known-person = Diese Person hat schon ein Konto. Lassen Sie das Feld leer: Die Nachricht geht an ihre eigene Adresse.
foreign-domain = Diese Adresse gehört einer anderen Firma.
works-elsewhere = Diese Person arbeitet mit demselben Konto auch anderswo. Das können nur die Betreiber der Plattform.
not-in-engines = Diese Person ist in den Systemen nicht eingerichtet, es gibt also nichts zu tun.
no-workspace = Zu dieser Adresse gibt es keinen Arbeitsbereich. Prüfen Sie den Teil nach dem @, oder fragen Sie in Ihrer Firma nach dem Link.

## Erledigt

tenant-created = Mandant angelegt.
object-attributed = Vermerkt. Einträge dazu gehören jetzt zu diesem Mandanten.
session-ended = Sitzung beendet.
provision-again-done = Es wird jetzt noch einmal versucht.
provision-cancel-done = Bereitstellung abgebrochen. Was da ist, bleibt.
provision-pause-done = Angehalten. Nur entzogene Zugänge werden noch gesperrt.
provision-resume-done = Es geht weiter.
provision-look-done = Alles wird noch einmal nachgesehen.
provision-repair-done = Die Behebung hat begonnen.
tenant-suspend-done = Gesperrt. Niemand kann sich anmelden.
tenant-extend-done = Gespeichert. Die Systeme werden darauf gebracht.
tenant-resume-done = Wieder aktiv.
tenant-close-done = Der Mandant wird geschlossen, und seine Inhaber werden benachrichtigt.
tenant-delete-done = Der Mandant wird gelöscht.
member-added = Hinzugefügt. Die Einladung ist unterwegs.
member-role-done = Rolle geändert.
member-suspend-done = Gesperrt und überall abgemeldet.
member-resume-done = Kann sich wieder anmelden.
member-remove-done = Entfernt. Mail und Dateien bleiben.
member-sessions-done = Überall abgemeldet.
member-second-factor-done = Zweiter Faktor zurückgesetzt.
member-invite-done = Eine neue Einladung ist unterwegs.

## Rollen, Zustände, Arten

role-member = Mitglied
role-helpdesk = Helpdesk
role-auditor = Prüfer
role-admin = Administrator
role-owner = Inhaber
role-partner_agent = Partner-Mitarbeiter
role-partner_admin = Partner-Administrator
role-operator_auditor = Prüfer der Plattform
role-operator = Betreiber

member-state-active = Aktiv
member-state-invited = Eingeladen
member-state-suspended = Gesperrt

tenant-state-active = Aktiv
tenant-state-suspended = Gesperrt
tenant-state-closing = Wird geschlossen

object-kind-space = Space
object-kind-user = Person
object-kind-group = Gruppe
object-kind-node = Datei oder Ordner
object-kind-link = Link
object-kind-application = Anwendung
object-kind-provider = Anbieter
object-kind-brand = Marke
object-kind-domain = Domain
