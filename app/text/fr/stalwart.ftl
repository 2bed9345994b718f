# Ce qui s’est passé dans Stalwart. On ne sait pas qui n’a pas pu entrer : une connexion échouée n’a que le nom saisi.
# Des appels qui modifient, on sait seulement qu’ils ont eu lieu.

## Stalwart : connexions

act-auth-success = { $actor } a ouvert une session dans Stalwart
act-auth-failed = { $target_known ->
    [yes] Quelqu’un n’a pas pu ouvrir de session dans Stalwart en tant que { $target }
   *[no] Quelqu’un n’a pas pu ouvrir de session dans Stalwart
}
act-auth-error = { $target_known ->
    [yes] Stalwart n’a pas pu vérifier une connexion en tant que { $target }
   *[no] Stalwart n’a pas pu vérifier une connexion
}
act-auth-too-many-attempts = { $target_known ->
    [yes] Quelqu’un a tenté trop souvent d’ouvrir une session dans Stalwart en tant que { $target }
   *[no] Quelqu’un a tenté trop souvent d’ouvrir une session dans Stalwart
}
act-auth-mfa-required = { $target_known ->
    [yes] Il manquait le second facteur à une connexion à Stalwart en tant que { $target }
   *[no] Il manquait le second facteur à une connexion à Stalwart
}
act-auth-credential-expired = { $target_known ->
    [yes] Une connexion à Stalwart en tant que { $target } s’est faite avec un mot de passe ou une clé expirés
   *[no] Une connexion à Stalwart s’est faite avec un mot de passe ou une clé expirés
}
act-auth-token-expired = { $target_known ->
    [yes] Un jeton de { $target } pour Stalwart avait expiré
   *[no] Un jeton pour Stalwart avait expiré
}
act-auth-client-registration = { $target_known ->
    [yes] Le programme { $target } a été enregistré auprès de Stalwart
   *[no] Un programme a été enregistré auprès de Stalwart
}

## Stalwart : blocages et refus

act-security-authentication-ban = { $target_known ->
    [yes] Stalwart a bloqué { $target } après des connexions échouées
   *[no] Stalwart a bloqué une adresse après des connexions échouées
}
act-security-abuse-ban = { $target_known ->
    [yes] Stalwart a bloqué { $target } pour abus
   *[no] Stalwart a bloqué une adresse pour abus
}
act-security-scan-ban = { $target_known ->
    [yes] Stalwart a bloqué { $target } pour recherche de failles
   *[no] Stalwart a bloqué une adresse pour recherche de failles
}
act-security-loiter-ban = { $target_known ->
    [yes] Stalwart a bloqué { $target } pour des connexions maintenues ouvertes
   *[no] Stalwart a bloqué une adresse pour des connexions maintenues ouvertes
}
act-security-ip-blocked = { $target_known ->
    [yes] Stalwart a repoussé { $target }, qui est bloquée
   *[no] Stalwart a repoussé une adresse bloquée
}
act-security-ip-block-expired = { $target_known ->
    [yes] Le blocage de { $target } dans Stalwart a pris fin
   *[no] Un blocage dans Stalwart a pris fin
}
act-security-ip-allow-expired = { $target_known ->
    [yes] L’exception de Stalwart pour { $target } a pris fin
   *[no] Une exception de Stalwart pour des adresses a pris fin
}
act-security-ip-unauthorized = Stalwart a refusé l’accès à { $actor } : le mot de passe ou la clé ne valent pas pour cette adresse
act-security-unauthorized = { $target_known ->
    [yes] Stalwart a refusé l’accès à { $actor } : il manque le droit { $target }
   *[no] Stalwart a refusé l’accès à { $actor } : il manque un droit
}
act-jmap-forbidden = { $target_known ->
    [yes] Stalwart a refusé à { $actor } l’appel { $target }
   *[no] Stalwart a refusé un appel à { $actor }
}

## Stalwart : administration

