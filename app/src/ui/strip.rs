//! A day in 96 quarters of an hour, as SVG made of attributes only. What was refused is red, what is lost is hatched.

use dezky_domain::timeline::Quarter;
use leptos::{either::Either, prelude::*};

/// What the bars are hatched with: once on every page that has a strip.
#[component]
pub fn Hatch() -> impl IntoView {
    view! {
        <svg class="sprite" aria-hidden="true">
            <defs>
                <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <line class="hatchline" x1="0" y1="0" x2="0" y2="6"></line>
                </pattern>
            </defs>
        </svg>
    }
}

/// Where a quarter's bar leads, and what that is called.
pub type Way = (String, String);

#[component]
pub fn Strip(
    quarters: Vec<Quarter>,
    /// The same in words: the peak, what was refused, the gaps.
    #[prop(into)]
    label: String,
    /// The quarter that is running.
    #[prop(optional)]
    now: Option<usize>,
    /// By quarter; none make it a picture.
    #[prop(optional)]
    ways: Vec<Option<Way>>,
) -> impl IntoView {
    let most = quarters.iter().map(|quarter| quarter.events).max().unwrap_or_default();
    let role = if ways.is_empty() { "img" } else { "group" };
    let mut ways = ways.into_iter();
    let bars = quarters.into_iter().enumerate().map(|(at, quarter)| {
        let bar = bar(at, quarter, most, now == Some(at));
        match ways.next().flatten() {
            Some((href, called)) => Either::Left(view! {
                <a href=href aria-label=called>
                    <rect class="hit" x=at * 10 y="2" width="10" height="44"></rect>
                    {bar}
                </a>
            }),
            None => Either::Right(bar),
        }
    });
    view! {
        <svg class="strip" viewBox="0 0 960 48" preserveAspectRatio="none" role=role aria-label=label>
            {bars.collect_view()}
            <line class="axis" x1="0" x2="960" y1="46.5" y2="46.5"></line>
        </svg>
    }
}

fn bar(at: usize, quarter: Quarter, most: u32, now: bool) -> impl IntoView {
    let lost = quarter.lost.then(|| view! { <rect class="lost" x=at * 10 y="2" width="10" height="44"></rect> });
    let rect = move |class: &'static str, count: u32| {
        (count > 0).then(|| {
            let height = height(count, most);
            view! {
                <rect class=class x=at * 10 + 1 y=format!("{:.1}", 46.0 - height) width="8" height=format!("{height:.1}")></rect>
            }
        })
    };
    let whole = rect(if now { "b hot" } else { "b" }, quarter.events);
    (lost, whole, rect("b bad", quarter.refused.min(quarter.events)))
}

/// In the 44 units that there are; never so low that one event can't be seen.
fn height(count: u32, most: u32) -> f64 {
    (44.0 * f64::from(count) / f64::from(most.max(1))).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_event_among_thousands_is_seen_and_the_peak_is_full() {
        assert!((height(1, 5_000) - 1.0).abs() < f64::EPSILON);
        assert!((height(5_000, 5_000) - 44.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_quiet_quarter_has_no_bar_and_a_lost_one_is_hatched() {
        let quarters = vec![Quarter::default(), Quarter { events: 4, refused: 1, lost: true }];
        let html = view! { <Strip quarters label="Today"/> }.to_html();
        assert_eq!(html.matches("<rect").count(), 3, "{html}");
        assert!(html.contains(r#"role="img""#) && html.contains(r#"aria-label="Today""#), "{html}");
    }

    #[test]
    fn bars_that_lead_somewhere_say_where() {
        let quarters = vec![Quarter { events: 4, refused: 0, lost: false }];
        let ways = vec![Some(("/operator/audit?from=a&until=b".to_owned(), "14:00".to_owned()))];
        let html = view! { <Strip quarters label="Today" ways/> }.to_html();
        assert!(html.contains(r#"role="group""#), "{html}");
        assert!(
            html.contains(r#"href="/operator/audit?from=a&amp;until=b""#) && html.contains(r#"aria-label="14:00""#),
            "{html}"
        );
    }
}
