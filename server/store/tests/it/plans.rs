//! Each filter is looked up in the index that was made for it, and nothing is sorted. Asked of a table that is large
//! enough for the database to care.

use dezky_domain::{
    access::Role,
    audit::{Outcome, Source},
    ctx::Scope,
    everybody::EverybodyQuery,
    member::PeopleQuery,
    page::Cursor,
    timeline::{TenantFilter, TimelineFilter},
};
use dezky_store::Query;
use sea_orm::ConnectionTrait;

use crate::support::{ALL, World, minutes};

/// 20,000 events: of 100 actors, actions and targets, one in twenty refused, half of them a tenant's.
async fn fill(world: &World, tenant: uuid::Uuid) {
    let db = world.raw().await;
    let tenant = tenant.simple();
    let (numbers, tenant) = if world.postgres() {
        ("SELECT n FROM generate_series(1, 20000) AS n".to_owned(), format!("'{tenant}'::uuid"))
    } else {
        let rows = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000)";
        (format!("{rows} SELECT n FROM numbers"), format!("x'{tenant}'"))
    };
    let id = if world.postgres() { "gen_random_uuid()" } else { "randomblob(16)" };
    let text = format!(
        "INSERT INTO audit_event (id, source, position, tenant_id, attribution, occurred_us, occurred_known, observed_us,
            actor_kind, actor_id, actor_name, action, class, target_kind, target_id, target_name, outcome, words, changes,
            haystack, space_id)
        SELECT {id}, CASE WHEN n % 50 = 0 THEN 'stalwart' ELSE 'ocis' END, 'p' || n,
            CASE WHEN n % 2 = 0 THEN {tenant} END, CASE WHEN n % 2 = 0 THEN 'space' ELSE 'none' END,
            1795000000000000 + n * CAST(1000000 AS BIGINT), TRUE, 0, 'person', 'u' || (n % 100), 'User ' || (n % 100),
            'action_' || (n % 100), CASE WHEN n % 1000 = 0 THEN 'gap' ELSE 'mutation' END, 'file', 't' || (n % 100),
            '/t' || (n % 100), CASE WHEN n % 20 = 0 THEN 'refused' ELSE 'done' END, '{{}}', '[]', 'x', 's' || (n % 100)
        FROM ({numbers}) AS numbers"
    );
    db.execute_unprepared(&text).await.unwrap();
    // What a server does by itself; SQLite is asked without, as it runs.
    if world.postgres() {
        db.execute_unprepared("ANALYZE").await.unwrap();
    }
    db.close().await.unwrap();
}

fn assert_plan(world: &World, plan: &[String], indexes: &[&str]) {
    let text = plan.join("\n");
    for index in indexes {
        assert!(text.contains(index), "{index} isn't used:\n{text}");
    }
    let scans = if world.postgres() { "Seq Scan" } else { "SCAN audit_event\n" };
    assert!(!format!("{text}\n").contains(scans), "the whole table:\n{text}");
    for sorting in ["Sort", "TEMP B-TREE", "BitmapOr", "MULTI-INDEX"] {
        assert!(!text.contains(sorting), "{sorting}:\n{text}");
    }
}

on_both!(each_filter_has_its_index, |world| async move {
    let acme = world.tenant("acme").await;
    fill(&world, acme.id.uuid()).await;
    let before = Some(Cursor { micros: 1_795_000_000_000_000 + 9_000_000_000, seq: 9_000 });
    let filter = TimelineFilter::default;
    let unattributed = if world.postgres() { "audit_event_unattributed" } else { "audit_event_by_tenant" };
    let own = world.within(&acme);
    let cases: [(Scope, TimelineFilter, &[&str]); 11] = [
        (ALL, filter(), &["audit_event_by_time"]),
        (own, filter(), &["audit_event_by_tenant"]),
        (
            ALL,
            TimelineFilter { tenant: Some(TenantFilter::Slug("acme".into())), ..filter() },
            &["audit_event_by_tenant"],
        ),
        (ALL, TimelineFilter { tenant: Some(TenantFilter::Unattributed), ..filter() }, &[unattributed]),
        (ALL, TimelineFilter { source: Some(Source::Stalwart), ..filter() }, &["audit_event_by_source"]),
        (ALL, TimelineFilter { action: Some("action_7".into()), ..filter() }, &["audit_event_by_action"]),
        (ALL, TimelineFilter { outcome: Some(Outcome::Refused), ..filter() }, &["audit_event_by_outcome"]),
        (ALL, TimelineFilter { outcome: Some(Outcome::Done), ..filter() }, &["audit_event_by_time"]),
        (ALL, TimelineFilter { text: "x".into(), ..filter() }, &["audit_event_by_time"]),
        (
            ALL,
            TimelineFilter { actor: Some("u7".into()), ..filter() },
            &["audit_event_by_actor_id", "audit_event_by_actor_name"],
        ),
        (
            ALL,
            TimelineFilter { target: Some("t7".into()), ..filter() },
            &["audit_event_by_target_id", "audit_event_by_target_name"],
        ),
    ];
    for (scope, filter, indexes) in cases {
        for before in [None, before] {
            let query = Query { filter: filter.clone(), ..Query::default() };
            let plan = world.store.timeline().explain(&scope, &query, before).await.unwrap();
            assert_plan(&world, &plan, indexes);
        }
    }
    let span = Query { from: Some(world.now() - minutes(5)), until: Some(world.now()), ..Query::default() };
    assert_plan(&world, &world.store.timeline().explain(&ALL, &span, None).await.unwrap(), &["audit_event_by_time"]);
    let newer = world.store.timeline().explain_newer(&own, &Query::default(), 19_900).await.unwrap();
    assert_plan(&world, &newer, &[if world.postgres() { "audit_event_pkey" } else { "INTEGER PRIMARY KEY" }]);
});

