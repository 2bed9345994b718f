//! A tenant: a customer's workspace, its address and its brand.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    brand::Rgb,
    error::{Why, both},
    id::TenantId,
    member::NewMember,
    provision::TenantServices,
};

/// A tenant's name in addresses: `acme` in `acme.dezky.eu`. One label, since a wildcard certificate covers one; no dot,
/// since OCIS refuses it in a space's name (facts/ocis.md §5).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);

/// Hosts of the platform itself, and names that a stranger could use to deceive.
const RESERVED: &[&str] = &[
    "admin",
    "api",
    "app",
    "auth",
    "autoconfig",
    "autodiscover",
    "brand",
    "chat",
    "cloud",
    "dezky",
    "files",
    "help",
    "id",
    "imap",
    "login",
    "mail",
    "meet",
    "mta-sts",
    "none",
    "office",
    "operator",
    "partner",
    "pop",
    "smtp",
    "status",
    "support",
    "www",
];

/// What follows a slug in names of hosts and groups: `acme-chat.dezky.eu`, `dz-acme-admins`. A new slug that ended so
/// could be taken for a part of another tenant; who has one from before keeps it.
const PARTS: &[&str] = &["-admins", "-chat", "-files", "-mail", "-management", "-members", "-office"];

impl Slug {
    /// # Errors
    /// `Invalid` unless it is 2 to 32 of `a-z`, `0-9` and `-`, begins with a letter, ends without a hyphen, has no two
    /// hyphens in a row (`xn--` is an internationalised name) and isn't a name that the platform keeps for itself.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim().to_ascii_lowercase();
        let shaped = (2..=32).contains(&text.len())
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && !text.ends_with('-')
            && !text.contains("--")
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !shaped {
            return Err(Why("wrong-slug").at("slug"));
        }
        if RESERVED.contains(&text.as_str()) {
            return Err(Why("reserved-slug").at("slug"));
        }
        Ok(Self(text))
    }

    /// For a tenant that is to be made.
    ///
    /// # Errors
    /// As `parse`, and for a name that could be a part of another tenant.
    pub fn parse_new(text: &str) -> Result<Self> {
        let slug = Self::parse(text)?;
        if PARTS.iter().any(|part| slug.0.ends_with(part)) {
            return Err(Why("reserved-slug").at("slug"));
        }
        Ok(slug)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

crate::words! {
    TenantState {
        Active = "active",
        Suspended = "suspended",
        /// Given notice; deleted when the grace period is over.
        Closing = "closing",
    }
}

/// A logo as it was uploaded, by the hash in its immutable address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// The first 16 hexadecimal digits of its SHA-256.
    pub hash: String,
    /// `svg` or `png`; `webp` of what was uploaded before uploads were made anew.
    pub kind: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// The seed that all of the tenant's colours are derived from.
    pub accent: Rgb,
    pub logo: Option<Logo>,
    /// For dark grounds, where the first one can't be seen.
    pub logo_dark: Option<Logo>,
    /// An address or a link for "help", shown on the poster.
    pub support: Option<String>,
}

/// What a tenant's administrators decide about how it looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub name: String,
    pub accent: Rgb,
    pub support: Option<String>,
}

impl Look {
    /// # Errors
    /// `Invalid` for `name`, `accent` or `support`.
    pub fn parse(name: &str, accent: &str, support: &str) -> Result<Self> {
        let support = support.trim();
        let short = support.chars().count() <= 200 && !support.chars().any(char::is_control);
        let look = both(parse_name(name), parse_accent(accent));
        let ((name, accent), ()) = both(look, Why("wrong-support").unless(short, "support"))?;
        Ok(Self { name, accent, support: Some(support.to_owned()).filter(|support| !support.is_empty()) })
    }
}

/// A host of a tenant's own, and the records that lead there and prove it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnHost {
    pub host: String,
    /// Where its CNAME leads: the tenant's host on the platform.
    pub leads_to: String,
    /// The TXT record that proves it: its name and its text.
    pub proof: (String, String),
    pub verified: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenant {
    pub id: TenantId,
    pub slug: Slug,
    pub name: String,
    /// The mail domain that its people's addresses end with.
    pub domain: Option<String>,
    pub state: TenantState,
    pub brand: Brand,
    pub created: DateTime<Utc>,
}

/// A tenant's name in a list or beside an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenantRef {
    pub id: TenantId,
    pub slug: Slug,
    pub name: String,
}

/// What the form for a new tenant must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTenant {
    pub name: String,
    pub slug: Slug,
    pub domain: Option<String>,
    pub accent: Rgb,
    /// What to make in the engines; none for a record alone, such as a tenant that was made before Dezky.
    pub plan: Option<NewPlan>,
}

/// What a new tenant gets, and who owns it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlan {
    pub services: TenantServices,
    pub owner: NewMember,
}

impl NewPlan {
    /// `owner` as it was read; `quota` is in gigabytes (10⁹ bytes), 1 to 100,000.
    ///
    /// # Errors
    /// `Invalid` for what the owner's is, and for `quota`.
    pub fn parse(owner: Result<NewMember>, mail: bool, files: bool, chat: bool, quota: &str) -> Result<Self> {
        let (owner, quota) = both(owner, parse_quota(quota))?;
        Ok(Self { services: TenantServices { mail, files, chat, quota }, owner })
    }
}

/// Bytes of so many gigabytes (10⁹ bytes), 1 to 100,000.
///
/// # Errors
/// `Invalid` for `quota`.
pub fn parse_quota(gigabytes: &str) -> Result<u64> {
    let number = gigabytes.trim().parse::<u64>().ok().filter(|number| (1..=100_000).contains(number));
    Ok(number.ok_or_else(|| Why("wrong-quota").at("quota"))? * 1_000_000_000)
}

