//! Tenants, as operators see them.

use std::sync::Arc;

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::{Change, Outcome, Source},
    ctx::Ctx,
    error::Why,
    id::{JobId, TenantId},
    port,
    tenant::{NewTenant, ObjectKind, Slug, Tenant, TenantDetail},
};
use dezky_store::{Store, StoreError};
use serde_json::json;

use super::{Stored, audit};
use crate::{config::Config, worker::queue};

#[derive(Debug)]
pub struct Tenants {
    pub store: Store,
    pub config: Arc<Config>,
    pub stored: Stored,
}

#[async_trait]
impl port::Tenants for Tenants {
    async fn list(&self, ctx: &Ctx, text: &str) -> Result<Vec<Tenant>> {
        let scope = ctx.require(Action::ReadTenants)?;
        Ok(self.store.tenants().list(&scope, text).await?)
    }

    async fn show(&self, ctx: &Ctx, slug: &Slug) -> Result<TenantDetail> {
        let scope = ctx.require(Action::ReadTenants)?;
        let tenants = self.store.tenants();
        let tenant = tenants.by_slug(&scope, slug).await?.ok_or(AppError::Missing)?;
        Ok(TenantDetail {
            people: tenants.people(&scope, tenant.id).await?,
            objects: tenants.objects(&scope, tenant.id).await?,
            url: self.config.tenant_url(slug.as_str()),
            tenant,
        })
    }

    async fn create(&self, ctx: &Ctx, new: NewTenant) -> Result<Tenant> {
        let scope = ctx.require(Action::CreateTenant)?;
        let work = self.store.begin().await?;
        let inserted = work.tenants().insert(&scope, TenantId::new(ctx.clock.as_ref()), &new, ctx.now()).await;
        let tenant = inserted.map_err(|error| match error {
            StoreError::Taken("slug") => AppError::Conflict { field: "slug", why: Why("taken-slug") },
            StoreError::Taken("domain") => AppError::Conflict { field: "domain", why: Why("taken-domain") },
            other => other.into(),
        })?;
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
        work.save().await?;
        self.stored.send_modify(|count| *count += 1);
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
        let tenant = self.store.tenants().by_slug(&scope, slug).await?.ok_or(AppError::Missing)?;
        let work = self.store.begin().await?;
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
        work.save().await?;
        self.stored.send_modify(|count| *count += 1);
        Ok(())
    }
}
