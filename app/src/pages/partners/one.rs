//! One partner: what it is called, who works for it, and the tenants that let it in.

use chrono::{DateTime, Utc};
use dezky_domain::{
    AppError,
    access::{Action, Role},
    partner::{Grant, PartnerDetail, PartnerPerson},
    port::Flash,
    tenant::TenantRef,
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use super::{Fields, PATH};
use crate::{
    Backend,
    api::{
        answer::PRESSED,
        partners::{AddPartnerPerson, ChangePartner, ITSELF, PERSON, RemovePartnerPerson, SetPartnerRole},
    },
    backend::load,
    text::Text,
    ui::{Act, Desk, Field, Near, Note, Select, Status, Tone, Weight, field::Kept, provision::told},
    when::When,
};

#[component]
pub fn Partner() -> impl IntoView {
    load(|backend: Backend| async move {
        backend.ctx.require(Action::ReadPartners)?;
        let id = backend.path.rsplit('/').next().and_then(|id| id.parse().ok()).ok_or(AppError::Missing)?;
        let PartnerDetail { partner, people, tenants } = backend.services.partners.show(&backend.ctx, id).await?;
        let left = backend.left().await;
        let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
        let done = left.as_ref().and_then(|left| left.done.as_deref()).map(|done| text.say(done));
        let wrong = Kept::new(of(left.as_ref(), PRESSED), text).any();
        let keep = backend.ctx.may(Action::KeepPartners);
        let itself =
            Kept::new(of(left.as_ref(), ITSELF), text).usual("name", &partner.name).usual("contact", &partner.contact);
        let person = Kept::new(of(left.as_ref(), PERSON), text).usual("role", Role::PartnerAgent.word());
        let crumbs = vec![(text.say("nav-partners"), PATH.to_owned())];
        let id = partner.id.to_string();
        let change = keep.then(|| view! { <Change text id=id.clone() kept=itself/> });
        let add = keep.then(|| view! { <Add text id=id.clone() kept=person/> });
        Ok(view! {
            <Title text=partner.name.clone()/>
            <Desk backend name=partner.name.clone() crumbs done>
                <div class="head"><div><h1>{partner.name}</h1><p>{partner.contact}</p></div></div>
                {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
                <People text id people keep/>
                <Tenants text when now tenants/>
                <div class="sheetcol">{add}{change}</div>
            </Desk>
        })
    })
}

fn of(left: Option<&Flash>, form: &str) -> Option<Flash> {
    left.filter(|left| left.form == form).cloned()
}

/// The two roles at a partner, as choices.
fn roles(text: Text) -> Vec<(String, String)> {
    let roles = Role::ALL.iter().filter(|role| role.is_partners());
    roles.map(|role| (role.word().to_owned(), text.say(&format!("role-{}", role.word())))).collect()
}

#[component]
fn People(text: Text, id: String, people: Vec<PartnerPerson>, keep: bool) -> impl IntoView {
    let head = ["people-name", "people-address", "people-role"];
    let act = keep.then(
        || view! { <th scope="col" role="columnheader"><span class="vh">{text.say("partner-person-acts")}</span></th> },
    );
    let body = if people.is_empty() {
        Either::Left(view! { <p class="pad muted">{text.say("partner-people-none")}</p> })
    } else {
        let rows = people.into_iter().map(|person| view! { <Person text id=id.clone() person keep/> });
        Either::Right(view! {
            <table class="t tall cards rows" role="table">
                <caption class="vh">{text.say("nav-people")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                        {act}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows.collect_view()}</tbody>
            </table>
        })
    };
    view! { <section class="panel"><header><h2>{text.say("nav-people")}</h2></header>{body}</section> }
}

#[component]
fn Person(text: Text, id: String, person: PartnerPerson, keep: bool) -> impl IntoView {
    let PartnerPerson { person, name, email, role, subject, came } = person;
    let other = if role == Role::PartnerAdmin { Role::PartnerAgent } else { Role::PartnerAdmin };
    let acts = keep.then(|| {
        let word = text.with("partner-person-make", [("role", text.say(&format!("role-{}", other.word())).into())]);
        let fields = vec![("id", id), ("person", person.to_string())];
        let change = fields.iter().cloned().chain([("role", other.word().to_owned())]).collect();
        let (said, gone) = (format!("{name}: {word}"), text.with("partner-person-remove-named", [("name", name.as_str().into())]));
        view! {
            <td role="cell" data-at="acts">
                <span class="row wrap">
                    <Act action=SetPartnerRole::PATH fields=change word weight=Weight::Quiet label=said/>
                    <Act action=RemovePartnerPerson::PATH fields word=text.say("partner-person-remove") weight=Weight::Usual label=gone/>
                </span>
            </td>
        }
    });
    let subject = subject.map(|subject| {
        view! {
            <div class="small faint">
                <span class="vh">{text.say("partner-subject")}": "</span><span class="mono">{told(&subject, 80)}</span>
            </div>
        }
    });
    let never = (!came).then(|| view! { <div class="small muted">{text.say("partner-person-never")}</div> });
    view! {
        <tr role="row">
            <td role="cell" class="who" data-at="name">{name.clone()}</td>
            <td role="cell" data-at="sub">{email}{subject}{never}</td>
            <td role="cell" data-at="aside">{text.say(&format!("role-{}", role.word()))}</td>
            {acts}
        </tr>
    }
}

#[component]
fn Tenants(text: Text, when: When, now: DateTime<Utc>, tenants: Vec<(TenantRef, Grant)>) -> impl IntoView {
    let head = ["tenant-name", "grant-scope", "grant-until", "tenant-state"];
    let body = if tenants.is_empty() {
        Either::Left(view! { <p class="pad muted">{text.say("partner-tenants-none")}</p> })
    } else {
        let rows = tenants.into_iter().map(|(tenant, grant)| {
            let (tone, state) = match grant.revoked {
                Some(_) => (Tone::Off, "grant-was-revoked"),
                None if grant.stands(now) => (Tone::Ok, "grant-stands"),
                None => (Tone::Off, "grant-ran-out"),
            };
            let last = match grant.revoked {
                Some(at) => Either::Left(view! { <Near when at now/> }),
                None => Either::Right(when.full_day(when.last_day(grant.until))),
            };
            view! {
                <tr role="row">
                    <td role="cell" class="who" data-at="name"><a href=format!("/operator/tenants/{}", tenant.slug)>{tenant.name}</a></td>
                    <td role="cell" data-at="sub">{text.say(&format!("scope-{}", grant.scope.word()))}</td>
                    <td role="cell" data-at="aside">{last}</td>
                    <td role="cell" data-at="state"><Status tone word=text.say(state)/></td>
                </tr>
            }
        });
        Either::Right(view! {
            <table class="t cards rows" role="table">
                <caption class="vh">{text.say("partner-tenants")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows.collect_view()}</tbody>
            </table>
        })
    };
    view! { <section class="panel"><header><h2>{text.say("partner-tenants")}</h2></header>{body}</section> }
}

#[component]
fn Add(text: Text, id: String, kept: Kept) -> impl IntoView {
    let subject = text.with("optional", [("field", text.say("partner-subject").into())]);
    view! {
        <section>
            <h2>{text.say("partner-person-add")}</h2>
            <p class="muted">{text.say("partner-person-add-about")}</p>
            <form class="form" method="post" action=AddPartnerPerson::PATH novalidate=true>
                <input type="hidden" name="id" value=id/>
                {kept.whole().or_else(|| kept.wrong("role")).map(|title| view! { <Note tone=Tone::Bad title/> })}
                <Field name="email" label=text.say("people-address") kept=kept.clone() kind="email" autocomplete="off" maxlength=254/>
                <Field name="person_name" label=text.say("people-name") kept=kept.clone() autocomplete="off" maxlength=120/>
                <Select name="role" label=text.say("people-role") choices=roles(text) chosen=kept.typed("role")/>
                <Field name="subject" label=subject hint=text.say("partner-subject-hint") kept autocomplete="off" maxlength=200/>
                <div class="row"><button class="btn">{text.say("partner-person-add")}</button></div>
            </form>
        </section>
    }
}

#[component]
fn Change(text: Text, id: String, kept: Kept) -> impl IntoView {
    view! {
        <section>
            <h2>{text.say("partner-itself")}</h2>
            <form class="form" method="post" action=ChangePartner::PATH novalidate=true>
                <input type="hidden" name="id" value=id/>
                <Fields text kept/>
                <div class="row"><button class="btn">{text.say("save")}</button></div>
            </form>
        </section>
    }
}
