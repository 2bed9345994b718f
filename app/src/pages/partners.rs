//! Partners, as operators keep them: the list, a new one, and one with its people and the tenants that let it in.

mod one;

use dezky_domain::{access::Action, partner};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

pub use self::one::Partner;
use crate::{
    Backend,
    api::partners::{CreatePartner, ITSELF},
    backend::load,
    text::Text,
    ui::{Desk, Empty, Field, Icon, Note, Search, Tone, field::Kept},
};

const PATH: &str = "/operator/partners";

#[component]
pub fn Partners() -> impl IntoView {
    load(|backend: Backend| async move {
        let asked: String = backend.asked("q").unwrap_or_default().trim().chars().take(200).collect();
        let partners = backend.services.partners.list(&backend.ctx, &asked).await?;
        let text = backend.text;
        let title = text.say("nav-partners");
        let create = backend.ctx.may(Action::KeepPartners).then(|| {
            view! { <div class="acts"><a class="btn primary" href="/operator/partners/new"><Icon name="plus-bold"/>{text.say("partner-create")}</a></div> }
        });
        let sheet = if partners.is_empty() {
            let (title, said) = if asked.is_empty() {
                ("partners-none-title", "partners-none")
            } else {
                ("partners-no-match-title", "partners-no-match")
            };
            Either::Left(view! { <Empty icon="handshake-duotone" title=text.say(title) text=text.say(said)/> })
        } else {
            Either::Right(view! { <Table text partners/> })
        };
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone()>
                <div class="head"><div><h1>{title}</h1><p>{text.say("partners-about")}</p></div>{create}</div>
                <div class="tools"><Search path=PATH label=text.say("partners-search") text=asked/></div>
                <div class="sheet">{sheet}</div>
            </Desk>
        })
    })
}

#[component]
fn Table(text: Text, partners: Vec<partner::Partner>) -> impl IntoView {
    let head = ["partner-name", "partner-contact", "nav-people", "nav-tenants"];
    view! {
        <table class="t cards rows" role="table">
            <caption class="vh">{text.say("nav-partners")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody role="rowgroup">
                {partners.into_iter().map(|partner| view! {
                    <tr role="row">
                        <td role="cell" class="who" data-at="name"><a href=format!("{PATH}/{}", partner.id)>{partner.name}</a></td>
                        <td role="cell" data-at="sub">{partner.contact}</td>
                        <td role="cell" class="num">{text.number(partner.people)}</td>
                        <td role="cell" class="num" data-at="aside">{text.with("tenants-count", [("count", partner.tenants.into())])}</td>
                    </tr>
                }).collect_view()}
            </tbody>
        </table>
    }
}

/// Name and contact: of a new partner, and of one that there is.
#[component]
fn Fields(text: Text, kept: Kept) -> impl IntoView {
    view! {
        {kept.whole().map(|title| view! { <Note tone=Tone::Bad title/> })}
        <Field name="name" label=text.say("partner-name") hint=text.say("partner-name-hint") kept=kept.clone() autocomplete="off" maxlength=80/>
        <Field name="contact" label=text.say("partner-contact") hint=text.say("partner-contact-hint") kept autocomplete="off" maxlength=300/>
    }
}

#[component]
pub fn NewPartner() -> impl IntoView {
    load(|backend: Backend| async move {
        backend.ctx.require(Action::KeepPartners)?;
        let text = backend.text;
        let kept = Kept::new(backend.flash(ITSELF).await, text);
        let title = text.say("partner-create");
        let crumbs = vec![(text.say("nav-partners"), PATH.to_owned())];
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() crumbs>
                <div class="head"><div><h1>{title.clone()}</h1><p>{text.say("partner-create-about")}</p></div></div>
                <form class="form" method="post" action=CreatePartner::PATH novalidate=true>
                    <Fields text kept/>
                    <div class="row wrap">
                        <button class="btn primary">{title}</button>
                        <a class="btn quiet" href=PATH>{text.say("cancel")}</a>
                    </div>
                </form>
            </Desk>
        })
    })
}
