# Alarmer: siden, brevet, posterne om, hvad der blev af dem.

nav-alerts = Alarmer
nav-alerts-line = Hvad nogen skal vide, og hvem der fik besked
alerts-about = Hvad nogen skal vide, og hvordan de fik besked.
alerts-open = Åbne
alerts-closed = Lukkede
alerts-closed-none = Ingen alarm er slut endnu.
alerts-none-title = Ingen alarm er åben
alerts-none = Så snart en af reglerne nedenfor finder noget, står det her sammen med alle, der fik besked.
alerts-nobody-title = Ingen får besked om alarmer
alerts-nobody = De står kun på denne side. Angiv alerts.mail eller alerts.webhook i konfigurationen.
alerts-watched = Hvad der overvåges
alerts-watched-about = Det er indstillinger i konfigurationen. En hemmelighed vises aldrig.

## Hvad der ledes efter

rule-source_silent = Tavs kilde
rule-gap = Tabte poster
rule-quarantine = Ulæselige poster
rule-failed_sign_ins = Mange mislykkede login
rule-new_owner = Ny ejer
rule-partner_access = Adgang fra en partner

## Hvad der skete. $time er, hvornår det begyndte.

alert-source_silent = { $about } har ikke meldt noget siden { $time }.
alert-gap = { $count ->
    [one] Poster fra { $about } gik tabt, før de blev læst.
   *[other] Poster fra { $about } gik tabt { $count } gange, før de blev læst, første gang { $time }.
}
alert-quarantine = { $count ->
    [one] 1 post fra { $about } kan ikke læses.
   *[other] { $count } poster fra { $about } kan ikke læses.
}
alert-failed_sign_ins = { $kind ->
    [address] { $count ->
        [one] 1 mislykket login fra { $about } siden { $time }.
       *[other] { $count } mislykkede login fra { $about } siden { $time }.
    }
   *[actor] { $count ->
        [one] 1 mislykket login med kontoen { $about } siden { $time }.
       *[other] { $count } mislykkede login med kontoen { $about } siden { $time }.
    }
}
alert-new_owner = { $has-tenant ->
    [yes] { $about } er blevet ejer af { $tenant }.
   *[no] { $about } er blevet ejer.
}
alert-partner_access = { $has-tenant ->
    [yes] { $about } har handlet i { $tenant } som partner.
   *[no] { $about } har handlet som partner.
}
alert-several = { $count ->
    [one] Det er sket én gang mere, end der kan meldes enkeltvis, siden { $time }.
   *[other] Det er sket { $count } gange mere, end der kan meldes enkeltvis, siden { $time }.
}
alert-others = flere andre

## Én alarm

alert-one = Alarm
alert-what = Hvad der skete
alert-about = Om
alert-rule = Regel
alert-state = Tilstand
alert-since = Siden
alert-opened = Åbnet
alert-seen = Sidst bemærket
alert-count = Hvor ofte
alert-history = Åbnet: { $opened }. { $count ->
    [one] Det er sket én gang.
   *[other] Det er sket { $count } gange, sidst bemærket: { $seen }.
}
alert-open-sources = Åbn kilderne
alert-end = Lukket
alert-how = Hvordan
alert-end-itself = Af sig selv
alert-end-by = { $name }: { $note }
alert-acknowledge = Kvittér
alert-acknowledge-ask = Kvittér…
alert-acknowledge-what = Lukker denne alarm. Sker det igen, åbnes en ny, og alle får besked igen.
alert-acknowledge-lasts = Lukker denne alarm. Så længe der ikke kommer noget nyt, åbnes ingen anden.
alert-note = Bemærkning
alert-note-hint = Hvad det var, eller hvad der blev gjort. Bemærkningen står også på tidslinjen.
alert-acknowledge-done = Kvitteret.
wrong-note = En bemærkning har 1 til 500 tegn.
alert-closed-already = Denne alarm er allerede slut.

## Leveringer

alert-deliveries = Fik besked
alert-told-nobody = Ingen fik besked.
alert-receiver = Modtageren
channel-mail = Brev
channel-webhook = Webhook
delivery-waiting = Venter
delivery-sent = Sendt
delivery-failed = Ikke leveret
alert-tries = { $count ->
    [one] 1 forsøg
   *[other] { $count } forsøg
}
alert-next = næste forsøg { $time }
alert-not-delivered = { $count ->
    [one] 1 ikke leveret
   *[other] { $count } ikke leveret
}
alert-again = Send igen
alert-again-to = Send igen til { $to }
alert-again-done = Den sendes igen nu.
alert-sent-already = Den er allerede sendt.

## Indstillinger

alert-on = Til
alert-off = Fra
alert-silent-minutes = { $source }: { $minutes } min
alert-silent-never = { $source }: aldrig
alert-sign-ins = { $count } inden for { $minutes } min, med én konto eller fra én adresse
alert-quiet = Lukker af sig selv
alert-quiet-minutes = { $minutes } min efter sidste gang
alert-letters = Breve til
alert-nobody = Ingen
alert-nowhere = Ingen

## Brevet

letter-alert-subject = { $platform }: { $rule }, { $about }
letter-alert-opened = Åbnet: { $time }.
letter-alert-tenant = Kunde: { $tenant }.
letter-alert-what = Se, hvad der skete, og kvittér for det:
letter-alert-button = Åbn alarmen
letter-alert-why = Du får dette brev, fordi din adresse står i konfigurationen af { $platform }.

## Hvad der blev af dem, på tidslinjen

act-alert-opened = { $has-rule ->
    [yes] { $actor } åbnede en alarm om { $target }: { $rule }
   *[no] { $actor } åbnede en alarm om { $target }
}
act-alert-closed = { $has-rule ->
    [yes] { $actor } lukkede alarmen om { $target }: { $rule }
   *[no] { $actor } lukkede alarmen om { $target }
}
act-alert-acknowledged = { $has-rule ->
    [yes] { $actor } kvitterede for alarmen om { $target }: { $rule }
   *[no] { $actor } kvitterede for alarmen om { $target }
}
act-alert-again = { $has-recipient ->
    [yes] { $actor } fik alarmen om { $target } sendt igen til { $recipient }
   *[no] { $actor } fik alarmen om { $target } sendt igen
}
act-alert-sent = { $has-recipient ->
    [yes] { $actor } gav { $recipient } besked om alarmen om { $target }
   *[no] { $actor } gav nogen besked om alarmen om { $target }
}
act-alert-undelivered = { $has-recipient ->
    [yes] { $actor } kunne ikke give { $recipient } besked om alarmen om { $target }
   *[no] { $actor } kunne ikke give nogen besked om alarmen om { $target }
}
service-alerts = Overvågningen
target-kind-alert = alarm
