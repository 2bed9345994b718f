//! The step log: the line with knots. It is a component of its own, since the server also renders it alone for a page
//! that is open. Nothing moves when a step ends; only its knot and its time change.

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{
    access::Action,
    provision::{Provisioning, RunState, Standing, Step, StepState},
    tenant::Slug,
};
use leptos::{prelude::*, server_fn::ServerFn as _};

use super::page;
use crate::{
    Backend,
    api::provisioning::ProvisionAgain,
    backend::address,
    text::Text,
    ui::{
        Act, Icon, Shape, Weight, amount, capital,
        provision::{step as word, thing, told, trouble},
        source_name,
    },
    when::When,
};

/// With more steps than this, those that are done are folded: a large tenant has several for each of its people.
const OPEN: usize = 60;

#[component]
pub fn StepLog(backend: Backend, slug: Slug, provisioning: Provisioning) -> impl IntoView {
    let text = backend.text;
    let Provisioning { steps, state, paused, .. } = provisioning;
    let done = steps.iter().filter(|step| step.state == StepState::Done).count();
    let count = |number: usize| u64::try_from(number).unwrap_or_default().into();
    let summary = text
        .with(if paused { "steps-paused" } else { "steps-done" }, [("done", count(done)), ("all", count(steps.len()))]);
    let events = backend.ctx.may(Action::ReadPlatformAudit).then(|| {
        let href = address("/operator/audit", &[("tenant", slug.as_str()), ("source", "platform")]);
        view! { <a class="btn quiet" id="steps-events" href=href><Icon name="clock-counter-clockwise-bold"/>{text.say("steps-events")}</a> }
    });
    let working = matches!(state, RunState::Working | RunState::Trying);
    let goes_on = working.then(|| format!(" {}", text.say("steps-goes-on")));
    // With a script the page follows by itself.
    let again = working.then(|| view! { <a class="btn quiet no-js" href=page(&slug)>{text.say("look-again")}</a> });
    let line =
        Line { text, when: backend.when, now: backend.ctx.now(), paused, act: backend.ctx.may(Action::Provision) };
    let (shown, folded): (Vec<Step>, Vec<Step>) = steps.into_iter().partition({
        let many = done > OPEN;
        move |step| !many || step.state != StepState::Done
    });
    let list =
        |steps: Vec<Step>| steps.into_iter().map(|step| view! { <Row line slug=slug.clone() step/> }).collect_view();
    let folded = (!folded.is_empty()).then(|| {
        let summary = text.with("steps-folded", [("count", count(folded.len()))]);
        view! {
            <details class="fold" id="steps-folded"><summary>{summary}</summary><ol class="steps">{list(folded)}</ol></details>
        }
    });
    view! {
        <section class="panel" id="steps" data-part="" aria-labelledby="steps-title">
            <header>
                <h2 id="steps-title">{text.say("steps-title")}</h2>
                <span class="muted small" id="steps-count" data-part="">{summary}{goes_on}</span>
                <span class="acts">{again}{events}</span>
            </header>
            {(!shown.is_empty()).then(|| view! { <ol class="steps">{list(shown)}</ol> })}
            {folded}
        </section>
    }
}

/// What all rows share.
#[derive(Debug, Clone, Copy)]
struct Line {
    text: Text,
    when: When,
    now: DateTime<Utc>,
    paused: bool,
    /// Whether the caller may try again.
    act: bool,
}

/// How a state looks: its class, its icon, whether the icon turns.
const fn knot(state: StepState) -> (&'static str, &'static str) {
    match state {
        StepState::Done => ("done", "check-circle-fill"),
        StepState::Running => ("run", "circle-notch-bold"),
        StepState::Trying => ("try", "arrow-clockwise-bold"),
        StepState::Failed => ("fail", "x-circle-fill"),
        StepState::Drifted => ("drift", "warning-fill"),
        StepState::Waiting => ("wait", "circle-regular"),
        StepState::Cancelled => ("wait", "prohibit-bold"),
    }
}

