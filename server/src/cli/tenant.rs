//! `dezky tenant`

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Subcommand};
use dezky_domain::{
    access::Role,
    ctx::Scope,
    error::Why,
    language::Language,
    member::NewMember,
    provision::RunState,
    tenant::{NewPlan, NewTenant, ObjectKind, Slug},
};

use super::{Desk, Failure, plain, say, table};

#[derive(Debug, Args)]
pub struct Tenants {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Lists all tenants
    List,
    /// Creates a tenant: with an owner in every engine, without one its record alone
    Create {
        slug: String,
        #[arg(long)]
        name: String,
        /// The mail domain that its people's addresses end with
        #[arg(long, default_value = "")]
        domain: String,
        /// The brand's colour, #rrggbb
        #[arg(long, default_value = "")]
        accent: String,
        #[command(flatten)]
        plan: Option<Plan>,
    },
    /// How far a tenant is in the engines; fails until all is as wanted
    Status { slug: String },
    /// Cuts everybody's access, keeps everything
    Suspend { slug: String },
    /// Takes back a suspension, or a closing that isn't over
    Resume { slug: String },
    /// Gives notice: access ends now, everything else after the grace period
    Close { slug: String },
    /// Destroys everything of a closed tenant whose grace period is over
    Delete {
        slug: String,
        /// The slug once more: mail, files and accounts are destroyed
        #[arg(long)]
        confirm: String,
    },
    /// The tenant's own hosts
    Host(super::host::Hosts),
    /// Sets the brand's logo and support address
    Brand {
        slug: String,
        /// An SVG, PNG, JPEG or WebP file of at most 512 KiB; it is made anew
        #[arg(long)]
        logo: Option<PathBuf>,
        /// The same for dark grounds
        #[arg(long)]
        logo_dark: Option<PathBuf>,
        /// An address that helps, shown on the launcher
        #[arg(long)]
        support: Option<String>,
    },
    /// Says that a space, user or group of OCIS is this tenant's
    Attribute {
        slug: String,
        /// space, user or group
        kind: String,
        /// Its uuid in OCIS
        id: String,
        #[arg(long)]
        name: Option<String>,
    },
}

/// What to make in the engines.
#[derive(Debug, Args)]
struct Plan {
    /// The first owner's address
    #[arg(long)]
    owner: String,
    #[arg(long, default_value = "")]
    owner_name: String,
    /// Where the owner's invitation goes, if not to the address itself
    #[arg(long, default_value = "")]
    invite_to: String,
    /// en, de, fr or da
    #[arg(long, default_value = "en")]
    language: String,
    /// Services, with commas between them: mail, files, chat
    #[arg(long, default_value = "mail,files")]
    services: String,
    /// Storage for files in GB (10⁹ bytes)
    #[arg(long, default_value = "100")]
    quota: String,
    /// No letter to the owner: they have a password already
    #[arg(long)]
    no_letter: bool,
}

impl Plan {
    fn parse(self) -> dezky_domain::Result<NewPlan> {
        let language = Language::parse(&self.language).ok_or_else(|| Why("wrong-language").at("language"))?;
        let owner = NewMember::parse(&self.owner_name, &self.owner, Role::Owner.word(), &self.invite_to, language)
            .map(|owner| NewMember { invited: !self.no_letter, ..owner });
        let services: Vec<&str> = self.services.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
        if services.iter().any(|word| !["mail", "files", "chat"].contains(word)) {
            return Err(Why("wrong-services").at("services"));
        }
        let has = |service| services.contains(&service);
        NewPlan::parse(owner, has("mail"), has("files"), has("chat"), &self.quota)
    }
}

