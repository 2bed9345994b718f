# La recherche de tout, en fenêtre et en page.

find-jump = Chercher ou aller à…
find-title = Recherche
find-everything = Chercher des personnes, applications et réglages
find-results = Résultats
# The key on a keyboard.
key-control = Ctrl
find-choose = choisir
find-open = ouvrir
find-tab = nouvel onglet
find-count =
    { $count ->
        [one] 1 résultat
       *[other] { $count } résultats
    }
find-people = Personnes
find-do = Faire
find-apps = Applications et réglages
find-tenants = Clients
find-page = Page
find-arrange = Disposer vos applications
find-did = Ce que { $name } a fait
find-send-link = Envoyer un nouveau lien à { $name }
find-invite-again = Inviter de nouveau { $name }
find-invite = Inviter « { $text } »
find-nothing = Rien ne s’appelle « { $text } ».
find-timeline = Chercher dans la chronologie
find-all = Afficher tous les résultats

# Other words by which an act or a page is found; nobody sees them.
found-by-people-add = inviter, nouvelle personne, utilisateur, membre
found-by-people-import = CSV, fichier, téléverser, liste
found-by-tenants-create = nouveau client, espace de travail, entreprise
found-by-nav-people = utilisateurs, membres, rôles, inviter, suspendre, mot de passe, sessions
found-by-nav-timeline = audit, journal, historique, événements, qui a fait quoi, export
found-by-nav-domains = DNS, MX, SPF, DKIM, DMARC, courrier, enregistrements
found-by-nav-brand = logo, couleur, nom, hôte, apparence
found-by-nav-settings = langue, sessions, déconnexion, conservation, supprimer des événements, alertes par courriel
found-by-nav-apps = services, liens, tuiles, désactiver
found-by-nav-tenants = clients, espaces de travail, écarts, réparer, mise en service
found-by-nav-sources = journaux, lacunes, quarantaine, pause
found-by-me-title = profil, nom, langue, sombre, clair, thème, mot de passe, sessions, se déconnecter, export
