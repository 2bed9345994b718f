# Les groupes des personnes d’un client.

nav-groups = Groupes
groups-count =
    { $count ->
        [one] 1 groupe.
       *[other] { $count } groupes.
    }
groups-what = Un groupe dit qui voit quelle tuile. Il ne donne aucun accès.
groups-none-title = Aucun groupe pour l’instant
groups-none = Réunissez dans un groupe les personnes qui vont ensemble. Des tuiles peuvent alors n’être que pour certaines.
group-name = Nom
group-name-hint = De 1 à 60 caractères, sans virgule.
group-create = Créer le groupe
groups-make = Créer un groupe
group-people = Personnes
group-count =
    { $count ->
        [one] { $count } personne
       *[other] { $count } personnes
    }
group-people-of = Personnes du groupe { $group }
group-empty-title = Personne n’en fait encore partie
group-empty = Cherchez ci-dessous les personnes qui en font partie.
group-acts = Ajouter ou retirer
group-add = Ajouter au groupe
group-add-one = Ajouter { $name } au groupe
group-take = Retirer
group-take-one = Retirer { $name } du groupe
group-is-in = Dans le groupe
group-join = Ajouter des personnes
group-found = Personnes trouvées
group-found-more = { $count } personnes correspondent. Tapez davantage du nom pour trouver la bonne.
group-rename = Nom
group-rename-save = Renommer
group-end = Supprimer le groupe
group-end-what = Ses personnes restent. La page suivante dit quelles tuiles changent.
group-delete = Supprimer…
group-ask = Supprimer le groupe { $name } ?
group-ask-yes = Supprimer { $name }
group-ask-people =
    { $count ->
        [0] Personne n’en fait partie.
        [one] { $count } personne le quitte et reste dans l’espace de travail.
       *[other] { $count } personnes le quittent et restent dans l’espace de travail.
    }
group-ask-provider = Il disparaît aussi du service d’identité.
group-ask-no-tiles = Aucune tuile n’est pour ce groupe : personne ne verra autre chose qu’avant.
group-ask-tile = { $tile } n’est plus pour ces personnes. { $count ->
    [one] { $count } autre groupe la voit encore.
   *[other] { $count } autres groupes la voient encore.
}
group-ask-tile-all = { $tile } n’est que pour ce groupe. Ensuite, tout l’espace de travail la voit.

group-created = Groupe créé.
group-renamed = Groupe renommé.
group-deleted = Groupe supprimé. Ses personnes restent.
group-add-done = Ajouté au groupe.
group-take-done = Retiré du groupe.
taken-group = Un autre groupe porte ce nom.
too-many-groups = Un espace de travail a 1 000 groupes au plus. Supprimez-en un dont personne n’a besoin.
wrong-group = Choisissez l’un des groupes.
wrong-group-name = Le nom d’un groupe a de 1 à 60 caractères, sur une ligne, sans virgule.

people-group = Groupe
people-groups = Groupes
people-groups-more = { $names } et { $count } de plus
person-no-groups = Dans aucun groupe
person-join = Un autre groupe
person-leave = Retirer de { $group }

act-group-create = { $actor } a créé le groupe { $target }
act-group-rename = { $has-object ->
    [yes] { $actor } a renommé le groupe { $object } en { $target }
   *[no] { $actor } a renommé le groupe { $target }
}
act-group-delete = { $actor } a supprimé le groupe { $target }
act-group-add = { $has-object ->
    [yes] { $actor } a ajouté { $target } au groupe { $object }
   *[no] { $actor } a ajouté { $target } à un groupe
}
act-group-take = { $has-object ->
    [yes] { $actor } a retiré { $target } du groupe { $object }
   *[no] { $actor } a retiré { $target } d’un groupe
}
