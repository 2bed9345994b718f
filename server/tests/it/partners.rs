//! Partners: kept by operators, let in by tenants, put out at once. And the helpers that other stories of theirs use.

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{
    access::Role,
    audit::{ActorKind, Class},
    id::{GrantId, PartnerId},
    member::Person,
    partner::{Grant, GrantScope, NewPartner, PartnerRef},
};

use crate::support::{ALL, Answer, Browser, World};

impl World {
    pub async fn partner(&self, name: &str) -> PartnerRef {
        let id = PartnerId::new(&*self.clock);
        let new = NewPartner { name: name.to_owned(), contact: "help@nordlicht.example".to_owned() };
        let work = self.store().begin().await.unwrap();
        work.partners().insert(&ALL, id, &new, self.now()).await.unwrap();
        work.save().await.unwrap();
        PartnerRef { id, name: name.to_owned() }
    }

    /// Somebody new who works for a partner.
    pub async fn colleague(&self, partner: &PartnerRef, name: &str, role: Role) -> Person {
        let person = self.person(name).await;
        let work = self.store().begin().await.unwrap();
        work.partners().add_person(&ALL, partner.id, person.id, role, self.now()).await.unwrap();
        work.save().await.unwrap();
        person
    }

    pub async fn let_in(&self, slug: &str, partner: &PartnerRef, scope: GrantScope, time: TimeDelta) -> GrantId {
        let tenant = self.tenant_of(slug).await;
        let grant = Grant {
            id: GrantId::new(&*self.clock),
            partner: partner.clone(),
            scope,
            until: self.now() + time,
            reason: "Move of the mail".to_owned(),
            by: "Mara Quist".to_owned(),
            created: self.now(),
            revoked: None,
        };
        let work = self.store().begin().await.unwrap();
        work.grants().insert(&ALL, tenant.id, &grant).await.unwrap();
        work.save().await.unwrap();
        grant.id
    }

    /// A new tenant's owner, signed in there.
    pub async fn tenant_and_owner(&self, slug: &str) -> Browser {
        self.tenant(slug).await;
        self.member(slug, "Gus Gray", Role::Owner).await
    }

    pub async fn put_out(&self, slug: &str, grant: GrantId) {
        let tenant = self.tenant_of(slug).await;
        let work = self.store().begin().await.unwrap();
        assert!(work.grants().revoke(&ALL, tenant.id, grant, self.now()).await.unwrap());
        work.save().await.unwrap();
    }
}

pub async fn give(browser: &mut Browser, partner: &str, scope: &str, until: &str, reason: &str) -> Answer {
    let form = [("partner", partner), ("scope", scope), ("until", until), ("reason", reason)];
    browser.post("/api/grants/give", &form).await
}

/// The value of the first hidden field with this name.
fn hidden(page: &Answer, name: &str) -> String {
    let tag = page.body.split("<input").find(|tag| tag.contains(&format!("name=\"{name}\""))).unwrap();
    tag.split_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned()
}

fn day(at: DateTime<Utc>) -> String {
    at.date_naive().to_string()
}

