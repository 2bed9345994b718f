//! What a tenant shall be in each engine. A pure function of Dezky's own tables: the same tenant always wants the same,
//! so asking twice changes nothing.

use dezky_domain::{
    access::Role,
    member::{Email, MemberState},
    provision::{GroupKind, SpaceRole, Spec, Standing, TenantServices},
    tenant::{Slug, Tenant, TenantState},
};
use dezky_store::{Desired, PlanGroup, PlanMember};

use super::order;

/// What a tenant's wants follow from.
#[derive(Debug)]
pub struct Inputs<'a> {
    pub tenant: &'a Tenant,
    /// Its own address, such as `https://acme.dezky.eu`.
    pub url: &'a str,
    pub services: TenantServices,
    /// Whether the platform makes realms for who has chat.
    pub offers_chat: bool,
    pub members: &'a [PlanMember],
    /// Its own hosts whose DNS is proven.
    pub hosts: &'a [String],
    /// Its people's groups, with those that were deleted.
    pub teams: &'a [PlanGroup],
    /// Its mail domains whose DNS is proven, the first one first.
    pub domains: &'a [String],
    /// Those that it took back.
    pub removed_domains: &'a [String],
    /// Everything is to be destroyed.
    pub deleting: bool,
}

/// Names of groups: the names of `acme` begin with `dz-acme`, and no slug ends in what follows here (`Slug::parse`).
#[must_use]
pub fn group(slug: &Slug, part: Option<&str>) -> String {
    part.map_or_else(|| format!("dz-{slug}"), |part| format!("dz-{slug}-{part}"))
}

/// The name of one of its people's groups. No slug and no part of the platform's own has a dot.
#[must_use]
pub fn team(slug: &Slug, handle: &str) -> String {
    format!("dz-{slug}.{handle}")
}

/// The application that a tenant's people sign in with; also its OpenID client's id.
#[must_use]
pub fn application(slug: &Slug) -> String {
    format!("dz-{slug}")
}

/// The tenant's main space.
#[must_use]
pub fn main_space(slug: &Slug) -> String {
    format!("dz-{slug}")
}

/// The realm of a tenant's chat: its host before the platform's domain. No other slug ends so (`Slug::parse_new`).
#[must_use]
pub fn realm(slug: &Slug) -> String {
    format!("{slug}-chat")
}

/// Folders of the main space, as every tenant begins with. The tenant's people may do with them what they like: only
/// what is missing at the beginning is made.
const FOLDERS: &[&str] = &["Projects", "Templates", "Shared"];
const MANAGEMENT_FOLDERS: &[&str] = &["Contracts", "Finance"];

/// A management space has a tenth of the main one's bytes.
const MANAGEMENT_SHARE: u64 = 10;

/// The groups of the whole platform that shared applications (files, mail) are bound to.
pub const UMBRELLAS: &[&str] = &["dezky-files-users", "dezky-mail-users"];

/// The same for chat, where the platform has it.
pub const CHAT_UMBRELLA: &str = "dezky-chat-users";

/// The platform's own scope mapping: an address is verified when its domain is one of its person's tenants'
/// (facts/authentik.md §3.3: Authentik itself says false).
pub const EMAIL_MAPPING: &str = "Dezky: email, verified by domain";

const EMAIL_EXPRESSION: &str = r#"# True only for addresses in a verified domain of a workspace that the person belongs to.
domain = (request.user.email or "").rpartition("@")[2].lower()
verified = set()
for group in request.user.all_groups():
    verified.update(group.attributes.get("dezky", {}).get("verified_domains", []))
return {"email": request.user.email, "email_verified": domain in verified}
"#;

/// What the platform itself needs before any tenant.
#[must_use]
pub fn platform(offers_chat: bool) -> Vec<Desired> {
    let mapping = Spec::Mapping {
        name: EMAIL_MAPPING.to_owned(),
        scope: "email".to_owned(),
        expression: EMAIL_EXPRESSION.to_owned(),
    };
    let brand = Spec::Brand { domain: "authentik-default".to_owned(), title: None };
    let umbrellas = UMBRELLAS.iter().copied().chain(offers_chat.then_some(CHAT_UMBRELLA)).map(|name| Spec::Group {
        name: name.to_owned(),
        purpose: GroupKind::Umbrella,
        parents: Vec::new(),
        verified_domains: Vec::new(),
    });
    [mapping, brand].into_iter().chain(umbrellas).map(|spec| order::desired(spec, Standing::Present)).collect()
}

/// Everything that this tenant wants.
#[must_use]
pub fn wants(inputs: &Inputs<'_>) -> Vec<Desired> {
    let mut wants = Wants { inputs, open: inputs.tenant.state == TenantState::Active, all: Vec::new() };
    wants.identity();
    wants.teams();
    wants.mail();
    wants.files();
    wants.chat();
    for member in inputs.members {
        wants.person(member);
    }
    wants.all
}

