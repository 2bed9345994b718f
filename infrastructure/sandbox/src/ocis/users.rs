//! `/graph/v1.0/users`: accounts (facts/ocis.md §5).
//!
//! As recorded, ugly parts included: an account by itself is shown without its mail, in a list with it; and one whose
//! `accountEnabled` was never set has the field only where it is read.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};
use uuid::Uuid;

use super::caller::Call;
use super::edge::{Refusal, strict};
use super::filter;
use super::space::{Grantee, Kind};
use super::state::{Secret, State, User};
use super::{app_roles, groups};
use crate::clock;

/// The fields that a body may have; those that are only shown are refused or ignored as OCIS does.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Wanted {
    id: Option<String>,
    display_name: Option<String>,
    mail: Option<String>,
    on_premises_sam_account_name: Option<String>,
    given_name: Option<String>,
    surname: Option<String>,
    user_type: Option<String>,
    account_enabled: Option<bool>,
    preferred_language: Option<String>,
    password_profile: Option<PasswordProfile>,
    identities: Option<IgnoredAny>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct PasswordProfile {
    password: Option<Secret>,
    force_change_password_next_sign_in: Option<bool>,
}

impl Wanted {
    fn is_empty(&self) -> bool {
        let texts =
            [&self.display_name, &self.mail, &self.on_premises_sam_account_name, &self.given_name, &self.surname];
        texts.iter().all(|text| text.is_none())
            && self.user_type.is_none()
            && self.account_enabled.is_none()
            && self.password_profile.is_none()
    }

    /// What is given and not empty replaces what was there.
    fn apply(self, user: &mut User) {
        let given = |text: Option<String>| text.filter(|t| !t.is_empty());
        let put = |place: &mut String, text: Option<String>| {
            if let Some(text) = given(text) {
                *place = text;
            }
        };
        put(&mut user.display_name, self.display_name);
        put(&mut user.name, self.on_premises_sam_account_name);
        put(&mut user.surname, self.surname);
        put(&mut user.kind, self.user_type);
        user.mail = given(self.mail).or(user.mail.take());
        user.given_name = given(self.given_name).or(user.given_name.take());
        user.enabled = self.account_enabled.or(user.enabled);
        user.password = self.password_profile.and_then(|p| p.password).or(user.password.take());
    }
}

/// An account as it is stored: the answer to POST and PATCH, and a member of a group.
pub fn stored(user: &User) -> Value {
    let mut shown = json!({
        "displayName": user.display_name,
        "id": user.id,
        "onPremisesSamAccountName": user.name,
        "surname": user.surname,
        "userType": user.kind,
    });
    if let Some(mail) = &user.mail {
        shown["mail"] = json!(mail);
    }
    if let Some(name) = &user.given_name {
        shown["givenName"] = json!(name);
    }
    if let Some(enabled) = user.enabled {
        shown["accountEnabled"] = json!(enabled);
    }
    shown
}

/// An account as it is read, with what `$expand` asks for.
pub fn read(call: &Call, state: &State, user: &User) -> Value {
    let mut shown = stored(user);
    shown["accountEnabled"] = json!(!user.is_disabled());
    if call.expands("memberOf") {
        let of = state.groups.iter().filter(|group| group.members.contains(&user.id));
        shown["memberOf"] = of.map(|group| groups::view(state, group, false)).collect();
    }
    if call.expands("appRoleAssignments") {
        shown["appRoleAssignments"] = json!([app_roles::view(user)]);
    }
    shown
}

/// `GET …/users?$search=…&$filter=…`. Somebody who is no admin has to search, and sees names only.
pub async fn list(call: Call) -> Result<Response, Refusal> {
    let search = call.query.get("$search").map(|term| term.trim_matches('"').to_lowercase());
    let filter = call.query.get("$filter").map(|text| filter::parse(text)).transpose()?;
    if !call.is_admin() {
        if search.as_ref().is_none_or(|term| term.chars().count() < 3) {
            return Err(Refusal::denied("search term too short"));
        }
        if filter.is_some() || call.query.contains_key("$expand") {
            return Err(Refusal::denied("query has forbidden elements for regular users"));
        }
    }
    let state = call.state();
    let found = state.users.iter().filter(|user| {
        let fields = [Some(&user.display_name), Some(&user.name), user.mail.as_ref()];
        let holds = |term: &String| fields.iter().flatten().any(|field| field.to_lowercase().contains(term));
        search.as_ref().is_none_or(holds) && filter.as_ref().is_none_or(|filter| filter.fits(&state, user))
    });
    let shown: Vec<Value> = if call.is_admin() {
        found.map(|user| read(&call, &state, user)).collect()
    } else {
        found.map(|u| json!({ "displayName": u.display_name, "id": u.id, "userType": u.kind })).collect()
    };
    Ok(Json(json!({ "value": shown })).into_response())
}

/// `POST …/users`: 201, or 409 when the name is taken. Somebody of the directory gets the id written there.
pub async fn create(call: Call, body: Bytes) -> Result<Response, Refusal> {
    call.require_admin()?;
    let mut wanted: Wanted = strict(&body).map_err(|e| Refusal::invalid(format!("invalid request body: {e}")))?;
    let display_name = wanted.display_name.take();
    let display_name = display_name.ok_or_else(|| Refusal::invalid("missing required Attribute: 'displayName'"))?;
    if display_name.is_empty() {
        return Err(Refusal::invalid("Empty displayname"));
    }
    let name = wanted.on_premises_sam_account_name.take();
    let name = name.ok_or_else(|| Refusal::invalid("missing required Attribute: 'onPremisesSamAccountName'"))?;
    if !is_user_name(&name) {
        return Err(Refusal::invalid("Invalid username"));
    }
    if wanted.mail.as_ref().is_some_and(|mail| !is_mail(mail)) {
        return Err(Refusal::invalid("invalid email address"));
    }
    if wanted.id.is_some() {
        return Err(Refusal::invalid("user id is a read-only attribute"));
    }
    check_type(&wanted)?;
    let known = call.provider().person(&name).map(|person| person.ocis_user);
    let mut state = call.state();
    if state.user_named(&name).is_some() {
        return Err(Refusal::taken("a user with that name already exists"));
    }
    let id = known.filter(|id| state.user(*id).is_none()).unwrap_or_else(clock::random_uuid);
    let mut user = User::new(id, &name, &display_name);
    wanted.apply(&mut user);
    let shown = stored(&user);
    state.users.push(user);
    call.created(format_args!("user {name}"), id);
    Ok((StatusCode::CREATED, Json(shown)).into_response())
}

/// `GET …/users/{id or name}`.
pub async fn one(call: Call, Path(user): Path<String>) -> Result<Response, Refusal> {
    let state = call.state();
    let mut shown = read(&call, &state, &state.users[found(&state, &user)?]);
    // OCIS_SHOW_USER_EMAIL_IN_RESULTS is off by default, and an admin is no exception here.
    if let Some(fields) = shown.as_object_mut() {
        fields.remove("mail");
    }
    Ok(Json(shown).into_response())
}

/// `PATCH …/users/{id or name}`: 200 with the account, 204 when nothing is asked for.
pub async fn change(call: Call, Path(user): Path<String>, body: Bytes) -> Result<Response, Refusal> {
    call.require_admin()?;
    let wanted: Wanted = strict(&body).map_err(|e| Refusal::invalid(format!("invalid request body: {e}")))?;
    if wanted.preferred_language.is_some() {
        return Err(Refusal::invalid("user is not allowed to change other users language"));
    }
    let mut state = call.state();
    let index = found(&state, &user)?;
    if wanted.is_empty() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    if let Some(name) = &wanted.on_premises_sam_account_name {
        if !is_user_name(name) {
            return Err(Refusal::invalid("Invalid username"));
        }
        if state.find_user(name).is_some_and(|other| other != index) {
            return Err(Refusal::taken("a user with that name already exists"));
        }
    }
    if let Some(mail) = wanted.mail.as_ref().filter(|mail| !is_mail(mail)) {
        return Err(Refusal::invalid(format!("'{mail}' is not a valid email address")));
    }
    check_type(&wanted)?;
    wanted.apply(&mut state.users[index]);
    Ok(Json(stored(&state.users[index])).into_response())
}

/// `DELETE …/users/{id or name}`: 204, and the personal space is gone for good (facts/ocis.md §5).
pub async fn delete(call: Call, Path(user): Path<String>) -> Result<Response, Refusal> {
    call.require_admin()?;
    let mut state = call.state();
    let index = found(&state, &user)?;
    if state.users[index].id == call.caller {
        return Err(Refusal::not_allowed("self deletion forbidden"));
    }
    let user = state.users.remove(index);
    let to = Grantee::User(user.id);
    state.spaces.retain(|space| !(space.kind == Kind::Personal && space.id == user.id));
    state.tokens.retain(|token| token.user != user.id);
    for group in &mut state.groups {
        group.members.retain(|member| *member != user.id);
    }
    for space in &mut state.spaces {
        let before = space.grants.len();
        space.grants.retain(|grant| grant.to != to);
        if space.grants.len() < before {
            call.deleted(format_args!("permission {} {}", space.name, user.name), to.permission());
        }
    }
    call.deleted(format_args!("user {}", user.name), user.id);
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Where an account is.
pub fn found(state: &State, id_or_name: &str) -> Result<usize, Refusal> {
    state.find_user(id_or_name).ok_or_else(|| Refusal::missing("not found"))
}

/// The id of an account that a reference ends with: `<address>/users/<id>`.
pub fn referenced(state: &State, reference: &str) -> Result<Uuid, Refusal> {
    let path = reference.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let mut parts = path.rsplit('/');
    let (id, kind) = (parts.next().unwrap_or_default(), parts.next());
    match kind {
        Some("users") => Ok(state.users[found(state, id)?].id),
        Some(_) => Err(Refusal::invalid("Only users are allowed as group members")),
        None => Err(Refusal::invalid("Error parsing @odata.id url")),
    }
}

fn check_type(wanted: &Wanted) -> Result<(), Refusal> {
    let ok = |kind: &String| kind.eq_ignore_ascii_case("Member") || kind.eq_ignore_ascii_case("Guest");
    if wanted.user_type.as_ref().is_none_or(ok) {
        return Ok(());
    }
    Err(Refusal::invalid("invalid userType attribute, valid options are 'Member' or 'Guest'"))
}

/// OCIS' default: no digit first, ASCII, and after a single `@` a domain.
fn is_user_name(name: &str) -> bool {
    let (local, domain) = name.split_once('@').map_or((name, None), |(local, domain)| (local, Some(domain)));
    !local.starts_with(|c: char| !c.is_ascii_alphabetic() && c != '_')
        && is_local(local)
        && domain.is_none_or(is_domain)
}

fn is_mail(mail: &str) -> bool {
    mail.split_once('@').is_some_and(|(local, domain)| is_local(local) && is_domain(domain))
}

fn is_local(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c))
}

fn is_domain(text: &str) -> bool {
    text.split('.').all(|label| {
        let inner = label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        inner && !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-')
    })
}
