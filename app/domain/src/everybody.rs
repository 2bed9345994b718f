//! Everybody whom the platform knows, over all tenants, as operators see them.

use chrono::{DateTime, Utc};

use crate::{
    access::Role,
    id::PersonId,
    member::MemberState,
    page::{Limit, Page},
    partner::PartnerRef,
    tenant::TenantRef,
};

/// A human being, and all that gives them a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Somebody {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    /// The platform's role; most people have none.
    pub platform: Option<Role>,
    /// Whose they are, where the platform's role says that they are a partner's.
    pub partner: Option<PartnerRef>,
    pub last_sign_in: Option<DateTime<Utc>>,
    /// The first [`NAMED`] by name.
    pub tenants: Vec<Membership>,
    /// How many more there are.
    pub more: u64,
}

/// Tenants that are named beside somebody: who supports them all is in hundreds.
pub const NAMED: u64 = 3;

/// What somebody is in a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub tenant: TenantRef,
    pub role: Role,
    pub state: MemberState,
}

/// What the list of everybody is asked for; lives in the URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EverybodyQuery {
    /// A part of the name or the address, at most 200 characters.
    pub text: String,
    /// From 1.
    pub number: u64,
    pub limit: Limit,
}

impl Default for EverybodyQuery {
    fn default() -> Self {
        Self { text: String::new(), number: 1, limit: Limit::parse("50") }
    }
}

impl EverybodyQuery {
    /// Reads a query string's pairs. Unknown keys and values are ignored: a link from yesterday still opens.
    #[must_use]
    pub fn from_pairs<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (key, value) in pairs {
            match key {
                "q" => query.text = value.trim().chars().take(200).collect(),
                // As far as the list of a tenant's people goes.
                "page" => query.number = value.parse().unwrap_or(1).clamp(1, 10_000),
                "rows" => query.limit = Limit::parse(value),
                _ => {}
            }
        }
        query
    }

    /// The pairs of the URL that asks for this; what is as always is left out.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let usual = Self::default();
        let mut pairs = Vec::new();
        if !self.text.is_empty() {
            pairs.push(("q", self.text.clone()));
        }
        if self.limit != usual.limit {
            pairs.push(("rows", self.limit.rows().to_string()));
        }
        if self.number != usual.number {
            pairs.push(("page", self.number.to_string()));
        }
        pairs
    }
}

/// A page of those who were asked for, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EverybodyPage {
    pub page: Page<Somebody>,
    pub everybody: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_survives_its_url_and_nonsense_is_ignored() {
        let url = [("q", "arend"), ("page", "3"), ("rows", "25"), ("role", "owner")];
        let query = EverybodyQuery::from_pairs(url.into_iter());
        let pairs = query.pairs();
        assert_eq!(pairs.len(), 3);
        assert_eq!(EverybodyQuery::from_pairs(pairs.iter().map(|(key, value)| (*key, value.as_str()))), query);
        let wrong = EverybodyQuery::from_pairs([("page", "-1"), ("x", "y")].into_iter());
        assert_eq!((wrong.number, wrong.limit.rows(), wrong.pairs()), (1, 50, Vec::new()));
    }
}
