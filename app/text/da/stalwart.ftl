# Hvad der skete i Stalwart. Hvem der ikke kom ind, vides ikke: et mislykket login har kun det navn, der blev tastet.
# Om kald, der ændrer noget, vides kun, at de kørte.

## Stalwart: login

act-auth-success = { $actor } loggede ind i Stalwart
act-auth-failed = { $target_known ->
    [yes] Nogen kunne ikke logge ind i Stalwart som { $target }
   *[no] Nogen kunne ikke logge ind i Stalwart
}
act-auth-error = { $target_known ->
    [yes] Stalwart kunne ikke kontrollere et login som { $target }
   *[no] Stalwart kunne ikke kontrollere et login
}
act-auth-too-many-attempts = { $target_known ->
    [yes] Nogen forsøgte for mange gange at logge ind i Stalwart som { $target }
   *[no] Nogen forsøgte for mange gange at logge ind i Stalwart
}
act-auth-mfa-required = { $target_known ->
    [yes] Et login i Stalwart som { $target } manglede den anden faktor
   *[no] Et login i Stalwart manglede den anden faktor
}
act-auth-credential-expired = { $target_known ->
    [yes] Et login i Stalwart som { $target } kom med en adgangskode eller nøgle, der var udløbet
   *[no] Et login i Stalwart kom med en adgangskode eller nøgle, der var udløbet
}
act-auth-token-expired = { $target_known ->
    [yes] Et token for { $target } til Stalwart var udløbet
   *[no] Et token til Stalwart var udløbet
}
act-auth-client-registration = { $target_known ->
    [yes] Programmet { $target } blev registreret i Stalwart
   *[no] Et program blev registreret i Stalwart
}

## Stalwart: spærringer og afvisninger

act-security-authentication-ban = { $target_known ->
    [yes] Stalwart spærrede { $target } efter mislykkede login
   *[no] Stalwart spærrede en adresse efter mislykkede login
}
act-security-abuse-ban = { $target_known ->
    [yes] Stalwart spærrede { $target } på grund af misbrug
   *[no] Stalwart spærrede en adresse på grund af misbrug
}
act-security-scan-ban = { $target_known ->
    [yes] Stalwart spærrede { $target } for at lede efter svagheder
   *[no] Stalwart spærrede en adresse for at lede efter svagheder
}
act-security-loiter-ban = { $target_known ->
    [yes] Stalwart spærrede { $target } for at holde forbindelser åbne
   *[no] Stalwart spærrede en adresse for at holde forbindelser åbne
}
act-security-ip-blocked = { $target_known ->
    [yes] Stalwart afviste { $target }, som er spærret
   *[no] Stalwart afviste en spærret adresse
}
act-security-ip-block-expired = { $target_known ->
    [yes] Spærringen af { $target } i Stalwart ophørte
   *[no] En spærring i Stalwart ophørte
}
act-security-ip-allow-expired = { $target_known ->
    [yes] Stalwarts undtagelse for { $target } ophørte
   *[no] En af Stalwarts undtagelser for adresser ophørte
}
act-security-ip-unauthorized = Stalwart afviste { $actor }: adgangskoden eller nøglen gælder ikke for den adresse
act-security-unauthorized = { $target_known ->
    [yes] Stalwart afviste { $actor }, som mangler rettigheden { $target }
   *[no] Stalwart afviste { $actor }, som mangler en rettighed
}
act-jmap-forbidden = { $target_known ->
    [yes] Stalwart nægtede { $actor } kaldet { $target }
   *[no] Stalwart nægtede { $actor } et kald
}

## Stalwart: administration

act-jmap-method-call = { $target_kind ->
    [account] { $actor } ændrede konti i Stalwart eller forsøgte det
    [password] { $actor } ændrede en adgangskode i Stalwart eller forsøgte det
    [key] { $actor } ændrede API-nøgler eller app-adgangskoder i Stalwart eller forsøgte det
    [domain] { $actor } ændrede maildomæner i Stalwart eller forsøgte det
    [dkim] { $actor } ændrede signaturnøgler i Stalwart eller forsøgte det
    [list] { $actor } ændrede mailinglister i Stalwart eller forsøgte det
    [tenant] { $actor } ændrede kunder i Stalwart eller forsøgte det
    [role] { $actor } ændrede roller i Stalwart eller forsøgte det
    [address] { $actor } ændrede, hvilke adresser Stalwart lukker ind, eller forsøgte det
    [sign_in] { $actor } ændrede, hvordan folk logger ind i Stalwart, eller forsøgte det
    [client] { $actor } ændrede, hvilke programmer folk logger ind i Stalwart med, eller forsøgte det
    [security] { $actor } ændrede Stalwarts sikkerhedsindstillinger eller forsøgte det
    [watch] { $actor } ændrede, hvad Stalwart melder og til hvem, eller forsøgte det
    [action] { $actor } fik Stalwart til at genindlæse eller udføre noget
   *[method] { $target_known ->
        [yes] { $actor } kaldte { $target } i Stalwart
       *[no] { $actor } lavede et kald i Stalwart
    }
}

