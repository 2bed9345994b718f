//! What a tenant decides for itself; what is left empty is as the platform has it, which stands beside it.

use dezky_domain::{
    language::Language,
    settings::{Limits, Settings as Decided},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use crate::{
    Backend,
    api::settings::SaveSettings,
    backend::load,
    text::Text,
    ui::{Desk, Field, Note, Select, Tick, Tone, field::Kept},
};

const PATH: &str = "/admin/settings";

#[component]
pub fn Settings() -> impl IntoView {
    load(|backend: Backend| async move {
        let (decided, limits) = backend.services.settings.show(&backend.ctx).await?;
        let left = backend.left().await;
        let text = backend.text;
        let done = left.as_ref().filter(|left| left.form == PATH).and_then(|left| left.done.as_deref());
        let done = done.map(|done| text.say(done));
        let kept = usual(Kept::new(left.filter(|left| left.form == "settings"), text), &decided);
        let title = text.say("nav-settings");
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() done>
                <div class="head"><div><h1>{title}</h1><p>{text.say("settings-about")}</p></div></div>
                <Form text kept limits/>
            </Desk>
        })
    })
}

fn usual(kept: Kept, decided: &Decided) -> Kept {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    kept.usual("language", decided.language.map_or("", Language::word))
        .usual("idle_minutes", &number(decided.idle_minutes))
        .usual("session_hours", &number(decided.session_hours))
        .usual("retention_days", &number(decided.retention_days))
        .usual("alert_mail", &decided.alert_mail.join(", "))
}

#[component]
fn Form(text: Text, kept: Kept, limits: Limits) -> impl IntoView {
    let none = (String::new(), text.say("settings-language-none"));
    let tongues = Language::ALL.iter().map(|language| (language.word().to_owned(), language.endonym().to_owned()));
    let hint = |key: &str, number: u32| text.with(key, [("count", u64::from(number).into())]);
    let retention = match limits.retention_days {
        Some(days) => hint("settings-retention-hint", days),
        None => text.say("settings-retention-hint-ever"),
    };
    let optional = |key: &str| text.with("optional", [("field", text.say(key).into())]);
    let shorter = kept.says("retention_days", "retention-shorter");
    view! {
        <form class="sheetcol" method="post" action=SaveSettings::PATH novalidate=true>
            {kept.whole().map(|title| view! { <Note tone=Tone::Bad title/> })}
            <section>
                <h2>{text.say("settings-language")}</h2>
                <Select name="language" label=text.say("settings-language-label") hint=text.say("settings-language-hint")
                    choices=std::iter::once(none).chain(tongues).collect() chosen=kept.typed("language")/>
            </section>
            <section>
                <h2>{text.say("settings-sessions")}</h2>
                <Field name="idle_minutes" label=optional("settings-idle") hint=hint("settings-idle-hint", limits.idle_minutes)
                    kept=kept.clone() autocomplete="off" maxlength=5/>
                <Field name="session_hours" label=optional("settings-hours") hint=hint("settings-hours-hint", limits.session_hours)
                    kept=kept.clone() autocomplete="off" maxlength=5/>
            </section>
            <section>
                <h2>{text.say("settings-retention")}</h2>
                <Field name="retention_days" label=optional("settings-retention-label") hint=retention kept=kept.clone()
                    autocomplete="off" maxlength=5/>
                {shorter.then(|| view! { <Tick name="forget" label=text.say("settings-forget") kept=kept.clone()/> })}
            </section>
            <section>
                <h2>{text.say("settings-alerts")}</h2>
                <Field name="alert_mail" label=optional("settings-alerts-label") hint=text.say("settings-alerts-hint") kept
                    autocomplete="off" maxlength=1300/>
            </section>
            <div class="row"><button class="btn primary">{text.say("save")}</button></div>
        </form>
    }
}