#[component]
fn Row(line: Line, slug: Slug, step: Step) -> impl IntoView {
    let text = line.text;
    let (class, icon) = knot(step.state);
    let name = capital(&thing(text, step.name.kind, &step.name.key));
    let state = word(text, step.state);
    let said = text.with("step-said", [("step", name.as_str().into()), ("state", state.as_str().into())]);
    let time = step.took_ms.filter(|_| step.state == StepState::Done);
    let time = time.map(|ms| amount::span(text, TimeDelta::milliseconds(i64::from(ms))));
    view! {
        <li class=class id=format!("step-{}", step.id) data-part="" data-state=step.state.word() data-said=said>
            <span class="knot"><Icon name=icon size=if step.state == StepState::Running { "spin" } else { "" }/></span>
            <div>
                <b>{name.clone()}</b><span class="vh">", "{state}</span>
                {why(line, &step)}
                {again(line, slug, &step, &name)}
            </div>
            <span class="opt"><span class="src"><Shape source=step.name.system/>{source_name(text, step.name.system)}</span></span>
            <span class="n opt">{tries(text, &step)}</span>
            <span class="n">{time}</span>
        </li>
    }
}

fn tries(text: Text, step: &Step) -> Option<String> {
    let key = match step.state {
        StepState::Done if step.tries > 1 => "step-tries",
        StepState::Trying | StepState::Failed if step.tries > 0 => "step-try",
        StepState::Running if step.tries > 1 => "step-try",
        _ => return None,
    };
    Some(text.with(key, [("count", u64::from(step.tries).into())]))
}

/// What a step needs to say beyond its name, as sentences; the engine's own words last, as they came.
fn why(line: Line, step: &Step) -> impl IntoView + use<> {
    let text = line.text;
    let mut said = Vec::new();
    said.extend(match step.standing {
        Standing::Present => None,
        Standing::Cut => Some(text.say("step-cut")),
        Standing::Gone => Some(text.say("step-gone")),
    });
    match step.state {
        StepState::Done if step.adopted => said.push(text.say("step-adopted")),
        StepState::Drifted => said.push(text.say("step-drifted-why")),
        _ => {}
    }
    let trouble_ = step.trouble.as_ref().filter(|_| !matches!(step.state, StepState::Done | StepState::Cancelled));
    said.extend(trouble_.map(|trouble_| trouble(text, &step.name, trouble_)));
    if step.state == StepState::Trying && !line.paused {
        said.extend(step.next_try.map(|at| text.with("step-next", [("time", moment(line, at).into())])));
    }
    let detail = trouble_.and_then(|trouble_| trouble_.detail.as_deref()).map(|detail| told(detail, 300));
    let said = (!said.is_empty()).then(|| view! { <p class="why">{said.join(" ")}</p> });
    (said, detail.map(|detail| view! { <p class="why mono">{detail}</p> }))
}

/// A clock time, with its day where that isn't today.
fn moment(line: Line, at: DateTime<Utc>) -> String {
    let (when, time) = (line.when, line.when.second(at));
    if when.date(at) == when.date(line.now) { time } else { format!("{}, {time}", when.full_day(when.date(at))) }
}

fn again(line: Line, slug: Slug, step: &Step, name: &str) -> impl IntoView + use<> {
    let stuck = matches!(step.state, StepState::Failed | StepState::Trying) && line.act && !line.paused;
    let (id, label) = (step.id, line.text.with("step-again-named", [("step", name.into())]));
    stuck.then(move || {
        let fields = vec![("slug", slug.to_string()), ("from", id.to_string())];
        view! {
            <div class="why">
                <Act action=ProvisionAgain::PATH fields word=line.text.say("step-again") weight=Weight::Usual
                    id=format!("again-{id}") label/>
            </div>
        }
    })
}
