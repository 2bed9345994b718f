# Gruppen der Personen eines Mandanten.

nav-groups = Gruppen
groups-count =
    { $count ->
        [one] 1 Gruppe.
       *[other] { $count } Gruppen.
    }
groups-what = Eine Gruppe bestimmt, wer welche Kachel sieht. Zugang gibt sie nicht.
groups-none-title = Noch keine Gruppen
groups-none = Fassen Sie Personen, die zusammengehören, in einer Gruppe zusammen. Kacheln können dann nur für einige da sein.
group-name = Name
group-name-hint = 1 bis 60 Zeichen, ohne Komma.
group-create = Gruppe anlegen
groups-make = Gruppe anlegen
group-people = Personen
group-count =
    { $count ->
        [one] 1 Person
       *[other] { $count } Personen
    }
group-people-of = Personen in { $group }
group-empty-title = Noch niemand darin
group-empty = Suchen Sie unten nach den Personen, die hierher gehören.
group-acts = Aufnehmen oder herausnehmen
group-add = In die Gruppe aufnehmen
group-add-one = { $name } in die Gruppe aufnehmen
group-take = Herausnehmen
group-take-one = { $name } aus der Gruppe herausnehmen
group-is-in = In der Gruppe
group-join = Personen aufnehmen
group-found = Gefundene Personen
group-found-more = { $count } Personen passen. Suchen Sie nach mehr vom Namen, um die richtige zu finden.
group-rename = Name
group-rename-save = Umbenennen
group-end = Gruppe löschen
group-end-what = Die Personen bleiben. Die nächste Seite sagt, welche Kacheln sich ändern.
group-delete = Löschen…
group-ask = Gruppe { $name } löschen?
group-ask-yes = { $name } löschen
group-ask-people =
    { $count ->
        [0] Niemand ist darin.
        [one] 1 Person verlässt sie und bleibt im Arbeitsbereich.
       *[other] { $count } Personen verlassen sie und bleiben im Arbeitsbereich.
    }
group-ask-provider = Sie verschwindet auch aus dem Identitätsdienst.
group-ask-no-tiles = Keine Kachel ist für diese Gruppe, also sieht niemand etwas anderes als vorher.
group-ask-tile = { $tile } ist nicht mehr für diese Personen da. { $count ->
    [one] Eine andere Gruppe sieht es weiterhin.
   *[other] { $count } andere Gruppen sehen es weiterhin.
}
group-ask-tile-all = { $tile } ist nur für diese Gruppe da. Danach sehen es alle im Arbeitsbereich.

group-created = Gruppe angelegt.
group-renamed = Gruppe umbenannt.
group-deleted = Gruppe gelöscht. Die Personen bleiben.
group-add-done = In die Gruppe aufgenommen.
group-take-done = Aus der Gruppe herausgenommen.
taken-group = Eine andere Gruppe heißt schon so.
too-many-groups = Ein Arbeitsbereich hat höchstens 1.000 Gruppen. Löschen Sie eine, die niemand braucht.
wrong-group = Wählen Sie eine der Gruppen.
wrong-group-name = Der Name einer Gruppe hat 1 bis 60 Zeichen, in einer Zeile, ohne Komma.

people-group = Gruppe
people-groups = Gruppen
people-groups-more = { $names } und { $count } weitere
person-no-groups = In keiner Gruppe
person-join = Weitere Gruppe
person-leave = Aus { $group } herausnehmen

act-group-create = { $actor } hat die Gruppe { $target } angelegt
act-group-rename = { $has-object ->
    [yes] { $actor } hat die Gruppe { $object } in { $target } umbenannt
   *[no] { $actor } hat die Gruppe { $target } umbenannt
}
act-group-delete = { $actor } hat die Gruppe { $target } gelöscht
act-group-add = { $has-object ->
    [yes] { $actor } hat { $target } in die Gruppe { $object } aufgenommen
   *[no] { $actor } hat { $target } in eine Gruppe aufgenommen
}
act-group-take = { $has-object ->
    [yes] { $actor } hat { $target } aus der Gruppe { $object } herausgenommen
   *[no] { $actor } hat { $target } aus einer Gruppe herausgenommen
}
