# What happened, as sentences in the past tense: one message for each action. A dot in an action's name is a hyphen here.
# $actor and $target are always there, as a name or the beginning of an id. Of any other word, $has-word says whether the
# record knows it.

## OCIS: users and groups

act-user_created = { $actor } created user { $target }
act-user_deleted = { $actor } deleted user { $target }
act-user_feature_changed = { $has-features ->
    [yes] { $actor } changed { $features } of the user { $target }
   *[no] { $actor } changed user { $target }
}
act-group_created = { $actor } created group { $target }
act-group_deleted = { $actor } deleted group { $target }
act-group_member_added = { $has-member ->
    [yes] { $actor } added { $member } to group { $target }
   *[no] { $actor } added someone to group { $target }
}
act-group_member_removed = { $has-member ->
    [yes] { $actor } removed { $member } from group { $target }
   *[no] { $actor } removed someone from group { $target }
}

## OCIS: spaces

act-space_created = { $has-quota ->
    [yes] { $actor } created space { $target }, { $quota }
   *[no] { $actor } created space { $target }
}
act-space_renamed = { $has-new_name ->
    [yes] { $actor } renamed space { $target } to { $new_name }
   *[no] { $actor } renamed space { $target }
}
act-space_updated = { $has-quota ->
    [yes] { $actor } changed the settings of space { $target }, its quota is { $quota }
   *[no] { $actor } changed the settings of space { $target }
}
act-space_disabled = { $actor } disabled space { $target }
act-space_enabled = { $actor } enabled space { $target } again
act-space_deleted = { $actor } deleted space { $target } and what it held
act-space_shared = { $has-with ->
    [yes] { $with_kind ->
        [group] { $actor } gave group { $with } access to space { $target }
       *[user] { $actor } gave { $with } access to space { $target }
    }
   *[no] { $actor } shared space { $target }
}
act-space_unshared = { $has-with ->
    [yes] { $with_kind ->
        [group] { $actor } took access to space { $target } away from group { $with }
       *[user] { $actor } took access to space { $target } away from { $with }
    }
   *[no] { $actor } stopped sharing space { $target }
}

## OCIS: files

act-container_create = { $actor } created folder { $target }
act-file_create = { $actor } saved { $target }
act-file_rename = { $has-old_path ->
    [yes] { $actor } moved { $old_path } to { $target }
   *[no] { $actor } moved { $target }
}
act-file_delete = { $actor } moved { $target } to the trash
act-file_trash_delete = { $has-space_name ->
    [yes] { $actor } deleted something from the trash of { $space_name } for good
   *[no] { $actor } deleted something from the trash for good
}
act-file_trash_restore = { $actor } restored { $target } from the trash
act-file_version_restore = { $actor } restored an older version of { $target }
act-file_read = { $actor } opened { $target }

## OCIS: shares and links

act-file_shared = { $target_kind ->
    [link] { $actor } made a public link to { $target }
   *[file] { $has-with ->
        [yes] { $with_kind ->
            [group] { $actor } shared { $target } with group { $with }
           *[user] { $actor } shared { $target } with { $with }
        }
       *[no] { $actor } shared { $target }
    }
}
act-file_unshared = { $target_known ->
    [yes] { $target_kind ->
        [link] { $actor } removed a public link to { $target }
       *[share] { $actor } stopped sharing { $target }
    }
   *[no] { $actor } removed { $target }
}
act-share_updated = { $actor } changed a share of { $target }
act-share_permission_updated = { $actor } changed what a public link to { $target } allows
act-share_name_updated = { $has-new_name ->
    [yes] { $actor } renamed a public link to { $target }: { $new_name }
   *[no] { $actor } renamed a public link to { $target }
}
act-share_password_updated = { $actor } changed the password of a public link to { $target }
act-share_expiration_updated = { $actor } changed when a public link to { $target } ends
act-share_accepted = { $actor } accepted a share of { $target }
act-share_declined = { $actor } declined a share of { $target }
act-share_pending = { $actor } hid a share of { $target }
act-public_link_accessed = { $actor } came by a public link to { $target }
act-science_mesh_invite_token_generated = { $has-recipient ->
    [yes] { $actor } invited { $recipient } from another cloud
   *[no] { $actor } made an invitation for another cloud
}

## OCIS: signing in

act-user_signed_in = { $actor } signed in to OCIS
act-backchannel_logout = A session in OCIS was ended by the identity provider

## The platform

act-session-start = { $actor } signed in
act-session-end = { $target_kind ->
    [session] { $actor } ended a session of their own
   *[person] { $actor } signed out
}
act-session-refused = { $actor } was refused at the sign-in
act-session-logout = The identity provider ended a session of { $target }
act-tenant-create = { $actor } created tenant { $target }
act-tenant-brand = { $actor } changed the brand of tenant { $target }
act-object-attribute = { $has-object ->
    [yes] { $actor } said that { $object } belongs to { $target }
   *[no] { $actor } said what belongs to { $target }
}
act-grant = { $has-role ->
    [yes] { $actor } gave { $target } the role { $role }
   *[no] { $actor } gave { $target } a role
}
act-access-refused = { $actor } asked for { $target } and was refused
act-access-failed = { $actor } asked for { $target } and it was not done
act-gap = Records were lost before they were read

