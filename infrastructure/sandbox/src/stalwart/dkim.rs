//! DKIM keys: with `dkimManagement` Automatic a task makes them after the domain is there, one for each algorithm, so
//! that whoever reads the zone at once finds none (facts/stalwart.md §0.3).

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::kinds::{DKIM_SIGNATURE, Kind};
use super::refusal::Refusal;
use super::{State, form, ids, members, now, text, zone};
use crate::{clock, engine::stale};

/// The public half of an RSA key of 2048 bits whose private half nobody kept.
const RSA: &str = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsEReTTaZWAqoJKR4/JUEWrRgeNx/lqHSq6sH268eXotOwnjubNgQ7obM9r+80obAEh9LlcpbDwW/XcWELR7WWfSSfvJNSDMAwX2YlT1FWI2ScsTAZy2yQ+lx/klGd74+d1mYJo+PiO0htqL34uaNqOTBCMlgp+9Mg+W5GUQHh9QqRH9eGWUxF2bFjzjYXypyzZ9PoHzA7Jjf4CQCenVxKUoRBrNRjFhM0qA0sCvRdemQVIF8hmKGfLxQql4ccYh85xWRTXdx1EkdRQJNDLprQ4xdfw9oruQghy/Zi1NAnupvZXDH6D1flSbdN9kBUxSpPDkib3J61xBCQZQQOCeE8QIDAQAB";

/// How long keys take: milliseconds for the first and for the last one, or calls that ask for them.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub enum Pace {
    After(u64, u64),
    Calls(u32),
}

impl Default for Pace {
    fn default() -> Self {
        Self::After(300, 1500)
    }
}

/// A key to come.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Birth {
    domain: u64,
    /// `Dkim1RsaSha256`.
    algorithm: String,
    selector: String,
    due: Due,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Due {
    At(DateTime<Utc>),
    /// So many calls find it not there yet.
    In(u32),
}

impl State {
    /// Begins the task for a domain.
    pub fn conceive(&mut self, domain: u64, row: &Value) {
        let management = &row["dkimManagement"];
        let mut algorithms: Vec<String> = members(management, "algorithms").map(|(name, _)| name.clone()).collect();
        algorithms.sort_unstable();
        let last = algorithms.len().saturating_sub(1);
        for (place, algorithm) in algorithms.into_iter().enumerate() {
            let due = match self.pace {
                Pace::After(first, both) => {
                    let ms = if place == last { both } else { first };
                    let wait = i64::try_from(ms).ok().and_then(TimeDelta::try_milliseconds).unwrap_or(TimeDelta::MAX);
                    Due::At(clock::now().checked_add_signed(wait).unwrap_or(DateTime::<Utc>::MAX_UTC))
                }
                Pace::Calls(calls) => Due::In(calls.saturating_add(u32::try_from(place).unwrap_or(u32::MAX))),
            };
            let selector = selector(text(management, "selectorTemplate"), &algorithm).unwrap_or_default();
            self.births.push(Birth { domain, algorithm, selector, due });
        }
        self.settle();
    }

    /// Brings into being what is due by the time.
    pub fn settle(&mut self) {
        let now = clock::now();
        self.bear(|birth| matches!(birth.due, Due::At(at) if at <= now));
    }

    /// Somebody asks for a domain's keys: what is due by calls comes a call nearer.
    pub fn asked(&mut self, domain: u64) {
        self.bear(|birth| birth.domain == domain && birth.due == Due::In(0));
        for birth in self.births.iter_mut().filter(|birth| birth.domain == domain) {
            if let Due::In(calls) = &mut birth.due {
                *calls = calls.saturating_sub(1);
            }
        }
    }

    /// No keys for a domain that is gone.
    pub fn forget(&mut self, domain: u64) {
        self.births.retain(|birth| birth.domain != domain);
    }

