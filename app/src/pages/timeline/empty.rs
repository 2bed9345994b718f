//! Nothing to show: what would be here, why it isn't, and what to do.

use chrono::{DateTime, Utc};
use dezky_domain::timeline::TimelineFilter;
use leptos::{either::Either, prelude::*};

use super::Line;
use crate::ui::Empty;

/// `end` is what the last page leads to when the events behind it are gone.
pub fn nothing(line: &Line, end: bool, oldest: Option<DateTime<Utc>>) -> impl IntoView + use<> {
    let text = line.text;
    let kept =
        oldest.map(|oldest| text.with("empty-oldest", [("day", line.when.full_day(line.when.date(oldest)).into())]));
    if line.filter.is_empty() && !end {
        let href = line.sources.then_some("/operator/sources");
        let why = if line.tenants { "empty-yet-text" } else { "empty-yet-text-tenant" };
        return Either::Left(view! {
            <div id="nothing">
                <Empty icon="clock-counter-clockwise-duotone" title=text.say("empty-yet") text=text.say(why)>
                    {href.map(|href| view! { <a class="btn" href=href>{text.say("empty-sources")}</a> })}
                </Empty>
            </div>
        });
    }
    let why = match (line.span(), end) {
        (_, true) => text.say("empty-end"),
        (Some(span), _) => {
            let rest = TimelineFilter { from: None, until: None, ..line.filter.clone() };
            let others = if rest.is_empty() { "no" } else { "yes" };
            text.with("empty-span", [("span", span.into()), ("others", others.into())])
        }
        (None, _) => text.say("empty-filter-text"),
    };
    let why = [Some(why), kept].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let path = line.path;
    Either::Right(view! {
        <div id="nothing">
            <Empty icon="magnifying-glass-duotone" title=text.say("empty-filter") text=why>
                <a class="btn" href=path>{text.say("empty-clear")}</a>
            </Empty>
        </div>
    })
}
