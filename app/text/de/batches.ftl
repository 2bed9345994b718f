# Was mit vielen Personen auf einmal geschieht: aus der Liste gewählt oder in einer Datei genannt.

## Die Liste

people-import = Personen importieren
people-pick = Auswählen
people-pick-page = Alle auf dieser Seite auswählen
people-pick-one = { $name } auswählen
bulk-label = Für viele Personen auf einmal
bulk-which = Wen
bulk-ticked = Nur die angekreuzten
bulk-page =
    { $count ->
        [one] Die eine auf dieser Seite
       *[other] Die { $count } auf dieser Seite
    }
bulk-all =
    { $count ->
        [one] Die eine, die passt
       *[other] Alle { $count }, die passen
    }
bulk-add-to-group = In Gruppe aufnehmen
bulk-take-from-group = Aus Gruppe nehmen
bulk-role = Rolle ändern…
bulk-link = Wiederherstellungslink senden
bulk-sessions = Sitzungen beenden
bulk-resume = Entsperren
bulk-suspend = Sperren…

## Was geschieht

deed-import = Personen importieren
deed-set_role = Rolle ändern
deed-add_to_group = In Gruppe aufnehmen
deed-take_from_group = Aus Gruppe nehmen
deed-end_sessions = Sitzungen beenden
deed-send_link = Wiederherstellungslink senden
deed-suspend = Sperren
deed-resume = Entsperren
deed-import-what =
    { $count ->
        [0] Niemand aus der Datei lässt sich hinzufügen.
        [one] 1 Person würde hinzugefügt und bekommt eine E-Mail mit einem Link, über den sie ihr Passwort setzt.
       *[other] { $count } Personen würden hinzugefügt. Jede bekommt eine E-Mail mit einem Link, über den sie ihr Passwort setzt.
    }
deed-set_role-what =
    { $count ->
        [one] 1 Person bekäme diese Rolle anstelle ihrer eigenen.
       *[other] { $count } Personen bekämen diese Rolle anstelle ihrer eigenen.
    }
deed-add_to_group-what =
    { $count ->
        [one] 1 Person käme in diese Gruppe und sähe die Kacheln, die für sie da sind.
       *[other] { $count } Personen kämen in diese Gruppe und sähen die Kacheln, die für sie da sind.
    }
deed-take_from_group-what =
    { $count ->
        [one] 1 Person verließe diese Gruppe und sähe die Kacheln nicht mehr, die für sie da sind.
       *[other] { $count } Personen verließen diese Gruppe und sähen die Kacheln nicht mehr, die für sie da sind.
    }
deed-end_sessions-what =
    { $count ->
        [one] 1 Person würde überall abgemeldet. Sie kann sich wieder anmelden.
       *[other] { $count } Personen würden überall abgemeldet. Sie können sich wieder anmelden.
    }
deed-send_link-what =
    { $count ->
        [one] 1 Person bekäme eine E-Mail mit einem Link, der ein neues Passwort setzt.
       *[other] { $count } Personen bekämen je eine E-Mail mit einem Link, der ein neues Passwort setzt.
    }
deed-suspend-what =
    { $count ->
        [one] 1 Person würde überall abgemeldet und könnte sich nicht mehr anmelden. Alles bleibt erhalten.
       *[other] { $count } Personen würden überall abgemeldet und könnten sich nicht mehr anmelden. Alles bleibt erhalten.
    }
deed-resume-what =
    { $count ->
        [one] 1 Person könnte sich wieder anmelden, und alles wäre wie zuvor.
       *[other] { $count } Personen könnten sich wieder anmelden, und alles wäre wie zuvor.
    }

## Ein Durchgang

batch-title = { $deed }: { $about }
batch-no-group = eine Gruppe, die es nicht mehr gibt
batch-by = von { $name }
batch-result = Ergebnis mitnehmen
batch-state-draft = Nicht begonnen
batch-state-running = Läuft
batch-state-done = Fertig
batch-state-cancelled = Abgebrochen
batch-nothing-yet = Noch ist nichts geändert.
deed-import-do = { $count ->
    [one] 1 Person hinzufügen
   *[other] { $count } Personen hinzufügen
}
deed-set_role-do = { $count ->
    [one] Rolle von 1 Person ändern
   *[other] Rolle von { $count } Personen ändern
}
deed-add_to_group-do = { $count ->
    [one] 1 Person in die Gruppe aufnehmen
   *[other] { $count } Personen in die Gruppe aufnehmen
}
deed-take_from_group-do = { $count ->
    [one] 1 Person aus der Gruppe nehmen
   *[other] { $count } Personen aus der Gruppe nehmen
}
deed-end_sessions-do = { $count ->
    [one] Sitzungen von 1 Person beenden
   *[other] Sitzungen von { $count } Personen beenden
}
deed-send_link-do = { $count ->
    [one] 1 Link senden
   *[other] { $count } Links senden
}
deed-suspend-do = { $count ->
    [one] 1 Person sperren
   *[other] { $count } Personen sperren
}
deed-resume-do = { $count ->
    [one] 1 Person entsperren
   *[other] { $count } Personen entsperren
}
batch-discard = Verwerfen
batch-wrong =
    { $count ->
        [one] 1 Zeile bleibt außen vor
       *[other] { $count } Zeilen bleiben außen vor
    }
