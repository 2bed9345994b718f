//! Lists: filters, search, order and pages (facts/authentik.md §1.2, §1.3). An unknown filter is ignored with 200.

use std::cmp::Ordering;

use serde_json::{Value, json};

use super::answer::Refusal;
use super::row::{Noun, Row, plain, uuid};
use super::show::{Asked, autocomplete};
use super::state::State;

impl State {
    /// A list as its endpoint answers it; `launches` says which applications the caller may open.
    pub(super) fn list(&self, noun: Noun, asked: &Asked, caller: Option<&Row>) -> Result<Value, Refusal> {
        let attributes = attributes(asked)?;
        let full = asked.get("superuser_full_list").is_some_and(|v| v.eq_ignore_ascii_case("true"));
        let mut rows: Vec<&Row> = self
            .all(noun)
            .iter()
            .filter(|row| asked.iter().all(|(name, wanted)| self.fits(noun, row, name, wanted)))
            .filter(|row| attributes.iter().all(|(path, wanted)| reach(row.get("attributes"), path) == Some(wanted)))
            .filter(|row| noun != Noun::Application || full || self.admits(row, caller))
            .collect();
        let order = asked.get("ordering").filter(|o| !o.is_empty()).map_or(noun.order(), String::as_str);
        rows.sort_by(|a, b| compare(a, b, order));
        self.page(noun, &rows, asked)
    }

    fn page(&self, noun: Noun, rows: &[&Row], asked: &Asked) -> Result<Value, Refusal> {
        let (pagination, from, to) = self.pages(rows.len(), asked)?;
        let results: Vec<Value> = rows[from..to].iter().map(|row| self.show(noun, row, asked)).collect();
        Ok(json!({ "pagination": pagination, "results": results, "autocomplete": autocomplete(noun) }))
    }

    /// The head of a page and the range of what is on it.
    pub(super) fn pages(&self, count: usize, asked: &Asked) -> Result<(Value, usize, usize), Refusal> {
        let setting = |name: &str| usize::try_from(self.setting(name).as_u64().unwrap_or_default()).unwrap_or_default();
        let (usual, most) =
            (setting("pagination_default_page_size").max(1), setting("pagination_max_page_size").max(1));
        let number = |name: &str| asked.get(name).map(|v| v.parse::<usize>());
        let size = number("page_size").and_then(Result::ok).filter(|n| *n > 0).unwrap_or(usual).min(most);
        let total = count.div_ceil(size).max(1);
        let page = match (number("page"), asked.get("page").map(String::as_str)) {
            (None, _) => 1,
            (Some(Ok(page)), _) if (1..=total).contains(&page) => page,
            (_, Some("last")) => total,
            _ => return Err(Refusal::NoPage),
        };
        let from = (page - 1) * size;
        let to = (from + size).min(count);
        let pagination = json!({
            "next": if page < total { page + 1 } else { 0 },
            "previous": page - 1,
            "count": count,
            "current": page,
            "total_pages": total,
            "start_index": if count == 0 { 0 } else { from + 1 },
            "end_index": to,
        });
        Ok((pagination, from, to))
    }

    fn fits(&self, noun: Noun, row: &Row, name: &str, wanted: &str) -> bool {
        let same = |field: &str| {
            let value = row.get(field);
            match value {
                Value::Bool(flag) => *flag == (wanted.eq_ignore_ascii_case("true") || wanted == "1"),
                Value::String(text) if text == wanted => true,
                // Only what is as long as a UUID can be one.
                Value::String(text) => text.len() == 36 && uuid(wanted).is_some_and(|id| *text == id.to_string()),
                value => plain(value) == wanted,
            }
        };
        let has = |field: &str| row.list(field).iter().any(|v| wanted.split(',').any(|w| plain(v) == w));
        match (noun, name) {
            (_, "search") => searched(noun).iter().any(|f| contains(&plain(row.get(f)), wanted)),
            (Noun::User, "path_startswith") => row.text("path").starts_with(wanted),
            (Noun::User, "groups_by_pk") => has("groups"),
            (Noun::User, "groups_by_name") => self.named(row, wanted),
            (Noun::User, "is_superuser") => self.is_superuser(row) == wanted.eq_ignore_ascii_case("true"),
            (Noun::Group, "members_by_username") => {
                self.members_of(row.get("pk")).any(|u| wanted.split(',').any(|w| u.text("username") == w))
            }
            (Noun::Group, "members_by_pk") => {
                self.members_of(row.get("pk")).any(|u| wanted.split(',').any(|w| plain(u.get("pk")) == w))
            }
            (Noun::Binding, "target_in") => wanted.split(',').any(|w| row.text("target") == w),
            (Noun::Binding, "policy__isnull") | (Noun::ScopeMapping, "managed__isnull") => {
                let field = name.trim_end_matches("__isnull");
                row.get(field).is_null() == wanted.eq_ignore_ascii_case("true")
            }
            (Noun::CertificateKeyPair, "has_key") => {
                row.flag("private_key_available") == wanted.eq_ignore_ascii_case("true")
            }
            (Noun::OAuth2Provider, "application") => {
                self.find(Noun::Application, |a| a.get("provider") == row.get("pk") && a.text("pk") == wanted).is_some()
            }
            (Noun::OAuth2Provider, "property_mappings") => has("property_mappings"),
            (Noun::Token, "user__username") => {
                self.by_pk(Noun::User, row.get("user")).is_some_and(|u| u.text("username") == wanted)
            }
            _ => !filters(noun).contains(&name) || same(name),
        }
    }

