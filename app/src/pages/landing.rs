//! Before the sign-in: the platform's landing with the door to a workspace, and a tenant's own, which has logo, name and
//! door and nothing else.

use std::sync::Arc;

use dezky_domain::{port::Flash, tenant::Tenant};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use crate::{
    Backend,
    api::doors::FindDoor,
    shell::Logo,
    text::Text,
    ui::{
        Field, Icon, Languages, Mark,
        field::Kept,
        poster::{Legal, hosted},
    },
};

#[component]
pub fn Landing(backend: Backend, left: Option<Flash>) -> impl IntoView {
    let text = backend.text;
    view! {
        <Title text=""/>
        <div class="landing">
            <header class="lhead">
                <Mark backend=backend.clone()/>
                <Languages backend=backend.clone()/>
            </header>
            <main>
                <section class="lhero field-ground">
                    <div class="say">
                        <h1>{text.say("landing-claim-door")}<br/>{text.say("landing-claim-desk")}</h1>
                        <p>{text.say("landing-what")}</p>
                    </div>
                    <FindForm text left/>
                </section>
                <Engines backend=backend.clone()/>
                <Holds backend=backend.clone()/>
            </main>
            <Foot backend/>
        </div>
    }
}

#[component]
fn FindForm(text: Text, left: Option<Flash>) -> impl IntoView {
    // The form has one field, so whatever was wrong was wrong with it.
    let left = left.map(|mut flash| {
        flash.wrong.iter_mut().for_each(|(field, _)| "address".clone_into(field));
        flash
    });
    view! {
        <form class="door" method="post" action=FindDoor::PATH>
            <h2>{text.say("door-title")}</h2>
            <Field name="address" label=text.say("door-address") kept=Kept::new(left, text) kind="email"
                placeholder=text.say("door-example") autocomplete="email" large=true maxlength=254/>
            <button class="btn primary large">{text.say("door-continue")}<Icon name="arrow-right-bold"/></button>
            <p class="small muted">{text.say("door-hint")}</p>
        </form>
    }
}

#[component]
fn Engines(backend: Backend) -> impl IntoView {
    let text = backend.text;
    let own = text.with("landing-own-timeline", [("platform", backend.services.platform.name.as_str().into())]);
    let engines = [
        ("envelope-simple-duotone", "landing-mail", "Stalwart".to_owned()),
        ("folder-open-duotone", "landing-files", "OCIS".to_owned()),
        ("file-text-duotone", "landing-office", "Collabora Online".to_owned()),
        ("chats-circle-duotone", "landing-chat", "Zulip".to_owned()),
        ("fingerprint-simple-duotone", "landing-identity", "Authentik".to_owned()),
        ("clock-counter-clockwise-duotone", "landing-proof", own),
    ];
    view! {
        <section class="lrow">
            <h2>{text.say("landing-behind")}</h2>
            <ul class="engines">
                {engines.into_iter().map(|(icon, what, engine)| view! {
                    <li><Icon name=icon size="i-36"/><b>{text.say(what)}</b><span>{engine}</span></li>
                }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn Holds(backend: Backend) -> impl IntoView {
    let text = backend.text;
    view! {
        <section class="lrow">
            <h2>{text.say("landing-promise")}</h2>
            <dl class="holds">
                <div><dt>{text.say("landing-see")}</dt><dd>{text.say("landing-see-line")}</dd></div>
                <div><dt>{text.say("landing-leave")}</dt><dd>{text.say("landing-leave-line")}</dd></div>
                <div><dt>{text.say("landing-alone")}</dt><dd>{text.say("landing-alone-line")}</dd></div>
            </dl>
        </section>
    }
}

#[component]
fn Foot(backend: Backend) -> impl IntoView {
    view! {
        <footer class="lfoot">
            <span>{backend.services.platform.name.clone()}</span>
            <Languages backend=backend.clone()/>
            <Legal backend=backend.clone()/>
            <p>{hosted(&backend)}</p>
        </footer>
    }
}

/// A tenant's own.
#[component]
pub fn Door(backend: Backend, tenant: Arc<Tenant>) -> impl IntoView {
    let text = backend.text;
    let logo = tenant.brand.logo.is_some().then(|| view! { <div class="logo"><Logo tenant=tenant.clone()/></div> });
    view! {
        <Title text=text.say("sign-in")/>
        <div class="landing own">
            <main class="lhero field-ground">
                <div class="say">{logo}<h1>{tenant.name.clone()}</h1></div>
                <div class="door">
                    <h2>{text.with("door-to", [("name", tenant.name.as_str().into())])}</h2>
                    <a class="btn primary large" href="/sign-in">{text.say("sign-in")}<Icon name="arrow-right-bold"/></a>
                    <p class="small muted">{text.say("door-opens")}</p>
                </div>
            </main>
            <footer class="lfoot">
                <span>{hosted(&backend)}</span>
                <Legal backend=backend.clone()/>
                <Languages backend/>
            </footer>
        </div>
    }
}
