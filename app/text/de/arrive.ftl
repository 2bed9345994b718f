# Ankommen: Startseite, Anmeldung, Launcher, die eigene Seite.

## Startseite

landing-claim-door = Eine Tür zur Arbeit.
landing-claim-desk = Ein Ort, sie zu steuern.
landing-what = Mail, Dateien, Office, Kalender, Chat und Besprechungen für Ihre Firma: unter Ihrem Namen, mit offener Software, in europäischen Rechenzentren.
door-title = Zu Ihrem Arbeitsbereich
door-address = Geschäftliche E-Mail-Adresse
door-example = name@firma.example
door-continue = Weiter
door-hint = Wir suchen den Arbeitsbereich Ihrer Firma und bringen Sie zu seiner eigenen Anmeldung.
door-to = Bei { $name } anmelden
door-opens = Die Anmeldeseite Ihrer Firma öffnet sich.
landing-behind = Was hinter der Tür ist
landing-mail = Mail und Kalender
landing-files = Dateien
landing-office = Office
landing-chat = Chat
landing-identity = Identität
landing-proof = Nachweis
landing-own-timeline = Zeitleiste von { $platform }
landing-promise = Worauf Sie sich verlassen können
landing-see = Sie sehen, wer was getan hat
landing-see-line = Jede Änderung steht auf einer Zeitleiste, auch unsere. Wo ein Eintrag fehlt, sagt und zählt sie es.
landing-leave = Sie können gehen
landing-leave-line = Jedes Programm hinter der Tür ist quelloffen, und Mail, Dateien und Kalender verlassen es über offene Protokolle.
landing-alone = Niemand schaut Ihnen über die Schulter
landing-alone-line = Keine Seite lädt etwas von Fremden: keine Schriften, keine Tracker, keine Bilder.
legal-imprint = Impressum
legal-privacy = Datenschutz
hosted-in =
    { $place ->
        [EU] Betrieben in der EU
       *[other] Betrieben in { $place }
    }

## Eine Anmeldung, die nicht klappte

refused-down-title = Der Anmeldedienst antwortet nicht
refused-down = Nichts ist verloren, und nichts wurde geändert. Versuchen Sie es in einer Minute noch einmal. Wenn es so bleibt, sagen Sie es der Person, die Ihren Arbeitsbereich betreut.
refused-denied-title = Der Anmeldedienst hat abgelehnt
refused-denied = Ihr Konto darf hier nicht herein, oder die Anmeldung wurde abgebrochen. Wenn Sie Zugang haben sollten, kann Ihr Administrator ihn einrichten.
refused-stale-title = Diese Anmeldung gilt nicht mehr
refused-stale = Sie hat zu lange gedauert, wurde schon benutzt oder in einem anderen Fenster begonnen. Fangen Sie neu an, es dauert nur einen Moment.
refused-wrong-title = Wir konnten der Antwort nicht trauen
refused-wrong = Der Anmeldedienst hat eine Antwort geschickt, die nicht zu dieser Anmeldung gehört. Wir haben sie nicht verwendet, und niemand wurde angemeldet. Versuchen Sie es noch einmal. Wenn es wieder geschieht, geben Sie Ihrem Administrator die Kennung.
refused-busy-title = Zu viele Anmeldungen aus Ihrem Netz
refused-busy = Eine Minute lang nehmen wir keine weiteren an. Warten Sie kurz und versuchen Sie es dann noch einmal.

## Wahl des Arbeitsbereichs

workspaces-title = Ihre Arbeitsbereiche
workspaces-yours = Wo Sie dazugehören
workspaces-console = Die Plattform
workspaces-none-title = Sie haben noch keinen Arbeitsbereich
workspaces-none = { $email } gehört zu keinem Arbeitsbereich. Bitten Sie den Administrator Ihrer Firma, diese Adresse aufzunehmen. Wenn Sie eine andere haben, melden Sie sich ab und verwenden Sie die andere.
nav-tenants-line = Arbeitsbereiche, Marken, was wem gehört
nav-timeline-line = Was geschehen ist, in jedem System
nav-sources-line = Woher wir hören, und was fehlt
nav-jobs-line = Was aufgetragen und noch nicht erledigt ist
nav-people-line = Alle auf der Plattform, und wohin sie gehören

## Launcher

# Das Datum auf dem Plakat: Wochentag und Tag stehen darüber.
poster-month = { $month } { $year }, Woche { $week }
launcher-title = Apps
launcher-heading = Apps von { $tenant }
launcher-filter = Apps filtern
launcher-apps = Ihre Apps
launcher-links = Von { $tenant }
launcher-empty-title = Noch keine Apps
launcher-empty = Hier erscheinen die Apps, die { $tenant } einschaltet. Ihr Administrator weiß, welche geplant sind.
launcher-no-match-title = Nichts mit dem Namen „{ $text }“
launcher-no-match = Suchen Sie nach einem Teil des Namens, etwa „mail“.
launcher-show-all = Alle Apps zeigen
launcher-why = Warum sehe ich eine App nicht?
launcher-ask = Fragen Sie danach:

app-mail = Mail
app-mail-line = Posteingang und gemeinsame Postfächer
app-calendar = Kalender
app-calendar-line = Ihr eigener, Teams, Räume
app-files = Dateien
app-files-line = Spaces und Freigaben
app-office = Office
app-office-line = Texte, Tabellen, Folien
app-chat = Chat
app-chat-line = Kanäle und direkte Nachrichten
app-meet = Besprechungen
app-meet-line = Räume mit einem Link

## Die eigene Seite

me-title = Ihr Konto
me-account = Konto
me-account-what = Die Adresse kommt von Ihrem Anmeldedienst und wird dort geändert.
me-role-here = Ihre Rolle hier
me-role-platform = Ihre Rolle auf der Plattform
me-settings = Sprache und Darstellung
me-settings-what = Gilt für Ihr Konto, in jedem Browser, in dem Sie sich anmelden.
me-sessions = Sitzungen
me-sessions-what = Jeder Browser, in dem Sie angemeldet sind. Beenden Sie, was Sie nicht kennen.
me-all = Alle { $count } zeigen
me-sign-out = Beendet die Sitzung in diesem Browser.
session-device = Gerät
session-signed-in = Angemeldet
session-last-seen = Zuletzt aktiv
session-this = Diese hier
session-end = Beenden
session-end-named = Sitzung beenden: { $device }
session-platform = Plattform
device = { $browser } unter { $system }
device-unknown = Unbekanntes Gerät
