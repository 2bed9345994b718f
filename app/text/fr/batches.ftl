# Ce qui est fait pour beaucoup de personnes à la fois : choisies dans la liste, ou nommées dans un fichier.

## La liste

people-import = Importer des personnes
people-pick = Choisir
people-pick-page = Choisir toute la page
people-pick-one = Choisir { $name }
bulk-label = Pour beaucoup de personnes à la fois
bulk-which = Qui
bulk-ticked = Seulement celles cochées
bulk-page =
    { $count ->
        [one] La seule de cette page
       *[other] Les { $count } de cette page
    }
bulk-all =
    { $count ->
        [one] La seule qui correspond
       *[other] Toutes les { $count } qui correspondent
    }
bulk-add-to-group = Ajouter au groupe
bulk-take-from-group = Retirer du groupe
bulk-role = Changer le rôle…
bulk-link = Envoyer un lien de récupération
bulk-sessions = Mettre fin aux sessions
bulk-resume = Reprendre
bulk-suspend = Suspendre…

## Ce qui est fait

deed-import = Importer des personnes
deed-set_role = Changer le rôle
deed-add_to_group = Ajouter au groupe
deed-take_from_group = Retirer du groupe
deed-end_sessions = Mettre fin aux sessions
deed-send_link = Envoyer un lien de récupération
deed-suspend = Suspendre
deed-resume = Reprendre
deed-import-what =
    { $count ->
        [0] Personne dans le fichier ne peut être ajouté.
        [one] { $count } personne serait ajoutée et recevra un e-mail avec un lien qui définit son mot de passe.
       *[other] { $count } personnes seraient ajoutées. Chacune recevra un e-mail avec un lien qui définit son mot de passe.
    }
deed-set_role-what =
    { $count ->
        [one] { $count } personne aurait ce rôle à la place du sien.
       *[other] { $count } personnes auraient ce rôle à la place du leur.
    }
deed-add_to_group-what =
    { $count ->
        [one] { $count } personne rejoindrait ce groupe et verrait les tuiles qui lui sont destinées.
       *[other] { $count } personnes rejoindraient ce groupe et verraient les tuiles qui lui sont destinées.
    }
deed-take_from_group-what =
    { $count ->
        [one] { $count } personne quitterait ce groupe et ne verrait plus les tuiles qui lui sont destinées.
       *[other] { $count } personnes quitteraient ce groupe et ne verraient plus les tuiles qui lui sont destinées.
    }
deed-end_sessions-what =
    { $count ->
        [one] { $count } personne serait déconnectée partout. Elle peut se reconnecter.
       *[other] { $count } personnes seraient déconnectées partout. Elles peuvent se reconnecter.
    }
deed-send_link-what =
    { $count ->
        [one] { $count } personne recevrait un e-mail avec un lien qui définit un nouveau mot de passe.
       *[other] { $count } personnes recevraient chacune un e-mail avec un lien qui définit un nouveau mot de passe.
    }
deed-suspend-what =
    { $count ->
        [one] { $count } personne serait déconnectée partout et ne pourrait plus se connecter. Tout est conservé.
       *[other] { $count } personnes seraient déconnectées partout et ne pourraient plus se connecter. Tout est conservé.
    }
deed-resume-what =
    { $count ->
        [one] { $count } personne pourrait se reconnecter, avec tout comme avant.
       *[other] { $count } personnes pourraient se reconnecter, avec tout comme avant.
    }

## Un lot

batch-title = { $deed } : { $about }
batch-no-group = un groupe qui n’existe plus
batch-by = par { $name }
batch-result = Emporter le résultat
batch-state-draft = Pas commencé
batch-state-running = En cours
batch-state-done = Terminé
batch-state-cancelled = Annulé
batch-nothing-yet = Rien n’a encore changé.
deed-import-do = { $count ->
    [one] Ajouter 1 personne
   *[other] Ajouter { $count } personnes
}
deed-set_role-do = { $count ->
    [one] Changer le rôle de 1 personne
   *[other] Changer le rôle de { $count } personnes
}
deed-add_to_group-do = { $count ->
    [one] Ajouter 1 personne au groupe
   *[other] Ajouter { $count } personnes au groupe
}
deed-take_from_group-do = { $count ->
    [one] Retirer 1 personne du groupe
   *[other] Retirer { $count } personnes du groupe
}
deed-end_sessions-do = { $count ->
    [one] Fermer les sessions de 1 personne
   *[other] Fermer les sessions de { $count } personnes
}
deed-send_link-do = { $count ->
    [one] Envoyer 1 lien
   *[other] Envoyer { $count } liens
}
deed-suspend-do = { $count ->
    [one] Suspendre 1 personne
   *[other] Suspendre { $count } personnes
}
deed-resume-do = { $count ->
    [one] Rétablir 1 personne
   *[other] Rétablir { $count } personnes
}
batch-discard = Abandonner
batch-wrong =
    { $count ->
        [one] { $count } ligne est laissée de côté
       *[other] { $count } lignes sont laissées de côté
    }
