# Hvad der skete, som sætninger i datid: én besked for hver handling. Et punktum i navnet er en bindestreg her.

## OCIS: brugere og grupper

act-user_created = { $actor } oprettede brugeren { $target }
act-user_deleted = { $actor } slettede brugeren { $target }
act-user_feature_changed = { $has-features ->
    [yes] { $actor } ændrede brugeren { $target }: { $features }
   *[no] { $actor } ændrede brugeren { $target }
}
act-group_created = { $actor } oprettede gruppen { $target }
act-group_deleted = { $actor } slettede gruppen { $target }
act-group_member_added = { $has-member ->
    [yes] { $actor } føjede { $member } til gruppen { $target }
   *[no] { $actor } føjede nogen til gruppen { $target }
}
act-group_member_removed = { $has-member ->
    [yes] { $actor } fjernede { $member } fra gruppen { $target }
   *[no] { $actor } fjernede nogen fra gruppen { $target }
}

## OCIS: rum

act-space_created = { $has-quota ->
    [yes] { $actor } oprettede rummet { $target }, { $quota }
   *[no] { $actor } oprettede rummet { $target }
}
act-space_renamed = { $has-new_name ->
    [yes] { $actor } omdøbte rummet { $target } til { $new_name }
   *[no] { $actor } omdøbte rummet { $target }
}
act-space_updated = { $has-quota ->
    [yes] { $actor } ændrede indstillingerne for rummet { $target }, kvote { $quota }
   *[no] { $actor } ændrede indstillingerne for rummet { $target }
}
act-space_disabled = { $actor } deaktiverede rummet { $target }
act-space_enabled = { $actor } aktiverede rummet { $target } igen
act-space_deleted = { $actor } slettede rummet { $target } med alt indhold
act-space_shared = { $has-with ->
    [yes] { $with_kind ->
        [group] { $actor } gav gruppen { $with } adgang til rummet { $target }
       *[user] { $actor } gav { $with } adgang til rummet { $target }
    }
   *[no] { $actor } delte rummet { $target }
}
act-space_unshared = { $has-with ->
    [yes] { $with_kind ->
        [group] { $actor } tog adgangen til rummet { $target } fra gruppen { $with }
       *[user] { $actor } tog adgangen til rummet { $target } fra { $with }
    }
   *[no] { $actor } holdt op med at dele rummet { $target }
}

## OCIS: filer

act-container_create = { $actor } oprettede mappen { $target }
act-file_create = { $actor } gemte { $target }
act-file_rename = { $has-old_path ->
    [yes] { $actor } flyttede { $old_path } til { $target }
   *[no] { $actor } flyttede { $target }
}
act-file_delete = { $actor } lagde { $target } i papirkurven
act-file_trash_delete = { $has-space_name ->
    [yes] { $actor } slettede noget fra papirkurven i { $space_name } for altid
   *[no] { $actor } slettede noget fra papirkurven for altid
}
act-file_trash_restore = { $actor } hentede { $target } op af papirkurven
act-file_version_restore = { $actor } gendannede en ældre version af { $target }
act-file_read = { $actor } åbnede { $target }

## OCIS: delinger og links

act-file_shared = { $target_kind ->
    [link] { $actor } lavede et offentligt link til { $target }
   *[file] { $has-with ->
        [yes] { $with_kind ->
            [group] { $actor } delte { $target } med gruppen { $with }
           *[user] { $actor } delte { $target } med { $with }
        }
       *[no] { $actor } delte { $target }
    }
}
act-file_unshared = { $target_known ->
    [yes] { $target_kind ->
        [link] { $actor } fjernede et offentligt link til { $target }
       *[share] { $actor } holdt op med at dele { $target }
    }
   *[no] { $actor } fjernede { $target }
}
act-share_updated = { $actor } ændrede en deling af { $target }
act-share_permission_updated = { $actor } ændrede, hvad et offentligt link til { $target } giver lov til
act-share_name_updated = { $has-new_name ->
    [yes] { $actor } omdøbte et offentligt link til { $target }: { $new_name }
   *[no] { $actor } omdøbte et offentligt link til { $target }
}
act-share_password_updated = { $actor } ændrede adgangskoden til et offentligt link til { $target }
act-share_expiration_updated = { $actor } ændrede, hvornår et offentligt link til { $target } udløber
act-share_accepted = { $actor } accepterede en deling af { $target }
act-share_declined = { $actor } afviste en deling af { $target }
act-share_pending = { $actor } skjulte en deling af { $target }
act-public_link_accessed = { $actor } kom til { $target } ad et offentligt link
act-science_mesh_invite_token_generated = { $has-recipient ->
    [yes] { $actor } inviterede { $recipient } fra en anden sky
   *[no] { $actor } lavede en invitation til en anden sky
}

## OCIS: login

act-user_signed_in = { $actor } loggede ind i OCIS
act-backchannel_logout = Identitetstjenesten afsluttede en session i OCIS

## Platformen

act-session-start = { $actor } loggede ind
act-session-end = { $target_kind ->
    [session] { $actor } afsluttede en af sine egne sessioner
   *[person] { $actor } loggede ud
}
act-session-refused = { $actor } blev afvist ved login
act-session-logout = Identitetstjenesten afsluttede en session for { $target }
act-tenant-create = { $actor } oprettede kunden { $target }
act-tenant-brand = { $actor } ændrede brandet for kunden { $target }
act-object-attribute = { $has-object ->
    [yes] { $actor } knyttede { $object } til kunden { $target }
   *[no] { $actor } knyttede noget til kunden { $target }
}
act-grant = { $has-role ->
    [yes] { $actor } gav { $target } rollen { $role }
   *[no] { $actor } gav { $target } en rolle
}
act-access-refused = { $actor } bad om { $target } og blev afvist
act-access-failed = { $actor } bad om { $target }, og det blev ikke udført
act-gap = Poster gik tabt, før de var læst