#[tokio::test]
async fn an_operator_makes_a_partner_and_keeps_its_people() {
    let world = World::with("[oidc]\nissuer = 'https://id.example/'\n").await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    olga.get("/operator/partners").await.is(200).says("No partners yet");
    let wrong = olga.post("/api/partners/create", &[("name", "Nordlicht IT"), ("contact", "somewhere")]).await;
    olga.follow(&wrong).await.is(200).says("A contact is an address").holds("value=\"Nordlicht IT\"");
    let form = [("name", " Nordlicht IT "), ("contact", "https://nordlicht.example/help")];
    let made = olga.post("/api/partners/create", &form).await;
    let page = olga.follow(&made).await;
    page.is(200).says("Partner added.").says("Nordlicht IT").says("Nobody works for this partner yet.");
    let id = made.location().rsplit('/').next().unwrap().to_owned();
    let again = olga.post("/api/partners/create", &[("name", "nordlicht it"), ("contact", "a@b.example")]).await;
    olga.follow(&again).await.says("Another partner has this name.");
    let event = &world.events_of("partner_company.create").await[0].event;
    assert_eq!((event.target.kind.as_str(), event.target.name.as_deref()), ("partner", Some("Nordlicht IT")));

    // Nobody is known by an address that only a sign-in told; the provider's own id is a word.
    world.person("Nina Berg").await;
    let add = |email: &'static str, subject: &'static str| {
        [
            ("id", id.clone()),
            ("email", email.to_owned()),
            ("person_name", "Nina Berg".to_owned()),
            ("role", "partner_agent".to_owned()),
            ("subject", subject.to_owned()),
        ]
    };
    let post = async |olga: &mut Browser, email: &'static str, subject: &'static str| {
        let form = add(email, subject);
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = olga.post("/api/partners/add_person", &form).await;
        olga.follow(&answer).await
    };
    let unknown = post(&mut olga, "nina.berg@people.example", "").await;
    unknown.is(200).says("Nobody here has this address.").holds("id=\"subject-error\"");
    let added = post(&mut olga, "nina.berg@people.example", "Nina Berg").await;
    added.is(200).says("Added.").says("nina.berg@people.example").says("Partner agent");
    added.says("Id at the sign-in service: Nina Berg").says("Never signed in");
    post(&mut olga, "nina.berg@people.example", "").await.says("This person works for a partner already.");
    let event = &world.events_of("partner_person.add").await[0].event;
    assert_eq!((event.target.name.as_deref(), event.words["partner"].as_str()), (Some("Nina Berg"), "Nordlicht IT"));

    let page = olga.get(&format!("/operator/partners/{id}")).await;
    let person = hidden(&page, "person");
    let form = [("id", id.as_str()), ("person", person.as_str()), ("role", "partner_admin")];
    let changed = olga.post("/api/partners/role", &form).await;
    olga.follow(&changed).await.is(200).says("Role changed.").says("Partner admin");
    olga.post("/api/partners/role", &[("id", &id), ("person", &person), ("role", "operator")]).await.is(302);
    olga.get(&format!("/operator/partners/{id}")).await.says("Choose one of the roles.");
    let gone = olga.post("/api/partners/remove_person", &[("id", &id), ("person", &person)]).await;
    olga.follow(&gone).await.says("Nobody works for this partner yet.");
    assert_eq!(world.events_of("partner_person.remove").await.len(), 1);
    for wrong in ["x", "0f229b2a-7a70-4a51-8e54-5daca7dca79f"] {
        olga.get(&format!("/operator/partners/{wrong}")).await.is(404);
        olga.post("/api/partners/remove_person", &[("id", wrong), ("person", &person)]).await.is(404);
    }
    let mut vera = world.operator("Vera", Role::OperatorAuditor).await;
    vera.get(&format!("/operator/partners/{id}")).await.is(200).keeps_quiet_about("<button class=\"btn\">");
}

async fn add_nina(olga: &mut Browser, id: &str, subject: &str) -> Answer {
    let form = [
        ("id", id),
        ("email", "nina@nordlicht.example"),
        ("person_name", "Nina Berg"),
        ("role", "partner_agent"),
        ("subject", subject),
    ];
    let answer = olga.post("/api/partners/add_person", &form).await;
    olga.follow(&answer).await
}

