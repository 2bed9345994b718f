//! What a tenant wants, and in which order, told as a life.

use std::sync::Arc;

use chrono::DateTime;
use dezky_domain::{
    access::Role,
    ctx::{Clock, SystemClock},
    id::{PersonId, ResourceId, TenantId},
    member::MemberState,
    provision::{Kind, ResourceName, Spec, Standing, StepState, TenantServices},
    tenant::{NewTenant, Tenant, TenantState},
};
use dezky_store::{Departed, Desired, PlanGroup, PlanMember, Resource};

use super::{order, wants};

fn clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

fn acme(state: TenantState) -> Tenant {
    let new = NewTenant::parse("Acme", "acme", "acme.example", "").unwrap();
    Tenant {
        id: TenantId::from_uuid("0190a000-0000-7000-8000-000000000001".parse().unwrap()),
        slug: new.slug,
        name: new.name,
        domain: new.domain,
        state,
        brand: dezky_domain::tenant::Brand { accent: new.accent, logo: None, logo_dark: None, support: None },
        created: DateTime::UNIX_EPOCH,
    }
}

fn member(name: &str, role: Role, state: MemberState) -> PlanMember {
    PlanMember {
        person: PersonId::new(clock().as_ref()),
        name: name.to_owned(),
        email: format!("{name}@acme.example"),
        role,
        state,
        elsewhere_active: false,
        departed: None,
    }
}

struct Story {
    tenant: Tenant,
    members: Vec<PlanMember>,
    services: TenantServices,
    offers_chat: bool,
    teams: Vec<PlanGroup>,
    domains: Vec<String>,
    removed_domains: Vec<String>,
    deleting: bool,
}

impl Story {
    fn new(members: Vec<PlanMember>) -> Self {
        let services = TenantServices { mail: true, files: true, chat: false, quota: 100_000_000_000 };
        let (domains, removed_domains) = (vec!["acme.example".to_owned()], Vec::new());
        let tenant = acme(TenantState::Active);
        let teams = Vec::new();
        Self { tenant, members, services, offers_chat: false, teams, domains, removed_domains, deleting: false }
    }

    fn wants(&self) -> Vec<Desired> {
        wants::wants(&wants::Inputs {
            tenant: &self.tenant,
            url: "https://acme.dezky.eu",
            services: self.services,
            offers_chat: self.offers_chat,
            members: &self.members,
            hosts: &[],
            teams: &self.teams,
            domains: &self.domains,
            removed_domains: &self.removed_domains,
            deleting: self.deleting,
        })
    }

    fn standing(&self, kind: Kind, key: &str) -> Option<Standing> {
        let is = |desired: &&Desired| {
            let name = desired.spec.resource();
            name.kind == kind && name.key == key
        };
        self.wants().iter().find(is).map(|desired| desired.standing)
    }

    fn groups_of(&self, key: &str) -> Vec<String> {
        self.wants()
            .into_iter()
            .find_map(|desired| match desired.spec {
                Spec::Person { email, groups, .. } if email == key => Some(groups),
                _ => None,
            })
            .unwrap()
    }
}

const ANN: &str = "ann@acme.example";
const BEN: &str = "ben@acme.example";

fn two() -> Vec<PlanMember> {
    vec![member("ann", Role::Owner, MemberState::Active), member("ben", Role::Member, MemberState::Active)]
}

#[test]
fn a_tenant_wants_everything_once_and_the_same_each_time() {
    let story = Story::new(two());
    let wants = story.wants();
    assert_eq!(wants, story.wants());
    let mut names: Vec<ResourceName> = wants.iter().map(|desired| desired.spec.resource()).collect();
    names.sort();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all, "a name twice");
    assert!(wants.iter().all(|desired| desired.standing != Standing::Cut));
}

#[test]
fn an_owner_leads_and_a_member_does_not() {
    let story = Story::new(two());
    assert_eq!(story.groups_of(ANN), ["dz-acme-admins", "dz-acme-mail", "dz-acme-files"]);
    assert_eq!(story.groups_of(BEN), ["dz-acme-members", "dz-acme-mail", "dz-acme-files"]);
    assert_eq!(story.standing(Kind::Share, &format!("dz-acme-management/{ANN}")), Some(Standing::Present));
    assert_eq!(story.standing(Kind::Share, &format!("dz-acme-management/{BEN}")), Some(Standing::Gone));
}