struct Wants<'a> {
    inputs: &'a Inputs<'a>,
    /// Neither suspended nor closing.
    open: bool,
    all: Vec<Desired>,
}

impl Wants<'_> {
    fn want(&mut self, spec: Spec, standing: Standing) {
        let standing = if self.inputs.deleting { Standing::Gone } else { standing };
        self.all.push(order::desired(spec, standing));
    }

    fn slug(&self) -> &Slug {
        &self.inputs.tenant.slug
    }

    fn parts(&self) -> Vec<&'static str> {
        let services = self.inputs.services;
        [("mail", services.mail), ("files", services.files), ("chat", services.chat)]
            .iter()
            .filter(|(_, on)| *on)
            .map(|(part, _)| *part)
            .collect()
    }

    fn identity(&mut self) {
        let (slug, root) = (self.slug().clone(), group(self.slug(), None));
        let verified = self.inputs.domains.to_vec();
        self.want(
            Spec::Group {
                name: root.clone(),
                purpose: GroupKind::Tenant,
                parents: Vec::new(),
                verified_domains: verified,
            },
            Standing::Present,
        );
        let below = |name: &str, purpose, parents| Spec::Group {
            name: group(&slug, Some(name)),
            purpose,
            parents,
            verified_domains: Vec::new(),
        };
        for role in ["admins", "members"] {
            self.want(below(role, GroupKind::Role, vec![root.clone()]), Standing::Present);
        }
        // Nothing of it is anywhere on a platform without chat.
        let chat = (self.inputs.offers_chat || self.inputs.services.chat).then_some("chat");
        for part in ["files", "mail"].into_iter().chain(chat) {
            let standing = if self.parts().contains(&part) { Standing::Present } else { Standing::Gone };
            let umbrella = format!("dezky-{part}-users");
            self.want(below(part, GroupKind::Service, vec![root.clone(), umbrella]), standing);
        }
        let hosts = std::iter::once(self.inputs.url.to_owned())
            .chain(self.inputs.hosts.iter().map(|host| format!("https://{host}")));
        let spec = Spec::Application {
            slug: application(&slug),
            name: self.inputs.tenant.name.clone(),
            redirect_uris: hosts.map(|host| format!("{host}/auth/callback")).collect(),
            launch_url: format!("{}/", self.inputs.url),
            logout_uri: format!("{}/auth/backchannel-logout", self.inputs.url),
            admits: root,
        };
        self.want(spec, Standing::Present);
        for host in self.inputs.hosts {
            let title = Some(self.inputs.tenant.name.clone());
            self.want(Spec::Brand { domain: host.clone(), title }, Standing::Present);
        }
        let own = self.inputs.url.split_once("://").map_or(self.inputs.url, |(_, host)| host);
        let hosts =
            std::iter::once(own.split(':').next().unwrap_or(own).to_owned()).chain(self.inputs.hosts.iter().cloned());
        self.want(Spec::Route { hosts: hosts.collect() }, Standing::Present);
    }

    /// Below no other group: being in one gives no access.
    fn teams(&mut self) {
        for group in self.inputs.teams {
            let spec = Spec::Group {
                name: team(self.slug(), &group.handle),
                purpose: GroupKind::Team,
                parents: Vec::new(),
                verified_domains: Vec::new(),
            };
            self.want(spec, if group.gone { Standing::Gone } else { Standing::Present });
        }
    }

    fn mail(&mut self) {
        if !self.inputs.services.mail {
            return;
        }
        for domain in self.inputs.domains {
            self.domain(domain, Standing::Present);
        }
        for domain in self.inputs.removed_domains {
            self.domain(domain, Standing::Gone);
        }
    }

    fn domain(&mut self, name: &str, standing: Standing) {
        let description = format!("Dezky {}", self.inputs.tenant.id);
        self.want(Spec::Domain { name: name.to_owned(), description }, standing);
        self.want(Spec::Dkim { domain: name.to_owned(), keys: 2 }, standing);
        // Everybody must be able to reach whoever answers for a domain (RFC 5321 §4.5.1).
        let owners =
            self.inputs.members.iter().filter(|member| member.role == Role::Owner && member.departed.is_none());
        let recipients: Vec<String> = owners.map(|member| member.email.clone()).collect();
        if !recipients.is_empty() {
            let spec = Spec::MailingList { local: "postmaster".to_owned(), domain: name.to_owned(), recipients };
            self.want(spec, standing);
        }
    }

    fn files(&mut self) {
        if !self.inputs.services.files {
            return;
        }
        let (slug, name, quota) = (self.slug().clone(), self.inputs.tenant.name.clone(), self.inputs.services.quota);
        let words = |folders: &[&str]| folders.iter().map(|folder| (*folder).to_owned()).collect();
        let main = Spec::Space {
            alias: main_space(&slug),
            name: safe(&name),
            description: format!("What everybody at {name} works on"),
            quota,
            folders: words(FOLDERS),
        };
        self.want(main, Standing::Present);
        let management = Spec::Space {
            alias: format!("{}-management", main_space(&slug)),
            name: safe(&format!("{name} management")),
            description: format!("For the management of {name}"),
            quota: quota / MANAGEMENT_SHARE,
            folders: words(MANAGEMENT_FOLDERS),
        };
        self.want(management, Standing::Present);
    }

    /// Where chat is switched off its realm stays: it is people's data. When the tenant goes, one that is there has to
    /// go too: the next tenant of this slug would find it.
    fn chat(&mut self) {
        let Inputs { services, offers_chat, members, deleting, .. } = *self.inputs;
        let goes = deleting && offers_chat;
        if !services.chat && !goes {
            return;
        }
        // Who is suspended could let nobody in.
        let owners = || members.iter().filter(|member| member.role == Role::Owner && member.departed.is_none());
        let active = owners().find(|owner| owner.state == MemberState::Active);
        let owner = active.or_else(|| owners().find(|owner| owner.state == MemberState::Invited));
        if owner.is_none() && !deleting {
            return;
        }
        let (admin_email, admin_name) =
            owner.map(|owner| (owner.email.clone(), owner.name.clone())).unwrap_or_default();
        let tenant = self.inputs.tenant;
        let spec = Spec::Realm { string_id: realm(&tenant.slug), name: tenant.name.clone(), admin_email, admin_name };
        self.want(spec, Standing::Present);
    }

    /// Who is cut here but welcome elsewhere keeps what they share with the other workspace, and loses what is this one's.
    fn person(&mut self, member: &PlanMember) {
        let here = self.open && member.departed.is_none() && member.state != MemberState::Suspended;
        let active = here || member.elsewhere_active;
        let erased = member.departed.as_ref().is_some_and(|departed| departed.erase.is_some());
        let own = if here {
            Standing::Present
        } else if erased {
            Standing::Gone
        } else {
            Standing::Cut
        };
        // What the whole platform has once for a person: it goes when nobody wants it any more.
        let shared = if active { Standing::Present } else { own };
        let slug = self.slug().clone();
        let leads = matches!(member.role, Role::Owner | Role::Admin);
        let mut groups = Vec::new();
        if member.departed.is_none() && (here || !active) {
            groups.push(group(&slug, Some(if leads { "admins" } else { "members" })));
            groups.extend(self.parts().into_iter().map(|part| group(&slug, Some(part))));
            let teams = self.inputs.teams.iter().filter(|team| team.people.binary_search(&member.person).is_ok());
            groups.extend(teams.map(|group| team(&slug, &group.handle)));
        }
        self.want_shared(
            Spec::Person {
                person: member.person,
                email: member.email.clone(),
                name: member.name.clone(),
                path: format!("tenants/{slug}"),
                groups,
                active,
            },
            shared,
            member,
        );
        if self.inputs.services.files {
            self.want_shared(
                Spec::Account {
                    person: member.person,
                    username: member.email.clone(),
                    name: member.name.clone(),
                    email: member.email.clone(),
                },
                shared,
                member,
            );
            let stays = member.departed.is_none() && (here || !active);
            let share = |space: String, role| Spec::Share { space, username: member.email.clone(), role };
            let standing = |wanted: bool| if wanted { Standing::Present } else { Standing::Gone };
            self.want(share(main_space(&slug), SpaceRole::Editor), standing(stays));
            self.want(share(format!("{}-management", main_space(&slug)), SpaceRole::Editor), standing(stays && leads));
        }
        let address = Email::parse(&member.email).ok().filter(|_| self.inputs.services.mail);
        if let Some(address) = address
            && self.inputs.domains.iter().any(|domain| domain == address.domain())
        {
            let local = address.as_str().rsplit_once('@').map_or("", |(local, _)| local).to_owned();
            let spec = Spec::Mailbox {
                local,
                domain: address.domain().to_owned(),
                name: member.name.clone(),
                aliases: Vec::new(),
                quota: 0,
            };
            self.want(spec, own);
        }
    }

    /// Like `want`, for what other tenants may want as well: a tenant's end isn't theirs.
    fn want_shared(&mut self, spec: Spec, standing: Standing, member: &PlanMember) {
        if self.inputs.deleting && member.elsewhere_active {
            return;
        }
        self.want(spec, standing);
    }
}

/// A space's name without what OCIS refuses in one (facts/ocis.md §5).
fn safe(name: &str) -> String {
    let name: String = name.chars().map(|c| if r#"/\.:?*"><|"#.contains(c) { ' ' } else { c }).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
