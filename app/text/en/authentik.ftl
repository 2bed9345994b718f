# Authentik’s events as sentences, and what its things are called. Most people who read them have never opened
# Authentik: a user is a person, a binding is who may come in.

class-noise = Housekeeping

## What was added, changed and removed

act-model_created = { $target_kind ->
    [user] { $actor } added the person { $target }
    [group] { $actor } added the group { $target }
    [application] { $actor } added the application { $target }
    [provider] { $actor } added the sign-in settings { $target }
    [brand] { $actor } added the sign-in page { $target }
    [policybinding] { $actor } decided who may use an application: { $target }
    [role] { $actor } added the role { $target }
    [permission] { $actor } gave a role more rights
    [token] { $actor } made the access key { $target }
    [invitation] { $actor } made the invitation { $target }
   *[other] { $actor } added { $target }
}
act-model_updated = { $call ->
    [add_user] { $actor } added someone to the group { $target }
    [remove_user] { $actor } removed someone from the group { $target }
    [set_password] { $actor } set a new password for { $target }
   *[other] { $target_kind ->
        [user] { $actor } changed the person { $target }
        [group] { $actor } changed the group { $target }
        [application] { $actor } changed the application { $target }
        [provider] { $actor } changed the sign-in settings { $target }
        [brand] { $actor } changed the sign-in page { $target }
        [policybinding] { $actor } changed who may use an application: { $target }
        [role] { $actor } changed the role { $target }
        [permission] { $actor } changed the rights of a role
        [token] { $actor } changed the access key { $target }
        [invitation] { $actor } changed the invitation { $target }
       *[other] { $actor } changed { $target }
    }
}
act-model_deleted = { $target_kind ->
    [user] { $actor } removed the person { $target }
    [group] { $actor } removed the group { $target }
    [application] { $actor } removed the application { $target }
    [provider] { $actor } removed the sign-in settings { $target }
    [brand] { $actor } removed the sign-in page { $target }
    [policybinding] { $actor } took away who may use an application: { $target }
    [role] { $actor } removed the role { $target }
    [permission] { $actor } took rights from a role
    [token] { $actor } removed the access key { $target }
    [invitation] { $actor } removed the invitation { $target }
   *[other] { $actor } removed { $target }
}

## Accounts and secrets

act-user_write = { $standing ->
    [own] { $actor } changed their own account
   *[other] { $actor } changed the account of { $target }
}
act-password_set = { $standing ->
    [own] { $actor } set a new password
   *[other] { $actor } set a new password for { $target }
}
act-secret_view = { $actor } looked at the secret { $target }
act-secret_rotate = { $actor } replaced the secret { $target }
act-invitation_used = { $actor } followed an invitation
act-source_linked = { $actor } linked their account with { $target }
act-impersonation_started = { $actor } began to act as { $target }
act-impersonation_ended = { $actor } stopped acting as someone else
act-email_sent = { $has-recipient ->
    [yes] Authentik sent an e-mail to { $recipient }
   *[no] Authentik sent an e-mail
}
act-export_ready = An export that { $actor } asked for is ready
act-review_initiated = A review of { $target } has begun
act-review_overdue = A review of { $target } is overdue
act-review_attested = { $actor } confirmed { $target } in a review
act-review_completed = A review of { $target } is complete
act-user_offboarded = { $actor } had the account of { $target } wound up
act-access_request_created = { $actor } asked for access to { $target }
act-access_request_approved = { $actor } granted access to { $target }
act-access_request_denied = { $actor } denied access to { $target }
act-access_request_revoked = { $actor } took back access to { $target }

## Signing in

act-login = { $actor } signed in
act-login_failed = A sign-in as { $target } failed
act-logout = { $actor } signed out
act-authorize_application = { $actor } signed in to { $target }
act-suspicious_request = Authentik refused a suspicious request of { $actor }

## What Authentik reports of itself

act-flow_execution = Authentik led { $actor } through a flow
act-policy_execution = Authentik checked a policy for { $actor }
act-policy_exception = A policy failed when Authentik checked it
act-property_mapping_exception = A property mapping failed in Authentik
act-system_task_execution = Authentik ran one of its own tasks
act-system_task_exception = One of Authentik’s own tasks failed
act-system_exception = Authentik ran into an error
act-configuration_error = Authentik reports an error in its configuration
act-configuration_warning = Authentik warns about its configuration
act-update_available = An update of Authentik is available
act-custom_ = { $actor } wrote an event into Authentik by hand
act-custom_notification_test = Authentik’s notifications were tested

## What things are called

target-kind-application = application
target-kind-provider = sign-in settings
target-kind-brand = sign-in page
target-kind-policybinding = who may come in
target-kind-role = role
target-kind-permission = right of a role
target-kind-token = access key
target-kind-invitation = invitation
target-kind-mail = e-mail
