//! Differences, field by field.

use dezky_domain::provision::{Difference, Facts, Standing, Trouble, TroubleKind};

use crate::engine::{Comparison, Wanted, trouble};

/// The fields whose value isn't the wanted one. None is "not there".
pub fn fields(wanted: &[(&str, Option<String>)], seen: &Facts) -> Vec<Difference> {
    let differs = wanted.iter().filter(|(field, value)| seen.get(*field) != value.as_ref());
    differs
        .map(|(field, value)| Difference {
            field: (*field).to_owned(),
            wanted: value.clone(),
            seen: seen.get(*field).cloned(),
        })
        .collect()
}

/// The one difference of what is to be made.
pub fn missing() -> Vec<Difference> {
    vec![Difference { field: "exists".to_owned(), wanted: Some("yes".to_owned()), seen: None }]
}

/// The one difference of what is to be destroyed.
pub fn there() -> Vec<Difference> {
    vec![Difference { field: "exists".to_owned(), wanted: None, seen: Some("yes".to_owned()) }]
}

/// What is somebody else's: a conflict where it is wanted, and never touched where it isn't.
///
/// # Errors
/// `Conflict`, with whose it is.
pub fn taken(wanted: &Wanted<'_>, whose: &str) -> Result<Comparison, Trouble> {
    if wanted.standing == Standing::Present {
        return Err(trouble(TroubleKind::Conflict, None, whose));
    }
    Ok(Comparison::default())
}

/// `a, b and 3 more`, of at most `most`.
pub fn list(words: &[String], most: usize) -> String {
    let shown = words.iter().take(most).cloned().collect::<Vec<_>>().join(", ");
    match words.len().saturating_sub(most) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
