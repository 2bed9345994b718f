//! People: a person is known once, by the provider's `iss` and `sub`; a member is a person in a tenant, with a role.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    access::Role,
    error::{Why, both},
    group::GroupRef,
    id::{GroupId, PersonId},
    language::Language,
    page::{Limit, Page},
};

/// An e-mail address: lower-cased, since one address is one person whatever the engines allow.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// # Errors
    /// `Invalid` for what can't be an address. Deliberately coarse: the mail server has the last word.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim().to_lowercase();
        let wrong = || Why("wrong-email").at("email");
        let (local, domain) = text.rsplit_once('@').ok_or_else(wrong)?;
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[]\\,;:\"".contains(c);
        let fine = !local.is_empty()
            && text.len() <= 254
            && domain.contains('.')
            && domain.split('.').all(|label| !label.is_empty())
            && text.chars().all(plain);
        if fine { Ok(Self(text)) } else { Err(wrong()) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// A human being as the platform knows them, whatever their workspaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    /// The platform's role; most people have none.
    pub platform: Option<Role>,
}

/// How the identity provider knows somebody: the exact issuer and the subject. Never the e-mail address, which can be
/// given to another person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Identity {
    pub issuer: String,
    pub subject: String,
}

crate::words! {
    MemberState {
        Active = "active",
        Invited = "invited",
        Suspended = "suspended",
    }
}

/// A person's name: 1 to 120 characters, on one line.
///
/// # Errors
/// `Invalid` for `name`.
pub fn parse_name(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 120 || name.chars().any(char::is_control) {
        return Err(Why("wrong-person-name").at("name"));
    }
    Ok(name.to_owned())
}

/// Somebody to be added, and where the letter goes that lets them set their password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMember {
    pub name: String,
    pub email: Email,
    pub role: Role,
    /// None sends it to `email`; a mailbox that is only being made can't be read before its owner has a password.
    pub invite_to: Option<Email>,
    pub language: Language,
    /// False for somebody who has a password already: no letter, and a member at once.
    pub invited: bool,
}

impl NewMember {
    /// # Errors
    /// `Invalid` for `name`, `email`, `invite_to` or `role`.
    pub fn parse(name: &str, email: &str, role: &str, invite_to: &str, language: Language) -> Result<Self> {
        let role = Role::parse(role).filter(|role| role.is_tenants()).ok_or_else(|| Why("wrong-role").at("role"));
        let invite_to = match invite_to.trim() {
            "" => Ok(None),
            other => Email::parse(other).map(Some).map_err(|_| Why("wrong-email").at("invite_to")),
        };
        // As a user name the engines take no other letters. Whoever has such an address already keeps it.
        let plain = Why("wrong-email-letters").unless(email.is_ascii(), "email");
        let who = both(parse_name(name), plain.and_then(|()| Email::parse(email)));
        let (((name, email), role), invite_to) = both(both(who, role), invite_to)?;
        Ok(Self { name, email, role, invite_to, language, invited: true })
    }

