# Bereitstellung: wie weit ein Mandant in den Systemen ist, was schiefging, was nicht so ist wie gewollt; wie er endet; Aufträge.

## Die Seite eines Mandanten

tenant-parts = Teile dieses Mandanten
tenant-tab-provisioning = Bereitstellung
tenant-tab-objects = Objekte
tenant-tab-close = Schließen oder löschen
tenant-has = Vorhanden: { $services }. Ein Dienst, den es gibt, bleibt bis zum Ende des Mandanten.
tenant-extend = Speichern
tenant-made = Angelegt:
provision-again = Jetzt noch einmal versuchen
provision-begin-again = Wieder bereitstellen
provision-cancel = Bereitstellung abbrechen…
provision-pause = Bereitstellung anhalten
provision-resume = Fortsetzen
provision-none-title = Nicht von hier bereitgestellt
provision-none = Dieser Mandant ist nur ein Eintrag: Seine Mail und seine Dateien sind anderswo entstanden und werden dort betreut. Von hier aus wird davon nichts beobachtet oder geändert.
look-again = Noch einmal nachsehen

## Wie weit er ist

run-failed = Braucht jemanden
run-trying = Wartet auf den nächsten Versuch
run-working = Wird eingerichtet
run-drifted = Weicht vom Gewollten ab
run-paused = Angehalten
run-cancelled = Abgebrochen
run-as_wanted = Wie gewollt
run-none = Nicht bereitgestellt

## Schritte

steps-title = Schritte
steps-done = { $done } von { $all } erledigt.
steps-goes-on = Die Seite zu schließen hält nichts an.
steps-paused = { $done } von { $all } erledigt. Angehalten: Nichts wird nachgesehen oder geändert.
steps-events = Ereignisse dieses Mandanten
steps-folded = { $count ->
    [one] Den erledigten Schritt zeigen
   *[other] Die { $count } erledigten Schritte zeigen
}
steps-said = Was sich gerade geändert hat
step-waiting = Noch nicht
step-running = Läuft
step-trying = Wartet auf den nächsten Versuch
step-done = Erledigt
step-drifted = Geändert
step-failed = Fehlgeschlagen
step-cancelled = Abgebrochen
step-said = { $step }: { $state }
step-again = Ab hier noch einmal versuchen
step-again-named = Ab hier noch einmal versuchen: { $step }
step-tries = { $count ->
    [one] 1 Versuch
   *[other] { $count } Versuche
}
step-try = Versuch { $count }
step-cut = Der Zugang wird entzogen, was da ist, bleibt.
step-gone = Wird entfernt.
step-adopted = Gefunden und übernommen.
step-drifted-why = Es ist nicht mehr so wie gewollt.
step-next = Nächster Versuch um { $time } Uhr.

## Wie ein Objekt heißt: mitten im Satz

thing-mapping = Anmelde-Zuordnung { $key }
thing-group = Gruppe { $key }
thing-application = Anwendung { $key } mit Provider und Bindung
thing-brand = Anmeldeseite von { $key }
thing-person = Person { $key }
thing-sessions = Sitzungen von { $key }
thing-second_factor = zweite Faktoren von { $key }
thing-domain = Mail-Domain { $key }
thing-dkim = DKIM-Schlüssel von { $key }
thing-mailbox = Postfach { $key }
thing-mailing_list = Verteiler { $key }
thing-space = Space { $key }
thing-account = Konto { $key }
thing-share = Zugriff von { $key }
thing-share-in = Zugriff von { $key } auf Space { $space }
thing-realm = Chat { $key }
thing-route = Route { $key }
thing-invitation = Einladung an { $key }
thing-notice = Mitteilung an { $key }
thing-in = { $thing } in { $system }
mail-server = Der Mailserver

## Was schiefging. Status und Punkt setzt die Seite dahinter.

