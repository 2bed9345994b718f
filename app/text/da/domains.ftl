# Maildomæner: hvilke poster de skal have, hvad der er, og hvad det betyder.

nav-domains = Domæner
nav-attention =
    { $count ->
        [one] kræver opmærksomhed
       *[other] kræver opmærksomhed
    }
domains-none-title = Intet maildomæne endnu
domains-none = Et domæne er det, der følger efter @ i jeres adresser. Tilføj jeres, så siger denne side, hvilke DNS-poster det skal have.

domain-add = Tilføj et domæne
domain-remove = Fjern dette domæne…
domain-check = Tjek nu
domain-zone = Zonefil
domain-looking = Bliver tjekket nu
domain-looked = Tjekket { $checked }, næste gang { $next }
domain-unproven = Ikke bevist endnu. Så snart DNS viser posten nedenfor, bliver mailen sat op her.
domain-without-mail = Mail er ikke slået til for dette domæne, eller den er ved at blive sat op. Det, der skal offentliggøres, står så her.
domain-nothing-yet = Endnu intet at offentliggøre
domain-unknown = DNS svarede ikke for alle poster. Vi kigger igen af os selv.
domain-weaker = Mailen virker. Nogle poster kunne beskytte jer bedre.
domain-well = Alt, hvad mailen skal bruge, er der.
domain-attention =
    { $count ->
        [one] Én post forhindrer mailen i at virke godt.
       *[other] { $count } poster forhindrer mailen i at virke godt.
    }
domain-add-done = Domænet er noteret. Opret nu den post, der beviser det.
domain-check-done = Vi kigger i DNS. Genindlæs siden om et øjeblik.
domain-remove-done = Domænet er fjernet.
domain-looked-at = Vi har lige kigget. Prøv igen om et halvt minut.
too-many-domains = Et arbejdsområde har højst 50 domæner.
domain-here = Domænet er her allerede.
domain-is-first = Arbejdsområdet begyndte med dette domæne. Kun platformens operatører kan ændre det.
domain-in-use = Der er stadig adresser, der ender på dette domæne. Giv først disse personer andre adresser, eller slet deres postkasser.

## Et domæne mere

domain-new-what = Til adresser, der ender anderledes, for eksempel et varemærkes eller et andet lands.
domain-new-record = Vi viser en TXT-post, der beviser, at domænet er jeres. I opretter den hos jeres DNS-udbyder.
domain-new-look = Vi leder efter den af os selv, hvert kvarter.
domain-new-mail = Så bliver mailen sat op, og denne side viser de øvrige poster.
domain-name = Domæne
domain-name-hint = Det, der følger efter @, uden www.
domain-new-do = Tilføj domæne

## At give et tilbage

domain-leave-not = { $domain } kan ikke fjernes
domain-leave-mailboxes = Disse postkasser ville miste det
domain-leave-more = og flere
domain-leave-ask = Fjern { $domain }?
domain-leave-yes = Fjern { $domain }
domain-leave-mail = Mailserveren tager ikke længere imod mail til det og ødelægger dets signeringsnøgler.
domain-leave-records = Dets DNS-poster fører derefter ingen steder hen. Fjern dem hos jeres DNS-udbyder.
domain-leave-others = Et andet arbejdsområde kan tilføje domænet bagefter.
domain-leave-claim = Det blev aldrig bevist, så ingen mail afhænger af det.

## Posterne

records-of = DNS-poster for { $domain }
record-type = Type
record-name = Navn
record-wanted = Ønsket
record-seen = Set i jeres DNS
record-seen-short = Set
record-state = Tilstand
record-value = Værdi
record-copy = Kopiér { $name }
record-copied = Kopieret
record-same = den samme
record-nothing = intet
record-unknown = ikke kendt
record-state-right = Rigtig
record-state-weaker = Svagere
record-state-different = Anderledes
record-state-missing = Mangler
record-state-unknown = Ukendt

purpose-proof = Bevis, at domænet er jeres
purpose-proof-line = før noget bliver sat op
purpose-receive = Modtag mail
purpose-receive-line = hvor andre afleverer
purpose-prove = Bevis, at mailen er jeres
purpose-prove-line = uden dem havner jeres mail i spam
purpose-encrypt = Rejs krypteret
purpose-encrypt-line = andre skal bruge TLS for at nå jer
purpose-programs = Sæt mailprogrammer op
purpose-programs-line = så en adresse og en adgangskode er nok

