//! Who signs in and where: people and applications as sign-in needs them, whether Authentik's state holds them or the
//! directory.

use uuid::Uuid;

use crate::directory::{Application, Person};

/// An address that may be gone back to.
#[derive(Debug, Clone)]
pub struct Redirect {
    pub url: String,
    /// A pattern for the whole address, in place of the address.
    pub pattern: bool,
}

/// What `sub` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Hashed,
    Id,
    Uuid,
    Username,
    Email,
    Upn,
}

/// Who may come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// The people of a tenant of the directory, or everybody.
    Tenant(Option<String>),
    /// Whom the bindings of the application with this slug let in.
    Bindings,
}

/// An application that people sign in to.
#[derive(Clone)]
pub struct Client {
    pub client_id: String,
    /// In its issuer.
    pub slug: String,
    pub name: String,
    /// None for a public client.
    pub secret: Option<String>,
    pub redirects: Vec<Redirect>,
    pub post_logout: Vec<String>,
    pub backchannel_logout_uri: Option<String>,
    /// Whether its end-session ends the whole session, or only says so (facts/authentik.md §3.4).
    pub ends_session: bool,
    pub subject: Subject,
    pub rule: Rule,
    /// The scopes that it can be granted.
    pub scopes: Vec<String>,
    /// `email_verified` goes by the domains of the tenant's groups; false otherwise.
    pub verifies: bool,
    /// Dezky's own mappings that the sandbox knows: `dezky_groups` (with `dezky_tenant`) and `ocisUser` (`roles`).
    pub extras: Vec<&'static str>,
    pub in_id_token: bool,
    /// Seconds that its tokens are good for.
    pub lives: i64,
}

/// Somebody who can sign in.
#[derive(Clone)]
pub struct Account {
    pub username: String,
    pub name: String,
    pub email: String,
    /// None for somebody who never set one.
    pub password: Option<String>,
    pub pk: Option<u64>,
    pub uuid: Uuid,
    pub uid: String,
    pub upn: Option<String>,
    pub tenant: Option<String>,
    /// The groups that name them, and those with all their ancestors.
    pub groups: Vec<String>,
    pub all_groups: Vec<String>,
    pub tenants: Vec<String>,
    /// Whether their address is in a verified domain of a group of theirs.
    pub verified: bool,
    /// Whether they have a second factor; then each sign-in uses it.
    pub second_factor: bool,
}

// Neither shows its secret.
impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account").field("username", &self.username).finish_non_exhaustive()
    }
}

impl Client {
    /// Whether an address may be gone back to, letter by letter or by a pattern for all of it.
    pub fn returns_to(&self, uri: &str) -> bool {
        self.redirects.iter().any(|r| if r.pattern { matches(&r.url, uri) } else { r.url == uri })
    }

    /// The `sub` of somebody.
    pub fn sub(&self, account: &Account) -> String {
        match self.subject {
            Subject::Hashed => account.uid.clone(),
            Subject::Id => account.pk.map_or_else(|| account.uid.clone(), |pk| pk.to_string()),
            Subject::Uuid => account.uuid.to_string(),
            Subject::Username => account.username.clone(),
            Subject::Email => account.email.clone(),
            Subject::Upn => account.upn.clone().unwrap_or_else(|| account.username.clone()),
        }
    }
}

impl From<&Application> for Client {
    fn from(application: &Application) -> Self {
        let Application { client_id, name, client_secret, tenant, .. } = application.clone();
        let redirect = |url: &String| Redirect { url: url.clone(), pattern: false };
        Self {
            slug: client_id.clone(),
            client_id,
            name,
            secret: Some(client_secret),
            redirects: application.redirect_uris.iter().map(redirect).collect(),
            post_logout: application.post_logout_redirect_uris.clone(),
            backchannel_logout_uri: application.backchannel_logout_uri.clone(),
            ends_session: true,
            subject: Subject::Uuid,
            rule: Rule::Tenant(tenant),
            scopes: ["openid", "email", "profile"].map(str::to_owned).to_vec(),
            verifies: false,
            extras: Vec::new(),
            in_id_token: true,
            lives: 600,
        }
    }
}

impl From<&Person> for Account {
    fn from(person: &Person) -> Self {
        Self {
            username: person.username.clone(),
            name: person.name.clone(),
            email: person.username.clone(),
            password: Some(person.password.clone()),
            pk: None,
            uuid: person.sub,
            uid: person.sub.simple().to_string(),
            upn: None,
            tenant: person.tenant.clone(),
            groups: person.groups.clone(),
            all_groups: person.groups.clone(),
            tenants: person.tenant.iter().cloned().collect(),
            verified: false,
            second_factor: false,
        }
    }
}

/// A full match of the patterns that redirect URIs need: plain characters, `\d`, `\w`, escaped characters, `.`, and
/// `+`, `*`, `?` after one of them. Anything richer matches nothing.
fn matches(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.trim_start_matches('^').trim_end_matches('$').chars().collect();
    let text: Vec<char> = text.chars().collect();
    if pattern.iter().any(|c| "[](){}|".contains(*c)) {
        return false;
    }
    step(&pattern, &text)
}

fn step(pattern: &[char], text: &[char]) -> bool {
    let (atom, rest) = match pattern {
        [] => return text.is_empty(),
        ['\\', c, ..] => (&pattern[..2], *c),
        [c, ..] => (&pattern[..1], *c),
    };
    let fits = |c: char| match (atom.len(), rest) {
        (2, 'd') => c.is_ascii_digit(),
        (2, 'w') => c.is_alphanumeric() || c == '_',
        (1, '.') => true,
        _ => c == rest,
    };
    let after = &pattern[atom.len()..];
    let run = text.iter().take_while(|c| fits(**c)).count();
    match after.first() {
        Some('+') => (1..=run).any(|n| step(&after[1..], &text[n..])),
        Some('*') => (0..=run).any(|n| step(&after[1..], &text[n..])),
        Some('?') => (0..=run.min(1)).any(|n| step(&after[1..], &text[n..])),
        _ => run > 0 && step(after, &text[1..]),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_pattern_is_for_the_whole_address() {
        assert!(matches(r"http://localhost:\d+", "http://localhost:52113"));
        assert!(matches(r"https://acme\.example/.*", "https://acme.example/cb"));
        assert!(!matches(r"http://localhost:\d+", "http://localhost:52113/x"));
        assert!(!matches(r"https://acme\.example", "https://acmexexample"));
        assert!(!matches(r"https://(a|b)\.example", "https://a.example"));
    }
}
