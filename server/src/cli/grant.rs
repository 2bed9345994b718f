//! `dezky grant`

use std::process::ExitCode;

use clap::Args;
use dezky_domain::{
    access::Role,
    audit::{Change, Outcome},
    ctx::Scope,
    member::{Email, Identity, MemberState},
    tenant::Slug,
};

use super::{Desk, Failure, say};
use crate::{
    provision::desire,
    service::{audit, people},
};

/// Gives a person a role. A person is known by the provider's issuer and subject; who hasn't signed in yet is made.
#[derive(Debug, Args)]
pub struct Grant {
    /// The issuer, exactly as the configuration has it
    #[arg(long)]
    issuer: String,
    /// The provider's `sub` for this person
    #[arg(long)]
    subject: String,
    #[arg(long)]
    email: String,
    #[arg(long)]
    name: String,
    /// A tenant's slug; without it, the role is the platform's
    #[arg(long)]
    tenant: Option<String>,
    /// member, helpdesk, auditor, admin, owner; or operator, operator_auditor
    #[arg(long)]
    role: String,
}

impl Grant {
    pub(super) async fn run(self, desk: &Desk) -> Result<ExitCode, Failure> {
        let scope = Scope::any_tenant("the command line acts for the platform");
        let role = Role::parse(&self.role).ok_or_else(|| format!("{} is not a role", self.role))?;
        let email = Email::parse(&self.email).map_err(|_| format!("{} is not an address", self.email))?;
        let tenant = match &self.tenant {
            None => None,
            Some(slug) => {
                let slug = Slug::parse(slug).map_err(|_| format!("{slug} is not a slug"))?;
                let tenant = desk.state.store.tenants().by_slug(&scope, &slug).await?;
                Some(tenant.ok_or_else(|| format!("there is no tenant {slug}"))?)
            }
        };
        if role.is_tenants() != tenant.is_some() {
            return Err(format!(
                "{} is {} role",
                self.role,
                if role.is_tenants() { "a tenant's" } else { "the platform's" }
            )
            .into());
        }
        if role.is_partners() {
            return Err("people of partners are kept on /operator/partners".into());
        }
        let identity = Identity { issuer: self.issuer, subject: self.subject };
        let (now, store, shared) = (desk.ctx.now(), &desk.state.store, &desk.state.config.oidc.shared_subjects);
        let work = store.begin().await?;
        let told = (email.as_str(), self.name.as_str());
        let person = people::of_identity(store, &work, shared, &identity, told, &desk.ctx).await?;
        match &tenant {
            Some(tenant) => {
                work.people().grant(&scope, tenant.id, person.id, role, MemberState::Active, now).await?;
                work.people().claim(&scope, person.id, &email).await?;
            }
            None => work.people().grant_platform(&scope, person.id, Some(role)).await?,
        }
        let mut event = audit::event(&desk.ctx, "grant", Outcome::Done, audit::person_target(&person));
        if let Some(tenant) = &tenant {
            event = audit::of_tenant(event, tenant);
        }
        event.words.insert("role".to_owned(), role.word().to_owned());
        event.changes = vec![Change { field: "role".to_owned(), before: None, after: Some(role.word().to_owned()) }];
        work.audit().record(&[event]).await?;
        desire::person(&work, &desk.state.config, &desk.ctx, person.id).await?;
        work.save().await?;
        let place = tenant.map_or_else(|| "the platform".to_owned(), |tenant| tenant.name);
        say(&format!("{} is {} of {place}.", person.name, role.word()));
        Ok(ExitCode::SUCCESS)
    }
}
