# Les événements d’Authentik en phrases, et le nom de ses objets. La plupart des lecteurs n’ont jamais ouvert Authentik.

class-noise = Fonctionnement interne

## Ce qui a été ajouté, modifié et retiré

act-model_created = { $target_kind ->
    [user] { $actor } a ajouté la personne { $target }
    [group] { $actor } a ajouté le groupe { $target }
    [application] { $actor } a ajouté l’application { $target }
    [provider] { $actor } a ajouté les réglages de connexion { $target }
    [brand] { $actor } a ajouté la page de connexion { $target }
    [policybinding] { $actor } a défini qui peut utiliser une application : { $target }
    [role] { $actor } a ajouté le rôle { $target }
    [permission] { $actor } a donné d’autres droits à un rôle
    [token] { $actor } a créé la clé d’accès { $target }
    [invitation] { $actor } a créé l’invitation { $target }
   *[other] { $actor } a ajouté { $target }
}
act-model_updated = { $call ->
    [add_user] { $actor } a ajouté quelqu’un au groupe { $target }
    [remove_user] { $actor } a retiré quelqu’un du groupe { $target }
    [set_password] { $actor } a donné un nouveau mot de passe à { $target }
   *[other] { $target_kind ->
        [user] { $actor } a modifié la personne { $target }
        [group] { $actor } a modifié le groupe { $target }
        [application] { $actor } a modifié l’application { $target }
        [provider] { $actor } a modifié les réglages de connexion { $target }
        [brand] { $actor } a modifié la page de connexion { $target }
        [policybinding] { $actor } a modifié qui peut utiliser une application : { $target }
        [role] { $actor } a modifié le rôle { $target }
        [permission] { $actor } a modifié les droits d’un rôle
        [token] { $actor } a modifié la clé d’accès { $target }
        [invitation] { $actor } a modifié l’invitation { $target }
       *[other] { $actor } a modifié { $target }
    }
}
act-model_deleted = { $target_kind ->
    [user] { $actor } a retiré la personne { $target }
    [group] { $actor } a retiré le groupe { $target }
    [application] { $actor } a retiré l’application { $target }
    [provider] { $actor } a retiré les réglages de connexion { $target }
    [brand] { $actor } a retiré la page de connexion { $target }
    [policybinding] { $actor } a retiré l’accès à une application : { $target }
    [role] { $actor } a retiré le rôle { $target }
    [permission] { $actor } a retiré des droits à un rôle
    [token] { $actor } a retiré la clé d’accès { $target }
    [invitation] { $actor } a retiré l’invitation { $target }
   *[other] { $actor } a retiré { $target }
}

## Comptes et secrets

act-user_write = { $standing ->
    [own] { $actor } a modifié son propre compte
   *[other] { $actor } a modifié le compte de { $target }
}
act-password_set = { $standing ->
    [own] { $actor } a choisi un nouveau mot de passe
   *[other] { $actor } a donné un nouveau mot de passe à { $target }
}
act-secret_view = { $actor } a consulté le secret { $target }
act-secret_rotate = { $actor } a remplacé le secret { $target }
act-invitation_used = { $actor } a suivi une invitation
act-source_linked = { $actor } a lié son compte à { $target }
act-impersonation_started = { $actor } a commencé à agir en tant que { $target }
act-impersonation_ended = { $actor } a cessé d’agir au nom d’un autre
act-email_sent = { $has-recipient ->
    [yes] Authentik a envoyé un e-mail à { $recipient }
   *[no] Authentik a envoyé un e-mail
}
act-export_ready = Un export demandé par { $actor } est prêt
act-review_initiated = Une revue de { $target } a commencé
act-review_overdue = Une revue de { $target } est en retard
act-review_attested = { $actor } a confirmé { $target } lors d’une revue
act-review_completed = Une revue de { $target } est terminée
act-user_offboarded = { $actor } a fait clôturer le compte de { $target }
act-access_request_created = { $actor } a demandé l’accès à { $target }
act-access_request_approved = { $actor } a accordé l’accès à { $target }
act-access_request_denied = { $actor } a refusé l’accès à { $target }
act-access_request_revoked = { $actor } a repris l’accès à { $target }

## Connexion

act-login = { $actor } s’est connecté
act-login_failed = Une connexion en tant que { $target } a échoué
act-logout = { $actor } s’est déconnecté
act-authorize_application = { $actor } s’est connecté à { $target }
act-suspicious_request = Authentik a refusé une requête suspecte de { $actor }

## Ce qu’Authentik dit de lui-même

act-flow_execution = Authentik a guidé { $actor } dans un parcours
act-policy_execution = Authentik a vérifié une règle pour { $actor }
act-policy_exception = Une règle a échoué lors de sa vérification par Authentik
act-property_mapping_exception = Une correspondance de propriétés a échoué dans Authentik
act-system_task_execution = Authentik a exécuté l’une de ses propres tâches
act-system_task_exception = L’une des tâches d’Authentik a échoué
act-system_exception = Authentik a rencontré une erreur
act-configuration_error = Authentik signale une erreur dans sa configuration
act-configuration_warning = Authentik met en garde au sujet de sa configuration
act-update_available = Une mise à jour d’Authentik est disponible
act-custom_ = { $actor } a inscrit un événement à la main dans Authentik
act-custom_notification_test = Les notifications d’Authentik ont été testées

## Le nom des choses

target-kind-application = application
target-kind-provider = réglages de connexion
target-kind-brand = page de connexion
target-kind-policybinding = accès à une application
target-kind-role = rôle
target-kind-permission = droit d’un rôle
target-kind-token = clé d’accès
target-kind-invitation = invitation
target-kind-mail = e-mail
