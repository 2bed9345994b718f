# Authentiks hændelser som sætninger, og hvad dens ting hedder. De fleste, der læser dem, har aldrig åbnet Authentik.

class-noise = Intern drift

## Hvad der kom til, blev ændret og forsvandt

act-model_created = { $target_kind ->
    [user] { $actor } tilføjede personen { $target }
    [group] { $actor } tilføjede gruppen { $target }
    [application] { $actor } tilføjede programmet { $target }
    [provider] { $actor } tilføjede loginindstillingerne { $target }
    [brand] { $actor } tilføjede loginsiden { $target }
    [policybinding] { $actor } bestemte, hvem der må bruge et program: { $target }
    [role] { $actor } tilføjede rollen { $target }
    [permission] { $actor } gav en rolle flere rettigheder
    [token] { $actor } lavede adgangsnøglen { $target }
    [invitation] { $actor } lavede invitationen { $target }
   *[other] { $actor } tilføjede { $target }
}
act-model_updated = { $call ->
    [add_user] { $actor } føjede nogen til gruppen { $target }
    [remove_user] { $actor } fjernede nogen fra gruppen { $target }
    [set_password] { $actor } gav { $target } en ny adgangskode
   *[other] { $target_kind ->
        [user] { $actor } ændrede personen { $target }
        [group] { $actor } ændrede gruppen { $target }
        [application] { $actor } ændrede programmet { $target }
        [provider] { $actor } ændrede loginindstillingerne { $target }
        [brand] { $actor } ændrede loginsiden { $target }
        [policybinding] { $actor } ændrede, hvem der må bruge et program: { $target }
        [role] { $actor } ændrede rollen { $target }
        [permission] { $actor } ændrede en rolles rettigheder
        [token] { $actor } ændrede adgangsnøglen { $target }
        [invitation] { $actor } ændrede invitationen { $target }
       *[other] { $actor } ændrede { $target }
    }
}
act-model_deleted = { $target_kind ->
    [user] { $actor } fjernede personen { $target }
    [group] { $actor } fjernede gruppen { $target }
    [application] { $actor } fjernede programmet { $target }
    [provider] { $actor } fjernede loginindstillingerne { $target }
    [brand] { $actor } fjernede loginsiden { $target }
    [policybinding] { $actor } fjernede adgangen til et program: { $target }
    [role] { $actor } fjernede rollen { $target }
    [permission] { $actor } tog rettigheder fra en rolle
    [token] { $actor } fjernede adgangsnøglen { $target }
    [invitation] { $actor } fjernede invitationen { $target }
   *[other] { $actor } fjernede { $target }
}

## Konti og hemmeligheder

act-user_write = { $standing ->
    [own] { $actor } ændrede sin egen konto
   *[other] { $actor } ændrede kontoen for { $target }
}
act-password_set = { $standing ->
    [own] { $actor } valgte en ny adgangskode
   *[other] { $actor } gav { $target } en ny adgangskode
}
act-secret_view = { $actor } så hemmeligheden { $target }
act-secret_rotate = { $actor } udskiftede hemmeligheden { $target }
act-invitation_used = { $actor } fulgte en invitation
act-source_linked = { $actor } knyttede sin konto til { $target }
act-impersonation_started = { $actor } begyndte at handle som { $target }
act-impersonation_ended = { $actor } holdt op med at handle som en anden
act-email_sent = { $has-recipient ->
    [yes] Authentik sendte en e-mail til { $recipient }
   *[no] Authentik sendte en e-mail
}
act-export_ready = En eksport, som { $actor } bad om, er klar
act-review_initiated = En gennemgang af { $target } er begyndt
act-review_overdue = En gennemgang af { $target } er forsinket
act-review_attested = { $actor } bekræftede { $target } ved en gennemgang
act-review_completed = En gennemgang af { $target } er afsluttet
act-user_offboarded = { $actor } fik kontoen for { $target } afviklet
act-access_request_created = { $actor } bad om adgang til { $target }
act-access_request_approved = { $actor } gav adgang til { $target }
act-access_request_denied = { $actor } afviste adgang til { $target }
act-access_request_revoked = { $actor } tog adgangen til { $target } tilbage

## Login

act-login = { $actor } loggede ind
act-login_failed = Et login som { $target } mislykkedes
act-logout = { $actor } loggede ud
act-authorize_application = { $actor } loggede ind på { $target }
act-suspicious_request = Authentik afviste en mistænkelig forespørgsel fra { $actor }

## Hvad Authentik melder om sig selv

act-flow_execution = Authentik førte { $actor } gennem et forløb
act-policy_execution = Authentik kontrollerede en regel for { $actor }
act-policy_exception = En regel fejlede, da Authentik kontrollerede den
act-property_mapping_exception = En egenskabstilknytning fejlede i Authentik
act-system_task_execution = Authentik udførte en af sine egne opgaver
act-system_task_exception = En af Authentiks egne opgaver fejlede
act-system_exception = Der opstod en fejl i Authentik
act-configuration_error = Authentik melder om en fejl i sin konfiguration
act-configuration_warning = Authentik advarer om sin konfiguration
act-update_available = Der er en ny version af Authentik
act-custom_ = { $actor } skrev en hændelse ind i Authentik i hånden
act-custom_notification_test = Authentiks beskeder blev afprøvet

## Hvad tingene hedder

target-kind-application = program
target-kind-provider = loginindstillinger
target-kind-brand = loginside
target-kind-policybinding = adgang til et program
target-kind-role = rolle
target-kind-permission = en rolles rettighed
target-kind-token = adgangsnøgle
target-kind-invitation = invitation
target-kind-mail = e-mail
