//! Tenants: made by operators, one of each name, and the records of their objects.

use std::{collections::BTreeMap, sync::Arc};

use dezky_domain::{
    access::Role,
    audit::{Actor, ActorKind, Attribution, Class, NewEvent, Outcome, Source, Target},
    ctx::{Acting, Actor as Caller, Clock, Ctx},
    id::{EventId, SessionId},
    tenant::NewTenant,
};
use dezky_server::worker::queue;

use crate::support::{ALL, Answer, Browser, World, tenant_form};

const SPACE: &str = "0f229b2a-7a70-4a51-8e54-5daca7dca79f";

async fn create(browser: &mut Browser, name: &str, slug: &str, domain: &str, accent: &str) -> Answer {
    browser.post("/api/tenants/create", &tenant_form(name, slug, domain, accent)).await
}

async fn attribute(browser: &mut Browser, slug: &str, kind: &str, id: &str, name: &str) -> Answer {
    browser.post("/api/tenants/attribute", &[("slug", slug), ("kind", kind), ("id", id), ("name", name)]).await
}

#[tokio::test]
async fn an_operator_makes_a_tenant_and_it_is_there_at_once() {
    let world = World::with_bare_engines("").await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    world.browser("acme").get("/").await.is(404);
    let made = create(&mut olga, " Acme Works ", "ACME", "Acme.Example", "#f4b942").await;
    assert_eq!(made.is(302).location(), "/operator/tenants/acme");
    let page = olga.follow(&made).await;
    page.is(200).says("Tenant created.").says("Acme Works").says("acme.example").says("acme.localhost:3000");
    olga.get("/operator/tenants/acme").await.is(200).keeps_quiet_about("Tenant created.");
    olga.get("/operator/tenants").await.is(200).says("Acme Works").says("1 tenant");
    olga.get("/operator/tenants?q=WORKS").await.is(200).says("Acme Works");
    olga.get("/operator/tenants?q=globex").await.is(200).says("No tenant matches");
    world.browser("acme").get("/").await.is(200).says("Acme Works");

    let event = &world.events_of("tenant.create").await[0];
    assert_eq!(event.tenant.as_ref().unwrap().slug.as_str(), "acme");
    assert_eq!((event.event.actor.kind, event.event.actor.name.as_deref()), (ActorKind::Person, Some("Olga Ost")));
    assert_eq!((event.event.attribution, event.event.outcome), (Attribution::Own, Outcome::Done));
    assert_eq!(event.event.request.as_deref(), Some(made.header("x-request-id")));
    let changes: Vec<_> = event.event.changes.iter().map(|c| (c.field.as_str(), c.after.as_deref().unwrap())).collect();
    assert_eq!(changes, [("slug", "acme"), ("name", "Acme Works"), ("domain", "acme.example"), ("accent", "#f4b942")]);
    // Its own auditor sees who made it.
    world.member("acme", "Lotte Haag", Role::Auditor).await.get("/admin/audit").await.is(200).says("Olga Ost");
}

#[tokio::test]
async fn what_was_typed_wrong_is_said_beside_it_and_what_was_typed_right_is_kept() {
    let world = World::with_bare_engines("").await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    let long = "x".repeat(81);
    for (typed, field, said) in [
        (["", "acme", "acme.example", "#f4b942"], "name", "A name has 1 to 80 characters"),
        ([&long, "acme", "acme.example", "#f4b942"], "name", "A name has 1 to 80 characters"),
        (["A\nB", "acme", "acme.example", "#f4b942"], "name", "A name has 1 to 80 characters"),
        (["<b>\"Acme\"&", "ac me", "acme.example", "#f4b942"], "slug", "A short name has 2 to 32"),
        (["Acme", "", "acme.example", "#f4b942"], "slug", "A short name has 2 to 32"),
        (["Acme", "xn--acme", "acme.example", "#f4b942"], "slug", "A short name has 2 to 32"),
        (["Acme", "operator", "acme.example", "#f4b942"], "slug", "The platform keeps this name for itself"),
        (["Acme", "acme", "cloud.acme,example", "#f4b942"], "domain", "A domain has dots"),
        (["Acme", "acme", "localhost", "#f4b942"], "domain", "A domain has dots"),
        (["Acme", "acme", "acme.example", "yellow"], "accent", "A colour is a #"),
        (["Acme", "acme", "acme.example", "#f4b94"], "accent", "A colour is a #"),
    ] {
        let [name, slug, domain, accent] = typed;
        let answer = create(&mut olga, name, slug, domain, accent).await;
        assert_eq!(answer.is(302).location(), "/operator/tenants/new", "nothing that was typed is in the address");
        let page = olga.follow(&answer).await;
        page.is(200).says(said).holds(&format!("id=\"{field}-error\"")).holds(&format!("aria-describedby=\"{field}"));
        assert_eq!(page.body.matches("aria-invalid=\"true\"").count(), 1, "{typed:?}");
        for (name, value) in ["name", "slug", "domain", "accent"].into_iter().zip(typed) {
            assert_eq!(value_of(&page, name), value, "{name} of {typed:?}");
        }
        // Told once.
        let again = olga.get("/operator/tenants/new").await;
        assert!(!again.body.contains("aria-invalid"), "{typed:?}");
        assert_eq!(value_of(&again, "name"), "");
    }
    // All that is wrong is told at once.
    let answer = create(&mut olga, "", "ac me", "localhost", "yellow").await;
    let page = olga.follow(&answer).await;
    for field in ["name", "slug", "domain", "accent"] {
        page.holds(&format!("id=\"{field}-error\""));
    }
    assert_eq!(world.database.count("tenant").await, 0);
    assert!(world.events_of("tenant.create").await.is_empty());
}

