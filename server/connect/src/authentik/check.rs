//! What `dezky doctor` says about Authentik.

use dezky_domain::provision::{Trouble, TroubleKind};
use serde_json::Value;

use super::{Authentik, Version, api::query, basics, rows};

/// The oldest whose groups have several parents, and the newest whose description was read.
const KNOWN: (Version, Version) = (Version(2025, 12), Version(2026, 8));

/// # Errors
/// Where it can't be reached, or doesn't take our credentials.
pub(super) async fn check(engine: &Authentik) -> Result<Vec<String>, Trouble> {
    let brands: Vec<rows::Brand> = engine.api.list(&query("/core/brands/", &[("default", "true")])).await?;
    let mut words = Vec::new();
    let name = match engine.version().await {
        Ok(version) => {
            let name = format!("Authentik {version}");
            match Version::parse(&version) {
                Some(number) if number < KNOWN.0 => {
                    words.push(format!("{name}: older than 2025.12, whose groups have one parent only"));
                }
                Some(number) if number > KNOWN.1 => {
                    words.push(format!("{name}: newer than any that Dezky was tried with"));
                }
                _ => {}
            }
            name
        }
        Err(Trouble { kind: TroubleKind::Credentials, .. }) => {
            words.push("Authentik: the account may not see the version".to_owned());
            "Authentik".to_owned()
        }
        Err(trouble) => return Err(trouble),
    };
    let options = &engine.options;
    for slug in [&options.authorization_flow, &options.invalidation_flow, &options.recovery_flow] {
        if absent(basics::flow(engine, slug).await)? {
            words.push(format!("{name}: no flow {slug}"));
        }
    }
    if absent(basics::signing_key(engine).await)? {
        words.push(format!("{name}: no key to sign tokens with"));
    }
    match brands.first() {
        None => words.push(format!("{name}: no default brand")),
        Some(brand) if brand.flow_recovery.is_none() => {
            words.push(format!("{name}: no recovery flow on the default brand"));
        }
        Some(_) => {}
    }
    // For administrators only: what can't be seen isn't said.
    if let Ok(settings) = engine.api.read::<Value>(&query("/admin/settings/", &[])).await {
        if settings["avatars"].as_str().is_some_and(|avatars| avatars.contains("gravatar")) {
            words.push(format!("{name}: asks gravatar.com about every e-mail address; set avatars to initials"));
        }
        if settings["gdpr_compliance"] == true {
            words.push(format!("{name}: deletes a person's events with the person; set gdpr_compliance to false"));
        }
    }
    Ok(words)
}

fn absent<T>(looked: Result<T, Trouble>) -> Result<bool, Trouble> {
    match looked {
        Ok(_) => Ok(false),
        Err(Trouble { kind: TroubleKind::NotYet, .. }) => Ok(true),
        Err(trouble) => Err(trouble),
    }
}
