//! Whether this is a Stalwart that we know, and what our key may do in it.

use dezky_domain::provision::{Trouble, TroubleKind};
use http::header::LOCATION;
use serde_json::{Value, json};

use super::{jmap::Jmap, refusal};

/// Schemas of the management objects that were tried, by the release that has them: the hash in `/api/schema`'s redirect
/// (facts/stalwart.md §2).
const KNOWN: [(&str, &str); 1] = [("25gnm1_xB9bPk-puX9VTFMP1W5V-1muUWuK964-_uEw", "0.16.18")];

/// What our calls need (facts/stalwart.md §3.1), those of `watch` among them.
const NEEDED: [&str; 30] = [
    "authenticate",
    "sysDomainGet",
    "sysDomainQuery",
    "sysDomainCreate",
    "sysDomainUpdate",
    "sysDomainDestroy",
    "sysDkimSignatureGet",
    "sysDkimSignatureQuery",
    "sysDkimSignatureDestroy",
    "sysAccountGet",
    "sysAccountQuery",
    "sysAccountCreate",
    "sysAccountUpdate",
    "sysAccountDestroy",
    "sysMailingListGet",
    "sysMailingListQuery",
    "sysMailingListCreate",
    "sysMailingListUpdate",
    "sysMailingListDestroy",
    "sysWebHookGet",
    "sysWebHookQuery",
    "sysWebHookCreate",
    "sysWebHookUpdate",
    "sysWebHookDestroy",
    "sysTracerGet",
    "sysTracerQuery",
    "sysTracerCreate",
    "sysTracerUpdate",
    "sysActionCreate",
    "actionReloadSettings",
];

/// # Errors
/// Not reached, or our key is refused.
pub async fn check(jmap: &Jmap) -> Result<Vec<String>, Trouble> {
    // Health says nothing of provisioning (facts/stalwart.md §6): this is what we do all day.
    jmap.call("x:Domain/query", &json!({ "filter": {}, "limit": 1 })).await?;
    let mut words = vec![schema(jmap).await?];
    words.extend(rights(jmap).await?);
    words.extend(licence(jmap).await?);
    Ok(words)
}

async fn schema(jmap: &Jmap) -> Result<String, Trouble> {
    let answer = jmap.fetch("/api/schema").await?;
    let location = answer.headers().get(LOCATION).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let Some((_, hash)) = location.rsplit_once("/api/schema/").filter(|_| answer.status().is_redirection()) else {
        return match answer.status().as_u16() {
            401.. if answer.status() != 404 => {
                Err(refusal::of_status(answer.status().as_u16(), answer.headers(), answer.body()))
            }
            _ => Ok("Stalwart tells no schema: its version isn't known".to_owned()),
        };
    };
    let known = KNOWN.iter().find(|(known, _)| *known == hash);
    // It comes from the network and goes to a terminal.
    let hash: String = hash.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).take(64).collect();
    Ok(match known {
        Some((_, version)) => format!("Stalwart {version} by its schema"),
        None => {
            format!("Stalwart's schema {hash} was never tried with this Dezky: look out for changes of its objects")
        }
    })
}

/// What the key may not, where Stalwart tells.
async fn rights(jmap: &Jmap) -> Result<Option<String>, Trouble> {
    let answer = jmap.fetch("/api/account").await?;
    let account: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
    let Some(has) = account["permissions"].as_array().filter(|_| answer.status().is_success()) else { return Ok(None) };
    let missing: Vec<_> = NEEDED.into_iter().filter(|needed| !has.iter().any(|it| it == needed)).collect();
    Ok(match missing.as_slice() {
        [] => None,
        missing => Some(format!("Dezky's key in Stalwart lacks {}", missing.join(", "))),
    })
}

/// Dezky needs nothing that is paid for; an operator wants to know what there is (facts/stalwart.md §1).
async fn licence(jmap: &Jmap) -> Result<Option<String>, Trouble> {
    match jmap.call("x:Trace/query", &json!({ "filter": {}, "limit": 1 })).await {
        Ok(_) => Ok(Some("Stalwart has an Enterprise licence; Dezky needs none".to_owned())),
        Err(trouble) if trouble.kind == TroubleKind::Licence => Ok(Some(
            "Stalwart has no Enterprise licence: no tenants of its own, directories by domain, masked addresses or traces"
                .to_owned(),
        )),
        // Our key may not ask, or there is no such object: nothing is known, and nothing needs it.
        Err(trouble) if matches!(trouble.kind, TroubleKind::Credentials | TroubleKind::Rejected | TroubleKind::Unexpected) => {
            Ok(None)
        }
        Err(trouble) => Err(trouble),
    }
}
