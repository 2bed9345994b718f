//! How a tenant looks: name, colour with its preview and the four contrasts, whom to ask for help, logos, own hosts. No
//! colour is ever refused: what is derived from it keeps its contrast.

mod hosts;
mod logos;

use dezky_domain::{AppError, Result, access::Action, brand::Rgb, tenant::Tenant};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use crate::{
    Backend,
    api::{
        answer::PRESSED,
        brands::{ChangeBrand, HOST, LOOK},
    },
    backend::load,
    islands::colours::Colours,
    text::Text,
    ui::{Desk, Field, Note, Preview, Tone, field::Kept},
};

pub const PATH: &str = "/admin/brand";

/// Where the preview alone is asked for.
const PREVIEW: &str = "/admin/brand/preview";

#[component]
pub fn Brand() -> impl IntoView {
    load(|backend| async move {
        backend.ctx.require(Action::ManageBrand)?;
        let hosts = backend.services.brands.hosts(&backend.ctx).await?;
        let tenant = backend.ctx.tenant().cloned().ok_or(AppError::Missing)?;
        let left = backend.left().await;
        let text = backend.text;
        let done = left.as_ref().and_then(|left| left.done.as_deref()).map(|done| text.say(done));
        let of = |form: &str| Kept::new(left.clone().filter(|left| left.form == form), text);
        let wrong = of(PRESSED).any();
        let look = of(LOOK)
            .usual("name", &tenant.name)
            .usual("accent", &tenant.brand.accent.to_string())
            .usual("support", tenant.brand.support.as_deref().unwrap_or_default());
        let title = text.say("nav-brand");
        let when = backend.when;
        let (logos, hosts) = (logos::section(text, &tenant, &of("logo")), hosts::section(text, when, hosts, of(HOST)));
        let appearance = appearance(text, &tenant, look);
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() done>
                <div class="head"><div><h1>{title}</h1><p>{text.say("brand-about")}</p></div></div>
                {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
                <div class="sheetcol">
                    {appearance}
                    {logos}
                    {hosts}
                </div>
            </Desk>
        })
    })
}

/// The preview of what is typed, as the page shows it.
///
/// # Errors
/// As the page: `SignedOut`, `Denied`, `Missing`.
pub async fn preview(backend: &Backend) -> Result<String> {
    backend.ctx.require(Action::ManageBrand)?;
    let tenant = backend.ctx.tenant().ok_or(AppError::Missing)?;
    let asked = |field: &str| backend.asked(field).unwrap_or_default().chars().take(80).collect::<String>();
    let (name, accent) = shown(tenant, &asked("name"), &asked("accent"));
    Ok(view! { <Preview text=backend.text name accent/> }.to_html())
}

/// What was typed, as far as it is a name and a colour.
fn shown(tenant: &Tenant, name: &str, accent: &str) -> (String, Rgb) {
    let name = if name.trim().is_empty() { &tenant.name } else { name };
    (name.to_owned(), Rgb::parse(accent.trim()).unwrap_or(tenant.brand.accent))
}

fn appearance(text: Text, tenant: &Tenant, kept: Kept) -> impl IntoView + use<> {
    let (name, accent) = shown(tenant, &kept.typed("name"), &kept.typed("accent"));
    let previewed = kept.wrong("preview").map(|title| view! { <Note tone=Tone::Info title/> });
    view! {
        <section>
            <h2>{text.say("brand-look")}</h2>
            {previewed}
            <form class="form" method="post" action=ChangeBrand::PATH novalidate=true>
                <Field name="name" label=text.say("brand-name") hint=text.say("brand-name-hint") kept=kept.clone()
                    autocomplete="off" maxlength=80 required=true/>
                <div class="tint">
                    <Field name="accent" label=text.say("brand-accent") hint=text.say("brand-accent-hint") kept=kept.clone()
                        autocomplete="off" maxlength=7/>
                    <input class="input js-only" type="color" id="pick" value=accent.to_string() aria-label=text.say("brand-pick")/>
                </div>
                <Field name="support" label=text.say("brand-support") hint=text.say("brand-support-hint") kept
                    autocomplete="off" maxlength=200/>
                <div class="row wrap">
                    <button class="btn primary">{text.say("brand-save")}</button>
                    <button class="btn" name="preview" value="on">{text.say("brand-preview")}</button>
                </div>
            </form>
            <Colours piece=PREVIEW.to_owned()/>
            <div id="preview"><Preview text name accent/></div>
            <p class="small muted">{text.say("tenant-brand-what")}</p>
        </section>
    }
}
