# Was in Stalwart geschah. Wer nicht hineinkam, ist nicht bekannt: eine gescheiterte Anmeldung hat nur den Namen, der
# getippt wurde. Von Aufrufen, die etwas setzen, ist nur bekannt, dass sie liefen.

## Stalwart: Anmelden

act-auth-success = { $actor } hat sich bei Stalwart angemeldet
act-auth-failed = { $target_known ->
    [yes] Jemand ist mit der Anmeldung bei Stalwart als { $target } gescheitert
   *[no] Jemand ist mit der Anmeldung bei Stalwart gescheitert
}
act-auth-error = { $target_known ->
    [yes] Stalwart konnte eine Anmeldung als { $target } nicht prüfen
   *[no] Stalwart konnte eine Anmeldung nicht prüfen
}
act-auth-too-many-attempts = { $target_known ->
    [yes] Jemand hat zu oft versucht, sich bei Stalwart als { $target } anzumelden
   *[no] Jemand hat zu oft versucht, sich bei Stalwart anzumelden
}
act-auth-mfa-required = { $target_known ->
    [yes] Einer Anmeldung bei Stalwart als { $target } fehlte der zweite Faktor
   *[no] Einer Anmeldung bei Stalwart fehlte der zweite Faktor
}
act-auth-credential-expired = { $target_known ->
    [yes] Eine Anmeldung bei Stalwart als { $target } kam mit einem abgelaufenen Passwort oder Schlüssel
   *[no] Eine Anmeldung bei Stalwart kam mit einem abgelaufenen Passwort oder Schlüssel
}
act-auth-token-expired = { $target_known ->
    [yes] Ein Token von { $target } für Stalwart war abgelaufen
   *[no] Ein Token für Stalwart war abgelaufen
}
act-auth-client-registration = { $target_known ->
    [yes] Das Programm { $target } wurde bei Stalwart registriert
   *[no] Ein Programm wurde bei Stalwart registriert
}

## Stalwart: Sperren und Ablehnungen

act-security-authentication-ban = { $target_known ->
    [yes] Stalwart hat { $target } nach gescheiterten Anmeldungen gesperrt
   *[no] Stalwart hat eine Adresse nach gescheiterten Anmeldungen gesperrt
}
act-security-abuse-ban = { $target_known ->
    [yes] Stalwart hat { $target } wegen Missbrauchs gesperrt
   *[no] Stalwart hat eine Adresse wegen Missbrauchs gesperrt
}
act-security-scan-ban = { $target_known ->
    [yes] Stalwart hat { $target } wegen Suchens nach Schwachstellen gesperrt
   *[no] Stalwart hat eine Adresse wegen Suchens nach Schwachstellen gesperrt
}
act-security-loiter-ban = { $target_known ->
    [yes] Stalwart hat { $target } wegen offen gehaltener Verbindungen gesperrt
   *[no] Stalwart hat eine Adresse wegen offen gehaltener Verbindungen gesperrt
}
act-security-ip-blocked = { $target_known ->
    [yes] Stalwart hat { $target } abgewiesen: die Adresse ist gesperrt
   *[no] Stalwart hat eine gesperrte Adresse abgewiesen
}
act-security-ip-block-expired = { $target_known ->
    [yes] Die Sperre von { $target } in Stalwart ist zu Ende
   *[no] Eine Sperre in Stalwart ist zu Ende
}
act-security-ip-allow-expired = { $target_known ->
    [yes] Stalwarts Ausnahme für { $target } ist zu Ende
   *[no] Eine von Stalwarts Ausnahmen für Adressen ist zu Ende
}
act-security-ip-unauthorized = Stalwart hat { $actor } abgewiesen: Passwort oder Schlüssel gelten nicht für diese Adresse
act-security-unauthorized = { $target_known ->
    [yes] Stalwart hat { $actor } abgewiesen: es fehlt das Recht { $target }
   *[no] Stalwart hat { $actor } abgewiesen: es fehlt ein Recht
}
act-jmap-forbidden = { $target_known ->
    [yes] Stalwart hat { $actor } den Aufruf { $target } verweigert
   *[no] Stalwart hat { $actor } einen Aufruf verweigert
}

## Stalwart: Verwaltung

act-jmap-method-call = { $target_kind ->
    [account] { $actor } hat in Stalwart Konten geändert oder es versucht
    [password] { $actor } hat in Stalwart ein Passwort geändert oder es versucht
    [key] { $actor } hat in Stalwart API-Schlüssel oder App-Passwörter geändert oder es versucht
    [domain] { $actor } hat in Stalwart Mail-Domains geändert oder es versucht
    [dkim] { $actor } hat in Stalwart Signaturschlüssel geändert oder es versucht
    [list] { $actor } hat in Stalwart Verteiler geändert oder es versucht
    [tenant] { $actor } hat in Stalwart Mandanten geändert oder es versucht
    [role] { $actor } hat in Stalwart Rollen geändert oder es versucht
    [address] { $actor } hat geändert oder es versucht: welche Adressen Stalwart zulässt
    [sign_in] { $actor } hat geändert oder es versucht: wie man sich bei Stalwart anmeldet
    [client] { $actor } hat geändert oder es versucht: mit welchen Programmen man sich bei Stalwart anmeldet
    [security] { $actor } hat Stalwarts Sicherheitseinstellungen geändert oder es versucht
    [watch] { $actor } hat geändert oder es versucht: was Stalwart meldet und wem
    [action] { $actor } hat Stalwart etwas neu laden oder ausführen lassen
   *[method] { $target_known ->
        [yes] { $actor } hat in Stalwart { $target } aufgerufen
       *[no] { $actor } hat in Stalwart etwas aufgerufen
    }
}

