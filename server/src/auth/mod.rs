//! Who somebody is. OpenID Connect says it; what they may do comes from our own memberships.
//!
//! The relation of the two sessions (ASVS 7.6.1): ours begins with a sign-in that a person started here, lives as long
//! as `[session]` says, or the tenant's settings where that is shorter, and ends when it is ended here, at the provider
//! (back-channel logout), or on `/me`. Nothing signs anybody in silently. Somebody of a partner gets a second session, on
//! the host of a tenant that lets them in, by a ticket from the first one (`entry`); the provider's session is the same,
//! and so its end is the end of both. Nobody sends them to sign in there, where only members can: `http/guest` says what
//! is over and leads back to the first one's host.

pub mod callback;
pub mod entry;
pub mod identify;
pub mod logout;
pub mod oidc;
pub mod pending;
pub mod sign_in;
pub mod token;
