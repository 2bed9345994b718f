//! The form that adds somebody to this host's tenant. They get a letter with a link that sets their password.

use dezky_domain::access::{Action, Role, may_give};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use super::tenant_new::{InviteTo, Tongue};
use crate::{
    Backend,
    api::members::AddMember,
    backend::load,
    text::Text,
    ui::{Desk, Field, Note, Select, Tone, field::Kept},
};

const PATH: &str = "/admin/people";

/// The roles that the caller may give, as choices.
#[must_use]
pub fn roles(backend: &Backend) -> Vec<(String, String)> {
    let own = backend.ctx.acting().and_then(|acting| acting.role);
    let given = Role::ALL.iter().filter(|role| own.is_some_and(|own| may_give(own, **role)));
    given.map(|role| (role.word().to_owned(), backend.text.say(&format!("role-{}", role.word())))).collect()
}

#[component]
pub fn NewPerson() -> impl IntoView {
    load(|backend| async move {
        backend.ctx.require(Action::ManagePeople)?;
        let text = backend.text;
        let letters = backend.services.settings.letters(&backend.ctx).await?;
        let kept = Kept::new(backend.flash("member").await, text)
            .usual("role", Role::Member.word())
            .usual("language", letters.word())
            .usual("email", backend.asked("email").unwrap_or_default());
        let (title, roles) = (text.say("people-add"), roles(&backend));
        let crumbs = vec![(text.say("nav-people"), PATH.to_owned())];
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() crumbs>
                <div class="head"><div><h1>{title}</h1><p>{text.say("person-new-what")}</p></div></div>
                <Form text kept roles/>
            </Desk>
        })
    })
}

#[component]
fn Form(text: Text, kept: Kept, roles: Vec<(String, String)>) -> impl IntoView {
    // A role that can't be chosen here was not chosen here either.
    let wrong = kept.whole().or_else(|| kept.wrong("role"));
    view! {
        <form class="form" method="post" action=AddMember::PATH novalidate=true>
            {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
            <Field name="name" label=text.say("people-name") kept=kept.clone() autocomplete="off" maxlength=120/>
            <Field name="email" label=text.say("person-email") hint=text.say("person-email-hint") kept=kept.clone()
                kind="email" autocomplete="off" maxlength=254/>
            <Select name="role" label=text.say("people-role") choices=roles chosen=kept.typed("role")/>
            <InviteTo text kept=kept.clone()/>
            <Tongue text kept/>
            <div class="row wrap">
                <button class="btn primary">{text.say("person-add")}</button>
                <a class="btn quiet" href=PATH>{text.say("cancel")}</a>
            </div>
        </form>
    }
}
