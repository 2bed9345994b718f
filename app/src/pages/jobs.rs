//! Durable jobs: what Dezky has promised itself to do, the next first.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dezky_domain::{
    audit::Source,
    provision::{JobRow, JobState},
    tenant::ObjectKind,
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;

use crate::{
    backend::load,
    text::Text,
    ui::{Desk, Empty, Near, Status, Tone, provision::told, sentence::translated, source_name},
    when::When,
};

#[component]
pub fn Jobs() -> impl IntoView {
    load(|backend| async move {
        let jobs = backend.services.provisioner.jobs(&backend.ctx).await?;
        let tenants = backend.services.tenants.list(&backend.ctx, "").await?;
        let slugs: BTreeSet<String> = tenants.iter().map(|tenant| tenant.slug.to_string()).collect();
        let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
        let title = text.say("nav-jobs");
        let count = text.with("jobs-count", [("count", u64::try_from(jobs.len()).unwrap_or_default().into())]);
        let sheet = if jobs.is_empty() {
            Either::Left(
                view! { <Empty icon="list-checks-duotone" title=text.say("jobs-none-title") text=text.say("jobs-none")/> },
            )
        } else {
            Either::Right(view! { <Table text when now slugs jobs/> })
        };
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone()>
                <div class="head"><div><h1>{title}</h1><p>{count}</p></div></div>
                <div class="sheet">{sheet}</div>
            </Desk>
        })
    })
}

#[component]
fn Table(text: Text, when: When, now: DateTime<Utc>, slugs: BTreeSet<String>, jobs: Vec<JobRow>) -> impl IntoView {
    let head = ["job-kind", "job-about", "job-state", "job-when", "job-attempts", "job-worker", "job-error"];
    view! {
        <table class="t cards rows" role="table">
            <caption class="vh">{text.say("nav-jobs")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody role="rowgroup">
                {jobs.into_iter().map(|job| view! { <Row text when now tenant=slugs.contains(&job.about) job/> }).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn Row(
    text: Text,
    when: When,
    now: DateTime<Utc>,
    /// Whether it is about one, which then has a page.
    tenant: bool,
    job: JobRow,
) -> impl IntoView {
    let JobRow { kind, about, state, run_at, attempts, worker, last_error, .. } = job;
    let (tone, icon) = match (state, &last_error) {
        (JobState::Running, _) => (Tone::Info, Tone::Info.icon()),
        (JobState::Pending, Some(_)) => (Tone::Warn, Tone::Warn.icon()),
        (JobState::Pending, None) => (Tone::Off, "hourglass-medium-fill"),
    };
    let about = if tenant {
        Either::Left(view! { <a href=format!("/operator/tenants/{about}")>{about.clone()}</a> })
    } else {
        Either::Right(named(text, &about))
    };
    // What is still to come is a clock time; what is over is as near as it is useful.
    let at = if run_at > now {
        let (day, time) = (when.date(run_at), when.second(run_at));
        let said = if day == when.date(now) { time } else { format!("{}, {time}", when.full_day(day)) };
        Either::Left(view! { <time datetime=when.machine(run_at)>{said}</time> })
    } else {
        Either::Right(view! { <Near when at=run_at now/> })
    };
    let word = text.say(&format!("job-state-{}", state.word()));
    view! {
        <tr role="row">
            <td role="cell" class="who" data-at="name">{translated(text, "job-kind", &kind)}</td>
            <td role="cell" data-at="sub">{about}</td>
            <td role="cell" data-at="state"><Status tone word icon/></td>
            <td role="cell" data-at="aside">{at}</td>
            <td role="cell" class="num">{text.number(attempts.into())}</td>
            <td role="cell" class="mono">{worker.map(|worker| told(&worker, 40))}</td>
            <td role="cell" class="prose" data-at="acts">{last_error.map(|error| told(&error, 300))}</td>
        </tr>
    }
}

/// What a job is about that is no tenant's: the platform itself, an object by its kind and id, or a key as it stands.
fn named(text: Text, about: &str) -> String {
    if about == Source::Platform.word() {
        return source_name(text, Source::Platform);
    }
    // `space:<id>`, or with its system before it.
    let of = about.split_once(':').filter(|(system, _)| Source::parse(system).is_some()).map_or(about, |(_, of)| of);
    match of.split_once(':') {
        Some((kind, id)) if ObjectKind::parse(kind).is_some() => {
            format!("{} {}", text.say(&format!("object-kind-{kind}")), told(id, 80))
        }
        _ => told(about, 80),
    }
}
