//! The form for a new tenant: what it is called and where it is, what it gets, who owns it. One press makes all of it.

use dezky_domain::{access::Action, language::Language, provision::TenantServices, tenant::NewTenant as Wanted};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use crate::{
    Backend,
    api::tenants::CreateTenant,
    backend::load,
    text::Text,
    ui::{Desk, Field, Note, Select, Tick, Tone, field::Kept},
};

const PATH: &str = "/operator/tenants";
/// Gigabytes, where nobody says anything else.
const USUAL_QUOTA: &str = "100";

/// What the form holds: what was typed, or what is usual.
pub async fn kept(backend: &Backend) -> Kept {
    Kept::new(backend.flash("tenant").await, backend.text)
        .usual("mail", "on")
        .usual("files", "on")
        .usual("quota", USUAL_QUOTA)
        .usual("language", backend.ctx.preferences.language.word())
}

#[component]
pub fn NewTenant() -> impl IntoView {
    load(|backend| async move {
        backend.ctx.require(Action::CreateTenant)?;
        let text = backend.text;
        let kept = kept(&backend).await;
        let crumbs = vec![(text.say("nav-tenants"), PATH.to_owned())];
        Ok(view! {
            <Title text=text.say("tenants-create")/>
            <Desk backend=backend.clone() name=text.say("tenants-create") crumbs>
                <div class="head"><div><h1>{text.say("tenants-create")}</h1><p>{text.say("tenant-new-what")}</p></div></div>
                <Form backend kept action=CreateTenant::PATH list=PATH/>
            </Desk>
        })
    })
}

/// The form; `list` is the way back.
#[component]
pub fn Form(backend: Backend, kept: Kept, action: &'static str, list: &'static str) -> impl IntoView {
    let text = backend.text;
    let platform = &backend.services.platform;
    let (host, chat) = (host(&platform.url, text.say("tenant-slug-example").as_str()), platform.chat);
    view! {
        <form class="form" method="post" action=action novalidate=true>
            {kept.whole().map(|title| view! { <Note tone=Tone::Bad title/> })}
            <Itself text kept=kept.clone() host/>
            <Gets text kept=kept.clone() chat/>
            <Owner text kept/>
            <div class="row wrap">
                <button class="btn primary">{text.say("tenants-create")}</button>
                <a class="btn quiet" href=list>{text.say("cancel")}</a>
            </div>
        </form>
    }
}

fn optional(text: Text, key: &str) -> String {
    text.with("optional", [("field", text.say(key).into())])
}

#[component]
fn Itself(text: Text, kept: Kept, host: String) -> impl IntoView {
    let slug_hint = text.with("tenant-slug-hint", [("host", host.into())]);
    let accent_hint = text.with("tenant-accent-hint", [("usual", Wanted::USUAL_ACCENT.to_string().into())]);
    view! {
        <Field name="name" label=text.say("tenant-name") kept=kept.clone() autocomplete="off" maxlength=80/>
        <Field name="slug" label=text.say("tenant-slug") hint=slug_hint kept=kept.clone() autocomplete="off" maxlength=32/>
        <Field name="domain" label=optional(text, "tenant-domain") hint=text.say("tenant-domain-hint") kept=kept.clone()
            autocomplete="off" maxlength=253/>
        <Field name="accent" label=optional(text, "tenant-accent") hint=accent_hint kept placeholder="#rrggbb"
            autocomplete="off" maxlength=7/>
    }
}

/// What a tenant gets, of what there is to get.
#[component]
pub fn Gets(
    text: Text,
    kept: Kept,
    chat: bool,
    /// What it has already, which isn't offered.
    #[prop(optional)]
    has: Option<TenantServices>,
) -> impl IntoView {
    let has = has.unwrap_or(TenantServices { mail: false, files: false, chat: false, quota: 0 });
    let offered = [
        ("mail", "tenant-mail", has.mail),
        ("files", "tenant-files", has.files),
        ("chat", "tenant-chat", has.chat || !chat),
    ];
    let offered = offered.into_iter().filter(|(.., has)| !has);
    let ticks: Vec<_> =
        offered.map(|(name, label, _)| view! { <Tick name label=text.say(label) kept=kept.clone()/> }).collect();
    view! {
        <fieldset class="part">
            <legend>{text.say("services-title")}</legend>
            {(!ticks.is_empty()).then(|| view! { <div class="choices">{ticks}</div> })}
            <Field name="quota" label=text.say("tenant-quota") hint=text.say("tenant-quota-hint") kept autocomplete="off" maxlength=6/>
        </fieldset>
    }
}

#[component]
fn Owner(text: Text, kept: Kept) -> impl IntoView {
    view! {
        <fieldset class="part">
            <legend>{text.say("owner-title")}</legend>
            <p class="hint muted">{text.say("owner-what")}</p>
            <div class="pair">
                <Field name="owner_name" label=text.say("owner-name") kept=kept.clone() autocomplete="off" maxlength=120/>
                <Field name="owner_email" label=text.say("owner-email") kept=kept.clone() kind="email" autocomplete="off" maxlength=254/>
            </div>
            <InviteTo text kept=kept.clone()/>
            <Tongue text kept/>
        </fieldset>
    }
}

/// Where the invitation goes. The mailbox of a new account can't be read before its password is set, and the password is
/// what the invitation is for.
#[component]
pub fn InviteTo(text: Text, kept: Kept) -> impl IntoView {
    view! {
        <Field name="invite_to" label=optional(text, "invite-to") hint=text.say("invite-to-hint") kept kind="email"
            autocomplete="off" maxlength=254/>
    }
}

/// The language of the invitation.
#[component]
pub fn Tongue(text: Text, kept: Kept) -> impl IntoView {
    let choices = Language::ALL.iter().map(|language| (language.word().to_owned(), language.endonym().to_owned()));
    view! { <Select name="language" label=text.say("invite-language") choices=choices.collect() chosen=kept.typed("language")/> }
}

/// A tenant's host where the platform's is `url`: `acme.dezky.eu` beside `https://app.dezky.eu`.
fn host(url: &str, slug: &str) -> String {
    let host = url.split_once("://").map_or(url, |(_, host)| host);
    format!("{slug}.{}", host.strip_prefix("app.").unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn a_tenants_host_stands_beside_the_platforms() {
        assert_eq!(host("http://localhost:3000", "acme"), "acme.localhost:3000");
        assert_eq!(host("https://app.dezky.eu", "acme"), "acme.dezky.eu");
    }
}
