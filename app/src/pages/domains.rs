//! A tenant's mail domains: the records that each should have beside those that are there, what differs, and why it
//! matters. What DNS has is looked at in the background; the page says when.

mod record;

use dezky_domain::{
    access::Action,
    mail_domain::{MailDomain, Purpose, RecordState},
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use self::record::group;
use crate::{
    Backend,
    api::{answer::PRESSED, domains::CheckDomain},
    backend::{address, escape, load},
    text::Text,
    ui::{Act, Desk, Empty, Icon, Note, Tone, Waiting, Weight, alert::moment, field::Kept},
};

pub const PATH: &str = "/admin/domains";

#[component]
pub fn Domains() -> impl IntoView {
    load(|backend| async move {
        let domains = backend.services.domains.list(&backend.ctx).await?;
        let left = backend.left().await;
        let text = backend.text;
        // What was just done is said on the very address that it leads to.
        let done = left.as_ref().and_then(|left| left.done.as_deref()).map(|done| text.say(done));
        let wrong = Kept::new(left.filter(|left| left.form == PRESSED), text).any();
        let manage = backend.ctx.may(Action::ManageDomains);
        let asked = backend.asked("domain").map(str::to_owned);
        let chosen = domains.iter().find(|domain| Some(&domain.name) == asked.as_ref()).or(domains.first()).cloned();
        let title = text.say("nav-domains");
        let name = chosen.as_ref().map_or_else(|| title.clone(), |domain| domain.name.clone());
        let crumbs = chosen.iter().map(|_| (title.clone(), PATH.to_owned())).collect::<Vec<_>>();
        let note = wrong.map(|title| view! { <Note tone=Tone::Bad title/> });
        let body = match &chosen {
            Some(chosen) => Either::Left(shown(&backend, &domains, chosen, manage)),
            None => Either::Right(none(text, manage)),
        };
        Ok(view! {
            <Title text=name.clone()/>
            <Desk backend name crumbs done>{note}{body}</Desk>
        })
    })
}

fn none(text: Text, manage: bool) -> impl IntoView + use<> {
    let add = manage.then(|| view! { <a class="btn primary" href=format!("{PATH}/new")>{text.say("domain-add")}</a> });
    view! {
        <div class="head"><div><h1>{text.say("nav-domains")}</h1></div></div>
        <Empty icon="globe-simple-duotone" title=text.say("domains-none-title") text=text.say("domains-none")>{add}</Empty>
    }
}

fn shown(backend: &Backend, domains: &[MailDomain], chosen: &MailDomain, manage: bool) -> impl IntoView + use<> {
    let text = backend.text;
    let leave = (manage && !chosen.first).then(|| {
        let href = format!("{PATH}/{}/remove", escape(&chosen.name));
        view! { <p><a class="btn danger" href=href>{text.say("domain-remove")}</a></p> }
    });
    view! {
        {head(backend, chosen, manage)}
        {tabs(text, domains, chosen, manage)}
        {records(text, chosen)}
        {leave}
    }
}

fn head(backend: &Backend, domain: &MailDomain, manage: bool) -> impl IntoView + use<> {
    let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
    let looked = match (domain.checked, domain.next) {
        (_, Some(next)) if next <= now => text.say("domain-looking"),
        (Some(checked), Some(next)) => text.with(
            "domain-looked",
            [("checked", moment(when, checked, now).into()), ("next", moment(when, next, now).into())],
        ),
        _ => text.say("domain-looking"),
    };
    let check = manage.then(|| {
        let fields = vec![("domain", domain.name.clone())];
        view! {
            <Act action=CheckDomain::PATH fields word=text.say("domain-check") weight=Weight::Usual icon="arrow-clockwise-bold"/>
        }
    });
    let zone = (!domain.records.is_empty()).then(|| {
        let zone = format!("{PATH}/{}/zone", escape(&domain.name));
        view! { <a class="btn" href=zone download=""><Icon name="download-simple-bold"/>{text.say("domain-zone")}</a> }
    });
    view! {
        <div class="head">
            <div><h1>{domain.name.clone()}</h1>{summary(text, domain).map(|said| view! { <p>{said}</p> })}</div>
            <div class="acts">
                <span class="small faint num">{looked}</span>
                {check}
                {zone}
            </div>
        </div>
    }
}

/// What its records mean together.
fn summary(text: Text, domain: &MailDomain) -> Option<String> {
    let unknown = domain.records.iter().any(|record| !record.wanted.optional && record.state == RecordState::Unknown);
    let weaker = domain.records.iter().any(|record| record.state == RecordState::Weaker);
    Some(match domain.attention() {
        _ if domain.proven.is_none() => text.say("domain-unproven"),
        _ if domain.records.is_empty() => return None,
        0 if unknown => text.say("domain-unknown"),
        0 if weaker => text.say("domain-weaker"),
        0 => text.say("domain-well"),
        count => text.with("domain-attention", [("count", (count as u64).into())]),
    })
}

fn tabs(text: Text, domains: &[MailDomain], chosen: &MailDomain, manage: bool) -> impl IntoView + use<> {
    let tab = |domain: &MailDomain| {
        let count = domain.attention() as u64;
        let count = (count > 0).then(|| view! { " "<Waiting text count/> });
        let href = address(PATH, &[("domain", &domain.name)]);
        let here = (domain.name == chosen.name).then_some("page");
        view! { <a href=href aria-current=here>{domain.name.clone()}{count}</a> }
    };
    let add = manage.then(|| view! { <a href=format!("{PATH}/new")>{text.say("domain-add")}</a> });
    view! { <nav class="tabs" aria-label=text.say("nav-domains")>{domains.iter().map(tab).collect_view()}{add}</nav> }
}

fn records(text: Text, domain: &MailDomain) -> impl IntoView + use<> {
    if domain.records.is_empty() {
        return Either::Left(view! {
            <section class="panel">
                <Empty icon="globe-simple-duotone" title=text.say("domain-nothing-yet") text=text.say("domain-without-mail")/>
            </section>
        });
    }
    let heads = ["record-type", "record-name", "record-wanted", "record-seen", "record-state"];
    let groups = Purpose::ALL.iter().map(|purpose| {
        let of: Vec<_> = domain.records.iter().filter(|record| record.wanted.purpose == *purpose).cloned().collect();
        group(text, *purpose, of)
    });
    let caption = text.with("records-of", [("domain", domain.name.as_str().into())]);
    Either::Right(view! {
        <div class="sheet dns">
            <table class="t cards" role="table">
                <caption class="vh">{caption}</caption>
                <colgroup><col class="c1"/><col class="c2"/><col class="c3"/><col class="c4"/><col class="c5"/></colgroup>
                <thead role="rowgroup">
                    <tr role="row">
                        {heads.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                    </tr>
                </thead>
                {groups.collect_view()}
            </table>
        </div>
    })
}
