//! The launcher's tiles, the choice of workspace, and the way from an address to its workspace.

use std::sync::Arc;

use async_trait::async_trait;
use dezky_domain::{
    Result,
    access::Action,
    ctx::{Ctx, Scope},
    error::Why,
    launch::{Launcher, Workspace},
    member::Email,
    port,
};
use dezky_store::Store;

use crate::{config::Config, state::tiles};

#[derive(Debug)]
pub struct Launchers {
    pub store: Store,
    pub config: Arc<Config>,
}

#[async_trait]
impl port::Launchers for Launchers {
    async fn show(&self, ctx: &Ctx) -> Result<Launcher> {
        ctx.require(Action::OpenLauncher)?;
        let (apps, links) = ctx.tenant().map(|tenant| tiles(&self.config, tenant.slug.as_str())).unwrap_or_default();
        Ok(Launcher { apps, links })
    }

    async fn workspaces(&self, ctx: &Ctx) -> Result<Vec<Workspace>> {
        let scope = ctx.require(Action::ReadMe)?;
        let all = self.store.people().workspaces(&scope).await?;
        Ok(all
            .into_iter()
            .map(|(tenant, role)| Workspace {
                url: self.config.tenant_url(tenant.slug.as_str()),
                name: tenant.name,
                role,
            })
            .collect())
    }

    async fn door(&self, _ctx: &Ctx, address: &str) -> Result<String> {
        let wrong = |_| Why("wrong-email").at("address");
        let email = Email::parse(address).map_err(wrong)?;
        let scope = Scope::any_tenant("whoever knows a domain may learn where its people sign in");
        let tenant = self.store.tenants().by_domain(&scope, email.domain()).await?;
        match tenant {
            Some(tenant) => Ok(self.config.tenant_url(tenant.slug.as_str())),
            // The platform's own people have no tenant.
            None if email.domain() == self.config.platform.domain => Ok("/sign-in".to_owned()),
            None => Err(Why("no-workspace").at("address")),
        }
    }
}
