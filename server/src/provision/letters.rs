//! The letters that Dezky writes, each in the reader's language, as text and as HTML.

use chrono::NaiveDate;
use dezky_app::{text::Text, when::When};
use dezky_connect::post::Letter;
use dezky_domain::language::Language;
use secrecy::{ExposeSecret as _, SecretString};

/// Lets somebody set their password. `link` is a key to their account: it goes into the letter and nowhere else.
#[derive(Debug)]
pub struct Invitation<'a> {
    pub platform: &'a str,
    pub workspace: &'a str,
    pub url: &'a str,
    pub name: &'a str,
    pub email: &'a str,
    pub to: &'a str,
    pub valid_days: u64,
    /// None for somebody who has a key already.
    pub link: Option<&'a SecretString>,
    pub language: Language,
    pub id: &'a str,
}

impl Invitation<'_> {
    fn say(&self, key: &str) -> String {
        Text::new(self.language).with(
            key,
            [
                ("name", self.name.into()),
                ("workspace", self.workspace.into()),
                ("platform", self.platform.into()),
                ("email", self.email.into()),
                ("days", self.valid_days.into()),
            ],
        )
    }
}

/// For who has a password and can't use it: somebody of their workspace had a key sent.
#[must_use]
pub fn recovery(recovery: &Invitation<'_>) -> Letter {
    let say = |key: &str| recovery.say(key);
    let mut blocks = vec![Block::Said(say("letter-hello")), Block::Said(say("letter-recovery"))];
    if let Some(link) = recovery.link {
        let (said, word) = (say("letter-invitation-link"), say("letter-recovery-button"));
        blocks.push(Block::Button { said, word, link: link.expose_secret() });
    }
    blocks.push(Block::Link { said: say("letter-recovery-sign-in"), link: recovery.url });
    blocks.push(Block::Small(say("letter-recovery-ignore")));
    let id = format!("recovery-{}", recovery.id);
    compose(recovery.language, recovery.to, say("letter-recovery-subject"), &blocks, id)
}

#[must_use]
pub fn invitation(invitation: &Invitation<'_>) -> Letter {
    let say = |key: &str| invitation.say(key);
    let hello = Block::Said(say("letter-hello"));
    let blocks = match invitation.link {
        Some(link) => vec![
            hello,
            Block::Said(say("letter-invitation")),
            Block::Link { said: say("letter-invitation-sign-in"), link: invitation.url },
            Block::Button {
                said: say("letter-invitation-link"),
                word: say("letter-invitation-button"),
                link: link.expose_secret(),
            },
            Block::Small(say("letter-ignore")),
        ],
        None => vec![hello, Block::Link { said: say("letter-welcome"), link: invitation.url }],
    };
    let id = format!("invitation-{}", invitation.id);
    compose(invitation.language, invitation.to, say("letter-invitation-subject"), &blocks, id)
}

/// Tells an owner that their workspace ends.
#[derive(Debug)]
pub struct Closing<'a> {
    pub platform: &'a str,
    pub workspace: &'a str,
    pub name: &'a str,
    pub to: &'a str,
    /// From when on the data may be destroyed.
    pub day: NaiveDate,
    pub language: Language,
    pub id: &'a str,
}

#[must_use]
pub fn closing(closing: &Closing<'_>) -> Letter {
    let text = Text::new(closing.language);
    let day = When::in_zone(chrono_tz::Tz::UTC, closing.language).full_day(closing.day);
    let say = |key: &str| {
        text.with(
            key,
            [
                ("name", closing.name.into()),
                ("workspace", closing.workspace.into()),
                ("platform", closing.platform.into()),
                ("day", day.as_str().into()),
            ],
        )
    };
    let blocks = ["letter-hello", "letter-closing", "letter-closing-until", "letter-closing-mistake"];
    let id = format!("closing-{}", closing.id);
    compose(closing.language, closing.to, say("letter-closing-subject"), &blocks.map(|key| Block::Said(say(key))), id)
}

/// A part of a letter.
pub(crate) enum Block<'a> {
    Said(String),
    /// A sentence and the address that it leads to.
    Link {
        said: String,
        link: &'a str,
    },
    /// A sentence and the one thing to do.
    Button {
        said: String,
        word: String,
        link: &'a str,
    },
    Small(String),
}

impl Block<'_> {
    fn plain(&self) -> String {
        match self {
            Self::Said(said) | Self::Small(said) => format!("{said}\n"),
            Self::Link { said, link } | Self::Button { said, link, .. } => format!("{said}\n{link}\n"),
        }
    }

    fn html(&self) -> String {
        match self {
            Self::Said(said) => format!("<p>{}</p>\n", escape(said)),
            Self::Link { said, link } => {
                let link = escape(link);
                format!("<p>{}<br><a href=\"{link}\" style=\"color:#0b5a6b\">{link}</a></p>\n", escape(said))
            }
            Self::Button { said, word, link } => format!(
                "<p>{}</p>\n<p><a href=\"{}\" style=\"display:inline-block;background:#0b5a6b;color:#ffffff;\
                 padding:10px 16px;border-radius:3px;text-decoration:none;font-weight:600\">{}</a></p>\n",
                escape(said),
                escape(link),
                escape(word)
            ),
            Self::Small(said) => format!("<p style=\"color:#5f6d72;font-size:14px\">{}</p>\n", escape(said)),
        }
    }
}

/// `id` names the letter: sent twice, it is one to the reader's mail program.
pub(crate) fn compose(language: Language, to: &str, subject: String, blocks: &[Block<'_>], id: String) -> Letter {
    let plain: Vec<String> = blocks.iter().map(Block::plain).collect();
    let html = format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\n\
         <body style=\"margin:0;background:#f6f8f8;color:#0f1d23;font:16px/24px system-ui,sans-serif\">\n\
         <div style=\"max-width:34rem;margin:0 auto;padding:32px 16px\">\n{}</div>\n</body></html>\n",
        language.word(),
        escape(&subject),
        blocks.iter().map(Block::html).collect::<String>(),
    );
    Letter {
        to: to.to_owned(),
        subject,
        plain: SecretString::from(plain.join("\n")),
        html: SecretString::from(html),
        id,
    }
}

fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
        out
    })
}
