# Mise en place : où en est un client dans les systèmes, ce qui a échoué, ce qui n’est pas comme voulu ; sa fin ; les travaux.

## La page d’un client

tenant-parts = Parties de ce client
tenant-tab-provisioning = Mise en place
tenant-tab-objects = Objets
tenant-tab-close = Fermer ou supprimer
tenant-has = En place : { $services }. Un service en place reste jusqu’à la fin du client.
tenant-extend = Enregistrer
tenant-made = Créé :
provision-again = Réessayer maintenant
provision-begin-again = Reprendre la mise en place
provision-cancel = Abandonner la mise en place…
provision-pause = Mettre la mise en place en pause
provision-resume = Continuer
provision-none-title = Pas mis en place d’ici
provision-none = Ce client n’est qu’une fiche : sa messagerie et ses fichiers ont été créés ailleurs et y sont gérés. Rien n’en est surveillé ni modifié d’ici.
look-again = Vérifier à nouveau

## Où il en est

run-failed = Demande une intervention
run-trying = En attente d’un nouvel essai
run-working = En cours de mise en place
run-drifted = S’écarte de ce qui est voulu
run-paused = En pause
run-cancelled = Abandonnée
run-as_wanted = Comme voulu
run-none = Pas mis en place

## Étapes

steps-title = Étapes
steps-done = { $done } sur { $all } terminées.
steps-goes-on = Fermer cette page n’arrête rien.
steps-paused = { $done } sur { $all } terminées. En pause : rien n’est vérifié ni modifié.
steps-events = Événements de ce client
steps-folded = { $count ->
    [one] Afficher l’étape terminée
   *[other] Afficher les { $count } étapes terminées
}
steps-said = Ce qui vient de changer
step-waiting = Pas encore
step-running = En cours
step-trying = En attente d’un nouvel essai
step-done = Terminé
step-drifted = Modifié
step-failed = Échec
step-cancelled = Abandonné
step-said = { $step } : { $state }
step-again = Réessayer à partir d’ici
step-again-named = Réessayer à partir d’ici : { $step }
step-tries = { $count ->
    [one] { $count } essai
   *[other] { $count } essais
}
step-try = essai { $count }
step-cut = L’accès est retiré, le contenu reste.
step-gone = À supprimer.
step-adopted = Trouvé et repris.
step-drifted-why = Ce n’est plus comme voulu.
step-next = Prochain essai à { $time }.

## Comment s’appelle un objet : au milieu d’une phrase

thing-mapping = correspondance de connexion { $key }
thing-group = groupe { $key }
thing-application = application { $key } avec fournisseur et liaison
thing-brand = page de connexion de { $key }
thing-person = personne { $key }
thing-sessions = sessions de { $key }
thing-second_factor = seconds facteurs de { $key }
thing-domain = domaine de messagerie { $key }
thing-dkim = clés DKIM de { $key }
thing-mailbox = boîte aux lettres { $key }
thing-mailing_list = liste de diffusion { $key }
thing-space = espace { $key }
thing-account = compte { $key }
thing-share = accès de { $key }
thing-share-in = accès de { $key } à l’espace { $space }
thing-realm = discussion { $key }
thing-route = route { $key }
thing-invitation = invitation à { $key }
thing-notice = avis à { $key }
thing-in = { $thing } dans { $system }
mail-server = Le serveur de messagerie

## Ce qui a échoué. La page y ajoute l’état et le point.

trouble-unreachable = { $system } est injoignable
trouble-timeout = { $system } n’a pas répondu à temps ; c’est peut-être fait malgré tout
trouble-too_many = { $system } a répondu « trop de requêtes »
trouble-server = { $system } est en panne de son côté
trouble-credentials = { $system } n’accepte pas nos identifiants
trouble-not_yet = { $system } y travaille encore, ou ce qu’il faut n’est pas encore là
trouble-conflict = { $system } a déjà un tel objet, et il n’est pas à nous
trouble-rejected = { $system } juge la requête incorrecte
trouble-licence = { $system } a besoin pour cela d’une licence qui manque
trouble-unexpected = { $system } a envoyé une réponse que nous ne pouvons pas lire
trouble-not_taken = { $system } a dit oui et montre toujours autre chose
trouble-by_hand = Dans { $system }, quelqu’un doit le faire à la main

## Services et accord

services-title = Services
service-of-identity = Identité
service-of-mail = Messagerie
service-of-files = Fichiers
service-of-chat = Discussion
service-of-route = Route
far-as-wanted = Comme voulu
far-being-made = En cours
far-in-trouble = En difficulté
far-not-yet = Pas encore
far-changed = Modifié
far-not-included = Non compris
agreement-title = Accord
agreement-storage = Stockage

## Écarts

drift-title = Écarts
drift-objects = { $count ->
    [one] { $count } objet
   *[other] { $count } objets
}
drift-looked = { $count ->
    [0] Vérifié à { $time }. Aucune différence sur { $objects }.
    [one] Vérifié à { $time }. { $count } différence sur { $objects }.
   *[other] Vérifié à { $time }. { $count } différences sur { $objects }.
}
drift-none = Tout est comme voulu.
drift-unfinished = Rien n’a été modifié dans les systèmes. Ce qui n’est pas terminé figure plus haut.
drift-not-looked = Pas encore vérifié.
drift-repair = { $count ->
    [one] Réparer { $count } différence…
   *[other] Réparer { $count } différences…
}
drift-repair-what = Vous voyez chaque appel avant qu’il soit fait.
drift-choose = Choix
drift-choose-named = Réparer : { $name }
drift-object = Objet
drift-wanted = Voulu
drift-seen = Constaté
drift-repair-how = Réparation
drift-missing = Manque
drift-changed = Modifié
drift-extra = En trop
drift-unwanted = non voulu
drift-nothing = rien
drift-present = présent
drift-absent = absent
drift-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
repair-create = Créer
repair-set-back = Rétablir
repair-cut = Retirer l’accès
repair-remove = Supprimer
repair-leave = Laisser

