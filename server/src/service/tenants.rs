//! Tenants, as operators see them: their beginning, their pauses and their end.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use dezky_connect::authentik;
use dezky_domain::{
    AppError, Result,
    access::{Action, Role},
    audit::{Change, Outcome, Source},
    ctx::{Ctx, Scope},
    error::Why,
    id::{JobId, TenantId},
    port,
    provision::{Spec, TenantServices},
    tenant::{NewPlan, NewTenant, ObjectKind, Slug, Tenant, TenantDetail, TenantState},
};
use dezky_store::{StoreError, Work};
use serde_json::json;

use super::{Shared, audit, members};
use crate::{
    auth::oidc::secret_place,
    provision::{desire, seal, wants},
    worker::queue,
};

#[derive(Debug)]
pub struct Tenants {
    pub shared: Shared,
}

impl Tenants {
    /// What a new tenant is made of beyond its row: its client at the provider, its owner, its wants.
    async fn plan(&self, ctx: &Ctx, work: &Work, tenant: &Tenant, plan: NewPlan) -> Result<()> {
        let Shared { config, keys, .. } = &self.shared;
        let contact = plan.owner.invited_at().as_str().to_owned();
        work.plans().insert(tenant.id, plan.services, Some(&contact), ctx.now()).await?;
        let place = secret_place(tenant.id);
        let sealed = keys.seal(&place, &seal::random_secret()).map_err(|error| {
            tracing::error!(%error, "the client's secret can't be sealed");
            AppError::Fault
        })?;
        let application = wants::application(&tenant.slug);
        let issuer = authentik::issuer(config.public_authentik(), &application);
        work.oidc_clients().put(tenant.id, &issuer, &application, &sealed).await?;
        members::add(work, &self.shared, ctx, tenant, plan.owner).await?;
        Ok(())
    }

    /// A new tenant with its plan, in a work that the caller saves. `proven`: the caller's word is enough for its domain.
    ///
    /// # Errors
    /// `Conflict` when slug or domain is taken; `Invalid` for what can't be provisioned.
    pub(super) async fn make(&self, ctx: &Ctx, scope: &Scope, new: NewTenant, proven: bool) -> Result<(Work, Tenant)> {
        if let Some(plan) = &new.plan {
            if !self.shared.engines.ready() {
                return Err(Why("no-engines").at("services"));
            }
            if plan.services.mail && new.domain.is_none() {
                return Err(Why("mail-needs-domain").at("domain"));
            }
            if plan.services.chat && !self.shared.config.zulip.realms {
                return Err(Why("no-chat").at("services"));
            }
            if plan.owner.role != Role::Owner {
                return Err(Why("wrong-role").at("role"));
            }
        }
        let work = self.shared.store.begin().await?;
        let inserted = work.tenants().insert(scope, TenantId::new(ctx.clock.as_ref()), &new, ctx.now()).await;
        let tenant = inserted.map_err(|error| match error {
            StoreError::Taken("slug") => AppError::Conflict { field: "slug", why: Why("taken-slug") },
            StoreError::Taken("domain") => AppError::Conflict { field: "domain", why: Why("taken-domain") },
            other => other.into(),
        })?;
        if !proven {
            work.mail_domains().doubt(scope, tenant.id, &seal::proof_token()).await?;
        }
        let event = audit::event(ctx, "tenant.create", Outcome::Done, audit::tenant_target(&tenant));
        let mut event = audit::of_tenant(event, &tenant);
        let set = |field: &str, after: Option<String>| {
            after.map(|after| Change { field: field.to_owned(), before: None, after: Some(after) })
        };
        let changes = [
            set("slug", Some(tenant.slug.to_string())),
            set("name", Some(tenant.name.clone())),
            set("domain", tenant.domain.clone()),
            set("accent", Some(tenant.brand.accent.to_string())),
        ];
        event.changes = changes.into_iter().flatten().collect();
        work.audit().record(&[event]).await?;
        if let Some(plan) = new.plan {
            self.plan(ctx, &work, &tenant, plan).await?;
        }
        Ok((work, tenant))
    }

