# Die Suche nach allem, als Fenster und als Seite.

find-jump = Suchen oder springen…
find-title = Suche
find-everything = Personen, Apps und Einstellungen suchen
find-results = Ergebnisse
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
