# Arriver : accueil, connexion, lanceur, sa propre page.

## Accueil

landing-claim-door = Une porte vers votre travail.
landing-claim-desk = Un bureau pour le mener.
landing-what = Messagerie, fichiers, bureautique, agenda, discussion et réunions pour votre entreprise : à votre nom, avec des logiciels libres, dans des centres de données européens.
door-title = Aller à votre espace de travail
door-address = Adresse professionnelle
door-example = nom@entreprise.example
door-continue = Continuer
door-hint = Nous cherchons l’espace de travail de votre entreprise et vous menons à sa propre page de connexion.
door-to = Se connecter à { $name }
door-opens = La page de connexion de votre entreprise s’ouvre.
landing-behind = Ce qu’il y a derrière la porte
landing-mail = Messagerie et agenda
landing-files = Fichiers
landing-office = Bureautique
landing-chat = Discussion
landing-identity = Identité
landing-proof = Preuve
landing-own-timeline = Chronologie de { $platform }
landing-promise = Ce à quoi nous nous tenons
landing-see = Vous voyez qui a fait quoi
landing-see-line = Chaque changement figure sur une même ligne de temps, les nôtres aussi. Là où il manque un enregistrement, elle le dit et le compte.
landing-leave = Vous pouvez partir
landing-leave-line = Tous les logiciels derrière la porte sont libres, et les messages, fichiers et agendas en sortent par des protocoles ouverts.
landing-alone = Personne ne regarde par-dessus votre épaule
landing-alone-line = Aucune page ne charge quoi que ce soit chez autrui : ni polices, ni traceurs, ni images.
legal-imprint = Mentions légales
legal-privacy = Confidentialité
hosted-in =
    { $place ->
        [EU] Hébergé dans l’UE
       *[other] Hébergé à { $place }
    }

## Une connexion qui n’a pas marché

refused-down-title = Le service de connexion ne répond pas
refused-down = Rien n’est perdu et rien n’a été modifié. Réessayez dans une minute. Si cela dure, prévenez la personne qui s’occupe de votre espace de travail.
refused-denied-title = Le service de connexion a refusé
refused-denied = Votre compte n’a pas le droit d’entrer ici, ou la connexion a été annulée. Si vous devez avoir accès, votre administrateur peut vous le donner.
refused-stale-title = Cette connexion n’est plus valable
refused-stale = Elle a pris trop de temps, a déjà servi ou a été commencée dans une autre fenêtre. Recommencez, il n’y en a que pour un instant.
refused-wrong-title = Nous n’avons pas pu nous fier à la réponse
refused-wrong = Le service de connexion a envoyé une réponse qui n’appartient pas à cette connexion. Nous ne l’avons pas utilisée, et personne n’a été connecté. Réessayez. Si cela se reproduit, donnez la référence à votre administrateur.
refused-busy-title = Trop de connexions depuis votre réseau
refused-busy = Pendant une minute, nous n’en acceptons plus. Attendez un peu, puis réessayez.

## Choix de l’espace de travail

workspaces-title = Vos espaces de travail
workspaces-yours = Là où vous êtes membre
workspaces-console = La plateforme
workspaces-none-title = Vous n’avez pas encore d’espace de travail
workspaces-none = { $email } n’appartient à aucun espace de travail. Demandez à l’administrateur de votre entreprise d’ajouter cette adresse. Si vous en avez une autre, déconnectez-vous et utilisez-la.
nav-tenants-line = Espaces, identités visuelles, ce qui est à qui
nav-timeline-line = Ce qui s’est passé, dans chaque système
nav-sources-line = D’où viennent les nouvelles, et ce qui manque
nav-jobs-line = Ce qui est demandé et pas encore fait
nav-people-line = Toutes les personnes de la plateforme, et où elles sont membres

## Lanceur

# La date de l’affiche : le jour figure au-dessus.
poster-month = { $month } { $year }, semaine { $week }
launcher-title = Applications
launcher-heading = Applications : { $tenant }
launcher-filter = Filtrer les applications
launcher-apps = Vos applications
launcher-links = Liens : { $tenant }
launcher-empty-title = Pas encore d’applications
launcher-empty = Les applications que { $tenant } active apparaissent ici. Votre administrateur sait lesquelles sont prévues.
launcher-no-match-title = Rien ne s’appelle « { $text } »
launcher-no-match = Cherchez une partie du nom, par exemple « mess ».
launcher-show-all = Afficher toutes les applications
launcher-why = Pourquoi est-ce que je ne vois pas une application ?
launcher-ask = Demandez-la :

app-mail = Messagerie
app-mail-line = Boîte de réception et boîtes partagées
app-calendar = Agenda
app-calendar-line = Le vôtre, les équipes, les salles
app-files = Fichiers
app-files-line = Espaces et partages
app-office = Bureautique
app-office-line = Textes, tableaux, présentations
app-chat = Discussion
app-chat-line = Canaux et messages directs
app-meet = Réunions
app-meet-line = Des salles avec un lien

## Sa propre page

me-title = Votre compte
me-account = Compte
me-account-what = L’adresse vient de votre service de connexion et se change là-bas.
me-role-here = Votre rôle ici
me-role-platform = Votre rôle sur la plateforme
me-settings = Langue et apparence
me-settings-what = Gardé avec votre compte, pour chaque navigateur où vous vous connectez.
me-sessions = Sessions
me-sessions-what = Tous les navigateurs dans lesquels vous êtes connecté. Terminez ce que vous ne reconnaissez pas.
me-all = Afficher les { $count }
me-sign-out = Termine la session dans ce navigateur.
session-device = Appareil
session-signed-in = Connexion
session-last-seen = Dernière activité
session-this = Celle-ci
session-end = Terminer
session-end-named = Terminer la session : { $device }
session-platform = Plateforme
device = { $browser } sous { $system }
device-unknown = Appareil inconnu