act-jmap-method-call = { $target_kind ->
    [account] { $actor } a modifié, ou tenté de modifier, des comptes dans Stalwart
    [password] { $actor } a modifié, ou tenté de modifier, un mot de passe dans Stalwart
    [key] { $actor } a modifié, ou tenté de modifier, des clés d’API ou des mots de passe d’application dans Stalwart
    [domain] { $actor } a modifié, ou tenté de modifier, des domaines de messagerie dans Stalwart
    [dkim] { $actor } a modifié, ou tenté de modifier, des clés de signature dans Stalwart
    [list] { $actor } a modifié, ou tenté de modifier, des listes de diffusion dans Stalwart
    [tenant] { $actor } a modifié, ou tenté de modifier, des clients dans Stalwart
    [role] { $actor } a modifié, ou tenté de modifier, des rôles dans Stalwart
    [address] { $actor } a modifié, ou tenté de modifier, les adresses que Stalwart admet
    [sign_in] { $actor } a modifié, ou tenté de modifier, la manière de se connecter à Stalwart
    [client] { $actor } a modifié, ou tenté de modifier, les programmes qui se connectent à Stalwart
    [security] { $actor } a modifié, ou tenté de modifier, les réglages de sécurité de Stalwart
    [watch] { $actor } a modifié, ou tenté de modifier, ce que Stalwart signale et à qui
    [action] { $actor } a fait recharger ou exécuter quelque chose à Stalwart
   *[method] { $target_known ->
        [yes] { $actor } a appelé { $target } dans Stalwart
       *[no] { $actor } a fait un appel dans Stalwart
    }
}

## Stalwart : clés de signature, DNS, certificats

act-dkim-signature-created = { $has-object ->
    [yes] La clé de signature { $target } de { $object } a été créée dans Stalwart
   *[no] Une clé de signature a été créée dans Stalwart
}
act-dkim-signature-published = { $has-object ->
    [yes] La clé de signature { $target } de { $object } a été publiée par Stalwart
   *[no] Une clé de signature a été publiée par Stalwart
}
act-dkim-signature-retiring = { $has-object ->
    [yes] La clé de signature { $target } de { $object } est en cours de retrait dans Stalwart
   *[no] Une clé de signature est en cours de retrait dans Stalwart
}
act-dkim-signature-retired = { $has-object ->
    [yes] La clé de signature { $target } de { $object } a été retirée par Stalwart
   *[no] Une clé de signature a été retirée par Stalwart
}
act-dkim-signature-deleted = { $has-object ->
    [yes] La clé de signature { $target } de { $object } a été supprimée par Stalwart
   *[no] Une clé de signature a été supprimée par Stalwart
}
act-dns-record-created = { $target_known ->
    [yes] Stalwart a créé un enregistrement DNS : { $target }
   *[no] Stalwart a créé un enregistrement DNS
}
act-dns-record-propagated = { $target_known ->
    [yes] Un enregistrement DNS de Stalwart est visible partout : { $target }
   *[no] Un enregistrement DNS de Stalwart est visible partout
}
act-dns-record-creation-failed = { $target_known ->
    [yes] Stalwart n’a pas pu créer un enregistrement DNS : { $target }
   *[no] Stalwart n’a pas pu créer un enregistrement DNS
}
act-dns-record-deletion-failed = { $target_known ->
    [yes] Stalwart n’a pas pu supprimer un enregistrement DNS : { $target }
   *[no] Stalwart n’a pas pu supprimer un enregistrement DNS
}
act-dns-record-propagation-timeout = { $target_known ->
    [yes] Un enregistrement DNS de Stalwart n’est pas apparu à temps : { $target }
   *[no] Un enregistrement DNS de Stalwart n’est pas apparu à temps
}
act-acme-order-start = { $target_known ->
    [yes] Stalwart a demandé un certificat pour { $target }
   *[no] Stalwart a demandé un certificat
}
act-acme-order-completed = { $target_known ->
    [yes] Stalwart a obtenu un certificat pour { $target }
   *[no] Stalwart a obtenu un certificat
}
act-acme-process-cert = { $target_known ->
    [yes] Stalwart a mis en service un certificat pour { $target }
   *[no] Stalwart a mis en service un certificat
}
act-acme-order-invalid = { $target_known ->
    [yes] La demande de certificat de Stalwart pour { $target } a été refusée
   *[no] Une demande de certificat de Stalwart a été refusée
}
act-acme-auth-error = { $target_known ->
    [yes] Stalwart n’a pas pu prouver que { $target } lui appartient
   *[no] Stalwart n’a pas pu prouver qu’un domaine lui appartient
}
act-acme-auth-too-many-attempts = { $target_known ->
    [yes] Stalwart a tenté trop souvent d’obtenir un certificat pour { $target }
   *[no] Stalwart a tenté trop souvent d’obtenir un certificat
}
act-acme-error = { $target_known ->
    [yes] Le certificat de Stalwart pour { $target } n’a pas pu être renouvelé
   *[no] L’un des certificats de Stalwart n’a pas pu être renouvelé
}

## Stalwart : courrier

