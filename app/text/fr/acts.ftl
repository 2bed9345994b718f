# Ce qui s’est passé, en phrases au passé : un message par action. Un point dans le nom est ici un trait d’union.

## OCIS : utilisateurs et groupes

act-user_created = { $actor } a créé l’utilisateur { $target }
act-user_deleted = { $actor } a supprimé l’utilisateur { $target }
act-user_feature_changed = { $has-features ->
    [yes] { $actor } a modifié l’utilisateur { $target } : { $features }
   *[no] { $actor } a modifié l’utilisateur { $target }
}
act-group_created = { $actor } a créé le groupe { $target }
act-group_deleted = { $actor } a supprimé le groupe { $target }
act-group_member_added = { $has-member ->
    [yes] { $actor } a ajouté { $member } au groupe { $target }
   *[no] { $actor } a ajouté quelqu’un au groupe { $target }
}
act-group_member_removed = { $has-member ->
    [yes] { $actor } a retiré { $member } du groupe { $target }
   *[no] { $actor } a retiré quelqu’un du groupe { $target }
}

## OCIS : espaces

act-space_created = { $has-quota ->
    [yes] { $actor } a créé l’espace { $target }, { $quota }
   *[no] { $actor } a créé l’espace { $target }
}
act-space_renamed = { $has-new_name ->
    [yes] { $actor } a renommé l’espace { $target } en { $new_name }
   *[no] { $actor } a renommé l’espace { $target }
}
act-space_updated = { $has-quota ->
    [yes] { $actor } a modifié les réglages de l’espace { $target }, quota { $quota }
   *[no] { $actor } a modifié les réglages de l’espace { $target }
}
act-space_disabled = { $actor } a désactivé l’espace { $target }
act-space_enabled = { $actor } a réactivé l’espace { $target }
act-space_deleted = { $actor } a supprimé l’espace { $target } et son contenu
act-space_shared = { $has-with ->
    [yes] { $with_kind ->
        [group] { $actor } a donné au groupe { $with } accès à l’espace { $target }
       *[user] { $actor } a donné à { $with } accès à l’espace { $target }
    }
   *[no] { $actor } a partagé l’espace { $target }
}
act-space_unshared = { $has-with ->
    [yes] { $with_kind ->
        [group] { $actor } a retiré au groupe { $with } l’accès à l’espace { $target }
       *[user] { $actor } a retiré à { $with } l’accès à l’espace { $target }
    }
   *[no] { $actor } a cessé de partager l’espace { $target }
}

## OCIS : fichiers

act-container_create = { $actor } a créé le dossier { $target }
act-file_create = { $actor } a enregistré { $target }
act-file_rename = { $has-old_path ->
    [yes] { $actor } a déplacé { $old_path } vers { $target }
   *[no] { $actor } a déplacé { $target }
}
act-file_delete = { $actor } a mis { $target } à la corbeille
act-file_trash_delete = { $has-space_name ->
    [yes] { $actor } a supprimé définitivement un élément de la corbeille de { $space_name }
   *[no] { $actor } a supprimé définitivement un élément de la corbeille
}
act-file_trash_restore = { $actor } a sorti { $target } de la corbeille
act-file_version_restore = { $actor } a rétabli une version antérieure de { $target }
act-file_read = { $actor } a ouvert { $target }

## OCIS : partages et liens