## Une réparation avant qu’elle soit faite

plan-title = Plan de réparation
plan-about = { $count ->
    [one] { $calls } pour { $count } différence. Rien n’a encore été modifié.
   *[other] { $calls } pour { $count } différences. Rien n’a encore été modifié.
}
plan-calls = { $count ->
    [0] Aucun appel
    [one] { $count } appel
   *[other] { $count } appels
}
plan-nothing-chosen = Rien n’a été choisi.
plan-run = { $count ->
    [one] Réparer { $count } différence
   *[other] Réparer { $count } différences
}
plan-empty-title = Rien à réparer
plan-empty = Choisissez au moins une différence sur la page du client.
plan-back = Retour aux différences
plan-destroys-title = Quelque chose est détruit
plan-destroys = Les appels signalés ne peuvent pas être annulés.
plan-not-now = Impossible à planifier maintenant
plan-as-wanted = Désormais comme voulu : rien à faire.
plan-differences = Différences : { $name }
plan-call-destroys = Détruit
plan-no-body = Rien n’est envoyé avec.

## La fin d’un client

tenant-suspend-title = Suspendre
tenant-suspend = Suspendre…
tenant-suspend-what = L’accès prend fin aussitôt pour tous. Tout est conservé et revient à la reprise.
tenant-suspended-what = Personne ne peut entrer pour l’instant. Tout est conservé.
tenant-resume = Reprendre
tenant-close-title = Fermer
tenant-close = Fermer…
tenant-close-what = Donne congé. L’accès prend fin aussitôt, les propriétaires sont prévenus, et les données sont conservées jusqu’à la fin du délai.
tenant-closing-what = L’accès a pris fin, les données sont encore là. Jusqu’à la suppression, cela peut être annulé.
tenant-keep = Annuler la fermeture
tenant-delete-title = Supprimer
tenant-delete = Supprimer…
tenant-delete-now = Le délai est écoulé. La suppression détruit tout dans tous les systèmes, définitivement.
tenant-delete-from = La suppression est possible à partir du { $day }.
tenant-delete-later = Un client est d’abord fermé, et peut être supprimé une fois son délai écoulé.

## Questions avant que quelque chose prenne fin

ask-no = Revenir
ask-happens = Voici ce qui se passe :
ask-cancel = Abandonner la mise en place de { $tenant } ?
ask-cancel-stops = Plus rien n’est tenté.
ask-cancel-stays = Ce qui est déjà fait reste.
ask-cancel-again = On peut recommencer plus tard.
ask-cancel-yes = Abandonner la mise en place
ask-suspend = Suspendre { $tenant } ?
ask-suspend-access = Toutes les sessions prennent fin, et personne ne peut se connecter.
ask-suspend-keeps = Les personnes, la messagerie et les fichiers sont conservés.
ask-suspend-back = Tout revient à la reprise.
ask-suspend-yes = Suspendre { $tenant }
ask-close = Fermer { $tenant } ?
ask-close-access = Toutes les sessions prennent fin maintenant, et personne ne peut se connecter.
ask-close-grace = Les données sont conservées jusqu’à la fin du délai. Le dernier jour figure ensuite sur la page du client.
ask-close-told = Les propriétaires sont prévenus par e-mail.
ask-close-back = Jusqu’à la suppression, la fermeture peut être annulée.
ask-close-yes = Fermer { $tenant }
ask-delete = Supprimer le client { $tenant } ?
ask-delete-destroys = Cela détruit définitivement :
ask-delete-stays = La chronologie est conservée.
ask-delete-type = Saisissez le nom court pour confirmer : { $slug }
ask-delete-yes = Supprimer { $tenant }
destroys-mailboxes = { $count ->
    [one] { $count } boîte aux lettres avec ses messages
   *[other] { $count } boîtes aux lettres avec leurs messages
}
destroys-lists = { $count ->
    [one] { $count } liste de diffusion
   *[other] { $count } listes de diffusion
}
destroys-domains = { $count ->
    [one] { $count } domaine de messagerie avec ses clés
   *[other] { $count } domaines de messagerie avec leurs clés
}
destroys-spaces = { $count ->
    [one] { $count } espace avec ses fichiers
   *[other] { $count } espaces avec leurs fichiers
}
destroys-chat = la discussion, dès que quelqu’un la supprime à la main dans Zulip
destroys-people = { $count ->
    [one] l’accès de { $count } personne
   *[other] l’accès de { $count } personnes
}
destroys-groups = { $count ->
    [one] { $count } groupe
   *[other] { $count } groupes
}

## Travaux

jobs-count = { $count ->
    [0] Aucun travail en attente.
    [one] { $count } travail en attente ou en cours.
   *[other] { $count } travaux en attente ou en cours.
}
jobs-none-title = Rien à faire
jobs-none = Ce qui est demandé figure ici jusqu’à ce que ce soit fait, avec l’heure et les erreurs. Pour l’instant, tout est fait.
job-kind = Travail
job-kind-reconcile = Mettre en place et maintenir
job-kind-reattribute = Attribuer des événements à leur client
job-kind-batch = Agir sur plusieurs personnes
job-about = Concerne
job-state = État
job-when = Exécution ou prochain essai
job-attempts = Essais
job-worker = Exécutant
job-error = Dernière erreur
job-state-pending = En attente
job-state-running = En cours
