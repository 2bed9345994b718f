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
    /// Several inputs are wrong, in the order of the form: two or more.
    #[error("{}", listed(.0))]
    Several(Vec<(&'static str, Why)>),
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
            Self::Invalid { .. } | Self::Several(_) => 422,
            Self::SignedOut => 401,
            Self::Denied => 403,
            Self::Missing => 404,
            Self::Conflict { .. } => 409,
            Self::Busy => 429,
            Self::Upstream { .. } => 502,
            Self::Fault => 500,
        }
    }

    /// The fields of a form that it is about, and why; none where it is no word about an input.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, Why)> {
        match self {
            Self::Invalid { field, why } | Self::Conflict { field, why } => vec![(field, *why)],
            Self::Several(wrong) => wrong.clone(),
            _ => Vec::new(),
        }
    }

    /// The same of a form that calls its fields otherwise.
    #[must_use]
    pub fn renamed(self, name: impl Fn(&'static str) -> &'static str) -> Self {
        match self {
            Self::Invalid { field, why } => Self::Invalid { field: name(field), why },
            Self::Several(wrong) => Self::Several(wrong.into_iter().map(|(field, why)| (name(field), why)).collect()),
            other => other,
        }
    }
}

fn listed(wrong: &[(&str, Why)]) -> String {
    wrong.iter().map(|(field, why)| format!("{field}: {why}")).collect::<Vec<_>>().join(", ")
}

/// What was read of two inputs. Where both are wrong a form says so of both at once.
///
/// # Errors
/// What either says; `Several` for two that are about inputs.
pub fn both<A, B>(one: Result<A>, other: Result<B>) -> Result<(A, B)> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(error), Ok(_)) | (Ok(_), Err(error)) => Err(error),
        (Err(one), Err(other)) => {
            let wrong = [one.fields(), other.fields()];
            match wrong.each_ref().map(Vec::is_empty) {
                [false, false] => Err(AppError::Several(wrong.concat())),
                [true, _] => Err(one),
                [false, true] => Err(other),
            }
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

    /// This field's error, unless it is `fine`.
    ///
    /// # Errors
    /// `Invalid`.
    pub const fn unless(self, fine: bool, field: &'static str) -> Result<()> {
        if fine { Ok(()) } else { Err(self.at(field)) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_hears_of_all_that_is_wrong() {
        let wrong = |field| -> Result<()> { Err(Why("w").at(field)) };
        assert_eq!(both(Ok(1), Ok("x")), Ok((1, "x")));
        assert_eq!(both(Ok(1), wrong("b")), Err(Why("w").at("b")));
        let all = both(both(both(wrong("a"), Ok(1)), wrong("c")), wrong("d")).unwrap_err();
        let fields: Vec<_> = all.fields().into_iter().map(|(field, _)| field).collect();
        assert_eq!((fields, all.status(), &*all.to_string()), (vec!["a", "c", "d"], 422, "a: w, c: w, d: w"));
        let renamed = all.renamed(|field| if field == "c" { "owner" } else { field });
        assert_eq!(renamed.fields()[1].0, "owner");
        // What is no word about an input goes first.
        let denied: Result<()> = Err(AppError::Denied);
        assert_eq!(both(wrong("a"), denied.clone()), Err(AppError::Denied));
        assert_eq!(both(denied, wrong("a")), Err(AppError::Denied));
    }
}
