# A tenant at a glance, what it decides for itself, and one’s own page.

nav-overview = Overblik
nav-settings = Indstillinger

## At a glance

overview-about = Hvordan { $tenant } har det, og hvad der venter på nogen.
overview-tasks = Venter på nogen
overview-nothing = Intet venter.
overview-numbers = I tal
overview-domain = { $count ->
    [one] { $domain }: 1 post kræver opmærksomhed
   *[other] { $domain }: { $count } poster kræver opmærksomhed
}
overview-requests = { $count ->
    [one] 1 person beder om adgang
   *[other] { $count } personer beder om adgang
}
overview-invited = { $count ->
    [one] 1 invitation er åben
   *[other] { $count } invitationer er åbne
}
overview-partners = { $count ->
    [one] 1 partner må handle her
   *[other] { $count } partnere må handle her
}
overview-look = Se
overview-decide = Afgør
overview-trouble = { $count ->
    [one] I vanskeligheder: 1 del
   *[other] I vanskeligheder: { $count } dele
}
overview-at-it = Platformens operatører ser det.
overview-used = Brugt
overview-quota = Kvote

## Settings

settings-about = Hvad der gælder for dette arbejdsområde. Det, du lader stå tomt, er som på platformen.
settings-language = Sprog
settings-language-label = Sædvanligt sprog
settings-language-hint = For breve, og for personer, der ikke har valgt et, og hvis browser ikke beder om et, vi taler.
settings-language-none = Som browseren beder om
settings-sessions = Sessioner
settings-idle = Minutter uden en forespørgsel, før en session slutter
settings-idle-hint = 5 eller flere. Platformens: { $count }.
settings-hours = Timer efter login, hvor en session slutter
settings-hours-hint = 1 eller flere. Platformens: { $count }.
settings-retention = Tidslinje
settings-retention-label = Dage, hændelser gemmes
settings-retention-hint = 30 til 3.650. Platformens: { $count }. Det, der er ældre, slettes for altid inden for dagen.
settings-retention-hint-ever = 30 til 3.650. Platformen gemmer hændelser for altid. Det, der er ældre, slettes for altid inden for dagen.
settings-forget = Slet for altid det, der er ældre
retention-shorter = Hændelser gemmes dermed i kortere tid: det, der er ældre, slettes for altid og for alle. Sæt hak, hvis det skal være sådan, og gem igen.
settings-alerts = Advarsler
settings-alerts-label = Adresser, der får besked
settings-alerts-hint = Om nye ejere, mange mislykkede logins og adgang for partnere. Højst 5 med komma imellem.
settings-saved = Gemt.
longer-than-platform = Det er længere end platformens eget. Indtast mindre eller intet.
wrong-number = Indtast et helt tal inden for grænserne ovenfor eller intet.
too-many-addresses = Højst 5 adresser kan få besked.

## Alerts to a tenant

channel-tenant = Brev til lejeren
letter-alert-what-tenant = Se på din tidslinje, hvad der skete:
letter-alert-button-tenant = Åbn tidslinjen
letter-alert-why-tenant = Du får dette, fordi din adresse står i indstillingerne for { $tenant }.

## One’s own page

me-name-hint = Hvad du hedder her og i mail, filer og chat.
me-name-change = Skift navn
me-renamed = Navn skiftet.
me-apps = Rækkefølgen af dine apps
me-apps-what = Fastgør og ordn fliserne på din startside.
me-apps-arrange = Ordn apps
me-sign-ins = Seneste logins
me-sign-ins-what = De seneste ti. Var en af dem ikke dig, så afslut sessionen og vælg en ny adgangskode.
sign-in-done = Logget ind
me-recovery = Adgangskode og anden faktor
me-recovery-what = Din login-tjeneste opbevarer dem. Skift dem der.
me-recovery-ask = Din login-tjeneste opbevarer dem. Er du låst ude, så bed en administrator af dit arbejdsområde om et nyt link.
me-recovery-open = Åbn login-tjenesten
me-export = Dine data
me-export-what = Alt, hvad denne platform gemmer om dig, som en JSON-fil. At du har hentet det, står på tidslinjen.
me-export-get = Tag dine data med

## On the timeline

act-settings-change = { $actor } ændrede indstillingerne for { $target }
act-me-rename = { $actor } hedder nu { $target }
act-me-export = { $actor } tog sine egne data med
act-audit-expire = { $has-count ->
    [yes] { $actor } fjernede { $count } hændelser, der var ældre end opbevaringen
   *[no] { $actor } fjernede hændelser, der var ældre end opbevaringen
}
service-retention = Opbevaringen
field-language = sprog
field-idle_minutes = minutter, før en session slutter
field-session_hours = længste session i timer
field-retention_days = dage, hændelser gemmes
field-alert_mail = adresser, der får besked
