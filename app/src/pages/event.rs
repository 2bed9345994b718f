//! One event on a page of its own: its story with every field, or the record as it came.

use dezky_domain::{
    AppError,
    audit::{AuditEvent, NewEvent},
    page::Cursor,
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;

use super::timeline::{Changes, Line, confirmed, setting, story};
use crate::{
    Backend,
    backend::load,
    text::Text,
    ui::{
        Badge, Desk, Shape, Tone, amount, sentence,
        sentence::{plain, translated},
        source_name, visible, visible_block,
    },
};

#[component]
pub fn Event() -> impl IntoView {
    load(|backend: Backend| async move {
        let line = Line::new(&backend);
        backend.ctx.require(line.right(&backend))?;
        let id = backend.path.rsplit('/').next().and_then(|id| id.parse().ok()).ok_or(AppError::Missing)?;
        let event = backend.services.timeline.event(&backend.ctx, id).await?;
        let line = line.telling(backend.services.timeline.parts(&backend.ctx, &[id]).await?);
        let text = backend.text;
        let raw = backend.asked("tab") == Some("raw");
        let said = sentence(text, &event);
        let page = line.event(event.event.id);
        let crumbs = vec![(text.say("timeline-title"), line.path.to_owned())];
        let here = |chosen: bool| chosen.then_some("page");
        let tab = if raw {
            Either::Left(view! { <Raw text event=event.event.clone()/> })
        } else {
            Either::Right(view! { <Story line=line.clone() event=event.clone()/> })
        };
        Ok(view! {
            <Title text=plain(&said)/>
            <Desk backend name=text.say("event") crumbs>
                <Head line event said=plain(&said)/>
                <nav class="tabs" aria-label=text.say("event-parts")>
                    <a href=page.clone() aria-current=here(!raw)>{text.say("tab-story")}</a>
                    <a href=format!("{page}?tab=raw") aria-current=here(raw)>{text.say("tab-raw")}</a>
                </nav>
                {tab}
            </Desk>
        })
    })
}

#[component]
fn Head(line: Line, event: AuditEvent, said: String) -> impl IntoView {
    let when = line.when;
    let at = event.event.occurred;
    let day = format!("{}, {} {}", when.full_day(when.date(at)), when.second(at), when.zone(at));
    let badge = super::timeline::badge(line.text, &event.event);
    let older = (event.event.format.as_deref() == Some("relay"))
        .then(|| view! { <Badge tone=Tone::Info word=line.text.say("format-relay")/> });
    // The line from this event on: however many came since, and however many at the same time, it is the first there.
    let before = Cursor { seq: event.seq + 1, ..event.cursor() };
    let place = format!("{}?before={before}#e{}", line.path, event.seq);
    let whole =
        event.head.map(|head| view! { <a class="btn" href=line.event(head)>{line.text.say("event-whole")}</a> });
    view! {
        <div class="head">
            <div>
                <h1>{said}</h1>
                <p class="row wrap">
                    <span class="src"><Shape source=event.event.source/>{source_name(line.text, event.event.source)}</span>
                    <time datetime=when.machine(at)>{day}</time>{badge}{older}
                </p>
            </div>
            <div class="acts">{whole}<a class="btn" href=place>{line.text.say("event-on-line")}</a></div>
        </div>
    }
}

#[component]
fn Story(line: Line, event: AuditEvent) -> impl IntoView {
    let text = line.text;
    let NewEvent { changes, words, class, outcome, user_agent, position, format, actor, target, .. } =
        event.event.clone();
    let fact = |key: &str, value: String| view! { <dt>{text.say(key)}</dt><dd>{value}</dd> };
    let code = |key: &str, value: Option<String>| {
        value.map(|value| view! { <dt>{text.say(key)}</dt><dd class="mono">{visible(&value)}</dd> })
    };
    let words = (!words.is_empty()).then(|| {
        let words = words.into_iter().map(|(word, value)| view! { <dt class="mono">{visible(&word)}</dt><dd>{visible(&value)}</dd> });
        view! { <section class="panel pad"><h2>{text.say("event-words")}</h2><dl class="prop">{words.collect_view()}</dl></section> }
    });
    view! {
        <div class="stack">
            <section class="panel pad">
                <h2>{text.say("event-facts")}</h2>
                <dl class="prop">
                    {story(&line, &event)}
                    {setting(&line, &event)}
                    {fact("fact-class", translated(text, "class", class.word()))}
                    {fact("fact-outcome", translated(text, "outcome", outcome.word()))}
                    {code("fact-actor-id", actor.id)}
                    {code("fact-target-id", target.id)}
                    {code("fact-agent", user_agent)}
                    {code("fact-position", Some(position))}
                    {format.map(|format| fact("fact-format", translated(text, "format", &format)))}
                </dl>
            </section>
            {(!changes.is_empty()).then(|| view! {
                <section class="panel pad"><h2>{text.say("changes")}</h2><Changes text changes/></section>
            })}
            {words}
            {line.parts.get(&event.event.id).map(|parts| view! {
                <section class="panel pad">{confirmed(&line, &event, &parts.first)}</section>
            })}
        </div>
    }
}

/// The record as it was stored: secrets were replaced before that.
#[component]
fn Raw(text: Text, event: NewEvent) -> impl IntoView {
    let NewEvent { raw, raw_sha256, format, .. } = event;
    let Some(raw) = raw else {
        return Either::Left(view! { <p class="muted">{text.say("raw-none")}</p> });
    };
    let length = amount::bytes(text, raw.len() as u64);
    let pretty = if serde_json::from_str::<serde::de::IgnoredAny>(&raw).is_ok() { indented(&raw) } else { raw };
    Either::Right(view! {
        <div class="stack">
            <p class="muted">{text.say("raw-redacted")}" "{(format.as_deref() == Some("relay")).then(|| text.say("raw-relay"))}</p>
            <pre class="raw" tabindex="0" role="region" aria-label=text.say("tab-raw")>{visible_block(&pretty)}</pre>
            <dl class="prop">
                <dt>{text.say("fact-length")}</dt>
                <dd>{length}</dd>
                {raw_sha256.map(|sha256| view! { <dt>"SHA-256"</dt><dd class="mono">{sha256}</dd> })}
            </dl>
        </div>
    })
}

/// JSON with its line breaks, nothing else changed: a key that stands twice stays twice, a number keeps its digits.
fn indented(json: &str) -> String {
    let (mut out, mut depth, mut string, mut escaped) = (String::with_capacity(json.len() * 2), 0_usize, false, false);
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth.min(32)));
    };
    let mut characters = json.chars().filter(|c| !c.is_ascii_whitespace() || *c == ' ').peekable();
    while let Some(c) = characters.next() {
        if string {
            out.push(c);
            (string, escaped) = (escaped || c != '"', !escaped && c == '\\');
            continue;
        }
        match c {
            ' ' => {}
            '"' => (string, _) = (true, out.push(c)),
            '{' | '[' => {
                out.push(c);
                while characters.next_if_eq(&' ').is_some() {}
                if let Some(close) = characters.next_if(|next| matches!(next, '}' | ']')) {
                    out.push(close);
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn a_record_is_laid_out_and_not_rewritten() {
        let raw = r#"{"A":"x, {y}: \"z\\","A":1.00,"B":[],"C":[{"D":null}, 12345678901234567890]}"#;
        let laid_out = "{\n  \"A\": \"x, {y}: \\\"z\\\\\",\n  \"A\": 1.00,\n  \"B\": [],\n  \"C\": [\n    {\n      \
            \"D\": null\n    },\n    12345678901234567890\n  ]\n}";
        assert_eq!(indented(raw), laid_out);
    }
}