## Stalwart: signaturnøgler, DNS, certifikater

act-dkim-signature-created = { $has-object ->
    [yes] Signaturnøglen { $target } for { $object } blev lavet i Stalwart
   *[no] En signaturnøgle blev lavet i Stalwart
}
act-dkim-signature-published = { $has-object ->
    [yes] Signaturnøglen { $target } for { $object } blev offentliggjort af Stalwart
   *[no] En signaturnøgle blev offentliggjort af Stalwart
}
act-dkim-signature-retiring = { $has-object ->
    [yes] Signaturnøglen { $target } for { $object } er ved at blive taget ud af brug af Stalwart
   *[no] En signaturnøgle er ved at blive taget ud af brug af Stalwart
}
act-dkim-signature-retired = { $has-object ->
    [yes] Signaturnøglen { $target } for { $object } blev taget ud af brug af Stalwart
   *[no] En signaturnøgle blev taget ud af brug af Stalwart
}
act-dkim-signature-deleted = { $has-object ->
    [yes] Signaturnøglen { $target } for { $object } blev slettet af Stalwart
   *[no] En signaturnøgle blev slettet af Stalwart
}
act-dns-record-created = { $target_known ->
    [yes] Stalwart oprettede en DNS-post: { $target }
   *[no] Stalwart oprettede en DNS-post
}
act-dns-record-propagated = { $target_known ->
    [yes] En DNS-post fra Stalwart kan ses overalt: { $target }
   *[no] En DNS-post fra Stalwart kan ses overalt
}
act-dns-record-creation-failed = { $target_known ->
    [yes] Stalwart kunne ikke oprette en DNS-post: { $target }
   *[no] Stalwart kunne ikke oprette en DNS-post
}
act-dns-record-deletion-failed = { $target_known ->
    [yes] Stalwart kunne ikke slette en DNS-post: { $target }
   *[no] Stalwart kunne ikke slette en DNS-post
}
act-dns-record-propagation-timeout = { $target_known ->
    [yes] En DNS-post fra Stalwart viste sig ikke i tide: { $target }
   *[no] En DNS-post fra Stalwart viste sig ikke i tide
}
act-acme-order-start = { $target_known ->
    [yes] Stalwart bestilte et certifikat til { $target }
   *[no] Stalwart bestilte et certifikat
}
act-acme-order-completed = { $target_known ->
    [yes] Stalwart fik et certifikat til { $target }
   *[no] Stalwart fik et certifikat
}
act-acme-process-cert = { $target_known ->
    [yes] Stalwart tog et certifikat til { $target } i brug
   *[no] Stalwart tog et certifikat i brug
}
act-acme-order-invalid = { $target_known ->
    [yes] Stalwarts bestilling af et certifikat til { $target } blev afvist
   *[no] Stalwarts bestilling af et certifikat blev afvist
}
act-acme-auth-error = { $target_known ->
    [yes] Stalwart kunne ikke bevise, at { $target } er dens
   *[no] Stalwart kunne ikke bevise, at et domæne er dens
}
act-acme-auth-too-many-attempts = { $target_known ->
    [yes] Stalwart forsøgte for mange gange at få et certifikat til { $target }
   *[no] Stalwart forsøgte for mange gange at få et certifikat
}
act-acme-error = { $target_known ->
    [yes] Stalwarts certifikat til { $target } kunne ikke fornyes
   *[no] Et af Stalwarts certifikater kunne ikke fornyes
}

## Stalwart: post