#[test]
fn a_group_of_people_stands_alone_and_is_in_nobodys_way() {
    let mut story = Story::new(two());
    let ben = story.members[1].person;
    let sales = PlanGroup { handle: "sales".to_owned(), people: vec![ben], gone: false };
    story.teams = vec![sales, PlanGroup { handle: "old".to_owned(), people: Vec::new(), gone: true }];
    assert_eq!(story.groups_of(BEN).last().unwrap(), "dz-acme.sales");
    assert!(!story.groups_of(ANN).contains(&"dz-acme.sales".to_owned()));
    let is_alone = story.wants().iter().any(|desired| {
        matches!(&desired.spec, Spec::Group { name, parents, .. } if name == "dz-acme.sales" && parents.is_empty())
    });
    assert!(is_alone, "who is in it must get no access by it");
    assert_eq!(story.standing(Kind::Group, "dz-acme.old"), Some(Standing::Gone));
    in_one_pass(&story);
    // Who is suspended is in no group that gives anything, and stays in those that say who they are.
    story.members[1].state = MemberState::Suspended;
    assert_eq!(story.standing(Kind::Person, BEN), Some(Standing::Cut));
    story.deleting = true;
    assert_eq!(story.standing(Kind::Group, "dz-acme.sales"), Some(Standing::Gone));
    in_one_pass(&story);
}

#[test]
fn a_service_that_is_off_wants_nothing_of_its_engine() {
    let mut story = Story::new(two());
    story.services.mail = false;
    story.services.files = false;
    let kinds: Vec<Kind> = story.wants().iter().map(|desired| desired.spec.resource().kind).collect();
    for kind in [Kind::Domain, Kind::Dkim, Kind::Mailbox, Kind::MailingList, Kind::Space, Kind::Account, Kind::Share] {
        assert!(!kinds.contains(&kind), "{kind:?}");
    }
    assert_eq!(story.standing(Kind::Group, "dz-acme-mail"), Some(Standing::Gone));
}

#[test]
fn who_has_chat_has_a_realm_that_its_owner_administers() {
    let mut story = Story::new(two());
    assert_eq!(story.standing(Kind::Group, "dz-acme-chat"), None, "nothing of it where there is none");
    story.offers_chat = true;
    assert_eq!(story.standing(Kind::Group, "dz-acme-chat"), Some(Standing::Gone));
    assert_eq!(story.standing(Kind::Realm, "acme-chat"), None);
    story.services.chat = true;
    assert_eq!(story.groups_of(BEN).last().unwrap(), "dz-acme-chat");
    let parents = story.wants().into_iter().find_map(|desired| match desired.spec {
        Spec::Group { name, parents, .. } if name == "dz-acme-chat" => Some(parents),
        _ => None,
    });
    assert_eq!(parents.unwrap(), ["dz-acme", wants::CHAT_UMBRELLA]);
    let realm = story.wants().into_iter().map(|desired| desired.spec).find(|spec| matches!(spec, Spec::Realm { .. }));
    let (string_id, name) = ("acme-chat".to_owned(), "Acme".to_owned());
    let (admin_email, admin_name) = (ANN.to_owned(), "ann".to_owned());
    assert_eq!(realm.unwrap(), Spec::Realm { string_id, name, admin_email, admin_name });
    let owner = story.members.iter().position(|member| member.role == Role::Owner).unwrap();
    let state = std::mem::replace(&mut story.members[owner].state, MemberState::Suspended);
    assert_eq!(story.standing(Kind::Realm, "acme-chat"), None, "who is suspended could let nobody in");
    story.members[owner].state = state;
    in_one_pass(&story);

    story.tenant.state = TenantState::Suspended;
    assert_eq!(story.standing(Kind::Realm, "acme-chat"), Some(Standing::Present), "whoever is cut comes into no realm");
    story.deleting = true;
    assert_eq!(story.standing(Kind::Realm, "acme-chat"), Some(Standing::Gone));
    in_one_pass(&story);
    story.services.chat = false;
    assert_eq!(story.standing(Kind::Realm, "acme-chat"), Some(Standing::Gone), "it may be there from before");
    story.members.clear();
    assert_eq!(story.standing(Kind::Realm, "acme-chat"), Some(Standing::Gone));
    (story.deleting, story.services.chat) = (false, true);
    assert_eq!(story.standing(Kind::Realm, "acme-chat"), None, "somebody has to administer it");
}

