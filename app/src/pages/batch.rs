//! What is done to many at once: before it is begun what it would do, while it runs how far it is, and afterwards what came
//! of each.

mod rows;

use dezky_domain::{
    AppError,
    access::Action,
    batch::{Batch as One, BatchPage, BatchState, Deed, RowState, RowsQuery},
};
use leptos::{either::EitherOf3, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use self::rows::Rows;
use crate::{
    Backend,
    api::{
        answer::PRESSED,
        batches::{CancelBatch, StartBatch},
    },
    backend::load,
    text::Text,
    ui::{Act, Desk, Icon, Near, Note, Status, Tone, Weight, field::Kept},
};

pub(super) const PATH: &str = "/admin/people/batches";

#[component]
pub fn Batch() -> impl IntoView {
    load(|backend: Backend| async move {
        backend.ctx.require(Action::HelpPeople)?;
        let id = backend.path.strip_prefix(PATH).and_then(|rest| rest.split('/').nth(1)).unwrap_or_default();
        let id = id.parse().map_err(|_| AppError::Missing)?;
        let query = RowsQuery::from_pairs(backend.pairs());
        let page = backend.services.batches.show(&backend.ctx, id, query).await?;
        let text = backend.text;
        let left = backend.left().await;
        let done = left.as_ref().and_then(|left| left.done.as_deref()).map(|done| text.say(done));
        let wrong = Kept::new(left.filter(|left| left.form == PRESSED), text).any();
        let crumbs = vec![(text.say("nav-people"), "/admin/people".to_owned())];
        let title = titled(text, &page.batch.deed, page.group.as_deref());
        let domain = backend.ctx.tenant().and_then(|tenant| tenant.domain.clone());
        let what = match page.batch.state {
            BatchState::Draft => EitherOf3::A(view! { <Draft text page=page.clone()/> }),
            BatchState::Running => EitherOf3::B(view! { <Running text batch=page.batch.clone()/> }),
            BatchState::Done | BatchState::Cancelled => EitherOf3::C(view! { <Over text batch=page.batch.clone()/> }),
        };
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend=backend.clone() name=title.clone() crumbs done>
                <Head backend=backend.clone() title batch=page.batch.clone()/>
                {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
                {what}
                <div class="sheet"><Rows text domain path=format!("{PATH}/{}", page.batch.id) query page/></div>
            </Desk>
        })
    })
}

/// `Add to group: Sales`.
pub(super) fn titled(text: Text, deed: &Deed, group: Option<&str>) -> String {
    let said = text.say(&format!("deed-{}", deed.word()));
    let about = match deed {
        Deed::SetRole { role } => Some(text.say(&format!("role-{}", role.word()))),
        Deed::AddToGroup { .. } | Deed::TakeFromGroup { .. } => {
            Some(group.map_or_else(|| text.say("batch-no-group"), str::to_owned))
        }
        _ => None,
    };
    match about {
        Some(about) => text.with("batch-title", [("deed", said.into()), ("about", about.into())]),
        None => said,
    }
}

/// How it stands, at a glance.
pub(super) fn mark(state: BatchState, failed: u64) -> (Tone, &'static str) {
    match state {
        BatchState::Draft => (Tone::Off, "hourglass-medium-fill"),
        BatchState::Running => (Tone::Info, Tone::Info.icon()),
        BatchState::Done if failed > 0 => (Tone::Warn, Tone::Warn.icon()),
        BatchState::Done => (Tone::Ok, Tone::Ok.icon()),
        BatchState::Cancelled => (Tone::Off, Tone::Off.icon()),
    }
}

/// The same in a word.
pub(super) fn standing(text: Text, state: BatchState, discarded: bool) -> String {
    if discarded { text.say("batch-discarded") } else { text.say(&format!("batch-state-{}", state.word())) }
}

#[component]
fn Head(backend: Backend, title: String, batch: One) -> impl IntoView {
    let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
    let (tone, icon) = mark(batch.state, batch.failed);
    let word = standing(text, batch.state, batch.is_discarded());
    // Of what was never begun there is no result.
    let result = (batch.state != BatchState::Draft && !batch.is_discarded()).then(|| {
        let href = format!("{PATH}/{}/result.csv", batch.id);
        view! { <div class="acts"><a class="btn" href=href download="result.csv"><Icon name="download-simple-bold"/>{text.say("batch-result")}</a></div> }
    });
    view! {
        <div class="head">
            <div>
                <h1>{title}</h1>
                <p class="row wrap">
                    <Status tone word icon/>
                    <span>{text.with("batch-by", [("name", batch.by.into())])}</span>
                    <Near when at=batch.created now/>
                </p>
            </div>
            {result}
        </div>
    }
}

