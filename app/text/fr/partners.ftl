# Partners: who they are, what tenants let them do, their own console.

nav-partners = Partenaires
nav-partners-line = Les sociétés qui gèrent des espaces pour d’autres
nav-partner-tenants = Clients
nav-partner-tenants-line = Les espaces qui vous laissent entrer
console-partner = Partenaire

## What a tenant lets a partner do

scope-help = Aider
scope-manage = Gérer
may-read_overview = Voir l’état de l’espace
may-read_people = Voir les personnes
may-manage_people = Ajouter, modifier, suspendre et retirer les membres et l’assistance
may-help_people = Fermer des sessions, renvoyer des invitations, réinitialiser les seconds facteurs des membres et de l’assistance
may-manage_groups = Tenir les groupes
may-read_domains = Voir les domaines de messagerie et leurs enregistrements DNS
may-manage_domains = Ajouter et retirer des domaines de messagerie
may-manage_apps = Activer et désactiver des applications, ajouter des tuiles, annoncer
may-manage_brand = Changer le logo, les couleurs et le nom
never-title = Ce qu’aucun partenaire ne peut faire
never-about = Quoi que vous autorisiez, cela reste à vous.
never-roles = Nommer ou modifier des propriétaires, administrateurs et auditeurs
never-audit = Lire la chronologie ou l’emporter
never-settings = Modifier les réglages
never-partners = Laisser entrer des partenaires, eux-mêmes compris
never-deletion = Suspendre, fermer ou supprimer l’espace

## A tenant’s page of partners

grants-about = Qui peut agir ici pour vous, et jusqu’à quand. Tout ce qu’ils font figure dans votre chronologie.
grants-none-title = Aucun partenaire ne peut agir ici
grants-none = Un partenaire qui s’occupe de votre espace n’entre que tant que vous l’autorisez. Laissez-le entrer par son nom exact.
grants-ended = Terminés
grant-give = Laisser entrer un partenaire
grant-give-about = Vous pouvez y mettre fin à tout moment, d’un seul clic.
grant-give-now = Laisser entrer ce partenaire
grant-partner = Partenaire
grant-partner-hint = Son nom exactement comme le partenaire le donne.
grant-scope = Peut
grant-agents = Les agents du partenaire ne font qu’aider, quoi que vous autorisiez.
grant-until = Dernier jour
grant-until-hint = Au plus un an à partir d’aujourd’hui.
grant-until-new = Nouveau dernier jour
grant-until-change = Changer le dernier jour
grant-reason = Motif
grant-reason-hint = À quoi cela sert. Il figure aussi dans la chronologie.
grant-given-by = Donné par { $name }, { $time }
grant-revoke = Mettre fin maintenant
grant-revoke-named = Mettre fin à l’accès de { $partner } maintenant
grant-was-revoked = Terminé par vous
grant-ran-out = Expiré
grant-stands = En vigueur
grant-ended = Terminé

## Partners, as operators keep them

partners-about = Les sociétés qui gèrent des espaces pour d’autres. Elles n’entrent que tant que les propriétaires l’autorisent.
partners-search = Nom
partners-none-title = Pas encore de partenaires
partners-none = Un partenaire a ses propres personnes et des clients qui le laissent entrer. Ajoutez le premier.
partners-no-match-title = Aucun partenaire ne correspond
partners-no-match = Cherchez une partie du nom.
partner-create = Ajouter un partenaire
partner-create-about = Les clients laissent entrer un partenaire par son nom exact.
partner-name = Nom
partner-name-hint = Tel qu’il figure dans les contrats : c’est ce que saisissent les propriétaires.
partner-contact = Contact
partner-contact-hint = Une adresse, ou un lien qui commence par https://.
partner-itself = Nom et contact
partner-people-none = Personne ne travaille encore pour ce partenaire.
partner-person-never = Jamais connectée
partner-person-acts = Modifier
partner-person-make = Passer { $role }
partner-person-remove = Retirer
partner-person-remove-named = Retirer { $name }
partner-person-add = Ajouter une personne
partner-person-add-about = Elle se connecte sur l’hôte de la plateforme et y trouve les clients qui laissent entrer ce partenaire.
partner-subject = Identifiant auprès du service de connexion
partner-subject-hint = Pour une personne dont l’adresse n’est pas encore connue ici : le « sub » que lui donne le service de connexion de la plateforme. Dans Authentik, il figure chez le fournisseur de la plateforme, sous « Aperçu », pour la personne qui y est choisie.
partner-tenants = Clients qui les laissent entrer
partner-tenants-none = Aucun client n’a laissé entrer ce partenaire.

## A partner’s own console