#[tokio::test]
async fn an_id_by_which_nobody_comes_is_refused_where_it_can_be_told_and_can_be_put_right() {
    let oidc = "[oidc]\nissuer = 'https://id.example/o/dezky/'\nshared_subjects = 'https://id.example/o/'\n";
    let world = World::with(oidc).await;
    let id = world.partner("Nordlicht IT").await.id.to_string();
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    let page = add_nina(&mut olga, &id, "abc").await;
    page.is(200).says("An id here looks like").holds("id=\"subject-error\"").holds("value=\"abc\"");
    // As an event of Authentik has it, and somebody else's.
    let page = add_nina(&mut olga, &id, "5F0C3A528D4E4A6E9A3E2F6F1C8F7B11").await;
    page.is(200).says("Added.").says("5f0c3a52-8d4e-4a6e-9a3e-2f6f1c8f7b11").says("Never signed in");
    let person = hidden(&page, "person");
    let gone = olga.post("/api/partners/remove_person", &[("id", &id), ("person", &person)]).await;
    olga.follow(&gone).await.is(200).says("Nobody works for this partner yet.");
    let right = "0f229b2a-7a70-4a51-8e54-5daca7dca79f";
    let page = add_nina(&mut olga, &id, right).await;
    page.is(200).says("Added.").says(right).keeps_quiet_about("5f0c3a52");
    assert_eq!(hidden(&page, "person"), person, "the same person, by the same address");
    // By which id somebody comes in for the partner can be looked up.
    let called = world.events_of("partner_person.add").await.into_iter().map(|stored| {
        let change = stored.event.changes.into_iter().find(|change| change.field == "subject").unwrap();
        (change.before, change.after.unwrap())
    });
    let first = "5f0c3a52-8d4e-4a6e-9a3e-2f6f1c8f7b11".to_owned();
    let mut called: Vec<_> = called.collect();
    called.sort();
    assert_eq!(called, [(None, first.clone()), (Some(first), right.to_owned())]);
    // Nor does anybody who came, or is a member, get another.
    world.tenant("acme").await;
    let cem = world.person("Cem Kaya").await;
    world.grant("acme", &cem, Role::Member).await;
    let form = [
        ("id", id.as_str()),
        ("email", cem.email.as_str()),
        ("person_name", "Cem Kaya"),
        ("role", "partner_agent"),
        ("subject", "6f0c3a52-8d4e-4a6e-9a3e-2f6f1c8f7b11"),
    ];
    let refused = olga.post("/api/partners/add_person", &form).await;
    let page = olga.follow(&refused).await;
    page.is(200).says("Leave this empty.").holds("id=\"subject-error\"").holds(&cem.email);
}

#[tokio::test]
async fn an_operator_is_no_partner() {
    let world = World::new().await;
    let nord = world.partner("Nordlicht IT").await;
    world.tenant("acme").await;
    let otto = world.person("Otto Orr").await;
    world.grant("acme", &otto, Role::Member).await;
    world.grant_platform(&otto, Some(Role::Operator)).await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    let id = nord.id.to_string();
    let form = [
        ("id", id.as_str()),
        ("email", "otto.orr@people.example"),
        ("person_name", "Otto"),
        ("role", "partner_admin"),
        ("subject", ""),
    ];
    let refused = olga.post("/api/partners/add_person", &form).await;
    olga.follow(&refused).await.is(200).says("This person has another role on the platform.");
    assert!(world.events_of("partner_person.add").await.is_empty());
}

#[tokio::test]
async fn an_owner_lets_a_partner_in_sees_what_that_means_and_ends_it_with_one_press() {
    let world = World::new().await;
    world.tenant("acme").await;
    let nord = world.partner("Nordlicht IT").await;
    let nina = world.colleague(&nord, "Nina Berg", Role::PartnerAdmin).await;
    let mut mara = world.member("acme", "Mara Quist", Role::Owner).await;
    let page = mara.get("/admin/partners").await;
    page.is(200)
        .says("No partner may act here")
        .says("What no partner can do")
        .says("Read the timeline, or take it along");
    let until = day(world.now() + TimeDelta::days(30));
    for (partner, scope, end, reason, said) in [
        ("Nordlicht", "help", until.as_str(), "Move", "No partner is called exactly this."),
        ("", "help", until.as_str(), "Move", "No partner is called exactly this."),
        ("Nordlicht IT", "rule", until.as_str(), "Move", "Choose what the partner may do."),
        ("Nordlicht IT", "help", "2020-01-01", "Move", "Choose a day from today on"),
        ("Nordlicht IT", "help", "2099-01-01", "Move", "Choose a day from today on"),
        ("Nordlicht IT", "help", "soon", "Move", "Choose a day from today on"),
        ("Nordlicht IT", "help", until.as_str(), "x", "A reason has 3 to 300 characters"),
    ] {
        let refused = give(&mut mara, partner, scope, end, reason).await;
        assert_eq!(refused.is(302).location(), "/admin/partners/new");
        mara.follow(&refused).await.is(200).says(said);
    }
    let given = give(&mut mara, "nordlicht it", "manage", &until, "Move of the <b>mail</b>").await;
    let page = mara.follow(&given).await;
    page.is(200).says("The partner may act here now.").says("Nordlicht IT").says("Move of the <b>mail</b>");
    page.says("Given by Mara Quist").says("Change logo, colours and name").keeps_quiet_about("<b>mail</b>");
    let event = world.events_of("partner_grant.give").await.remove(0);
    assert_eq!((event.tenant.unwrap().slug.as_str(), event.event.class), ("acme", Class::Security));
    assert_eq!(event.event.changes[0].after.as_deref(), Some("manage"));
    let twice = give(&mut mara, "Nordlicht IT", "help", &until, "Again").await;
    mara.follow(&twice).await.says("This partner may act here already.");

    let mut inside = world.signed_in("acme", &nina).await;
    inside.get("/admin/people").await.is(200).says("Mara Quist");
    let id = hidden(&mara.get("/admin/partners").await, "id");
    let later = day(world.now() + TimeDelta::days(60));
    let changed = mara.post("/api/grants/change_end", &[("id", &id), ("until", &later)]).await;
    mara.follow(&changed).await.says("Last day changed.").holds(&format!("value=\"{later}\""));
    let wrong = mara.post("/api/grants/change_end", &[("id", &id), ("until", "2020-01-01")]).await;
    mara.follow(&wrong).await.says("Choose a day from today on");

    let mut gus = world.tenant_and_owner("globex").await;
    gus.post("/api/grants/revoke", &[("id", &id)]).await.is(404);
    gus.post("/api/grants/change_end", &[("id", &id), ("until", &later)]).await.is(404);
    let ended = mara.post("/api/grants/revoke", &[("id", &id)]).await;
    mara.follow(&ended).await.is(200).says("Ended.").says("No partner may act here").says("Ended by you, now");
    let sessions = "session WHERE tenant_id IS NOT NULL AND person_id IN (SELECT person_id FROM partner_person)";
    assert_eq!(world.database.count(sessions).await, 0, "with the press, not with the next request");
    inside.get("/admin/people").await.is(303);
    world.signed_in("acme", &nina).await.get("/admin/people").await.is(404);
    let event = &world.events_of("partner_grant.revoke").await[0].event;
    assert_eq!(event.target.name.as_deref(), Some("Nordlicht IT"));
    let twice = mara.post("/api/grants/revoke", &[("id", &id)]).await;
    mara.follow(&twice).await.says("This has ended already.");
    assert_eq!(world.events_of("partner_grant.revoke").await.len(), 1);
}

