//! What every application refers to: flows, the signing key, scope mappings. Kept between looks, because they hardly ever
//! change and a thousand applications would ask for them each round; whoever finds an object at odds with them looks them
//! up anew before believing it.

use dezky_domain::provision::{Trouble, TroubleKind};
use serde::{Deserialize, Serialize};

use super::{
    Authentik, Version,
    api::{at, query},
    mapping, rows,
};
use crate::engine::trouble;

/// Authentik's own scope mappings that an application of ours has.
const MANAGED: [&str; 3] = ["openid", "profile", "offline_access"];

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Basics {
    pub authorization_flow: String,
    pub invalidation_flow: String,
    pub signing_key: String,
    /// Scope and pk: three of Authentik's own, and our `email`.
    pub mappings: Vec<(String, String)>,
    /// Authentik's own `email`: beside ours, it would decide whether an address is verified.
    pub their_email: Option<String>,
    /// Whether the server knows `grant_types`, which has no default there (facts/authentik.md §6).
    pub grant_types: bool,
}

impl Basics {
    /// As they are now.
    ///
    /// # Errors
    /// `NotYet` naming what isn't there: a fresh Authentik needs a minute or two for its flows.
    pub async fn look(engine: &Authentik) -> Result<Self, Trouble> {
        let options = &engine.options;
        let authorization_flow = flow(engine, &options.authorization_flow).await?;
        let invalidation_flow = flow(engine, &options.invalidation_flow).await?;
        let pairs = [("managed__isnull", "false"), ("page_size", "100")];
        let managed: Vec<rows::Mapping> = engine.api.list(&query(mapping::PATH, &pairs)).await?;
        let by_scope = |scope: &str| {
            let name = format!("goauthentik.io/providers/oauth2/scope-{scope}");
            managed.iter().find(|mapping| mapping.managed.as_ref() == Some(&name)).map(|mapping| mapping.pk.clone())
        };
        let mut mappings = Vec::new();
        for scope in MANAGED {
            let pk = by_scope(scope).ok_or_else(|| super::missing("scope mapping", scope))?;
            mappings.push((scope.to_owned(), pk));
        }
        let ours = mapping::by_name(engine, mapping::EMAIL_MAPPING).await?;
        let ours = ours.ok_or_else(|| super::missing("scope mapping", mapping::EMAIL_MAPPING))?;
        mappings.push(("email".to_owned(), ours.pk));
        let basics = Self {
            authorization_flow,
            invalidation_flow,
            signing_key: signing_key(engine).await?,
            mappings,
            their_email: by_scope("email"),
            grant_types: match engine.version().await {
                Ok(version) => Version::parse(&version) >= Some(Version(2026, 5)),
                // The version is for administrators only; nothing else is.
                Err(Trouble { kind: TroubleKind::Credentials, .. }) => false,
                Err(trouble) => return Err(trouble),
            },
        };
        engine.known().basics = Some(basics.clone());
        Ok(basics)
    }
}

/// A flow's pk by its slug.
pub(super) async fn flow(engine: &Authentik, slug: &str) -> Result<String, Trouble> {
    let found: Option<rows::Named> = engine.api.find(&at("/flows/instances/", slug, "")).await?;
    found.map(|flow| flow.pk).ok_or_else(|| super::missing("flow", slug))
}

/// The key that signs tokens. Without one they are signed with the client's own secret.
pub(super) async fn signing_key(engine: &Authentik) -> Result<String, Trouble> {
    let path = query("/crypto/certificatekeypairs/", &[("has_key", "true"), ("page_size", "100")]);
    let mut keys: Vec<rows::Named> = engine.api.list(&path).await?;
    keys.sort_by(|a, b| (a.name != SELF_SIGNED, &a.name, &a.pk).cmp(&(b.name != SELF_SIGNED, &b.name, &b.pk)));
    let first = keys.into_iter().next();
    first.map(|key| key.pk).ok_or_else(|| trouble(TroubleKind::NotYet, None, "Authentik has no key to sign with"))
}

/// What a fresh installation has.
const SELF_SIGNED: &str = "authentik Self-signed Certificate";
