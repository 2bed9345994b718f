//! Partners and their people, as the platform keeps them.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::{Action, Role},
    audit::{Change, NewEvent, Outcome, Target},
    ctx::{Ctx, Scope},
    error::Why,
    id::{PartnerId, PersonId},
    member::{Identity, Person},
    partner::{NewPartner, NewPartnerPerson, Partner, PartnerDetail, PartnerRef},
    port,
};
use dezky_store::{StoreError, Work};
use uuid::Uuid;

use super::{Shared, audit, people};

#[derive(Debug)]
pub struct Partners {
    pub shared: Shared,
}

#[must_use]
pub fn target(partner: &PartnerRef) -> Target {
    Target { kind: "partner".to_owned(), id: Some(partner.id.to_string()), name: Some(partner.name.clone()) }
}

/// Something about one of a partner's people.
fn about(ctx: &Ctx, action: &str, partner: &PartnerRef, person: &Person) -> NewEvent {
    let mut event = audit::event(ctx, action, Outcome::Done, audit::person_target(person));
    event.words.insert("partner".to_owned(), partner.name.clone());
    event
}

fn taken(error: StoreError) -> AppError {
    match error {
        StoreError::Taken("partner_name") => AppError::Conflict { field: "name", why: Why("taken-partner") },
        StoreError::Taken("person") => AppError::Conflict { field: "email", why: Why("taken-partner-person") },
        StoreError::Taken("identity") => AppError::Conflict { field: "subject", why: Why("taken-subject") },
        other => other.into(),
    }
}

impl Partners {
    /// Who is meant: known by the address, or by what the platform's sign-in service calls them. An address that
    /// somebody told the sign-in service proves nothing.
    async fn who(
        &self,
        ctx: &Ctx,
        scope: &Scope,
        work: &Work,
        new: &NewPartnerPerson,
    ) -> Result<(Person, Option<Change>)> {
        let Shared { store, config, .. } = &self.shared;
        let identity = self.identity(new)?;
        if let Some(known) = store.people().by_address(scope, &new.email).await? {
            let Some(identity) = identity else { return Ok((known, None)) };
            let before = work.partners().call(scope, known.id, &identity, &config.oidc.shared_subjects).await;
            let before = before.map_err(|error| match error {
                StoreError::Taken("person") => AppError::Conflict { field: "subject", why: Why("known-subject") },
                other => taken(other),
            })?;
            return Ok((known, audit::change("subject", before, Some(identity.subject))));
        }
        let identity = identity.ok_or_else(|| Why("unknown-person").at("subject"))?;
        let told = (new.email.as_str(), new.name.as_str());
        let person = people::of_identity(store, work, &config.oidc.shared_subjects, &identity, told, ctx).await?;
        work.people().claim(scope, person.id, &new.email).await?;
        Ok((person, audit::change("subject", None, Some(identity.subject))))
    }

    /// What the sign-in service calls them, where somebody typed it. One whose issuers share their subjects calls people
    /// by Authentik's `uuid` (`default.toml`), which is copied with dashes or without; anywhere else it can be anything.
    fn identity(&self, new: &NewPartnerPerson) -> Result<Option<Identity>> {
        let oidc = &self.shared.config.oidc;
        let Some(subject) = new.subject.clone().filter(|_| !oidc.issuer.is_empty()) else { return Ok(None) };
        let shared = !oidc.shared_subjects.is_empty() && oidc.issuer.starts_with(&oidc.shared_subjects);
        let subject = if shared {
            Uuid::parse_str(&subject).map_err(|_| Why("wrong-subject-form").at("subject"))?.to_string()
        } else {
            subject
        };
        Ok(Some(Identity { issuer: oidc.issuer.clone(), subject }))
    }

    /// One of a partner's people, with the role that nobody else changes now.
    async fn begin(&self, scope: &Scope, id: PartnerId, person: PersonId) -> Result<(Work, PartnerRef, Person, Role)> {
        let known = self.shared.store.people().by_id(scope, person).await?.ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        let partner = work.partners().name(scope, id).await?.ok_or(AppError::Missing)?;
        let role = work.partners().role_of(scope, id, person).await?.ok_or(AppError::Missing)?;
        Ok((work, partner, known, role))
    }
}

#[async_trait]
impl port::Partners for Partners {
    async fn list(&self, ctx: &Ctx, text: &str) -> Result<Vec<Partner>> {
        let scope = ctx.require(Action::ReadPartners)?;
        Ok(self.shared.store.partners().list(&scope, text, ctx.now()).await?)
    }