    /// The tenant, and a change of its state with all that follows from it.
    async fn turn(
        &self,
        ctx: &Ctx,
        slug: &Slug,
        action: &str,
        from: &[TenantState],
        to: TenantState,
        closes: Option<DateTime<Utc>>,
    ) -> Result<()> {
        let scope = ctx.require(Action::ManageTenant)?;
        let known = self.shared.store.tenants().by_slug(&scope, slug).await?.ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        let tenant = work.tenants().by_id(&scope, known.id).await?.ok_or(AppError::Missing)?;
        if !from.contains(&tenant.state) {
            return Err(AppError::Conflict { field: "", why: Why("wrong-tenant-state") });
        }
        if work.plans().of(tenant.id).await?.is_some_and(|plan| plan.deleting) {
            return Err(AppError::Conflict { field: "", why: Why("tenant-is-deleted") });
        }
        work.tenants().set_state(&scope, tenant.id, to).await?;
        work.plans().set_closing(tenant.id, closes).await?;
        let mut event =
            audit::of_tenant(audit::event(ctx, action, Outcome::Done, audit::tenant_target(&tenant)), &tenant);
        event.changes.push(Change {
            field: "state".to_owned(),
            before: Some(tenant.state.word().to_owned()),
            after: Some(to.word().to_owned()),
        });
        work.audit().record(&[event]).await?;
        if let Some(closes) = closes {
            self.tell(ctx, &work, &tenant, closes).await?;
        }
        desire::around(&work, &self.shared.config, ctx, tenant.id).await?;
        self.shared.save(work).await
    }

    /// The owners of a tenant that closes get a letter, and so does whoever the first invitation went to: a mailbox of
    /// the tenant's own can't be opened any more.
    async fn tell(&self, ctx: &Ctx, work: &Work, tenant: &Tenant, closes: DateTime<Utc>) -> Result<()> {
        let Some(plan) = work.plans().of(tenant.id).await? else { return Ok(()) };
        let scope = Scope::any_tenant("owners are told in the language that they were invited in");
        let members = work.people().members_for_plan(tenant.id).await?;
        let owners: Vec<_> =
            members.into_iter().filter(|member| member.role == Role::Owner && member.departed.is_none()).collect();
        let usual = self.shared.store.settings().of(&scope, tenant.id).await?.language;
        let usual = usual.unwrap_or(ctx.preferences.language);
        let mut letters = BTreeMap::new();
        for owner in owners {
            let invited = work.people().invited(&scope, tenant.id, owner.person).await?;
            let language = invited.map_or(usual, |(_, language)| language);
            if let Some(contact) = plan.contact.clone() {
                letters.entry(contact).or_insert_with(|| (owner.name.clone(), language));
            }
            letters.insert(owner.email, (owner.name, language));
        }
        for (to, (name, language)) in letters {
            let letter = JobId::new(ctx.clock.as_ref()).to_string();
            desire::act(work, ctx, tenant.id, Spec::Notice { name, to, closes, language, letter }).await?;
        }
        Ok(())
    }
}

/// `mail, files`.
fn words(services: TenantServices) -> String {
    let words = [("mail", services.mail), ("files", services.files), ("chat", services.chat)];
    words.iter().filter(|(_, has)| *has).map(|(word, _)| *word).collect::<Vec<_>>().join(", ")
}

#[async_trait]
impl port::Tenants for Tenants {
    async fn list(&self, ctx: &Ctx, text: &str) -> Result<Vec<Tenant>> {
        let scope = ctx.require(Action::ReadTenants)?;
        Ok(self.shared.store.tenants().list(&scope, text).await?)
    }

    async fn show(&self, ctx: &Ctx, slug: &Slug) -> Result<TenantDetail> {
        let scope = ctx.require(Action::ReadTenants)?;
        let tenants = self.shared.store.tenants();
        let tenant = tenants.by_slug(&scope, slug).await?.ok_or(AppError::Missing)?;
        Ok(TenantDetail {
            people: tenants.people(&scope, tenant.id).await?,
            objects: tenants.objects(&scope, tenant.id).await?,
            url: self.shared.config.tenant_url(slug.as_str()),
            tenant,
        })
    }

    async fn create(&self, ctx: &Ctx, new: NewTenant) -> Result<Tenant> {
        let scope = ctx.require(Action::CreateTenant)?;
        let (work, tenant) = self.make(ctx, &scope, new, true).await?;
        self.shared.save(work).await?;
        Ok(tenant)
    }

    async fn attribute(&self, ctx: &Ctx, slug: &Slug, kind: ObjectKind, id: &str, name: Option<&str>) -> Result<()> {
        let scope = ctx.require(Action::AttributeObject)?;
        if !matches!(kind, ObjectKind::Space | ObjectKind::User | ObjectKind::Group) {
            return Err(Why("wrong-kind").at("kind"));
        }
        let id: uuid::Uuid = id.parse().map_err(|_| Why("wrong-id").at("id"))?;
        let id = id.to_string();
        if name.is_some_and(|name| name.chars().count() > 200 || name.chars().any(char::is_control)) {
            return Err(Why("wrong-name").at("name"));
        }
        let tenant = self.shared.store.tenants().by_slug(&scope, slug).await?.ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        work.objects().tell(&scope, tenant.id, Source::Ocis, kind, &id, name, ctx.now()).await.map_err(|error| {
            match error {
                StoreError::Taken(_) => AppError::Conflict { field: "id", why: Why("taken-object") },
                other => other.into(),
            }
        })?;
        let event = audit::event(ctx, "object.attribute", Outcome::Done, audit::tenant_target(&tenant));
        let mut event = audit::of_tenant(event, &tenant);
        event.words.insert("object_kind".to_owned(), kind.word().to_owned());
        event.words.insert("object".to_owned(), name.map_or_else(|| id.clone(), str::to_owned));
        work.audit().record(&[event]).await?;
        // Events that came before are many, perhaps: a worker gives them to the tenant in steps.
        let job = json!({ "kind": kind.word(), "id": id, "tenant": tenant.id });
        work.jobs()
            .enqueue(
                JobId::new(ctx.clock.as_ref()),
                queue::REATTRIBUTE,
                &format!("{}:{id}", kind.word()),
                &job,
                ctx.now(),
            )
            .await?;
        self.shared.save(work).await
    }