// What all tenants share must not lead where a tenant is known: the tenant's page would cost what the others did.
on_both!(a_tenants_page_is_led_by_the_tenant, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    fill(&world, acme.id.uuid()).await;
    let source = TimelineFilter { source: Some(Source::Ocis), ..TimelineFilter::default() };
    let action = TimelineFilter { action: Some("action_7".into()), ..TimelineFilter::default() };
    let outcome = TimelineFilter { outcome: Some(Outcome::Refused), ..TimelineFilter::default() };
    for filter in [source, action, outcome] {
        let query = Query { filter, ..Query::default() };
        let plan = world.store.timeline().explain(&world.within(&bolt), &query, None).await.unwrap();
        assert!(plan.join("\n").contains("audit_event_by_tenant"), "{plan:#?}");
    }
});

on_both!(the_list_of_people_is_led_by_the_tenant, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    world.member(&bolt, "Ben", Role::Member).await;
    let db = world.raw().await;
    let (numbers, id, acme_id) = if world.postgres() {
        ("SELECT n FROM generate_series(1, 5000) AS n".to_owned(), "gen_random_uuid()", format!("'{}'::uuid", acme.id))
    } else {
        let rows = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5000)";
        (format!("{rows} SELECT n FROM numbers"), "randomblob(16)", format!("x'{}'", acme.id.uuid().simple()))
    };
    let people = "INSERT INTO person (id, name, name_folded, email, created_us)";
    db.execute_unprepared(&format!("{people} SELECT {id}, 'N', 'n', 'e' || n, 0 FROM ({numbers}) AS numbers"))
        .await
        .unwrap();
    let members = "INSERT INTO membership (tenant_id, person_id, role, state, created_us)";
    let from = "FROM person WHERE email LIKE 'e%'";
    db.execute_unprepared(&format!("{members} SELECT {acme_id}, id, 'member', 'active', 0 {from}")).await.unwrap();
    if world.postgres() {
        db.execute_unprepared("ANALYZE").await.unwrap();
    }
    db.close().await.unwrap();
    let plan = world.store.people().explain(&world.within(&bolt), &PeopleQuery::default()).await.unwrap().join("\n");
    assert!(!plan.contains("Seq Scan on person") && !plan.contains("SCAN p"), "{plan}");
    let index = if world.postgres() { "membership_pkey" } else { "sqlite_autoindex_membership_1 (tenant_id=?)" };
    assert!(plan.contains(index), "{plan}");
});

on_both!(everybody_is_read_in_the_order_of_names, |world| async move {
    let acme = world.tenant("acme").await;
    let db = world.raw().await;
    let (id, from) = (if world.postgres() { "gen_random_uuid()" } else { "randomblob(16)" }, numbers(&world, 5_000));
    let acme =
        if world.postgres() { format!("'{}'::uuid", acme.id) } else { format!("x'{}'", acme.id.uuid().simple()) };
    let people = "INSERT INTO person (id, name, name_folded, email, created_us)";
    db.execute_unprepared(&format!("{people} SELECT {id}, 'N', 'n' || n, 'e' || n, 0 FROM {from}")).await.unwrap();
    let members = "INSERT INTO membership (tenant_id, person_id, role, state, created_us)";
    db.execute_unprepared(&format!("{members} SELECT {acme}, id, 'member', 'active', 0 FROM person")).await.unwrap();
    if world.postgres() {
        db.execute_unprepared("ANALYZE").await.unwrap();
    }
    db.close().await.unwrap();
    let [page, tenants] = world.store.people().explain_everybody(&ALL, &EverybodyQuery::default()).await.unwrap();
    let (page, tenants) = (page.join("\n"), tenants.join("\n"));
    assert!(page.contains("person_by_name"), "{page}");
    assert!(!["Sort", "TEMP B-TREE", "Seq Scan"].iter().any(|whole| page.contains(whole)), "{page}");
    assert!(!tenants.contains("Seq Scan on membership") && !tenants.contains("SCAN m"), "{tenants}");
});

/// `rows` as a table of numbers `n`.
fn numbers(world: &World, rows: u32) -> String {
    if world.postgres() {
        format!("(SELECT n FROM generate_series(1, {rows}) AS n) AS numbers")
    } else {
        let all = format!("SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {rows}");
        format!("(WITH RECURSIVE numbers(n) AS ({all}) SELECT n FROM numbers)")
    }
}

on_both!(a_claim_reads_the_next_job_and_no_other, |world| async move {
    let db = world.raw().await;
    let (id, from) = (if world.postgres() { "gen_random_uuid()" } else { "randomblob(16)" }, numbers(&world, 5_000));
    let text = format!(
        "INSERT INTO job (id, kind, key, payload, state, run_us, lease_us, attempts, token, created_us)
        SELECT {id}, 'reconcile', 'k' || n, 'null', CASE WHEN n % 500 = 0 THEN 'running' ELSE 'pending' END, n,
            CASE WHEN n % 500 = 0 THEN 1 END, 0, 0, 0 FROM {from}"
    );
    db.execute_unprepared(&text).await.unwrap();
    if world.postgres() {
        db.execute_unprepared("ANALYZE").await.unwrap();
    }
    db.close().await.unwrap();
    let plan = world.store.jobs().explain_claim("reconcile").await.unwrap();
    let text = plan.join("\n");
    assert!(text.contains("job_by_turn") && text.contains("job_running"), "{text}");
    assert!(!text.contains("Seq Scan") && !text.contains("SCAN"), "{text}");
    // What was dropped is a worker's each: few enough to be sorted.
    let sorts = plan.iter().filter(|line| line.contains("Sort  (") || line.contains("TEMP B-TREE")).count();
    assert!(sorts <= 1, "{text}");
});

on_both!(a_tenants_resources_and_whoever_is_due_are_looked_up, |world| async move {
    let acme = world.tenant("acme").await;
    let db = world.raw().await;
    let id = if world.postgres() { "gen_random_uuid()" } else { "randomblob(16)" };
    let tenants = format!(
        "INSERT INTO tenant (id, slug, name, name_folded, state, accent, created_us)
        SELECT {id}, 't' || n, 'T', 't', 'active', '#000000', 0 FROM {}",
        numbers(&world, 500)
    );
    let plans =
        "INSERT INTO tenant_plan (tenant_id, mail, files, quota_bytes, paused, cancelled, deleting, look_due_us,
            extras)
        SELECT id, TRUE, TRUE, 0, FALSE, FALSE, FALSE, 1795000000000000, '[]' FROM tenant";
    let resources = format!(
        "INSERT INTO resource (id, tenant_id, tenant_key, position, system, kind, key, spec, standing, generation, state,
            tries, adopted, differences, seen, seen_generation, repair, version)
        SELECT {id}, tenant.id, slug, n, 'ocis', 'space', 'k' || n, '{{}}', 'present', 1, 'done', 0, FALSE, '[]', '{{}}',
            1, FALSE, 1 FROM tenant CROSS JOIN {}",
        numbers(&world, 20)
    );
    for text in [tenants.as_str(), plans, resources.as_str()] {
        db.execute_unprepared(text).await.unwrap();
    }
    if world.postgres() {
        db.execute_unprepared("ANALYZE").await.unwrap();
    }
    db.close().await.unwrap();
    let whole = if world.postgres() { "Seq Scan" } else { "SCAN" };
    let plan = world.store.resources().explain(acme.id).await.unwrap().join("\n");
    assert!(plan.contains("resource_by_tenant") && !plan.contains(whole), "{plan}");
    let plan = world.store.plans().explain_due(world.now()).await.unwrap().join("\n");
    assert!(plan.contains("tenant_plan_by_turn") && !plan.contains(whole) && !plan.contains("Sort  ("), "{plan}");
});