## Platformen: kunder

act-tenant-suspend = { $actor } spærrede kunden { $target }
act-tenant-resume = { $actor } ophævede spærringen af kunden { $target }
act-tenant-extend = { $actor } ændrede, hvad kunden { $target } har
act-tenant-close = { $actor } lukkede kunden { $target }
act-tenant-delete = { $actor } fik kunden { $target } slettet
act-tenant-deleted = Kunden { $target } blev slettet i alle systemer
act-hostname-add = { $has-object ->
    [yes] { $actor } føjede værtsnavnet { $object } til { $target }
   *[no] { $actor } tilføjede værtsnavnet { $target }
}
act-hostname-verify = { $has-object ->
    [yes] { $actor } bekræftede værtsnavnet { $object } for { $target }
   *[no] { $actor } bekræftede værtsnavnet { $target }
}
act-hostname-remove = { $has-object ->
    [yes] { $actor } fjernede værtsnavnet { $object } fra { $target }
   *[no] { $actor } fjernede værtsnavnet { $target }
}
act-secrets-rotate = { $actor } forseglede de gemte hemmeligheder med en ny nøgle

## Platformen: klargøring. Et objekt står med, hvad det er, og hvor.

act-provision-step = { $has-object ->
    [yes] { $standing ->
        [cut] { $actor } tog adgangen væk for { $target }: { $object }
        [gone] { $actor } fjernede for { $target }: { $object }
       *[present] { $actor } satte op for { $target }: { $object }
    }
   *[no] { $actor } gjorde et trin af klargøringen af { $target }
}
act-provision-failed = { $has-object ->
    [yes] { $actor } kunne ikke sætte op for { $target }: { $object }
   *[no] { $actor } kunne ikke gøre et trin færdigt for { $target }
}
act-provision-drift = { $has-object ->
    [yes] { $actor } fandt en afvigelse hos { $target }: { $object }
   *[no] { $actor } fandt en afvigelse hos { $target }
}
act-provision-repair = { $has-object ->
    [yes] { $actor } rettede hos { $target }: { $object }
   *[no] { $actor } rettede afvigelser hos { $target }
}
act-provision-again = { $actor } fik klargøringen af { $target } prøvet igen
act-provision-cancel = { $actor } afbrød klargøringen af { $target }
act-provision-look = { $actor } fik { $target } kontrolleret igen
act-provision-repair_asked = { $actor } bad om en reparation af { $target }
act-provision-pause = { $actor } satte klargøringen af { $target } på pause
act-provision-resume = { $actor } lod klargøringen af { $target } fortsætte

## Platformen: personer

act-member-add = { $has-role ->
    [yes] { $actor } tilføjede { $target } med rollen { $role }
   *[no] { $actor } tilføjede { $target }
}
act-member-role = { $has-role ->
    [yes] { $actor } ændrede rollen for { $target } til { $role }
   *[no] { $actor } ændrede rollen for { $target }
}
act-member-suspend = { $actor } spærrede { $target }
act-member-resume = { $actor } ophævede spærringen af { $target }
act-member-remove = { $actor } fjernede { $target }
act-member-sessions = { $actor } afsluttede alle sessioner for { $target }
act-member-second_factor = { $actor } nulstillede anden faktor for { $target }
act-member-invite = { $actor } fik en ny invitation sendt til { $target }
act-member-accept = { $actor } tog imod invitationen
act-member-invited = { $actor } sendte invitationen til { $target }

## Det, der ikke har sin egen sætning

act-tried = { $actor } forsøgte { $action }: { $target }
act-unknown = { $actor } udførte { $action }: { $target }

## Hvem og hvad, hvor en post ikke har et navn

who-someone = Nogen
who-a-service = En tjeneste
who-user = Ukendt konto { $id }
who-service = Tjeneste { $id }
service-command-line = Kommandolinjen
service-identity-provider = Identitetstjenesten
service-provisioning = Klargøringen
service-provisioner = Klargøringen
service-invitations = Udsendelsen af invitationer
service-watch = Overvågningen af systemerne
short-user = bruger { $id }
short-file = fil { $id }
short-folder = mappe { $id }
short-node = fil { $id }
short-share = deling { $id }
short-link = link { $id }
short-space = rum { $id }
short-group = gruppe { $id }
nameless = (uden navn)

## Hvad der kan ændres

field-displayname = navn
field-email = e-mail
field-accountEnabled = konto
field-preferredLanguage = sprog
field-roleChanged = rolle
field-passwordChanged = adgangskode
field-password = adgangskode
field-name = navn
field-slug = adresse
field-domain = domæne
field-subject = id hos login-tjenesten
field-accent = farve
field-role = rolle
field-quota = kvote
field-description = beskrivelse
field-logo = logo
field-logo_dark = logo til mørk bund
field-support = link til hjælp

act-source-pause = { $actor } satte læsningen af { $target } på pause
act-source-resume = { $actor } lod { $target } blive læst igen
act-quarantine-read = { $actor } fik en post i karantæne læst alligevel
act-quarantine-view = { $actor } så en post i karantæne
act-quarantine-discard = { $actor } kasserede en post i karantæne
act-source-watch = { $actor } har sat { $target } op, så Dezky får at vide, hvad der sker dér
act-audit-read = { $actor } læste tidslinjen
act-audit-export = { $actor } eksporterede tidslinjen
