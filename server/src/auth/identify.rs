//! From what the provider said to a person and a session of ours; and what a person is told when that didn't work.

use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::{DateTime, Utc};
use dezky_domain::{
    AppError, Result,
    access::Role,
    audit::{Change, Outcome, Source, Target},
    ctx::{Acting, Actor, Ctx, Host, Scope},
    id::{PersonId, SessionId, TenantId},
    member::{Identity, MemberState, Person},
    partner::LetIn,
    tenant::Tenant,
};
use dezky_store::{Echo, Store, StoreError};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::oidc::{ProviderError, Registration};
use crate::{
    provision::desire::open,
    service::{audit, people},
    state::State,
};

/// The key of the session's data that says who is signed in; the store keeps its fields in columns too.
pub const SIGNED_IN: &str = "signed_in";
/// The provider's proof, handed back to it at sign-out. It never leaves the server otherwise.
pub const ID_TOKEN: &str = "id_token";

#[derive(Debug)]
pub struct Claims {
    pub subject: String,
    pub sid: Option<String>,
    /// Shown and searched for; never what a person is known by.
    pub email: String,
    pub name: String,
    /// The provider says that a second factor was used.
    pub second_factor: bool,
    /// By what the provider's own records of this sign-in may be known.
    pub sign_in: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignedIn {
    pub session: SessionId,
    pub person: PersonId,
    pub tenant: Option<TenantId>,
    pub issuer: String,
    pub subject: String,
    pub sid: Option<String>,
    pub user_agent: Option<String>,
    pub address: Option<String>,
    /// Microseconds since 1970, UTC.
    pub since_us: i64,
}

/// Why nobody was signed in, as the page `/sign-in/refused` tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The provider doesn't answer.
    Down,
    /// The provider said no.
    Denied,
    /// Nothing was begun in this browser with this state, or too long ago, or it was used.
    Stale,
    /// The answer can't be trusted.
    Wrong,
    /// Too many tries.
    Busy,
}

impl Refusal {
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Denied => "denied",
            Self::Stale => "stale",
            Self::Wrong => "wrong",
            Self::Busy => "busy",
        }
    }

    /// Logs the private cause, and says what the person may know of it.
    #[must_use]
    pub fn of(ctx: &Ctx, error: &ProviderError) -> Self {
        tracing::warn!(%error, request = %ctx.request, "sign-in refused");
        match error {
            ProviderError::NotConfigured | ProviderError::Down(_) => Self::Down,
            ProviderError::Untrusted(_) => Self::Wrong,
        }
    }

    #[must_use]
    pub fn page(self) -> Response {
        Redirect::to(&format!("/sign-in/refused?why={}", self.word())).into_response()
    }
}

/// The person of an identity, made at the first sign-in. Has no rights until somebody gives them.
///
/// # Errors
/// `Fault` from the store.
pub async fn person(state: &State, ctx: &Ctx, registration: &Registration, claims: &Claims) -> Result<Person> {
    match found(state, ctx, registration, claims).await {
        // Somebody new came by two doors at once, and the other one made them.
        Err(StoreError::Taken(_)) => Ok(found(state, ctx, registration, claims).await?),
        person => Ok(person?),
    }
}

async fn found(state: &State, ctx: &Ctx, registration: &Registration, claims: &Claims) -> dezky_store::Result<Person> {
    let scope = Scope::any_tenant("a sign-in looks for its person before anybody is signed in");
    let identity = Identity { issuer: registration.issuer.clone(), subject: claims.subject.clone() };
    let (now, name) = (ctx.now(), if claims.name.is_empty() { &claims.email } else { &claims.name });
    let work = state.store.begin().await?;
    let shared = &state.providers.shared_subjects;
    let mut person = people::of_identity(&state.store, &work, shared, &identity, (&claims.email, name), ctx).await?;
    work.people().signed_in(&scope, person.id, &claims.email, name, now).await?;
    work.people().second_factor(&scope, person.id, claims.second_factor).await?;
    let mut came = None;
    if let Host::Tenant(tenant) = &ctx.host
        && open(tenant.state)
        && work.people().accept(&scope, tenant.id, person.id).await?
    {
        came = Some("member.accept");
    }
    person.name = work.me().name(person.id).await?.unwrap_or_else(|| name.clone());
    person.email.clone_from(&claims.email);
    // Recorded as the person, who isn't the request's actor yet.
    let acting = Acting {
        person: person.id,
        session: SessionId::from_uuid(person.id.uuid()),
        name: person.name.clone(),
        email: person.email.clone(),
        role: None,
        platform: None,
        partner: None,
        until: None,
    };
    let as_person = Ctx { actor: Actor::Person(acting), ..ctx.clone() };
    let event = |action| audit::event(&as_person, action, Outcome::Done, audit::person_target(&person));
    let mut events: Vec<_> = came.into_iter().chain(["session.start"]).map(event).collect();
    if let Some(accepted) = events.first_mut().filter(|_| came.is_some()) {
        let (before, after) = (MemberState::Invited.word(), MemberState::Active.word());
        let (before, after) = (Some(before.to_owned()), Some(after.to_owned()));
        accepted.changes.push(Change { field: "state".to_owned(), before, after });
    }
    work.audit().record(&events).await?;
    let echo =
        |key: &String| Echo { source: Source::Authentik, key: key.clone(), at: now, story: ctx.request.to_string() };
    work.stories().expect(&claims.sign_in.iter().map(echo).collect::<Vec<_>>()).await?;
    work.save().await?;
    state.stored.send_modify(|count| *count += 1);
    Ok(person)
}