#[test]
fn each_proven_domain_has_its_mail_and_one_that_was_taken_back_goes() {
    let mut story = Story::new(two());
    story.domains.push("fairs.example".to_owned());
    "ben@fairs.example".clone_into(&mut story.members[1].email);
    for key in ["acme.example", "fairs.example"] {
        assert_eq!(story.standing(Kind::Domain, key), Some(Standing::Present), "{key}");
        assert_eq!(story.standing(Kind::Dkim, key), Some(Standing::Present), "{key}");
        assert_eq!(story.standing(Kind::MailingList, &format!("postmaster@{key}")), Some(Standing::Present), "{key}");
    }
    assert_eq!(story.standing(Kind::Mailbox, "ben@fairs.example"), Some(Standing::Present));
    let verified = story.wants().into_iter().find_map(|desired| match desired.spec {
        Spec::Group { name, verified_domains, .. } if name == "dz-acme" => Some(verified_domains),
        _ => None,
    });
    assert_eq!(verified.unwrap(), ["acme.example", "fairs.example"]);

    story.removed_domains = story.domains.split_off(1);
    assert_eq!(story.standing(Kind::Domain, "fairs.example"), Some(Standing::Gone));
    assert_eq!(story.standing(Kind::MailingList, "postmaster@fairs.example"), Some(Standing::Gone));
    assert_eq!(story.standing(Kind::Mailbox, "ben@fairs.example"), None);
}

#[test]
fn an_address_elsewhere_gets_no_mailbox() {
    let mut story = Story::new(two());
    "ann@people.example".clone_into(&mut story.members[0].email);
    assert_eq!(story.standing(Kind::Mailbox, "ann@people.example"), None);
    assert_eq!(story.standing(Kind::Person, "ann@people.example"), Some(Standing::Present));
}

#[test]
fn who_is_suspended_is_cut_everywhere_and_first_where_it_ends_at_once() {
    let mut story = Story::new(two());
    story.members[1].state = MemberState::Suspended;
    for kind in [Kind::Account, Kind::Mailbox, Kind::Person] {
        assert_eq!(story.standing(kind, BEN), Some(Standing::Cut), "{kind:?}");
        assert_eq!(story.standing(kind, ANN), Some(Standing::Present), "{kind:?}");
    }
    let mut wants = story.wants();
    wants.sort_by_key(|desired| desired.position);
    let first: Vec<Kind> = wants.iter().take(3).map(|desired| desired.spec.resource().kind).collect();
    assert_eq!(first, [Kind::Account, Kind::Mailbox, Kind::Person]);
}

#[test]
fn who_left_is_cut_and_their_mail_and_files_stay_until_somebody_erases_them() {
    let mut story = Story::new(two());
    story.members[1].departed = Some(Departed { removed: DateTime::UNIX_EPOCH, erase: None });
    assert_eq!(story.standing(Kind::Mailbox, BEN), Some(Standing::Cut));
    assert_eq!(story.standing(Kind::Account, BEN), Some(Standing::Cut));
    assert_eq!(story.standing(Kind::Share, &format!("dz-acme/{BEN}")), Some(Standing::Gone));
    assert!(story.groups_of(BEN).is_empty());
    story.members[1].departed = Some(Departed { removed: DateTime::UNIX_EPOCH, erase: Some(DateTime::UNIX_EPOCH) });
    for kind in [Kind::Account, Kind::Mailbox, Kind::Person] {
        assert_eq!(story.standing(kind, BEN), Some(Standing::Gone), "{kind:?}");
    }
}

#[test]
fn who_is_welcome_elsewhere_keeps_what_is_shared() {
    let mut story = Story::new(two());
    story.members[1].elsewhere_active = true;
    story.members[1].state = MemberState::Suspended;
    assert_eq!(story.standing(Kind::Person, BEN), Some(Standing::Present));
    assert_eq!(story.standing(Kind::Account, BEN), Some(Standing::Present));
    assert_eq!(story.standing(Kind::Mailbox, BEN), Some(Standing::Cut));
    assert_eq!(story.standing(Kind::Share, &format!("dz-acme/{BEN}")), Some(Standing::Gone));
    assert!(story.groups_of(BEN).is_empty());
    story.deleting = true;
    assert_eq!(story.standing(Kind::Person, BEN), None, "not this tenant's to destroy");
    assert_eq!(story.standing(Kind::Person, ANN), Some(Standing::Gone));
}

#[test]
fn a_suspended_tenant_cuts_its_people_and_keeps_its_things() {
    let mut story = Story::new(two());
    story.tenant.state = TenantState::Suspended;
    assert_eq!(story.standing(Kind::Person, ANN), Some(Standing::Cut));
    assert_eq!(story.standing(Kind::Space, "dz-acme"), Some(Standing::Present));
    assert_eq!(story.standing(Kind::Domain, "acme.example"), Some(Standing::Present));
}

/// Rows as the store would have them, none of them begun.
fn rows(story: &Story) -> Vec<Resource> {
    let mut wants = story.wants();
    wants.sort_by_key(|desired| desired.position);
    wants
        .into_iter()
        .map(|desired| Resource {
            id: ResourceId::new(clock().as_ref()),
            tenant: Some(story.tenant.id),
            position: desired.position,
            spec: desired.spec,
            standing: desired.standing,
            generation: 1,
            seen_generation: 0,
            state: StepState::Waiting,
            tries: 0,
            trouble: None,
            next_try: None,
            took_ms: None,
            done: None,
            adopted: false,
            differences: Vec::new(),
            external: None,
            seen: std::collections::BTreeMap::new(),
            seen_at: None,
            looked_at: None,
            repair: false,
            asked_by: None,
            request: None,
            version: 0,
        })
        .collect()
}

/// In their order, each step that waits for nobody is done; all come to their end in one pass.
fn in_one_pass(story: &Story) -> Vec<ResourceName> {
    let mut rows = rows(story);
    let mut done = Vec::new();
    for at in 0..rows.len() {
        let waits = order::waits_for(&rows[at], &rows).map(Resource::name);
        assert_eq!(waits, None, "{:?} stands before what it needs", rows[at].name());
        rows[at].state = StepState::Done;
        rows[at].seen_generation = 1;
        done.push(rows[at].name());
    }
    done
}

#[test]
fn everything_is_made_in_one_pass() {
    let done = in_one_pass(&Story::new(two()));
    assert_eq!(done.len(), Story::new(two()).wants().len());
}

#[test]
fn what_is_destroyed_goes_from_the_leaves_up_and_groups_last() {
    let mut story = Story::new(two());
    story.tenant.state = TenantState::Closing;
    story.deleting = true;
    let done = in_one_pass(&story);
    let place = |kind: Kind, key: &str| done.iter().position(|name| name.kind == kind && name.key == key).unwrap();
    assert!(place(Kind::Application, "dz-acme") < place(Kind::Person, ANN));
    assert!(place(Kind::Person, ANN) < place(Kind::Group, "dz-acme-admins"));
    assert!(place(Kind::Group, "dz-acme-admins") < place(Kind::Group, "dz-acme"));
    assert!(place(Kind::Mailbox, ANN) < place(Kind::Domain, "acme.example"));
    assert_eq!(done.last().unwrap().key, "dz-acme");
}

#[test]
fn a_group_never_goes_before_the_application_that_it_guards() {
    let mut story = Story::new(two());
    story.deleting = true;
    let rows = rows(&story);
    let root = rows.iter().find(|row| row.name().kind == Kind::Group && row.name().key == "dz-acme").unwrap();
    assert!(order::waits_for(root, &rows).is_some());
}
