//! Which rules are on, and who is told. Secrets aren't known here.

use dezky_domain::alert::{Rule, Settings};
use leptos::prelude::*;

use crate::{
    text::{Fill, Text},
    ui::{Status, Tone, alert::rule, provision::told, source_name},
};

pub(super) fn settings(text: Text, set: &Settings) -> impl IntoView + use<> {
    let silent: Vec<String> = set
        .silent
        .iter()
        .map(|(source, minutes)| match minutes {
            0 => text.with("alert-silent-never", [("source", source_name(text, *source).into())]),
            minutes => {
                let minutes = Fill::Number(u64::from(*minutes));
                text.with("alert-silent-minutes", [("source", source_name(text, *source).into()), ("minutes", minutes)])
            }
        })
        .collect();
    let heard = set.silent.iter().any(|(_, minutes)| *minutes > 0);
    let (most, minutes) = set.failed_sign_ins;
    let tried =
        text.with("alert-sign-ins", [("count", u64::from(most).into()), ("minutes", u64::from(minutes).into())]);
    let rules = set.rules.iter().map(|(one, on)| (*one, *on, String::new()));
    let rows = [(Rule::SourceSilent, heard, silent.join(", ")), (Rule::FailedSignIns, most > 0, tried)];
    let rows = rows.into_iter().chain(rules).map(|(one, on, detail)| {
        let (tone, word) = if on { (Tone::Ok, "alert-on") } else { (Tone::Off, "alert-off") };
        let detail = (on && !detail.is_empty()).then(|| view! { <p class="small muted">{detail}</p> });
        view! { <div><dt>{rule(text, one)}</dt><dd><Status tone word=text.say(word)/>{detail}</dd></div> }
    });
    let rows = rows.collect_view();
    let mail: Vec<String> = set.mail.iter().map(|to| told(to, 120)).collect();
    let mail = if mail.is_empty() { text.say("alert-nobody") } else { mail.join(", ") };
    let hook = set.webhook.as_deref().map_or_else(|| text.say("alert-nowhere"), |origin| told(origin, 120));
    let quiet = text.with("alert-quiet-minutes", [("minutes", u64::from(set.quiet_minutes).into())]);
    view! {
        <section class="panel">
            <header>
                <h2>{text.say("alerts-watched")}</h2>
                <span class="muted small">{text.say("alerts-watched-about")}</span>
            </header>
            <div class="pad">
                <dl class="props">
                    {rows}
                    <div><dt>{text.say("alert-quiet")}</dt><dd>{quiet}</dd></div>
                    <div><dt>{text.say("alert-letters")}</dt><dd>{mail}</dd></div>
                    <div><dt>{text.say("channel-webhook")}</dt><dd>{hook}</dd></div>
                </dl>
            </div>
        </section>
    }
}