/// What stands in a field.
fn value_of(page: &Answer, name: &str) -> String {
    let tag = page.body.split("<input").find(|tag| tag.contains(&format!(" name=\"{name}\""))).unwrap();
    let tag = tag.split_once('>').unwrap().0;
    let value = tag.split_once(" value=\"").map_or("", |(_, rest)| rest.split('"').next().unwrap());
    value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[tokio::test]
async fn a_name_or_a_domain_belongs_to_one() {
    let world = World::with_bare_engines("").await;
    world.tenant("acme").await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    for (slug, domain, said) in [
        ("acme", "other.example", "Another tenant has this short name"),
        ("other", "ACME.example", "Another tenant has this domain"),
    ] {
        let answer = create(&mut olga, "Other", slug, domain, "").await;
        assert_eq!(answer.location(), "/operator/tenants/new");
        olga.follow(&answer).await.is(200).says(said);
    }
    // Many may have no domain.
    assert_eq!(create(&mut olga, "One", "one", "", "").await.location(), "/operator/tenants/one");
    assert_eq!(create(&mut olga, "Two", "two", "", "").await.location(), "/operator/tenants/two");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_at_once_one_is_made() {
    let world = World::with_bare_engines("").await;
    let olga = world.operator("Olga Ost", Role::Operator).await;
    let otto = world.operator("Otto Orr", Role::Operator).await;
    let tries = [olga, otto].map(|mut browser| {
        tokio::spawn(
            async move { create(&mut browser, "Acme", "acme", "acme.example", "").await.location().to_owned() },
        )
    });
    let mut to = Vec::new();
    for one in tries {
        to.push(one.await.unwrap());
    }
    to.sort();
    assert_eq!(to, ["/operator/tenants/acme", "/operator/tenants/new"]);
    assert_eq!((world.database.count("tenant").await, world.events_of("tenant.create").await.len()), (1, 1));
}

#[tokio::test]
async fn what_cannot_be_recorded_is_not_done() {
    let world = World::with_bare_engines("").await;
    world.tenant("acme").await;
    if !world.database.is_sqlite() {
        return;
    }
    world
        .database
        .execute("CREATE TRIGGER full BEFORE INSERT ON audit_event BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        .await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    let answer = create(&mut olga, "Globex", "globex", "", "").await;
    answer.is(500).says("Something broke on our side").keeps_quiet_about("disk full");
    attribute(&mut olga, "acme", "space", SPACE, "").await.is(500);
    olga.get("/operator/tenants/globex").await.is(404);
    assert_eq!(world.database.count("tenant").await, 1);
    assert_eq!((world.database.count("engine_object").await, world.database.count("job").await), (0, 0));
    // A session that is ended without a record isn't.
    let id = olga_session(&world).await;
    olga.post("/api/sessions/end", &[("id", &id)]).await.is(500);
    olga.get("/me").await.is(200);
}

async fn olga_session(world: &World) -> String {
    let person = world.store().people().list(&ALL, &dezky_domain::member::PeopleQuery::default()).await.unwrap();
    assert!(person.page.rows.is_empty());
    let raw = world.database.raw().await;
    let rows = sea_orm::ConnectionTrait::query_all_raw(
        &raw,
        sea_orm::Statement::from_string(
            sea_orm::DbBackend::Sqlite,
            "SELECT id FROM session WHERE person_id IS NOT NULL",
        ),
    );
    rows.await.unwrap()[0].try_get_by_index::<uuid::Uuid>(0).unwrap().to_string()
}

#[tokio::test]
async fn the_service_itself_refuses_whoever_may_not() {
    let world = World::new().await;
    world.tenant("acme").await;
    let ann = world.person("Ann Ade").await;
    let acting = Acting {
        person: ann.id,
        session: SessionId::new(&*world.clock),
        name: ann.name,
        email: ann.email,
        role: Some(Role::Owner),
        platform: Some(Role::OperatorAuditor),
        partner: None,
        until: None,
    };
    let service = Ctx::service("test", Arc::clone(&world.clock) as Arc<dyn Clock>);
    let ctx = Ctx { actor: Caller::Person(acting), ..service };
    let new = NewTenant::parse("Globex", "globex", "", "").unwrap();
    let refused = world.state.services.tenants.create(&ctx, new).await.unwrap_err();
    assert_eq!(refused.status(), 403);
}

/// A record of OCIS that nobody could attribute: it took place in this space.
fn unattributed(world: &World, space: &str, number: usize) -> NewEvent {
    NewEvent {
        id: EventId::new(&*world.clock),
        source: Source::Ocis,
        position: format!("file:{number}"),
        tenant: None,
        attribution: Attribution::None,
        occurred: world.now(),
        occurred_known: true,
        observed: world.now(),
        actor: Actor { kind: ActorKind::Unknown, id: None, name: None },
        on_behalf: None,
        action: "file_create".to_owned(),
        class: Class::Mutation,
        target: Target { kind: "file".to_owned(), id: None, name: Some(format!("/plans/{number}.odt")) },
        outcome: Outcome::Done,
        ip: None,
        user_agent: None,
        request: None,
        story: None,
        telling: 0,
        words: BTreeMap::from([("@space".to_owned(), space.to_owned())]),
        changes: Vec::new(),
        raw: None,
        raw_sha256: None,
        format: None,
    }
}

#[tokio::test]
async fn what_came_before_a_space_was_known_follows_it() {
    let world = World::new().await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let events: Vec<_> = (0..7).map(|number| unattributed(&world, SPACE, number)).collect();
    let other = unattributed(&world, "f7dbc61f-6bb4-4976-be94-30300a1553c0", 99);
    let work = world.store().begin().await.unwrap();
    work.audit().record(&[events, vec![other]].concat()).await.unwrap();
    work.save().await.unwrap();
    let mut lotte = world.member("acme", "Lotte Haag", Role::Auditor).await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    lotte.get("/admin/audit").await.is(200).keeps_quiet_about("/plans/");

    let answer = attribute(&mut olga, "acme", "space", &format!(" {} ", SPACE.to_uppercase()), " Plans ").await;
    let jobs = olga.get("/operator/jobs").await;
    jobs.is(200).says("Give events to their tenant").says(&format!("Space {SPACE}")).keeps_quiet_about("reattribute");
    assert_eq!(answer.is(302).location(), "/operator/tenants/acme?tab=objects");
    olga.follow(&answer).await.is(200).says("Noted.").says("Plans").says(SPACE);
    assert!(queue::next(&world.state).await.unwrap(), "a job was asked for");
    assert!(!queue::next(&world.state).await.unwrap(), "and one only");
    let page = lotte.get("/admin/audit").await;
    for number in 0..7 {
        page.says(&format!("/plans/{number}.odt"));
    }
    page.keeps_quiet_about("/plans/99.odt");
    let told = &world.events_of("object.attribute").await[0];
    assert_eq!(told.tenant.as_ref().unwrap().slug.as_str(), "acme");
    assert_eq!(told.event.words["object"], "Plans");

    // The same again changes nothing; the same for another tenant is a conflict.
    let again = attribute(&mut olga, "acme", "space", SPACE, "Plans").await;
    assert_eq!(again.location(), "/operator/tenants/acme?tab=objects");
    let taken = attribute(&mut olga, "globex", "space", SPACE, "Plans").await;
    olga.follow(&taken).await.is(200).says("This already belongs to another tenant.");
    world.member("globex", "Gus Gray", Role::Owner).await.get("/admin/audit").await.keeps_quiet_about("/plans/");
}

#[tokio::test]
async fn an_object_that_cannot_be_one_is_said_beside_the_field() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    let long = "x".repeat(201);
    for (kind, id, name, said) in [
        ("space", "not a uuid", "Plans", "Copy it exactly as OCIS shows it."),
        ("space", "", "Plans", "Copy it exactly as OCIS shows it."),
        ("emperor", SPACE, "Plans", "Choose a space, a person or a group."),
        ("node", SPACE, "Plans", "Choose a space, a person or a group."),
        ("user", SPACE, long.as_str(), "A name has"),
    ] {
        let answer = attribute(&mut olga, "acme", kind, id, name).await;
        assert_eq!(answer.is(302).location(), "/operator/tenants/acme?tab=objects");
        let page = olga.follow(&answer).await;
        page.is(200).says(said);
        assert_eq!((value_of(&page, "id"), value_of(&page, "name")), (id.to_owned(), name.to_owned()));
    }
    attribute(&mut olga, "nobody", "space", SPACE, "").await.is(404);
    assert_eq!(
        attribute(&mut olga, "../../evil?x", "space", SPACE, "").await.is(302).location(),
        "/operator/tenants/..%2F..%2Fevil%3Fx?tab=objects"
    );
    assert_eq!(world.database.count("engine_object").await, 0);
}