act-file_shared = { $target_kind ->
    [link] { $actor } a créé un lien public vers { $target }
   *[file] { $has-with ->
        [yes] { $with_kind ->
            [group] { $actor } a partagé { $target } avec le groupe { $with }
           *[user] { $actor } a partagé { $target } avec { $with }
        }
       *[no] { $actor } a partagé { $target }
    }
}
act-file_unshared = { $target_known ->
    [yes] { $target_kind ->
        [link] { $actor } a supprimé un lien public vers { $target }
       *[share] { $actor } a cessé de partager { $target }
    }
   *[no] { $actor } a supprimé { $target }
}
act-share_updated = { $actor } a modifié un partage de { $target }
act-share_permission_updated = { $actor } a modifié ce que permet un lien public vers { $target }
act-share_name_updated = { $has-new_name ->
    [yes] { $actor } a renommé un lien public vers { $target } : { $new_name }
   *[no] { $actor } a renommé un lien public vers { $target }
}
act-share_password_updated = { $actor } a changé le mot de passe d’un lien public vers { $target }
act-share_expiration_updated = { $actor } a changé la fin d’un lien public vers { $target }
act-share_accepted = { $actor } a accepté un partage de { $target }
act-share_declined = { $actor } a refusé un partage de { $target }
act-share_pending = { $actor } a masqué un partage de { $target }
act-public_link_accessed = { $actor } a ouvert { $target } par un lien public
act-science_mesh_invite_token_generated = { $has-recipient ->
    [yes] { $actor } a invité { $recipient } d’un autre cloud
   *[no] { $actor } a créé une invitation pour un autre cloud
}

## OCIS : connexions

act-user_signed_in = { $actor } a ouvert une session dans OCIS
act-backchannel_logout = Le fournisseur d’identité a mis fin à une session dans OCIS

## La plateforme

act-session-start = { $actor } a ouvert une session
act-session-end = { $target_kind ->
    [session] { $actor } a mis fin à l’une de ses sessions
   *[person] { $actor } a fermé sa session
}
act-session-refused = { $actor } n’a pas pu ouvrir de session
act-session-logout = Le fournisseur d’identité a mis fin à une session de { $target }
act-tenant-create = { $actor } a créé le client { $target }
act-tenant-brand = { $actor } a modifié l’image du client { $target }
act-object-attribute = { $has-object ->
    [yes] { $actor } a attribué au client { $target } : { $object }
   *[no] { $actor } a attribué quelque chose au client { $target }
}
act-grant = { $has-role ->
    [yes] { $actor } a donné à { $target } le rôle { $role }
   *[no] { $actor } a donné un rôle à { $target }
}
act-access-refused = { $actor } a demandé { $target } sans en avoir le droit
act-access-failed = { $actor } a demandé { $target }, et rien n’a été fait
act-gap = Des enregistrements ont été perdus avant d’être lus

## La plateforme : clients

act-tenant-suspend = { $actor } a suspendu le client { $target }
act-tenant-resume = { $actor } a repris le client { $target }
act-tenant-extend = { $actor } a changé ce qu’a le client { $target }
act-tenant-close = { $actor } a fermé le client { $target }
act-tenant-delete = { $actor } a demandé la suppression du client { $target }
act-tenant-deleted = Le client { $target } a été supprimé dans tous les systèmes
act-hostname-add = { $has-object ->
    [yes] { $actor } a ajouté le nom d’hôte { $object } à { $target }
   *[no] { $actor } a ajouté le nom d’hôte { $target }
}
act-hostname-verify = { $has-object ->
    [yes] { $actor } a vérifié le nom d’hôte { $object } de { $target }
   *[no] { $actor } a vérifié le nom d’hôte { $target }
}
act-hostname-remove = { $has-object ->
    [yes] { $actor } a retiré le nom d’hôte { $object } à { $target }
   *[no] { $actor } a retiré le nom d’hôte { $target }
}
act-secrets-rotate = { $actor } a scellé les secrets enregistrés avec une nouvelle clé

## La plateforme : mise en place. Un objet est dit avec son genre et son lieu.

