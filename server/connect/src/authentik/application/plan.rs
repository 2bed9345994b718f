//! How an application gets from what was seen to what is wanted, whichever half of it is there.

use dezky_domain::provision::{Standing, Trouble, TroubleKind};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::{Application, Known, body, is_good, signing_in};
use crate::{
    authentik::{
        api::{at, query},
        basics::Basics,
        change::{self, Changes},
        rows::{self, Provider},
        words::{all, shown},
    },
    engine::{Call, Comparison, Found, Seen, Wanted, trouble},
};

pub fn compare(wanted: &Wanted<'_>, spec: Application<'_>, seen: &Seen) -> Result<Comparison, Trouble> {
    match (wanted.standing, seen) {
        (Standing::Present, Seen::Missing { more }) => {
            let known: Known = change::kept(more)?;
            let (basics, admits) = needs(&known)?;
            Ok(change::created(body::all_in_one(wanted, spec, basics, admits)?))
        }
        (Standing::Present, Seen::There(found)) => mend(wanted, spec, found),
        // Kept as it is: people lose access by their groups or their account. That nobody else gets in is seen to.
        (Standing::Cut, Seen::There(found)) => {
            let known: Known = change::of(found)?;
            let mut changes = Changes::default();
            let calls = match &known.application {
                Some(application) => bindings(&mut changes, spec, found, &known, application)?,
                None => Vec::new(),
            };
            Ok(changes.with(calls))
        }
        (Standing::Gone, Seen::There(found)) => {
            let known: Known = change::of(found)?;
            let mut calls = Vec::new();
            if known.application.is_some() {
                calls.push(Call::new("DELETE", at("/core/applications/", spec.slug, ""), Value::Null).destroying());
            }
            // It survives its application.
            calls.extend(known.provider.as_ref().map(delete_provider));
            Ok(change::destroyed(calls))
        }
        _ => Ok(Comparison::default()),
    }
}

fn mend(wanted: &Wanted<'_>, spec: Application<'_>, found: &Found) -> Result<Comparison, Trouble> {
    let known: Known = change::of(found)?;
    let (basics, admits) = needs(&known)?;
    let mut changes = Changes::default();
    let Some(application) = &known.application else {
        // An application made for this provider would stand open until it is bound. The provider has nothing that is
        // worth keeping, so both are made anew, in one call.
        changes.note("exists", Some("yes"), Some("only the provider"));
        let mut calls: Vec<_> = known.provider.iter().map(delete_provider).collect();
        calls.push(body::all_in_one(wanted, spec, basics, admits)?);
        return Ok(changes.with(calls));
    };

    let mut calls = bindings(&mut changes, spec, found, &known, application)?;
    let of_application = at("/core/applications/", spec.slug, "");
    changes.field(&found.facts, "name", spec.name, "name", spec.name);
    changes.field(&found.facts, "launch url", spec.launch_url, "meta_launch_url", spec.launch_url);
    let Some(provider) = &known.provider else {
        changes.note("provider", Some("yes"), None);
        calls.extend(changes.patch(of_application));
        let body = body::provider(wanted, spec, basics)?;
        calls.push(Call::new("POST", query("/providers/oauth2/", &[]), body).secret("/client_secret"));
        return Ok(changes.with(calls));
    };
    if application.provider != Some(provider.pk) {
        changes.note("provider", Some("yes"), Some("apart from the application"));
        changes.body.insert("provider".to_owned(), Value::from(provider.pk));
    }
    calls.extend(changes.patch(of_application));
    calls.extend(mend_provider(&mut changes, wanted, spec, found, &known, basics, provider)?);
    Ok(changes.with(calls))
}

