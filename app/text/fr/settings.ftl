# A tenant at a glance, what it decides for itself, and one’s own page.

nav-overview = Aperçu
nav-settings = Réglages

## At a glance

overview-about = L’état de { $tenant }, et ce qui attend quelqu’un.
overview-tasks = En attente de quelqu’un
overview-nothing = Rien n’attend.
overview-numbers = En chiffres
overview-domain = { $count ->
    [one] { $domain } : 1 enregistrement demande votre attention
   *[other] { $domain } : { $count } enregistrements demandent votre attention
}
overview-requests = { $count ->
    [one] 1 personne demande à entrer
   *[other] { $count } personnes demandent à entrer
}
overview-invited = { $count ->
    [one] 1 invitation est ouverte
   *[other] { $count } invitations sont ouvertes
}
overview-partners = { $count ->
    [one] 1 partenaire peut agir ici
   *[other] { $count } partenaires peuvent agir ici
}
overview-look = Voir
overview-decide = Décider
overview-trouble = { $count ->
    [one] En difficulté : 1 élément
   *[other] En difficulté : { $count } éléments
}
overview-at-it = Les opérateurs de la plateforme le voient.
overview-used = Utilisé
overview-quota = Quota

## Settings

settings-about = Ce qui vaut pour cet espace. Ce que vous laissez vide suit la plateforme.
settings-language = Langue
settings-language-label = Langue habituelle
settings-language-hint = Des lettres, et pour les personnes qui n’en ont pas choisi et dont le navigateur n’en demande aucune que nous parlons.
settings-language-none = Comme le demande le navigateur
settings-sessions = Sessions
settings-idle = Minutes sans requête après lesquelles une session se termine
settings-idle-hint = 5 ou plus. Sur la plateforme : { $count }.
settings-hours = Heures après la connexion auxquelles une session se termine
settings-hours-hint = 1 ou plus. Sur la plateforme : { $count }.
settings-retention = Chronologie
settings-retention-label = Jours de conservation des événements
settings-retention-hint = De 30 à 3 650. Sur la plateforme : { $count }. Ce qui est plus ancien est supprimé définitivement dans la journée.
settings-retention-hint-ever = De 30 à 3 650. La plateforme conserve les événements pour toujours. Ce qui est plus ancien est supprimé définitivement dans la journée.
settings-forget = Supprimer définitivement ce qui est plus ancien
retention-shorter = Les événements seront conservés moins longtemps : ce qui est plus ancien sera supprimé définitivement, pour tous. Cochez la case si c’est voulu, puis enregistrez à nouveau.
settings-alerts = Alertes
settings-alerts-label = Adresses averties
settings-alerts-hint = Des nouveaux propriétaires, de nombreux échecs de connexion et de l’accès des partenaires. 5 au plus, séparées par des virgules.
settings-saved = Enregistré.
longer-than-platform = C’est plus long que sur la plateforme. Saisissez moins, ou rien.
wrong-number = Saisissez un nombre entier dans les limites ci-dessus, ou rien.
too-many-addresses = 5 adresses au plus peuvent être averties.

## Alerts to a tenant

channel-tenant = Lettre au client
letter-alert-what-tenant = Voyez dans votre chronologie ce qui s’est passé :
letter-alert-button-tenant = Ouvrir la chronologie
letter-alert-why-tenant = Vous recevez ceci parce que votre adresse figure dans les réglages de { $tenant }.

## One’s own page

me-name-hint = Votre nom ici, et dans la messagerie, les fichiers et la discussion.
me-name-change = Changer le nom
me-renamed = Nom changé.
me-apps = Ordre de vos applications
me-apps-what = Épinglez et ordonnez les tuiles de votre page d’accueil.
me-apps-arrange = Ranger les applications
me-sign-ins = Dernières connexions
me-sign-ins-what = Les dix dernières. Si l’une n’était pas de vous, fermez sa session et choisissez un nouveau mot de passe.
sign-in-done = Connecté
me-recovery = Mot de passe et second facteur
me-recovery-what = Votre service de connexion les garde. Changez-les là-bas.
me-recovery-ask = Votre service de connexion les garde. Si vous ne pouvez plus entrer, demandez un nouveau lien à un administrateur de votre espace.
me-recovery-open = Ouvrir le service de connexion
me-export = Vos données
me-export-what = Tout ce que cette plateforme garde de vous, en fichier JSON. La chronologie retient que vous l’avez pris.
me-export-get = Emporter vos données

## On the timeline

act-settings-change = { $actor } a modifié les réglages de { $target }
act-me-rename = { $actor } s’appelle maintenant { $target }
act-me-export = { $actor } a emporté ses propres données
act-audit-expire = { $has-count ->
    [yes] { $actor } a retiré { $count } événements plus anciens que la durée de conservation
   *[no] { $actor } a retiré des événements plus anciens que la durée de conservation
}
service-retention = La conservation
field-language = langue
field-idle_minutes = minutes avant la fin d’une session
field-session_hours = plus longue session en heures
field-retention_days = jours de conservation
field-alert_mail = adresses averties
