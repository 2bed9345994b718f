# Partners: who they are, what tenants let them do, their own console.

nav-partners = Partnere
nav-partners-line = Firmaer, der driver arbejdsområder for andre
nav-partner-tenants = Lejere
nav-partner-tenants-line = Arbejdsområder, der lukker dig ind
console-partner = Partner

## What a tenant lets a partner do

scope-help = Hjælpe
scope-manage = Administrere
may-read_overview = Se, hvordan arbejdsområdet har det
may-read_people = Se personerne
may-manage_people = Tilføje, ændre, spærre og fjerne medlemmer og helpdesk
may-help_people = Afslutte sessioner, sende invitationer igen, nulstille anden faktor for medlemmer og helpdesk
may-manage_groups = Vedligeholde grupperne
may-read_domains = Se maildomænerne og deres DNS-poster
may-manage_domains = Tilføje og fjerne maildomæner
may-manage_apps = Slå apps til og fra, tilføje fliser, annoncere
may-manage_brand = Ændre logo, farver og navn
never-title = Hvad ingen partner kan
never-about = Uanset hvad du tillader, forbliver dette dit.
never-roles = Udnævne eller ændre ejere, administratorer og revisorer
never-audit = Læse tidslinjen eller tage den med
never-settings = Ændre indstillingerne
never-partners = Lukke partnere ind, sig selv medregnet
never-deletion = Spærre, lukke eller slette arbejdsområdet

## A tenant’s page of partners

grants-about = Hvem der må handle her for dig, og hvor længe. Alt, hvad de gør, står på din tidslinje.
grants-none-title = Ingen partner må handle her
grants-none = En partner, der passer dit arbejdsområde, kommer kun ind, så længe du tillader det. Luk en ind med dens præcise navn.
grants-ended = Afsluttet
grant-give = Luk en partner ind
grant-give-about = Du kan når som helst afslutte det med ét tryk.
grant-give-now = Luk denne partner ind
grant-partner = Partner
grant-partner-hint = Navnet præcis, som partneren oplyser det.
grant-scope = Må
grant-agents = Partnerens medarbejdere hjælper højst, uanset hvad der er tilladt.
grant-until = Sidste dag
grant-until-hint = Højst et år fra i dag.
grant-until-new = Ny sidste dag
grant-until-change = Skift sidste dag
grant-reason = Grund
grant-reason-hint = Hvad det er til. Den står også på tidslinjen.
grant-given-by = Givet af { $name }, { $time }
grant-revoke = Afslut nu
grant-revoke-named = Afslut adgangen for { $partner } nu
grant-was-revoked = Afsluttet af jer
grant-ran-out = Udløbet
grant-stands = Gælder
grant-ended = Afsluttet

## Partners, as operators keep them

partners-about = Firmaer, der driver arbejdsområder for andre. De kommer kun ind, så længe ejerne tillader det.
partners-search = Navn
partners-none-title = Ingen partnere endnu
partners-none = En partner har egne folk og lejere, der lukker den ind. Opret den første.
partners-no-match-title = Ingen partner passer
partners-no-match = Søg efter en del af navnet.
partner-create = Opret en partner
partner-create-about = Lejere lukker en partner ind med dens præcise navn.
partner-name = Navn
partner-name-hint = Som det står i kontrakter: det er det, ejerne skriver.
partner-contact = Kontakt
partner-contact-hint = En adresse eller et link, der begynder med https://.
partner-itself = Navn og kontakt
partner-people-none = Ingen arbejder for denne partner endnu.
partner-person-never = Aldrig logget ind
partner-person-acts = Skift
partner-person-make = Gør til { $role }
partner-person-remove = Fjern
partner-person-remove-named = Fjern { $name }
partner-person-add = Tilføj en person
partner-person-add-about = De logger ind på platformens egen vært og finder de lejere, der lukker denne partner ind.
partner-subject = Id hos login-tjenesten
partner-subject-hint = For en, hvis adresse endnu ikke er kendt her: det »sub«, som platformens login-tjeneste giver dem. I Authentik står det ved platformens udbyder under »Preview« for den person, der er valgt der.
partner-tenants = Lejere, der lukker dem ind
partner-tenants-none = Ingen lejer har lukket denne partner ind.

## A partner’s own console

