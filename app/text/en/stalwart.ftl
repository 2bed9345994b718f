# What happened in Stalwart. Who didn’t get in isn’t known, so a failed sign-in has no actor but the name that was typed.
# Of calls that set something it is only known that they ran, so each says “or tried to”.

## Stalwart: signing in

act-auth-success = { $actor } signed in to Stalwart
act-auth-failed = { $target_known ->
    [yes] Someone failed to sign in to Stalwart as { $target }
   *[no] Someone failed to sign in to Stalwart
}
act-auth-error = { $target_known ->
    [yes] Stalwart couldn’t check a sign-in as { $target }
   *[no] Stalwart couldn’t check a sign-in
}
act-auth-too-many-attempts = { $target_known ->
    [yes] Someone tried too often to sign in to Stalwart as { $target }
   *[no] Someone tried too often to sign in to Stalwart
}
act-auth-mfa-required = { $target_known ->
    [yes] A sign-in to Stalwart as { $target } lacked its second factor
   *[no] A sign-in to Stalwart lacked its second factor
}
act-auth-credential-expired = { $target_known ->
    [yes] A sign-in to Stalwart as { $target } came with a password or key that had expired
   *[no] A sign-in to Stalwart came with a password or key that had expired
}
act-auth-token-expired = { $target_known ->
    [yes] A token of { $target } for Stalwart had expired
   *[no] A token for Stalwart had expired
}
act-auth-client-registration = { $target_known ->
    [yes] The program { $target } was registered with Stalwart
   *[no] A program was registered with Stalwart
}

## Stalwart: bans and refusals

act-security-authentication-ban = { $target_known ->
    [yes] Stalwart banned { $target } after failed sign-ins
   *[no] Stalwart banned an address after failed sign-ins
}
act-security-abuse-ban = { $target_known ->
    [yes] Stalwart banned { $target } for abuse
   *[no] Stalwart banned an address for abuse
}
act-security-scan-ban = { $target_known ->
    [yes] Stalwart banned { $target } for probing for weaknesses
   *[no] Stalwart banned an address for probing for weaknesses
}
act-security-loiter-ban = { $target_known ->
    [yes] Stalwart banned { $target } for holding connections open
   *[no] Stalwart banned an address for holding connections open
}
act-security-ip-blocked = { $target_known ->
    [yes] Stalwart turned away { $target }, which is banned
   *[no] Stalwart turned away a banned address
}
act-security-ip-block-expired = { $target_known ->
    [yes] The ban of { $target } in Stalwart ended
   *[no] A ban in Stalwart ended
}
act-security-ip-allow-expired = { $target_known ->
    [yes] Stalwart’s exception for { $target } ended
   *[no] One of Stalwart’s exceptions for addresses ended
}
act-security-ip-unauthorized = Stalwart refused { $actor }: the password or key isn’t for that address
act-security-unauthorized = { $target_known ->
    [yes] Stalwart refused { $actor }, who lacks the right { $target }
   *[no] Stalwart refused { $actor }, who lacks a right
}
act-jmap-forbidden = { $target_known ->
    [yes] Stalwart refused { $actor } the call { $target }
   *[no] Stalwart refused { $actor } a call
}

## Stalwart: management

act-jmap-method-call = { $target_kind ->
    [account] { $actor } changed accounts in Stalwart, or tried to
    [password] { $actor } changed a password in Stalwart, or tried to
    [key] { $actor } changed API keys or app passwords in Stalwart, or tried to
    [domain] { $actor } changed mail domains in Stalwart, or tried to
    [dkim] { $actor } changed signing keys in Stalwart, or tried to
    [list] { $actor } changed mailing lists in Stalwart, or tried to
    [tenant] { $actor } changed tenants in Stalwart, or tried to
    [role] { $actor } changed roles in Stalwart, or tried to
    [address] { $actor } changed which addresses Stalwart lets in, or tried to
    [sign_in] { $actor } changed how people sign in to Stalwart, or tried to
    [client] { $actor } changed which programs people sign in to Stalwart with, or tried to
    [security] { $actor } changed Stalwart’s security settings, or tried to
    [watch] { $actor } changed what Stalwart reports and to whom, or tried to
    [action] { $actor } had Stalwart reload or do a task
   *[method] { $target_known ->
        [yes] { $actor } called { $target } in Stalwart
       *[no] { $actor } made a call in Stalwart
    }
}