trouble-unreachable = { $system } ist nicht erreichbar
trouble-timeout = { $system } hat nicht rechtzeitig geantwortet; vielleicht ist es trotzdem geschehen
trouble-too_many = { $system } hat mit „zu viele Anfragen“ geantwortet
trouble-server = { $system } hat selbst einen Fehler
trouble-credentials = { $system } nimmt unsere Zugangsdaten nicht an
trouble-not_yet = { $system } ist noch dabei, oder es fehlt noch etwas, das dafür nötig ist
trouble-conflict = { $system } hat so ein Objekt schon, und es gehört nicht uns
trouble-rejected = { $system } hält die Anfrage für falsch
trouble-licence = { $system } braucht dafür eine Lizenz, die es nicht hat
trouble-unexpected = { $system } hat eine Antwort gesendet, die wir nicht lesen können
trouble-not_taken = { $system } hat zugestimmt und zeigt trotzdem etwas anderes
trouble-by_hand = In { $system } muss das jemand von Hand tun

## Dienste und Vereinbarung

services-title = Dienste
service-of-identity = Identität
service-of-mail = Mail
service-of-files = Dateien
service-of-chat = Chat
service-of-route = Route
far-as-wanted = Wie gewollt
far-being-made = Entsteht gerade
far-in-trouble = In Schwierigkeiten
far-not-yet = Noch nicht
far-changed = Geändert
far-not-included = Nicht enthalten
agreement-title = Vereinbarung
agreement-storage = Speicherplatz

## Abweichungen

drift-title = Abweichungen
drift-objects = { $count ->
    [one] 1 Objekt
   *[other] { $count } Objekten
}
drift-looked = { $count ->
    [0] Nachgesehen um { $time } Uhr. Kein Unterschied in { $objects }.
    [one] Nachgesehen um { $time } Uhr. 1 Unterschied in { $objects }.
   *[other] Nachgesehen um { $time } Uhr. { $count } Unterschiede in { $objects }.
}
drift-none = Alles ist so wie gewollt.
drift-unfinished = In den Systemen wurde nichts geändert. Was noch nicht erledigt ist, steht oben.
drift-not-looked = Noch nicht nachgesehen.
drift-repair = { $count ->
    [one] 1 Unterschied beheben…
   *[other] { $count } Unterschiede beheben…
}
drift-repair-what = Sie sehen jeden Aufruf, bevor er gemacht wird.
drift-choose = Auswahl
drift-choose-named = Beheben: { $name }
drift-object = Objekt
drift-wanted = Gewollt
drift-seen = Gesehen
drift-repair-how = Behebung
drift-missing = Fehlt
drift-changed = Geändert
drift-extra = Überzählig
drift-unwanted = nicht gewollt
drift-nothing = nichts
drift-present = vorhanden
drift-absent = nicht da
drift-more = { $count ->
    [one] und 1 weiterer
   *[other] und { $count } weitere
}
repair-create = Anlegen
repair-set-back = Zurücksetzen:
repair-cut = Zugang entziehen
repair-remove = Entfernen
repair-leave = So lassen

## Eine Behebung, bevor sie läuft

plan-title = Plan der Behebung
plan-about = { $count ->
    [one] { $calls } für 1 Unterschied. Noch wurde nichts geändert.
   *[other] { $calls } für { $count } Unterschiede. Noch wurde nichts geändert.
}
plan-calls = { $count ->
    [0] Kein Aufruf
    [one] 1 Aufruf
   *[other] { $count } Aufrufe
}
plan-nothing-chosen = Nichts wurde gewählt.
plan-run = { $count ->
    [one] 1 Unterschied beheben
   *[other] { $count } Unterschiede beheben
}
plan-empty-title = Nichts zu beheben
plan-empty = Wählen Sie auf der Seite des Mandanten mindestens einen Unterschied.
plan-back = Zurück zu den Unterschieden
plan-destroys-title = Etwas wird gelöscht
plan-destroys = Die markierten Aufrufe lassen sich nicht zurücknehmen.
plan-not-now = Jetzt nicht planbar
plan-as-wanted = Inzwischen wie gewollt: nichts zu tun.
plan-differences = Unterschiede: { $name }
plan-call-destroys = Löscht
plan-no-body = Dabei wird nichts mitgesendet.

## Wie ein Mandant endet

