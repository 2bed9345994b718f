//! `dezky person`: the people of a tenant, as its administrators see them.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use dezky_domain::{
    access::Role,
    ctx::{Ctx, Host, Scope},
    language::Language,
    member::{Email, NewMember, PeopleQuery},
    tenant::Slug,
};

use super::{Desk, Failure, plain, say, table};

#[derive(Debug, Args)]
pub struct People {
    /// The tenant's slug
    #[arg(long)]
    tenant: String,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Lists the first people, by name
    List,
    /// Adds somebody, who gets a letter with a link that sets their password
    Add {
        email: String,
        #[arg(long)]
        name: String,
        /// member, helpdesk, auditor, admin or owner
        #[arg(long, default_value = "member")]
        role: String,
        /// Where the letter goes, if not to the address itself
        #[arg(long, default_value = "")]
        invite_to: String,
        /// en, de, fr or da
        #[arg(long, default_value = "en")]
        language: String,
        /// No letter: they have a password already
        #[arg(long)]
        no_letter: bool,
    },
    /// Changes somebody's role
    Role { email: String, role: String },
    /// Cuts somebody's access, keeps what is theirs
    Suspend { email: String },
    /// Takes back a suspension
    Resume { email: String },
    /// Ends somebody's sessions everywhere
    EndSessions { email: String },
    /// Takes somebody out of the tenant; their mail and files stay
    Remove { email: String },
}

impl People {
    pub(super) async fn run(self, desk: &Desk) -> Result<ExitCode, Failure> {
        let scope = Scope::any_tenant("the command line acts for the platform");
        let slug = Slug::parse(&self.tenant).map_err(|_| format!("{} is not a slug", self.tenant))?;
        let tenant = desk.state.store.tenants().by_slug(&scope, &slug).await?;
        let tenant = tenant.ok_or_else(|| format!("there is no tenant {slug}"))?;
        let ctx = Ctx { host: Host::Tenant(tenant.into()), ..desk.ctx.clone() };
        let members = &desk.state.services.members;
        let role_of = |word: &str| Role::parse(word).ok_or_else(|| format!("{word} is not a role"));
        match self.what {
            What::List => list(desk, &ctx).await?,
            What::Add { email, name, role, invite_to, language, no_letter } => {
                let language =
                    Language::parse(&language).ok_or_else(|| format!("{language} is not one of en, de, fr, da"))?;
                let new = NewMember::parse(&name, &email, &role, &invite_to, language)?;
                let member = members.add(&ctx, NewMember { invited: !no_letter, ..new }).await?;
                say(&format!("{} is {} of {}.", plain(&member.name), member.role.word(), self.tenant));
            }
            What::Role { email, role } => members.set_role(&ctx, find(desk, &email).await?, role_of(&role)?).await?,
            What::Suspend { email } => members.suspend(&ctx, find(desk, &email).await?).await?,
            What::Resume { email } => members.resume(&ctx, find(desk, &email).await?).await?,
            What::EndSessions { email } => members.end_sessions(&ctx, find(desk, &email).await?).await?,
            What::Remove { email } => members.remove(&ctx, find(desk, &email).await?).await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn find(desk: &Desk, email: &str) -> Result<dezky_domain::id::PersonId, Failure> {
    let scope = Scope::any_tenant("the command line names people by address");
    let email = Email::parse(email).map_err(|_| format!("{email} is not an address"))?;
    let person = desk.state.store.people().by_address(&scope, &email).await?;
    Ok(person.ok_or_else(|| format!("nobody has the address {}", email.as_str()))?.id)
}

async fn list(desk: &Desk, ctx: &Ctx) -> Result<(), Failure> {
    let people = desk.state.services.members.list(ctx, &PeopleQuery::default()).await?;
    let head = ["NAME", "ADDRESS", "ROLE", "STATE"].map(str::to_owned).to_vec();
    let rows = people.page.rows.into_iter().map(|member| {
        vec![plain(&member.name), plain(&member.email), member.role.word().to_owned(), member.state.word().to_owned()]
    });
    table(&std::iter::once(head).chain(rows).collect::<Vec<_>>());
    Ok(())
}
