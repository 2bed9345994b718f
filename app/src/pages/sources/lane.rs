//! A source's lane: what it is and how it does, its day as a strip, its numbers.

use chrono::TimeDelta;
use dezky_domain::{
    access::Action,
    audit::Source,
    source::{FollowedFile, SourceState, SourceStatus},
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};

use crate::{
    Backend,
    api::sources::{PauseSource, ResumeSource},
    text::Text,
    ui::{Act, Icon, Near, Shape, Status, Strip, Tone, Weight, amount, source_name, visible},
    when::When,
};

pub fn lane(backend: &Backend, status: &SourceStatus) -> impl IntoView + use<> {
    let text = backend.text;
    let off = status.state == SourceState::Off;
    let rest = if off {
        Either::Left(view! { <p class="muted">{text.say("source-off")}</p> })
    } else {
        Either::Right(
            view! { <Day backend=backend.clone() status=status.clone()/><Numbers text status=status.clone()/> },
        )
    };
    let kept = (!off).then(|| format!(" {}", text.with("source-kept", [("count", status.kept.into())])));
    view! {
        <section class="lane">
            <div>
                <h2><Shape source=status.source hollow=off/>{source_name(text, status.source)}</h2>
                <p class="small muted">{listens(text, status)}{kept}</p>
                <p class="lst">{state(text, backend.when, status)}</p>
                {status.reader.clone().map(|reader| view! {
                    <p class="small faint">{text.say("source-reader")}" "<span class="mono">{visible(&reader)}</span></p>
                })}
                {pausing(backend, status)}
            </div>
            {rest}
        </section>
    }
}

/// Stops it, or lets it go on.
fn pausing(backend: &Backend, status: &SourceStatus) -> Option<impl IntoView + use<>> {
    let may = backend.ctx.may(Action::ManageSources) && status.source != Source::Platform;
    (may && status.state != SourceState::Off).then(|| {
        let (text, paused) = (backend.text, status.state == SourceState::Paused);
        let (action, key, of, icon) = if paused {
            (ResumeSource::PATH, "source-resume", "source-resume-of", "play-bold")
        } else {
            (PauseSource::PATH, "source-pause", "source-pause-of", "pause-bold")
        };
        let label = text.with(of, [("source", source_name(text, status.source).into())]);
        let fields = vec![("source", status.source.word().to_owned())];
        view! { <Act action fields word=text.say(key) weight=Weight::Quiet icon label/> }
    })
}

/// How it listens, as far as it is set up.
fn listens(text: Text, status: &SourceStatus) -> String {
    match (status.source, &status.path) {
        (Source::Platform, _) => text.say("source-listens-platform"),
        (_, Some(path)) => {
            let name = path.rsplit('/').next().unwrap_or(path);
            text.with("source-listens-file", [("file", visible(name).into())])
        }
        (Source::Authentik, None) => text.say("source-listens-authentik"),
        (Source::Ocis, None) => text.say("source-listens-ocis"),
        (Source::Stalwart, None) => text.say("source-listens-stalwart"),
        // It isn't listened to.
        (Source::Zulip, None) => String::new(),
    }
}

fn state(text: Text, when: When, status: &SourceStatus) -> impl IntoView + use<> {
    let tone = match status.state {
        SourceState::Complete => Tone::Ok,
        SourceState::Gaps => Tone::Warn,
        SourceState::Behind | SourceState::Waiting => Tone::Info,
        SourceState::Failing => Tone::Bad,
        SourceState::Paused | SourceState::Off => Tone::Off,
    };
    let heard = status.last_event.or(status.polled);
    let word = match (status.state, heard) {
        (SourceState::Gaps, _) => text.with("source-state-gaps", [("count", status.gaps.into())]),
        (SourceState::Behind, _) => {
            text.with("source-state-behind", [("size", amount::size(text, status.lag_bytes).into())])
        }
        (SourceState::Failing, Some(heard)) => text.with("source-state-silent", [("time", when.minute(heard).into())]),
        (state, _) => text.say(&format!("source-state-{}", state.word())),
    };
    view! { <Status tone word/> }
}