    fn bear(&mut self, is_due: impl Fn(&Birth) -> bool) {
        if stale() {
            return;
        }
        let (due, waiting) = std::mem::take(&mut self.births).into_iter().partition::<Vec<_>, _>(is_due);
        self.births = waiting;
        for birth in due {
            let tenant = self.row("Domain", birth.domain).map(|domain| domain["memberTenantId"].clone());
            let mut row = DKIM_SIGNATURE.form.blank(Some(&birth.algorithm));
            row["domainId"] = json!(ids::text(birth.domain));
            row["memberTenantId"] = tenant.unwrap_or_default();
            row["selector"] = json!(birth.selector);
            row["createdAt"] = json!(now());
            row["privateKey"]["secret"] = json!(clock::random_hex::<32>());
            row["publicKey"] = json!(public_key(&row));
            let id = self.insert(&DKIM_SIGNATURE, row.clone());
            let label = self.label(&DKIM_SIGNATURE, id, &row);
            self.note("created", label, id);
            let domain = self.row("Domain", birth.domain).map_or("", |domain| text(domain, "name")).to_owned();
            self.keys_told.push((birth.selector, domain));
        }
    }
}

/// What goes beyond the form of a key that somebody brings: it must be a PEM. The public half isn't reckoned from the
/// private one, it only stays the same with it.
pub fn check(row: &mut Value, old: Option<&Value>) -> Result<(), Refusal> {
    let secret = text(&row["privateKey"], "secret").to_owned();
    if old.is_some_and(|old| text(&old["privateKey"], "secret") == secret) {
        return Ok(());
    }
    let pem = secret.trim().starts_with("-----BEGIN ") && secret.trim().ends_with("PRIVATE KEY-----");
    if form::tag(&row["privateKey"]) == Some("Text") && !pem {
        let kind = if is_rsa(row) { "RSA" } else { "ED25519" };
        return Err(Refusal::properties(format!(
            "Failed to validate DKIM signature: DKIM build error (dkim.build-error): reason = Cryptography layer error: \
             InvalidEncoding, details = Failed to build {kind} key"
        )));
    }
    row["publicKey"] = json!(public_key(row));
    Ok(())
}

/// Checks the template of a domain's selectors.
pub fn check_template(kind: &Kind, row: &Value) -> Result<(), Refusal> {
    let management = &row["dkimManagement"];
    if kind.name != "Domain" || form::tag(management) != Some("Automatic") {
        return Ok(());
    }
    let made = selector(text(management, "selectorTemplate"), "Dkim1RsaSha256");
    made.map(|_| ()).map_err(|why| Refusal::properties(why).about("selectorTemplate"))
}

fn is_rsa(row: &Value) -> bool {
    form::tag(row).is_some_and(|tag| tag.contains("Rsa"))
}

fn public_key(row: &Value) -> String {
    if is_rsa(row) {
        return RSA.to_owned();
    }
    let private = text(&row["privateKey"], "secret").as_bytes();
    let bytes: Vec<u8> = (0u64..4).flat_map(|seed| zone::fnv(seed, private).to_be_bytes()).collect();
    STANDARD.encode(bytes)
}

/// `v{version}-{algorithm}-{date-%Y%m%d}` filled in.
fn selector(template: &str, algorithm: &str) -> Result<String, String> {
    let mut made = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (variable, more) = after.split_once('}').ok_or("unclosed '{' in template")?;
        made.push_str(before);
        match variable {
            "algorithm" => made.push_str(if algorithm.contains("Rsa") { "rsa" } else { "ed25519" }),
            "hash" => made.push_str("sha256"),
            "version" => made.push_str(if algorithm.starts_with("Dkim2") { "2" } else { "1" }),
            "epoch" => made.push_str(&clock::now().timestamp().to_string()),
            "random" => made.push_str(&clock::random_hex::<4>()),
            "date-%Y%m%d" => made.push_str(&clock::now().format("%Y%m%d").to_string()),
            other if other.starts_with("date-") => made.push_str(&clock::now().format("%Y-%m-%d").to_string()),
            other => return Err(format!("unrecognized variable '{{{other}}}'")),
        }
        rest = more;
    }
    made.push_str(rest);
    made.retain(|c| c.is_ascii_alphanumeric() || ".-_".contains(c));
    Ok(made)
}