    async fn show(&self, ctx: &Ctx, id: PartnerId) -> Result<PartnerDetail> {
        let scope = ctx.require(Action::ReadPartners)?;
        let store = &self.shared.store;
        let partner = store.partners().by_id(&scope, id, ctx.now()).await?.ok_or(AppError::Missing)?;
        let people = store.partners().people(&scope, id, &self.shared.config.oidc.issuer).await?;
        Ok(PartnerDetail { partner, people, tenants: store.grants().of_partner(&scope, id).await? })
    }

    async fn create(&self, ctx: &Ctx, new: NewPartner) -> Result<PartnerId> {
        let scope = ctx.require(Action::KeepPartners)?;
        let id = PartnerId::new(ctx.clock.as_ref());
        let work = self.shared.store.begin().await?;
        work.partners().insert(&scope, id, &new, ctx.now()).await.map_err(taken)?;
        let partner = PartnerRef { id, name: new.name.clone() };
        let mut event = audit::event(ctx, "partner_company.create", Outcome::Done, target(&partner));
        event.changes.extend(audit::change("name", None, Some(new.name)));
        event.changes.extend(audit::change("contact", None, Some(new.contact)));
        work.audit().record(&[event]).await?;
        self.shared.save(work).await?;
        Ok(id)
    }

    async fn change(&self, ctx: &Ctx, id: PartnerId, new: NewPartner) -> Result<()> {
        let scope = ctx.require(Action::KeepPartners)?;
        let before = self.shared.store.partners().by_id(&scope, id, ctx.now()).await?.ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        work.partners().change(&scope, id, &new).await.map_err(taken)?;
        let partner = PartnerRef { id, name: new.name.clone() };
        let mut event = audit::event(ctx, "partner_company.change", Outcome::Done, target(&partner));
        event.changes.extend(audit::change("name", Some(before.name), Some(new.name)));
        event.changes.extend(audit::change("contact", Some(before.contact), Some(new.contact)));
        // Saved as it was, nothing happened.
        if event.changes.is_empty() {
            return Ok(());
        }
        work.audit().record(&[event]).await?;
        self.shared.save(work).await
    }

    async fn add_person(&self, ctx: &Ctx, id: PartnerId, new: NewPartnerPerson) -> Result<()> {
        let scope = ctx.require(Action::KeepPartners)?;
        let work = self.shared.store.begin().await?;
        let partner = work.partners().name(&scope, id).await?.ok_or(AppError::Missing)?;
        let (person, called) = self.who(ctx, &scope, &work, &new).await?;
        // One role on the platform each: an operator who works for a partner would see what the partner may not.
        if person.platform.is_some_and(|role| !role.is_partners()) {
            return Err(AppError::Conflict { field: "email", why: Why("taken-platform-role") });
        }
        work.partners().add_person(&scope, id, person.id, new.role, ctx.now()).await.map_err(taken)?;
        let mut event = about(ctx, "partner_person.add", &partner, &person);
        event.words.insert("role".to_owned(), new.role.word().to_owned());
        event.changes.extend(audit::change("role", None, Some(new.role.word().to_owned())));
        // By this they come in: whoever it names acts for the partner.
        event.changes.extend(called);
        work.audit().record(&[event]).await?;
        self.shared.save(work).await
    }

    async fn set_role(&self, ctx: &Ctx, id: PartnerId, person: PersonId, role: Role) -> Result<()> {
        let scope = ctx.require(Action::KeepPartners)?;
        let (work, partner, known, before) = self.begin(&scope, id, person).await?;
        if before == role {
            return Ok(());
        }
        work.partners().set_role(&scope, id, person, role).await?;
        let mut event = about(ctx, "partner_person.role", &partner, &known);
        event.words.insert("role".to_owned(), role.word().to_owned());
        let (before, after) = (before.word().to_owned(), role.word().to_owned());
        event.changes.extend(audit::change("role", Some(before), Some(after)));
        work.audit().record(&[event]).await?;
        self.shared.save(work).await
    }

    async fn remove_person(&self, ctx: &Ctx, id: PartnerId, person: PersonId) -> Result<()> {
        let scope = ctx.require(Action::KeepPartners)?;
        let (work, partner, known, before) = self.begin(&scope, id, person).await?;
        work.partners().remove_person(&scope, id, person).await?;
        work.sessions().end_where_stranger(person).await?;
        let mut event = about(ctx, "partner_person.remove", &partner, &known);
        event.changes.extend(audit::change("role", Some(before.word().to_owned()), None));
        work.audit().record(&[event]).await?;
        self.shared.save(work).await
    }
}