act-provision-step = { $has-object ->
    [yes] { $standing ->
        [cut] { $actor } a retiré l’accès pour { $target } : { $object }
        [gone] { $actor } a supprimé pour { $target } : { $object }
       *[present] { $actor } a mis en place pour { $target } : { $object }
    }
   *[no] { $actor } a fait une étape de la mise en place de { $target }
}
act-provision-failed = { $has-object ->
    [yes] { $actor } n’a pas pu mettre en place pour { $target } : { $object }
   *[no] { $actor } n’a pas pu terminer une étape pour { $target }
}
act-provision-drift = { $has-object ->
    [yes] { $actor } a trouvé un écart chez { $target } : { $object }
   *[no] { $actor } a trouvé un écart chez { $target }
}
act-provision-repair = { $has-object ->
    [yes] { $actor } a réparé chez { $target } : { $object }
   *[no] { $actor } a réparé des écarts chez { $target }
}
act-provision-again = { $actor } a relancé la mise en place de { $target }
act-provision-cancel = { $actor } a abandonné la mise en place de { $target }
act-provision-look = { $actor } a fait revérifier { $target }
act-provision-repair_asked = { $actor } a demandé une réparation de { $target }
act-provision-pause = { $actor } a mis en pause la mise en place de { $target }
act-provision-resume = { $actor } a repris la mise en place de { $target }

## La plateforme : personnes

act-member-add = { $has-role ->
    [yes] { $actor } a ajouté { $target } avec le rôle { $role }
   *[no] { $actor } a ajouté { $target }
}
act-member-role = { $has-role ->
    [yes] { $actor } a changé le rôle de { $target } en { $role }
   *[no] { $actor } a changé le rôle de { $target }
}
act-member-suspend = { $actor } a suspendu { $target }
act-member-resume = { $actor } a rétabli l’accès de { $target }
act-member-remove = { $actor } a retiré { $target }
act-member-sessions = { $actor } a mis fin à toutes les sessions de { $target }
act-member-second_factor = { $actor } a réinitialisé le second facteur de { $target }
act-member-invite = { $actor } a fait renvoyer une invitation à { $target }
act-member-accept = { $actor } a accepté l’invitation
act-member-invited = { $actor } a envoyé l’invitation à { $target }

## Ce qui n’a pas de phrase à soi

act-tried = { $actor } a tenté { $action } : { $target }
act-unknown = { $actor } a fait { $action } : { $target }

## Qui et quoi, quand un enregistrement n’a pas de nom

who-someone = Quelqu’un
who-a-service = Un service
who-user = Compte inconnu { $id }
who-service = Service { $id }
service-command-line = La ligne de commande
service-identity-provider = Le fournisseur d’identité
service-provisioning = La mise en place
service-provisioner = La mise en place
service-invitations = L’envoi des invitations
service-watch = La surveillance des systèmes
short-user = utilisateur { $id }
short-file = fichier { $id }
short-folder = dossier { $id }
short-node = fichier { $id }
short-share = partage { $id }
short-link = lien { $id }
short-space = espace { $id }
short-group = groupe { $id }
nameless = (sans nom)

## Ce qui peut changer

field-displayname = nom
field-email = e-mail
field-accountEnabled = compte
field-preferredLanguage = langue
field-roleChanged = rôle
field-passwordChanged = mot de passe
field-password = mot de passe
field-name = nom
field-slug = adresse
field-domain = domaine
field-subject = identifiant auprès du service de connexion
field-accent = couleur
field-role = rôle
field-quota = quota
field-description = description
field-logo = logo
field-logo_dark = logo pour fond sombre
field-support = lien d’aide

act-source-pause = { $actor } a suspendu la lecture de { $target }
act-source-resume = { $actor } a fait reprendre la lecture de { $target }
act-quarantine-read = { $actor } a fait relire un enregistrement mis en quarantaine
act-quarantine-view = { $actor } a consulté un enregistrement mis en quarantaine
act-quarantine-discard = { $actor } a écarté un enregistrement mis en quarantaine
act-source-watch = { $actor } a réglé { $target } pour que Dezky apprenne ce qui s’y passe
act-audit-read = { $actor } a lu la chronologie
act-audit-export = { $actor } a exporté la chronologie
