# Die Suche nach allem, als Fenster und als Seite.

find-jump = Suchen oder springen…
find-title = Suche
find-everything = Personen, Apps und Einstellungen suchen
find-results = Ergebnisse
# The key on a keyboard.
key-control = Strg
find-choose = wählen
find-open = öffnen
find-tab = neuer Tab
find-count =
    { $count ->
        [one] 1 Ergebnis
       *[other] { $count } Ergebnisse
    }
find-people = Personen
find-do = Tun
find-apps = Apps und Einstellungen
find-tenants = Mandanten
find-page = Seite
find-arrange = Apps ordnen
find-did = Was { $name } getan hat
find-send-link = { $name } einen neuen Link senden
find-invite-again = { $name } noch einmal einladen
find-invite = „{ $text }“ einladen
find-nothing = Nichts mit dem Namen „{ $text }“.
find-timeline = Auf der Zeitleiste danach suchen
find-all = Alle Treffer zeigen

# Other words by which an act or a page is found; nobody sees them.
found-by-people-add = einladen, neue Person, Benutzer, Mitglied
found-by-people-import = CSV, Datei, hochladen, Liste
found-by-tenants-create = neuer Mandant, Arbeitsbereich, Kunde, Firma
found-by-nav-people = Benutzer, Mitglieder, Rollen, einladen, sperren, Passwort, Sitzungen
found-by-nav-timeline = Audit, Protokoll, Verlauf, Ereignisse, wer hat was getan, Export
found-by-nav-domains = DNS, MX, SPF, DKIM, DMARC, E-Mail, Einträge
found-by-nav-brand = Logo, Farbe, Name, Host, Aussehen
found-by-nav-settings = Sprache, Sitzungen, Abmeldung, Aufbewahrung, Ereignisse löschen, Alarmpost
found-by-nav-apps = Dienste, Links, Kacheln, abschalten
found-by-nav-tenants = Kunden, Arbeitsbereiche, Abweichung, reparieren, Bereitstellung
found-by-nav-sources = Protokolle, Lücken, Quarantäne, anhalten
found-by-me-title = Profil, Name, Sprache, dunkel, hell, Design, Passwort, Sitzungen, abmelden, ausloggen, Export
