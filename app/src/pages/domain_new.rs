//! The form that claims a further mail domain.

use dezky_domain::access::Action;
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use super::domains::PATH;
use crate::{
    api::domains::{ADD, AddDomain},
    backend::load,
    ui::{Desk, Field, Note, Tone, field::Kept},
};

#[component]
pub fn NewDomain() -> impl IntoView {
    load(|backend| async move {
        backend.ctx.require(Action::ManageDomains)?;
        let text = backend.text;
        let kept = Kept::new(backend.flash(ADD).await, text);
        let title = text.say("domain-add");
        let crumbs = vec![(text.say("nav-domains"), PATH.to_owned())];
        let steps =
            ["domain-new-record", "domain-new-look", "domain-new-mail"].map(|key| view! { <li>{text.say(key)}</li> });
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() crumbs>
                <div class="head"><div><h1>{title}</h1><p>{text.say("domain-new-what")}</p></div></div>
                <form class="form" method="post" action=AddDomain::PATH novalidate=true>
                    {kept.whole().map(|title| view! { <Note tone=Tone::Bad title/> })}
                    <Field name="domain" label=text.say("domain-name") hint=text.say("domain-name-hint")
                        placeholder="company.example" kept autocomplete="off" maxlength=253 required=true/>
                    <ol class="prose">{steps.collect_view()}</ol>
                    <div class="row wrap">
                        <button class="btn primary">{text.say("domain-new-do")}</button>
                        <a class="btn" href=PATH>{text.say("ask-no")}</a>
                    </div>
                </form>
            </Desk>
        })
    })
}
