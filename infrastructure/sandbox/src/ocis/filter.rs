//! `$filter` on accounts: the expressions that OCIS 7 knows. Anything else is a 501, as there.

use axum::http::StatusCode;
use uuid::Uuid;

use super::edge::Refusal;
use super::state::{State, User};

/// A filter that OCIS would apply.
#[derive(Debug, PartialEq, Eq)]
pub enum Filter {
    And(Box<Filter>, Box<Filter>),
    Or(Box<Filter>, Box<Filter>),
    /// `memberOf/any(m:m/id eq '…')`
    MemberOf(Uuid),
    /// `appRoleAssignments/any(m:m/appRoleId eq '…')`
    AppRole(Uuid),
    /// `userType eq 'Member'`
    Kind(String),
    /// `startswith(displayName,'…')`
    StartsWith(String),
    /// `contains(displayName,'…')`
    Contains(String),
}

impl Filter {
    pub fn fits(&self, state: &State, user: &User) -> bool {
        match self {
            Self::And(left, right) => left.fits(state, user) && right.fits(state, user),
            Self::Or(left, right) => left.fits(state, user) || right.fits(state, user),
            Self::MemberOf(id) => state.group(*id).is_some_and(|group| group.members.contains(&user.id)),
            Self::AppRole(id) => user.app_role == *id,
            Self::Kind(kind) => user.kind.eq_ignore_ascii_case(kind),
            Self::StartsWith(text) => user.display_name.starts_with(text),
            Self::Contains(text) => user.display_name.contains(text),
        }
    }
}

/// `or` binds loosest; parentheses stand only in calls.
pub fn parse(text: &str) -> Result<Filter, Refusal> {
    let text = text.trim();
    if let Some((left, right)) = split(text, " or ") {
        return Ok(Filter::Or(Box::new(parse(left)?), Box::new(parse(right)?)));
    }
    if let Some((left, right)) = split(text, " and ") {
        return Ok(Filter::And(Box::new(parse(left)?), Box::new(parse(right)?)));
    }
    simple(text).ok_or_else(|| Refusal::new(StatusCode::NOT_IMPLEMENTED, "generalException", "unsupported filter"))
}

fn simple(text: &str) -> Option<Filter> {
    if let Some((start, value)) = text.split_once(" eq ") {
        let start: String = start.chars().filter(|c| !c.is_whitespace()).collect();
        let value = value.trim();
        if start == "userType" {
            return Some(Filter::Kind(quoted(value)?));
        }
        let id = value.strip_suffix(')')?.trim_matches([' ', '\'']).parse().ok()?;
        let (relation, inner) = start.split_once("/any(")?;
        let (parameter, path) = inner.split_once(':')?;
        return match (relation, path.strip_prefix(parameter)?) {
            ("memberOf", "/id") => Some(Filter::MemberOf(id)),
            ("appRoleAssignments", "/appRoleId") => Some(Filter::AppRole(id)),
            _ => None,
        };
    }
    let (function, rest) = text.split_once('(')?;
    let (field, value) = rest.strip_suffix(')')?.split_once(',')?;
    let value = quoted(value.trim()).filter(|_| field.trim() == "displayName")?;
    match function {
        "startswith" => Some(Filter::StartsWith(value)),
        "contains" => Some(Filter::Contains(value)),
        _ => None,
    }
}

/// A quote inside a quoted text is doubled.
fn quoted(text: &str) -> Option<String> {
    Some(text.strip_prefix('\'')?.strip_suffix('\'')?.replace("''", "'"))
}

/// Splits at the first `word` that is in no quotes.
fn split<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let outside = |at: &usize| text[..*at].matches('\'').count().is_multiple_of(2);
    let at = text.match_indices(word).map(|(at, _)| at).find(outside)?;
    Some((&text[..at], &text[at + word.len()..]))
}

#[cfg(test)]
mod tests {
    use super::{Filter, parse};

    #[test]
    fn the_filters_that_ocis_knows_are_read() {
        let id = "15257730-8576-4944-bbdc-9863328d669e";
        assert_eq!(parse(&format!("memberOf/any(m:m/id eq '{id}')")).unwrap(), Filter::MemberOf(id.parse().unwrap()));
        let named = parse("startswith(displayName,'Ann or') or contains(displayName,'O''Hara')").unwrap();
        let parts = ["Ann or", "O'Hara"].map(str::to_owned);
        let [first, second] = parts;
        assert_eq!(named, Filter::Or(Box::new(Filter::StartsWith(first)), Box::new(Filter::Contains(second))));
        assert!(parse("userType eq 'Member' and accountEnabled eq true").is_err());
    }
}
