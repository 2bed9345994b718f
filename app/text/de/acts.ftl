# Was geschah, als Sätze in der Vergangenheit: eine Nachricht je Vorgang. Ein Punkt im Namen ist hier ein Bindestrich.

## OCIS: Benutzer und Gruppen

act-user_created = { $actor } hat den Benutzer { $target } angelegt
act-user_deleted = { $actor } hat den Benutzer { $target } gelöscht
act-user_feature_changed = { $has-features ->
    [yes] { $actor } hat beim Benutzer { $target } geändert: { $features }
   *[no] { $actor } hat den Benutzer { $target } geändert
}
act-group_created = { $actor } hat die Gruppe { $target } angelegt
act-group_deleted = { $actor } hat die Gruppe { $target } gelöscht
act-group_member_added = { $has-member ->
    [yes] { $actor } hat { $member } in die Gruppe { $target } aufgenommen
   *[no] { $actor } hat jemanden in die Gruppe { $target } aufgenommen
}
act-group_member_removed = { $has-member ->
    [yes] { $actor } hat { $member } aus der Gruppe { $target } entfernt
   *[no] { $actor } hat jemanden aus der Gruppe { $target } entfernt
}

## OCIS: Spaces

act-space_created = { $has-quota ->
    [yes] { $actor } hat den Space { $target } angelegt, { $quota }
   *[no] { $actor } hat den Space { $target } angelegt
}
act-space_renamed = { $has-new_name ->
    [yes] { $actor } hat den Space { $target } in { $new_name } umbenannt
   *[no] { $actor } hat den Space { $target } umbenannt
}
act-space_updated = { $has-quota ->
    [yes] { $actor } hat die Einstellungen des Space { $target } geändert, Kontingent { $quota }
   *[no] { $actor } hat die Einstellungen des Space { $target } geändert
}
act-space_disabled = { $actor } hat den Space { $target } deaktiviert
act-space_enabled = { $actor } hat den Space { $target } wieder aktiviert
act-space_deleted = { $actor } hat den Space { $target } samt Inhalt gelöscht
act-space_shared = { $has-with ->
    [yes] { $with_kind ->
        [group] { $actor } hat der Gruppe { $with } Zugriff auf den Space { $target } gegeben
       *[user] { $actor } hat { $with } Zugriff auf den Space { $target } gegeben
    }
   *[no] { $actor } hat den Space { $target } freigegeben
}
act-space_unshared = { $has-with ->
    [yes] { $with_kind ->
        [group] { $actor } hat der Gruppe { $with } den Zugriff auf den Space { $target } entzogen
       *[user] { $actor } hat { $with } den Zugriff auf den Space { $target } entzogen
    }
   *[no] { $actor } hat die Freigabe des Space { $target } beendet
}

## OCIS: Dateien

act-container_create = { $actor } hat den Ordner { $target } angelegt
act-file_create = { $actor } hat { $target } gespeichert
act-file_rename = { $has-old_path ->
    [yes] { $actor } hat { $old_path } nach { $target } verschoben
   *[no] { $actor } hat { $target } verschoben
}
act-file_delete = { $actor } hat { $target } in den Papierkorb gelegt
act-file_trash_delete = { $has-space_name ->
    [yes] { $actor } hat etwas aus dem Papierkorb von { $space_name } endgültig gelöscht
   *[no] { $actor } hat etwas aus dem Papierkorb endgültig gelöscht
}
act-file_trash_restore = { $actor } hat { $target } aus dem Papierkorb geholt
act-file_version_restore = { $actor } hat eine ältere Version von { $target } wiederhergestellt
act-file_read = { $actor } hat { $target } geöffnet

## OCIS: Freigaben und Links