## Stalwart: signing keys, DNS, certificates

act-dkim-signature-created = { $has-object ->
    [yes] The signing key { $target } of { $object } was made in Stalwart
   *[no] A signing key was made in Stalwart
}
act-dkim-signature-published = { $has-object ->
    [yes] The signing key { $target } of { $object } was published by Stalwart
   *[no] A signing key was published by Stalwart
}
act-dkim-signature-retiring = { $has-object ->
    [yes] The signing key { $target } of { $object } is being retired by Stalwart
   *[no] A signing key is being retired by Stalwart
}
act-dkim-signature-retired = { $has-object ->
    [yes] The signing key { $target } of { $object } was retired by Stalwart
   *[no] A signing key was retired by Stalwart
}
act-dkim-signature-deleted = { $has-object ->
    [yes] The signing key { $target } of { $object } was deleted by Stalwart
   *[no] A signing key was deleted by Stalwart
}
act-dns-record-created = { $target_known ->
    [yes] Stalwart made a DNS record: { $target }
   *[no] Stalwart made a DNS record
}
act-dns-record-propagated = { $target_known ->
    [yes] A DNS record of Stalwart’s can be seen everywhere: { $target }
   *[no] A DNS record of Stalwart’s can be seen everywhere
}
act-dns-record-creation-failed = { $target_known ->
    [yes] Stalwart couldn’t make a DNS record: { $target }
   *[no] Stalwart couldn’t make a DNS record
}
act-dns-record-deletion-failed = { $target_known ->
    [yes] Stalwart couldn’t delete a DNS record: { $target }
   *[no] Stalwart couldn’t delete a DNS record
}
act-dns-record-propagation-timeout = { $target_known ->
    [yes] A DNS record of Stalwart’s didn’t show in time: { $target }
   *[no] A DNS record of Stalwart’s didn’t show in time
}
act-acme-order-start = { $target_known ->
    [yes] Stalwart ordered a certificate for { $target }
   *[no] Stalwart ordered a certificate
}
act-acme-order-completed = { $target_known ->
    [yes] Stalwart got a certificate for { $target }
   *[no] Stalwart got a certificate
}
act-acme-process-cert = { $target_known ->
    [yes] Stalwart put a certificate for { $target } to use
   *[no] Stalwart put a certificate to use
}
act-acme-order-invalid = { $target_known ->
    [yes] Stalwart’s order of a certificate for { $target } was refused
   *[no] Stalwart’s order of a certificate was refused
}
act-acme-auth-error = { $target_known ->
    [yes] Stalwart couldn’t prove that { $target } is its own
   *[no] Stalwart couldn’t prove that a domain is its own
}
act-acme-auth-too-many-attempts = { $target_known ->
    [yes] Stalwart tried too often to get a certificate for { $target }
   *[no] Stalwart tried too often to get a certificate
}
act-acme-error = { $target_known ->
    [yes] Stalwart’s certificate for { $target } couldn’t be renewed
   *[no] One of Stalwart’s certificates couldn’t be renewed
}

## Stalwart: mail

