//! The people of a tenant. What happens to somebody here happens to them in every engine the tenant has: the wants follow
//! from the rows, in the same transaction.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::{Action, Role, may_give, may_reset_factor},
    audit::{Change, NewEvent, Outcome},
    ctx::{Ctx, Scope},
    error::Why,
    id::{JobId, PersonId},
    language::Language,
    member::{Member, MemberState, NewMember, People, PeopleQuery, Person},
    port,
    provision::Spec,
    tenant::Tenant,
};
use dezky_store::{Store, Work};

use super::{Shared, audit};
use crate::{config::Config, provision::desire};

#[derive(Debug)]
pub struct Members {
    pub shared: Shared,
}

/// Somebody new in a tenant, in `work`, which the caller saves. Who is known by the address already is that person.
///
/// # Errors
/// `Conflict` when they are a member already.
pub(super) async fn add(
    work: &Work,
    Shared { store, config, .. }: &Shared,
    ctx: &Ctx,
    tenant: &Tenant,
    new: NewMember,
) -> Result<Person> {
    let scope = Scope::any_tenant("an address is one person, whatever their workspaces");
    let id = PersonId::new(ctx.clock.as_ref());
    let (person, is_new) = work.people().find_or_create_by_email(&scope, id, &new.email, &new.name, ctx.now()).await?;
    // On a tenant's word nobody is made in a domain of somebody else's: they could be there before who it belongs to.
    if is_new && ctx.acting().is_some() && is_foreign(store, config, tenant, new.email.domain()).await? {
        return Err(AppError::Conflict { field: "email", why: Why("foreign-domain") });
    }
    // Who is known elsewhere has a key already, and it isn't this tenant's to send.
    let unused = is_new || work.people().is_unused(&scope, tenant.id, person.id).await?;
    if !unused && new.invite_to.as_ref().is_some_and(|to| *to != new.email) {
        return Err(AppError::Conflict { field: "invite_to", why: Why("known-person") });
    }
    if work.people().role_in(&scope, tenant.id, person.id).await?.is_some() {
        return Err(AppError::Conflict { field: "email", why: Why("taken-member") });
    }
    let state = if new.invited { MemberState::Invited } else { MemberState::Active };
    work.people().grant(&scope, tenant.id, person.id, new.role, state, ctx.now()).await?;
    let to = new.invited_at().as_str();
    work.people().set_invited(&scope, tenant.id, person.id, to, new.language).await?;
    let mut event = of(ctx, "member.add", tenant, &person);
    event.words.insert("role".to_owned(), new.role.word().to_owned());
    event.changes.push(change("role", None, Some(new.role.word())));
    work.audit().record(&[event]).await?;
    let invitation = Spec::Invitation {
        person: person.id,
        email: new.email.as_str().to_owned(),
        name: person.name.clone(),
        to: to.to_owned(),
        language: new.language,
        letter: JobId::new(ctx.clock.as_ref()).to_string(),
    };
    desire::person(work, config, ctx, person.id).await?;
    if new.invited && work.plans().of(tenant.id).await?.is_some() {
        desire::act(work, ctx, tenant.id, invitation).await?;
    }
    Ok(person)
}

/// Whether a domain is another tenant's, or the platform's own.
async fn is_foreign(store: &Store, config: &Config, tenant: &Tenant, domain: &str) -> Result<bool> {
    let scope = Scope::any_tenant("a domain is one tenant's");
    let owner = store.tenants().by_domain(&scope, domain).await?;
    Ok(owner.is_some_and(|owner| owner.id != tenant.id) || config.platform.domain.eq_ignore_ascii_case(domain))
}

fn of(ctx: &Ctx, action: &str, tenant: &Tenant, person: &Person) -> NewEvent {
    audit::of_tenant(audit::event(ctx, action, Outcome::Done, audit::person_target(person)), tenant)
}

fn change(field: &str, before: Option<&str>, after: Option<&str>) -> Change {
    Change { field: field.to_owned(), before: before.map(str::to_owned), after: after.map(str::to_owned) }
}

/// Somebody who is about to be changed, in a transaction.
struct Changing {
    work: Work,
    scope: Scope,
    tenant: std::sync::Arc<Tenant>,
    person: Person,
    role: Role,
    state: MemberState,
    /// By which the engines know them.
    email: Option<String>,
}

