//! Typed ids. A tenant's id can't be handed where a person's is wanted. New ones are UUIDv7: they sort by the time
//! they were made at, which keeps indexes dense.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }

            /// A new id whose first 48 bits are `clock`'s milliseconds.
            #[cfg(feature = "server")]
            #[must_use]
            pub fn new(clock: &dyn crate::ctx::Clock) -> Self {
                Self(v7(clock.now()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A customer's workspace.
    TenantId;
    /// A human being who signs in, known by `iss` and `sub`; may belong to several tenants.
    PersonId;
    /// One browser's session. Not the secret in the cookie.
    SessionId;
    /// One entry of the timeline.
    EventId;
    /// A record that couldn't be read, kept with its bytes.
    QuarantineId;
    /// One incarnation of a followed file: a new one begins when the file is replaced or cut short.
    FileId;
    /// Durable work that was asked for in the transaction of the act that wants it.
    JobId;
    /// An object of an engine that a tenant shall have.
    ResourceId;
    /// What somebody must hear of.
    AlertId;
    /// One alert on its way to one address.
    DeliveryId;
    /// People of a tenant who belong together.
    GroupId;
    /// Something done to many people at once, row by row.
    BatchId;
    /// A link that a tenant's administrators put on its launcher.
    TileId;
    /// What everybody of a tenant, or of the platform, is told on the launcher.
    AnnouncementId;
    /// A company that runs workspaces for others.
    PartnerId;
    /// A tenant's word that a partner may act in it.
    GrantId;
    /// Somebody's wish to be let into a tenant.
    AccessRequestId;
    /// What somebody filters the timeline for again and again.
    ViewId;
}

#[cfg(feature = "server")]
fn v7(now: chrono::DateTime<chrono::Utc>) -> Uuid {
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, now.timestamp_subsec_nanos()))
}

/// Links a page, its log lines and its audit records. Ten characters of Crockford's base 32: easy to read out on the
/// phone.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestId(String);

impl RequestId {
    #[cfg(feature = "server")]
    #[must_use]
    pub fn random() -> Self {
        const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let bits: u64 = rand::random();
        Self((0..10).map(|place| char::from(ALPHABET[((bits >> (place * 5)) & 31) as usize])).collect())
    }

    /// Names work that no browser asked for, such as `ingest` or `cli`.
    #[must_use]
    pub fn named(name: &'static str) -> Self {
        Self(name.to_owned())
    }

    /// The request of what was asked for earlier and is done now.
    #[must_use]
    pub const fn kept(text: String) -> Self {
        Self(text)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