batch-wrong-what = La liste ci-dessous dit pourquoi, ligne par ligne. Les autres peuvent être traitées sans elles.
batch-progress = { $done } sur { $count } sont faites.
batch-running-what = Cela continue tout seul. Vous pouvez quitter cette page et revenir.
batch-look = Regarder à nouveau
batch-cancel = Annuler le reste
batch-cancelled-what = Annulé. Ce qui était fait le reste.
batch-discarded = Abandonné
batch-discarded-what = Abandonné, rien n’a été modifié.
batch-done-all = Tout est fait.
batch-done-some = Terminé. { $done ->
    [one] { $done } ligne est traitée
   *[other] { $done } lignes sont traitées
}, { $left ->
    [one] { $left } ne l’est pas
   *[other] { $left } ne le sont pas
} ; la liste dit pourquoi.
batch-start-done = Commencé. Cela continue tout seul.
batch-nobody = Personne n’est choisi. Cochez des personnes, ou choisissez la page ou toutes celles qui correspondent.
batch-too-many = Cela fait plus de 10 000 personnes. Filtrez la liste et procédez par parties.
batch-not-draft = Ceci est déjà commencé ou abandonné.
batch-over = Ceci est déjà terminé.
batch-yourself = C’est vous-même. Demandez à quelqu’un d’autre de le faire.
batch-denied = Votre rôle ne le permet pas pour cette personne.
batch-gone = La personne ou le groupe n’est plus là.
batch-broken = Un problème est survenu chez nous avec cette ligne. Les autres ont continué.
batch-right-lost = La personne qui l’a commencé a perdu le droit de continuer.
wrong-deed = Choisissez l’un des boutons au-dessus de la liste.

## Les lignes

rows-of = Les personnes et ce qu’il en est de chacune
rows-all = Toutes les lignes
rows-none-title = Aucune ligne
rows-none = Aucune ligne n’est dans cet état, ou la page est vide.
row-number = Ligne
row-invitation = Invitation
row-invitation-unread = Cette boîte ne se lit pas avant que son mot de passe soit défini.
row-state = État
row-why = Pourquoi
row-why-at = { $column } : { $why }
row-ready = Prête
row-state-wrong = De côté
row-state-waiting = En attente
row-state-done = Fait
row-state-same = Comme avant
row-state-failed = Pas fait

## Un fichier

import-what = Un fichier avec une ligne par personne. Avant que quoi que ce soit ne change, vous voyez ligne par ligne ce qui se passerait.
import-template = Modèle
import-file = Fichier
import-file-hint = CSV en UTF-8, avec des virgules, des points-virgules ou des tabulations ; 5 Mo et 20 000 lignes au plus.
import-look = Vérifier le fichier
import-columns = Colonnes
import-columns-what = La première ligne nomme les colonnes, dans n’importe quel ordre. Il faut le nom et l’e-mail ; les colonnes inconnues sont ignorées.
import-column-name = Nom
import-column-email = E-mail
import-column-role = Rôle
import-column-groups = Groupes
import-column-language = Langue
import-column-invite_to = Invitation à
import-name-what = Le nom entier, comme Ada Lovelace.
import-email-what = L’adresse avec laquelle cette personne se connecte.
import-role-what = Membre, assistance, auditeur ou administrateur. Vide : membre.
import-groups-what = Séparés par des virgules. Ceux qui n’existent pas encore sont créés.
import-language-what = Celle de l’invitation : en, de, fr ou da. Vide : la vôtre.
import-invite-what = Une adresse lisible dès aujourd’hui, privée par exemple. Vide : l’adresse e-mail.
import-example-groups = Ventes, Salons
import-new-groups =
    { $count ->
        [one] Un groupe qui n’existe pas encore serait créé : { $names }.
       *[other] { $count } groupes qui n’existent pas encore seraient créés : { $names }.
    }