impl Members {
    /// Checks the right. Nobody else changes the tenant's people until the work ends: two changes that each leave one owner could leave none together.
    async fn begin(&self, ctx: &Ctx, action: Action, id: PersonId) -> Result<Changing> {
        let scope = ctx.require(action)?;
        let tenant = ctx.tenant().cloned().ok_or(AppError::Missing)?;
        let person = self.shared.store.people().by_id(&scope, id).await?.ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        let (role, state) = work.people().role_in(&scope, tenant.id, id).await?.ok_or(AppError::Missing)?;
        // Somebody without one was known before addresses were one person's, and is nobody in the engines.
        let email = work.people().address(id).await?;
        Ok(Changing { work, scope, tenant, person, role, state, email })
    }

    async fn save(&self, ctx: &Ctx, changing: Changing, event: NewEvent) -> Result<()> {
        changing.work.audit().record(&[event]).await?;
        desire::person(&changing.work, &self.shared.config, ctx, changing.person.id).await?;
        self.shared.save(changing.work).await
    }

    async fn set_state(&self, ctx: &Ctx, id: PersonId, action: &str, to: MemberState) -> Result<()> {
        let changing = self.begin(ctx, Action::ManagePeople, id).await?;
        may_touch(ctx, changing.role)?;
        // Pressed twice, it is done once; and who was only invited is no less welcome.
        if (to == MemberState::Suspended) == (changing.state == MemberState::Suspended) {
            return Ok(());
        }
        if to == MemberState::Suspended {
            not_the_last(&changing).await?;
            changing.work.sessions().end_of(changing.person.id, changing.tenant.id).await?;
        }
        changing.work.people().set_state(&changing.scope, changing.tenant.id, id, to).await?;
        let mut event = of(ctx, action, &changing.tenant, &changing.person);
        event.changes.push(change("state", Some(changing.state.word()), Some(to.word())));
        self.save(ctx, changing, event).await
    }

    /// Something that is done once in the engines.
    async fn act(
        &self,
        ctx: &Ctx,
        id: PersonId,
        action: &str,
        spec: impl Fn(&Person, String, Option<(String, Language)>) -> Spec + Send,
    ) -> Result<()> {
        let changing = self.begin(ctx, Action::HelpPeople, id).await?;
        let Changing { work, scope, tenant, .. } = &changing;
        let helps_upwards = action == "member.second_factor"
            && ctx.acting().is_some_and(|acting| acting.role.is_none_or(|own| !may_reset_factor(own, changing.role)));
        if helps_upwards || changing.role == Role::Owner && !acts_as_owner(ctx) {
            return Err(AppError::Denied);
        }
        // Who works elsewhere too has one account for all of it, which isn't this tenant's.
        let ours = work.people().is_only_ours(scope, tenant.id, id).await?;
        if action == "member.second_factor" && !ours && ctx.acting().is_some() {
            return Err(AppError::Conflict { field: "", why: Why("works-elsewhere") });
        }
        if action == "member.sessions" {
            work.sessions().end_of(id, tenant.id).await?;
        }
        let event = of(ctx, action, &changing.tenant, &changing.person);
        match changing.email.clone() {
            Some(email) if work.plans().of(tenant.id).await?.is_some() => {
                if ours || action == "member.invite" {
                    let invited = work.people().invited(scope, tenant.id, id).await?;
                    desire::act(work, ctx, tenant.id, spec(&changing.person, email, invited)).await?;
                }
            }
            // Sessions of Dezky's own are ended; the rest would be a record of what wasn't done.
            _ if action == "member.sessions" => {}
            _ => return Err(AppError::Conflict { field: "", why: Why("not-in-engines") }),
        }
        changing.work.audit().record(&[event]).await?;
        self.shared.save(changing.work).await
    }
}

/// Whether the caller is an owner of this tenant, or a worker.
fn acts_as_owner(ctx: &Ctx) -> bool {
    ctx.acting().is_none_or(|acting| acting.role == Some(Role::Owner))
}

/// # Errors
/// `Denied` where only an owner may.
fn may_touch(ctx: &Ctx, role: Role) -> Result<()> {
    let allowed = ctx.acting().is_none_or(|acting| acting.role.is_some_and(|own| may_give(own, role)));
    if allowed { Ok(()) } else { Err(AppError::Denied) }
}