batch-wrong-what = Die Liste unten sagt Zeile für Zeile, warum. Die anderen lassen sich ohne sie ausführen.
batch-progress = { $done } von { $count } sind erledigt.
batch-running-what = Es geht von selbst weiter. Sie können diese Seite verlassen und wiederkommen.
batch-look = Noch einmal nachsehen
batch-cancel = Den Rest abbrechen
batch-cancelled-what = Abgebrochen. Was vorher geschah, bleibt bestehen.
batch-discarded = Verworfen
batch-discarded-what = Verworfen, nichts wurde geändert.
batch-done-all = Alles ist erledigt.
batch-done-some = Fertig. { $done ->
    [one] 1 Zeile ist erledigt
   *[other] { $done } Zeilen sind erledigt
}, { $left } nicht; die Liste sagt, warum.
batch-start-done = Begonnen. Es geht von selbst weiter.
batch-nobody = Niemand ist ausgewählt. Kreuzen Sie Personen an, oder wählen Sie die Seite oder alle, die passen.
batch-too-many = Das sind mehr als 10.000 Personen. Filtern Sie die Liste und gehen Sie in Teilen vor.
batch-not-draft = Das wurde schon begonnen oder verworfen.
batch-over = Das ist schon vorbei.
batch-yourself = Das sind Sie selbst. Bitten Sie jemand anderen darum.
batch-denied = Ihre Rolle erlaubt das bei dieser Person nicht.
batch-gone = Die Person oder die Gruppe ist nicht mehr hier.
batch-broken = Bei dieser Zeile ist bei uns etwas schiefgegangen. Die anderen liefen weiter.
batch-right-lost = Wer es begann, hat das Recht verloren, damit fortzufahren.
wrong-deed = Wählen Sie einen der Knöpfe über der Liste.

## Zeilen

rows-of = Personen und was aus jeder wurde
rows-all = Alle Zeilen
rows-none-title = Keine Zeilen
rows-none = Keine Zeile hat diesen Zustand, oder die Seite ist leer.
row-number = Zeile
row-invitation = Einladung
row-invitation-unread = Dieses Postfach kann nicht gelesen werden, bevor das Passwort gesetzt ist.
row-state = Zustand
row-why = Warum
row-why-at = { $column }: { $why }
row-ready = Bereit
row-state-wrong = Außen vor
row-state-waiting = Wartet
row-state-done = Erledigt
row-state-same = Wie zuvor
row-state-failed = Nicht erledigt

## Eine Datei

import-what = Eine Datei mit einer Zeile je Person. Bevor sich etwas ändert, sehen Sie Zeile für Zeile, was geschähe.
import-template = Vorlage
import-file = Datei
import-file-hint = CSV in UTF-8, mit Komma, Semikolon oder Tabulator; höchstens 5 MB und 20.000 Zeilen.
import-look = Datei prüfen
import-columns = Spalten
import-columns-what = Die erste Zeile nennt die Spalten, in beliebiger Reihenfolge. Name und E-Mail werden gebraucht; unbekannte Spalten bleiben unbeachtet.
import-column-name = Name
import-column-email = E-Mail
import-column-role = Rolle
import-column-groups = Gruppen
import-column-language = Sprache
import-column-invite_to = Einladung an
import-name-what = Der ganze Name, etwa Ada Lovelace.
import-email-what = Die Adresse, mit der sich diese Person anmeldet.
import-role-what = Mitglied, Helpdesk, Prüfer oder Administrator. Leer: Mitglied.
import-groups-what = Mit Kommas dazwischen. Was es noch nicht gibt, wird angelegt.
import-language-what = Der Einladung: en, de, fr oder da. Leer: Ihre.
import-invite-what = Eine Adresse, die schon heute gelesen werden kann, etwa eine private. Leer: die E-Mail-Adresse.
import-example-groups = Vertrieb, Messen
import-new-groups =
    { $count ->
        [one] Eine Gruppe, die es noch nicht gibt, würde angelegt: { $names }.
       *[other] { $count } Gruppen, die es noch nicht gibt, würden angelegt: { $names }.
    }
