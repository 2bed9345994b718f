# Partners: who they are, what tenants let them do, their own console.

nav-partners = Partner
nav-partners-line = Firmen, die Arbeitsbereiche für andere betreiben
nav-partner-tenants = Mandanten
nav-partner-tenants-line = Arbeitsbereiche, in die Sie dürfen
console-partner = Partner

## What a tenant lets a partner do

scope-help = Helfen
scope-manage = Verwalten
may-read_overview = Sehen, wie es dem Arbeitsbereich geht
may-read_people = Die Personen sehen
may-manage_people = Mitglieder und Helpdesk hinzufügen, ändern, sperren und entfernen
may-help_people = Sitzungen beenden, Einladungen erneut senden, zweite Faktoren von Mitgliedern und Helpdesk zurücksetzen
may-manage_groups = Gruppen pflegen
may-read_domains = Die Maildomains und ihre DNS-Einträge sehen
may-manage_domains = Maildomains hinzufügen und entfernen
may-manage_apps = Apps ein- und ausschalten, Kacheln hinzufügen, ankündigen
may-manage_brand = Logo, Farben und Namen ändern
never-title = Was kein Partner kann
never-about = Was Sie auch erlauben, das bleibt bei Ihnen.
never-roles = Inhaber, Administratoren und Auditoren ernennen oder ändern
never-audit = Die Zeitleiste lesen oder mitnehmen
never-settings = Die Einstellungen ändern
never-partners = Partner einlassen, auch sich selbst
never-deletion = Den Arbeitsbereich sperren, schließen oder löschen

## A tenant’s page of partners

grants-about = Wer hier für Sie handeln darf, und bis wann. Alles, was sie tun, steht auf Ihrer Zeitleiste.
grants-none-title = Kein Partner darf hier handeln
grants-none = Ein Partner, der Ihren Arbeitsbereich betreut, kommt nur so lange hinein, wie Sie es erlauben. Lassen Sie ihn mit seinem genauen Namen ein.
grants-ended = Beendet
grant-give = Partner einlassen
grant-give-about = Sie können das jederzeit mit einem Klick beenden.
grant-give-now = Diesen Partner einlassen
grant-partner = Partner
grant-partner-hint = Der Name genau so, wie der Partner ihn nennt.
grant-scope = Darf
grant-agents = Mitarbeiter des Partners helfen höchstens, was auch erlaubt ist.
grant-until = Letzter Tag
grant-until-hint = Höchstens ein Jahr ab heute.
grant-until-new = Neuer letzter Tag
grant-until-change = Letzten Tag ändern
grant-reason = Grund
grant-reason-hint = Wofür es ist. Es steht auch auf der Zeitleiste.
grant-given-by = Gegeben von { $name }, { $time }
grant-revoke = Jetzt beenden
grant-revoke-named = Zugang von { $partner } jetzt beenden
grant-was-revoked = Von Ihnen beendet
grant-ran-out = Abgelaufen
grant-stands = Gilt
grant-ended = Beendet

## Partners, as operators keep them

partners-about = Firmen, die Arbeitsbereiche für andere betreiben. In einen kommen sie nur, solange dessen Inhaber es erlauben.
partners-search = Name
partners-none-title = Noch keine Partner
partners-none = Ein Partner hat eigene Leute und Mandanten, die ihn einlassen. Legen Sie den ersten an.
partners-no-match-title = Kein Partner passt
partners-no-match = Suchen Sie nach einem Teil des Namens.
partner-create = Partner anlegen
partner-create-about = Mandanten lassen einen Partner mit seinem genauen Namen ein.
partner-name = Name
partner-name-hint = Wie er in Verträgen steht: Inhaber geben ihn so ein.
partner-contact = Kontakt
partner-contact-hint = Eine Adresse oder ein Link, der mit https:// beginnt.
partner-itself = Name und Kontakt
partner-people-none = Für diesen Partner arbeitet noch niemand.
partner-person-never = Noch nie angemeldet
partner-person-acts = Ändern
partner-person-make = Zu { $role } machen
partner-person-remove = Entfernen
partner-person-remove-named = { $name } entfernen
partner-person-add = Person hinzufügen
partner-person-add-about = Sie melden sich auf dem Host der Plattform an und finden dort die Mandanten, die diesen Partner einlassen.
partner-subject = Kennung beim Anmeldedienst
partner-subject-hint = Für jemanden, dessen Adresse hier noch nicht bekannt ist: das „sub“, das der Anmeldedienst der Plattform vergibt. In Authentik steht es beim Provider der Plattform unter „Vorschau“, für die dort gewählte Person.
partner-tenants = Mandanten, die sie einlassen
partner-tenants-none = Kein Mandant hat diesen Partner eingelassen.

## A partner’s own console

