//! What can be done about one person of a tenant, inside of a `Work`: alone when somebody presses a button, among others
//! in a batch. Each act checks the right, and records itself; what follows in the engines is the caller's to derive, once
//! for all that were changed.

use std::sync::Arc;

use dezky_domain::{
    AppError, Result,
    access::{Action, Role, may_give, may_reset_factor},
    audit::{Change, NewEvent, Outcome},
    ctx::{Ctx, Scope},
    error::Why,
    id::{JobId, PersonId},
    language::Language,
    member::{Email, MemberState, Person},
    provision::Spec,
    tenant::Tenant,
};
use dezky_store::Work;

use crate::{
    provision::desire,
    service::{Shared, audit},
};

/// A key for who has lost theirs.
const RECOVERY: &str = "member.link";

/// What an act came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// It was as wanted.
    Same,
    /// Done, and nothing follows from it.
    Done,
    /// Done, and what the tenant wants in the engines is to be derived anew.
    Changed,
}

/// In which transaction, and by whom.
#[derive(Debug, Clone, Copy)]
pub struct One<'a> {
    pub work: &'a Work,
    pub shared: &'a Shared,
    pub ctx: &'a Ctx,
}

/// Somebody who is about to be changed.
pub struct Known {
    pub scope: Scope,
    pub tenant: Arc<Tenant>,
    pub person: Person,
    pub role: Role,
    pub state: MemberState,
    /// By which the engines know them.
    pub email: Option<String>,
}