/// What it would do, and the two ways on.
#[component]
fn Draft(text: Text, page: BatchPage) -> impl IntoView {
    let BatchPage { batch, new_groups, .. } = page;
    let fields = || vec![("id", batch.id.to_string())];
    let what = text.with(&format!("deed-{}-what", batch.deed.word()), [("count", batch.waiting.into())]);
    let wrong = (batch.wrong > 0).then(|| {
        let title = text.with("batch-wrong", [("count", batch.wrong.into())]);
        view! { <Note tone=Tone::Warn title text=text.say("batch-wrong-what")/> }
    });
    let groups = (!new_groups.is_empty()).then(|| {
        let names = new_groups.join(", ");
        let count = new_groups.len() as u64;
        let said = text.with("import-new-groups", [("count", count.into()), ("names", names.into())]);
        view! { <p>{said}</p> }
    });
    let weight = if batch.deed == Deed::Suspend { Weight::Destroys } else { Weight::Primary };
    let word = text.with(&format!("deed-{}-do", batch.deed.word()), [("count", batch.waiting.into())]);
    let start = (batch.waiting > 0).then(|| view! { <Act action=StartBatch::PATH fields=fields() word weight/> });
    view! {
        <div class="sheetcol">
            <section>
                <p>{what}</p>
                {groups}
                <p class="muted">{text.say("batch-nothing-yet")}</p>
                {wrong}
                <div class="row wrap">
                    <Act action=CancelBatch::PATH fields=fields() word=text.say("batch-discard") weight=Weight::Usual/>
                    {start}
                </div>
            </section>
        </div>
    }
}

/// How far it is. Where there is a script the page looks again by itself, and comes anew when it is over.
#[component]
fn Running(text: Text, batch: One) -> impl IntoView {
    let count = batch.rows() - batch.wrong;
    let progress = text.with("batch-progress", [("done", batch.over().into()), ("count", count.into())]);
    let (href, id) = (format!("{PATH}/{}", batch.id), batch.id.to_string());
    view! {
        <div class="sheetcol">
            <section>
                <p role="status" id="progress" data-again="">{progress}</p>
                <p class="muted">{text.say("batch-running-what")}</p>
                <div id="numbers" data-again=""><Numbers text batch/></div>
                <div class="row wrap">
                    <a class="btn" href=href><Icon name="arrow-clockwise-bold"/>{text.say("batch-look")}</a>
                    <Act action=CancelBatch::PATH fields=vec![("id", id)] word=text.say("batch-cancel") weight=Weight::Usual/>
                </div>
            </section>
        </div>
    }
}

#[component]
fn Over(text: Text, batch: One) -> impl IntoView {
    let (done, left) = (batch.done + batch.same, batch.failed + batch.wrong);
    let said = match batch.state {
        _ if batch.is_discarded() => text.say("batch-discarded-what"),
        BatchState::Cancelled => text.say("batch-cancelled-what"),
        _ if left > 0 => text.with("batch-done-some", [("done", done.into()), ("left", left.into())]),
        _ => text.say("batch-done-all"),
    };
    view! {
        <div class="sheetcol">
            <section><p>{said}</p><Numbers text batch/></section>
        </div>
    }
}

#[component]
fn Numbers(text: Text, batch: One) -> impl IntoView {
    let numbers = [
        (RowState::Done, batch.done),
        (RowState::Same, batch.same),
        (RowState::Failed, batch.failed),
        (RowState::Waiting, batch.waiting),
        (RowState::Wrong, batch.wrong),
    ];
    let numbers = numbers.into_iter().filter(|(_, number)| *number > 0).map(|(state, number)| {
        view! { <div><dt>{text.say(&batch.called(state))}</dt><dd class="num">{text.number(number)}</dd></div> }
    });
    view! { <dl class="props">{numbers.collect_view()}</dl> }
}
