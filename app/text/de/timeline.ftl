# Die Zeitleiste, die Seite eines Ereignisses, die Quellen, die Quarantäne.

## Die Zeitleiste

timeline-title = Zeitleiste
timeline-about = Was in allen Systemen geschah, das Neueste zuerst.
timeline-about-tenant = Was in diesem Arbeitsbereich geschah, das Neueste zuerst.
timeline-today = { $count ->
    [one] Heute 1 Ereignis.
   *[other] Heute { $count } Ereignisse.
}
timeline-search = Person, Objekt, Adresse, Anfrage
day-quiet = Heute noch nichts
older = Ältere laden
newest = Zurück zum Neuesten
shown = { $shown } gezeigt.
oldest = Das älteste ist von:
no-tenant = Kein Mandant

# Ein Zeitpunkt an einem anderen Tag.
moment = { $day }. { $month }, { $time }
moment-year = { $day }. { $month } { $year }, { $time }

## Live. Die Anzahl und die Uhrzeit setzt die Seite selbst ein.

live = Live
live-stopped = Angehalten um { $time }
live-new = { $n ->
    [one] 1 neues Ereignis
   *[other] { $n } neue Ereignisse
}
live-shown = { $n ->
    [one] 1 neues Ereignis eingefügt
   *[other] { $n } neue Ereignisse eingefügt
}
live-failed = Nicht geladen. Noch einmal versuchen

## Filter

filter-time = Zeit
filter-tenant = Mandant
filter-source = Quelle
filter-who = Wer
filter-what = Was
filter-target = Ziel
filter-outcome = Ergebnis
filter-apply = Filtern
filter-from = Von
filter-until = Bis
filter-tenant-field = Kurzname
filter-who-field = Genauer Name oder Kennung
filter-what-field = Vorgang, etwa file_create
filter-target-field = Genauer Name oder Kennung
time-hour = Letzte Stunde
time-today = heute
time-yesterday = gestern
time-week = letzte 7 Tage
time-from = ab { $from }
time-until = bis { $until }
time-between = { $from } bis { $until }

## Nichts zu zeigen

empty-yet = Noch ist nichts geschehen
empty-yet-text = Sobald sich jemand anmeldet oder eine Quelle etwas meldet, steht es hier.
empty-yet-text-tenant = Sobald sich jemand anmeldet oder eine Datei ändert, steht es hier.
empty-sources = Quellen ansehen
empty-filter = Keine solchen Ereignisse
empty-filter-text = Nichts passt zu allen Filtern zusammen. Namen müssen genau stimmen; die Suche findet auch Teile von Wörtern.
empty-span = { $others ->
    [yes] Nichts gefunden für die Zeit „{ $span }“ und die anderen Filter.
   *[no] In dieser Zeit ist nichts geschehen: { $span }.
}
empty-end = Ältere Ereignisse gibt es nicht.
empty-oldest = Das älteste, das wir aufbewahren, ist vom { $day }.
empty-clear = Alles zeigen

## Der Tag in Viertelstunden

strip-events = Ereignisse
strip-refused = Abgewiesen
strip-lost = Verloren
strip-skip = Die Balken des Tages überspringen
strip-label = Ereignisse je Viertelstunde, heute.
strip-peak = Die meisten um { $time } Uhr: { $count }.
strip-refusals = { $count ->
    [0] Nichts wurde abgewiesen.
    [one] 1 wurde abgewiesen.
   *[other] { $count } wurden abgewiesen.
}
strip-gaps = Um { $times } Uhr fehlen Einträge.
strip-quarter = { $count ->
    [one] { $time } Uhr, 1 Ereignis
   *[other] { $time } Uhr, { $count } Ereignisse
}
strip-quarter-lost = { $count ->
    [one] { $time } Uhr, 1 Ereignis, Einträge fehlen
   *[other] { $time } Uhr, { $count } Ereignisse, Einträge fehlen
}

## Lücken

gap = { $source }: Einträge verloren, bemerkt um { $until } Uhr
gap-bytes = { $source }: { $bytes } verloren, bemerkt um { $until } Uhr
gap-since = { $source }: Einträge verloren, { $since } bis { $until } Uhr
gap-bytes-since = { $source }: { $bytes } verloren, { $since } bis { $until } Uhr
gap-others = Was in dieser Zeit in den anderen Systemen geschah, ist vollständig.
gap-look = Quelle ansehen
gap-cause-truncated = Das Protokoll wurde gekürzt, bevor es zu Ende gelesen war.
gap-cause-rewritten = Im Protokoll steht etwas anderes als das, was schon gelesen war.
gap-cause-vanished = Das Protokoll verschwand, bevor es zu Ende gelesen war.
gap-cause-restarted = Der Server ist neu gestartet. Was er noch nicht gesendet hatte, ist verloren: Er hält es nur im Arbeitsspeicher.
gap-cause-discarded = Was fünf Minuten lang nicht angenommen wurde, sendet Stalwart nicht mehr.
gap-cause-too_much = Es kam mehr auf einmal, als angenommen wird. Der Anfang liegt in Quarantäne.

## Ein Ereignis

event = Ereignis
event-parts = Teile dieses Ereignisses
event-facts = Angaben
event-words = Weitere Felder
event-on-line = Auf der Zeitleiste zeigen
tab-story = Hergang
tab-raw = Roher Eintrag
format-ocis = OCIS
format-relay = Älteres Relay-Format

fact-happened = Geschehen
fact-seen = Gesehen
fact-who = Wer
fact-target = Ziel
fact-action = Vorgang
fact-tenant = Mandant
fact-why = Warum hier
fact-source = Quelle
fact-from = Von
fact-request = Anfrage
fact-class = Art
fact-outcome = Ergebnis
fact-actor-id = Kennung (wer)
fact-target-id = Kennung (Ziel)
fact-agent = Browser
fact-position = Stelle
fact-format = Format
fact-length = Länge

happened-unknown = keine Zeit im Eintrag; gesehen um { $seen }
seen-first = da, zum ersten Mal
seen-same = im selben Schreibvorgang
seen-later = { $span } später
seen-before = { $span } davor: die Uhren gehen verschieden

changes = Vorher und nachher
change-field = Feld
change-before = Vorher
change-after = Nachher
change-nothing = nicht genannt

raw-redacted = So wurde der Eintrag gespeichert. Geheimnisse darin wurden vorher durch *** ersetzt; die Prüfsumme gilt für das Original.
raw-relay = Er kam im älteren Relay-Format.
raw-none = Diesen Eintrag hat Dezky selbst geschrieben, dahinter steht kein anderer.

## Wörter der Ereignisse

class-mutation = Änderung
class-security = Sicherheit
class-gap = Lücke
class-unknown = Nicht verstanden

outcome-done = Erledigt
outcome-refused = Abgewiesen
outcome-failed = Fehlgeschlagen

reason-down = Anbieter antwortete nicht
reason-denied = Anbieter lehnte ab
reason-stale = Zu spät oder doppelt
reason-wrong = Antwort nicht vertrauenswürdig
reason-busy = Zu viele Versuche

attribution-own = von Dezky selbst festgehalten
attribution-space = nach dem Space, in dem es geschah
attribution-account = am Konto erkannt
attribution-correlated = nach anderen Einträgen zu dieser Datei oder diesem Link
attribution-actor = nach der handelnden Person, die auch anderswo handeln kann
attribution-platform = von der Plattform selbst
attribution-none = nichts im Eintrag sagt, wem er gehört

actor-kind-person = Person
actor-kind-partner = Partner
actor-kind-service = Dienst
actor-kind-unknown = im Eintrag nicht genannt

target-kind-file = Datei
target-kind-folder = Ordner
target-kind-node = Datei oder Ordner
target-kind-share = Freigabe
target-kind-link = öffentlicher Link
target-kind-space = Space
target-kind-user = Benutzer
target-kind-group = Gruppe
target-kind-tenant = Mandant
target-kind-person = Person
target-kind-session = Sitzung
target-kind-sign_in = Anmeldung
target-kind-path = Adresse
target-kind-log = Protokoll