import-no-file = Wählen Sie eine Datei, die nicht leer ist.
import-torn = Die Datei kam nicht vollständig an. Senden Sie sie noch einmal.
import-too-large = Die Datei ist größer als 5 MB. Teilen Sie sie.
import-too-many = Die Datei hat mehr als 20.000 Zeilen. Teilen Sie sie.
import-empty = Die Datei hat unter der ersten Zeile keine weitere.
import-utf16 = Die Datei ist anscheinend UTF-16 („Unicode-Text“). Speichern Sie sie als CSV UTF-8 und senden Sie sie noch einmal.
import-latin1 = Die Datei ist anscheinend in Latin-1 oder Windows-1252. Speichern Sie sie als CSV UTF-8 und senden Sie sie noch einmal.
import-unreadable = Das ist kein CSV, das wir lesen können. Speichern Sie die Datei als CSV UTF-8 und senden Sie sie noch einmal.
import-no-columns = Die erste Zeile nennt weder Name noch E-Mail-Adresse. Vergleichen Sie sie mit der Vorlage.
import-no-name = Keine Spalte heißt Name. Vergleichen Sie die erste Zeile mit der Vorlage.
import-no-email = Keine Spalte heißt E-Mail. Vergleichen Sie die erste Zeile mit der Vorlage.
import-column-twice = Zwei Spalten der ersten Zeile meinen dasselbe. Lassen Sie eine davon weg.
import-formula = Beginnt wie eine Formel. Lassen Sie =, +, - und @ am Anfang weg.
import-too-long = Ist länger als 2.000 Zeichen.
import-quote = Ein Anführungszeichen wird geöffnet und in dieser Zeile nicht geschlossen; die Zeilen darunter wurden deshalb als Teil davon gelesen.
import-quote-line = Wurde als Teil der Zeile darüber gelesen.
import-more-cells = Die Zeile hat mehr Zellen, als die erste Zeile Spalten hat.
import-role = Diese Rolle dürfen Sie nicht geben.
import-which-role = Schreiben Sie Mitglied, Helpdesk, Prüfer oder Administrator.
import-twice = Steht schon in der Datei, in einer Zeile darüber.

## Ein Schlüssel für den, der seinen verlor

person-link = Wiederherstellungslink senden
person-link-what = Sendet eine E-Mail mit einem Link, der ein neues Passwort setzt: an die eigene Adresse, oder dorthin, wohin die Einladung ging, wenn das Postfach hier liegt.
member-link-done = Der Wiederherstellungslink ist unterwegs.
suspended-person = Diese Person ist gesperrt. Entsperren Sie sie zuerst.
letter-recovery-subject = Ein neues Passwort für { $workspace }
letter-recovery = Jemand bei { $workspace } lässt Ihnen einen Link senden, mit dem Sie ein neues Passwort für Ihr Konto setzen, { $email }.
letter-recovery-button = Neues Passwort festlegen
letter-recovery-sign-in = Danach melden Sie sich wie bisher hier an:
letter-recovery-ignore = Haben Sie nicht darum gebeten, lassen Sie den Link unbenutzt: Ihr Passwort bleibt, wie es ist. Sagen Sie den Administratoren von { $workspace } Bescheid.
ask-remove-mail = Das Postfach bleibt mit allem darin, und niemand kann es öffnen.
ask-remove-files = Eigene Dateien bleiben, und niemand kann sie öffnen.
ask-remove-shared = Was in die Ordner des Arbeitsbereichs gelegt wurde, bleibt dort für alle.
ask-remove-groups = Die Person verlässt alle Gruppen und verliert, was andere hier mit ihr geteilt haben.

## Was geschah

act-batch-start = { $has-deed ->
    [yes] { $actor } hat für viele Personen begonnen ({ $count }): { $deed }
   *[no] { $actor } hat für viele Personen etwas begonnen
}
act-batch-cancel = { $has-deed ->
    [yes] { $actor } hat den Rest abgebrochen ({ $count }): { $deed }
   *[no] { $actor } hat abgebrochen, was für viele Personen begonnen war
}
act-batch-stop = { $has-deed ->
    [yes] { $actor } wurde vor dem Rest angehalten ({ $count }), weil das Recht fehlte: { $deed }
   *[no] { $actor } wurde angehalten, weil das Recht fehlte
}
act-member-link = { $actor } hat { $target } einen Wiederherstellungslink senden lassen
service-batches = Die Arbeit an vielen Personen
target-kind-batch = Arbeit an vielen Personen

## Die Liste davon

batches = Aktionen für viele
batches-about = Was mit vielen Personen auf einmal getan wurde, das Neueste zuerst. Was vorbei ist, bleibt 90 Tage.
batches-none-title = Noch nichts
batches-none = Wählen Sie Personen in der Liste aus oder importieren Sie eine Datei: Hier steht dann, wie weit das ist.
batches-deed = Was
batches-by = Von
batches-when = Wann
batches-state = Stand
batches-rows = Wie viele