act-file_shared = { $target_kind ->
    [link] { $actor } hat einen öffentlichen Link auf { $target } erstellt
   *[file] { $has-with ->
        [yes] { $with_kind ->
            [group] { $actor } hat { $target } für die Gruppe { $with } freigegeben
           *[user] { $actor } hat { $target } für { $with } freigegeben
        }
       *[no] { $actor } hat { $target } freigegeben
    }
}
act-file_unshared = { $target_known ->
    [yes] { $target_kind ->
        [link] { $actor } hat einen öffentlichen Link auf { $target } entfernt
       *[share] { $actor } hat die Freigabe von { $target } beendet
    }
   *[no] { $actor } hat { $target } entfernt
}
act-share_updated = { $actor } hat eine Freigabe von { $target } geändert
act-share_permission_updated = { $actor } hat geändert, was ein öffentlicher Link auf { $target } erlaubt
act-share_name_updated = { $has-new_name ->
    [yes] { $actor } hat einen öffentlichen Link auf { $target } umbenannt: { $new_name }
   *[no] { $actor } hat einen öffentlichen Link auf { $target } umbenannt
}
act-share_password_updated = { $actor } hat das Passwort eines öffentlichen Links auf { $target } geändert
act-share_expiration_updated = { $actor } hat geändert, wann ein öffentlicher Link auf { $target } endet
act-share_accepted = { $actor } hat eine Freigabe von { $target } angenommen
act-share_declined = { $actor } hat eine Freigabe von { $target } abgelehnt
act-share_pending = { $actor } hat eine Freigabe von { $target } ausgeblendet
act-public_link_accessed = { $actor } kam über einen öffentlichen Link zu { $target }
act-science_mesh_invite_token_generated = { $has-recipient ->
    [yes] { $actor } hat { $recipient } aus einer anderen Cloud eingeladen
   *[no] { $actor } hat eine Einladung für eine andere Cloud erstellt
}

## OCIS: Anmelden

act-user_signed_in = { $actor } hat sich bei OCIS angemeldet
act-backchannel_logout = Der Identitätsdienst hat eine Sitzung in OCIS beendet

## Die Plattform

act-session-start = { $actor } hat sich angemeldet
act-session-end = { $target_kind ->
    [session] { $actor } hat eine eigene Sitzung beendet
   *[person] { $actor } hat sich abgemeldet
}
act-session-refused = { $actor } wurde bei der Anmeldung abgewiesen
act-session-logout = Der Identitätsdienst hat eine Sitzung von { $target } beendet
act-tenant-create = { $actor } hat den Mandanten { $target } angelegt
act-tenant-brand = { $actor } hat das Erscheinungsbild des Mandanten { $target } geändert
act-object-attribute = { $has-object ->
    [yes] { $actor } hat dem Mandanten { $target } zugeordnet: { $object }
   *[no] { $actor } hat dem Mandanten { $target } etwas zugeordnet
}
act-grant = { $has-role ->
    [yes] { $actor } hat { $target } die Rolle { $role } gegeben
   *[no] { $actor } hat { $target } eine Rolle gegeben
}
act-access-refused = { $actor } wollte { $target } öffnen und wurde abgewiesen
act-access-failed = { $actor } wollte { $target } ausführen, und es geschah nicht
act-gap = Einträge gingen verloren, bevor sie gelesen waren

## Die Plattform: Mandanten

act-tenant-suspend = { $actor } hat den Mandanten { $target } gesperrt
act-tenant-resume = { $actor } hat den Mandanten { $target } entsperrt
act-tenant-extend = { $actor } hat geändert, was der Mandant { $target } hat
act-tenant-close = { $actor } hat den Mandanten { $target } geschlossen
act-tenant-delete = { $actor } hat das Löschen des Mandanten { $target } veranlasst
act-tenant-deleted = Der Mandant { $target } wurde in allen Systemen gelöscht
act-hostname-add = { $has-object ->
    [yes] { $actor } hat { $target } den Hostnamen { $object } gegeben
   *[no] { $actor } hat den Hostnamen { $target } hinzugefügt
}
act-hostname-verify = { $has-object ->
    [yes] { $actor } hat den Hostnamen { $object } von { $target } bestätigt
   *[no] { $actor } hat den Hostnamen { $target } bestätigt
}
act-hostname-remove = { $has-object ->
    [yes] { $actor } hat { $target } den Hostnamen { $object } genommen
   *[no] { $actor } hat den Hostnamen { $target } entfernt
}
act-secrets-rotate = { $actor } hat die gespeicherten Geheimnisse mit einem neuen Schlüssel versiegelt

## Die Plattform: Bereitstellung. Ein Objekt steht mit seiner Art und seinem Ort.

