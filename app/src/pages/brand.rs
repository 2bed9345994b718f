//! How a tenant looks: name, colour with its preview and the four contrasts, whom to ask for help, logos, own hosts. No
//! colour is ever refused: what is derived from it keeps its contrast.

mod hosts;
mod logos;

use dezky_domain::{AppError, access::Action, brand::Rgb, tenant::Tenant};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use crate::{
    api::{
        answer::PRESSED,
        brands::{ChangeBrand, HOST, LOOK},
    },
    backend::load,
    text::Text,
    ui::{Desk, Field, Note, Preview, Tone, field::Kept},
};

pub const PATH: &str = "/admin/brand";

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

fn appearance(text: Text, tenant: &Tenant, kept: Kept) -> impl IntoView + use<> {
    // What was typed, as far as it is a colour.
    let accent = Rgb::parse(kept.typed("accent").trim()).unwrap_or(tenant.brand.accent);
    let name = Some(kept.typed("name")).filter(|name| !name.trim().is_empty()).unwrap_or_else(|| tenant.name.clone());
    let previewed = kept.wrong("preview").map(|title| view! { <Note tone=Tone::Info title/> });
    view! {
        <section>
            <h2>{text.say("brand-look")}</h2>
            {previewed}
            <form class="form" method="post" action=ChangeBrand::PATH novalidate=true>
                <Field name="name" label=text.say("brand-name") hint=text.say("brand-name-hint") kept=kept.clone()
                    autocomplete="off" maxlength=80 required=true/>
                <Field name="accent" label=text.say("brand-accent") hint=text.say("brand-accent-hint") kept=kept.clone()
                    autocomplete="off" maxlength=7/>
                <Field name="support" label=text.say("brand-support") hint=text.say("brand-support-hint") kept
                    autocomplete="off" maxlength=200/>
                <div class="row wrap">
                    <button class="btn primary">{text.say("brand-save")}</button>
                    <button class="btn" name="preview" value="on">{text.say("brand-preview")}</button>
                </div>
            </form>
            <Preview text name accent/>
            <p class="small muted">{text.say("tenant-brand-what")}</p>
        </section>
    }
}
