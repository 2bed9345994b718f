//! Passwords that Stalwart itself keeps, for an installation without Authentik in front of its mail. Set at once, outside
//! of any plan: a password is nowhere written down.

use dezky_domain::provision::{Owner, Trouble, TroubleKind};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};

use super::{
    account,
    domain::{self, Home},
    holder,
    jmap::{Jmap, text, unexpected},
    refusal,
};
use crate::engine::trouble;

/// Gives the owner's mailbox `address` its password, new or first.
///
/// # Errors
/// `Rejected` with Stalwart's words for a weak one (facts/stalwart.md §3.3) and where its people are kept elsewhere;
/// `NotYet` where there is no such mailbox.
pub async fn set(jmap: &Jmap, owner: &Owner, address: &str, password: &SecretString) -> Result<(), Trouble> {
    let missing = || trouble(TroubleKind::NotYet, None, &format!("there is no mailbox {address}"));
    let (local, name) = address.rsplit_once('@').ok_or_else(missing)?;
    let home = match domain::home(jmap, owner, name, None).await? {
        Home::Ours(home) => home,
        Home::Missing => return Err(missing()),
        Home::Taken(whose) => return Err(trouble(TroubleKind::Conflict, None, &whose)),
    };
    let account = account::look(jmap, &home, local).await?;
    let account = account.filter(|account| !holder::is_group(account)).ok_or_else(missing)?;
    let id = text(&account, "id").to_owned();
    let read = jmap.get(account::OBJECT, std::slice::from_ref(&id), &["credentials"]).await?;
    let credentials = read.first().map(|it| &it["credentials"]).ok_or_else(|| unexpected("the mailbox vanished"))?;
    let patch = patch(credentials, password.expose_secret());
    let body = json!({ "update": { id: patch } });
    refusal::of_set(&body, &jmap.call("x:Account/set", &body).await?)
}

/// Others among the credentials, app passwords for one, stay as they are.
fn patch(credentials: &Value, password: &str) -> Value {
    let empty = Map::new();
    let credentials = credentials.as_object().unwrap_or(&empty);
    if let Some((at, _)) = credentials.iter().find(|(_, it)| text(it, "@type") == "Password") {
        return json!({ format!("credentials/{at}/secret"): password });
    }
    let next =
        credentials.keys().filter_map(|at| at.parse::<u32>().ok()).max().map_or(0, |last| last.saturating_add(1));
    json!({ format!("credentials/{next}"): { "@type": "Password", "secret": password } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_that_is_there_is_replaced_and_nothing_else() {
        let both = json!({ "0": { "@type": "AppPassword" }, "3": { "@type": "Password", "secret": "****" } });
        assert_eq!(patch(&both, "new"), json!({ "credentials/3/secret": "new" }));
        let other = json!({ "4": { "@type": "AppPassword" } });
        let first = json!({ "@type": "Password", "secret": "new" });
        assert_eq!(patch(&other, "new"), json!({ "credentials/5": first }));
        for none in [json!({}), Value::Null] {
            assert_eq!(patch(&none, "new"), json!({ "credentials/0": first }), "{none}");
        }
    }
}
