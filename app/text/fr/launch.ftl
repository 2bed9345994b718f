# Le lanceur comme chacun le dispose, les applications et liens d’un client, les annonces.

nav-apps = Applications
nav-announcements = Annonces
nav-announcements-line = Ce que dit chaque page d’accueil

## Le lanceur

launcher-arrange = Disposer
launcher-arranged = Terminé
launcher-arranging-title = Disposez vos tuiles
launcher-arranging = Déplacez-les avec les flèches, ou faites-les glisser. Les tuiles épinglées restent devant.
launcher-filter-hint = Filtrer les applications, ou Ctrl K pour tout chercher
launcher-down = Indisponible, nous le savons
launcher-pin = Épingler { $name }
launcher-up = Avancer { $name }
launcher-move-down = Reculer { $name }
launcher-recents = Où vous étiez
launcher-not-ordered = ne fait pas partie de ce que { $tenant } a commandé.
launcher-switched-off = est désactivée pour { $tenant }.
launcher-other-groups = est réservée à des groupes dont vous n’êtes pas.
launcher-ask-admin = Demandez à qui administre { $tenant }.

## Applications et liens

apps-about = Ce qui figure sur la page d’accueil de vos membres, et qui le voit.
apps-apps = Applications de la plateforme
apps-links = Liens de votre entreprise
apps-app = Application
apps-link = Lien
apps-seen-by = Qui le voit
apps-seen-by-hint = Tout le monde, sauf si vous choisissez des groupes. Alors ces groupes seulement.
apps-everybody-sees = Tout le monde le voit. Pour ne le montrer qu’à certains, créez d’abord un groupe.
apps-state = État
apps-acts = Modifier
apps-everybody = Tout le monde
apps-not-ordered = Non comprise
apps-on = Active
apps-off = Inactive
apps-switch-on = Activer
apps-switch-on-named = Activer { $name }
apps-switch-off = Désactiver
apps-switch-off-named = Désactiver { $name }
apps-who = Qui le voit…
apps-who-named = Qui voit { $name }…
apps-no-links-title = Pas encore de liens
apps-no-links = Les liens vers d’autres pages de votre entreprise figurent sous les applications.
apps-given = Fournis par la plateforme, et modifiés là-bas : { $names }.
link-new = Ajouter un lien
link-about = Il figure sur la page d’accueil sous les applications, après les autres liens de votre entreprise.
link-add = Ajouter le lien
link-name = Nom
link-url = Adresse
link-url-hint = Elle commence par https:// et s’ouvre à la place de la page d’accueil.
link-icon = Icône
link-edit = Modifier
link-edit-named = Modifier { $name }
link-remove = Retirer le lien
link-remove-what = Il disparaît de toutes les pages d’accueil. La page vers laquelle il mène reste.

link-icon-link-simple = Chaîne
link-icon-receipt = Reçu
link-icon-fork-knife = Couverts
link-icon-book-open-text = Livre
link-icon-users = Personnes
link-icon-buildings = Bâtiments
link-icon-calendar-blank = Agenda
link-icon-file-text = Document
link-icon-folder-open = Dossier
link-icon-globe = Globe

## Annonces

announcements-about = Quiconque ouvre la page d’accueil de votre entreprise les y lit.
announcements-about-platform = Quiconque ouvre une page d’accueil, de n’importe quel client, les y lit.
announcements-told = Annoncé
announcements-none-title = Rien d’annoncé
announcements-none = Ce que vous écrivez ci-dessous figure ici, avec son auteur, longtemps après sa fin.
announcement-new = Écrire une annonce
announcement-write = Annoncer
announcement-title = Titre
announcement-text = Texte
announcement-severity = Type
announcement-from = Du
announcement-from-hint = En { $zone }. Vide : tout de suite.
announcement-to = Jusqu’au
announcement-by = Auteur
announcement-state = État
announcement-waits = En attente
announcement-over-state = Terminée
announcement-end = Terminer maintenant
announcement-end-named = Terminer « { $title } » maintenant
announcement-hide = Masquer « { $title } »
announcement-until = Jusqu’à : { $time }
severity-info = Information
severity-warn = Avertissement
severity-bad = Perturbation

## Saisie incorrecte : ce qui était attendu

wrong-link-name = Un nom a de 1 à 60 caractères, sur une ligne.
wrong-link-url = Une adresse commence par https:// et a au plus 500 caractères, sans espace : https://cantine.entreprise.example/menu
wrong-link-icon = Choisissez une des images.
wrong-severity = Choisissez information, avertissement ou perturbation.
wrong-title = Un titre a de 1 à 120 caractères, sur une ligne.
wrong-text = Un texte a au plus 500 caractères.
wrong-from = Un moment a un jour et une heure. Laissez le champ vide pour commencer tout de suite.
wrong-until = La fin est un jour et une heure après le début.
announcement-past = Cette fin est déjà passée. Choisissez-en une plus tardive.
announcement-over = Cette annonce est déjà terminée.
app-not-ordered = Votre espace n’a pas cette application.
too-many-links = Il y a déjà 60 liens. Retirez-en un d’abord.

## Fait

app-on-done = Activée.
app-off-done = Désactivée. Plus personne ne la voit.
app-groups-done = Enregistré. Les pages d’accueil en tiennent compte dès maintenant.
link-added = Lien ajouté.
link-edited = Lien enregistré.
link-removed = Lien retiré.
link-moved = Déplacé.
announcement-written = Annoncé.
announcement-ended = Terminée. Plus personne ne la voit.

## Ce qu’il en est advenu, sur la chronologie

act-app-on = { $has-app ->
    [yes] { $actor } a activé { $app }
   *[no] { $actor } a activé { $target }
}
act-app-off = { $has-app ->
    [yes] { $actor } a désactivé { $app }
   *[no] { $actor } a désactivé { $target }
}
act-app-groups = { $has-app ->
    [yes] { $actor } a changé qui voit { $app }
   *[no] { $actor } a changé qui voit { $target }
}
act-tile-add = { $actor } a ajouté le lien { $target }
act-tile-edit = { $actor } a modifié le lien { $target }
act-tile-remove = { $actor } a retiré le lien { $target }
act-tile-order = { $actor } a déplacé le lien { $target }
act-tile-pin = { $has-app ->
    [yes] { $actor } a épinglé { $app } sur sa page d’accueil
   *[no] { $actor } a épinglé { $target } sur sa page d’accueil
}
act-tile-unpin = { $has-app ->
    [yes] { $actor } a détaché { $app } de sa page d’accueil
   *[no] { $actor } a détaché { $target } de sa page d’accueil
}
act-tile-move = { $has-app ->
    [yes] { $actor } a déplacé { $app } sur sa page d’accueil
   *[no] { $actor } a déplacé { $target } sur sa page d’accueil
}
act-announcement-write = { $actor } a annoncé { $target }
act-announcement-end = { $actor } a mis fin à l’annonce { $target }
act-announcement-hide = { $actor } a masqué l’annonce { $target } sur sa page d’accueil
target-kind-app = application
target-kind-tile = lien de la page d’accueil
target-kind-announcement = annonce
field-app_state = état
field-link = adresse
field-icon = icône
field-shown_to = qui le voit
field-place = place
field-severity = type
field-title = titre
field-text = texte
field-announced_from = début
field-announced_until = fin