    async fn extend(&self, ctx: &Ctx, slug: &Slug, asked: TenantServices) -> Result<()> {
        let conflict = |why| AppError::Conflict { field: "", why: Why(why) };
        let scope = ctx.require(Action::ManageTenant)?;
        let known = self.shared.store.tenants().by_slug(&scope, slug).await?.ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        let tenant = work.tenants().by_id(&scope, known.id).await?.ok_or(AppError::Missing)?;
        let plan = work.plans().of(tenant.id).await?.ok_or_else(|| conflict("not-provisioned"))?;
        if plan.deleting || tenant.state == TenantState::Closing {
            return Err(conflict("wrong-tenant-state"));
        }
        let had = plan.services;
        let has = TenantServices {
            mail: had.mail || asked.mail,
            files: had.files || asked.files,
            chat: had.chat || asked.chat,
            quota: asked.quota,
        };
        if has == had {
            return Ok(());
        }
        if has.mail && !had.mail && work.mail_domains().wanted(tenant.id).await?.0.is_empty() {
            return Err(conflict("mail-needs-own-domain"));
        }
        if has.chat && !had.chat && !self.shared.config.zulip.realms {
            return Err(conflict("no-chat"));
        }
        work.plans().set_services(tenant.id, has).await?;
        let mut event = audit::event(ctx, "tenant.extend", Outcome::Done, audit::tenant_target(&tenant));
        let change = |field: &str, before: String, after: String| {
            let (before, after) = (Some(before).filter(|word| !word.is_empty()), Some(after));
            Change { field: field.to_owned(), before, after }
        };
        let changes =
            [change("services", words(had), words(has)), change("quota", had.quota.to_string(), has.quota.to_string())];
        event.changes = changes.into_iter().filter(|change| change.before != change.after).collect();
        work.audit().record(&[audit::of_tenant(event, &tenant)]).await?;
        desire::around(&work, &self.shared.config, ctx, tenant.id).await?;
        self.shared.save(work).await
    }

    async fn suspend(&self, ctx: &Ctx, slug: &Slug) -> Result<()> {
        self.turn(ctx, slug, "tenant.suspend", &[TenantState::Active], TenantState::Suspended, None).await
    }

    async fn resume(&self, ctx: &Ctx, slug: &Slug) -> Result<()> {
        let from = [TenantState::Suspended, TenantState::Closing];
        self.turn(ctx, slug, "tenant.resume", &from, TenantState::Active, None).await
    }

    async fn close(&self, ctx: &Ctx, slug: &Slug) -> Result<()> {
        let closes = ctx.now() + TimeDelta::days(self.shared.config.provision.grace_days);
        let from = [TenantState::Active, TenantState::Suspended];
        self.turn(ctx, slug, "tenant.close", &from, TenantState::Closing, Some(closes)).await
    }

    async fn delete(&self, ctx: &Ctx, slug: &Slug, typed: &str) -> Result<()> {
        let scope = ctx.require(Action::ManageTenant)?;
        let known = self.shared.store.tenants().by_slug(&scope, slug).await?.ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        let tenant = work.tenants().by_id(&scope, known.id).await?.ok_or(AppError::Missing)?;
        let plan = work.plans().of(tenant.id).await?;
        let over = plan.as_ref().and_then(|plan| plan.closes).is_some_and(|closes| closes <= ctx.now());
        if tenant.state != TenantState::Closing {
            return Err(AppError::Conflict { field: "", why: Why("not-closing") });
        }
        if !over {
            return Err(AppError::Conflict { field: "", why: Why("grace-period") });
        }
        if typed.trim() != slug.as_str() {
            return Err(Why("wrong-typed").at("typed"));
        }
        work.plans().set_deleting(tenant.id, true).await?;
        let event = audit::event(ctx, "tenant.delete", Outcome::Done, audit::tenant_target(&tenant));
        work.audit().record(&[audit::of_tenant(event, &tenant)]).await?;
        desire::around(&work, &self.shared.config, ctx, tenant.id).await?;
        self.shared.save(work).await
    }
}
