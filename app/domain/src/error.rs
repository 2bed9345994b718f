//! The one error that leaves a service. It says what the person can do about it and holds nothing of the inside:
//! private causes are logged once, at the edge, with the request's reference.

use std::fmt;

use thiserror::Error;

use crate::audit::Source;

pub type Result<T, E = AppError> = std::result::Result<T, E>;

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AppError {
    /// The input is wrong: which field, and why, as the key of a text.
    #[error("{field}: {why}")]
    Invalid { field: &'static str, why: Why },
    /// Nobody is signed in (401; a page leads to the sign-in).
    #[error("sign in first")]
    SignedOut,
    /// Signed in, but the role doesn't have this right (403).
    #[error("not allowed")]
    Denied,
    /// Not there, or in a tenant that isn't the caller's (404): the two can't be told apart.
    #[error("nothing here")]
    Missing,
    /// Somebody else was faster, or it exists already (409).
    #[error("{field}: {why}")]
    Conflict { field: &'static str, why: Why },
    /// Too many requests from here (429).
    #[error("too many requests")]
    Busy,
    /// Another system doesn't answer as it should (502).
    #[error("{} does not answer", .system.name())]
    Upstream { system: Source },
    /// Something broke on our side (500); the log knows the reference.
    #[error("internal error")]
    Fault,
}

impl AppError {
    /// The HTTP status that says the same.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Invalid { .. } => 422,
            Self::SignedOut => 401,
            Self::Denied => 403,
            Self::Missing => 404,
            Self::Conflict { .. } => 409,
            Self::Busy => 429,
            Self::Upstream { .. } => 502,
            Self::Fault => 500,
        }
    }
}

/// The key of the sentence that explains what is wrong, as it stands in the Fluent files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Why(pub &'static str);

impl Why {
    /// This field's error.
    #[must_use]
    pub const fn at(self, field: &'static str) -> AppError {
        AppError::Invalid { field, why: self }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
