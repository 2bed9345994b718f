letter-hello = Hello { $name },
letter-invitation-subject = Your account at { $workspace }
letter-invitation = { $workspace } has an account for you: { $email }. Set your password, and you can sign in.
letter-invitation-sign-in = From then on, sign in here:
letter-invitation-link = This link sets your password. It works for { $days ->
    [one] one day
   *[other] { $days } days
} and once:
letter-invitation-button = Set password
letter-ignore = If this means nothing to you, ignore this letter: nobody can use the account without the link.
letter-closing-subject = { $workspace } is closing
letter-closing = { $workspace } on { $platform } has been closed. Nobody can sign in any more.
letter-closing-until = Mail, files and accounts are kept until { $day }. After that they may be destroyed for good.
letter-closing-mistake = If this is a mistake, or you need your data, answer whoever runs { $platform } for you before that day: until then the closing can be taken back.
letter-welcome = { $workspace } has given you access. Sign in with the account that you have, { $email }:
