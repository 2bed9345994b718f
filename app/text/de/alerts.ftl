# Meldungen: die Seite, der Brief, die Einträge darüber, was aus ihnen wurde.

nav-alerts = Meldungen
nav-alerts-line = Was jemand erfahren muss, und wer benachrichtigt wurde
alerts-about = Was jemand erfahren muss, und wie benachrichtigt wurde.
alerts-open = Offen
alerts-closed = Geschlossen
alerts-closed-none = Noch keine Meldung ist zu Ende.
alerts-none-title = Keine Meldung ist offen
alerts-none = Sobald eine der Regeln unten etwas findet, steht es hier, mit allen, die benachrichtigt wurden.
alerts-nobody-title = Niemand wird benachrichtigt
alerts-nobody = Meldungen stehen nur auf dieser Seite. Setzen Sie alerts.mail oder alerts.webhook in der Konfiguration.
alerts-watched = Was überwacht wird
alerts-watched-about = Das sind Einstellungen der Konfiguration. Geheimnisse werden nie gezeigt.

## Wonach gesucht wird

rule-source_silent = Stumme Quelle
rule-gap = Verlorene Einträge
rule-quarantine = Unlesbare Einträge
rule-failed_sign_ins = Viele fehlgeschlagene Anmeldungen
rule-new_owner = Neuer Inhaber
rule-partner_access = Zugriff eines Partners

## Was geschehen ist. $time ist der Beginn.

alert-source_silent = { $about } hat seit { $time } nichts gemeldet.
alert-gap = { $count ->
    [one] Einträge von { $about } gingen verloren, bevor sie gelesen waren.
   *[other] Einträge von { $about } gingen { $count }-mal verloren, bevor sie gelesen waren, zuerst um { $time }.
}
alert-quarantine = { $count ->
    [one] 1 Eintrag von { $about } ist nicht lesbar.
   *[other] { $count } Einträge von { $about } sind nicht lesbar.
}
alert-failed_sign_ins = { $kind ->
    [address] { $count ->
        [one] 1 fehlgeschlagene Anmeldung von { $about } aus seit { $time }.
       *[other] { $count } fehlgeschlagene Anmeldungen von { $about } aus seit { $time }.
    }
   *[actor] { $count ->
        [one] 1 fehlgeschlagene Anmeldung mit dem Konto { $about } seit { $time }.
       *[other] { $count } fehlgeschlagene Anmeldungen mit dem Konto { $about } seit { $time }.
    }
}
alert-new_owner = { $has-tenant ->
    [yes] { $about } wurde Inhaber von { $tenant }.
   *[no] { $about } wurde Inhaber.
}
alert-partner_access = { $has-tenant ->
    [yes] { $about } hat als Partner in { $tenant } gehandelt.
   *[no] { $about } hat als Partner gehandelt.
}
alert-several = { $count ->
    [one] Es geschah seit { $time } einmal mehr, als sich einzeln melden lässt.
   *[other] Es geschah seit { $time } { $count }-mal mehr, als sich einzeln melden lässt.
}
alert-others = mehrere andere

## Eine Meldung

alert-one = Meldung
alert-what = Was geschehen ist
alert-about = Betrifft
alert-rule = Regel
alert-state = Zustand
alert-since = Seit
alert-opened = Eröffnet
alert-seen = Zuletzt bemerkt
alert-count = Wie oft
alert-history = Eröffnet: { $opened }. { $count ->
    [one] Es geschah einmal.
   *[other] Es geschah { $count }-mal, zuletzt bemerkt: { $seen }.
}
alert-open-sources = Quellen öffnen
alert-end = Geschlossen
alert-how = Wie
alert-end-itself = Von selbst
alert-end-by = { $name }: { $note }
alert-acknowledge = Zur Kenntnis nehmen
alert-acknowledge-ask = Zur Kenntnis nehmen…
alert-acknowledge-what = Schließt diese Meldung. Geschieht es wieder, wird eine neue eröffnet, und alle werden wieder benachrichtigt.
alert-acknowledge-lasts = Schließt diese Meldung. Solange nichts Neues dazukommt, wird keine andere eröffnet.
alert-note = Vermerk
alert-note-hint = Was es war oder was getan wurde. Der Vermerk steht auch auf der Zeitleiste.
alert-acknowledge-done = Zur Kenntnis genommen.
wrong-note = Ein Vermerk hat 1 bis 500 Zeichen.
alert-closed-already = Diese Meldung ist schon zu Ende.

## Zustellungen

alert-deliveries = Benachrichtigt
alert-told-nobody = Niemand wurde benachrichtigt.
alert-receiver = Der Empfänger
channel-mail = Brief
channel-webhook = Webhook
delivery-waiting = Wartet
delivery-sent = Gesendet
delivery-failed = Nicht zugestellt
alert-tries = { $count ->
    [one] 1 Versuch
   *[other] { $count } Versuche
}
alert-next = nächster Versuch um { $time }
alert-not-delivered = { $count ->
    [one] 1 nicht zugestellt
   *[other] { $count } nicht zugestellt
}
alert-again = Noch einmal senden
alert-again-to = Noch einmal an { $to } senden
alert-again-done = Wird jetzt noch einmal gesendet.
alert-sent-already = Das wurde schon gesendet.

## Einstellungen

alert-on = Ein
alert-off = Aus
alert-silent-minutes = { $source }: { $minutes } min
alert-silent-never = { $source }: nie
alert-sign-ins = { $count } innerhalb von { $minutes } min, mit einem Konto oder von einer Adresse aus
alert-quiet = Schließt sich von selbst
alert-quiet-minutes = { $minutes } min nach dem letzten Mal
alert-letters = Briefe an
alert-nobody = Niemanden
alert-nowhere = Keiner

## Der Brief

letter-alert-subject = { $platform }: { $rule }, { $about }
letter-alert-opened = Eröffnet: { $time }.
letter-alert-tenant = Mandant: { $tenant }.
letter-alert-what = Sehen Sie nach, was geschehen ist, und nehmen Sie es zur Kenntnis:
letter-alert-button = Meldung öffnen
letter-alert-why = Sie erhalten diesen Brief, weil Ihre Adresse in der Konfiguration von { $platform } steht.

## Was aus ihnen wurde, auf der Zeitleiste

act-alert-opened = { $has-rule ->
    [yes] { $actor } hat eine Meldung zu { $target } eröffnet: { $rule }
   *[no] { $actor } hat eine Meldung zu { $target } eröffnet
}
act-alert-closed = { $has-rule ->
    [yes] { $actor } hat die Meldung zu { $target } geschlossen: { $rule }
   *[no] { $actor } hat die Meldung zu { $target } geschlossen
}
act-alert-acknowledged = { $has-rule ->
    [yes] { $actor } hat die Meldung zu { $target } zur Kenntnis genommen: { $rule }
   *[no] { $actor } hat die Meldung zu { $target } zur Kenntnis genommen
}
act-alert-again = { $has-recipient ->
    [yes] { $actor } hat die Meldung zu { $target } noch einmal an { $recipient } senden lassen
   *[no] { $actor } hat die Meldung zu { $target } noch einmal senden lassen
}
act-alert-sent = { $has-recipient ->
    [yes] { $actor } hat { $recipient } über { $target } benachrichtigt
   *[no] { $actor } hat jemanden über { $target } benachrichtigt
}
act-alert-undelivered = { $has-recipient ->
    [yes] { $actor } konnte { $recipient } nicht über { $target } benachrichtigen
   *[no] { $actor } konnte niemanden über { $target } benachrichtigen
}
service-alerts = Die Überwachung
target-kind-alert = Meldung
