//! How a tenant looks: its name, its colour, its logos, whom to ask for help, and its own hosts.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::{Change, Outcome},
    ctx::Ctx,
    error::Why,
    port,
    tenant::{Logo, Look, OwnHost, Tenant, parse_domain},
};
use dezky_store::{StoreError, Work};

use super::{
    Shared, audit,
    hosts::{Proof, event},
};
use crate::{
    picture::{self, Picture},
    provision::{desire, seal},
};

#[derive(Debug)]
pub struct Brands {
    pub shared: Shared,
}

/// A tenant's own hosts, proven or not.
const HOSTS: usize = 10;

fn changed(field: &str, before: Option<String>, after: Option<String>) -> Option<Change> {
    (before != after).then(|| Change { field: field.to_owned(), before, after })
}

/// A logo as the record names it.
fn named(logo: Option<&Logo>) -> Option<String> {
    logo.map(|logo| format!("{}.{}", logo.hash, logo.kind))
}

impl Brands {
    /// Nothing is saved where nothing changed.
    async fn save(&self, ctx: &Ctx, work: Work, tenant: &Tenant, changes: Vec<Option<Change>>) -> Result<()> {
        let changes: Vec<Change> = changes.into_iter().flatten().collect();
        if changes.is_empty() {
            return Ok(());
        }
        let event = audit::event(ctx, "tenant.brand", Outcome::Done, audit::tenant_target(tenant));
        let mut event = audit::of_tenant(event, tenant);
        event.changes = changes;
        work.audit().record(&[event]).await?;
        desire::tenant(&work, &self.shared.config, ctx, tenant.id).await?;
        self.shared.save(work).await
    }
}

impl Brands {
    /// The host that the platform itself gives a tenant, without its port.
    fn on_platform(&self, slug: &str) -> String {
        let url = self.shared.config.tenant_url(slug);
        let own = url.split_once("://").map_or(url.as_str(), |(_, host)| host);
        own.split(':').next().unwrap_or(own).to_owned()
    }
}

#[async_trait]
impl port::Brands for Brands {
    async fn hosts(&self, ctx: &Ctx) -> Result<Vec<OwnHost>> {
        let scope = ctx.require(Action::ManageBrand)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        let leads_to = self.on_platform(tenant.slug.as_str());
        let rows = self.shared.store.hosts().of(&scope, tenant.id).await?;
        let own = rows.into_iter().map(|row| {
            let Proof { name, text } = Proof::of(&row);
            OwnHost { host: row.host, leads_to: leads_to.clone(), proof: (name, text), verified: row.verified }
        });
        Ok(own.collect())
    }

    async fn change(&self, ctx: &Ctx, look: Look) -> Result<()> {
        let scope = ctx.require(Action::ManageBrand)?;
        let id = ctx.tenant().ok_or(AppError::Missing)?.id;
        let work = self.shared.store.begin().await?;
        let tenant = work.tenants().by_id(&scope, id).await?.ok_or(AppError::Missing)?;
        work.tenants().set_look(&scope, id, &look.name, look.accent).await?;
        work.tenants().set_support(&scope, id, look.support.as_deref()).await?;
        let before = &tenant.brand;
        let changes = vec![
            changed("name", Some(tenant.name.clone()), Some(look.name)),
            changed("accent", Some(before.accent.to_string()), Some(look.accent.to_string())),
            changed("support", before.support.clone(), look.support),
        ];
        self.save(ctx, work, &tenant, changes).await
    }

    async fn set_logo(&self, ctx: &Ctx, dark: bool, bytes: Vec<u8>) -> Result<()> {
        let scope = ctx.require(Action::ManageBrand)?;
        let id = ctx.tenant().ok_or(AppError::Missing)?.id;
        let Picture { kind, bytes } = picture::anew(bytes).await.map_err(|why| why.at("logo"))?;
        let work = self.shared.store.begin().await?;
        let before = work.tenants().by_id(&scope, id).await?.ok_or(AppError::Missing)?;
        work.tenants().set_logo(&scope, id, dark, kind, &bytes).await?;
        let after = work.tenants().by_id(&scope, id).await?.ok_or(AppError::Missing)?;
        let changes = vec![
            changed("logo", named(before.brand.logo.as_ref()), named(after.brand.logo.as_ref())),
            changed("logo_dark", named(before.brand.logo_dark.as_ref()), named(after.brand.logo_dark.as_ref())),
        ];
        self.save(ctx, work, &before, changes).await
    }