impl NewTenant {
    /// The platform's own petrol, for who hasn't chosen yet.
    pub const USUAL_ACCENT: Rgb = Rgb([0x0b, 0x5a, 0x6b]);

    /// # Errors
    /// `Invalid` for `name`, `slug`, `domain` or `accent`. Without a plan: a record alone.
    pub fn parse(name: &str, slug: &str, domain: &str, accent: &str) -> Result<Self> {
        let domain = match domain.trim() {
            "" => Ok(None),
            domain => parse_domain(domain).map(Some),
        };
        let named = both(parse_name(name), Slug::parse_new(slug));
        let ((name, slug), (domain, accent)) = both(named, both(domain, parse_accent(accent)))?;
        Ok(Self { name, slug, domain, accent, plan: None })
    }
}

fn parse_accent(accent: &str) -> Result<Rgb> {
    match accent.trim() {
        "" => Ok(NewTenant::USUAL_ACCENT),
        accent => Rgb::parse(accent).map_err(|_| Why("wrong-colour").at("accent")),
    }
}

fn parse_name(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 80 || name.chars().any(char::is_control) {
        return Err(Why("wrong-name").at("name"));
    }
    Ok(name.to_owned())
}

/// A host name of two labels at least, lower-cased: nothing in it can end a quotation or a rule.
///
/// # Errors
/// `Invalid` for `domain`.
pub fn parse_domain(text: &str) -> Result<String> {
    if !text.is_ascii() {
        return Err(Why("wrong-domain-letters").at("domain"));
    }
    let text = text.to_ascii_lowercase();
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    if text.len() <= 253 && text.contains('.') && text.split('.').all(label) {
        Ok(text)
    } else {
        Err(Why("wrong-domain").at("domain"))
    }
}

crate::words! {
    /// What OCIS knows of a tenant: the keys that tell whose an audit record is (facts/ocis.md §2.4).
    ObjectKind {
        Space = "space",
        User = "user",
        Group = "group",
        /// A file or folder, learned from a record that names its space.
        Node = "node",
        /// A public link, learned from the record that made it.
        Link = "link",
        /// Authentik's, with its provider and the brand of a host.
        Application = "application",
        Provider = "provider",
        Brand = "brand",
        /// Stalwart's.
        Domain = "domain",
    }
}

/// An object of an engine that belongs to a tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineObject {
    pub kind: ObjectKind,
    pub external_id: String,
    pub name: Option<String>,
    /// Told by a person or by provisioning, as opposed to learned from records.
    pub told: bool,
}

/// A tenant with what the operator's page shows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantDetail {
    pub tenant: Tenant,
    pub people: u64,
    pub objects: Vec<EngineObject>,
    pub url: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_one_plain_label() {
        assert_eq!(Slug::parse(" Acme ").unwrap().as_str(), "acme");
        assert_eq!(Slug::parse("acme-2").unwrap().as_str(), "acme-2");
        for wrong in
            ["", "a", "2acme", "acme-", "-acme", "ac.me", "ac me", "ac--me", "xn--cme", "äcme", &"a".repeat(33)]
        {
            assert_eq!(Slug::parse(wrong), Err(Why("wrong-slug").at("slug")), "{wrong:?}");
        }
        for reserved in ["Auth", "acme-chat", "acme-admins"] {
            assert_eq!(Slug::parse_new(reserved), Err(Why("reserved-slug").at("slug")), "{reserved:?}");
        }
        assert_eq!(Slug::parse("Auth"), Err(Why("reserved-slug").at("slug")));
        assert_eq!(Slug::parse("acme-chat").unwrap().as_str(), "acme-chat", "who has it keeps it");
    }

    #[test]
    fn a_look_takes_any_colour_and_any_way_to_help() {
        let fine = Look::parse(" Acme ", "#F4b942", " help@acme.example ").unwrap();
        assert_eq!((fine.name.as_str(), fine.support.as_deref()), ("Acme", Some("help@acme.example")));
        let bare = Look::parse("Acme", "", " ").unwrap();
        assert_eq!((bare.accent, bare.support), (NewTenant::USUAL_ACCENT, None));
        for (name, accent, support, field) in
            [("", "", "", "name"), ("Acme", "gelb", "", "accent"), ("Acme", "", "a\nb", "support")]
        {
            assert!(
                matches!(Look::parse(name, accent, support), Err(crate::AppError::Invalid { field: found, .. }) if found == field)
            );
        }
        assert!(Look::parse("Acme", "", &"x".repeat(201)).is_err());
    }

    #[test]
    fn a_new_tenant_names_the_field_that_is_wrong() {
        let fine = NewTenant::parse("Acme", "acme", "acme.example", "#F4B942").unwrap();
        assert_eq!((fine.domain.as_deref(), fine.accent), (Some("acme.example"), Rgb([0xf4, 0xb9, 0x42])));
        let field = |result: Result<NewTenant>| match result {
            Err(crate::AppError::Invalid { field, .. }) => field,
            other => panic!("{other:?}"),
        };
        assert_eq!(field(NewTenant::parse(" ", "acme", "", "")), "name");
        assert_eq!(field(NewTenant::parse("A\nB", "acme", "", "")), "name");
        assert_eq!(field(NewTenant::parse("Acme", "acme", "cloud.acme,example", "")), "domain");
        assert_eq!(field(NewTenant::parse("Acme", "acme", "", "yellow")), "accent");
    }
}