impl Tenants {
    pub(super) async fn run(self, desk: &Desk) -> Result<ExitCode, Failure> {
        let (tenants, ctx) = (&desk.state.services.tenants, &desk.ctx);
        match self.what {
            What::List => {
                let head = ["SLUG", "NAME", "DOMAIN", "STATE", "ADDRESS"].map(str::to_owned).to_vec();
                let rows = tenants.list(ctx, "").await?.into_iter().map(|tenant| {
                    let address = desk.state.config.tenant_url(tenant.slug.as_str());
                    let domain = tenant.domain.unwrap_or_default();
                    vec![tenant.slug.to_string(), plain(&tenant.name), domain, tenant.state.word().to_owned(), address]
                });
                table(&std::iter::once(head).chain(rows).collect::<Vec<_>>());
            }
            What::Create { slug, name, domain, accent, plan } => {
                let mut new = NewTenant::parse(&name, &slug, &domain, &accent)?;
                new.plan = plan.map(Plan::parse).transpose()?;
                let tenant = tenants.create(ctx, new).await?;
                say(&format!("{} is at {}", plain(&tenant.name), desk.state.config.tenant_url(tenant.slug.as_str())));
            }
            What::Status { slug } => return status(desk, &Slug::parse(&slug)?).await,
            What::Suspend { slug } => tenants.suspend(ctx, &Slug::parse(&slug)?).await?,
            What::Resume { slug } => tenants.resume(ctx, &Slug::parse(&slug)?).await?,
            What::Close { slug } => tenants.close(ctx, &Slug::parse(&slug)?).await?,
            What::Delete { slug, confirm } => tenants.delete(ctx, &Slug::parse(&slug)?, &confirm).await?,
            What::Host(hosts) => hosts.run(desk).await?,
            What::Brand { slug, logo, logo_dark, support } => {
                brand(desk, &Slug::parse(&slug)?, [logo, logo_dark], support).await?;
            }
            What::Attribute { slug, kind, id, name } => {
                let kind = ObjectKind::parse(&kind).ok_or_else(|| format!("{kind} is not space, user or group"))?;
                tenants.attribute(ctx, &Slug::parse(&slug)?, kind, &id, name.as_deref()).await?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn status(desk: &Desk, slug: &Slug) -> Result<ExitCode, Failure> {
    let shown = desk.state.services.provisioner.show(&desk.ctx, slug).await?;
    let Some(shown) = shown else {
        say(&format!("{slug} is a record alone: nothing is provisioned."));
        return Ok(ExitCode::SUCCESS);
    };
    let head = ["STATE", "SYSTEM", "KIND", "OBJECT", "TRIES", "TROUBLE"].map(str::to_owned).to_vec();
    let rows = shown.steps.iter().map(|step| {
        let trouble = step
            .trouble
            .as_ref()
            .map(|trouble| format!("{} {}", trouble.kind.word(), trouble.detail.as_deref().unwrap_or_default()));
        vec![
            step.state.word().to_owned(),
            step.name.system.name().to_owned(),
            step.name.kind.word().to_owned(),
            plain(&step.name.key),
            step.tries.to_string(),
            plain(&trouble.unwrap_or_default()),
        ]
    });
    table(&std::iter::once(head).chain(rows).collect::<Vec<_>>());
    say(shown.state.word());
    Ok(if shown.state == RunState::AsWanted { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn brand(desk: &Desk, slug: &Slug, logos: [Option<PathBuf>; 2], support: Option<String>) -> Result<(), Failure> {
    use crate::{
        picture::{self, Picture},
        service::audit,
    };
    use dezky_app::text::Text;
    use dezky_domain::audit::{Change, Outcome};

    let scope = Scope::any_tenant("the command line acts for the platform");
    let tenant =
        desk.state.store.tenants().by_slug(&scope, slug).await?.ok_or_else(|| format!("there is no tenant {slug}"))?;
    let mut pictures = Vec::new();
    for (dark, path) in [false, true].into_iter().zip(logos) {
        let Some(path) = path else { continue };
        let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let Picture { kind, bytes } = picture::anew(bytes).await.map_err(|why| {
            let said = Text::new(Language::English).say(why.0);
            format!("{}: {said}", path.display())
        })?;
        pictures.push((dark, kind, bytes));
    }
    let work = desk.state.store.begin().await?;
    let mut changes = Vec::new();
    let mut changed =
        |field: &str, after: String| changes.push(Change { field: field.to_owned(), before: None, after: Some(after) });
    for (dark, kind, bytes) in pictures {
        work.tenants().set_logo(&scope, tenant.id, dark, kind, &bytes).await?;
        changed(if dark { "logo_dark" } else { "logo" }, format!("{} bytes of {kind}", bytes.len()));
    }
    if let Some(support) = support {
        work.tenants().set_support(&scope, tenant.id, Some(&support)).await?;
        changed("support", support);
    }
    let event = audit::event(&desk.ctx, "tenant.brand", Outcome::Done, audit::tenant_target(&tenant));
    let mut event = audit::of_tenant(event, &tenant);
    event.changes = changes;
    work.audit().record(&[event]).await?;
    work.save().await?;
    Ok(())
}
