//! The logo, and a second one for dark grounds: shown as it is, replaced by a file, removed.

use dezky_domain::tenant::{Logo, Tenant};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};

use crate::{
    api::brands::RemoveLogo,
    text::Text,
    ui::{Act, Icon, Weight, field::Kept},
};

/// Where a file is sent to: no server function, since it is no form of words.
const UPLOAD: &str = "/admin/brand/logo";

pub(super) fn section(text: Text, tenant: &Tenant, kept: &Kept) -> impl IntoView + use<> {
    let shown = |logo: Option<&Logo>, ground: &'static str, key: &str| {
        let label = text.say(key);
        let picture = logo.map(|logo| format!("/brand/{}/{}.{}", tenant.slug, logo.hash, logo.kind));
        let field = format!("logo-{ground}");
        // Of the two, the one that was sent.
        let wrong = kept.wrong("logo").filter(|_| kept.typed("ground") == ground);
        let (class, error) = (if wrong.is_some() { "stack field wrong" } else { "stack" }, format!("{field}-error"));
        let also = wrong.as_ref().map(|_| format!(" {error}")).unwrap_or_default();
        let (there, alt) = (picture.is_some(), label.clone());
        let shown = picture.map_or_else(
            || Either::Left(view! { <p class="muted">{text.say("brand-logo-nothing")}</p> }),
            |src| {
                let class = if ground == "dark" { "logo pad night" } else { "logo pad" };
                Either::Right(view! { <p class=class><img src=src alt=alt height="48"/></p> })
            },
        );
        view! {
            <div class=class>
                <h3>{label.clone()}</h3>
                {shown}
                <form class="row wrap" method="post" action=UPLOAD enctype="multipart/form-data">
                    <input type="hidden" name="ground" value=ground/>
                    <label class="vh" for=field.clone()>{text.with("brand-logo-file", [("which", label.clone().into())])}</label>
                    <input class="input" type="file" id=field name="file" required=true
                        accept=".svg,.png,.jpg,.jpeg,.webp,image/svg+xml,image/png,image/jpeg,image/webp"
                        aria-describedby=format!("logo-hint{also}") aria-invalid=wrong.is_some().then_some("true")/>
                    <button class="btn"><Icon name="upload-simple-bold"/>{text.say("brand-logo-upload")}</button>
                </form>
                {wrong.map(|wrong| view! {
                    <p class="error" id=error role="alert"><Icon name="warning-circle-fill"/>{wrong}</p>
                })}
                {there.then(|| view! {
                    <Act action=RemoveLogo::PATH fields=vec![("ground", ground.to_owned())]
                        word=text.say("brand-logo-remove") weight=Weight::Quiet
                        label=text.with("brand-logo-remove-which", [("which", label.into())])/>
                })}
            </div>
        }
    };
    view! {
        <section class="field">
            <h2>{text.say("brand-logo")}</h2>
            <p class="hint" id="logo-hint">{text.say("brand-logo-hint")}</p>
            <div class="stack">
                {shown(tenant.brand.logo.as_ref(), "light", "brand-logo-light")}
                {shown(tenant.brand.logo_dark.as_ref(), "dark", "brand-logo-dark")}
            </div>
        </section>
    }
}
