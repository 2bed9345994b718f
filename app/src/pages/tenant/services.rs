//! Each service in one word: as wanted, being made, in trouble, not yet. A part of the page that is put in anew.

use dezky_domain::{
    audit::Source,
    provision::{Kind, Provisioning, Step, StepState},
};
use leptos::prelude::*;

use crate::{
    text::Text,
    ui::{Shape, Status, Tone},
};

#[component]
pub fn Services(text: Text, provisioning: Provisioning) -> impl IntoView {
    let Provisioning { steps, services, .. } = provisioning;
    let of = |system: Source| steps.iter().filter(move |step| step.name.system == system).collect::<Vec<_>>();
    let route = steps.iter().filter(|step| step.name.kind == Kind::Route).collect::<Vec<_>>();
    let rows = [
        (Source::Authentik, "service-of-identity", true, of(Source::Authentik)),
        (Source::Stalwart, "service-of-mail", services.mail, of(Source::Stalwart)),
        (Source::Ocis, "service-of-files", services.files, of(Source::Ocis)),
        (Source::Platform, "service-of-route", true, route),
    ];
    // Not every platform has it to offer.
    let chat = services.chat.then(|| (Source::Zulip, "service-of-chat", true, of(Source::Zulip)));
    let rows = rows.into_iter().chain(chat).map(|(source, key, included, steps)| {
        let (tone, icon, word) = if included { far(&steps) } else { (Tone::Off, "circle-regular", "far-not-included") };
        view! {
            <div>
                <dt class="src"><Shape source/>{text.say(key)}</dt>
                <dd><Status tone word=text.say(word) icon/></dd>
            </div>
        }
    });
    view! {
        <section class="panel pad" id="services" data-part="">
            <h2>{text.say("services-title")}</h2>
            <dl class="facts">{rows.collect_view()}</dl>
        </section>
    }
}

/// How far a service is, by the worst of its steps.
fn far(steps: &[&Step]) -> (Tone, &'static str, &'static str) {
    let any = |state: StepState| steps.iter().any(|step| step.state == state);
    let all = |states: &[StepState]| steps.iter().all(|step| states.contains(&step.state));
    if any(StepState::Failed) {
        (Tone::Bad, Tone::Bad.icon(), "far-in-trouble")
    } else if all(&[StepState::Waiting, StepState::Cancelled]) {
        (Tone::Off, "circle-regular", "far-not-yet")
    } else if any(StepState::Drifted) {
        (Tone::Warn, Tone::Warn.icon(), "far-changed")
    } else if all(&[StepState::Done]) {
        (Tone::Ok, Tone::Ok.icon(), "far-as-wanted")
    } else {
        (Tone::Warn, "hourglass-medium-fill", "far-being-made")
    }
}