partner-none-title = Kein Mandant lässt Sie ein
partner-none = Sobald ein Inhaber Ihre Firma einlässt, steht der Arbeitsbereich hier. Nennen Sie ihm den genauen Namen Ihrer Firma.
partner-no-match = Suchen Sie nach einem Teil des Namens oder Kurznamens.
partner-search = Name oder Kurzname
partner-domains = Domains
partner-domains-bad = { $count ->
    [one] { $count } braucht Aufmerksamkeit
   *[other] { $count } brauchen Aufmerksamkeit
}
partner-enter = Öffnen
partner-enter-named = { $tenant } öffnen
partner-new-what = Ein Klick richtet Adresse, Farben, Mail und Dateien ein und lädt den Inhaber ein. Ihre Firma darf ihn ein Jahr lang verwalten; der Inhaber sieht das und kann es beenden.
entry-title = Als { $person } von { $partner } bei { $tenant } weitermachen?
entry-about = Was Sie dort tun, steht auf der Zeitleiste von { $tenant }, mit Ihrem Namen und dem Ihrer Firma.
entry-go = Weiter
entry-gone-title = Dieser Zugang gilt nicht mehr
entry-gone = Er gilt einmal, eine Minute lang, und nur solange der Arbeitsbereich Ihre Firma einlässt. Öffnen Sie ihn noch einmal aus Ihrer Konsole.
entry-other = Sie sind hier als { $email } angemeldet. Um als jemand anderes hineinzukommen, melden Sie sich zuerst ab.
entry-back = Zur Partnerkonsole
guest-acts = Sie handeln für { $partner } bei { $tenant }, bis einschließlich { $day }.
guest-manages = Sie dürfen verwalten.
guest-helps = Sie dürfen helfen.
guest-back = Zurück zu Ihren Mandanten
guest-put-out-title = { $tenant } hat Ihren Zugang beendet
guest-put-out = Sie können dort nicht mehr für Ihre Firma handeln. Die Mandanten, die Sie einlassen, stehen in Ihrer Konsole.
guest-ran-out-title = Ihr Zugang zu { $tenant } ist abgelaufen
guest-ran-out = Der letzte Tag ist vorbei. Ein Inhaber kann Ihre Firma wieder einlassen.
guest-signed-out-title = Sie sind bei { $tenant } nicht mehr angemeldet
guest-signed-out = Öffnen Sie den Arbeitsbereich noch einmal aus Ihrer Konsole.

## Wrong input, and done

wrong-partner-name = Der Name eines Partners hat 2 bis 80 Zeichen in einer Zeile.
wrong-contact = Ein Kontakt ist eine Adresse oder ein Link, der mit https:// beginnt.
wrong-subject = Eine Kennung hat höchstens 200 Zeichen in einer Zeile.
wrong-subject-form = Eine Kennung sieht hier so aus: 5f0c3a52-8d4e-4a6e-9a3e-2f6f1c8f7b11. Mit etwas anderem kommt niemand hinein.
wrong-partner = Kein Partner heißt genau so. Fragen Sie nach dem Namen, wie er in Ihrem Vertrag steht.
wrong-scope = Wählen Sie, was der Partner darf.
wrong-grant-end = Wählen Sie einen Tag ab heute, höchstens ein Jahr entfernt.
wrong-grant-reason = Ein Grund hat 3 bis 300 Zeichen in einer Zeile.
taken-partner = Ein anderer Partner heißt so.
taken-partner-person = Diese Person arbeitet schon für einen Partner.
taken-subject = Jemand anderes hier hat diese Kennung.
known-subject = Wer zu einem Arbeitsbereich gehört oder sich angemeldet hat, behält die eigene Kennung. Lassen Sie das Feld leer.
unknown-person = Niemand hier hat diese Adresse. Geben Sie die Kennung ein, unter der der Anmeldedienst die Person kennt.
taken-platform-role = Diese Person hat eine andere Rolle auf der Plattform.
partner-let-in-already = Dieser Partner darf hier schon handeln. Ändern Sie den letzten Tag oder beenden Sie den Zugang zuerst.
grant-ended-already = Das ist schon beendet.
partner-created = Partner angelegt.
partner-changed = Gespeichert.
partner-person-added = Hinzugefügt. Nach der nächsten Anmeldung stehen die Mandanten da.
partner-person-removed = Entfernt und bei den Mandanten abgemeldet.
grant-given = Der Partner darf jetzt hier handeln.
grant-changed = Letzter Tag geändert.
grant-revoked = Beendet. Die Leute des Partners sind hier abgemeldet.

## On the timeline

act-partner_company-create = { $actor } hat Partner { $target } angelegt
act-partner_company-change = { $actor } hat Partner { $target } geändert
act-partner_person-add = { $has-partner ->
    [yes] { $actor } hat { $target } zu Partner { $partner } hinzugefügt
   *[no] { $actor } hat { $target } zu einem Partner hinzugefügt
}
act-partner_person-role = { $has-role ->
    [yes] { $actor } hat die Rolle von { $target } in { $role } geändert
   *[no] { $actor } hat die Rolle von { $target } geändert
}
act-partner_person-remove = { $has-partner ->
    [yes] { $actor } hat { $target } aus Partner { $partner } entfernt
   *[no] { $actor } hat { $target } aus einem Partner entfernt
}
act-partner_grant-give = { $has-scope ->
    [yes] { $actor } hat Partner { $target } eingelassen: { $scope }
   *[no] { $actor } hat Partner { $target } eingelassen
}
act-partner_grant-change = { $actor } hat geändert, bis wann Partner { $target } hier handeln darf
act-partner_grant-revoke = { $actor } hat den Zugang von Partner { $target } beendet
act-partner-enter = { $actor } ist als Partner hereingekommen
target-kind-partner = Partner
field-contact = Kontakt
field-scope = was erlaubt ist
field-until = Ende