    fn named(&self, user: &Row, wanted: &str) -> bool {
        let groups = user.list("groups").iter().filter_map(|pk| self.by_pk(Noun::Group, pk));
        groups.map(|g| g.text("name")).any(|name| wanted.split(',').any(|w| w == name))
    }
}

/// Filters that compare a field.
const fn filters(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Group => &["name", "is_superuser"],
        Noun::User => &["username", "name", "email", "uuid", "path", "is_active", "type", "last_login"],
        Noun::Application => &["name", "slug", "group", "meta_launch_url", "meta_description", "meta_publisher"],
        Noun::OAuth2Provider => {
            &["name", "client_id", "client_type", "authorization_flow", "signing_key", "sub_mode", "issuer_mode"]
        }
        Noun::Binding => &["target", "policy", "order", "enabled", "timeout"],
        Noun::Brand => &[
            "brand_uuid",
            "domain",
            "default",
            "branding_title",
            "flow_authentication",
            "flow_invalidation",
            "flow_recovery",
            "flow_user_settings",
            "web_certificate",
        ],
        Noun::Flow => &["name", "slug", "designation", "denied_action"],
        Noun::ScopeMapping => &["name", "managed", "scope_name"],
        Noun::CertificateKeyPair => &["name", "managed"],
        Noun::Token => &["identifier", "intent", "description", "managed", "expiring"],
        Noun::Invitation | Noun::Device | Noun::Role => &["name"],
    }
}

const fn searched(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::User => &["username", "name", "email", "uuid", "attributes"],
        Noun::Application => &["name", "slug", "meta_description", "meta_publisher", "group"],
        Noun::OAuth2Provider => &["name", "client_id"],
        Noun::Brand => &["domain", "branding_title"],
        Noun::Flow => &["name", "slug", "designation", "title"],
        Noun::ScopeMapping => &["name", "scope_name"],
        Noun::Token => &["identifier", "intent", "description"],
        Noun::Binding => &["target"],
        Noun::Group | Noun::CertificateKeyPair | Noun::Invitation | Noun::Device | Noun::Role => &["name"],
    }
}

fn contains(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}

/// The filter `attributes`: a JSON object, whose keys descend by `__`.
fn attributes(asked: &Asked) -> Result<Vec<(String, Value)>, Refusal> {
    let Some(text) = asked.get("attributes") else { return Ok(Vec::new()) };
    match serde_json::from_str(text) {
        Ok(Value::Object(wanted)) => Ok(wanted.into_iter().collect()),
        Ok(_) => Err(Refusal::Bad(json!(["filter: value must be key:value mapping"]))),
        Err(_) => Err(Refusal::Bad(json!(["filter: failed to parse JSON"]))),
    }
}

fn reach<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split("__").try_fold(value, |value, step| value.get(step))
}

fn compare(a: &Row, b: &Row, order: &str) -> Ordering {
    let mut verdict = Ordering::Equal;
    for field in order.split(',') {
        let (name, down) = field.strip_prefix('-').map_or((field, false), |name| (name, true));
        let (one, other) = (a.get(name), b.get(name));
        let by = match (one.as_f64(), other.as_f64()) {
            (Some(one), Some(other)) => one.total_cmp(&other),
            _ => plain(one).cmp(&plain(other)),
        };
        verdict = verdict.then(if down { by.reverse() } else { by });
    }
    verdict
}