tenant-suspend-title = Sperren
tenant-suspend = Sperren…
tenant-suspend-what = Der Zugang endet sofort für alle. Alles bleibt erhalten, und mit dem Entsperren ist es wieder da.
tenant-suspended-what = Zurzeit kommt niemand hinein. Alles bleibt erhalten.
tenant-resume = Entsperren
tenant-close-title = Schließen
tenant-close = Schließen…
tenant-close-what = Kündigt. Der Zugang endet sofort, die Inhaber werden benachrichtigt, und die Daten bleiben bis zum Ende der Frist erhalten.
tenant-closing-what = Der Zugang ist beendet, die Daten sind noch da. Bis zum Löschen lässt sich das zurücknehmen.
tenant-keep = Schließung zurücknehmen
tenant-delete-title = Löschen
tenant-delete = Löschen…
tenant-delete-now = Die Frist ist abgelaufen. Das Löschen entfernt alles in allen Systemen, endgültig.
tenant-delete-from = Löschen ist ab dem { $day } möglich.
tenant-delete-later = Ein Mandant wird zuerst geschlossen und kann gelöscht werden, wenn seine Frist abgelaufen ist.

## Fragen, bevor etwas endet

ask-no = Zurück
ask-happens = Das geschieht:
ask-cancel = Bereitstellung von { $tenant } abbrechen?
ask-cancel-stops = Es wird nichts mehr versucht.
ask-cancel-stays = Was schon da ist, bleibt.
ask-cancel-again = Sie können später wieder beginnen.
ask-cancel-yes = Bereitstellung abbrechen
ask-suspend = { $tenant } sperren?
ask-suspend-access = Alle Sitzungen enden, und niemand kann sich anmelden.
ask-suspend-keeps = Personen, Mail und Dateien bleiben erhalten.
ask-suspend-back = Mit dem Entsperren ist alles wieder da.
ask-suspend-yes = { $tenant } sperren
ask-close = { $tenant } schließen?
ask-close-access = Alle Sitzungen enden jetzt, und niemand kann sich anmelden.
ask-close-grace = Die Daten bleiben bis zum Ende der Frist erhalten. Der letzte Tag steht dann auf der Seite des Mandanten.
ask-close-told = Die Inhaber werden per E-Mail benachrichtigt.
ask-close-back = Bis zum Löschen lässt sich die Schließung zurücknehmen.
ask-close-yes = { $tenant } schließen
ask-delete = Mandanten { $tenant } löschen?
ask-delete-destroys = Das wird endgültig gelöscht:
ask-delete-stays = Die Einträge der Zeitleiste bleiben.
ask-delete-type = Zur Bestätigung den Kurznamen eingeben: { $slug }
ask-delete-yes = { $tenant } löschen
destroys-mailboxes = { $count ->
    [one] 1 Postfach mit seiner Mail
   *[other] { $count } Postfächer mit ihrer Mail
}
destroys-lists = { $count ->
    [one] 1 Verteiler
   *[other] { $count } Verteiler
}
destroys-domains = { $count ->
    [one] 1 Mail-Domain mit ihren Schlüsseln
   *[other] { $count } Mail-Domains mit ihren Schlüsseln
}
destroys-spaces = { $count ->
    [one] 1 Space mit seinen Dateien
   *[other] { $count } Spaces mit ihren Dateien
}
destroys-chat = der Chat, sobald ihn jemand in Zulip von Hand löscht
destroys-people = { $count ->
    [one] der Zugang von 1 Person
   *[other] der Zugang von { $count } Personen
}
destroys-groups = { $count ->
    [one] 1 Gruppe
   *[other] { $count } Gruppen
}

## Aufträge

jobs-count = { $count ->
    [0] Kein Auftrag wartet.
    [one] 1 Auftrag wartet oder läuft.
   *[other] { $count } Aufträge warten oder laufen.
}
jobs-none-title = Nichts zu tun
jobs-none = Was aufgetragen ist, steht hier, bis es erledigt ist, mit Zeit und Fehlern. Im Moment ist alles erledigt.
job-kind = Auftrag
job-kind-reconcile = Einrichten und so halten
job-kind-reattribute = Ereignisse einem Mandanten zuordnen
job-kind-batch = Für viele Personen ausführen
job-about = Betrifft
job-state = Zustand
job-when = Lauf oder nächster Versuch
job-attempts = Versuche
job-worker = Arbeiter
job-error = Letzter Fehler
job-state-pending = Wartet
job-state-running = Läuft