impl One<'_> {
    /// Checks the right. Nobody else changes the tenant's people until the work ends: two changes that each leave one
    /// owner could leave none together.
    ///
    /// # Errors
    /// As `Ctx::require`; `Missing` for who is no member.
    pub async fn know(self, action: Action, id: PersonId) -> Result<Known> {
        let scope = self.ctx.require(action)?;
        let tenant = self.ctx.tenant().cloned().ok_or(AppError::Missing)?;
        let people = self.work.people();
        let (role, state) = people.role_in(&scope, tenant.id, id).await?.ok_or(AppError::Missing)?;
        let person = people.of_tenant(&scope, tenant.id, id).await?.ok_or(AppError::Missing)?;
        // Somebody without one was known before addresses were one person's, and is nobody in the engines.
        let email = people.address(id).await?;
        Ok(Known { scope, tenant, person, role, state, email })
    }

    /// # Errors
    /// As `know`; `Denied` where only an owner may, `Conflict` for the last owner.
    pub async fn set_role(self, id: PersonId, role: Role) -> Result<Did> {
        let known = self.know(Action::ManagePeople, id).await?;
        may_touch(self.ctx, known.role)?;
        may_touch(self.ctx, role)?;
        if role == known.role {
            return Ok(Did::Same);
        }
        self.not_the_last(&known).await?;
        self.work.people().set_role(&known.scope, known.tenant.id, id, role).await?;
        let mut event = of(self.ctx, "member.role", &known.tenant, &known.person);
        event.words.insert("role".to_owned(), role.word().to_owned());
        event.changes.push(change("role", Some(known.role.word()), Some(role.word())));
        self.record(event, Did::Changed).await
    }

    /// Suspended, or not any more.
    ///
    /// # Errors
    /// As `set_role`.
    pub async fn set_state(self, id: PersonId, to: MemberState) -> Result<Did> {
        let known = self.know(Action::ManagePeople, id).await?;
        may_touch(self.ctx, known.role)?;
        let suspends = to == MemberState::Suspended;
        // Pressed twice, it is done once; and who was only invited is no less welcome.
        if suspends == (known.state == MemberState::Suspended) {
            return Ok(Did::Same);
        }
        if suspends {
            self.not_the_last(&known).await?;
            self.work.sessions().end_of(known.person.id, known.tenant.id).await?;
        }
        self.work.people().set_state(&known.scope, known.tenant.id, id, to).await?;
        let action = if suspends { "member.suspend" } else { "member.resume" };
        let mut event = of(self.ctx, action, &known.tenant, &known.person);
        event.changes.push(change("state", Some(known.state.word()), Some(to.word())));
        self.record(event, Did::Changed).await
    }

    /// # Errors
    /// As `set_role`.
    pub async fn remove(self, id: PersonId) -> Result<Did> {
        let known = self.know(Action::ManagePeople, id).await?;
        may_touch(self.ctx, known.role)?;
        self.not_the_last(&known).await?;
        self.work.sessions().end_of(id, known.tenant.id).await?;
        self.work.people().remove_member(&known.scope, known.tenant.id, id, self.ctx.now()).await?;
        let mut event = of(self.ctx, "member.remove", &known.tenant, &known.person);
        event.changes.push(change("role", Some(known.role.word()), None));
        self.record(event, Did::Changed).await
    }

    /// Everywhere.
    ///
    /// # Errors
    /// As `know`; `Denied` where somebody would help upwards.
    pub async fn end_sessions(self, id: PersonId) -> Result<Did> {
        let known = self.know(Action::HelpPeople, id).await?;
        may_help(self.ctx, known.role, false)?;
        self.work.sessions().end_of(id, known.tenant.id).await?;
        // Who works elsewhere too has one account for all of it, which isn't this tenant's.
        if self.is_ours(&known).await?
            && let Some(email) = self.in_engines(&known).await?
        {
            desire::act(self.work, self.ctx, known.tenant.id, Spec::Sessions { person: id, email }).await?;
        }
        // Without engines, sessions of Dezky's own are ended, and that is all there are.
        self.record(of(self.ctx, "member.sessions", &known.tenant, &known.person), Did::Done).await
    }

    /// # Errors
    /// As `end_sessions`; `Conflict` for who works elsewhere, or isn't in the engines.
    pub async fn reset_second_factor(self, id: PersonId) -> Result<Did> {
        let known = self.know(Action::HelpPeople, id).await?;
        may_help(self.ctx, known.role, true)?;
        if !self.is_ours(&known).await? && self.ctx.acting().is_some() {
            return Err(conflict("works-elsewhere"));
        }
        let email = self.in_engines(&known).await?.ok_or_else(|| conflict("not-in-engines"))?;
        if self.is_ours(&known).await? {
            desire::act(self.work, self.ctx, known.tenant.id, Spec::SecondFactor { person: id, email }).await?;
            let scope = Scope::any_tenant("somebody's second factor is theirs in every tenant");
            self.work.people().second_factor(&scope, id, false).await?;
        }
        self.record(of(self.ctx, "member.second_factor", &known.tenant, &known.person), Did::Done).await
    }

    /// Another letter with another link; without a key for who has one.
    ///
    /// # Errors
    /// As `end_sessions`; `Conflict` for who isn't in the engines.
    pub async fn invite_again(self, id: PersonId) -> Result<Did> {
        let known = self.know(Action::HelpPeople, id).await?;
        may_help(self.ctx, known.role, false)?;
        self.write(&known, "member.invite").await
    }

    /// The invitation again for who hasn't come yet, a new key for who has lost theirs.
    ///
    /// # Errors
    /// As `reset_second_factor`; `Conflict` for who is suspended.
    pub async fn send_link(self, id: PersonId) -> Result<Did> {
        let known = self.know(Action::HelpPeople, id).await?;
        may_help(self.ctx, known.role, known.state == MemberState::Active)?;
        match known.state {
            MemberState::Invited => self.write(&known, "member.invite").await,
            MemberState::Suspended => Err(conflict("suspended-person")),
            MemberState::Active if !self.is_ours(&known).await? => Err(conflict("works-elsewhere")),
            MemberState::Active => self.write(&known, RECOVERY).await,
        }
    }

    async fn write(self, known: &Known, action: &str) -> Result<Did> {
        let (recovery, person) = (action == RECOVERY, known.person.id);
        let email = self.in_engines(known).await?.ok_or_else(|| conflict("not-in-engines"))?;
        let invited = self.work.people().invited(&known.scope, known.tenant.id, person).await?;
        let usual = crate::service::settings::language(&self.shared.store, self.ctx).await?;
        let language = invited.as_ref().map_or(usual, |(_, language)| *language);
        let to = where_to(known, &email, recovery, invited);
        let letter = JobId::new(self.ctx.clock.as_ref()).to_string();
        let name = known.person.name.clone();
        let spec = Spec::Invitation { person, email, name, to, language, letter, recovery };
        desire::act(self.work, self.ctx, known.tenant.id, spec).await?;
        self.record(of(self.ctx, action, &known.tenant, &known.person), Did::Done).await
    }

    async fn record(self, event: NewEvent, did: Did) -> Result<Did> {
        self.work.audit().record(&[event]).await?;
        Ok(did)
    }

    async fn is_ours(self, known: &Known) -> Result<bool> {
        Ok(self.work.people().is_only_ours(&known.scope, known.tenant.id, known.person.id).await?)
    }

    /// The address by which the engines know them, where the tenant is in the engines at all.
    async fn in_engines(self, known: &Known) -> Result<Option<String>> {
        let planned = self.work.plans().of(known.tenant.id).await?.is_some();
        Ok(known.email.clone().filter(|_| planned))
    }

    async fn not_the_last(self, known: &Known) -> Result<()> {
        let counts = known.role == Role::Owner && known.state != MemberState::Suspended;
        let invited = known.state == MemberState::Invited;
        let people = self.work.people();
        if counts && people.count_owners(&known.scope, known.tenant.id, invited).await? <= 1 {
            return Err(conflict("last-owner"));
        }
        Ok(())
    }
}