act-queue-authenticated-message-queued = { $has-recipient ->
    [yes] { $has-object ->
        [yes] A message from { $object } to { $recipient } was handed to Stalwart by somebody who had signed in
       *[no] A message to { $recipient } was handed to Stalwart by somebody who had signed in
    }
   *[no] A message was handed to Stalwart by somebody who had signed in
}
act-queue-message-queued = { $has-recipient ->
    [yes] { $has-object ->
        [yes] A message from { $object } to { $recipient } was taken by Stalwart
       *[no] A message to { $recipient } was taken by Stalwart
    }
   *[no] A message was taken by Stalwart
}
act-message-ingest-ham = { $has-recipient ->
    [yes] { $has-object ->
        [yes] A message from { $object } to { $recipient } was put into a mailbox
       *[no] A message to { $recipient } was put into a mailbox
    }
   *[no] A message was put into a mailbox
}
act-message-ingest-spam = { $has-recipient ->
    [yes] { $has-object ->
        [yes] A message from { $object } to { $recipient } was put into a mailbox as spam
       *[no] A message to { $recipient } was put into a mailbox as spam
    }
   *[no] A message was put into a mailbox as spam
}
act-delivery-delivered = { $has-recipient ->
    [yes] { $has-object ->
        [yes] A message from { $object } to { $recipient } was taken by its receiver’s server
       *[no] A message to { $recipient } was taken by its receiver’s server
    }
   *[no] A message was taken by its receiver’s server
}
act-delivery-completed = { $has-recipient ->
    [yes] { $has-object ->
        [yes] A message from { $object } to { $recipient } is delivered, or given up
       *[no] A message to { $recipient } is delivered, or given up
    }
   *[no] A message is delivered, or given up
}
act-delivery-failed = { $has-recipient ->
    [yes] { $has-object ->
        [yes] A message from { $object } to { $recipient } couldn’t be delivered yet
       *[no] A message to { $recipient } couldn’t be delivered yet
    }
   *[no] A message couldn’t be delivered yet
}
act-delivery-dsn-success = { $has-recipient ->
    [yes] { $has-object ->
        [yes] A message from { $object } to { $recipient } was reported as delivered
       *[no] A message to { $recipient } was reported as delivered
    }
   *[no] A message was reported as delivered
}
act-delivery-dsn-temp-fail = { $has-recipient ->
    [yes] { $has-object ->
        [yes] A message from { $object } to { $recipient } was reported as late
       *[no] A message to { $recipient } was reported as late
    }
   *[no] A message was reported as late
}
act-delivery-dsn-perm-fail = { $has-recipient ->
    [yes] { $has-object ->
        [yes] A message from { $object } to { $recipient } went back as undeliverable
       *[no] A message to { $recipient } went back as undeliverable
    }
   *[no] A message went back as undeliverable
}
act-limit-quota = { $target_known ->
    [yes] The mailbox of { $target } is full
   *[no] A mailbox is full
}

## Stalwart: the server

act-server-startup = { $target_known ->
    [yes] Stalwart was started on { $target }
   *[no] Stalwart was started
}
act-server-shutdown = { $target_known ->
    [yes] Stalwart was stopped on { $target }
   *[no] Stalwart was stopped
}
act-server-startup-error = { $target_known ->
    [yes] Stalwart couldn’t be started on { $target }
   *[no] Stalwart couldn’t be started
}
act-server-recovery-mode = { $target_known ->
    [yes] Stalwart was started in recovery mode on { $target }
   *[no] Stalwart was started in recovery mode
}
act-server-bootstrap-mode = { $target_known ->
    [yes] Stalwart was started for its first set-up on { $target }
   *[no] Stalwart was started for its first set-up
}
act-registry-build-error = { $target_known ->
    [yes] Stalwart couldn’t use a setting: { $target }
   *[no] Stalwart couldn’t use a setting
}
act-registry-write-error = { $target_known ->
    [yes] Stalwart couldn’t keep a setting: { $target }
   *[no] Stalwart couldn’t keep a setting
}
act-telemetry-webhook-error = { $target_known ->
    [yes] Stalwart couldn’t deliver events and may have dropped some: { $target }
   *[no] Stalwart couldn’t deliver events and may have dropped some
}
act-telemetry-log-error = { $target_known ->
    [yes] Stalwart couldn’t write its log, which may have stopped: { $target }
   *[no] Stalwart couldn’t write its log, which may have stopped
}
act-telemetry-journal-error = { $target_known ->
    [yes] Stalwart couldn’t write to the system’s journal: { $target }
   *[no] Stalwart couldn’t write to the system’s journal
}
act-telemetry-otel-exporter-error = { $target_known ->
    [yes] Stalwart couldn’t export its telemetry: { $target }
   *[no] Stalwart couldn’t export its telemetry
}
