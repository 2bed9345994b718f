# Der Schreibtisch: Personen, Mandanten, ein Mandant.

## Personen

people-summary =
    { $total ->
        [one] 1 Person
       *[other] { $total } Personen
    }: { $active } aktiv, { $invited } eingeladen, { $suspended } gesperrt.
people-search = Name oder Adresse
people-of = Personen von { $tenant }
people-name = Name
people-address = Adresse
people-role = Rolle
people-last-sign-in = Letzte Anmeldung
people-second-factor = Zweiter Faktor
second-factor-used = Benutzt
second-factor-unused = Nicht benutzt
second-factor-unknown = Noch nicht bekannt
people-state = Zustand
people-never = Nie
people-no-match-title = Niemand passt
people-no-match = Auf keine Person treffen die Suche und alle Filter zusammen zu.
people-none-title = Noch niemand hier
people-none = Wer in diesem Arbeitsbereich eine Rolle bekommt, erscheint hier, mit der Zeit der letzten Anmeldung.
people-beyond-title = Diese Seite ist leer
people-beyond = Die Liste endet vorher. Vielleicht ist jemand gegangen, seit der Link entstand.
people-first-page = Erste Seite

## Alle Personen, für Betreiber

everybody-count =
    { $count ->
        [one] 1 Person.
       *[other] { $count } Personen.
    }
everybody-about = Was für eine Person zu tun ist, geschieht in ihrem Mandanten oder beim Anmeldedienst.
everybody-role = Auf der Plattform
everybody-more = und { $count } weitere
everybody-no-match = Niemand auf der Plattform hat das im Namen oder in der Adresse.

## Eine Person

people-add = Person hinzufügen
person-new-what = Die Person bekommt eine E-Mail mit einem Link, über den sie ihr Passwort setzt.
person-email = E-Mail-Adresse
person-email-hint = Die Adresse, mit der sich diese Person anmeldet.
person-add = Hinzufügen und einladen
person-events = Was diese Person getan hat
person-role-what = Nur Inhaber ernennen und entlassen Inhaber, und mindestens einer bleibt immer.
person-role-what-admin = Inhaber ernennen nur Inhaber.
person-role-change = Rolle ändern
person-help = Hilfe
person-not-yours = Ihre Rolle ändert nichts an jemandem mit der Rolle „{ $role }“.
person-invite = Einladung noch einmal senden
person-invite-what = Sendet noch eine E-Mail mit einem neuen Link.
person-sessions = Sitzungen beenden
person-sessions-what = Meldet diese Person überall ab. Sie kann sich wieder anmelden.
person-second-factor = Zweiten Faktor zurücksetzen
person-second-factor-what = Für ein verlorenes Telefon oder einen verlorenen Schlüssel. Vergewissern Sie sich, dass wirklich diese Person darum bittet.
person-access = Zugang
person-suspend = Sperren
person-suspend-what = Beendet alle Sitzungen und verhindert die Anmeldung. Alles bleibt erhalten.
person-resume = Entsperren
person-resume-what = Die Person kann sich wieder anmelden, und alles ist wie zuvor.
person-remove = Entfernen…
person-remove-title = Entfernen
person-remove-what = Beendet den Zugang dieser Person zum Arbeitsbereich. Mail und Dateien bleiben.
ask-remove = { $name } aus { $tenant } entfernen?
ask-remove-access = Der Zugang endet jetzt, und mit ihm jede Sitzung.
ask-remove-stays = Mail und Dateien bleiben, bis jemand sie löscht.
ask-remove-back = Die Person kann später wieder hinzugefügt werden.
ask-remove-yes = { $name } entfernen

## Mandanten

tenants-count =
    { $count ->
        [one] 1 Mandant
       *[other] { $count } Mandanten
    }
tenants-first = Die ersten { $count } nach Namen. Suchen Sie, um einen anderen zu finden.
tenants-search = Name, Kurzname oder Domain
tenants-create = Mandanten anlegen
tenants-no-match-title = Kein Mandant passt
tenants-no-match = Suchen Sie nach einem Teil des Namens, des Kurznamens oder der Domain.
tenants-show-all = Alle Mandanten zeigen
tenants-none-title = Noch keine Mandanten
tenants-none = Ein Mandant ist der Arbeitsbereich einer Firma: eigene Adresse, eigene Marke, eigene Personen. Legen Sie den ersten an.

## Ein neuer Mandant

tenant-new-what = Ein Druck genügt: Adresse, Farben, Mail und Dateien entstehen, und der Inhaber wird eingeladen.
tenant-name = Name
tenant-slug = Kurzname
tenant-slug-example = firma
tenant-slug-hint = Ein Teil der Adresse: { $host }. Er lässt sich später nicht ändern.
tenant-domain = Mail-Domain
tenant-domain-hint = Wer eine Adresse mit dieser Endung hat, findet von der Startseite hierher. Für Mail wird sie gebraucht.
tenant-accent = Farbe
tenant-accent-hint = Alle Farben werden aus ihr abgeleitet, und keine Wahl macht Text schwer lesbar. Leer: { $usual }.
tenant-mail = Mail
tenant-files = Dateien
tenant-chat = Chat
tenant-quota = Speicherplatz in GB
tenant-quota-hint = Für die Dateien des ganzen Mandanten, 1 bis 100.000.
owner-title = Inhaber
owner-what = Die erste Person. Sie bekommt eine Einladung und kann die anderen hinzufügen.
owner-name = Name des Inhabers
owner-email = E-Mail-Adresse des Inhabers
invite-to = Wohin die Einladung geht
invite-to-hint = Eine Adresse, die schon heute gelesen werden kann, etwa eine private: Ein neues Postfach lässt sich erst öffnen, wenn sein Passwort gesetzt ist. Leer: die Adresse oben.
invite-language = Sprache der Einladung

## Ein Mandant

tenant-state = Zustand
tenant-created-at = Angelegt
tenant-id = Mandanten-ID
tenant-facts = Angaben
tenant-brand = Marke
tenant-brand-what = Kontraste von mindestens 4,5 : 1 für Text und 3 : 1 für Kanten bleiben gewahrt, welche Farbe es auch ist.
preview-of = So wird { $name } aussehen
preview-help = Hilfe
preview-link = Ein Link
preview-button = Speichern
preview-chosen = Eine gewählte Zeile
contrast-text = Text und Links
contrast-button = Text auf Knöpfen
contrast-edge = Kanten und Fokus
contrast-field = Text auf der Fläche
contrast-ratio = { $whole },{ $tenth } : 1

## Was OCIS von ihm hat

objects-title = Spaces, Personen und Gruppen in OCIS
objects-what = Ereignisse zu diesen gehören diesem Mandanten.
objects-none-title = Noch nichts bekannt
objects-none = Solange kein Space, keine Person und keine Gruppe bekannt ist, bleiben die Einträge von OCIS ohne Mandanten.
objects-tell = Weiteres hinzufügen
objects-attribute = Diesem Mandanten zuordnen
object-name = Name
object-nameless = Ohne Namen
object-kind = Art
object-id = ID in OCIS
object-id-hint = Wie OCIS sie zeigt, etwa 4c510ada-c86b-4815-8820-42cdf82c3d51. Frühere Einträge folgen.
object-how = Woher bekannt
object-told = Angegeben
object-learned = Gelernt
