//! What isn't as wanted: missing, changed, extra, with wanted beside seen. A part of the page that is put in anew.
//! Repairing begins with the choice here and goes on to the plan; what is extra is left alone.

use dezky_domain::{
    access::Action,
    provision::{Difference, Extra, Provisioning, Standing, Step, StepState},
    tenant::Slug,
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};

use super::page;
use crate::{
    Backend,
    api::provisioning::ProvisionLook,
    text::Text,
    ui::{
        Act, Badge, Shape, Status, Tone, Weight,
        provision::{thing, told},
        source_name,
    },
    when::When,
};

/// More can't be chosen at once: all of them must fit into the plan's address.
const MOST: usize = 200;
/// Differences of one object that are shown.
const FIELDS: usize = 6;
/// The form that the boxes and the button belong to, wherever they stand.
const FORM: &str = "repairs";

#[component]
pub fn Drift(backend: Backend, slug: Slug, provisioning: Provisioning) -> impl IntoView {
    let (text, when) = (backend.text, backend.when);
    let Provisioning { steps, extras, looked, paused, .. } = provisioning;
    let act = backend.ctx.may(Action::Provision) && !paused;
    let objects = steps.iter().filter(|step| !step.name.kind.is_act()).count() + extras.len();
    let whole = steps.iter().all(|step| step.state == StepState::Done);
    let drifted: Vec<Step> = steps.into_iter().filter(|step| step.state == StepState::Drifted).collect();
    let (repairs, found) = (drifted.len(), drifted.len() + extras.len());
    let look = act.then(|| {
        let fields = vec![("slug", slug.to_string())];
        view! { <span class="acts"><Act action=ProvisionLook::PATH fields word=text.say("look-again") weight=Weight::Usual id="drift-look"/></span> }
    });
    let body = if found == 0 {
        let (tone, key) = match looked {
            Some(_) if whole => (Tone::Ok, "drift-none"),
            Some(_) => (Tone::Info, "drift-unfinished"),
            None => (Tone::Off, "drift-not-looked"),
        };
        Either::Left(view! { <p class="pad"><Status tone word=text.say(key)/></p> })
    } else {
        Either::Right(view! { <Table text drifted extras act/> })
    };
    view! {
        <section class="panel" id="drift" data-part="" aria-labelledby="drift-title">
            <header>
                <h2 id="drift-title">{text.say("drift-title")}</h2>
                <span class="muted small">{summary(text, when, looked, found, objects)}</span>
                {look}
            </header>
            {body}
            {(act && repairs > 0).then(|| view! { <Choose text slug repairs/> })}
        </section>
    }
}

fn summary(
    text: Text,
    when: When,
    looked: Option<chrono::DateTime<chrono::Utc>>,
    found: usize,
    objects: usize,
) -> Option<String> {
    let number = |number: usize| u64::try_from(number).unwrap_or_default();
    looked.map(|at| {
        let objects = text.with("drift-objects", [("count", number(objects).into())]);
        let fills = [("time", when.minute(at).into()), ("count", number(found).into()), ("objects", objects.into())];
        text.with("drift-looked", fills)
    })
}

/// How many are chosen is said on the button; with a script it follows the boxes.
#[component]
fn Choose(text: Text, slug: Slug, repairs: usize) -> impl IntoView {
    let count = u64::try_from(repairs.min(MOST)).unwrap_or_default();
    let one = text.with("drift-repair", [("count", 1.into())]);
    let many = text.with("drift-repair", [("count", 2.into())]).replacen('2', "{n}", 1);
    view! {
        <footer>
            <form id=FORM method="get" action=format!("{}/plan", page(&slug))>
                <button class="btn" id="repair" data-one=one data-many=many>{text.with("drift-repair", [("count", count.into())])}</button>
            </form>
            <span class="muted small">{text.say("drift-repair-what")}</span>
        </footer>
    }
}

