//! From nothing to the schema, and not twice.

use dezky_domain::{
    access::Role,
    member::{Email, MemberState, PeopleQuery},
};

use crate::support::{ALL, services};

on_both!(from_nothing_and_again, false, |world| async move {
    let all = world.store.pending().await.unwrap();
    assert!(all > 0, "an empty database misses every migration");
    assert_eq!(world.store.pending().await.unwrap(), all, "to ask changes nothing");
    world.store.ping().await.unwrap();

    world.store.migrate().await.unwrap();
    assert_eq!(world.store.pending().await.unwrap(), 0);
    let acme = world.tenant("acme").await;

    world.store.migrate().await.unwrap();
    assert_eq!(world.store.tenants().by_slug(&ALL, &acme.slug).await.unwrap(), Some(acme), "nothing is made anew");
});

on_both!(two_processes_at_once, false, |world| async move {
    let (one, two) = tokio::join!(world.store.migrate(), world.store.migrate());
    one.unwrap();
    two.unwrap();
    assert_eq!(world.store.pending().await.unwrap(), 0);
});

on_both!(a_newer_database_is_left_alone, |world| async move {
    let db = world.raw().await;
    let text = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_tomorrow', 0)";
    sea_orm::ConnectionTrait::execute_unprepared(&db, text).await.unwrap();
    db.close().await.unwrap();
    let told = world.store.pending().await.unwrap_err().to_string();
    assert!(told.contains("newer version: m9999_tomorrow"), "{told}");
    assert!(world.store.migrate().await.is_err());
});

// What was there before Dezky provisioned: people who came by a sign-in, and jobs.
on_both!(an_older_database_comes_along, |world| async move {
    let acme = world.tenant("acme").await;
    let (ann, eve, cem) = (world.person("Ann").await, world.person("Eve").await, world.person("Cem").await);
    for person in [&ann, &eve, &cem] {
        world.grant(&acme, person, Role::Member, MemberState::Active).await;
    }
    let db = world.raw().await;
    let back = "DROP TABLE tenant_plan; DROP TABLE resource; DROP TABLE resource_version; DROP TABLE oidc_client;
        DROP TABLE address; DROP TABLE hostname; DROP TABLE departed; DROP INDEX job_running;
        ALTER TABLE membership DROP COLUMN invite_to; ALTER TABLE membership DROP COLUMN invite_language;
        DELETE FROM seaql_migrations WHERE version IN ('m0006_provisioning', 'm0012_chat');
        UPDATE person SET email = 'ann@x.example' WHERE name IN ('Ann', 'Eve')";
    sea_orm::ConnectionTrait::execute_unprepared(&db, back).await.unwrap();
    let nobody = dezky_domain::id::PersonId::new(&*world.clock);
    let without = if world.postgres() { format!("'{nobody}'") } else { format!("x'{}'", nobody.uuid().simple()) };
    let insert =
        format!("INSERT INTO person (id, name, name_folded, email, created_us) VALUES ({without}, '', '', '', 0)");
    sea_orm::ConnectionTrait::execute_unprepared(&db, &insert).await.unwrap();
    db.close().await.unwrap();
    assert_eq!(world.store.pending().await.unwrap(), 2);
    world.store.migrate().await.unwrap();
    let whose = async |address: &str| {
        let found = world.store.people().by_address(&ALL, &Email::parse(address).unwrap()).await.unwrap();
        found.map(|person| person.id)
    };
    assert_eq!(whose(&cem.email).await, Some(cem.id));
    assert_eq!(whose("ann@x.example").await, None, "two came with it, so it is nobody's");
});

on_both!(who_was_there_before_chat_has_none, |world| async move {
    let acme = world.tenant("acme").await;
    world.plan(&acme).await;
    let db = world.raw().await;
    let back = "ALTER TABLE tenant_plan DROP COLUMN chat; DELETE FROM seaql_migrations WHERE version = 'm0012_chat'";
    sea_orm::ConnectionTrait::execute_unprepared(&db, back).await.unwrap();
    db.close().await.unwrap();
    assert_eq!(world.store.pending().await.unwrap(), 1);
    world.store.migrate().await.unwrap();
    let plan = world.store.plans().of(&ALL, acme.id).await.unwrap().unwrap();
    assert_eq!(plan.services, services());
    assert!(!plan.services.chat);
});

on_both!(readers_dont_wait_for_the_writer, |world| async move {
    let work = world.store.begin().await.unwrap();
    assert_eq!(world.store.tenants().list(&ALL, "").await.unwrap(), []);
    drop(work);
});

#[tokio::test]
async fn another_scheme_is_refused_without_repeating_it() {
    let clock = std::sync::Arc::new(crate::support::TestClock::default());
    let error = dezky_store::Store::connect("mysql://root:secret@host/db", clock).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("secret"));
}

on_both!(names_from_before_are_found_without_their_marks, |world| async move {
    let acme = world.tenant("acme").await;
    for name in ["Zoe", "Émile Müller", "Weiß"] {
        let person = world.person(name).await;
        world.grant(&acme, &person, Role::Member, MemberState::Active).await;
    }
    let db = world.raw().await;
    let back = "UPDATE person SET name_folded = CASE name WHEN 'Émile Müller' THEN 'émile müller' ELSE 'weiß' END
            WHERE name <> 'Zoe';
        DELETE FROM seaql_migrations WHERE version = 'm0015_folded'";
    sea_orm::ConnectionTrait::execute_unprepared(&db, back).await.unwrap();
    db.close().await.unwrap();
    let scope = world.within(&acme);
    let names = async |text: &str| {
        let query = PeopleQuery { text: text.to_owned(), ..PeopleQuery::default() };
        let people = world.store.people().list(&scope, &query).await.unwrap();
        people.page.rows.into_iter().map(|member| member.name).collect::<Vec<_>>()
    };
    assert_eq!(names("").await, ["Weiß", "Zoe", "Émile Müller"], "as it was");

    world.store.migrate().await.unwrap();
    assert_eq!(names("").await, ["Émile Müller", "Weiß", "Zoe"]);
    for asked in ["emile mull", "ÉMILE", "müller"] {
        assert_eq!(names(asked).await, ["Émile Müller"], "{asked}");
    }
    assert_eq!(names("weiss").await, ["Weiß"]);
});