/// A new session id (the one from before the sign-in is dead), and who it belongs to.
///
/// # Errors
/// When the session can't be stored.
pub async fn establish(
    ctx: &Ctx,
    session: &Session,
    person: &Person,
    tenant: Option<TenantId>,
    issuer: &str,
    claims: Claims,
    id_token: String,
) -> std::result::Result<(), tower_sessions::session::Error> {
    let provider = Provider { issuer: issuer.to_owned(), subject: claims.subject, sid: claims.sid };
    begin(ctx, session, person.id, tenant, provider).await?;
    session.insert(ID_TOKEN, id_token).await
}

/// The provider's session behind one of ours: its end is the end of ours.
#[derive(Debug)]
pub struct Provider {
    pub issuer: String,
    pub subject: String,
    pub sid: Option<String>,
}

/// A new session id, and who it belongs to. What the browser's session held before stays: forms, and other sign-ins that
/// were begun.
///
/// # Errors
/// When the session can't be stored.
pub async fn begin(
    ctx: &Ctx,
    session: &Session,
    person: PersonId,
    tenant: Option<TenantId>,
    provider: Provider,
) -> std::result::Result<(), tower_sessions::session::Error> {
    session.cycle_id().await?;
    let signed_in = SignedIn {
        session: SessionId::new(ctx.clock.as_ref()),
        person,
        tenant,
        issuer: provider.issuer,
        subject: provider.subject,
        sid: provider.sid,
        user_agent: ctx.origin.user_agent.clone(),
        address: ctx.origin.address.clone(),
        since_us: ctx.now().timestamp_micros(),
    };
    session.insert(SIGNED_IN, signed_in).await
}

/// A refused sign-in stands on the timeline. That it can't be stored is logged; the person is told the refusal.
pub async fn record_refusal(state: &State, ctx: &Ctx, refusal: Refusal) {
    let target = Target { kind: "sign_in".to_owned(), id: None, name: Some(refusal.word().to_owned()) };
    let mut event = audit::event(ctx, "session.refused", Outcome::Refused, target);
    event.words.insert("reason".to_owned(), refusal.word().to_owned());
    if let Err(error) = audit::record(state, event).await {
        tracing::error!(%error, request = %ctx.request, "the refusal could not be recorded");
    }
}

/// Whoever the session says, with the rights that the database gives now. `None` when nobody is signed in, or the
/// session was made for another host.
///
/// # Errors
/// `Fault` from the store.
pub async fn acting(state: &State, host: &Host, session: &Session) -> Result<Option<Acting>> {
    let read = session.get::<SignedIn>(SIGNED_IN).await.map_err(|error| {
        tracing::error!(%error, "the session could not be read");
        AppError::Fault
    })?;
    let tenant = match host {
        Host::Tenant(tenant) => Some(tenant.id),
        Host::Platform => None,
    };
    let Some(signed_in) = read.filter(|signed_in| signed_in.tenant == tenant) else { return Ok(None) };
    let scope = Scope::any_tenant("finds out what the caller may see");
    let Some(person) = state.store.people().by_id(&scope, signed_in.person).await? else { return Ok(None) };
    let (role, partner, until) = match host {
        Host::Tenant(tenant) => {
            let (role, let_in) = role_in(&state.store, tenant, person.id, state.clock.now()).await?;
            let (partner, until) = let_in.map(|let_in| (let_in.partner, let_in.until)).unzip();
            (role, partner, until)
        }
        Host::Platform if person.platform.is_some_and(Role::is_partners) => {
            (None, state.store.partners().of(&scope, person.id).await?.map(|(partner, _)| partner), None)
        }
        Host::Platform => (None, None, None),
    };
    Ok(Some(Acting {
        person: person.id,
        session: signed_in.session,
        name: person.name,
        email: person.email,
        role,
        platform: person.platform,
        partner,
        until,
    }))
}

/// What somebody is in a tenant at this moment: a member's own role, or what the tenant gives their partner. It is asked
/// at every request, so that what is taken away is gone with the next. Whoever is a member acts as that, and who was
/// suspended doesn't come back by a partner. In a workspace that is suspended or closing nobody is anything.
///
/// # Errors
/// `Fault` from the store.
pub async fn role_in(
    store: &Store,
    tenant: &Tenant,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<(Option<Role>, Option<LetIn>)> {
    if !open(tenant.state) {
        return Ok((None, None));
    }
    let scope = Scope::any_tenant("finds out what the caller may see");
    if let Some((role, member)) = store.people().role_in(&scope, person, tenant.id).await? {
        return Ok((Some(role).filter(|_| member == MemberState::Active), None));
    }
    let lets_in = store.grants().lets_in(&scope, person, tenant.id, now).await?;
    Ok((lets_in.as_ref().map(|let_in| let_in.role), lets_in))
}
