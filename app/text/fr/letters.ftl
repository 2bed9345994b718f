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
letter-closing-subject = { $workspace } ferme
letter-closing = { $workspace } sur { $platform } a été fermé. Plus personne ne peut se connecter.
letter-closing-until = Messages, fichiers et comptes sont conservés jusqu’au { $day }. Ils pourront ensuite être détruits définitivement.
letter-closing-mistake = Si c’est une erreur, ou si vous avez besoin de vos données, adressez-vous avant ce jour à l’exploitant de { $platform } : jusque-là, la fermeture peut être annulée.
letter-welcome = { $workspace } vous a donné accès. Connectez-vous avec votre compte existant, { $email } :