fn mend_provider(
    changes: &mut Changes,
    wanted: &Wanted<'_>,
    spec: Application<'_>,
    found: &Found,
    known: &Known,
    basics: &Basics,
    provider: &Provider,
) -> Result<Option<Call>, Trouble> {
    let facts = &found.facts;
    changes.field(facts, "client id", spec.slug, "client_id", spec.slug);
    changes.field(facts, "client type", "confidential", "client_type", "confidential");
    if changes.differs(facts, "redirect uris", &all(spec.redirect_uris)) {
        let mut uris = body::redirect_uris(spec)?;
        let others = provider.redirect_uris.iter().filter(|uri| !signing_in(std::slice::from_ref(uri)).any(|_| true));
        uris.extend(others.map(|uri| json!(uri)));
        changes.body.insert("redirect_uris".to_owned(), Value::from(uris));
    }
    changes.field(facts, "logout uri", spec.logout_uri, "logout_uri", spec.logout_uri);
    if !spec.logout_uri.is_empty() {
        changes.field(facts, "logout method", "backchannel", "logout_method", "backchannel");
    }
    changes.field(facts, "sub mode", "user_uuid", "sub_mode", "user_uuid");
    changes.field(facts, "issuer mode", "per_provider", "issuer_mode", "per_provider");
    changes.field(facts, "claims in id token", "yes", "include_claims_in_id_token", true);
    changes.field(facts, "signed with a key", "yes", "signing_key", basics.signing_key.as_str());
    changes.field(
        facts,
        "authorization flow",
        "as configured",
        "authorization_flow",
        basics.authorization_flow.as_str(),
    );
    changes.field(facts, "invalidation flow", "as configured", "invalidation_flow", basics.invalidation_flow.as_str());
    let scopes = all(basics.mappings.iter().map(|(scope, _)| scope));
    changes.field(facts, "scopes", &scopes, "property_mappings", mappings(basics, provider));
    if provider
        .grant_types
        .as_ref()
        .is_some_and(|has| body::GRANTS.iter().any(|grant| !has.iter().any(|is| is == grant)))
    {
        changes.field(facts, "grant types", &all(body::GRANTS), "grant_types", json!(body::GRANTS));
    }
    let path = at("/providers/oauth2/", &provider.pk.to_string(), "");
    if known.secret_is_ours == Some(false)
        && let Some(secret) = wanted.secret
    {
        changes.note("client secret", Some("Dezky's"), Some("another secret"));
        changes.body.insert("client_secret".to_owned(), Value::from(secret.expose_secret()));
        return Ok(changes.patch(path).map(|call| call.secret("/client_secret")));
    }
    Ok(changes.patch(path))
}

/// Ours and what others added, without Authentik's own `email`.
fn mappings(basics: &Basics, provider: &Provider) -> Vec<String> {
    let mut all: Vec<String> = basics.mappings.iter().map(|(_, pk)| pk.clone()).collect();
    for pk in &provider.property_mappings {
        if !all.contains(pk) && Some(pk) != basics.their_email.as_ref() {
            all.push(pk.clone());
        }
    }
    all
}

/// Exactly one binding that admits the group. While there is none, nothing else is taken away: without any, everybody
/// would get in.
fn bindings(
    changes: &mut Changes,
    spec: Application<'_>,
    found: &Found,
    known: &Known,
    application: &rows::Application,
) -> Result<Vec<Call>, Trouble> {
    changes.differs(&found.facts, super::ADMITS, &shown(spec.admits));
    let Some(kept) = known.bindings.iter().position(|binding| is_good(binding, known)) else {
        let admits = known.admits.as_ref().ok_or_else(incomplete)?;
        let body = body::binding(&application.pk, admits);
        return Ok(vec![Call::new("POST", query("/policies/bindings/", &[]), body)]);
    };
    let others = known.bindings.iter().enumerate().filter(|(place, _)| *place != kept);
    Ok(others.map(|(_, other)| Call::new("DELETE", at("/policies/bindings/", &other.pk, ""), Value::Null)).collect())
}

fn delete_provider(provider: &Provider) -> Call {
    Call::new("DELETE", at("/providers/oauth2/", &provider.pk.to_string(), ""), Value::Null).destroying()
}

fn needs(known: &Known) -> Result<(&Basics, &String), Trouble> {
    known.basics.as_ref().zip(known.admits.as_ref()).ok_or_else(incomplete)
}

fn incomplete() -> Trouble {
    trouble(TroubleKind::Unexpected, None, "what was observed can't be compared")
}
