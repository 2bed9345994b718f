//! A record that couldn't be read, with its bytes. Nothing says whose it is, so only an operator sees it; secrets were
//! replaced before it was stored.

use dezky_domain::{
    AppError,
    access::Action,
    source::{Quarantined, Unreadable},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use crate::{
    Backend,
    api::{
        answer::PRESSED,
        sources::{DiscardRecord, ReadAgain, ReadAlike},
    },
    backend::load,
    text::Text,
    ui::{Act, Desk, Field, Note, Shape, Tick, Tone, Weight, amount, field::Kept, source_name, visible, visible_block},
};

/// As many bytes as the dump shows.
const DUMPED: usize = 512;

#[component]
pub fn Quarantine() -> impl IntoView {
    load(|backend: Backend| async move {
        let id = backend.path.rsplit('/').next().and_then(|id| id.parse().ok());
        let record = match id {
            Some(id) => backend.services.sources.quarantined(&backend.ctx, id).await?,
            // Who may not look learns nothing of which ids there are.
            None => {
                return Err(backend.ctx.require(Action::ReadQuarantine).err().unwrap_or(AppError::Missing));
            }
        };
        let text = backend.text;
        let left = backend.left().await;
        let wrong = Kept::new(left.clone().filter(|left| left.form == PRESSED), text).any();
        let kept = Kept::new(left.filter(|left| left.form == "discard"), text);
        let kept_whole = record.is_whole();
        // Half a line stays half a line, whatever Dezky learns.
        let whole = record.is_whole() && record.reason != Unreadable::CutOff;
        let settled = record.settled.clone();
        let settle = (settled.is_none() && backend.ctx.may(Action::ManageSources))
            .then(|| view! { <Settle text id=record.id.to_string() whole kept/> });
        let title = text.say("quarantine-title");
        let crumbs = vec![(text.say("sources-title"), "/operator/sources".to_owned())];
        let Quarantined { source, seen, position, reason, length, bytes, sha256, .. } = record;
        let when = backend.when;
        let seen = (
            when.machine(seen),
            format!("{}, {} {}", when.full_day(when.date(seen)), when.second(seen), when.zone(seen)),
        );
        let shown = !kept_whole;
        let shown =
            shown.then(|| text.with("quarantine-first", [("bytes", amount::bytes(text, bytes.len() as u64).into())]));
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() crumbs>
                <div class="head"><div><h1>{title}</h1><p>{text.say(&format!("unreadable-{}", reason.word()))}</p></div></div>
                {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
                {settled.map(|settled| {
                    let at = format!("{}, {}", when.full_day(when.date(settled.at)), when.minute(settled.at));
                    let title = match settled.by {
                        None => text.with("quarantine-was-read", [("at", at.into())]),
                        Some(by) => text.with("quarantine-was-discarded", [("at", at.into()), ("by", visible(&by).into()), ("why", visible(&settled.how).into())]),
                    };
                    view! { <Note tone=Tone::Info title/> }
                })}
                <section class="panel pad">
                    <h2>{text.say("event-facts")}</h2>
                    <dl class="prop">
                        <dt>{text.say("fact-source")}</dt>
                        <dd><span class="src"><Shape source/>{source_name(text, source)}</span></dd>
                        <dt>{text.say("fact-seen")}</dt>
                        <dd><time datetime=seen.0>{seen.1}</time></dd>
                        <dt>{text.say("fact-position")}</dt>
                        <dd class="mono">{visible(&position)}</dd>
                        <dt>{text.say("fact-length")}</dt>
                        <dd>{amount::bytes(text, length)}</dd>
                        <dt>"SHA-256"</dt>
                        <dd class="mono">{sha256}</dd>
                    </dl>
                </section>
                {settle}
                <section class="stack">
                    <h2>{text.say("quarantine-text")}</h2>
                    <p class="muted">{text.say("quarantine-about")}" "{shown}</p>
                    <pre class="raw" tabindex="0" role="region" aria-label=text.say("quarantine-text")>
                        {visible_block(&String::from_utf8_lossy(&bytes))}
                    </pre>
                    <h2>{text.with("quarantine-hex", [("bytes", (DUMPED.min(bytes.len()) as u64).into())])}</h2>
                    <pre class="raw hex" tabindex="0" role="region" aria-label="hex">{dump(&bytes)}</pre>
                </section>
            </Desk>
        })
    })
}

/// What can be done about it: read it after an update of Dezky, or let it go.
#[component]
fn Settle(text: Text, id: String, whole: bool, kept: Kept) -> impl IntoView {
    let fields = vec![("id", id.clone())];
    view! {
        <section class="panel pad stack">
            <h2>{text.say("quarantine-settle")}</h2>
            <p class="muted">{text.say(if whole { "quarantine-again-about" } else { "quarantine-cut" })}</p>
            {whole.then(|| view! {
                <div class="row wrap">
                    <Act action=ReadAgain::PATH fields=fields.clone() word=text.say("quarantine-again") weight=Weight::Usual icon="arrow-clockwise-bold"/>
                    <Act action=ReadAlike::PATH fields word=text.say("quarantine-again-alike") weight=Weight::Quiet icon="arrow-clockwise-bold"/>
                </div>
            })}
            <form class="form" method="post" action=DiscardRecord::PATH novalidate=true>
                <input type="hidden" name="id" value=id/>
                <Field name="why" label=text.say("quarantine-why") hint=text.say("quarantine-why-hint") kept=kept.clone() autocomplete="off" maxlength=300/>
                <Tick name="alike" label=text.say("quarantine-alike") kept=kept.clone()/>
                <div class="row"><button class="btn danger">{text.say("quarantine-discard")}</button></div>
            </form>
        </section>
    }
}

/// Sixteen bytes a line: where, in hexadecimal, as characters.
fn dump(bytes: &[u8]) -> String {
    let lines = bytes[..bytes.len().min(DUMPED)].chunks(16).enumerate().map(|(at, line)| {
        let hex: String = line.iter().map(|byte| format!("{byte:02x} ")).collect();
        let shown = |byte: &u8| if byte.is_ascii_graphic() || *byte == b' ' { char::from(*byte) } else { '.' };
        let characters: String = line.iter().map(shown).collect();
        format!("{:08x}  {hex:<48} {characters}\n", at * 16)
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::dump;

    #[test]
    fn a_dump_says_where_what_and_how_it_looks() {
        assert_eq!(
            dump(b"{\"Action\":\x1b[31m\xff\n"),
            "00000000  7b 22 41 63 74 69 6f 6e 22 3a 1b 5b 33 31 6d ff  {\"Action\":.[31m.\n\
             00000010  0a                                               .\n"
        );
        assert_eq!(dump(&[0; 2_000]).lines().count(), 32);
    }
}
