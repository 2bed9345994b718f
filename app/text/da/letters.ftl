letter-hello = Hej { $name },
letter-invitation-subject = Din konto hos { $workspace }
letter-invitation = { $workspace } har oprettet en konto til dig: { $email }. Vælg din adgangskode, så kan du logge ind.
letter-invitation-sign-in = Derefter logger du ind her:
letter-invitation-link = Med dette link vælger du din adgangskode. Det gælder i { $days ->
    [one] en dag
   *[other] { $days } dage
} og kun én gang:
letter-invitation-button = Vælg adgangskode
letter-ignore = Siger det dig ikke noget, kan du se bort fra denne besked: Uden linket kan ingen bruge kontoen.
letter-closing-subject = { $workspace } lukkes
letter-closing = { $workspace } på { $platform } er blevet lukket. Ingen kan logge ind længere.
letter-closing-until = Mail, filer og konti gemmes til og med { $day }. Derefter kan de blive slettet for altid.
letter-closing-mistake = Er det en fejl, eller skal du bruge dine data, så kontakt dem, der driver { $platform }, før den dag: indtil da kan lukningen trækkes tilbage.
letter-welcome = { $workspace } har givet dig adgang. Log ind med den konto, du har, { $email }:
