//! What a token says about a person, as Authentik's default mappings have it (facts/authentik.md §3.3).

use serde_json::{Map, Value, json};

use crate::client::{Account, Client};
use crate::clock;
use crate::sessions::{Grant, Session};

pub const ACR: &str = "goauthentik.io/providers/oauth2/default";

/// The claims about the person that the scopes ask for. `email_verified` is false, as it is by default there, unless the
/// application has Dezky's own mapping; the groups are those that name the person, without ancestors.
pub fn about(client: &Client, person: &Account, scope: &[String]) -> Map<String, Value> {
    let asks = |name: &str| scope.iter().any(|s| s == name);
    let mut claims = Map::new();
    let mut put = |name: &str, value: Value| claims.insert(name.to_owned(), value);
    put("sub", json!(client.sub(person)));
    if asks("email") {
        put("email", json!(person.email));
        put("email_verified", json!(client.verifies && person.verified));
    }
    if asks("profile") {
        put("name", json!(person.name));
        put("given_name", json!(person.name));
        put("preferred_username", json!(person.username));
        put("nickname", json!(person.username));
        put("groups", json!(person.groups));
    }
    for extra in &client.extras {
        match *extra {
            "dezky_groups" if asks("dezky") => {
                put("dezky_tenant", json!(person.tenants));
                put("dezky_groups", json!(person.all_groups));
            }
            "ocisUser" if asks("profile") => drop(put("roles", ocis_roles(person))),
            _ => {}
        }
    }
    claims
}

/// As Dezky's mapping for OCIS has it.
fn ocis_roles(person: &Account) -> Value {
    let member = |name: &str| person.all_groups.iter().any(|g| g == name);
    match () {
        () if member("dezky-platform-admins") => json!(["ocisAdmin"]),
        () if member("dezky-files-users") => json!(["ocisUser"]),
        () => json!([]),
    }
}

/// The claims of an ID token; `aud` is a string, not a list.
pub fn id_token(issuer: &str, client: &Client, person: &Account, grant: &Grant, session: &Session) -> Value {
    let scope = if client.in_id_token { grant.scope.as_slice() } else { &[] };
    let mut claims = about(client, person, scope);
    claims.extend(own(issuer, client, session.auth_time.timestamp()));
    let amr: &[&str] = if person.second_factor { &["pwd", "mfa"] } else { &["pwd"] };
    claims.insert("amr".to_owned(), json!(amr));
    claims.insert("sid".to_owned(), json!(session.sid));
    if let Some(nonce) = &grant.nonce {
        claims.insert("nonce".to_owned(), json!(nonce));
    }
    Value::Object(claims)
}

/// What the administrator's preview shows: every scope, and no session.
pub fn preview(issuer: &str, client: &Client, person: &Account) -> Value {
    let mut claims = about(client, person, &client.scopes);
    claims.extend(own(issuer, client, clock::now().timestamp()));
    Value::Object(claims)
}

fn own(issuer: &str, client: &Client, auth_time: i64) -> Map<String, Value> {
    let now = clock::now().timestamp();
    let own = json!({
        "iss": issuer,
        "aud": client.client_id,
        "exp": now + client.lives,
        "iat": now,
        "auth_time": auth_time,
        "acr": ACR,
        "jti": clock::random_hex::<20>(),
    });
    if let Value::Object(own) = own { own } else { Map::new() }
}

/// The access token is a JWT with the same claims and three more.
pub fn access_token(id_token: &Value, grant: &Grant) -> Value {
    let mut claims = id_token.clone();
    claims["azp"] = json!(grant.client_id);
    claims["uid"] = json!(clock::random_hex::<20>());
    claims["scope"] = json!(grant.scope.join(" "));
    claims
}