/// # Errors
/// `Conflict` for the last owner who can act.
async fn not_the_last(changing: &Changing) -> Result<()> {
    let counts = changing.role == Role::Owner && changing.state != MemberState::Suspended;
    let invited = changing.state == MemberState::Invited;
    if counts && changing.work.people().count_owners(&changing.scope, changing.tenant.id, invited).await? <= 1 {
        return Err(AppError::Conflict { field: "", why: Why("last-owner") });
    }
    Ok(())
}

#[async_trait]
impl port::Members for Members {
    async fn list(&self, ctx: &Ctx, query: &PeopleQuery) -> Result<People> {
        let scope = ctx.require(Action::ReadPeople)?;
        Ok(self.shared.store.people().list(&scope, query).await?)
    }

    async fn show(&self, ctx: &Ctx, person: PersonId) -> Result<Member> {
        let scope = ctx.require(Action::ReadPeople)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        self.shared.store.people().member(&scope, tenant.id, person).await?.ok_or(AppError::Missing)
    }

    async fn add(&self, ctx: &Ctx, new: NewMember) -> Result<Member> {
        ctx.require(Action::ManagePeople)?;
        may_touch(ctx, new.role)?;
        let tenant = ctx.tenant().cloned().ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        let person = add(&work, &self.shared, ctx, &tenant, new).await?;
        self.shared.save(work).await?;
        self.show(ctx, person.id).await
    }

    async fn set_role(&self, ctx: &Ctx, id: PersonId, role: Role) -> Result<()> {
        let changing = self.begin(ctx, Action::ManagePeople, id).await?;
        may_touch(ctx, changing.role)?;
        may_touch(ctx, role)?;
        if role != Role::Owner {
            not_the_last(&changing).await?;
        }
        changing.work.people().set_role(&changing.scope, changing.tenant.id, id, role).await?;
        let mut event = of(ctx, "member.role", &changing.tenant, &changing.person);
        event.words.insert("role".to_owned(), role.word().to_owned());
        event.changes.push(change("role", Some(changing.role.word()), Some(role.word())));
        self.save(ctx, changing, event).await
    }

    async fn suspend(&self, ctx: &Ctx, id: PersonId) -> Result<()> {
        self.set_state(ctx, id, "member.suspend", MemberState::Suspended).await
    }

    async fn resume(&self, ctx: &Ctx, id: PersonId) -> Result<()> {
        self.set_state(ctx, id, "member.resume", MemberState::Active).await
    }

    async fn remove(&self, ctx: &Ctx, id: PersonId) -> Result<()> {
        let changing = self.begin(ctx, Action::ManagePeople, id).await?;
        may_touch(ctx, changing.role)?;
        not_the_last(&changing).await?;
        changing.work.sessions().end_of(id, changing.tenant.id).await?;
        changing.work.people().remove_member(&changing.scope, changing.tenant.id, id, ctx.now()).await?;
        let mut event = of(ctx, "member.remove", &changing.tenant, &changing.person);
        event.changes.push(change("role", Some(changing.role.word()), None));
        self.save(ctx, changing, event).await
    }

    async fn end_sessions(&self, ctx: &Ctx, id: PersonId) -> Result<()> {
        let sessions = |person: &Person, email, _| Spec::Sessions { person: person.id, email };
        self.act(ctx, id, "member.sessions", sessions).await
    }

    async fn reset_second_factor(&self, ctx: &Ctx, id: PersonId) -> Result<()> {
        let factor = |person: &Person, email, _| Spec::SecondFactor { person: person.id, email };
        self.act(ctx, id, "member.second_factor", factor).await
    }

    async fn invite_again(&self, ctx: &Ctx, id: PersonId) -> Result<()> {
        let usual = super::settings::language(&self.shared.store, ctx).await?;
        let invitation = |person: &Person, email: String, invited: Option<(String, Language)>| {
            let (to, language) = invited.unwrap_or_else(|| (email.clone(), usual));
            let letter = JobId::new(ctx.clock.as_ref()).to_string();
            Spec::Invitation { person: person.id, to, name: person.name.clone(), email, language, letter }
        };
        self.act(ctx, id, "member.invite", invitation).await
    }
}
