//! Zulip: a tenant's chat is a realm. No API of Zulip's makes one, so Dezky asks a sidecar in Zulip's container, which
//! lists realms, makes them, and does nothing else (infrastructure/zulip/README.md).
//!
//! A realm has no place for a mark. It is a tenant's by its name, `<slug>-chat`, which is no other's
//! (`Slug::parse_new`), and so one that is there is adopted. Whoever may not sign in comes into no realm: there is
//! nothing to cut. To destroy one is a person's work. Until it is done its tenant isn't over, or whoever got the slug
//! next would get the chat as well.

mod wire;

use std::{collections::BTreeMap, path::PathBuf, time::Duration};

use async_trait::async_trait;
use dezky_domain::{
    audit::Source,
    provision::{Difference, Extra, Facts, Owner, ResourceName, Spec, Standing, Trouble, TroubleKind},
};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::{sync::Mutex, time::Instant};

use crate::engine::{Applied, Call, Comparison, Engine, Found, Seen, Wanted, not_mine, trouble};

/// As the sidecar takes them, in characters.
const NAME: usize = 40;
const ADMIN: usize = 100;

#[derive(Debug, Clone)]
pub struct Options {
    /// Where the sidecar listens.
    pub socket: PathBuf,
    /// Until a call is given up. Making a realm loads all of Zulip twice, and a list waits for one that is being made.
    pub timeout: Duration,
    /// How long one list answers for all tenants that are looked at.
    pub fresh: Duration,
}

/// The connector.
#[derive(Debug)]
pub struct Zulip {
    options: Options,
    /// The last list and its time. Who asks meanwhile waits for it.
    known: Mutex<Option<(Instant, Realms)>>,
}

/// Names of realms by their string ids.
type Realms = BTreeMap<String, String>;

#[derive(Deserialize)]
struct Listed {
    realms: Vec<Realm>,
}

#[derive(Deserialize)]
struct Realm {
    string_id: String,
    name: String,
}

impl Zulip {
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { options, known: Mutex::default() }
    }

    /// What a realm is called; none where there is no such.
    async fn name_of(&self, string_id: &str, anew: bool) -> Result<Option<String>, Trouble> {
        let mut known = self.known.lock().await;
        let fresh = |since: &Instant| !anew && since.elapsed() < self.options.fresh;
        if let Some((_, realms)) = known.as_ref().filter(|(since, _)| fresh(since)) {
            return Ok(realms.get(string_id).cloned());
        }
        *known = None;
        let answer = self.look(&json!({ "verb": "list" })).await?;
        let listed: Listed = serde_json::from_value(answer).map_err(|_| unexpected("no list of realms"))?;
        let realms: Realms = listed.realms.into_iter().map(|realm| (realm.string_id, realm.name)).collect();
        let name = realms.get(string_id).cloned();
        *known = Some((Instant::now(), realms));
        Ok(name)
    }

    /// A question that changes nothing. There is nothing in it to be refused: a no is Zulip's own trouble.
    async fn look(&self, question: &Value) -> Result<Value, Trouble> {
        let Options { socket, timeout, .. } = &self.options;
        wire::ask(socket, question, *timeout, TroubleKind::Server).await
    }
}

#[async_trait]
impl Engine for Zulip {
    fn system(&self) -> Source {
        Source::Zulip
    }

    async fn observe(&self, wanted: &Wanted<'_>) -> Result<Seen, Trouble> {
        let Spec::Realm { string_id, .. } = wanted.spec else { return Err(not_mine(wanted.spec)) };
        // What a person does meanwhile is seen at once.
        let anew = wanted.standing != Standing::Present;
        let Some(name) = self.name_of(string_id, anew).await? else { return Ok(Seen::Missing { more: Value::Null }) };
        let facts = Facts::from([("name".to_owned(), plain(&name, NAME))]);
        Ok(Seen::There(Found { external: string_id.clone(), facts, more: Value::Null }))
    }

    fn compare(&self, wanted: &Wanted<'_>, seen: &Seen) -> Result<Comparison, Trouble> {
        let Spec::Realm { string_id, .. } = wanted.spec else { return Err(not_mine(wanted.spec)) };
        match (wanted.standing, seen) {
            (Standing::Present, Seen::Missing { .. }) => {
                let exists = Difference { field: "exists".to_owned(), wanted: Some("yes".to_owned()), seen: None };
                Ok(Comparison { differences: vec![exists], calls: creation(wanted.spec).into_iter().collect() })
            }
            (Standing::Gone, Seen::There(_)) => {
                Err(trouble(TroubleKind::ByHand, None, &format!("manage.py delete_realm -r {string_id}")))
            }
            _ => Ok(Comparison::default()),
        }
    }

    async fn apply(&self, call: &Call) -> Result<Applied, Trouble> {
        let Options { socket, timeout, .. } = &self.options;
        let answered = wire::ask(socket, &call.body, *timeout, TroubleKind::Rejected).await;
        // Whatever came of it, the last list isn't to be believed.
        *self.known.lock().await = None;
        // Made, or there already; either way it is looked at next.
        match answered?["made"].as_bool() {
            Some(_) => Ok(Applied::default()),
            None => Err(unexpected("neither made nor there")),
        }
    }

    /// Nothing tells whose a realm is but the name of the one that is wanted.
    async fn extras(&self, _owner: &Owner, _wanted: &[ResourceName]) -> Result<Vec<Extra>, Trouble> {
        Ok(Vec::new())
    }

    fn remove(&self, _extra: &Extra) -> Vec<Call> {
        Vec::new()
    }

    async fn check(&self) -> Result<Vec<String>, Trouble> {
        self.look(&json!({ "verb": "hello" })).await.map(|_| Vec::new())
    }
}

/// The one call that there is, as the sidecar takes it; none for what isn't a realm. Where Zulip can't be reached, a plan
/// is made of it.
#[must_use]
pub fn creation(spec: &Spec) -> Option<Call> {
    let Spec::Realm { string_id, name, admin_email, admin_name } = spec else { return None };
    // An empty text is refused, and tells by that.
    let body = json!({
        "verb": "create", "string_id": string_id, "name": plain(name, NAME),
        "admin_email": admin_email, "admin_name": plain(admin_name, ADMIN),
    });
    Some(Call::new("create", "realm", body))
}

/// One line of at most `most` characters that can't be taken for an option.
fn plain(text: &str, most: usize) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_start_matches(['-', ' ']).chars().filter(|c| !is_unseen(*c)).take(most);
    words.collect::<String>().trim_end().to_owned()
}

/// What a reader can't see: controls, and Unicode's format characters, which the sidecar refuses.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn unexpected(what: &str) -> Trouble {
    trouble(TroubleKind::Unexpected, None, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_that_is_no_option() {
        assert_eq!(plain("Acme", NAME), "Acme");
        assert_eq!(plain(" -- Søn\u{a0}&\n Cie \u{7}", NAME), "Søn & Cie");
        assert_eq!(plain(&format!("{} Works", "ä".repeat(39)), NAME), "ä".repeat(39), "no space at its end");
        assert_eq!(plain("--", NAME), "");
        assert_eq!(plain("A\u{ad}c\u{200b}me\u{202e}", NAME), "Acme");
    }
}
