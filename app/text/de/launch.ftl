# Die Startseite, wie jemand sie ordnet, Apps und Links eines Mandanten, Ankündigungen.

nav-apps = Apps
nav-announcements = Ankündigungen
nav-announcements-line = Was jede Startseite sagt

## Die Startseite

launcher-arrange = Ordnen
launcher-arranged = Fertig
launcher-arranging-title = Ordnen Sie Ihre Kacheln
launcher-arranging = Verschieben Sie sie mit den Pfeilen oder ziehen Sie sie. Angeheftete Kacheln bleiben vorn.
launcher-filter-hint = Apps filtern, oder mit Strg K alles suchen
launcher-down = Nicht verfügbar, wir wissen es
launcher-pin = { $name } anheften
launcher-up = { $name } nach vorn
launcher-move-down = { $name } nach hinten
launcher-recents = Wo Sie zuletzt waren
launcher-not-ordered = gehört nicht zu dem, was { $tenant } hat.
launcher-switched-off = ist für { $tenant } ausgeschaltet.
launcher-other-groups = ist für Gruppen, zu denen Sie nicht gehören.
launcher-ask-admin = Fragen Sie, wer { $tenant } verwaltet.

## Apps und Links

apps-about = Was auf der Startseite Ihrer Leute steht, und wer es sieht.
apps-apps = Apps der Plattform
apps-links = Links Ihres Unternehmens
apps-app = App
apps-link = Link
apps-seen-by = Wer es sieht
apps-seen-by-hint = Alle, solange Sie keine Gruppen wählen. Sonst nur diese Gruppen.
apps-everybody-sees = Alle sehen es. Damit nur manche es sehen, legen Sie zuerst eine Gruppe an.
apps-state = Zustand
apps-acts = Ändern
apps-everybody = Alle
apps-not-ordered = Nicht enthalten
apps-on = Ein
apps-off = Aus
apps-switch-on = Einschalten
apps-switch-on-named = { $name } einschalten
apps-switch-off = Ausschalten
apps-switch-off-named = { $name } ausschalten
apps-who = Wer es sieht…
apps-who-named = Wer { $name } sieht…
apps-no-links-title = Noch keine Links
apps-no-links = Links zu anderen Seiten Ihres Unternehmens stehen auf der Startseite unter den Apps.
apps-given = Von der Plattform vorgegeben und dort zu ändern: { $names }.
link-new = Link hinzufügen
link-about = Er steht auf der Startseite unter den Apps, am Ende der Links Ihres Unternehmens.
link-add = Link hinzufügen
link-name = Name
link-url = Adresse
link-url-hint = Sie beginnt mit https:// und öffnet sich anstelle der Startseite.
link-icon = Symbol
link-edit = Bearbeiten
link-edit-named = { $name } bearbeiten
link-remove = Link entfernen
link-remove-what = Er verschwindet von jeder Startseite. Die Seite, zu der er führt, bleibt.

link-icon-link-simple = Kette
link-icon-receipt = Beleg
link-icon-fork-knife = Messer und Gabel
link-icon-book-open-text = Buch
link-icon-users = Menschen
link-icon-buildings = Gebäude
link-icon-calendar-blank = Kalender
link-icon-file-text = Dokument
link-icon-folder-open = Ordner
link-icon-globe = Globus

## Ankündigungen

announcements-about = Wer die Startseite Ihres Unternehmens öffnet, liest sie dort.
announcements-about-platform = Wer eine Startseite öffnet, gleich welches Mandanten, liest sie dort.
announcements-told = Angekündigt
announcements-none-title = Nichts angekündigt
announcements-none = Was Sie unten schreiben, steht hier mit seinem Verfasser, noch lange nachdem es vorbei ist.
announcement-new = Ankündigung schreiben
announcement-write = Ankündigen
announcement-title = Titel
announcement-text = Text
announcement-severity = Art
announcement-from = Von
announcement-from-hint = In { $zone }. Leer: sofort.
announcement-to = Bis
announcement-by = Von wem
announcement-state = Zustand
announcement-waits = Wartet
announcement-over-state = Vorbei
announcement-end = Jetzt beenden
announcement-end-named = „{ $title }“ jetzt beenden
announcement-hide = „{ $title }“ ausblenden
announcement-until = Bis { $time }
severity-info = Hinweis
severity-warn = Warnung
severity-bad = Störung