## Quellen

sources-title = Quellen
sources-about = Woher die Zeitleiste hört, wie weit sie gelesen hat und was sie nicht lesen konnte.
source-platform = Plattform
source-listens-platform = Im selben Schreibvorgang wie die Änderung.
source-listens-file = { $file }, fortlaufend gelesen.
source-listens-authentik = API und Webhook.
source-listens-ocis = Audit-Protokoll.
source-listens-stalwart = Webhook und Protokolldatei.
source-kept = { $count ->
    [one] 1 Ereignis aufbewahrt.
   *[other] { $count } Ereignisse aufbewahrt.
}
source-off = Noch nicht angebunden. Von hier steht nichts auf der Zeitleiste.
source-state-complete = Vollständig
source-state-gaps = { $count ->
    [one] 1 Lücke
   *[other] { $count } Lücken
}
source-state-behind = { $size } im Rückstand
source-state-failing = Still
source-state-silent = Still seit { $time } Uhr
source-state-waiting = Wartet auf die Datei
source-state-off = Nicht angebunden
source-strip = { $source }: Einträge je Viertelstunde, heute
source-position = Stelle
source-last = zuletzt
source-no-event = noch nichts
source-error = Der letzte Versuch schlug fehl:
dropped = { $count ->
    [one] 1 Lesezugriff gezählt, nicht aufbewahrt
   *[other] { $count } Lesezugriffe gezählt, nicht aufbewahrt
}
dropped-title = Lesezugriffe, gezählt und nicht aufbewahrt
dropped-action = Vorgang
dropped-count = Anzahl
num-lag = Rückstand
num-hour = Letzte Stunde
num-quarantined = Quarantäne
num-gaps = Lücken
lag-none = keiner

## Das Verzeichnis der Lücken und der Quarantäne

ledger-title = Lücken und Quarantäne
ledger-about = Was bekanntermaßen fehlt oder ungelesen ist. Nichts fällt weg, ohne hier zu stehen.
ledger-empty = Nichts verloren, nichts ungelesen
ledger-empty-text = Eine Lücke in einer Quelle oder ein unlesbarer Eintrag bekommt hier eine Zeile, mit dem Grund.
ledger-when = Wann
ledger-source = Quelle
ledger-what = Was
ledger-amount = Menge
ledger-why = Warum
ledger-state = Stand
ledger-act = Ansehen
ledger-gap = Lücke
ledger-quarantined = Eintrag in Quarantäne
ledger-unknown = unbekannt
ledger-lost = Verloren
ledger-kept = Aufbewahrt, ungelesen
ledger-around = Drumherum
ledger-bytes = Bytes zeigen

unreadable-not_json = Die Zeile ist kein JSON.
unreadable-not_an_object = Die Zeile ist JSON, aber kein Eintrag.
unreadable-not_utf8 = Die Zeile ist kein UTF-8.
unreadable-too_long = Die Zeile ist länger, als ein Eintrag sein darf.
unreadable-too_deep = Der Eintrag ist zu tief verschachtelt.
unreadable-no_action = Nichts im Eintrag sagt, was getan wurde.
unreadable-cut_off = Die Zeile hat kein Ende: Was fehlt, kann eine halbe Zahl sein.
unreadable-refused = Die Datenbank nahm den Eintrag nicht an.

quarantine-title = Eintrag in Quarantäne
quarantine-text = Als Text
quarantine-about = Steuerzeichen sind sichtbar gemacht, Geheimnisse wurden vor dem Speichern ersetzt.
quarantine-first = Nur die ersten { $bytes } wurden aufbewahrt.
quarantine-hex = { $bytes ->
    [one] Das erste Byte
   *[other] Die ersten { $bytes } Bytes
}

## Mengen

bytes = { $bytes ->
    [one] 1 Byte
   *[other] { $bytes } Bytes
}
span-minutes = { $high } min { $low } s
span-hours = { $high } h { $low } min
span-days = { $high } d { $low } h

## Einträge und was von derselben Handlung erzählt