act-provision-step = { $has-object ->
    [yes] { $standing ->
        [cut] { $actor } hat für { $target } den Zugang entzogen: { $object }
        [gone] { $actor } hat für { $target } entfernt: { $object }
       *[present] { $actor } hat für { $target } eingerichtet: { $object }
    }
   *[no] { $actor } hat einen Schritt der Bereitstellung von { $target } erledigt
}
act-provision-failed = { $has-object ->
    [yes] { $actor } konnte für { $target } nicht einrichten: { $object }
   *[no] { $actor } konnte einen Schritt für { $target } nicht erledigen
}
act-provision-drift = { $has-object ->
    [yes] { $actor } hat bei { $target } eine Abweichung gefunden: { $object }
   *[no] { $actor } hat bei { $target } eine Abweichung gefunden
}
act-provision-repair = { $has-object ->
    [yes] { $actor } hat bei { $target } behoben: { $object }
   *[no] { $actor } hat Abweichungen bei { $target } behoben
}
act-provision-again = { $actor } hat die Bereitstellung von { $target } noch einmal versuchen lassen
act-provision-cancel = { $actor } hat die Bereitstellung von { $target } abgebrochen
act-provision-look = { $actor } hat { $target } erneut prüfen lassen
act-provision-repair_asked = { $actor } hat eine Reparatur von { $target } verlangt
act-provision-pause = { $actor } hat die Bereitstellung von { $target } angehalten
act-provision-resume = { $actor } hat die Bereitstellung von { $target } fortgesetzt

## Die Plattform: Personen

act-member-add = { $has-role ->
    [yes] { $actor } hat { $target } mit der Rolle { $role } hinzugefügt
   *[no] { $actor } hat { $target } hinzugefügt
}
act-member-role = { $has-role ->
    [yes] { $actor } hat die Rolle von { $target } in { $role } geändert
   *[no] { $actor } hat die Rolle von { $target } geändert
}
act-member-suspend = { $actor } hat { $target } gesperrt
act-member-resume = { $actor } hat { $target } entsperrt
act-member-remove = { $actor } hat { $target } entfernt
act-member-sessions = { $actor } hat alle Sitzungen von { $target } beendet
act-member-second_factor = { $actor } hat den zweiten Faktor von { $target } zurückgesetzt
act-member-invite = { $actor } hat { $target } eine weitere Einladung senden lassen
act-member-accept = { $actor } hat die Einladung angenommen
act-member-invited = { $actor } hat die Einladung an { $target } gesendet

## Was keinen eigenen Satz hat

act-tried = { $actor } hat { $action } versucht: { $target }
act-unknown = { $actor } hat { $action } ausgeführt: { $target }

## Wer und was, wo ein Eintrag keinen Namen hat

who-someone = Jemand
who-a-service = Ein Dienst
who-user = Unbekanntes Konto { $id }
who-service = Dienst { $id }
service-command-line = Die Kommandozeile
service-identity-provider = Der Identitätsdienst
service-provisioning = Die Bereitstellung
service-provisioner = Die Bereitstellung
service-invitations = Der Versand der Einladungen
service-watch = Die Beobachtung der Systeme
short-user = Benutzer { $id }
short-file = Datei { $id }
short-folder = Ordner { $id }
short-node = Datei { $id }
short-share = Freigabe { $id }
short-link = Link { $id }
short-space = Space { $id }
short-group = Gruppe { $id }
nameless = (ohne Namen)

## Was geändert werden kann

field-displayname = Name
field-email = E-Mail
field-accountEnabled = Konto
field-preferredLanguage = Sprache
field-roleChanged = Rolle
field-passwordChanged = Passwort
field-password = Passwort
field-name = Name
field-slug = Adresse
field-domain = Domain
field-subject = Kennung beim Anmeldedienst
field-accent = Farbe
field-role = Rolle
field-quota = Kontingent
field-description = Beschreibung
field-logo = Logo
field-logo_dark = Logo für dunklen Grund
field-support = Link zur Hilfe

act-source-pause = { $actor } hat das Lesen von { $target } angehalten
act-source-resume = { $actor } lässt { $target } wieder lesen
act-quarantine-read = { $actor } hat eine Aufzeichnung aus der Quarantäne doch noch lesen lassen
act-quarantine-view = { $actor } hat eine Aufzeichnung in Quarantäne angesehen
act-quarantine-discard = { $actor } hat eine Aufzeichnung aus der Quarantäne verworfen
act-source-watch = { $actor } hat { $target } eingerichtet, damit Dezky erfährt, was dort geschieht
act-audit-read = { $actor } hat die Zeitleiste gelesen
act-audit-export = { $actor } hat die Zeitleiste exportiert
