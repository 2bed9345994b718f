//! A moment in a row: as near as it is useful, with the absolute time behind it.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::when::When;

#[component]
pub fn Near(
    when: When,
    at: DateTime<Utc>,
    now: DateTime<Utc>,
    /// It goes on with a line that words have begun.
    #[prop(optional)]
    inside: bool,
) -> impl IntoView {
    let near = when.near(at, now);
    let said = if inside { near } else { capital(&near) };
    let exact = format!("{}, {} {}", when.full_day(when.date(at)), when.second(at), when.zone(at));
    view! { <time datetime=when.machine(at) title=exact>{said}</time> }
}

/// With its first letter large, for what begins a line; in a sentence French and Danish days are small.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::capital;

    #[test]
    fn only_the_first_letter_changes() {
        assert_eq!(
            ["mardi 24 novembre", "åben", "12 min", ""].map(capital),
            ["Mardi 24 novembre", "Åben", "12 min", ""]
        );
    }
}