## Stalwart: Signaturschlüssel, DNS, Zertifikate

act-dkim-signature-created = { $has-object ->
    [yes] Der Signaturschlüssel { $target } von { $object } wurde in Stalwart erzeugt
   *[no] Ein Signaturschlüssel wurde in Stalwart erzeugt
}
act-dkim-signature-published = { $has-object ->
    [yes] Der Signaturschlüssel { $target } von { $object } wurde von Stalwart veröffentlicht
   *[no] Ein Signaturschlüssel wurde von Stalwart veröffentlicht
}
act-dkim-signature-retiring = { $has-object ->
    [yes] Der Signaturschlüssel { $target } von { $object } wird von Stalwart außer Dienst gestellt
   *[no] Ein Signaturschlüssel wird von Stalwart außer Dienst gestellt
}
act-dkim-signature-retired = { $has-object ->
    [yes] Der Signaturschlüssel { $target } von { $object } wurde von Stalwart außer Dienst gestellt
   *[no] Ein Signaturschlüssel wurde von Stalwart außer Dienst gestellt
}
act-dkim-signature-deleted = { $has-object ->
    [yes] Der Signaturschlüssel { $target } von { $object } wurde von Stalwart gelöscht
   *[no] Ein Signaturschlüssel wurde von Stalwart gelöscht
}
act-dns-record-created = { $target_known ->
    [yes] Stalwart hat einen DNS-Eintrag angelegt: { $target }
   *[no] Stalwart hat einen DNS-Eintrag angelegt
}
act-dns-record-propagated = { $target_known ->
    [yes] Ein DNS-Eintrag von Stalwart ist überall zu sehen: { $target }
   *[no] Ein DNS-Eintrag von Stalwart ist überall zu sehen
}
act-dns-record-creation-failed = { $target_known ->
    [yes] Stalwart konnte einen DNS-Eintrag nicht anlegen: { $target }
   *[no] Stalwart konnte einen DNS-Eintrag nicht anlegen
}
act-dns-record-deletion-failed = { $target_known ->
    [yes] Stalwart konnte einen DNS-Eintrag nicht löschen: { $target }
   *[no] Stalwart konnte einen DNS-Eintrag nicht löschen
}
act-dns-record-propagation-timeout = { $target_known ->
    [yes] Ein DNS-Eintrag von Stalwart war nicht rechtzeitig zu sehen: { $target }
   *[no] Ein DNS-Eintrag von Stalwart war nicht rechtzeitig zu sehen
}
act-acme-order-start = { $target_known ->
    [yes] Stalwart hat ein Zertifikat für { $target } bestellt
   *[no] Stalwart hat ein Zertifikat bestellt
}
act-acme-order-completed = { $target_known ->
    [yes] Stalwart hat ein Zertifikat für { $target } bekommen
   *[no] Stalwart hat ein Zertifikat bekommen
}
act-acme-process-cert = { $target_known ->
    [yes] Stalwart hat ein Zertifikat für { $target } in Betrieb genommen
   *[no] Stalwart hat ein Zertifikat in Betrieb genommen
}
act-acme-order-invalid = { $target_known ->
    [yes] Stalwarts Bestellung eines Zertifikats für { $target } wurde abgelehnt
   *[no] Stalwarts Bestellung eines Zertifikats wurde abgelehnt
}
act-acme-auth-error = { $target_known ->
    [yes] Stalwart konnte nicht nachweisen, dass ihm { $target } gehört
   *[no] Stalwart konnte nicht nachweisen, dass ihm eine Domain gehört
}
act-acme-auth-too-many-attempts = { $target_known ->
    [yes] Stalwart hat zu oft versucht, ein Zertifikat für { $target } zu bekommen
   *[no] Stalwart hat zu oft versucht, ein Zertifikat zu bekommen
}
act-acme-error = { $target_known ->
    [yes] Stalwarts Zertifikat für { $target } konnte nicht erneuert werden
   *[no] Eines von Stalwarts Zertifikaten konnte nicht erneuert werden
}

## Stalwart: Post

