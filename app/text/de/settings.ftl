# A tenant at a glance, what it decides for itself, and one’s own page.

nav-overview = Überblick
nav-settings = Einstellungen

## At a glance

overview-about = Wie es { $tenant } geht und was auf jemanden wartet.
overview-tasks = Wartet auf jemanden
overview-nothing = Nichts wartet.
overview-numbers = In Zahlen
overview-domain = { $count ->
    [one] { $domain }: 1 Eintrag braucht Aufmerksamkeit
   *[other] { $domain }: { $count } Einträge brauchen Aufmerksamkeit
}
overview-requests = { $count ->
    [one] 1 Person bittet um Zugang
   *[other] { $count } Personen bitten um Zugang
}
overview-invited = { $count ->
    [one] 1 Einladung ist offen
   *[other] { $count } Einladungen sind offen
}
overview-partners = { $count ->
    [one] 1 Partner darf hier handeln
   *[other] { $count } Partner dürfen hier handeln
}
overview-look = Ansehen
overview-decide = Entscheiden
overview-trouble = { $count ->
    [one] Gestört: 1 Teil
   *[other] Gestört: { $count } Teile
}
overview-at-it = Die Betreiber der Plattform sehen das.
overview-used = Belegt
overview-quota = Kontingent

## Settings

settings-about = Was für diesen Arbeitsbereich gilt. Was Sie leer lassen, ist wie auf der Plattform.
settings-language = Sprache
settings-language-label = Übliche Sprache
settings-language-hint = Für Briefe und für Personen, die keine gewählt haben und deren Browser keine verlangt, die wir sprechen.
settings-language-none = Wie der Browser es verlangt
settings-sessions = Sitzungen
settings-idle = Minuten ohne Anfrage, nach denen eine Sitzung endet
settings-idle-hint = Mindestens 5. Auf der Plattform: { $count }.
settings-hours = Stunden nach der Anmeldung, zu denen eine Sitzung endet
settings-hours-hint = Mindestens 1. Auf der Plattform: { $count }.
settings-retention = Zeitleiste
settings-retention-label = Tage, die Ereignisse aufbewahrt werden
settings-retention-hint = 30 bis 3.650. Auf der Plattform: { $count }. Was älter ist, wird noch am selben Tag endgültig gelöscht.
settings-retention-hint-ever = 30 bis 3.650. Die Plattform bewahrt Ereignisse für immer auf. Was älter ist, wird noch am selben Tag endgültig gelöscht.
settings-forget = Endgültig löschen, was älter ist
retention-shorter = Ereignisse werden damit kürzer aufbewahrt: Was älter ist, wird endgültig und für alle gelöscht. Setzen Sie das Häkchen, wenn das so sein soll, und speichern Sie noch einmal.
settings-alerts = Warnungen
settings-alerts-label = Adressen, die benachrichtigt werden
settings-alerts-hint = Bei neuen Inhabern, vielen fehlgeschlagenen Anmeldungen und Zugang von Partnern. Höchstens 5, durch Kommas getrennt.
settings-saved = Gespeichert.
longer-than-platform = Das ist länger als auf der Plattform. Geben Sie weniger ein oder nichts.
wrong-number = Geben Sie eine ganze Zahl in den Grenzen oben ein oder nichts.
too-many-addresses = Höchstens 5 Adressen können benachrichtigt werden.

## Alerts to a tenant

channel-tenant = Brief an den Mandanten
letter-alert-what-tenant = Sehen Sie auf Ihrer Zeitleiste, was passiert ist:
letter-alert-button-tenant = Zeitleiste öffnen
letter-alert-why-tenant = Sie bekommen das, weil Ihre Adresse in den Einstellungen von { $tenant } steht.

## One’s own page

me-name-hint = Wie Sie hier, in Mail, Dateien und Chat heißen.
me-name-change = Namen ändern
me-renamed = Name geändert.
me-apps = Reihenfolge Ihrer Apps
me-apps-what = Heften Sie die Kacheln Ihrer Startseite an und ordnen Sie sie.
me-apps-arrange = Apps anordnen
me-sign-ins = Letzte Anmeldungen
me-sign-ins-what = Die letzten zehn. War eine nicht von Ihnen, beenden Sie die Sitzung und setzen Sie ein neues Passwort.
sign-in-done = Angemeldet
me-recovery = Passwort und zweiter Faktor
me-recovery-what = Ihr Anmeldedienst verwahrt sie. Ändern Sie sie dort.
me-recovery-ask = Ihr Anmeldedienst verwahrt sie. Kommen Sie nicht mehr hinein, fragen Sie eine Administratorin oder einen Administrator Ihres Arbeitsbereichs nach einem neuen Link.
me-recovery-open = Anmeldedienst öffnen
me-export = Ihre Daten
me-export-what = Alles, was diese Plattform über Sie speichert, als JSON-Datei. Dass Sie es geholt haben, steht auf der Zeitleiste.
me-export-get = Daten mitnehmen

## On the timeline

act-settings-change = { $actor } hat die Einstellungen von { $target } geändert
act-me-rename = { $actor } heißt jetzt { $target }
act-me-export = { $actor } hat die eigenen Daten mitgenommen
act-audit-expire = { $has-count ->
    [yes] { $actor } hat { $count } Ereignisse entfernt, die älter waren als die Aufbewahrung
   *[no] { $actor } hat Ereignisse entfernt, die älter waren als die Aufbewahrung
}
service-retention = Die Aufbewahrung
field-language = Sprache
field-idle_minutes = Minuten bis zum Ende einer Sitzung
field-session_hours = längste Sitzung in Stunden
field-retention_days = Tage der Aufbewahrung
field-alert_mail = benachrichtigte Adressen
