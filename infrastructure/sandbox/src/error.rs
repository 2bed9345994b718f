//! What can stop the sandbox from starting or answering.

/// A fault of the sandbox itself; what a client did wrong is answered as Authentik answers it, and is no error here.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the directory of people cannot be read: {0}")]
    Directory(String),
    #[error("a development key cannot be used: {0}")]
    Key(String),
    #[error("the HTTP client for back-channel logout cannot be built: {0}")]
    Client(#[from] reqwest::Error),
    #[error("{what}: {cause}")]
    Io { what: String, cause: std::io::Error },
}

impl Error {
    /// Wraps an I/O error with what was being done.
    pub fn io(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.into();
        move |cause| Self::Io { what, cause }
    }
}