partner-none-title = Aucun client ne vous laisse entrer
partner-none = Dès qu’un propriétaire laisse entrer votre société, l’espace apparaît ici. Donnez-lui le nom exact de votre société.
partner-no-match = Cherchez une partie du nom ou du nom court.
partner-search = Nom ou nom court
partner-domains = Domaines
partner-domains-bad = { $count ->
    [one] { $count } à vérifier
   *[other] { $count } à vérifier
}
partner-enter = Ouvrir
partner-enter-named = Ouvrir { $tenant }
partner-new-what = Un clic crée son adresse, ses couleurs, sa messagerie et ses fichiers, et invite son propriétaire. Votre société peut le gérer pendant un an ; son propriétaire le voit et peut y mettre fin.
entry-title = Continuer en tant que { $person } de { $partner } chez { $tenant } ?
entry-about = Ce que vous y faites figure dans la chronologie de { $tenant }, avec votre nom et celui de votre société.
entry-go = Continuer
entry-gone-title = Cet accès n’est plus valable
entry-gone = Il vaut une seule fois, pendant une minute, et seulement tant que l’espace laisse entrer votre société. Ouvrez-le de nouveau depuis votre console.
entry-other = Vous êtes connecté ici en tant que { $email }. Pour entrer sous un autre nom, déconnectez-vous d’abord.
entry-back = À la console partenaire
guest-acts = Vous agissez pour { $partner } chez { $tenant } jusqu’au { $day } inclus.
guest-manages = Vous pouvez gérer l’espace.
guest-helps = Vous pouvez aider.
guest-back = Retour à vos clients
guest-put-out-title = { $tenant } a mis fin à votre accès
guest-put-out = Vous ne pouvez plus y agir pour votre société. Les clients qui vous laissent entrer figurent dans votre console.
guest-ran-out-title = Votre accès à { $tenant } a expiré
guest-ran-out = Son dernier jour est passé. Un propriétaire peut laisser entrer votre société de nouveau.
guest-signed-out-title = Vous n’êtes plus connecté à { $tenant }
guest-signed-out = Ouvrez de nouveau l’espace depuis votre console.

## Wrong input, and done

wrong-partner-name = Le nom d’un partenaire a 2 à 80 caractères, sur une ligne.
wrong-contact = Un contact est une adresse, ou un lien qui commence par https://.
wrong-subject = Un identifiant a au plus 200 caractères, sur une ligne.
wrong-subject-form = Un identifiant ressemble ici à 5f0c3a52-8d4e-4a6e-9a3e-2f6f1c8f7b11. Avec autre chose, personne n’entre.
wrong-partner = Aucun partenaire ne s’appelle exactement ainsi. Demandez le nom tel qu’il figure dans votre contrat.
wrong-scope = Choisissez ce que le partenaire peut faire.
wrong-grant-end = Choisissez un jour à partir d’aujourd’hui, dans un an au plus.
wrong-grant-reason = Un motif a 3 à 300 caractères, sur une ligne.
taken-partner = Un autre partenaire porte ce nom.
taken-partner-person = Cette personne travaille déjà pour un partenaire.
taken-subject = Une autre personne ici a cet identifiant.
known-subject = Qui appartient à un espace de travail ou s’est déjà connecté garde son propre identifiant. Laissez ce champ vide.
unknown-person = Personne ici n’a cette adresse. Saisissez l’identifiant sous lequel le service de connexion la connaît.
taken-platform-role = Cette personne a un autre rôle sur la plateforme.
partner-let-in-already = Ce partenaire peut déjà agir ici. Changez son dernier jour, ou mettez-y fin d’abord.
grant-ended-already = C’est déjà terminé.
partner-created = Partenaire ajouté.
partner-changed = Enregistré.
partner-person-added = Ajoutée. Elle trouve les clients à sa prochaine connexion.
partner-person-removed = Retirée, et déconnectée chez les clients.
grant-given = Le partenaire peut maintenant agir ici.
grant-changed = Dernier jour changé.
grant-revoked = Terminé. Les personnes du partenaire sont déconnectées ici.

## On the timeline

act-partner_company-create = { $actor } a ajouté le partenaire { $target }
act-partner_company-change = { $actor } a modifié le partenaire { $target }
act-partner_person-add = { $has-partner ->
    [yes] { $actor } a ajouté { $target } au partenaire { $partner }
   *[no] { $actor } a ajouté { $target } à un partenaire
}
act-partner_person-role = { $has-role ->
    [yes] { $actor } a changé le rôle de { $target } en { $role }
   *[no] { $actor } a changé le rôle de { $target }
}
act-partner_person-remove = { $has-partner ->
    [yes] { $actor } a retiré { $target } du partenaire { $partner }
   *[no] { $actor } a retiré { $target } d’un partenaire
}
act-partner_grant-give = { $has-scope ->
    [yes] { $actor } a laissé entrer le partenaire { $target } : { $scope }
   *[no] { $actor } a laissé entrer le partenaire { $target }
}
act-partner_grant-change = { $actor } a changé jusqu’à quand le partenaire { $target } peut agir ici
act-partner_grant-revoke = { $actor } a mis fin à l’accès du partenaire { $target }
act-partner-enter = { $actor } est entré en tant que partenaire
target-kind-partner = partenaire
field-contact = contact
field-scope = ce qui est autorisé
field-until = fin