#[component]
fn Table(text: Text, drifted: Vec<Step>, extras: Vec<Extra>, act: bool) -> impl IntoView {
    let head = ["drift-object", "drift-wanted", "drift-seen", "drift-repair-how"];
    let rows = drifted.into_iter().take(MOST).map(|step| view! { <Drifted text step act/> }).collect_view();
    let extras = extras.into_iter().take(MOST).map(|extra| view! { <Unwanted text extra/> }).collect_view();
    view! {
        <table class="t cards plan" role="table">
            <caption class="vh">{text.say("drift-title")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader" class="pickcol"><span class="vh">{text.say("drift-choose")}</span></th>
                    {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}{extras}</tbody>
        </table>
    }
}

/// The difference between what is there and what isn't, as engines' connectors name it.
const EXISTS: &str = "exists";

/// Nothing of it is there any more.
fn is_missing(step: &Step) -> bool {
    step.differences.iter().all(|difference| difference.seen.is_none())
}

#[component]
fn Drifted(text: Text, step: Step, act: bool) -> impl IntoView {
    let name = thing(text, step.name.kind, &step.name.key);
    let missing = is_missing(&step);
    let (tone, badge) = if missing { (Tone::Bad, "drift-missing") } else { (Tone::Warn, "drift-changed") };
    let id = step.id.to_string();
    let label = text.with("drift-choose-named", [("name", name.as_str().into())]);
    let pick = act.then(|| view! {
        <input class="check" type="checkbox" name="ids" form=FORM value=id.clone() checked id=format!("repair-{id}") aria-label=label/>
    });
    let fields: Vec<String> = step.differences.iter().take(3).map(|difference| told(&difference.field, 40)).collect();
    let (verb, of) = match step.standing {
        Standing::Gone => ("repair-remove", None),
        Standing::Cut => ("repair-cut", None),
        Standing::Present if missing => ("repair-create", None),
        Standing::Present => ("repair-set-back", Some(format!(" {}", fields.join(", ")))),
    };
    view! {
        <tr role="row">
            <td role="cell">{pick}</td>
            <td role="cell">
                <span class="src"><Shape source=step.name.system/>{source_name(text, step.name.system)}</span>" "<b>{name}</b>
                <div><Badge tone word=text.say(badge)/></div>
            </td>
            <Values text differences=step.differences missing/>
            <td role="cell"><b>{text.say(verb)}</b>{of}</td>
        </tr>
    }
}

/// Two cells: each difference on a line of its own, what deviates marked.
#[component]
pub fn Values(text: Text, differences: Vec<Difference>, missing: bool) -> impl IntoView {
    let more = differences.len().saturating_sub(FIELDS);
    let more = (more > 0).then(|| text.with("drift-more", [("count", u64::try_from(more).unwrap_or_default().into())]));
    let shown: Vec<Difference> = differences.into_iter().take(FIELDS).collect();
    let line = |field: &str, value: Option<&str>| {
        let value = value.map_or_else(|| text.say("drift-nothing"), |value| told(value, 80));
        if field.is_empty() { value } else { format!("{}: {value}", told(field, 40)) }
    };
    let wanted: Vec<String> =
        if shown.iter().all(|difference| difference.field == EXISTS && difference.wanted.is_some()) {
            vec![text.say("drift-present")]
        } else {
            shown.iter().map(|difference| line(&difference.field, difference.wanted.as_deref())).collect()
        };
    let seen = if missing {
        Either::Left(
            view! { <td role="cell" class="mono faint" data-name=text.say("drift-seen")>{text.say("drift-absent")}</td> },
        )
    } else {
        let lines = shown.iter().map(|difference| line(&difference.field, difference.seen.as_deref()));
        let lines = lines.map(|line| view! { <div><mark>{line}</mark></div> }).collect_view();
        Either::Right(view! { <td role="cell" class="mono" data-name=text.say("drift-seen")>{lines}</td> })
    };
    view! {
        <td role="cell" class="mono" data-name=text.say("drift-wanted")>
            {wanted.into_iter().map(|line| view! { <div>{line}</div> }).collect_view()}
            {more.map(|more| view! { <div class="faint">{more}</div> })}
        </td>
        {seen}
    }
}

/// Nobody wants it, and nobody asked for it to go: it is shown, and left.
#[component]
fn Unwanted(text: Text, extra: Extra) -> impl IntoView {
    let Extra { name, seen, .. } = extra;
    view! {
        <tr role="row">
            <td role="cell"></td>
            <td role="cell">
                <span class="src"><Shape source=name.system/>{source_name(text, name.system)}</span>" "
                <b>{thing(text, name.kind, &name.key)}</b>
                <div><Badge tone=Tone::Info word=text.say("drift-extra")/></div>
            </td>
            <td role="cell" class="mono faint" data-name=text.say("drift-wanted")>{text.say("drift-unwanted")}</td>
            <td role="cell" class="mono" data-name=text.say("drift-seen")>{told(&seen, 120)}</td>
            <td role="cell">{text.say("repair-leave")}</td>
        </tr>
    }
}
