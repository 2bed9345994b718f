letter-hello = Bonjour { $name },
letter-invitation-subject = Votre compte chez { $workspace }
letter-invitation = { $workspace } a créé un compte pour vous : { $email }. Choisissez votre mot de passe, puis connectez-vous.
letter-invitation-sign-in = Vous vous connecterez ensuite ici :
letter-invitation-link = Ce lien permet de choisir votre mot de passe. Il est valable { $days ->
    [one] un jour
   *[other] { $days } jours
} et une seule fois :
letter-invitation-button = Choisir le mot de passe
letter-ignore = Si ce message ne vous concerne pas, ignorez-le : sans le lien, personne ne peut utiliser le compte.
