# Les mots qui figurent sur beaucoup de pages.

## Jours et heures

weekday-monday = lundi
weekday-tuesday = mardi
weekday-wednesday = mercredi
weekday-thursday = jeudi
weekday-friday = vendredi
weekday-saturday = samedi
weekday-sunday = dimanche

month-january = janvier
month-february = février
month-march = mars
month-april = avril
month-may = mai
month-june = juin
month-july = juillet
month-august = août
month-september = septembre
month-october = octobre
month-november = novembre
month-december = décembre

# Un jour de cette année, par exemple « mardi 24 novembre ».
day-long = { $weekday } { $day } { $month }
day-long-year = { $weekday } { $day } { $month } { $year }
day-full = { $day } { $month } { $year }

# Moments proches. Dans un tableau, la page leur met une majuscule.
when-now = à l’instant
when-minutes = il y a { $minutes } min
when-today = aujourd’hui à { $time }
when-yesterday = hier à { $time }

## Le cadre de chaque page

skip-to-content = Aller au contenu
menu = Menu
breadcrumb = Fil d’Ariane
nav-main = Navigation principale
nav-launcher = Retour aux applications
nav-people = Personnes
nav-timeline = Chronologie
nav-tenants = Clients
nav-sources = Sources
nav-jobs = Travaux
console-administration = Administration
console-operator = Exploitation
account-of = Votre compte : { $name }

language = Langue
theme = Apparence
theme-system = Comme le système
theme-light = Claire
theme-dark = Sombre
switch-to-dark = Passer au mode sombre
switch-to-light = Passer au mode clair

sign-in = Se connecter
sign-out = Se déconnecter
try-again = Réessayer
to-the-start = Aller à l’accueil
save = Enregistrer
cancel = Annuler
close = Fermer
none = Aucun
# Un champ qui peut rester vide.
optional = { $field } (facultatif)
# Devant le numéro que connaît aussi le journal.
reference = Référence

## Listes

pages = Pages
pages-span = { $first }–{ $last } sur { $total }
page-previous = Page précédente
page-next = Page suivante
rows-a-page = { $rows } lignes
filter-remove = Retirer le filtre « { $filter } »
clear-filters = Retirer les filtres

## Ce qui n’a pas marché

fault-signed-out-title = Connectez-vous d’abord
fault-signed-out = Cette page est réservée aux personnes connectées. Après la connexion, vous revenez directement ici.
fault-denied-title = Votre rôle ne le permet pas
fault-denied = Vous êtes connecté, mais il faut un autre rôle. Un propriétaire de l’espace de travail peut vous le donner.
fault-denied-platform = Vous êtes connecté, mais il faut un autre rôle. Ceux qui exploitent la plateforme peuvent vous le donner ou, chez un partenaire, un de ses administrateurs.
no-workspace-here = Il n’y a pas d’espace de travail à cette adresse.
fault-missing-title = Il n’y a rien ici
fault-missing = Il n’y a rien ici, ou vous n’avez pas le droit de le voir.
fault-stranger = Vous êtes connecté en tant que { $email }, et cette adresse n’a pas accès ici. Déconnectez-vous pour en utiliser une autre, ou adressez-vous à la personne qui vous a invité.
fault-busy-title = Trop de requêtes
fault-busy = Trop de requêtes sont venues de votre réseau. Rien n’a été modifié. Attendez une minute, puis réessayez.
fault-upstream-title = { $system } ne répond pas
fault-upstream = Nous n’avons pas pu joindre { $system }. Rien n’a été modifié. Réessayez dans une minute.
fault-invalid-title = Cela ne convient pas
fault-invalid = La requête contenait quelque chose d’inattendu. Rien n’a été modifié. Revenez en arrière et vérifiez votre saisie.
fault-ours-title = Quelque chose s’est cassé de notre côté
fault-ours = Nous avons noté ce qui s’est passé. Avec la référence ci-dessous, l’assistance le retrouve.

## Saisie erronée : ce qui était attendu

