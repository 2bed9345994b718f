//! A tenant at a glance: what works, what waits for somebody, how much there is. Each part leads to where it is handled;
//! what the caller may not open isn't here.

use dezky_domain::{
    access::Action,
    audit::Source,
    overview::{Fares, Health, Overview as Glance, PeopleCount, Storage},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;

use crate::{
    Backend,
    text::Text,
    ui::{Desk, Shape, Status, Tone, amount},
};

#[component]
pub fn Overview(backend: Backend, overview: Glance) -> impl IntoView {
    let text = backend.text;
    let tenant = backend.ctx.tenant().map(|tenant| tenant.name.clone()).unwrap_or_default();
    let tasks = tells(&overview).then(|| tasks(text, &overview));
    let audit = backend.ctx.may(Action::ReadTenantAudit).then(|| {
        view! { <div class="acts"><a class="btn" href="/admin/audit">{text.say("nav-timeline")}</a></div> }
    });
    let Glance { services, storage, people, .. } = overview;
    view! {
        <Title text=text.say("nav-overview")/>
        <Desk backend name=text.say("nav-overview")>
            <div class="head">
                <div><h1>{text.say("nav-overview")}</h1><p>{text.with("overview-about", [("tenant", tenant.into())])}</p></div>
                {audit}
            </div>
            <div class="two">
                <div class="stack">
                    {tasks.map(|tasks| view! { <Tasks text tasks/> })}
                    {(!services.is_empty()).then(|| view! { <Services text services/> })}
                </div>
                <aside class="stack" aria-label=text.say("overview-numbers")>
                    {people.map(|people| view! { <People text people/> })}
                    {storage.map(|storage| view! { <Stored text storage/> })}
                </aside>
            </div>
        </Desk>
    }
}

/// Something that waits for somebody: how it stands, what it is, and where it is handled.
struct Task {
    tone: Tone,
    said: String,
    href: String,
    /// The link's word.
    word: String,
}

/// Whether the caller may hear of anything that waits: that nothing does is no answer to who may not ask.
const fn tells(overview: &Glance) -> bool {
    overview.domains.is_some()
        || overview.requests.is_some()
        || overview.people.is_some()
        || overview.partners.is_some()
}

fn tasks(text: Text, overview: &Glance) -> Vec<Task> {
    let task = |tone: Tone, said: String, href: &str, word: &str| Task {
        tone,
        said,
        href: href.to_owned(),
        word: text.say(word),
    };
    let mut tasks = Vec::new();
    for (domain, records) in overview.domains.iter().flatten() {
        let fills = [("domain", domain.as_str().into()), ("count", (*records).into())];
        tasks.push(task(Tone::Warn, text.with("overview-domain", fills), "/admin/domains", "overview-look"));
    }
    if let Some(count) = overview.requests.filter(|count| *count > 0) {
        let said = text.with("overview-requests", [("count", count.into())]);
        tasks.push(task(Tone::Info, said, "/admin/people", "overview-decide"));
    }
    if let Some(count) = overview.people.map(|people| people.invited).filter(|count| *count > 0) {
        let said = text.with("overview-invited", [("count", count.into())]);
        tasks.push(task(Tone::Info, said, "/admin/people?state=invited", "overview-look"));
    }
    if let Some(count) = overview.partners.filter(|count| *count > 0) {
        let said = text.with("overview-partners", [("count", count.into())]);
        tasks.push(task(Tone::Info, said, "/admin/partners", "overview-look"));
    }
    tasks
}

#[component]
fn Tasks(text: Text, tasks: Vec<Task>) -> impl IntoView {
    let body = if tasks.is_empty() {
        Either::Left(view! { <p class="pad"><Status tone=Tone::Ok word=text.say("overview-nothing")/></p> })
    } else {
        let rows = tasks.into_iter().map(|Task { tone, said, href, word }| {
            let label = format!("{word}: {said}");
            view! { <div><dt><Status tone word=said/></dt><dd class="way"><a href=href aria-label=label>{word}</a></dd></div> }
        });
        Either::Right(view! { <dl class="facts pad">{rows.collect_view()}</dl> })
    };
    view! {
        <section class="panel">
            <header><h2>{text.say("overview-tasks")}</h2></header>
            {body}
        </section>
    }
}

/// What a system is for, as people call it.
const fn service(system: Source) -> &'static str {
    match system {
        Source::Authentik => "service-of-identity",
        Source::Stalwart => "service-of-mail",
        Source::Ocis => "service-of-files",
        Source::Zulip => "service-of-chat",
        Source::Platform => "service-of-route",
    }
}

#[component]
fn Services(text: Text, services: Vec<Health>) -> impl IntoView {
    let troubled = services.iter().any(|health| health.fares == Fares::InTrouble);
    let rows = services.into_iter().map(|Health { system, fares, trouble }| {
        let (tone, icon) = match fares {
            Fares::AsWanted => (Tone::Ok, Tone::Ok.icon()),
            Fares::BeingMade => (Tone::Warn, "hourglass-medium-fill"),
            Fares::InTrouble => (Tone::Bad, Tone::Bad.icon()),
        };
        let word = match fares {
            Fares::InTrouble => text.with("overview-trouble", [("count", trouble.into())]),
            _ => text.say(&format!("far-{}", fares.word())),
        };
        view! {
            <div>
                <dt class="src"><Shape source=system/>{text.say(service(system))}</dt>
                <dd><Status tone word icon/></dd>
            </div>
        }
    });
    view! {
        <section class="panel">
            <header><h2>{text.say("services-title")}</h2></header>
            <dl class="facts pad">{rows.collect_view()}</dl>
            {troubled.then(|| view! { <footer><span class="muted small">{text.say("overview-at-it")}</span></footer> })}
        </section>
    }
}

#[component]
fn People(text: Text, people: PeopleCount) -> impl IntoView {
    let PeopleCount { active, invited, suspended } = people;
    let rows = [("active", active), ("invited", invited), ("suspended", suspended)].map(|(state, count)| {
        let (href, word) = (format!("/admin/people?state={state}"), text.say(&format!("member-state-{state}")));
        view! { <div><dt><a href=href>{word}</a></dt><dd>{text.number(count)}</dd></div> }
    });
    view! {
        <section class="panel pad">
            <h2><a href="/admin/people">{text.say("nav-people")}</a></h2>
            <dl class="facts">{rows.collect_view()}</dl>
        </section>
    }
}

#[component]
fn Stored(text: Text, storage: Storage) -> impl IntoView {
    let used = storage.used.map(|used| {
        view! { <div><dt>{text.say("overview-used")}</dt><dd>{amount::size(text, used)}</dd></div> }
    });
    view! {
        <section class="panel pad">
            <h2>{text.say("agreement-storage")}</h2>
            <dl class="facts">
                {used}
                <div><dt>{text.say("overview-quota")}</dt><dd>{amount::size(text, storage.quota)}</dd></div>
            </dl>
        </section>
    }
}