## Falsche Eingaben: was erwartet wurde

wrong-link-name = Ein Name hat 1 bis 60 Zeichen in einer Zeile.
wrong-link-url = Eine Adresse beginnt mit https:// und hat höchstens 500 Zeichen ohne Leerzeichen: https://kantine.firma.example/plan
wrong-link-icon = Wählen Sie eines der Bilder.
wrong-severity = Wählen Sie Hinweis, Warnung oder Störung.
wrong-title = Ein Titel hat 1 bis 120 Zeichen in einer Zeile.
wrong-text = Ein Text hat höchstens 500 Zeichen.
wrong-from = Ein Zeitpunkt hat Tag und Uhrzeit. Lassen Sie das Feld leer, um sofort zu beginnen.
wrong-until = Das Ende ist ein Tag mit Uhrzeit nach dem Beginn.
announcement-past = Dieses Ende ist schon vorbei. Wählen Sie ein späteres.
announcement-over = Diese Ankündigung ist schon vorbei.
app-not-ordered = Ihr Arbeitsbereich hat diese App nicht.
too-many-links = Es gibt schon 60 Links. Entfernen Sie zuerst einen.

## Getan

app-on-done = Eingeschaltet.
app-off-done = Ausgeschaltet. Niemand sieht es mehr.
app-groups-done = Gespeichert. Die Startseiten zeigen es ab jetzt so.
link-added = Link hinzugefügt.
link-edited = Link gespeichert.
link-removed = Link entfernt.
link-moved = Verschoben.
announcement-written = Angekündigt.
announcement-ended = Beendet. Niemand sieht sie mehr.

## Was daraus wurde, auf der Zeitleiste

act-app-on = { $has-app ->
    [yes] { $actor } hat { $app } eingeschaltet
   *[no] { $actor } hat { $target } eingeschaltet
}
act-app-off = { $has-app ->
    [yes] { $actor } hat { $app } ausgeschaltet
   *[no] { $actor } hat { $target } ausgeschaltet
}
act-app-groups = { $has-app ->
    [yes] { $actor } hat geändert, wer { $app } sieht
   *[no] { $actor } hat geändert, wer { $target } sieht
}
act-tile-add = { $actor } hat den Link { $target } hinzugefügt
act-tile-edit = { $actor } hat den Link { $target } geändert
act-tile-remove = { $actor } hat den Link { $target } entfernt
act-tile-order = { $actor } hat den Link { $target } verschoben
act-tile-pin = { $has-app ->
    [yes] { $actor } hat { $app } auf der eigenen Startseite angeheftet
   *[no] { $actor } hat { $target } auf der eigenen Startseite angeheftet
}
act-tile-unpin = { $has-app ->
    [yes] { $actor } hat { $app } auf der eigenen Startseite gelöst
   *[no] { $actor } hat { $target } auf der eigenen Startseite gelöst
}
act-tile-move = { $has-app ->
    [yes] { $actor } hat { $app } auf der eigenen Startseite verschoben
   *[no] { $actor } hat { $target } auf der eigenen Startseite verschoben
}
act-announcement-write = { $actor } hat { $target } angekündigt
act-announcement-end = { $actor } hat die Ankündigung { $target } beendet
act-announcement-hide = { $actor } hat die Ankündigung { $target } auf der eigenen Startseite ausgeblendet
target-kind-app = App
target-kind-tile = Link auf der Startseite
target-kind-announcement = Ankündigung
field-app_state = Zustand
field-link = Adresse
field-icon = Symbol
field-shown_to = wer es sieht
field-place = Platz
field-severity = Art
field-title = Titel
field-text = Text
field-announced_from = Beginn
field-announced_until = Ende
