# Les alertes : la page, la lettre, les traces de ce qu’elles sont devenues.

nav-alerts = Alertes
nav-alerts-line = Ce que quelqu’un doit savoir, et qui a été prévenu
alerts-about = Ce que quelqu’un doit savoir, et comment on l’a prévenu.
alerts-open = Ouvertes
alerts-closed = Fermées
alerts-closed-none = Aucune alerte n’a encore pris fin.
alerts-none-title = Aucune alerte n’est ouverte
alerts-none = Dès qu’une des règles ci-dessous trouve quelque chose, cela figure ici, avec toutes les personnes prévenues.
alerts-nobody-title = Personne n’est prévenu
alerts-nobody = Les alertes ne figurent que sur cette page. Renseignez alerts.mail ou alerts.webhook dans la configuration.
alerts-watched = Ce qui est surveillé
alerts-watched-about = Ce sont des réglages de la configuration. Un secret n’est jamais montré.

## Ce qui est recherché

rule-source_silent = Source muette
rule-gap = Entrées perdues
rule-quarantine = Entrées illisibles
rule-failed_sign_ins = Nombreux échecs de connexion
rule-new_owner = Nouveau propriétaire
rule-partner_access = Accès d’un partenaire

## Ce qui s’est passé. $time en est le début.

alert-source_silent = { $about } n’a rien signalé depuis { $time }.
alert-gap = { $count ->
    [one] Des entrées de { $about } ont été perdues avant d’être lues.
   *[other] Des entrées de { $about } ont été perdues { $count } fois avant d’être lues, d’abord à { $time }.
}
alert-quarantine = { $count ->
    [one] 1 entrée de { $about } est illisible.
   *[other] { $count } entrées de { $about } sont illisibles.
}
alert-failed_sign_ins = { $kind ->
    [address] { $count ->
        [one] 1 échec de connexion depuis l’adresse { $about } à partir de { $time }.
       *[other] { $count } échecs de connexion depuis l’adresse { $about } à partir de { $time }.
    }
   *[actor] { $count ->
        [one] 1 échec de connexion avec le compte { $about } à partir de { $time }.
       *[other] { $count } échecs de connexion avec le compte { $about } à partir de { $time }.
    }
}
alert-new_owner = { $has-tenant ->
    [yes] { $about } est maintenant propriétaire de { $tenant }.
   *[no] { $about } est maintenant propriétaire.
}
alert-partner_access = { $has-tenant ->
    [yes] { $about } a agi chez { $tenant } en tant que partenaire.
   *[no] { $about } a agi en tant que partenaire.
}
alert-several = { $count ->
    [one] Depuis { $time }, cela s’est produit une fois de plus qu’on ne peut le dire cas par cas.
   *[other] Depuis { $time }, cela s’est produit { $count } fois de plus qu’on ne peut le dire cas par cas.
}
alert-others = plusieurs autres

## Une alerte

alert-one = Alerte
alert-what = Ce qui s’est passé
alert-about = Objet
alert-rule = Règle
alert-state = État
alert-since = Depuis
alert-opened = Ouverte
alert-seen = Constatée pour la dernière fois
alert-count = Combien de fois
alert-history = Ouverte : { $opened }. { $count ->
    [one] Cela s’est produit une fois.
   *[other] Cela s’est produit { $count } fois, constaté en dernier : { $seen }.
}
alert-open-sources = Ouvrir les sources
alert-end = Fermée
alert-how = Comment
alert-end-itself = D’elle-même
alert-end-by = { $name } : { $note }
alert-acknowledge = Prendre connaissance
alert-acknowledge-ask = Prendre connaissance…
alert-acknowledge-what = Ferme cette alerte. Si cela se reproduit, une nouvelle s’ouvre et tout le monde est prévenu à nouveau.
alert-acknowledge-lasts = Ferme cette alerte. Tant que rien de nouveau ne s’y ajoute, aucune autre ne s’ouvre.
alert-note = Remarque
alert-note-hint = Ce que c’était, ou ce qui a été fait. La remarque figure aussi dans la chronologie.
alert-acknowledge-done = Alerte fermée avec votre remarque.
wrong-note = Une remarque a de 1 à 500 caractères.
alert-closed-already = Cette alerte a déjà pris fin.

## Envois

alert-deliveries = Prévenus
alert-told-nobody = Personne n’a été prévenu.
alert-receiver = Le destinataire
channel-mail = Lettre
channel-webhook = Webhook
delivery-waiting = En attente
delivery-sent = Envoyé
delivery-failed = Non remis
alert-tries = { $count ->
    [one] 1 essai
   *[other] { $count } essais
}
alert-next = prochain essai à { $time }
alert-not-delivered = { $count ->
    [one] 1 non remis
   *[other] { $count } non remis
}
alert-again = Renvoyer
alert-again-to = Renvoyer à { $to }
alert-again-done = Le renvoi a lieu maintenant.
alert-sent-already = L’envoi a déjà eu lieu.

## Réglages

alert-on = Active
alert-off = Inactive
alert-silent-minutes = { $source } : { $minutes } min
alert-silent-never = { $source } : jamais
alert-sign-ins = { $count } en { $minutes } min, avec un même compte ou depuis une même adresse
alert-quiet = Se ferme d’elle-même
alert-quiet-minutes = { $minutes } min après la dernière fois
alert-letters = Lettres à
alert-nobody = Personne
alert-nowhere = Aucun

## La lettre

letter-alert-subject = { $platform } : { $rule }, { $about }
letter-alert-opened = Ouverte : { $time }.
letter-alert-tenant = Client : { $tenant }.
letter-alert-what = Voyez ce qui s’est passé, et dites que vous en avez pris connaissance :
letter-alert-button = Ouvrir l’alerte
letter-alert-why = Vous recevez cette lettre parce que votre adresse figure dans la configuration de { $platform }.

## Ce qu’elles sont devenues, dans la chronologie

act-alert-opened = { $has-rule ->
    [yes] { $actor } a ouvert une alerte sur { $target } : { $rule }
   *[no] { $actor } a ouvert une alerte sur { $target }
}
act-alert-closed = { $has-rule ->
    [yes] { $actor } a fermé l’alerte sur { $target } : { $rule }
   *[no] { $actor } a fermé l’alerte sur { $target }
}
act-alert-acknowledged = { $has-rule ->
    [yes] { $actor } a pris connaissance de l’alerte sur { $target } : { $rule }
   *[no] { $actor } a pris connaissance de l’alerte sur { $target }
}
act-alert-again = { $has-recipient ->
    [yes] { $actor } a fait renvoyer l’alerte sur { $target } à { $recipient }
   *[no] { $actor } a fait renvoyer l’alerte sur { $target }
}
act-alert-sent = { $has-recipient ->
    [yes] { $actor } a prévenu { $recipient } de l’alerte sur { $target }
   *[no] { $actor } a prévenu quelqu’un de l’alerte sur { $target }
}
act-alert-undelivered = { $has-recipient ->
    [yes] { $actor } n’a pas pu prévenir { $recipient } de l’alerte sur { $target }
   *[no] { $actor } n’a pu prévenir personne de l’alerte sur { $target }
}
service-alerts = La surveillance
target-kind-alert = alerte