why-silent = DNS svarede ikke. Vi kigger igen af os selv.
why-proof-missing = Opret denne post hos jeres DNS-udbyder; vi kigger igen af os selv.
why-proof-other = Der er en post med en anden tekst. Kopiér den ønskede nøjagtigt.
why-proof-taken = Et andet arbejdsområde beviste dette domæne først.
why-mx-missing = Ingen kan aflevere mail til jer. Opret denne post hos jeres DNS-udbyder.
why-mx-elsewhere = Mailen går til andre servere og når aldrig hertil.
why-mx-others = Mailen går først eller tilfældigt til en anden server. Fjern de andre poster.
why-mx-backup = Når vi ikke kan nås, venter mailen på en anden server. Behold den kun, hvis I ved hvorfor.
why-mx-none = Denne post siger, at domænet ikke tager imod mail.
why-spf-missing = Modtagere kan ikke se, hvilke servere der sender for jer.
why-spf-several = Flere SPF-poster tæller som ingen. Behold én; den ønskede værdi nævner alle, der må sende.
why-spf-without-us = Mail herfra ser forfalsket ud. Den ønskede værdi beholder alle, der allerede må sende.
why-spf-soft = »~all« beder andre om at tage imod mail andetsteds fra. Brug »-all«, når intet andet system sender for jer.
why-spf-open = Posten siger ikke, hvad der sker med mail andetsteds fra. Brug »-all«, når intet andet system sender for jer.
why-spf-everybody = »+all« lader enhver sende i jeres navn.
why-spf-long = Posten kræver mere end ti opslag, så modtagere giver op. Tag det ud, der ikke længere sender for jer.
why-spf-others = Også andre må sende for jer.
why-dkim-missing = Mailen bliver signeret, og ingen kan tjekke signaturen.
why-dkim-other = En anden nøgle er offentliggjort, så signaturerne ser forkerte ud.
why-dkim-several = To nøgler under ét navn: modtagere tager måske den forkerte. Behold én post.
why-dkim-testing = »t=y« siger til modtagere, at de skal se bort fra signaturen. Tag det ud.
why-dkim-revoked = En tom nøgle siger, at den er trukket tilbage.
why-dmarc-missing = Enhver kan sende mail, der ligner jeres. Denne første regel ser kun til, så ingen mail går tabt.
why-dmarc-several = Flere DMARC-poster tæller som ingen. Behold én.
why-dmarc-broken = Posten har ingen regel, der kan læses.
why-dmarc-watches = »p=none« ser kun til, og det har den gjort længe nok. Viser rapporterne ingen mail fra jer, så brug »p=quarantine«.
why-dmarc-first = Reglen ser kun til indtil videre. Om to uger foreslår vi næste skridt.
why-dmarc-silent = Uden »rua« er der ingen, der fortæller jer, hvem der sender i jeres navn.
why-dmarc-part = »pct« dækker kun en del af jeres mail.
why-dmarc-own = Jeres egen regel bliver stående.
why-sts-missing = Frivillig. Andre nægter så at aflevere uden kryptering.
why-sts-old = Id’et er et ældre: andre beholder den gamle regel, indtil det ændrer sig.
why-reports-missing = Frivillig. Andre melder så, når krypteringen mislykkes.
why-reports-own = Rapporterne går derhen, hvor I har bestemt det.
why-programs-missing = Frivillig. Mailprogrammer finder så selv deres indstillinger.
why-elsewhere = Den fører et andet sted hen.
why-several = Der er flere poster, hvor der ventes én.

## Tidslinjen

service-domains = Domænetjekket
target-kind-domain = maildomæne
field-attention = poster, der kræver opmærksomhed
field-host = vært
act-domain-add = { $actor } tilføjede maildomænet { $target }
act-domain-prove = Maildomænet { $target } blev bevist
act-domain-remove = { $actor } fjernede maildomænet { $target }
act-domain-attention = Maildomænet { $target } kræver opmærksomhed
act-domain-well = Maildomænet { $target } har det godt igen
