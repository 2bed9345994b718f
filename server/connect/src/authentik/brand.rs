//! Brands: a host's looks and flows, no isolation. A brand of its own gets its flows explicitly, since it inherits none
//! and recovery has no fallback (facts/authentik.md §1.7). Of the default brand, which isn't ours, only a missing
//! recovery flow is set: without it no recovery link can be made through its host.

use dezky_domain::provision::{GroupKind, Standing, Trouble};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    Authentik,
    api::{at, query},
    change::{self, Changes, facts},
    mark, rows,
    words::shown,
};
use crate::engine::{Call, Comparison, Found, Seen, Wanted};

/// The domain that Authentik gives the default brand.
const DEFAULT: &str = "authentik-default";

/// The flows that a brand of ours has, by pk. None for one that the default brand hasn't got either.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Flows {
    authentication: Option<String>,
    invalidation: Option<String>,
    recovery: Option<String>,
    user_settings: Option<String>,
}

impl Flows {
    const FIELDS: [(&'static str, &'static str); 4] = [
        ("authentication flow", "flow_authentication"),
        ("invalidation flow", "flow_invalidation"),
        ("recovery flow", "flow_recovery"),
        ("user settings flow", "flow_user_settings"),
    ];

    fn of(brand: &rows::Brand) -> Self {
        Self {
            authentication: brand.flow_authentication.clone(),
            invalidation: brand.flow_invalidation.clone(),
            recovery: brand.flow_recovery.clone(),
            user_settings: brand.flow_user_settings.clone(),
        }
    }

    fn pks(&self) -> [Option<&String>; 4] {
        [&self.authentication, &self.invalidation, &self.recovery, &self.user_settings].map(Option::as_ref)
    }
}

#[derive(Serialize, Deserialize)]
struct Known {
    flows: Flows,
    seen: Option<Flows>,
    attributes: Value,
    /// Uniqueness is only checked when one is made: two of ours can have won a race.
    doubles: Vec<String>,
}

pub(super) async fn observe(engine: &Authentik, wanted: &Wanted<'_>, domain: &str, own: bool) -> Result<Seen, Trouble> {
    let pairs = if own || domain != DEFAULT { [("domain", domain)] } else { [("default", "true")] };
    let mut brands: Vec<rows::Brand> = engine.api.list(&query("/core/brands/", &pairs)).await?;
    if own || domain != DEFAULT {
        brands.retain(|brand| brand.domain == domain);
    }
    if own && let Some(theirs) = brands.iter().find(|brand| !mark::is_ours(wanted.owner, &brand.attributes)) {
        return Ok(Seen::Taken { whose: mark::whose("a brand for this host", &theirs.attributes) });
    }
    let present = wanted.standing == Standing::Present;
    if brands.is_empty() {
        if present && !own {
            return Err(super::missing("brand", domain));
        }
        let more = if present { json!(flows(engine, None).await?) } else { Value::Null };
        return Ok(Seen::Missing { more });
    }
    let seen = brands.remove(0);
    let has = Flows::of(&seen);
    let flows = if !present {
        has.clone()
    } else if own {
        flows(engine, Some(&has)).await?
    } else {
        let recovery = match &has.recovery {
            Some(pk) => pk.clone(),
            None => super::basics::flow(engine, &engine.options.recovery_flow).await?,
        };
        Flows { recovery: Some(recovery), ..has.clone() }
    };
    let mut facts = facts([("title", shown(&seen.branding_title))]);
    if own {
        for ((word, _), (is, shall)) in Flows::FIELDS.into_iter().zip(has.pks().into_iter().zip(flows.pks())) {
            facts.insert(word.to_owned(), said(is, shall).to_owned());
        }
    } else {
        facts.insert("recovery flow".to_owned(), said(has.recovery.as_ref(), flows.recovery.as_ref()).to_owned());
    }
    let doubles = if own { brands.into_iter().map(|brand| brand.brand_uuid).collect() } else { Vec::new() };
    let known = Known { flows, seen: Some(has), attributes: seen.attributes, doubles };
    Ok(Seen::There(Found { external: seen.brand_uuid, facts, more: json!(known) }))
}

pub(super) fn compare(
    wanted: &Wanted<'_>,
    domain: &str,
    title: Option<&str>,
    seen: &Seen,
) -> Result<Comparison, Trouble> {
    let of = |pk: &str| at("/core/brands/", pk, "");
    match (wanted.standing, seen, title) {
        (Standing::Present, Seen::Missing { more }, Some(title)) => {
            let flows: Flows = change::kept(more)?;
            let mut body = Map::new();
            body.insert("domain".to_owned(), Value::from(domain));
            body.insert("default".to_owned(), Value::from(false));
            body.insert("branding_title".to_owned(), Value::from(title));
            for ((_, name), pk) in Flows::FIELDS.into_iter().zip(flows.pks()) {
                if let Some(pk) = pk {
                    body.insert(name.to_owned(), Value::from(pk.as_str()));
                }
            }
            let mark = mark::of(wanted.owner, GroupKind::Tenant);
            body.insert("attributes".to_owned(), mark::merged(&Value::Null, mark));
            Ok(change::created(Call::new("POST", query("/core/brands/", &[]), Value::Object(body))))
        }
        (Standing::Present, Seen::There(found), title) => {
            let known: Known = change::of(found)?;
            let mut changes = Changes::default();
            if let Some(title) = title {
                changes.field(&found.facts, "title", title, "branding_title", title);
            }
            for ((word, name), pk) in Flows::FIELDS.into_iter().zip(known.flows.pks()) {
                if let Some(pk) = pk
                    && found.facts.contains_key(word)
                {
                    changes.field(&found.facts, word, "set", name, pk.as_str());
                }
            }
            let mut calls: Vec<_> = changes.patch(of(&found.external)).into_iter().collect();
            for double in &known.doubles {
                changes.note("doubled", None, Some(&shown(double)));
                calls.push(Call::new("DELETE", of(double), Value::Null).destroying());
            }
            Ok(changes.with(calls))
        }
        (Standing::Gone, Seen::There(found), Some(_)) => {
            let known: Known = change::of(found)?;
            let pks = known.doubles.iter().chain([&found.external]);
            let calls = pks.map(|pk| Call::new("DELETE", of(pk), Value::Null).destroying()).collect();
            Ok(change::destroyed(calls))
        }
        _ => Ok(Comparison::default()),
    }
}

fn said(is: Option<&String>, shall: Option<&String>) -> &'static str {
    match is {
        None => "none",
        Some(_) if is == shall || shall.is_none() => "set",
        Some(_) => "another flow",
    }
}

/// The flows for a brand of ours. Looked up anew unless `has` are the ones known already.
async fn flows(engine: &Authentik, has: Option<&Flows>) -> Result<Flows, Trouble> {
    if let Some(known) = engine.known().brand.as_ref().filter(|known| has == Some(*known)) {
        return Ok(known.clone());
    }
    let recovery = super::basics::flow(engine, &engine.options.recovery_flow).await?;
    let standard: Vec<rows::Brand> = engine.api.list(&query("/core/brands/", &[("default", "true")])).await?;
    let standard = standard.first().ok_or_else(|| super::missing("brand", DEFAULT))?;
    let flows = Flows { recovery: Some(recovery), ..Flows::of(standard) };
    engine.known().brand = Some(flows.clone());
    Ok(flows)
}
