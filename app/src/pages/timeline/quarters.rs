//! Today in quarters of an hour: where it was busy, what was refused, what is lost, and the way to each quarter.

use chrono::TimeDelta;
use dezky_domain::timeline::{Moment, Quarter, TimelineFilter};
use leptos::prelude::*;

use super::Line;
use crate::ui::{Strip, strip::Way};

pub fn quarters(line: &Line, quarters: Vec<Quarter>) -> impl IntoView + use<> {
    let text = line.text;
    let label = told(line, &quarters);
    let now = line.when.quarter(line.now);
    let ways = ways(line, &quarters);
    view! {
        <figure class="stripbox">
            <div>
                <a class="skip" href="#line">{text.say("strip-skip")}</a>
                <Strip quarters label now ways/>
                <div class="ticks" aria-hidden="true">
                    {(0..=6).map(|tick| view! { <span>{format!("{:02}:00", tick * 4)}</span> }).collect_view()}
                </div>
            </div>
            <figcaption class="legend">
                {[("b", "strip-events"), ("b bad", "strip-refused"), ("lost", "strip-lost")].map(|(class, key)| view! {
                    <span>
                        <svg viewBox="0 0 10 10" aria-hidden="true"><rect class=class width="10" height="10"></rect></svg>
                        {text.say(key)}
                    </span>
                }).into_iter().collect_view()}
            </figcaption>
        </figure>
    }
}

/// The picture in words: the peak, what was refused, the gaps.
fn told(line: &Line, quarters: &[Quarter]) -> String {
    let text = line.text;
    let peak = quarters.iter().enumerate().max_by_key(|(at, quarter)| (quarter.events, std::cmp::Reverse(*at)));
    let refused: u64 = quarters.iter().map(|quarter| u64::from(quarter.refused)).sum();
    let lost: Vec<String> =
        quarters.iter().enumerate().filter(|(_, quarter)| quarter.lost).map(|(at, _)| clock(at)).collect();
    let mut told = vec![text.say("strip-label")];
    if let Some((at, peak)) = peak {
        let fills = [("time", clock(at).into()), ("count", u64::from(peak.events).into())];
        told.push(text.with("strip-peak", fills));
    }
    told.push(text.with("strip-refusals", [("count", refused.into())]));
    if !lost.is_empty() {
        told.push(text.with("strip-gaps", [("times", lost.join(", ").into())]));
    }
    told.join(" ")
}

fn clock(quarter: usize) -> String {
    format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15)
}

fn ways(line: &Line, quarters: &[Quarter]) -> Vec<Option<Way>> {
    let Moment::Local(midnight) = line.midnight(0) else { return Vec::new() };
    let way = |(at, quarter): (usize, &Quarter)| {
        (quarter.events > 0 || quarter.lost).then(|| {
            let from = midnight + TimeDelta::minutes(15 * i64::try_from(at).unwrap_or_default());
            let until = Some(Moment::Local(from + TimeDelta::minutes(15)));
            let filter = TimelineFilter { from: Some(Moment::Local(from)), until, ..TimelineFilter::default() };
            let count = u64::from(quarter.events);
            let key = if quarter.lost { "strip-quarter-lost" } else { "strip-quarter" };
            (line.address(&filter), line.text.with(key, [("time", clock(at).into()), ("count", count.into())]))
        })
    };
    quarters.iter().enumerate().map(way).collect()
}