wrong-email = Une adresse ressemble à nom@entreprise.example.
wrong-email-letters = Une adresse n’a ici pas de lettres accentuées. Écrivez mueller@entreprise.example, et un domaine sous son nom xn--.
wrong-name = Un nom compte de 1 à 80 caractères, sur une ligne.
wrong-slug = Un nom court compte de 2 à 32 caractères parmi a–z, 0–9 et des traits d’union isolés. Il commence par une lettre et ne finit pas par un trait d’union.
reserved-slug = La plateforme se réserve ce nom. Choisissez-en un autre.
wrong-domain = Un domaine a des points, mais ni virgules ni espaces : entreprise.example.
wrong-domain-letters = Écrivez un domaine avec de telles lettres sous son nom xn-- : xn--mller-kva.example pour müller.example. Votre bureau d’enregistrement le donne.
wrong-colour = Une couleur s’écrit avec # et six caractères parmi 0–9 et a–f : #0b5a6b.
wrong-kind = Choisissez un espace, une personne ou un groupe.
wrong-id = Un identifiant d’OCIS ressemble à 4c510ada-c86b-4815-8820-42cdf82c3d51. Copiez-le tel qu’OCIS l’affiche.
taken-slug = Un autre client porte ce nom court. Choisissez-en un autre.
taken-domain = Un autre client a ce domaine.
taken-object = Cet objet appartient déjà à un autre client.
mail-needs-domain = La messagerie a besoin d’un domaine. Indiquez-en un, ou retirez la messagerie.
mail-needs-own-domain = La messagerie a besoin d’un domaine prouvé, et ce client n’en a pas. Son propriétaire en ajoute un sous « Domaines ».
not-provisioned = Ce client n’est pas mis en place d’ici.
wrong-person-name = Un nom compte de 1 à 120 caractères, sur une ligne.
wrong-role = Choisissez l’un des rôles.
wrong-quota = Le stockage est un nombre entier de gigaoctets, de 1 à 100 000.
wrong-typed = Ce n’est pas le nom court. Rien n’a été supprimé.
taken-member = Quelqu’un avec cette adresse est déjà ici.
last-owner = L’espace de travail a besoin d’un propriétaire. Nommez d’abord quelqu’un d’autre.
not-closing = Seul un client en cours de fermeture peut être supprimé. Fermez-le d’abord.
grace-period = Le délai n’est pas écoulé. Rien n’a été supprimé.
wrong-tenant-state = L’état ne le permet pas. Regardez de nouveau la page : quelqu’un l’a peut-être changé.
tenant-is-deleted = Ce client est en cours de suppression. On ne peut plus l’arrêter.
no-engines = Aucun système n’est configuré ici : rien ne peut être mis en place. Complétez la configuration.
no-chat = La discussion n’est pas installée sur cette plateforme : aucun client ne peut l’avoir.
wrong-language = Choisissez l’une des langues : en, de, fr, da.
wrong-services = Les services sont mail, files et chat, séparés par des virgules.
taken-host = Cet hôte est déjà noté, ici ou ailleurs.
host-of-platform = Les noms sous celui de la plateforme sont attribués par la plateforme. Prenez-en un sous un de vos domaines.
host-is-mail = Ce domaine porte votre courrier, et l’enregistrement d’un hôte le couperait. Prenez un nom en dessous, par exemple cloud.entreprise.example.
host-not-proven = L’enregistrement n’est pas encore là. Le DNS prend jusqu’à une heure ; vérifiez-le, puis réessayez.
dns-silent = Le DNS ne répond pas. Réessayez dans une minute.
known-person = Cette personne a déjà un compte. Laissez le champ vide : le message ira à sa propre adresse.
foreign-domain = Cette adresse appartient à une autre entreprise.
works-elsewhere = Cette personne travaille aussi ailleurs avec le même compte. Seuls les opérateurs de la plateforme peuvent le faire.
not-in-engines = Cette personne n’existe pas dans les systèmes : il n’y a rien à faire.
no-workspace = Aucun espace de travail n’utilise cette adresse. Vérifiez ce qui suit le @, ou demandez le lien à votre entreprise.

## Terminé

tenant-created = Client créé.
object-attributed = C’est noté. Ce qui le concerne est désormais attribué à ce client.
session-ended = Session terminée.
provision-again-done = Un nouvel essai est en cours.
provision-cancel-done = Mise en place abandonnée. Ce qui est fait reste.
provision-pause-done = En pause. Seuls les accès retirés sont encore coupés.
provision-resume-done = Ça continue.
provision-look-done = Tout est vérifié à nouveau.
provision-repair-done = La réparation a commencé.
tenant-suspend-done = Suspendu. Personne ne peut se connecter.
tenant-extend-done = Enregistré. Les systèmes sont mis en accord.
tenant-resume-done = De nouveau actif.
tenant-close-done = Le client est en cours de fermeture, et ses propriétaires sont prévenus.
tenant-delete-done = Le client est en cours de suppression.
member-added = Personne ajoutée. L’invitation est en route.
member-role-done = Rôle modifié.
member-suspend-done = Accès suspendu et sessions terminées partout.
member-resume-done = La connexion est de nouveau possible.
member-remove-done = Personne retirée. Les messages et les fichiers restent.
member-sessions-done = Sessions terminées partout.
member-second-factor-done = Second facteur réinitialisé.
member-invite-done = Une autre invitation est en route.

## Rôles, états, genres

role-member = Membre
role-helpdesk = Assistance
role-auditor = Auditeur
role-admin = Administrateur
role-owner = Propriétaire
role-partner_agent = Agent partenaire
role-partner_admin = Administrateur partenaire
role-operator_auditor = Auditeur de la plateforme
role-operator = Exploitant

member-state-active = Actif
member-state-invited = Invité
member-state-suspended = Suspendu

tenant-state-active = Actif
tenant-state-suspended = Suspendu
tenant-state-closing = En cours de fermeture

object-kind-space = Espace
object-kind-user = Personne
object-kind-group = Groupe
object-kind-node = Fichier ou dossier
object-kind-link = Lien
object-kind-application = Application
object-kind-provider = Fournisseur
object-kind-brand = Marque
object-kind-domain = Domaine
