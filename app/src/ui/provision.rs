//! Provisioning in words: what an object is called, how far it is, what went wrong. What engines said is shown as text,
//! with everything visible that would steer the line.

use dezky_domain::{
    audit::Source,
    provision::{Kind, ResourceName, RunState, StepState, Trouble},
};

use super::{Tone, shorten, source_name, visible};
use crate::text::Text;

/// As long as a name may be in a row.
const LONGEST: usize = 120;

/// `mailbox o.brink@acme.example`: in the middle of a sentence.
#[must_use]
pub fn thing(text: Text, kind: Kind, key: &str) -> String {
    let key = tidy(key);
    match (kind, key.rsplit_once('/')) {
        // A share's key is `<space's key>/<address>`, and a space's may have slashes of its own.
        (Kind::Share, Some((space, who))) => {
            text.with("thing-share-in", [("key", who.into()), ("space", space.into())])
        }
        _ => text.with(&format!("thing-{}", kind.word()), [("key", key.into())]),
    }
}

/// Who has to do it, as the subject of a sentence.
#[must_use]
pub fn system(text: Text, name: &ResourceName) -> String {
    match (name.system, name.kind) {
        (Source::Platform, Kind::Invitation | Kind::Notice) => text.say("mail-server"),
        (system, _) => source_name(text, system),
    }
}

/// What went wrong as a sentence, and the status where there was one.
#[must_use]
pub fn trouble(text: Text, name: &ResourceName, trouble: &Trouble) -> String {
    let said = text.with(&format!("trouble-{}", trouble.kind.word()), [("system", system(text, name).into())]);
    trouble.status.map_or_else(|| format!("{said}."), |status| format!("{said} ({status})."))
}

/// A tenant's provisioning in a word or two.
#[must_use]
pub fn run(text: Text, state: RunState) -> (Tone, String) {
    let tone = match state {
        RunState::Failed => Tone::Bad,
        RunState::Trying | RunState::Drifted => Tone::Warn,
        RunState::Working => Tone::Info,
        RunState::Paused | RunState::Cancelled => Tone::Off,
        RunState::AsWanted => Tone::Ok,
    };
    (tone, text.say(&format!("run-{}", state.word())))
}

/// The words of a knot on the line.
#[must_use]
pub fn step(text: Text, state: StepState) -> String {
    text.say(&format!("step-{}", state.word()))
}

/// An engine's words on one line, at most `most` characters.
#[must_use]
pub fn told(value: &str, most: usize) -> String {
    shorten(&visible(value.trim()), most)
}

fn tidy(text: &str) -> String {
    told(text, LONGEST)
}

#[cfg(test)]
mod tests {
    use dezky_domain::{language::Language, provision::TroubleKind};

    use super::*;

    const EN: Text = Text::new(Language::English);

    fn name(system: Source, kind: Kind, key: &str) -> ResourceName {
        ResourceName { system, kind, key: key.to_owned() }
    }

    #[test]
    fn a_share_is_told_by_who_and_where() {
        assert_eq!(
            thing(EN, Kind::Share, "project/acme/mara@acme.example"),
            "access of mara@acme.example to space project/acme"
        );
        assert_eq!(thing(EN, Kind::Mailbox, "mara@acme.example"), "mailbox mara@acme.example");
        assert_eq!(thing(EN, Kind::Group, "dz-acme\u{202e}\n"), "group dz-acme\u{fffd}");
    }

    #[test]
    fn trouble_names_the_system_and_the_status() {
        let busy = Trouble { kind: TroubleKind::TooMany, status: Some(429), detail: None, after: Some(18) };
        let mailbox = name(Source::Stalwart, Kind::Mailbox, "mara@acme.example");
        assert_eq!(trouble(EN, &mailbox, &busy), "Stalwart answered “too many requests” (429).");
        let gone = Trouble { kind: TroubleKind::Unreachable, status: None, detail: None, after: None };
        let letter = name(Source::Platform, Kind::Invitation, "mara@acme.example");
        assert_eq!(trouble(EN, &letter, &gone), "The mail server can’t be reached.");
    }

    #[test]
    fn every_word_has_its_text_in_every_language() {
        for language in Language::ALL {
            let text = Text::new(*language);
            for kind in Kind::ALL {
                assert!(thing(text, *kind, "key-of-it").contains("key-of-it"), "{language:?} {kind:?}");
            }
            for kind in TroubleKind::ALL {
                let trouble_ = Trouble { kind: *kind, status: Some(500), detail: None, after: None };
                let said = trouble(text, &name(Source::Ocis, Kind::Space, "acme"), &trouble_);
                assert!(said.contains("(500).") && !said.contains("trouble-"), "{said}");
            }
        }
    }
}