## The platform: tenants

act-tenant-suspend = { $actor } suspended tenant { $target }
act-tenant-resume = { $actor } resumed tenant { $target }
act-tenant-extend = { $actor } changed what tenant { $target } has
act-tenant-close = { $actor } began to close tenant { $target }
act-tenant-delete = { $actor } had tenant { $target } deleted
act-tenant-deleted = Tenant { $target } was deleted in every system
act-hostname-add = { $has-object ->
    [yes] { $actor } added host name { $object } to { $target }
   *[no] { $actor } added host name { $target }
}
act-hostname-verify = { $has-object ->
    [yes] { $actor } verified host name { $object } of { $target }
   *[no] { $actor } verified host name { $target }
}
act-hostname-remove = { $has-object ->
    [yes] { $actor } removed host name { $object } from { $target }
   *[no] { $actor } removed host name { $target }
}
act-secrets-rotate = { $actor } sealed the stored secrets with a new key

## The platform: provisioning. An object is told with what it is and where.

act-provision-step = { $has-object ->
    [yes] { $standing ->
        [cut] { $actor } cut the access for { $target }: { $object }
        [gone] { $actor } removed { $object } of { $target }
       *[present] { $actor } set up { $object } for { $target }
    }
   *[no] { $actor } did a step of the provisioning of { $target }
}
act-provision-failed = { $has-object ->
    [yes] { $actor } couldn’t set up { $object } for { $target }
   *[no] { $actor } couldn’t finish a step for { $target }
}
act-provision-drift = { $has-object ->
    [yes] { $actor } found { $object } of { $target } not as wanted
   *[no] { $actor } found something of { $target } not as wanted
}
act-provision-repair = { $has-object ->
    [yes] { $actor } repaired { $object } of { $target }
   *[no] { $actor } repaired what differed of { $target }
}
act-provision-again = { $actor } had the provisioning of { $target } tried again
act-provision-cancel = { $actor } cancelled the provisioning of { $target }
act-provision-look = { $actor } had { $target } looked at again
act-provision-repair_asked = { $actor } asked for a repair of { $target }
act-provision-pause = { $actor } paused the provisioning of { $target }
act-provision-resume = { $actor } let the provisioning of { $target } go on

## The platform: people

act-member-add = { $has-role ->
    [yes] { $actor } added { $target } with the role { $role }
   *[no] { $actor } added { $target }
}
act-member-role = { $has-role ->
    [yes] { $actor } changed the role of { $target } to { $role }
   *[no] { $actor } changed the role of { $target }
}
act-member-suspend = { $actor } suspended { $target }
act-member-resume = { $actor } resumed { $target }
act-member-remove = { $actor } removed { $target }
act-member-sessions = { $actor } ended all sessions of { $target }
act-member-second_factor = { $actor } reset the second factor of { $target }
act-member-invite = { $actor } had another invitation sent to { $target }
act-member-accept = { $actor } accepted the invitation
act-member-invited = { $actor } sent the invitation to { $target }

## What has no sentence of its own

act-tried = { $actor } tried { $action } on { $target }
act-unknown = { $actor } did { $action } on { $target }

## Who, and what, where a record has no name

who-someone = Someone
who-a-service = A service
who-user = Unknown account { $id }
who-service = Service { $id }
service-command-line = The command line
service-identity-provider = The identity provider
service-provisioning = Provisioning
service-provisioner = Provisioning
service-invitations = The mail of invitations
service-watch = Watching the engines
short-user = user { $id }
short-file = file { $id }
short-folder = folder { $id }
short-node = file { $id }
short-share = share { $id }
short-link = link { $id }
short-space = space { $id }
short-group = group { $id }
nameless = (no name)

## What can be changed

field-displayname = name
field-email = email
field-accountEnabled = account
field-preferredLanguage = language
field-roleChanged = role
field-passwordChanged = password
field-password = password
field-name = name
field-slug = address
field-domain = domain
field-subject = id at the sign-in service
field-accent = colour
field-role = role
field-quota = quota
field-description = description
field-logo = logo
field-logo_dark = logo for dark grounds
field-support = help link

act-source-pause = { $actor } paused reading { $target }
act-source-resume = { $actor } let { $target } be read again
act-quarantine-read = { $actor } had a quarantined record read after all
act-quarantine-view = { $actor } looked at a quarantined record
act-quarantine-discard = { $actor } let a quarantined record go
act-source-watch = { $actor } had { $target } tell Dezky what happens there
act-audit-read = { $actor } read the timeline
act-audit-export = { $actor } exported the timeline
