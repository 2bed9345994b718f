//! One record of a domain: what is wanted, what is there, what differs, and what that means.

use dezky_domain::mail_domain::{DomainRecord, Purpose, RecordKind, RecordState};
use leptos::{either::EitherOf3, prelude::*};

use crate::{
    text::Text,
    ui::copy::Copy,
    ui::{Status, Tone, visible},
};

/// The records of one purpose, under what they are for; nothing where there are none.
pub(super) fn group(text: Text, purpose: Purpose, records: Vec<DomainRecord>) -> impl IntoView + use<> {
    let key = format!("purpose-{}", purpose.word());
    (!records.is_empty()).then(|| {
        view! {
            <tbody role="rowgroup">
                <tr role="row">
                    <th colspan="5" scope="rowgroup" role="rowheader">
                        {text.say(&key)}<span>{text.say(&format!("{key}-line"))}</span>
                    </th>
                </tr>
                {records.into_iter().map(|record| row(text, record)).collect_view()}
            </tbody>
        }
    })
}

fn row(text: Text, record: DomainRecord) -> impl IntoView {
    let wanted = &record.wanted;
    let label = text.with("record-copy", [("name", format!("{} {}", wanted.kind.word(), wanted.name).into())]);
    let (value, shown) = (wanted.value.clone(), visible(&wanted.value));
    let (tone, word) = state(text, &record);
    let (kind, name) = (wanted.kind.word(), visible(&wanted.name));
    let same = is_same(&record);
    let why = record.why.map(|why| view! { <p class="why">{text.say(&format!("why-{}", why.word()))}</p> });
    view! {
        <tr role="row">
            <td role="cell"><b>{kind}</b></td>
            <td role="cell" class="mono">{name}</td>
            <td role="cell" class="mono" data-name=text.say("record-wanted")>
                <span class="row apart top0">
                    <span>{shown}</span><Copy value label done=text.say("record-copied")/>
                </span>
            </td>
            <td role="cell" class=if same { "mono same" } else { "mono" } data-name=text.say("record-seen-short")>
                {seen(text, &record)}{why}
            </td>
            <td role="cell"><Status tone word/></td>
        </tr>
    }
}

fn state(text: Text, record: &DomainRecord) -> (Tone, String) {
    let tone = match record.state {
        RecordState::Right => Tone::Ok,
        RecordState::Weaker => Tone::Warn,
        RecordState::Missing if record.wanted.optional => Tone::Off,
        RecordState::Different if record.wanted.optional => Tone::Warn,
        RecordState::Different | RecordState::Missing => Tone::Bad,
        RecordState::Unknown => Tone::Off,
    };
    (tone, text.say(&format!("record-state-{}", record.state.word())))
}

/// Whether what is there is what is wanted, but for dots, blanks and capitals.
fn is_same(record: &DomainRecord) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>().trim_end_matches('.').to_ascii_lowercase();
    record.state == RecordState::Right
        && matches!(record.seen.as_slice(), [one] if plain(one) == plain(&record.wanted.value))
}

fn seen(text: Text, record: &DomainRecord) -> impl IntoView + use<> {
    if is_same(record) {
        return EitherOf3::A(text.say("record-same"));
    }
    if record.seen.is_empty() {
        let key = if record.state == RecordState::Unknown { "record-unknown" } else { "record-nothing" };
        return EitherOf3::B(view! { <span class="faint">{text.say(key)}</span> });
    }
    let differs = matches!(record.state, RecordState::Weaker | RecordState::Different)
        && record.wanted.kind == RecordKind::Txt
        && record.seen.len() == 1;
    let lines = record.seen.iter().map(|seen| {
        let parts = if differs { marked(&record.wanted.value, seen) } else { vec![(false, visible(seen))] };
        let parts = parts
            .into_iter()
            .map(|(mark, part)| if mark { view! { <mark>{part}</mark> }.into_any() } else { part.into_any() });
        view! { <div>{parts.collect_view()}</div> }
    });
    EitherOf3::C(lines.collect_view())
}

/// The pieces of what is there, and whether each is missing in what is wanted.
fn marked(wanted: &str, seen: &str) -> Vec<(bool, String)> {
    let plain = |word: &str| word.trim_end_matches(';').to_ascii_lowercase();
    let wanted: Vec<String> = wanted.split_whitespace().map(plain).collect();
    let mut parts: Vec<(bool, String)> = Vec::new();
    for word in seen.split_whitespace() {
        let mark = !wanted.contains(&plain(word));
        match parts.last_mut() {
            Some((before, part)) if *before == mark => {
                part.push(' ');
                part.push_str(&visible(word));
            }
            last => {
                let blank = if last.is_some() { " " } else { "" };
                if let Some((_, part)) = last {
                    part.push_str(blank);
                }
                parts.push((mark, visible(word)));
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn what_differs_is_marked() {
        let parts = marked("v=spf1 mx -all", "v=spf1 MX include:x.example ~all");
        let parts: Vec<_> = parts.iter().map(|(mark, part)| (*mark, part.as_str())).collect();
        assert_eq!(parts, [(false, "v=spf1 MX "), (true, "include:x.example ~all")]);
        assert_eq!(marked("a; b", "a; b;").len(), 1);
    }
}
