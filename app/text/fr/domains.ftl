# Domaines de messagerie : les enregistrements qu’il leur faut, ce qui s’y trouve, et ce que cela veut dire.

nav-domains = Domaines
nav-attention =
    { $count ->
        [one] demande votre attention
       *[other] demandent votre attention
    }
domains-none-title = Aucun domaine de messagerie
domains-none = Un domaine est ce qui suit le @ dans vos adresses. Ajoutez le vôtre, et cette page dit quels enregistrements DNS il lui faut.

domain-add = Ajouter un domaine
domain-remove = Retirer ce domaine…
domain-check = Vérifier maintenant
domain-zone = Fichier de zone
domain-looking = Vérification en cours
domain-looked = Vérifié { $checked }, prochaine fois { $next }
domain-unproven = Pas encore prouvé. Dès que le DNS montre l’enregistrement ci-dessous, la messagerie est mise en place ici.
domain-without-mail = La messagerie n’est pas activée pour ce domaine, ou sa mise en place est en cours. Ce qu’il faut publier figurera ici.
domain-nothing-yet = Rien à publier pour l’instant
domain-unknown = Le DNS n’a pas répondu pour chaque enregistrement. Nous regardons de nouveau de nous-mêmes.
domain-weaker = La messagerie fonctionne. Certains enregistrements pourraient mieux vous protéger.
domain-well = Tout ce qu’il faut à la messagerie est là.
domain-attention =
    { $count ->
        [one] Un enregistrement empêche la messagerie de bien fonctionner.
       *[other] { $count } enregistrements empêchent la messagerie de bien fonctionner.
    }
domain-add-done = Le domaine est noté. Ajoutez maintenant l’enregistrement qui le prouve.
domain-check-done = Nous regardons le DNS. Rechargez la page dans un instant.
domain-remove-done = Le domaine est retiré.
domain-looked-at = Nous venons de regarder. Réessayez dans une demi-minute.
too-many-domains = Un espace de travail a 50 domaines au plus.
domain-here = Ce domaine est déjà ici.
domain-is-first = L’espace de travail a commencé avec ce domaine. Seuls les opérateurs de la plateforme peuvent le changer.
domain-in-use = Des adresses finissent encore par ce domaine. Donnez d’abord d’autres adresses à ces personnes, ou effacez leurs boîtes.

## Un domaine de plus

domain-new-what = Pour des adresses qui finissent autrement, celles d’une marque ou d’un autre pays par exemple.
domain-new-record = Nous montrons un enregistrement TXT qui prouve que le domaine est à vous. Vous l’ajoutez chez votre fournisseur DNS.
domain-new-look = Nous le cherchons de nous-mêmes, tous les quarts d’heure.
domain-new-mail = Ensuite la messagerie est mise en place, et cette page donne les autres enregistrements.
domain-name = Domaine
domain-name-hint = Ce qui suit le @, sans www.
domain-new-do = Ajouter le domaine

## En rendre un

domain-leave-not = { $domain } ne peut pas être retiré
domain-leave-mailboxes = Ces boîtes le perdraient
domain-leave-more = et d’autres
domain-leave-ask = Retirer { $domain } ?
domain-leave-yes = Retirer { $domain }
domain-leave-mail = Le serveur de messagerie n’accepte plus de courrier pour ce domaine et détruit ses clés de signature.
domain-leave-records = Ses enregistrements DNS ne mènent plus nulle part. Retirez-les chez votre fournisseur DNS.
domain-leave-others = Un autre espace de travail peut ensuite ajouter le domaine.
domain-leave-claim = Il n’a jamais été prouvé : aucun courrier n’en dépend.

## Les enregistrements

records-of = Enregistrements DNS de { $domain }
record-type = Type
record-name = Nom
record-wanted = Voulu
record-seen = Vu dans votre DNS
record-seen-short = Vu
record-state = État
record-value = Valeur
record-copy = Copier { $name }
record-copied = Copié
record-same = identique
record-nothing = rien
record-unknown = inconnu
record-state-right = Juste
record-state-weaker = Plus faible
record-state-different = Différent
record-state-missing = Manquant
record-state-unknown = Inconnu

purpose-proof = Prouver que le domaine est à vous
purpose-proof-line = avant toute mise en place
purpose-receive = Recevoir le courrier
purpose-receive-line = là où les autres le déposent
purpose-prove = Prouver que le courrier est de vous
purpose-prove-line = sans eux, votre courrier finit dans les indésirables
purpose-encrypt = Voyager chiffré
purpose-encrypt-line = les autres doivent passer par TLS pour vous atteindre
purpose-programs = Configurer les logiciels de messagerie
purpose-programs-line = pour qu’une adresse et un mot de passe suffisent