    /// Where the invitation goes.
    #[must_use]
    pub fn invited_at(&self) -> &Email {
        self.invite_to.as_ref().unwrap_or(&self.email)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub state: MemberState,
    pub last_sign_in: Option<DateTime<Utc>>,
    /// Whether the last sign-in used a second factor, as far as the provider says so (`amr`, facts/authentik.md); None
    /// where nobody has seen one yet.
    pub second_factor: Option<bool>,
    /// By name.
    pub groups: Vec<GroupRef>,
}

crate::words! {
    PeopleSort {
        Name = "name",
        Address = "address",
        Role = "role",
        LastSignIn = "last_sign_in",
        State = "state",
    }
}

/// What the list of people is asked for; lives in the URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeopleOrder {
    pub by: PeopleSort,
    pub falling: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleQuery {
    /// A part of the name or the address, at most 200 characters.
    pub text: String,
    pub role: Option<Role>,
    pub state: Option<MemberState>,
    pub group: Option<GroupId>,
    /// Those who used a second factor at their last sign-in, or who didn't.
    pub second_factor: Option<bool>,
    pub order: PeopleOrder,
    /// From 1.
    pub number: u64,
    pub limit: Limit,
}

impl Default for PeopleQuery {
    fn default() -> Self {
        let order = PeopleOrder { by: PeopleSort::Name, falling: false };
        Self {
            text: String::new(),
            role: None,
            state: None,
            group: None,
            second_factor: None,
            order,
            number: 1,
            limit: Limit::default(),
        }
    }
}

impl PeopleQuery {
    /// Reads a query string's pairs. Unknown keys and values are ignored: a link from yesterday still opens.
    #[must_use]
    pub fn from_pairs<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (key, value) in pairs {
            match key {
                "q" => query.text = value.trim().chars().take(200).collect(),
                "role" => query.role = Role::parse(value),
                "state" => query.state = MemberState::parse(value),
                "group" => query.group = value.parse().ok(),
                "factor" => {
                    query.second_factor = [("yes", true), ("no", false)].iter().find(|is| is.0 == value).map(|is| is.1);
                }
                "sort" => query.order.by = PeopleSort::parse(value).unwrap_or(PeopleSort::Name),
                "dir" => query.order.falling = value == "desc",
                // 10,000 pages of 200: further than any tenant, and far from an overflow.
                "page" => query.number = value.parse().unwrap_or(1).clamp(1, 10_000),
                "rows" => query.limit = Limit::parse(value),
                _ => {}
            }
        }
        query
    }

    /// Whether it asks for some of them only.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !self.text.is_empty()
            || self.role.is_some()
            || self.state.is_some()
            || self.group.is_some()
            || self.second_factor.is_some()
    }

    /// The pairs of the URL that asks for this; what is as always is left out.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let usual = Self::default();
        let mut pairs = Vec::new();
        if !self.text.is_empty() {
            pairs.push(("q", self.text.clone()));
        }
        pairs.extend(self.role.map(|role| ("role", role.word().to_owned())));
        pairs.extend(self.state.map(|state| ("state", state.word().to_owned())));
        pairs.extend(self.group.map(|group| ("group", group.to_string())));
        pairs.extend(self.second_factor.map(|used| ("factor", if used { "yes" } else { "no" }.to_owned())));
        if self.order != usual.order {
            pairs.push(("sort", self.order.by.word().to_owned()));
            pairs.push(("dir", if self.order.falling { "desc" } else { "asc" }.to_owned()));
        }
        if self.limit != usual.limit {
            pairs.push(("rows", self.limit.rows().to_string()));
        }
        if self.number != 1 {
            pairs.push(("page", self.number.to_string()));
        }
        pairs
    }
}

/// A page of people, and the tenant's numbers beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    pub page: Page<Member>,
    pub active: u64,
    pub invited: u64,
    pub suspended: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_lower_cased_and_coarsely_checked() {
        assert_eq!(Email::parse(" Mara.Quist@ACME.example ").unwrap().as_str(), "mara.quist@acme.example");
        for wrong in ["", "mara", "@acme.example", "mara@acme", "ma ra@acme.example", "mara@acme..example", "a\n@b.c"] {
            assert!(Email::parse(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_query_survives_its_url() {
        let url = [
            ("q", "arend"),
            ("role", "owner"),
            ("group", "0f229b2a-7a70-4a51-8e54-5daca7dca79f"),
            ("factor", "no"),
            ("sort", "state"),
            ("dir", "desc"),
            ("page", "3"),
            ("rows", "50"),
        ];
        let query = PeopleQuery::from_pairs(url.into_iter());
        let pairs = query.pairs();
        assert_eq!(PeopleQuery::from_pairs(pairs.iter().map(|(key, value)| (*key, value.as_str()))), query);
    }

    #[test]
    fn nonsense_in_the_url_is_ignored() {
        let url = [("role", "emperor"), ("page", "-1"), ("rows", "7"), ("sort", "; drop table"), ("x", "y")];
        assert_eq!(PeopleQuery::from_pairs(url.into_iter()), PeopleQuery::default());
    }
}
