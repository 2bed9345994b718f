//! The letter that lets somebody set their password, in their language, as text and as HTML.

use dezky_app::text::Text;
use dezky_connect::post::Letter;
use dezky_domain::language::Language;
use secrecy::{ExposeSecret as _, SecretString};

/// What the letter is about. `link` is a key to somebody's account: it goes into the letter and nowhere else.
#[derive(Debug)]
pub struct Invitation<'a> {
    pub platform: &'a str,
    pub workspace: &'a str,
    pub url: &'a str,
    pub name: &'a str,
    pub email: &'a str,
    pub to: &'a str,
    pub valid_days: u64,
    pub link: &'a SecretString,
    pub language: Language,
    pub id: &'a str,
}

#[must_use]
pub fn letter(invitation: &Invitation<'_>) -> Letter {
    let text = Text::new(invitation.language);
    let say = |key: &str| {
        text.with(
            key,
            [
                ("name", invitation.name.into()),
                ("workspace", invitation.workspace.into()),
                ("platform", invitation.platform.into()),
                ("email", invitation.email.into()),
                ("days", invitation.valid_days.into()),
            ],
        )
    };
    let link = invitation.link.expose_secret();
    let hello = say("letter-hello");
    let paragraphs = [say("letter-invitation"), say("letter-invitation-sign-in"), say("letter-invitation-link")];
    let close = say("letter-ignore");
    let plain = format!(
        "{hello}\n\n{}\n\n{}\n{}\n\n{}\n{link}\n\n{close}\n",
        paragraphs[0], paragraphs[1], invitation.url, paragraphs[2]
    );
    let html = format!(
        "<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{subject}</title></head>\n\
         <body style=\"margin:0;background:#f6f8f8;color:#0f1d23;font:16px/24px system-ui,sans-serif\">\n\
         <div style=\"max-width:34rem;margin:0 auto;padding:32px 16px\">\n<p>{hello}</p>\n<p>{first}</p>\n\
         <p>{second}<br><a href=\"{url}\" style=\"color:#0b5a6b\">{url}</a></p>\n<p>{third}</p>\n\
         <p><a href=\"{link}\" style=\"display:inline-block;background:#0b5a6b;color:#ffffff;padding:10px 16px;\
         border-radius:3px;text-decoration:none;font-weight:600\">{button}</a></p>\n\
         <p style=\"color:#5f6d72;font-size:14px\">{close}</p>\n</div>\n</body></html>\n",
        language = invitation.language.word(),
        subject = escape(&say("letter-invitation-subject")),
        hello = escape(&hello),
        first = escape(&paragraphs[0]),
        second = escape(&paragraphs[1]),
        third = escape(&paragraphs[2]),
        url = escape(invitation.url),
        link = escape(link),
        button = escape(&say("letter-invitation-button")),
        close = escape(&close),
    );
    Letter {
        to: invitation.to.to_owned(),
        subject: say("letter-invitation-subject"),
        plain: SecretString::from(plain),
        html: SecretString::from(html),
        id: format!("invitation-{}", invitation.id),
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