act-queue-authenticated-message-queued = { $has-recipient ->
    [yes] { $has-object ->
        [yes] En besked fra { $object } til { $recipient } blev afleveret til Stalwart af nogen, der var logget ind
       *[no] En besked til { $recipient } blev afleveret til Stalwart af nogen, der var logget ind
    }
   *[no] En besked blev afleveret til Stalwart af nogen, der var logget ind
}
act-queue-message-queued = { $has-recipient ->
    [yes] { $has-object ->
        [yes] En besked fra { $object } til { $recipient } blev modtaget af Stalwart
       *[no] En besked til { $recipient } blev modtaget af Stalwart
    }
   *[no] En besked blev modtaget af Stalwart
}
act-message-ingest-ham = { $has-recipient ->
    [yes] { $has-object ->
        [yes] En besked fra { $object } til { $recipient } blev lagt i en postkasse
       *[no] En besked til { $recipient } blev lagt i en postkasse
    }
   *[no] En besked blev lagt i en postkasse
}
act-message-ingest-spam = { $has-recipient ->
    [yes] { $has-object ->
        [yes] En besked fra { $object } til { $recipient } blev lagt i en postkasse som spam
       *[no] En besked til { $recipient } blev lagt i en postkasse som spam
    }
   *[no] En besked blev lagt i en postkasse som spam
}
act-delivery-delivered = { $has-recipient ->
    [yes] { $has-object ->
        [yes] En besked fra { $object } til { $recipient } blev modtaget af modtagerens server
       *[no] En besked til { $recipient } blev modtaget af modtagerens server
    }
   *[no] En besked blev modtaget af modtagerens server
}
act-delivery-completed = { $has-recipient ->
    [yes] { $has-object ->
        [yes] En besked fra { $object } til { $recipient } er leveret eller opgivet
       *[no] En besked til { $recipient } er leveret eller opgivet
    }
   *[no] En besked er leveret eller opgivet
}
act-delivery-failed = { $has-recipient ->
    [yes] { $has-object ->
        [yes] En besked fra { $object } til { $recipient } kunne endnu ikke leveres
       *[no] En besked til { $recipient } kunne endnu ikke leveres
    }
   *[no] En besked kunne endnu ikke leveres
}
act-delivery-dsn-success = { $has-recipient ->
    [yes] { $has-object ->
        [yes] En besked fra { $object } til { $recipient } blev meldt som leveret
       *[no] En besked til { $recipient } blev meldt som leveret
    }
   *[no] En besked blev meldt som leveret
}
act-delivery-dsn-temp-fail = { $has-recipient ->
    [yes] { $has-object ->
        [yes] En besked fra { $object } til { $recipient } blev meldt som forsinket
       *[no] En besked til { $recipient } blev meldt som forsinket
    }
   *[no] En besked blev meldt som forsinket
}
act-delivery-dsn-perm-fail = { $has-recipient ->
    [yes] { $has-object ->
        [yes] En besked fra { $object } til { $recipient } kom tilbage som ikke leveret
       *[no] En besked til { $recipient } kom tilbage som ikke leveret
    }
   *[no] En besked kom tilbage som ikke leveret
}
act-limit-quota = { $target_known ->
    [yes] Postkassen for { $target } er fuld
   *[no] En postkasse er fuld
}

## Stalwart: serveren

act-server-startup = { $target_known ->
    [yes] Stalwart blev startet på { $target }
   *[no] Stalwart blev startet
}
act-server-shutdown = { $target_known ->
    [yes] Stalwart blev stoppet på { $target }
   *[no] Stalwart blev stoppet
}
act-server-startup-error = { $target_known ->
    [yes] Stalwart kunne ikke startes på { $target }
   *[no] Stalwart kunne ikke startes
}
act-server-recovery-mode = { $target_known ->
    [yes] Stalwart blev startet i gendannelsestilstand på { $target }
   *[no] Stalwart blev startet i gendannelsestilstand
}
act-server-bootstrap-mode = { $target_known ->
    [yes] Stalwart blev startet til den første opsætning på { $target }
   *[no] Stalwart blev startet til den første opsætning
}
act-registry-build-error = { $target_known ->
    [yes] Stalwart kunne ikke bruge en indstilling: { $target }
   *[no] Stalwart kunne ikke bruge en indstilling
}
act-registry-write-error = { $target_known ->
    [yes] Stalwart kunne ikke gemme en indstilling: { $target }
   *[no] Stalwart kunne ikke gemme en indstilling
}
act-telemetry-webhook-error = { $target_known ->
    [yes] Stalwart kunne ikke levere hændelser og har måske kasseret nogle: { $target }
   *[no] Stalwart kunne ikke levere hændelser og har måske kasseret nogle
}
act-telemetry-log-error = { $target_known ->
    [yes] Stalwart kunne ikke skrive sin log, som måske er gået i stå: { $target }
   *[no] Stalwart kunne ikke skrive sin log, som måske er gået i stå
}
act-telemetry-journal-error = { $target_known ->
    [yes] Stalwart kunne ikke skrive i systemets journal: { $target }
   *[no] Stalwart kunne ikke skrive i systemets journal
}
act-telemetry-otel-exporter-error = { $target_known ->
    [yes] Stalwart kunne ikke eksportere sine målinger: { $target }
   *[no] Stalwart kunne ikke eksportere sine målinger
}