act-queue-authenticated-message-queued = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Un message de { $object } à { $recipient } a été remis à Stalwart par quelqu’un de connecté
       *[no] Un message à { $recipient } a été remis à Stalwart par quelqu’un de connecté
    }
   *[no] Un message a été remis à Stalwart par quelqu’un de connecté
}
act-queue-message-queued = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Un message de { $object } à { $recipient } a été accepté par Stalwart
       *[no] Un message à { $recipient } a été accepté par Stalwart
    }
   *[no] Un message a été accepté par Stalwart
}
act-message-ingest-ham = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Un message de { $object } à { $recipient } a été déposé dans une boîte aux lettres
       *[no] Un message à { $recipient } a été déposé dans une boîte aux lettres
    }
   *[no] Un message a été déposé dans une boîte aux lettres
}
act-message-ingest-spam = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Un message de { $object } à { $recipient } a été déposé comme indésirable dans une boîte aux lettres
       *[no] Un message à { $recipient } a été déposé comme indésirable dans une boîte aux lettres
    }
   *[no] Un message a été déposé comme indésirable dans une boîte aux lettres
}
act-delivery-delivered = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Un message de { $object } à { $recipient } a été accepté par le serveur du destinataire
       *[no] Un message à { $recipient } a été accepté par le serveur du destinataire
    }
   *[no] Un message a été accepté par le serveur du destinataire
}
act-delivery-completed = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Un message de { $object } à { $recipient } est remis ou abandonné
       *[no] Un message à { $recipient } est remis ou abandonné
    }
   *[no] Un message est remis ou abandonné
}
act-delivery-failed = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Un message de { $object } à { $recipient } n’a pas encore pu être remis
       *[no] Un message à { $recipient } n’a pas encore pu être remis
    }
   *[no] Un message n’a pas encore pu être remis
}
act-delivery-dsn-success = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Un message de { $object } à { $recipient } a été signalé comme remis
       *[no] Un message à { $recipient } a été signalé comme remis
    }
   *[no] Un message a été signalé comme remis
}
act-delivery-dsn-temp-fail = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Un message de { $object } à { $recipient } a été signalé comme en retard
       *[no] Un message à { $recipient } a été signalé comme en retard
    }
   *[no] Un message a été signalé comme en retard
}
act-delivery-dsn-perm-fail = { $has-recipient ->
    [yes] { $has-object ->
        [yes] Un message de { $object } à { $recipient } est revenu comme non distribuable
       *[no] Un message à { $recipient } est revenu comme non distribuable
    }
   *[no] Un message est revenu comme non distribuable
}
act-limit-quota = { $target_known ->
    [yes] La boîte aux lettres de { $target } est pleine
   *[no] Une boîte aux lettres est pleine
}

## Stalwart : le serveur

act-server-startup = { $target_known ->
    [yes] Stalwart a été démarré sur { $target }
   *[no] Stalwart a été démarré
}
act-server-shutdown = { $target_known ->
    [yes] Stalwart a été arrêté sur { $target }
   *[no] Stalwart a été arrêté
}
act-server-startup-error = { $target_known ->
    [yes] Stalwart n’a pas pu être démarré sur { $target }
   *[no] Stalwart n’a pas pu être démarré
}
act-server-recovery-mode = { $target_known ->
    [yes] Stalwart a été démarré en mode de secours sur { $target }
   *[no] Stalwart a été démarré en mode de secours
}
act-server-bootstrap-mode = { $target_known ->
    [yes] Stalwart a été démarré pour sa première configuration sur { $target }
   *[no] Stalwart a été démarré pour sa première configuration
}
act-registry-build-error = { $target_known ->
    [yes] Stalwart n’a pas pu appliquer un réglage : { $target }
   *[no] Stalwart n’a pas pu appliquer un réglage
}
act-registry-write-error = { $target_known ->
    [yes] Stalwart n’a pas pu enregistrer un réglage : { $target }
   *[no] Stalwart n’a pas pu enregistrer un réglage
}
act-telemetry-webhook-error = { $target_known ->
    [yes] Stalwart n’a pas pu transmettre des événements et en a peut-être perdu : { $target }
   *[no] Stalwart n’a pas pu transmettre des événements et en a peut-être perdu
}
act-telemetry-log-error = { $target_known ->
    [yes] Stalwart n’a pas pu écrire son journal, qui s’est peut-être arrêté : { $target }
   *[no] Stalwart n’a pas pu écrire son journal, qui s’est peut-être arrêté
}
act-telemetry-journal-error = { $target_known ->
    [yes] Stalwart n’a pas pu écrire dans le journal du système : { $target }
   *[no] Stalwart n’a pas pu écrire dans le journal du système
}
act-telemetry-otel-exporter-error = { $target_known ->
    [yes] Stalwart n’a pas pu exporter ses mesures : { $target }
   *[no] Stalwart n’a pas pu exporter ses mesures
}