why-silent = Le DNS n’a pas répondu. Nous regardons de nouveau de nous-mêmes.
why-proof-missing = Ajoutez cet enregistrement chez votre fournisseur DNS ; nous regardons de nouveau de nous-mêmes.
why-proof-other = Il y a un enregistrement avec un autre texte. Copiez exactement celui qui est voulu.
why-proof-taken = Un autre espace de travail a prouvé ce domaine en premier.
why-mx-missing = Personne ne peut vous remettre de courrier. Ajoutez cet enregistrement chez votre fournisseur DNS.
why-mx-elsewhere = Le courrier va à d’autres serveurs et n’arrive jamais ici.
why-mx-others = Le courrier va d’abord, ou au hasard, à un autre serveur. Retirez les autres enregistrements.
why-mx-backup = Quand nous sommes injoignables, le courrier attend sur un autre serveur. Ne le gardez que si vous savez pourquoi.
why-mx-none = Cet enregistrement dit que le domaine n’accepte pas de courrier.
why-spf-missing = Les destinataires ne peuvent pas savoir quels serveurs envoient pour vous.
why-spf-several = Plusieurs enregistrements SPF valent comme aucun. Gardez-en un ; la valeur voulue nomme tous ceux qui peuvent envoyer.
why-spf-without-us = Le courrier d’ici semble falsifié. La valeur voulue garde tous ceux qui peuvent déjà envoyer.
why-spf-soft = « ~all » demande aux autres d’accepter du courrier venu d’ailleurs. Prenez « -all » si aucun autre système n’envoie pour vous.
why-spf-open = L’enregistrement ne dit pas que faire du courrier venu d’ailleurs. Prenez « -all » si aucun autre système n’envoie pour vous.
why-spf-everybody = « +all » laisse n’importe qui envoyer en votre nom.
why-spf-long = L’enregistrement demande plus de dix recherches, et les destinataires abandonnent. Retirez ce qui n’envoie plus pour vous.
why-spf-others = D’autres peuvent aussi envoyer pour vous.
why-dkim-missing = Le courrier est signé, et personne ne peut vérifier la signature.
why-dkim-other = Une autre clé est publiée : les signatures semblent fausses.
why-dkim-several = Deux clés sous un même nom : les destinataires peuvent prendre la mauvaise. Gardez un enregistrement.
why-dkim-testing = « t=y » dit aux destinataires d’ignorer la signature. Retirez-le.
why-dkim-revoked = Une clé vide dit qu’elle est révoquée.
why-dmarc-missing = N’importe qui peut envoyer du courrier qui ressemble au vôtre. Cette première règle ne fait qu’observer : aucun courrier n’est perdu.
why-dmarc-several = Plusieurs enregistrements DMARC valent comme aucun. Gardez-en un.
why-dmarc-broken = L’enregistrement n’a pas de règle lisible.
why-dmarc-watches = « p=none » ne fait qu’observer, et depuis assez longtemps. Si les rapports ne montrent aucun courrier de vous, prenez « p=quarantine ».
why-dmarc-first = La règle ne fait qu’observer pour l’instant. Dans deux semaines, nous proposons la suite.
why-dmarc-silent = Sans « rua », personne ne vous dit qui envoie en votre nom.
why-dmarc-part = « pct » ne couvre qu’une partie de votre courrier.
why-dmarc-own = Votre propre règle reste.
why-sts-missing = Facultatif. Les autres refusent alors de remettre du courrier sans chiffrement.
why-sts-old = L’identifiant est plus ancien : les autres gardent l’ancienne règle jusqu’à ce qu’il change.
why-reports-missing = Facultatif. Les autres signalent alors quand le chiffrement échoue.
why-reports-own = Les rapports vont là où vous l’avez décidé.
why-programs-missing = Facultatif. Les logiciels de messagerie trouvent alors leurs réglages d’eux-mêmes.
why-elsewhere = L’enregistrement mène ailleurs.
why-several = Il y a plusieurs enregistrements là où un seul est attendu.

## La ligne du temps

service-domains = La vérification des domaines
target-kind-domain = domaine de messagerie
field-attention = enregistrements qui demandent votre attention
field-host = hôte
act-domain-add = { $actor } a ajouté le domaine de messagerie { $target }
act-domain-prove = Le domaine de messagerie { $target } a été prouvé
act-domain-remove = { $actor } a retiré le domaine de messagerie { $target }
act-domain-attention = Le domaine de messagerie { $target } demande votre attention
act-domain-well = Le domaine de messagerie { $target } va bien de nouveau
