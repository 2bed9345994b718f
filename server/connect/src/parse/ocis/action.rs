//! Every action that is known, in one place.

use dezky_domain::audit::Class;

/// What a record is about, which decides how it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing changed; counted and not kept.
    Read,
    SignIn,
    User,
    Group,
    Member,
    Space,
    /// Somebody was let into a space, or put out of it.
    Grant,
    File,
    Folder,
    /// A link or share was made. It has no id yet, or only in the message.
    Shared,
    /// A link or share was changed or removed.
    Share,
    /// A share was taken or refused by who it is for.
    Received,
    Invitation,
    Unknown,
}

impl Kind {
    pub(super) const fn class(self) -> Class {
        match self {
            Self::SignIn => Class::Security,
            Self::Unknown => Class::Unknown,
            _ => Class::Mutation,
        }
    }
}

/// facts/ocis.md §3, all of which OCIS 7.1 registers; the last two only reach the older shape.
pub const ACTIONS: &[(&str, Kind)] = &[
    ("user_created", Kind::User),
    ("user_deleted", Kind::User),
    ("user_feature_changed", Kind::User),
    ("group_created", Kind::Group),
    ("group_deleted", Kind::Group),
    ("group_member_added", Kind::Member),
    ("group_member_removed", Kind::Member),
    ("space_created", Kind::Space),
    ("space_renamed", Kind::Space),
    ("space_updated", Kind::Space),
    ("space_disabled", Kind::Space),
    ("space_enabled", Kind::Space),
    ("space_deleted", Kind::Space),
    ("space_shared", Kind::Grant),
    ("space_unshared", Kind::Grant),
    ("container_create", Kind::Folder),
    ("file_create", Kind::File),
    ("file_rename", Kind::File),
    ("file_delete", Kind::File),
    ("file_trash_delete", Kind::File),
    ("file_trash_restore", Kind::File),
    ("file_version_restore", Kind::File),
    ("file_shared", Kind::Shared),
    ("file_unshared", Kind::Share),
    (SHARE_UPDATED, Kind::Share),
    ("share_permission_updated", Kind::Share),
    ("share_name_updated", Kind::Share),
    ("share_password_updated", Kind::Share),
    ("share_expiration_updated", Kind::Share),
    ("share_accepted", Kind::Received),
    ("share_declined", Kind::Received),
    (SHARE_PENDING, Kind::Received),
    ("science_mesh_invite_token_generated", Kind::Invitation),
    ("file_read", Kind::Read),
    ("public_link_accessed", Kind::Read),
    ("user_signed_in", Kind::SignIn),
    ("backchannel_logout", Kind::SignIn),
];

/// Every update of a user's or group's share has an empty action (facts/ocis.md §2.2).
pub(super) const SHARE_UPDATED: &str = "share_updated";
/// And so has a share that its receiver set back, which has no message either.
pub(super) const SHARE_PENDING: &str = "share_pending";
pub(super) const UNKNOWN: &str = "unknown";

pub(super) fn kind(action: &str) -> Kind {
    ACTIONS.iter().find(|(known, _)| *known == action).map_or(Kind::Unknown, |(_, kind)| *kind)
}

/// The action of reva's event name: mostly its snake case (facts/ocis.md §3).
pub(super) fn of_event(name: &str) -> String {
    let word = match name {
        "ShareCreated" | "LinkCreated" => "file_shared",
        "ShareRemoved" | "LinkRemoved" => "file_unshared",
        "ShareUpdated" | "LinkUpdated" => SHARE_UPDATED,
        "ReceivedShareUpdated" => SHARE_PENDING,
        "ContainerCreated" => "container_create",
        "FileUploaded" => "file_create",
        "FileDownloaded" => "file_read",
        "ItemMoved" => "file_rename",
        "ItemTrashed" => "file_delete",
        "ItemPurged" => "file_trash_delete",
        "ItemRestored" => "file_trash_restore",
        "FileVersionRestored" => "file_version_restore",
        "LinkAccessed" | "LinkAccessFailed" => "public_link_accessed",
        other => return snake(other),
    };
    word.to_owned()
}

fn snake(name: &str) -> String {
    let mut word = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !word.is_empty() && !word.ends_with('_') {
            word.push('_');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_action_is_listed_twice() {
        let words: std::collections::BTreeSet<_> = ACTIONS.iter().map(|(word, _)| word).collect();
        assert_eq!(words.len(), ACTIONS.len());
    }

    #[test]
    fn an_events_name_is_an_action() {
        for name in [
            "UserCreated",
            "UserDeleted",
            "UserFeatureChanged",
            "GroupCreated",
            "GroupDeleted",
            "GroupMemberAdded",
            "GroupMemberRemoved",
            "SpaceCreated",
            "SpaceRenamed",
            "SpaceUpdated",
            "SpaceDisabled",
            "SpaceEnabled",
            "SpaceDeleted",
            "SpaceShared",
            "SpaceUnshared",
            "ContainerCreated",
            "FileUploaded",
            "ItemMoved",
            "ItemTrashed",
            "ItemPurged",
            "ItemRestored",
            "FileVersionRestored",
            "ShareCreated",
            "LinkCreated",
            "ShareRemoved",
            "LinkRemoved",
            "ShareUpdated",
            "LinkUpdated",
            "ReceivedShareUpdated",
            "LinkAccessed",
            "LinkAccessFailed",
            "FileDownloaded",
            "ScienceMeshInviteTokenGenerated",
            "UserSignedIn",
        ] {
            assert_ne!(kind(&of_event(name)), Kind::Unknown, "{name}");
        }
        assert_eq!(of_event("PostprocessingFinished"), "postprocessing_finished");
        assert_eq!(kind("postprocessing_finished"), Kind::Unknown);
    }
}