filter-noise = Rauschen
noise-shown = eingeblendet
noise-hidden = { $count ->
    [one] { $count } heute Verborgenen zeigen
   *[other] { $count } heute Verborgene zeigen
}
not-by-dezky = Nicht durch Dezky
fact-on-behalf = Im Auftrag von
seen-skewed = { $span } bevor es geschah: die Uhr dort geht vor
event-whole = Die ganze Handlung
tally = : { $records ->
    [one] { $records } Aufzeichnung
   *[other] { $records } Aufzeichnungen
} in { $systems ->
    [one] { $systems } System
   *[other] { $systems } Systemen
}, { $span }
burst-story = Die ganze Geschichte
burst-more = { $count ->
    [one] Die andere Aufzeichnung zeigen
   *[other] Die anderen { $count } Aufzeichnungen zeigen
}
confirm-title = Bestätigt durch
confirm-later = +{ $span }

## Über Quellen und Ungelesenes entscheiden

source-reader = Gelesen von
source-pause = Anhalten
source-pause-of = { $source } anhalten
source-resume = Fortsetzen
source-resume-of = { $source } weiterlesen
source-state-paused = Angehalten
source-paused = Angehalten. Es geht dort weiter, wo es aufgehört hat.
source-resumed = Es wird wieder gelesen.
files-all = { $count ->
    [one] { $count } Datei
   *[other] { $count } Dateien
}
files-title = Dateien dieser Quelle
files-name = Datei
files-position = Position
files-size = Größe
files-lag = Ungelesen
files-read = Zuletzt gelesen
files-done = bis zum Ende gelesen
quarantine-settle = Was damit geschehen soll
quarantine-again-about = Nach einer Aktualisierung von Dezky ist sie vielleicht lesbar. Dann bekommt sie ihren Platz auf der Zeitleiste.
quarantine-cut = Sie war länger als das, was von ihr aufbewahrt ist, und kann daher nicht noch einmal gelesen werden.
quarantine-again = Noch einmal lesen
quarantine-again-alike = Alle lesen, die aus demselben Grund warten
quarantine-alike = Auch die anderen dieser Quelle verwerfen, die aus demselben Grund warten
quarantine-why = Grund für das Verwerfen
quarantine-why-hint = Wird mit Ihrem Namen bei der Aufzeichnung aufbewahrt.
quarantine-discard = Aufzeichnung verwerfen
quarantine-was-read = Doch noch gelesen: { $at }
quarantine-was-discarded = Verworfen von { $by }, { $at }: { $why }
quarantine-read = Sie wurde gelesen und steht jetzt auf der Zeitleiste.
quarantine-read-alike = Was jetzt lesbar ist, steht in der Zeitleiste. Der Rest wartet.
quarantine-discarded = Verworfen. Die Aufzeichnung und Ihr Grund bleiben.
wrong-reason = Sagen Sie, warum sie verworfen werden darf.
wrong-still-unreadable = Sie ist noch immer nicht lesbar.
wrong-source = Dezkys eigene Aufzeichnung lässt sich nicht anhalten.

export = Exportieren
export-csv = Tabelle (CSV)
export-ndjson = Alles, ein JSON-Objekt je Zeile

## Saved views

views = Gespeicherte Ansichten
views-all = Alles
view-save = Ansicht speichern
view-name = Name der Ansicht
view-hint = Behält Filter und Suche, nicht den Zeitraum.
view-keep = Speichern
view-remove = Ansicht entfernen
view-remove-named = Ansicht „{ $name }“ entfernen
view-removed = Ansicht entfernt.
wrong-view-name = Ein Name hat 1 bis 40 Zeichen in einer Zeile.
view-name-taken = Eine Ansicht mit diesem Namen gibt es schon.
view-of-all = Filtern Sie zuerst nach etwas.
views-full = Es gibt schon 20 Ansichten. Entfernen Sie zuerst eine.
target-kind-view = Ansicht
act-view-save = { $actor } hat die Ansicht { $target } gespeichert
act-view-remove = { $actor } hat die Ansicht { $target } entfernt