    async fn remove_logo(&self, ctx: &Ctx, dark: bool) -> Result<()> {
        let scope = ctx.require(Action::ManageBrand)?;
        let id = ctx.tenant().ok_or(AppError::Missing)?.id;
        let work = self.shared.store.begin().await?;
        let tenant = work.tenants().by_id(&scope, id).await?.ok_or(AppError::Missing)?;
        if !work.tenants().remove_logo(&scope, id, dark).await? {
            return Err(AppError::Missing);
        }
        let (field, logo) =
            if dark { ("logo_dark", tenant.brand.logo_dark.as_ref()) } else { ("logo", tenant.brand.logo.as_ref()) };
        self.save(ctx, work, &tenant, vec![changed(field, named(logo), None)]).await
    }

    async fn add_host(&self, ctx: &Ctx, host: &str) -> Result<()> {
        let scope = ctx.require(Action::ManageBrand)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        let host = parse_domain(host.trim().trim_end_matches('.')).map_err(|_| Why("wrong-host").at("host"))?;
        let noted = self.shared.store.hosts().of(&scope, tenant.id).await?;
        if noted.iter().any(|row| row.host == host) {
            return Ok(());
        }
        if noted.len() >= HOSTS {
            return Err(AppError::Conflict { field: "host", why: Why("too-many-hosts") });
        }
        let taken = || AppError::Conflict { field: "host", why: Why("taken-host") };
        // A name below the platform's own is the platform's to give.
        let own = self.on_platform(tenant.slug.as_str());
        let below = own.split_once('.').map_or(own.as_str(), |(_, below)| below);
        let staff = self.shared.config.platform.domain.to_ascii_lowercase();
        let is_platforms = |name: &str| !name.is_empty() && (host == name || host.ends_with(&format!(".{name}")));
        if is_platforms(below) || is_platforms(&staff) {
            return Err(AppError::Conflict { field: "host", why: Why("host-of-platform") });
        }
        // Beside the records of a domain that has mail no CNAME can stand: whoever made one would lose the mail.
        let mail = self.shared.store.mail_domains().of(&scope, tenant.id).await?;
        if tenant.domain.as_deref() == Some(host.as_str()) || mail.iter().any(|row| row.domain.name == host) {
            return Err(AppError::Conflict { field: "host", why: Why("host-is-mail") });
        }
        let token = seal::proof_token();
        let work = self.shared.store.begin().await?;
        work.hosts().add(&scope, tenant.id, &host, &token, ctx.now()).await.map_err(|error| match error {
            StoreError::Taken(_) => taken(),
            other => other.into(),
        })?;
        work.audit().record(&[event(ctx, "hostname.add", tenant, None, Some(host))]).await?;
        self.shared.save(work).await?;
        self.shared.look_at_hosts.notify_one();
        Ok(())
    }

    async fn check_hosts(&self, ctx: &Ctx) -> Result<()> {
        ctx.require(Action::ManageBrand)?;
        self.shared.look_at_hosts.notify_one();
        Ok(())
    }

    async fn remove_host(&self, ctx: &Ctx, host: &str) -> Result<()> {
        let scope = ctx.require(Action::ManageBrand)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        let host = parse_domain(host.trim()).map_err(|_| AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        if !work.hosts().remove(&scope, tenant.id, &host).await? {
            return Err(AppError::Missing);
        }
        work.audit().record(&[event(ctx, "hostname.remove", tenant, Some(host), None)]).await?;
        desire::tenant(&work, &self.shared.config, ctx, tenant.id).await?;
        self.shared.save(work).await
    }
}
