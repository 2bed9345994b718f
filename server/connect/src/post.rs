//! Letters: by SMTP, or as files in a folder on a developer's machine. What a letter holds may open somebody's account,
//! so it is never logged.

use std::{fmt, path::PathBuf, time::Duration};

use dezky_domain::provision::{Trouble, TroubleKind};
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Mailbox, MultiPart, header::HeaderName},
    transport::smtp::Error as SmtpError,
};
use secrecy::{ExposeSecret as _, SecretString};

use crate::engine::trouble;

/// A letter to one address.
#[derive(Debug)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub plain: SecretString,
    pub html: SecretString,
    /// Stands in its Message-ID: the same letter sent twice is one to the reader's mail program.
    pub id: String,
}

/// How letters leave.
#[derive(Clone)]
pub struct Post {
    way: Way,
    from: Option<Mailbox>,
}

#[derive(Clone)]
enum Way {
    Off,
    Folder(PathBuf),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

impl fmt::Debug for Post {
    /// The address of the server may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.way {
            Way::Off => "Post(off)",
            Way::Folder(_) => "Post(folder)",
            Way::Smtp(_) => "Post(smtp)",
        })
    }
}

impl Post {
    /// `url` is `smtp://…`, `smtps://…`, `file:///folder`, or empty for none; `from` is `Name <address>`.
    ///
    /// # Errors
    /// What is wrong with either, without the password.
    pub fn new(url: &SecretString, from: &str) -> Result<Self, String> {
        let url = url.expose_secret();
        if url.is_empty() {
            return Ok(Self { way: Way::Off, from: None });
        }
        let from = Some(from.parse::<Mailbox>().map_err(|error| format!("mail.from: {error}"))?);
        if let Some(folder) = url.strip_prefix("file://") {
            return Ok(Self { way: Way::Folder(PathBuf::from(folder)), from });
        }
        let smtp = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| "mail.url: smtp://user:password@host:587?tls=required was expected".to_owned())?;
        Ok(Self { way: Way::Smtp(smtp.timeout(Some(Duration::from_secs(15))).build()), from })
    }

    #[must_use]
    pub const fn is_off(&self) -> bool {
        matches!(self.way, Way::Off)
    }

    /// # Errors
    /// `Rejected` for a wrong address, for what the server refuses for good, and while no server is configured.
    pub async fn send(&self, letter: Letter) -> Result<(), Trouble> {
        let rejected = |detail: &str| trouble(TroubleKind::Rejected, None, detail);
        let Some(from) = &self.from else { return Err(rejected("mail.url is empty: no letters are sent")) };
        let to: Mailbox = letter.to.parse().map_err(|_| rejected("not an address that a letter can go to"))?;
        let domain = from.email.domain().to_owned();
        let auto = HeaderName::new_from_ascii("Auto-Submitted".to_owned()).map_err(|_| rejected("header"))?;
        let mut message = Message::builder()
            .from(from.clone())
            .to(to)
            .subject(letter.subject)
            .message_id(Some(format!("<{}@{domain}>", letter.id)))
            .multipart(MultiPart::alternative_plain_html(
                letter.plain.expose_secret().to_owned(),
                letter.html.expose_secret().to_owned(),
            ))
            .map_err(|error| rejected(&error.to_string()))?;
        // Nobody's holiday notice answers it (RFC 3834).
        message.headers_mut().insert_raw(lettre::message::header::HeaderValue::new(auto, "auto-generated".to_owned()));
        match &self.way {
            Way::Off => Err(rejected("mail.url is empty: no letters are sent")),
            Way::Folder(folder) => {
                let unreachable = |error: std::io::Error| trouble(TroubleKind::Unreachable, None, &error.to_string());
                tokio::fs::create_dir_all(folder).await.map_err(unreachable)?;
                let path = folder.join(format!("{}.eml", letter.id));
                tokio::fs::write(path, message.formatted()).await.map_err(unreachable)
            }
            Way::Smtp(smtp) => smtp.send(message).await.map(drop).map_err(|error| told(&error)),
        }
    }

    /// Whether the server is there and takes our credentials.
    ///
    /// # Errors
    /// `Unreachable`, `Credentials`.
    pub async fn check(&self) -> Result<(), Trouble> {
        match &self.way {
            Way::Off | Way::Folder(_) => Ok(()),
            Way::Smtp(smtp) => match smtp.test_connection().await {
                Ok(true) => Ok(()),
                Ok(false) => Err(trouble(TroubleKind::Unreachable, None, "the mail server doesn't answer")),
                Err(error) => Err(told(&error)),
            },
        }
    }
}

/// A server's word for good, for now, or none at all.
fn told(error: &SmtpError) -> Trouble {
    let status = error.status().map(u16::from);
    let kind = if error.is_permanent() {
        match status {
            Some(530 | 534 | 535 | 538) => TroubleKind::Credentials,
            _ => TroubleKind::Rejected,
        }
    } else if error.is_timeout() {
        TroubleKind::Timeout
    } else if error.is_transient() {
        TroubleKind::Server
    } else {
        TroubleKind::Unreachable
    };
    trouble(kind, status, &error.to_string())
}