#[component]
fn Day(backend: Backend, status: SourceStatus) -> impl IntoView {
    let text = backend.text;
    let SourceStatus { source, strip, files, last_event, last_error, dropped, .. } = status;
    let label = text.with("source-strip", [("source", source_name(text, source).into())]);
    let position =
        files.iter().find(|file| !file.finished).map(|file| format!("i{}:{}", file.inode, text.number(file.offset)));
    let (when, now) = (backend.when, backend.ctx.now());
    let last = match last_event {
        Some(at) => {
            let time = if when.date(at) == when.date(now) { when.second(at) } else { when.near(at, now) };
            Either::Left(view! { {text.say("source-last")}" "<time datetime=when.machine(at)>{time}</time> })
        }
        None => Either::Right(text.say("source-no-event")),
    };
    view! {
        <div>
            <Strip quarters=strip label now=when.quarter(now)/>
            <p class="small faint row apart">
                <span>{position.map(|position| view! { {text.say("source-position")}" "<span class="mono">{position}</span> })}</span>
                <span>{last}</span>
            </p>
            {last_error.map(|error| view! {
                <p class="small bad"><Icon name="x-circle-fill"/>" "{text.say("source-error")}" "<span class="mono">{visible(&error)}</span></p>
            })}
            {(files.len() > 1).then(|| view! { <Files backend=backend.clone() files/> })}
            {(!dropped.is_empty()).then(|| view! { <Dropped text dropped/> })}
        </div>
    }
}

/// Every file of a source, with how far it is read.
#[component]
fn Files(backend: Backend, files: Vec<FollowedFile>) -> impl IntoView {
    let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
    let head = ["files-name", "files-position", "files-size", "files-lag", "files-read"]
        .map(|key| view! { <th scope="col">{text.say(key)}</th> });
    let row = move |file: FollowedFile| {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path).to_owned();
        let lag = match file.unread() {
            _ if file.finished => text.say("files-done"),
            0 => text.say("lag-none"),
            unread => amount::size(text, unread),
        };
        view! {
            <tr>
                <td class="mono">{visible(&name)}</td>
                <td class="mono">{format!("i{}:{}", file.inode, text.number(file.offset))}</td>
                <td class="mono">{amount::size(text, file.size)}</td>
                <td>{lag}</td>
                <td><Near when at=file.read now/></td>
            </tr>
        }
    };
    view! {
        <details>
            <summary class="small muted">{text.with("files-all", [("count", (files.len() as u64).into())])}</summary>
            <div class="wide">
                <table class="diff">
                    <caption class="vh">{text.say("files-title")}</caption>
                    <thead><tr>{head.into_iter().collect_view()}</tr></thead>
                    <tbody>{files.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}

/// Reads are counted by action and not kept: there would be more of them than of everything else.
#[component]
fn Dropped(text: Text, dropped: Vec<(String, u64)>) -> impl IntoView {
    let all: u64 = dropped.iter().map(|(_, count)| count).sum();
    view! {
        <details>
            <summary class="small muted">{text.with("dropped", [("count", all.into())])}</summary>
            <table class="diff">
                <caption class="vh">{text.say("dropped-title")}</caption>
                <thead><tr><th scope="col">{text.say("dropped-action")}</th><th scope="col">{text.say("dropped-count")}</th></tr></thead>
                <tbody>
                    {dropped.into_iter().map(|(action, count)| view! {
                        <tr><td class="mono">{visible(&action)}</td><td class="mono">{text.number(count)}</td></tr>
                    }).collect_view()}
                </tbody>
            </table>
        </details>
    }
}

#[component]
fn Numbers(text: Text, status: SourceStatus) -> impl IntoView {
    let behind = TimeDelta::seconds(i64::try_from(status.lag_seconds).unwrap_or(i64::MAX / 1000));
    // A source that is asked has no bytes to be behind by.
    let (lag, late) = match (status.source, &status.path) {
        (Source::Platform, _) => (text.say("lag-none"), None),
        (_, None) => (amount::span(text, behind), None),
        (_, Some(_)) => {
            let late = (behind > TimeDelta::zero()).then(|| amount::span(text, behind));
            (amount::size(text, status.lag_bytes), late)
        }
    };
    let late = late.map(|late| view! { <span class="small faint">" "{late}</span> });
    let counted = |key: &str, count: u64| {
        let class = if count == 0 { "zero" } else { "warn" };
        view! { <div><dt>{text.say(key)}</dt><dd class=class>{text.number(count)}</dd></div> }
    };
    view! {
        <dl class="nums">
            <div><dt>{text.say("num-lag")}</dt><dd>{lag}{late}</dd></div>
            <div><dt>{text.say("num-hour")}</dt><dd>{text.number(status.last_hour)}</dd></div>
            {counted("num-quarantined", status.quarantined)}
            {counted("num-gaps", status.gaps)}
        </dl>
    }
}
