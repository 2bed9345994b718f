# Le bureau : personnes, clients, un client.

## Personnes

people-summary =
    { $total ->
        [one] { $total } personne
       *[other] { $total } personnes
    } : { $active } actives, { $invited } invitées, { $suspended } suspendues.
people-search = Nom ou adresse
people-of = Personnes : { $tenant }
people-name = Nom
people-address = Adresse
people-role = Rôle
people-last-sign-in = Dernière connexion
people-second-factor = Second facteur
second-factor-used = Utilisé
second-factor-unused = Pas utilisé
second-factor-unknown = Pas encore connu
people-state = État
people-never = Jamais
people-no-match-title = Personne ne correspond
people-no-match = Aucune personne ne répond à la fois à la recherche et aux filtres.
people-none-title = Personne ici pour l’instant
people-none = Toute personne qui reçoit un rôle dans cet espace de travail apparaît ici, avec l’heure de sa dernière connexion.
people-beyond-title = Cette page est vide
people-beyond = La liste s’arrête avant. Quelqu’un est peut-être parti depuis que ce lien a été fait.
people-first-page = Première page

## Toutes les personnes, pour les exploitants

everybody-count =
    { $count ->
        [one] { $count } personne.
       *[other] { $count } personnes.
    }
everybody-about = Ce qu’il y a à faire pour une personne se fait chez son client ou auprès du service de connexion.
everybody-role = Sur la plateforme
everybody-more = et { $count } de plus
everybody-no-match = Personne sur la plateforme n’a cela dans son nom ou son adresse.

## Une personne

people-add = Ajouter une personne
person-new-what = La personne reçoit un e-mail avec un lien pour définir son mot de passe.
person-email = Adresse e-mail
person-email-hint = L’adresse avec laquelle cette personne se connecte.
person-add = Ajouter et inviter
person-events = Ce que cette personne a fait
person-role-what = Seuls les propriétaires nomment et révoquent des propriétaires, et il en reste toujours au moins un.
person-role-what-admin = Seuls les propriétaires nomment des propriétaires.
person-role-change = Changer le rôle
person-help = Aide
person-not-yours = Votre rôle ne change rien à une personne ayant le rôle « { $role } ».
person-invite = Renvoyer l’invitation
person-invite-what = Envoie un autre e-mail avec un autre lien.
person-sessions = Mettre fin aux sessions
person-sessions-what = Déconnecte cette personne partout. Elle peut se reconnecter.
person-second-factor = Réinitialiser le second facteur
person-second-factor-what = Pour un téléphone ou une clé perdus. Assurez-vous que c’est bien cette personne qui le demande.
person-access = Accès
person-suspend = Suspendre
person-suspend-what = Met fin à toutes les sessions et empêche la connexion. Tout est conservé.
person-resume = Reprendre
person-resume-what = Cette personne peut de nouveau se connecter, et tout est comme avant.
person-remove = Retirer…
person-remove-title = Retirer
person-remove-what = Met fin à l’accès de cette personne à l’espace de travail. Les messages et les fichiers restent.
ask-remove = Retirer { $name } de { $tenant } ?
ask-remove-access = L’accès prend fin maintenant, et toutes les sessions avec lui.
ask-remove-stays = Les messages et les fichiers restent jusqu’à ce que quelqu’un les efface.
ask-remove-back = La personne peut être ajoutée à nouveau plus tard.
ask-remove-yes = Retirer { $name }

## Clients

tenants-count =
    { $count ->
        [one] { $count } client
       *[other] { $count } clients
    }
tenants-first = Les { $count } premiers par nom. Cherchez pour en trouver un autre.
tenants-search = Nom, nom court ou domaine
tenants-create = Créer un client
tenants-no-match-title = Aucun client ne correspond
tenants-no-match = Cherchez une partie du nom, du nom court ou du domaine.
tenants-show-all = Afficher tous les clients
tenants-none-title = Pas encore de clients
tenants-none = Un client, c’est l’espace de travail d’une entreprise : son adresse, son identité visuelle, ses personnes. Créez le premier.

## Un nouveau client

tenant-new-what = Un seul geste crée son adresse, ses couleurs, sa messagerie et ses fichiers, et invite son propriétaire.
tenant-name = Nom
tenant-slug = Nom court
tenant-slug-example = entreprise
tenant-slug-hint = Une partie de l’adresse : { $host }. Il ne pourra plus être changé.
tenant-domain = Domaine de messagerie
tenant-domain-hint = Qui a une adresse de ce domaine trouve le chemin depuis la page d’accueil. La messagerie en a besoin.
tenant-accent = Couleur
tenant-accent-hint = Toutes les couleurs en sont tirées, et aucun choix ne rend le texte difficile à lire. Vide : { $usual }.
tenant-mail = Messagerie
tenant-files = Fichiers
tenant-chat = Discussion
tenant-quota = Stockage en Go
tenant-quota-hint = Pour les fichiers de tout le client, de 1 à 100 000.
owner-title = Propriétaire
owner-what = La première personne. Elle reçoit une invitation et peut ajouter les autres.
owner-name = Nom du propriétaire
owner-email = Adresse e-mail du propriétaire
invite-to = Où va l’invitation
invite-to-hint = Une adresse lisible dès aujourd’hui, par exemple privée : une nouvelle boîte ne s’ouvre pas avant que son mot de passe soit défini. Vide : l’adresse ci-dessus.
invite-language = Langue de l’invitation

## Un client

tenant-state = État
tenant-created-at = Créé
tenant-id = Identifiant du client
tenant-facts = Fiche
tenant-brand = Identité visuelle
tenant-brand-what = Des contrastes d’au moins 4,5 : 1 pour le texte et 3 : 1 pour les contours sont tenus, quelle que soit la couleur.
preview-of = Comment { $name } se présentera
preview-help = Aide
preview-link = Un lien
preview-button = Enregistrer
preview-chosen = Une ligne choisie
contrast-text = Texte et liens
contrast-button = Texte des boutons
contrast-edge = Contours et focus
contrast-field = Texte sur l’aplat
contrast-ratio = { $whole },{ $tenth } : 1

## Ce qu’OCIS en a

objects-title = Espaces, personnes et groupes dans OCIS
objects-what = Les événements qui les concernent sont ceux de ce client.
objects-none-title = Rien de connu pour l’instant
objects-none = Tant qu’aucun espace, aucune personne et aucun groupe n’est connu, les enregistrements d’OCIS restent sans client.
objects-tell = En ajouter un
objects-attribute = Attribuer à ce client
object-name = Nom
object-nameless = Sans nom
object-kind = Genre
object-id = Identifiant dans OCIS
object-id-hint = Tel qu’OCIS l’affiche, par exemple 4c510ada-c86b-4815-8820-42cdf82c3d51. Les enregistrements antérieurs suivent.
object-how = Comment on le sait
object-told = Indiqué
object-learned = Appris