#[tokio::test]
async fn what_a_partner_does_stands_on_the_tenants_own_line() {
    let world = World::new().await;
    world.tenant("acme").await;
    let nord = world.partner("Nordlicht IT").await;
    let nina = world.colleague(&nord, "Nina Berg", Role::PartnerAdmin).await;
    world.let_in("acme", &nord, GrantScope::Manage, TimeDelta::days(30)).await;
    let mut inside = world.signed_in("acme", &nina).await;
    let form = [
        ("name", "Tilo Arend"),
        ("email", "tilo@acme.example"),
        ("role", "member"),
        ("invite_to", ""),
        ("language", "en"),
    ];
    inside.post("/api/members/add", &form).await.is(302);
    let event = world.events_of("member.add").await.remove(0);
    assert_eq!(
        (event.event.actor.kind, event.event.actor.name.as_deref()),
        (ActorKind::Partner, Some("Nina Berg (Nordlicht IT)"))
    );
    assert_eq!(event.event.on_behalf.as_deref(), Some("Acme"));
    let mut lotte = world.member("acme", "Lotte Haag", Role::Auditor).await;
    let page = lotte.get("/admin/audit").await;
    page.is(200).says("Nina Berg (Nordlicht IT) added Tilo Arend").says("On behalf of Acme");
    inside.get("/").await.leads_to("/admin");
    inside.get("/admin").await.is(200).keeps_quiet_about("/admin/audit").keeps_quiet_about("/admin/partners");
}

#[tokio::test]
async fn a_members_own_role_wins_and_a_suspended_one_stays_out() {
    let world = World::new().await;
    world.tenant("acme").await;
    let nord = world.partner("Nordlicht IT").await;
    let nina = world.colleague(&nord, "Nina Berg", Role::PartnerAdmin).await;
    world.let_in("acme", &nord, GrantScope::Manage, TimeDelta::days(30)).await;
    let mut inside = world.signed_in("acme", &nina).await;
    inside.get("/admin/people").await.is(200);
    world.grant("acme", &nina, Role::Member).await;
    inside.get("/admin/people").await.is(403);
    inside.get("/").await.is(200);
    world.grant_as("acme", &nina, Role::Member, dezky_domain::member::MemberState::Suspended).await;
    inside.get("/admin/people").await.is(404);
}
