# La recherche de tout, en fenêtre et en page.

find-jump = Chercher ou aller à…
find-title = Recherche
find-everything = Chercher des personnes, applications et réglages
find-results = Résultats
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
