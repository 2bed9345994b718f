//! What a token says about a person, as Authentik's default mappings have it (facts/authentik.md §3.3).

use serde_json::{Map, Value, json};

use crate::clock;
use crate::directory::Person;
use crate::sessions::{Grant, Session};

pub const ACR: &str = "goauthentik.io/providers/oauth2/default";
/// Seconds that ID token and access token are good for.
pub const LIVES: i64 = 600;

/// The claims about the person that the scopes ask for; `email_verified` is false, as it is by default there.
pub fn about(person: &Person, scope: &[String]) -> Map<String, Value> {
    let mut claims = Map::new();
    let mut put = |name: &str, value: Value| claims.insert(name.to_owned(), value);
    put("sub", json!(person.sub));
    if scope.iter().any(|s| s == "email") {
        put("email", json!(person.username));
        put("email_verified", json!(false));
    }
    if scope.iter().any(|s| s == "profile") {
        put("name", json!(person.name));
        put("given_name", json!(person.name));
        put("preferred_username", json!(person.username));
        put("nickname", json!(person.username));
        put("groups", json!(person.groups));
    }
    claims
}

/// The claims of an ID token; `aud` is a string, not a list.
pub fn id_token(issuer: &str, person: &Person, grant: &Grant, session: &Session) -> Value {
    let now = clock::now().timestamp();
    let mut claims = about(person, &grant.scope);
    let own = json!({
        "iss": issuer,
        "aud": grant.client_id,
        "exp": now + LIVES,
        "iat": now,
        "auth_time": session.auth_time.timestamp(),
        "acr": ACR,
        "amr": ["pwd"],
        "sid": session.sid,
        "jti": clock::random_hex::<20>(),
    });
    if let Value::Object(own) = own {
        claims.extend(own);
    }
    if let Some(nonce) = &grant.nonce {
        claims.insert("nonce".to_owned(), json!(nonce));
    }
    Value::Object(claims)
}

/// The access token is a JWT with the same claims and three more.
pub fn access_token(id_token: &Value, grant: &Grant) -> Value {
    let mut claims = id_token.clone();
    claims["azp"] = json!(grant.client_id);
    claims["uid"] = json!(clock::random_hex::<20>());
    claims["scope"] = json!(grant.scope.join(" "));
    claims
}
