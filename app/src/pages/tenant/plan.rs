//! A repair before it runs: each call with its body, object by object. Nothing is changed until the button is pressed.

use dezky_domain::{
    access::Action,
    id::ResourceId,
    provision::{PlannedCall, Repair, RepairPlan},
    tenant::Slug,
};
use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
    server_fn::ServerFn as _,
};

use super::{asked, asking, drift::Values, page};
use crate::{
    Backend,
    api::provisioning::ProvisionRepair,
    backend::load,
    text::Text,
    ui::{
        Act, Badge, Empty, Note, Shape, Status, Tone, Weight,
        provision::{thing, told, trouble},
        source_name, visible_block,
    },
};

#[component]
pub fn Plan() -> impl IntoView {
    load(|backend: Backend| async move {
        let slug = asked(&backend)?;
        backend.ctx.require(Action::Provision)?;
        let ids: Vec<ResourceId> =
            backend.pairs().filter(|(key, _)| *key == "ids").filter_map(|(_, id)| id.parse().ok()).collect();
        let plan = match ids.as_slice() {
            [] => RepairPlan { repairs: Vec::new() },
            ids => backend.services.provisioner.plan(&backend.ctx, &slug, ids).await?,
        };
        let text = backend.text;
        let title = text.say("plan-title");
        asking(backend, title, move |_| Ok(view! { <Shown text slug plan/> })).await
    })
}

#[component]
fn Shown(text: Text, slug: Slug, plan: RepairPlan) -> impl IntoView {
    let (back, home) = (page(&slug), page(&slug));
    let RepairPlan { repairs } = plan;
    let number = |number: usize| u64::try_from(number).unwrap_or_default().into();
    let calls: Vec<&PlannedCall> = repairs.iter().flat_map(|repair| &repair.calls).collect();
    let destroys = calls.iter().any(|call| call.destroys);
    let about = if repairs.is_empty() {
        text.say("plan-nothing-chosen")
    } else {
        let calls = text.with("plan-calls", [("count", number(calls.len()))]);
        text.with("plan-about", [("count", number(repairs.len())), ("calls", calls.into())])
    };
    // Run is what was shown, and nothing that came up since.
    let ready: Vec<String> =
        repairs.iter().filter(|repair| !repair.calls.is_empty()).map(|repair| repair.id.to_string()).collect();
    let run = (!ready.is_empty()).then(|| {
        let word = text.with("plan-run", [("count", number(ready.len()))]);
        let fields = vec![("slug", slug.to_string()), ("ids", ready.join(" "))];
        let weight = if destroys { Weight::Destroys } else { Weight::Primary };
        view! { <Act action=ProvisionRepair::PATH fields word weight/> }
    });
    let body = if repairs.is_empty() {
        Either::Left(view! {
            <section class="panel">
                <Empty icon="plugs-connected-duotone" title=text.say("plan-empty-title") text=text.say("plan-empty")>
                    <a class="btn" href=home>{text.say("plan-back")}</a>
                </Empty>
            </section>
        })
    } else {
        let warning = destroys.then(|| {
            view! {
                <Note tone=Tone::Warn title=text.say("plan-destroys-title") text=text.say("plan-destroys")/>
            }
        });
        Either::Right(view! {
            {warning}
            {repairs.into_iter().map(|repair| view! { <One text repair/> }).collect_view()}
        })
    };
    view! {
        <div class="head">
            <div><h1>{text.say("plan-title")}</h1><p>{about}</p></div>
            <div class="acts"><a class="btn quiet" href=back>{text.say("cancel")}</a>{run}</div>
        </div>
        {body}
    }
}

#[component]
fn One(text: Text, repair: Repair) -> impl IntoView {
    let Repair { id, name, differences, calls, trouble: why } = repair;
    let missing = differences.iter().all(|difference| difference.seen.is_none());
    let title = thing(text, name.kind, &name.key);
    let body = match (why, calls.is_empty()) {
        (Some(why), _) => {
            let detail = why.detail.as_deref().map(|detail| told(detail, 300));
            EitherOf3::A(view! {
                <div class="pad">
                    <p><Status tone=Tone::Warn word=text.say("plan-not-now")/></p>
                    <p class="muted">{trouble(text, &name, &why)}</p>
                    {detail.map(|detail| view! { <p class="mono muted">{detail}</p> })}
                </div>
            })
        }
        (None, true) => {
            EitherOf3::B(view! { <p class="pad"><Status tone=Tone::Ok word=text.say("plan-as-wanted")/></p> })
        }
        (None, false) => {
            let calls = calls.into_iter().enumerate().map(|(at, call)| view! { <Call text at call of=id/> });
            EitherOf3::C(view! { <ol class="calls">{calls.collect_view()}</ol> })
        }
    };
    let values = (!differences.is_empty()).then(|| {
        view! {
            <table class="t cards plan values" role="table">
                <caption class="vh">{text.with("plan-differences", [("name", title.as_str().into())])}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">{text.say("drift-wanted")}</th>
                        <th scope="col" role="columnheader">{text.say("drift-seen")}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup"><tr role="row"><Values text differences missing/></tr></tbody>
            </table>
        }
    });
    view! {
        <section class="panel">
            <header>
                <h2>{crate::ui::capital(&title)}</h2>
                <span class="src muted small"><Shape source=name.system/>{source_name(text, name.system)}</span>
            </header>
            {values}
            {body}
        </section>
    }
}

/// The verb, where it goes, and what is sent. Secrets are masked before they come here.
#[component]
fn Call(text: Text, at: usize, call: PlannedCall, of: ResourceId) -> impl IntoView {
    let PlannedCall { verb, target, body, destroys } = call;
    let id = format!("call-{of}-{at}");
    let destroys = destroys.then(|| view! { " "<Badge tone=Tone::Bad word=text.say("plan-call-destroys")/> });
    let body = if body.trim().is_empty() {
        Either::Left(view! { <p class="faint small">{text.say("plan-no-body")}</p> })
    } else {
        Either::Right(view! {
            <pre class="raw" tabindex="0" role="region" aria-labelledby=id.clone()>{visible_block(&body)}</pre>
        })
    };
    view! {
        <li>
            <p class="mono" id=id><b>{told(&verb, 60)}</b>" "{told(&target, 300)}{destroys}</p>
            {body}
        </li>
    }
}