/// A mailbox of the tenant's own can't be read without the key that the letter is about: then it goes where the first one
/// went. Any other address is theirs alone.
fn where_to(known: &Known, email: &str, recovery: bool, invited: Option<(String, Language)>) -> String {
    let domain = Email::parse(email).map(|email| email.domain().to_owned()).ok();
    let mailbox = domain.is_some() && domain == known.tenant.domain;
    let first = invited.map(|(to, _)| to).filter(|_| !recovery || mailbox);
    first.unwrap_or_else(|| email.to_owned())
}

fn conflict(why: &'static str) -> AppError {
    AppError::Conflict { field: "", why: Why(why) }
}

pub fn of(ctx: &Ctx, action: &str, tenant: &Tenant, person: &Person) -> NewEvent {
    audit::of_tenant(audit::event(ctx, action, Outcome::Done, audit::person_target(person)), tenant)
}

pub fn change(field: &str, before: Option<&str>, after: Option<&str>) -> Change {
    Change { field: field.to_owned(), before: before.map(str::to_owned), after: after.map(str::to_owned) }
}

/// Owners are helped by owners only. Whoever can take somebody's second factor away, or has a key sent, could become
/// them: `powerful`, and not for helpdesk or a partner to do to who leads.
///
/// # Errors
/// `Denied`.
fn may_help(ctx: &Ctx, role: Role, powerful: bool) -> Result<()> {
    let own = ctx.acting().map(|acting| acting.role);
    let upwards = powerful && own.is_some_and(|own| own.is_none_or(|own| !may_reset_factor(own, role)));
    let owner = role == Role::Owner && own.is_some_and(|own| own != Some(Role::Owner));
    if upwards || owner { Err(AppError::Denied) } else { Ok(()) }
}

/// # Errors
/// `Denied` where only an owner may.
pub fn may_touch(ctx: &Ctx, role: Role) -> Result<()> {
    let allowed = ctx.acting().is_none_or(|acting| acting.role.is_some_and(|own| may_give(own, role)));
    if allowed { Ok(()) } else { Err(AppError::Denied) }
}