partner-none-title = Ingen lejer lukker jer ind
partner-none = Så snart en ejer lukker jeres firma ind, står arbejdsområdet her. Oplys jeres firmas præcise navn.
partner-no-match = Søg efter en del af navnet eller kortnavnet.
partner-search = Navn eller kortnavn
partner-domains = Domæner
partner-domains-bad = { $count ->
    [one] { $count } kræver opmærksomhed
   *[other] { $count } kræver opmærksomhed
}
partner-enter = Åbn
partner-enter-named = Åbn { $tenant }
partner-new-what = Ét tryk laver adresse, farver, mail og filer og inviterer ejeren. Jeres firma må administrere det i et år; ejeren ser det og kan afslutte det.
entry-title = Fortsæt som { $person } fra { $partner } hos { $tenant }?
entry-about = Det, du gør der, står på tidslinjen hos { $tenant } med dit navn og dit firmas.
entry-go = Fortsæt
entry-gone-title = Denne adgang gælder ikke længere
entry-gone = Den gælder én gang, i et minut, og kun så længe arbejdsområdet lukker jeres firma ind. Åbn det igen fra jeres konsol.
entry-other = Du er logget ind her som { $email }. Log ud først for at komme ind som en anden.
entry-back = Til partnerkonsollen
guest-acts = Du handler for { $partner } hos { $tenant } til og med { $day }.
guest-manages = Du må administrere.
guest-helps = Du må hjælpe.
guest-back = Tilbage til dine lejere
guest-put-out-title = { $tenant } har afsluttet din adgang
guest-put-out = Du kan ikke længere handle der for dit firma. De lejere, der lukker dig ind, står i din konsol.
guest-ran-out-title = Din adgang til { $tenant } er udløbet
guest-ran-out = Den sidste dag er forbi. En ejer kan lukke dit firma ind igen.
guest-signed-out-title = Du er ikke længere logget ind hos { $tenant }
guest-signed-out = Åbn arbejdsområdet igen fra din konsol.

## Wrong input, and done

wrong-partner-name = En partners navn har 2 til 80 tegn på én linje.
wrong-contact = En kontakt er en adresse eller et link, der begynder med https://.
wrong-subject = Et id har højst 200 tegn på én linje.
wrong-subject-form = Et id ser her ud som 5f0c3a52-8d4e-4a6e-9a3e-2f6f1c8f7b11. Med noget andet kommer ingen ind.
wrong-partner = Ingen partner hedder præcis sådan. Spørg efter navnet, som det står i din kontrakt.
wrong-scope = Vælg, hvad partneren må.
wrong-grant-end = Vælg en dag fra i dag og højst et år frem.
wrong-grant-reason = En grund har 3 til 300 tegn på én linje.
taken-partner = En anden partner hedder sådan.
taken-partner-person = Denne person arbejder allerede for en partner.
taken-subject = En anden her har dette id.
known-subject = Den, der hører til et arbejdsområde eller har logget ind, beholder sit eget id. Lad feltet stå tomt.
unknown-person = Ingen her har denne adresse. Indtast det id, som login-tjenesten kender dem under.
taken-platform-role = Denne person har en anden rolle på platformen.
partner-let-in-already = Denne partner må allerede handle her. Skift sidste dag, eller afslut adgangen først.
grant-ended-already = Dette er allerede afsluttet.
partner-created = Partner oprettet.
partner-changed = Gemt.
partner-person-added = Tilføjet. De finder lejerne efter næste login.
partner-person-removed = Fjernet og logget ud hos lejerne.
grant-given = Partneren må nu handle her.
grant-changed = Sidste dag skiftet.
grant-revoked = Afsluttet. Partnerens folk er logget ud her.

## On the timeline

act-partner_company-create = { $actor } oprettede partneren { $target }
act-partner_company-change = { $actor } ændrede partneren { $target }
act-partner_person-add = { $has-partner ->
    [yes] { $actor } tilføjede { $target } til partneren { $partner }
   *[no] { $actor } tilføjede { $target } til en partner
}
act-partner_person-role = { $has-role ->
    [yes] { $actor } ændrede rollen for { $target } til { $role }
   *[no] { $actor } ændrede rollen for { $target }
}
act-partner_person-remove = { $has-partner ->
    [yes] { $actor } fjernede { $target } fra partneren { $partner }
   *[no] { $actor } fjernede { $target } fra en partner
}
act-partner_grant-give = { $has-scope ->
    [yes] { $actor } lukkede partneren { $target } ind: { $scope }
   *[no] { $actor } lukkede partneren { $target } ind
}
act-partner_grant-change = { $actor } ændrede, hvor længe partneren { $target } må handle her
act-partner_grant-revoke = { $actor } afsluttede adgangen for partneren { $target }
act-partner-enter = { $actor } kom ind som partner
target-kind-partner = partner
field-contact = kontakt
field-scope = hvad der er tilladt
field-until = slut