import-no-file = Choisissez un fichier qui n’est pas vide.
import-torn = Le fichier n’est pas arrivé entier. Envoyez-le encore une fois.
import-too-large = Le fichier dépasse 5 Mo. Divisez-le.
import-too-many = Le fichier a plus de 20 000 lignes. Divisez-le.
import-empty = Le fichier n’a aucune ligne sous la première.
import-utf16 = Le fichier semble être en UTF-16 (« texte Unicode »). Enregistrez-le en CSV UTF-8 et envoyez-le à nouveau.
import-latin1 = Le fichier semble être en Latin-1 ou Windows-1252. Enregistrez-le en CSV UTF-8 et envoyez-le à nouveau.
import-unreadable = Ce n’est pas un CSV que nous sachions lire. Enregistrez-le en CSV UTF-8 et envoyez-le à nouveau.
import-no-columns = La première ligne ne nomme ni le nom ni l’adresse e-mail. Comparez-la au modèle.
import-no-name = Aucune colonne ne s’appelle nom. Comparez la première ligne au modèle.
import-no-email = Aucune colonne ne s’appelle e-mail. Comparez la première ligne au modèle.
import-column-twice = Deux colonnes de la première ligne veulent dire la même chose. Retirez-en une.
import-formula = Commence comme une formule. Retirez =, +, - et @ au début.
import-too-long = Dépasse 2 000 caractères.
import-quote = Un guillemet est ouvert et n’est pas fermé sur cette ligne ; les lignes suivantes ont donc été lues comme sa suite.
import-quote-line = Lue comme la suite de la ligne précédente.
import-more-cells = La ligne a plus de cellules que la première n’a de colonnes.
import-role = Vous ne pouvez pas donner ce rôle.
import-which-role = Écrivez membre, assistance, auditeur ou administrateur.
import-twice = Figure déjà dans le fichier, dans une ligne plus haut.

## Une clé pour qui a perdu la sienne

person-link = Envoyer un lien de récupération
person-link-what = Envoie un e-mail avec un lien qui définit un nouveau mot de passe : à sa propre adresse, ou là où l’invitation est allée si sa boîte est ici.
member-link-done = Le lien de récupération est en route.
suspended-person = Cette personne est suspendue. Reprenez-la d’abord.
letter-recovery-subject = Un nouveau mot de passe pour { $workspace }
letter-recovery = Quelqu’un de { $workspace } vous fait envoyer un lien qui définit un nouveau mot de passe pour votre compte, { $email }.
letter-recovery-button = Définir le nouveau mot de passe
letter-recovery-sign-in = Connectez-vous ensuite ici, comme avant :
letter-recovery-ignore = Si vous n’avez rien demandé, n’utilisez pas le lien : votre mot de passe reste le même. Prévenez les administrateurs de { $workspace }.
ask-remove-mail = La boîte aux lettres reste avec tout son contenu, et personne ne peut l’ouvrir.
ask-remove-files = Ses propres fichiers restent, et personne ne peut les ouvrir.
ask-remove-shared = Ce qui a été mis dans les dossiers de l’espace de travail y reste pour tous.
ask-remove-groups = La personne quitte tous les groupes et perd ce que d’autres ont partagé avec elle ici.

## Ce qui s’est passé

act-batch-start = { $has-deed ->
    [yes] { $actor } a commencé pour beaucoup de personnes ({ $count }) : { $deed }
   *[no] { $actor } a commencé quelque chose pour beaucoup de personnes
}
act-batch-cancel = { $has-deed ->
    [yes] { $actor } a annulé le reste ({ $count }) : { $deed }
   *[no] { $actor } a annulé ce qui était commencé pour beaucoup de personnes
}
act-batch-stop = { $has-deed ->
    [yes] { $actor } s’est arrêté avant le reste ({ $count }), le droit étant perdu : { $deed }
   *[no] { $actor } s’est arrêté, le droit étant perdu
}
act-member-link = { $actor } a fait envoyer un lien de récupération à { $target }
service-batches = Le travail sur beaucoup de personnes
target-kind-batch = travail sur beaucoup de personnes

## Leur liste

batches = Actions groupées
batches-about = Ce qui a été fait pour plusieurs personnes à la fois, le plus récent d’abord. Ce qui est terminé est gardé 90 jours.
batches-none-title = Rien encore
batches-none = Cochez des personnes dans la liste ou importez un fichier : vous lirez ici où cela en est.
batches-deed = Quoi
batches-by = Par
batches-when = Quand
batches-state = État
batches-rows = Combien
