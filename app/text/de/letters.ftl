letter-hello = Guten Tag { $name },
letter-invitation-subject = Ihr Konto bei { $workspace }
letter-invitation = { $workspace } hat ein Konto für Sie eingerichtet: { $email }. Legen Sie Ihr Passwort fest, dann können Sie sich anmelden.
letter-invitation-sign-in = Von da an melden Sie sich hier an:
letter-invitation-link = Mit diesem Link legen Sie Ihr Passwort fest. Er gilt { $days ->
    [one] einen Tag
   *[other] { $days } Tage
} und nur einmal:
letter-invitation-button = Passwort festlegen
letter-ignore = Sagt Ihnen das nichts, können Sie diese Nachricht ignorieren: Ohne den Link kann niemand das Konto benutzen.
letter-closing-subject = { $workspace } wird geschlossen
letter-closing = { $workspace } auf { $platform } wurde geschlossen. Anmelden kann sich niemand mehr.
letter-closing-until = E-Mails, Dateien und Konten bleiben bis { $day } erhalten. Danach dürfen sie endgültig gelöscht werden.
letter-closing-mistake = Ist das ein Irrtum, oder brauchen Sie Ihre Daten noch, wenden Sie sich vorher an den Betreiber von { $platform }: Bis dahin lässt sich die Schließung zurücknehmen.
letter-welcome = { $workspace } hat Ihnen Zugang gegeben. Melden Sie sich mit Ihrem vorhandenen Konto an, { $email }:
