# Hvad der gøres for mange personer på én gang: valgt i listen eller nævnt i en fil.

## Listen

people-import = Importér personer
people-pick = Vælg
people-pick-page = Vælg alle på siden
people-pick-one = Vælg { $name }
bulk-label = For mange personer på én gang
bulk-which = Hvem
bulk-ticked = Kun de afkrydsede
bulk-page =
    { $count ->
        [one] Den ene på denne side
       *[other] De { $count } på denne side
    }
bulk-all =
    { $count ->
        [one] Den ene, der passer
       *[other] Alle { $count }, der passer
    }
bulk-add-to-group = Tilføj til gruppe
bulk-take-from-group = Tag ud af gruppe
bulk-role = Skift rolle…
bulk-link = Send gendannelseslink
bulk-sessions = Afslut sessioner
bulk-resume = Ophæv spærringen
bulk-suspend = Spær…

## Hvad der gøres

deed-import = Importér personer
deed-set_role = Skift rolle
deed-add_to_group = Tilføj til gruppe
deed-take_from_group = Tag ud af gruppe
deed-end_sessions = Afslut sessioner
deed-send_link = Send gendannelseslink
deed-suspend = Spær
deed-resume = Ophæv spærringen
deed-import-what =
    { $count ->
        [0] Ingen i filen kan tilføjes.
        [one] 1 person ville blive tilføjet og får en e-mail med et link, der sætter adgangskoden.
       *[other] { $count } personer ville blive tilføjet. Hver får en e-mail med et link, der sætter adgangskoden.
    }
deed-set_role-what =
    { $count ->
        [one] 1 person ville få denne rolle i stedet for sin egen.
       *[other] { $count } personer ville få denne rolle i stedet for deres egen.
    }
deed-add_to_group-what =
    { $count ->
        [one] 1 person ville komme i denne gruppe og se de felter, der er for den.
       *[other] { $count } personer ville komme i denne gruppe og se de felter, der er for den.
    }
deed-take_from_group-what =
    { $count ->
        [one] 1 person ville forlade denne gruppe og ikke længere se de felter, der er for den.
       *[other] { $count } personer ville forlade denne gruppe og ikke længere se de felter, der er for den.
    }
deed-end_sessions-what =
    { $count ->
        [one] 1 person ville blive logget ud overalt og kan logge ind igen.
       *[other] { $count } personer ville blive logget ud overalt og kan logge ind igen.
    }
deed-send_link-what =
    { $count ->
        [one] 1 person ville få en e-mail med et link, der sætter en ny adgangskode.
       *[other] { $count } personer ville hver få en e-mail med et link, der sætter en ny adgangskode.
    }
deed-suspend-what =
    { $count ->
        [one] 1 person ville blive logget ud overalt og kunne ikke logge ind mere. Alt bevares.
       *[other] { $count } personer ville blive logget ud overalt og kunne ikke logge ind mere. Alt bevares.
    }
deed-resume-what =
    { $count ->
        [one] 1 person kunne logge ind igen, med alt som før.
       *[other] { $count } personer kunne logge ind igen, med alt som før.
    }

## En omgang

batch-title = { $deed }: { $about }
batch-no-group = en gruppe, der er væk
batch-by = af { $name }
batch-result = Tag resultatet med
batch-state-draft = Ikke begyndt
batch-state-running = I gang
batch-state-done = Færdig
batch-state-cancelled = Afbrudt
batch-nothing-yet = Intet er ændret endnu.
deed-import-do = { $count ->
    [one] Tilføj 1 person
   *[other] Tilføj { $count } personer
}
deed-set_role-do = { $count ->
    [one] Skift rolle for 1 person
   *[other] Skift rolle for { $count } personer
}
deed-add_to_group-do = { $count ->
    [one] Føj 1 person til gruppen
   *[other] Føj { $count } personer til gruppen
}
deed-take_from_group-do = { $count ->
    [one] Tag 1 person ud af gruppen
   *[other] Tag { $count } personer ud af gruppen
}
deed-end_sessions-do = { $count ->
    [one] Afslut sessioner for 1 person
   *[other] Afslut sessioner for { $count } personer
}
deed-send_link-do = { $count ->
    [one] Send 1 link
   *[other] Send { $count } links
}
deed-suspend-do = { $count ->
    [one] Spær 1 person
   *[other] Spær { $count } personer
}
deed-resume-do = { $count ->
    [one] Ophæv spærringen af 1 person
   *[other] Ophæv spærringen af { $count } personer
}
batch-discard = Kassér
batch-wrong =
    { $count ->
        [one] 1 række udelades
       *[other] { $count } rækker udelades
    }
batch-wrong-what = Listen nedenfor siger hvorfor, række for række. De andre kan gøres uden dem.
batch-progress = { $done } af { $count } er gjort.
batch-running-what = Det går videre af sig selv. Du kan forlade siden og komme tilbage.
batch-look = Se igen
batch-cancel = Afbryd resten
batch-cancelled-what = Afbrudt. Det, der var gjort, består.
batch-discarded = Kasseret
batch-discarded-what = Kasseret, intet blev ændret.
batch-done-all = Alt er gjort.
batch-done-some = Færdig. { $done ->
    [one] 1 række er gjort
   *[other] { $done } rækker er gjort
}, { $left } ikke; listen siger hvorfor.
batch-start-done = Begyndt. Det går videre af sig selv.
batch-nobody = Ingen er valgt. Kryds personer af, eller vælg siden eller alle, der passer.
batch-too-many = Det er mere end 10.000 personer. Filtrér listen, og gør det i dele.
batch-not-draft = Det er allerede begyndt eller kasseret.
batch-over = Det er allerede slut.
batch-yourself = Det er dig selv. Bed en anden om at gøre det.
batch-denied = Din rolle må ikke gøre dette ved denne person.
batch-gone = Personen eller gruppen er her ikke mere.
batch-broken = Noget gik galt hos os med denne række. De andre gik videre.
batch-right-lost = Den, der begyndte, mistede retten til at fortsætte.
wrong-deed = Vælg en af knapperne over listen.

## Rækker

rows-of = Personer, og hvad der blev af hver
rows-all = Alle rækker
rows-none-title = Ingen rækker
rows-none = Ingen række har denne tilstand, eller siden er tom.
row-number = Række
row-invitation = Invitation
row-invitation-unread = Postkassen kan ikke læses, før adgangskoden er sat.
row-state = Tilstand
row-why = Hvorfor
row-why-at = { $column }: { $why }
row-ready = Klar
row-state-wrong = Udeladt
row-state-waiting = Venter
row-state-done = Gjort
row-state-same = Som før
row-state-failed = Ikke gjort

## En fil

import-what = En fil med en række for hver person. Før noget ændres, ser du række for række, hvad der ville ske.
import-template = Skabelon
import-file = Fil
import-file-hint = CSV i UTF-8, med komma, semikolon eller tabulator; højst 5 MB og 20.000 rækker.
import-look = Tjek filen
import-columns = Kolonner
import-columns-what = Den første linje nævner kolonnerne, i vilkårlig rækkefølge. Navn og e-mail skal være der; kolonner, vi ikke kender, røres ikke.
import-column-name = Navn
import-column-email = E-mail
import-column-role = Rolle
import-column-groups = Grupper
import-column-language = Sprog
import-column-invite_to = Invitation til
import-name-what = Hele navnet, for eksempel Ada Lovelace.
import-email-what = Den adresse, som personen logger ind med.
import-role-what = Medlem, helpdesk, revisor eller administrator. Tomt: medlem.
import-groups-what = Med komma imellem. Dem, der ikke findes endnu, oprettes.
import-language-what = På invitationen: en, de, fr eller da. Tomt: dit.
import-invite-what = En adresse, der kan læses i dag, for eksempel en privat. Tomt: e-mailadressen.
import-example-groups = Salg, Messer
import-new-groups =
    { $count ->
        [one] En gruppe, der ikke findes endnu, ville blive oprettet: { $names }.
       *[other] { $count } grupper, der ikke findes endnu, ville blive oprettet: { $names }.
    }
import-no-file = Vælg en fil, der ikke er tom.
import-torn = Filen kom ikke hel frem. Send den igen.
import-too-large = Filen er større end 5 MB. Del den op.
import-too-many = Filen har mere end 20.000 rækker. Del den op.
import-empty = Filen har ingen række under den første linje.
import-utf16 = Filen ser ud til at være UTF-16 („Unicode-tekst“). Gem den som CSV UTF-8, og send den igen.
import-latin1 = Filen ser ud til at være i Latin-1 eller Windows-1252. Gem den som CSV UTF-8, og send den igen.
import-unreadable = Det er ikke CSV, som vi kan læse. Gem filen som CSV UTF-8, og send den igen.
import-no-columns = Den første linje nævner hverken navn eller e-mailadresse. Sammenlign den med skabelonen.
import-no-name = Ingen kolonne hedder navn. Sammenlign den første linje med skabelonen.
import-no-email = Ingen kolonne hedder e-mail. Sammenlign den første linje med skabelonen.
import-column-twice = To kolonner i den første linje betyder det samme. Udelad en af dem.
import-formula = Begynder som en formel. Udelad =, +, - og @ i begyndelsen.
import-too-long = Er længere end 2.000 tegn.
import-quote = Et anførselstegn åbnes og lukkes ikke på denne linje, så linjerne under den blev læst som en del af den.
import-quote-line = Blev læst som en del af rækken over.
import-more-cells = Rækken har flere celler, end den første linje har kolonner.
import-role = Den rolle må du ikke give.
import-which-role = Skriv medlem, helpdesk, revisor eller administrator.
import-twice = Står allerede i filen, i en række ovenfor.

## En nøgle til den, der mistede sin

person-link = Send gendannelseslink
person-link-what = Sender en e-mail med et link, der sætter en ny adgangskode: til personens egen adresse, eller derhen, hvor invitationen gik, hvis postkassen er her.
member-link-done = Gendannelseslinket er på vej.
suspended-person = Denne person er spærret. Ophæv spærringen først.
letter-recovery-subject = En ny adgangskode til { $workspace }
letter-recovery = Nogen hos { $workspace } lader dig få et link, som sætter en ny adgangskode til din konto, { $email }.
letter-recovery-button = Sæt ny adgangskode
letter-recovery-sign-in = Log derefter ind her som før:
letter-recovery-ignore = Har du ikke bedt om det, så lad linket være: din adgangskode er den samme. Sig det til administratorerne hos { $workspace }.
ask-remove-mail = Postkassen bliver med alt i den, og ingen kan åbne den.
ask-remove-files = Personens egne filer bliver, og ingen kan åbne dem.
ask-remove-shared = Det, der er lagt i arbejdsområdets mapper, bliver der for alle.
ask-remove-groups = Personen forlader alle grupper og mister det, som andre har delt her.

## Hvad der skete

act-batch-start = { $has-deed ->
    [yes] { $actor } begyndte for mange personer ({ $count }): { $deed }
   *[no] { $actor } begyndte noget for mange personer
}
act-batch-cancel = { $has-deed ->
    [yes] { $actor } afbrød resten ({ $count }): { $deed }
   *[no] { $actor } afbrød det, der var begyndt for mange personer
}
act-batch-stop = { $has-deed ->
    [yes] { $actor } stoppede før resten ({ $count }), fordi retten var mistet: { $deed }
   *[no] { $actor } stoppede, fordi retten var mistet
}
act-member-link = { $actor } lod sende et gendannelseslink til { $target }
service-batches = Arbejdet med mange personer
target-kind-batch = arbejde med mange personer

## Listen over dem

batches = Handlinger for mange
batches-about = Hvad der blev gjort for mange personer på én gang, det nyeste først. Det afsluttede gemmes i 90 dage.
batches-none-title = Intet endnu
batches-none = Vælg personer på listen, eller importér en fil: her står, hvor langt det er.
batches-deed = Hvad
batches-by = Af
batches-when = Hvornår
batches-state = Status
batches-rows = Hvor mange