act-queue-authenticated-message-queued = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Eine Nachricht von { $object } an { $recipient } wurde Stalwart von jemandem übergeben, der angemeldet war
       *[no] Eine Nachricht an { $recipient } wurde Stalwart von jemandem übergeben, der angemeldet war
    }
   *[no] Eine Nachricht wurde Stalwart von jemandem übergeben, der angemeldet war
}
act-queue-message-queued = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Eine Nachricht von { $object } an { $recipient } wurde von Stalwart angenommen
       *[no] Eine Nachricht an { $recipient } wurde von Stalwart angenommen
    }
   *[no] Eine Nachricht wurde von Stalwart angenommen
}
act-message-ingest-ham = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Eine Nachricht von { $object } an { $recipient } wurde in ein Postfach gelegt
       *[no] Eine Nachricht an { $recipient } wurde in ein Postfach gelegt
    }
   *[no] Eine Nachricht wurde in ein Postfach gelegt
}
act-message-ingest-spam = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Eine Nachricht von { $object } an { $recipient } wurde als Spam in ein Postfach gelegt
       *[no] Eine Nachricht an { $recipient } wurde als Spam in ein Postfach gelegt
    }
   *[no] Eine Nachricht wurde als Spam in ein Postfach gelegt
}
act-delivery-delivered = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Eine Nachricht von { $object } an { $recipient } wurde vom Server des Empfängers angenommen
       *[no] Eine Nachricht an { $recipient } wurde vom Server des Empfängers angenommen
    }
   *[no] Eine Nachricht wurde vom Server des Empfängers angenommen
}
act-delivery-completed = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Eine Nachricht von { $object } an { $recipient } ist zugestellt oder aufgegeben
       *[no] Eine Nachricht an { $recipient } ist zugestellt oder aufgegeben
    }
   *[no] Eine Nachricht ist zugestellt oder aufgegeben
}
act-delivery-failed = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Eine Nachricht von { $object } an { $recipient } konnte noch nicht zugestellt werden
       *[no] Eine Nachricht an { $recipient } konnte noch nicht zugestellt werden
    }
   *[no] Eine Nachricht konnte noch nicht zugestellt werden
}
act-delivery-dsn-success = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Eine Nachricht von { $object } an { $recipient } wurde als zugestellt gemeldet
       *[no] Eine Nachricht an { $recipient } wurde als zugestellt gemeldet
    }
   *[no] Eine Nachricht wurde als zugestellt gemeldet
}
act-delivery-dsn-temp-fail = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Eine Nachricht von { $object } an { $recipient } wurde als verspätet gemeldet
       *[no] Eine Nachricht an { $recipient } wurde als verspätet gemeldet
    }
   *[no] Eine Nachricht wurde als verspätet gemeldet
}
act-delivery-dsn-perm-fail = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Eine Nachricht von { $object } an { $recipient } ging als unzustellbar zurück
       *[no] Eine Nachricht an { $recipient } ging als unzustellbar zurück
    }
   *[no] Eine Nachricht ging als unzustellbar zurück
}
act-limit-quota = { $target_known ->
    [yes] Das Postfach von { $target } ist voll
   *[no] Ein Postfach ist voll
}

## Stalwart: Der Server

act-server-startup = { $target_known ->
    [yes] Stalwart wurde auf { $target } gestartet
   *[no] Stalwart wurde gestartet
}
act-server-shutdown = { $target_known ->
    [yes] Stalwart wurde auf { $target } beendet
   *[no] Stalwart wurde beendet
}
act-server-startup-error = { $target_known ->
    [yes] Stalwart konnte auf { $target } nicht gestartet werden
   *[no] Stalwart konnte nicht gestartet werden
}
act-server-recovery-mode = { $target_known ->
    [yes] Stalwart wurde auf { $target } im Wiederherstellungsmodus gestartet
   *[no] Stalwart wurde im Wiederherstellungsmodus gestartet
}
act-server-bootstrap-mode = { $target_known ->
    [yes] Stalwart wurde auf { $target } zur ersten Einrichtung gestartet
   *[no] Stalwart wurde zur ersten Einrichtung gestartet
}
act-registry-build-error = { $target_known ->
    [yes] Stalwart konnte eine Einstellung nicht verwenden: { $target }
   *[no] Stalwart konnte eine Einstellung nicht verwenden
}
act-registry-write-error = { $target_known ->
    [yes] Stalwart konnte eine Einstellung nicht speichern: { $target }
   *[no] Stalwart konnte eine Einstellung nicht speichern
}
act-telemetry-webhook-error = { $target_known ->
    [yes] Stalwart konnte Ereignisse nicht zustellen und hat vielleicht welche verworfen: { $target }
   *[no] Stalwart konnte Ereignisse nicht zustellen und hat vielleicht welche verworfen
}
act-telemetry-log-error = { $target_known ->
    [yes] Stalwart konnte sein Protokoll nicht schreiben, es ist vielleicht stehen geblieben: { $target }
   *[no] Stalwart konnte sein Protokoll nicht schreiben, es ist vielleicht stehen geblieben
}
act-telemetry-journal-error = { $target_known ->
    [yes] Stalwart konnte nicht ins Journal des Systems schreiben: { $target }
   *[no] Stalwart konnte nicht ins Journal des Systems schreiben
}
act-telemetry-otel-exporter-error = { $target_known ->
    [yes] Stalwart konnte seine Messdaten nicht ausgeben: { $target }
   *[no] Stalwart konnte seine Messdaten nicht ausgeben
}
