# Authentiks Ereignisse als Sätze, und wie seine Dinge heißen. Die meisten, die sie lesen, haben Authentik nie geöffnet.

class-noise = Hintergrund

## Was hinzukam, sich änderte und wegfiel

act-model_created = { $target_kind ->
    [user] { $actor } hat die Person { $target } hinzugefügt
    [group] { $actor } hat die Gruppe { $target } hinzugefügt
    [application] { $actor } hat die Anwendung { $target } hinzugefügt
    [provider] { $actor } hat die Anmelde-Einstellungen { $target } hinzugefügt
    [brand] { $actor } hat die Anmeldeseite { $target } hinzugefügt
    [policybinding] { $actor } hat festgelegt, wer eine Anwendung nutzen darf: { $target }
    [role] { $actor } hat die Rolle { $target } hinzugefügt
    [permission] { $actor } hat einer Rolle weitere Rechte gegeben
    [token] { $actor } hat den Zugangsschlüssel { $target } erstellt
    [invitation] { $actor } hat die Einladung { $target } erstellt
   *[other] { $actor } hat { $target } hinzugefügt
}
act-model_updated = { $call ->
    [add_user] { $actor } hat jemanden in die Gruppe { $target } aufgenommen
    [remove_user] { $actor } hat jemanden aus der Gruppe { $target } entfernt
    [set_password] { $actor } hat { $target } ein neues Passwort gegeben
   *[other] { $target_kind ->
        [user] { $actor } hat die Person { $target } geändert
        [group] { $actor } hat die Gruppe { $target } geändert
        [application] { $actor } hat die Anwendung { $target } geändert
        [provider] { $actor } hat die Anmelde-Einstellungen { $target } geändert
        [brand] { $actor } hat die Anmeldeseite { $target } geändert
        [policybinding] { $actor } hat geändert, wer eine Anwendung nutzen darf: { $target }
        [role] { $actor } hat die Rolle { $target } geändert
        [permission] { $actor } hat die Rechte einer Rolle geändert
        [token] { $actor } hat den Zugangsschlüssel { $target } geändert
        [invitation] { $actor } hat die Einladung { $target } geändert
       *[other] { $actor } hat { $target } geändert
    }
}
act-model_deleted = { $target_kind ->
    [user] { $actor } hat die Person { $target } entfernt
    [group] { $actor } hat die Gruppe { $target } entfernt
    [application] { $actor } hat die Anwendung { $target } entfernt
    [provider] { $actor } hat die Anmelde-Einstellungen { $target } entfernt
    [brand] { $actor } hat die Anmeldeseite { $target } entfernt
    [policybinding] { $actor } hat eine Freigabe für eine Anwendung entfernt: { $target }
    [role] { $actor } hat die Rolle { $target } entfernt
    [permission] { $actor } hat einer Rolle Rechte genommen
    [token] { $actor } hat den Zugangsschlüssel { $target } entfernt
    [invitation] { $actor } hat die Einladung { $target } entfernt
   *[other] { $actor } hat { $target } entfernt
}

## Konten und Geheimnisse

act-user_write = { $standing ->
    [own] { $actor } hat das eigene Konto geändert
   *[other] { $actor } hat das Konto von { $target } geändert
}
act-password_set = { $standing ->
    [own] { $actor } hat ein neues Passwort gesetzt
   *[other] { $actor } hat { $target } ein neues Passwort gegeben
}
act-secret_view = { $actor } hat das Geheimnis { $target } angesehen
act-secret_rotate = { $actor } hat das Geheimnis { $target } ersetzt
act-invitation_used = { $actor } ist einer Einladung gefolgt
act-source_linked = { $actor } hat das eigene Konto mit { $target } verknüpft
act-impersonation_started = { $actor } handelt ab jetzt als { $target }
act-impersonation_ended = { $actor } handelt wieder im eigenen Namen
act-email_sent = { $has-recipient ->
    [yes] Authentik hat eine E-Mail an { $recipient } gesendet
   *[no] Authentik hat eine E-Mail gesendet
}
act-export_ready = Ein Export, den { $actor } angefordert hat, ist fertig
act-review_initiated = Eine Überprüfung von { $target } hat begonnen
act-review_overdue = Eine Überprüfung von { $target } ist überfällig
act-review_attested = { $actor } hat { $target } bei einer Überprüfung bestätigt
act-review_completed = Eine Überprüfung von { $target } ist abgeschlossen
act-user_offboarded = { $actor } hat das Konto von { $target } auflösen lassen
act-access_request_created = { $actor } hat um Zugang zu { $target } gebeten
act-access_request_approved = { $actor } hat Zugang zu { $target } gewährt
act-access_request_denied = { $actor } hat Zugang zu { $target } verweigert
act-access_request_revoked = { $actor } hat Zugang zu { $target } zurückgenommen

## Anmeldung

act-login = { $actor } hat sich angemeldet
act-login_failed = Eine Anmeldung als { $target } ist gescheitert
act-logout = { $actor } hat sich abgemeldet
act-authorize_application = { $actor } hat sich bei { $target } angemeldet
act-suspicious_request = Authentik hat eine verdächtige Anfrage von { $actor } abgewiesen

## Was Authentik von sich selbst meldet

act-flow_execution = Authentik hat { $actor } durch einen Ablauf geführt
act-policy_execution = Authentik hat eine Richtlinie für { $actor } geprüft
act-policy_exception = Eine Richtlinie ist bei der Prüfung durch Authentik gescheitert
act-property_mapping_exception = Eine Eigenschaftszuordnung ist in Authentik gescheitert
act-system_task_execution = Authentik hat eine eigene Aufgabe ausgeführt
act-system_task_exception = Eine eigene Aufgabe von Authentik ist gescheitert
act-system_exception = In Authentik ist ein Fehler aufgetreten
act-configuration_error = Authentik meldet einen Fehler in seiner Konfiguration
act-configuration_warning = Authentik warnt wegen seiner Konfiguration
act-update_available = Für Authentik gibt es eine neue Version
act-custom_ = { $actor } hat von Hand ein Ereignis in Authentik eingetragen
act-custom_notification_test = Authentiks Benachrichtigungen wurden getestet

## Wie die Dinge heißen

target-kind-application = Anwendung
target-kind-provider = Anmelde-Einstellungen
target-kind-brand = Anmeldeseite
target-kind-policybinding = Freigabe für eine Anwendung
target-kind-role = Rolle
target-kind-permission = Recht einer Rolle
target-kind-token = Zugangsschlüssel
target-kind-invitation = Einladung
target-kind-mail = E-Mail
