//! Users. Made without a password: people come in by OpenID, and OCIS matches them by name at their first sign-in, so that
//! they can be invited before (facts/ocis.md §6). Deleting a user purges the personal space with it, at once.

use dezky_domain::provision::{Facts, Spec, Standing, Trouble};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Ocis, creation, destruction, lock, unlike,
    wire::{self, plain},
};
use crate::engine::{Call, Comparison, Found, Seen, Wanted};

const USERS: &str = "/graph/v1.0/users";

/// What of a user is read.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct User {
    pub id: String,
    pub display_name: Option<String>,
    pub mail: Option<String>,
    pub on_premises_sam_account_name: Option<String>,
    account_enabled: Option<bool>,
}

#[derive(Deserialize)]
struct Users {
    value: Vec<User>,
}

fn path(id: &str) -> String {
    format!("{USERS}/{}", wire::segment(id, ""))
}

impl Ocis {
    pub(super) async fn user_by_id(&self, id: &str) -> Result<Option<User>, Trouble> {
        self.get(&path(id)).await
    }

    /// By the exact name; OCIS ignores case.
    pub(super) async fn user(&self, username: &str) -> Result<Option<User>, Trouble> {
        let user: Option<User> = self.get(&path(username)).await?;
        let named = |user: &User| {
            user.on_premises_sam_account_name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(username))
        };
        // The same path takes ids: a name that is somebody's id finds that person.
        let user = user.filter(named);
        let mut people = lock(&self.people);
        match &user {
            Some(user) => {
                people.insert(wire::id(&user.id)?.to_owned(), username.to_owned());
            }
            // Whoever had the name has another now, or is gone.
            None => people.retain(|_, name| !name.eq_ignore_ascii_case(username)),
        }
        drop(people);
        Ok(user)
    }

    /// A user's address as admins see it. `GET users/{name}` leaves it out for everybody unless
    /// `OCIS_SHOW_USER_EMAIL_IN_RESULTS` is set; a search shows it to admins (facts/ocis.md §5, seen in both).
    async fn mail(&self, user: &User, username: &str) -> Result<Mail, Trouble> {
        if let Some(mail) = &user.mail {
            return Ok(Mail::Is(mail.clone()));
        }
        let term = format!("\"{}\"", username.replace('"', ""));
        let users: Users = self.list(&format!("{USERS}?$search={}", wire::segment(&term, ""))).await?;
        // Who is no admin gets no names either.
        let found = users.value.into_iter().find(|found| found.id == user.id);
        match found.filter(|found| found.on_premises_sam_account_name.is_some()) {
            Some(found) => Ok(found.mail.map_or(Mail::None, Mail::Is)),
            None => Ok(Mail::Hidden),
        }
    }
}

enum Mail {
    Is(String),
    None,
    Hidden,
}

pub(super) async fn observe(ocis: &Ocis, wanted: &Wanted<'_>, username: &str, email: &str) -> Result<Seen, Trouble> {
    let Some(user) = ocis.user(username).await? else { return Ok(Seen::Missing { more: Value::Null }) };
    let mail = ocis.mail(&user, username).await?;
    // Users carry no mark. The name is the person's address and unique, so it is theirs, unless it has another address
    // and isn't the one that we know as ours.
    if let Mail::Is(mail) = &mail
        && !mail.eq_ignore_ascii_case(email)
        && wanted.external != Some(user.id.as_str())
    {
        return Ok(Seen::Taken { whose: format!("OCIS' user {username} has the address {}", plain(mail)) });
    }
    let enabled = if user.account_enabled == Some(false) { "no" } else { "yes" };
    let mut facts = Facts::from([
        ("name".to_owned(), plain(user.display_name.as_deref().unwrap_or_default())),
        ("enabled".to_owned(), enabled.to_owned()),
    ]);
    if let Mail::Is(mail) = &mail {
        facts.insert("mail".to_owned(), plain(mail));
    }
    let more = json!({ "mail_hidden": matches!(mail, Mail::Hidden) });
    Ok(Seen::There(Found { external: user.id, facts, more }))
}

pub(super) fn compare(wanted: &Wanted<'_>, seen: &Seen) -> Comparison {
    let Spec::Account { username, name, email, .. } = wanted.spec else { return Comparison::default() };
    let Seen::There(found) = seen else {
        let body = json!({ "displayName": name, "mail": email, "onPremisesSamAccountName": username });
        return match wanted.standing {
            Standing::Present => creation(Call::new("POST", USERS, body)),
            Standing::Cut | Standing::Gone => Comparison::default(),
        };
    };
    let mut fields = vec![
        ("name", name.as_str(), json!({ "displayName": name })),
        ("mail", email.as_str(), json!({ "mail": email })),
        ("enabled", "yes", json!({ "accountEnabled": true })),
    ];
    if found.more["mail_hidden"] == true {
        fields.retain(|(field, ..)| *field != "mail");
    }
    match wanted.standing {
        Standing::Present => {}
        Standing::Cut => fields = vec![("enabled", "no", json!({ "accountEnabled": false }))],
        Standing::Gone => return destruction(Call::new("DELETE", path(&found.external), Value::Null).destroying()),
    }
    let mut comparison = Comparison::default();
    for (field, wanted, body) in fields {
        let seen = found.facts.get(field);
        if seen.map(String::as_str) != Some(wanted) {
            comparison.differences.push(unlike(field, wanted, seen));
            comparison.calls.push(Call::new("PATCH", path(&found.external), body));
        }
    }
    comparison
}
