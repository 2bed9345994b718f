# Les demandes d’entrer dans un espace de travail.

requests-count =
    { $count ->
        [one] { $count } demande
       *[other] { $count } demandes
    }
requests-look = Les regarder
requests-title = Demandes d’accès
requests-what = Ces personnes sont connectées et veulent appartenir à cet espace de travail. Qui est accepté devient membre.
requests-none-title = Aucune demande
requests-none = Qui demande à entrer apparaît ici.
requests-answer = Réponse
request-why = Pourquoi
request-asked-at = Demandé
request-unchecked = Adresse non vérifiée
request-accept = Accepter
request-accept-one = Accepter { $name }
request-decline = Refuser
request-decline-one = Refuser { $name }
request-accept-done = Accepté. La personne est désormais membre.
request-decline-done = Refusé.
request-title = Demander à entrer
request-what = Indiquez une adresse de l’espace de travail. Ses administrateurs l’apprennent et décident.
request-address = Adresse
request-address-hint = Une adresse e-mail de l’entreprise, ou son domaine, comme entreprise.example.
request-ask = Demander
request-asked = Demandé. Les administrateurs de l’espace de travail décident.
request-is-open = Vous avez demandé à entrer dans { $tenant }.
request-open = Vous l’avez déjà demandé là-bas. Les administrateurs décident.
request-member = Vous y êtes déjà connu. Demandez l’accès à ses administrateurs.
wrong-request-why = 500 caractères au plus.

act-request-ask = { $actor } a demandé à entrer dans { $target }
act-request-accept = { $has-role ->
    [yes] { $actor } a laissé entrer { $target }, avec le rôle { $role }
   *[no] { $actor } a laissé entrer { $target }
}
act-request-decline = { $actor } a refusé l’entrée à { $target }
