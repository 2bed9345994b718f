//! Where somebody was: by their own account in this tenant, each file once.

use dezky_domain::{
    access::Role,
    audit::{Actor, ActorKind, Attribution, NewEvent, Target},
    provision::{Spec, Standing},
    tenant::Tenant,
};
use dezky_store::Desired;
use sea_orm::ConnectionTrait;

use crate::support::{ALL, World, minutes};

const ACCOUNT: &str = "4c510ada-c86b-4815-8820-42cdf82c3d51";

/// Gives somebody an account in OCIS, as provisioning learns it.
async fn account(world: &World, tenant: &Tenant, person: &dezky_domain::member::Person) {
    world.plan(tenant).await;
    let spec = Spec::Account {
        person: person.id,
        username: person.email.clone(),
        name: person.name.clone(),
        email: person.email.clone(),
    };
    let work = world.store.begin().await.unwrap();
    let wanted = [Desired { position: 1, spec, standing: Standing::Present }];
    work.resources().desire(Some(tenant.id), &wanted, None, None, &*world.clock).await.unwrap();
    work.save().await.unwrap();
    let db = world.raw().await;
    db.execute_unprepared(&format!("UPDATE resource SET external_id = '{ACCOUNT}' WHERE kind = 'account'"))
        .await
        .unwrap();
    db.close().await.unwrap();
}

fn touched(world: &World, tenant: &Tenant, action: &str, path: &str, actor: &str) -> NewEvent {
    let mut event = world.event();
    event.tenant = Some(tenant.id);
    event.attribution = Attribution::Space;
    event.action = action.to_owned();
    event.actor = Actor { kind: ActorKind::Person, id: Some(actor.to_owned()), name: None };
    event.target = Target { kind: "file".to_owned(), id: None, name: Some(path.to_owned()) };
    world.clock.advance(minutes(1));
    event
}

on_both!(the_last_files_of_ones_own_account_each_once, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let ann = world.member(&acme, "Ann", Role::Member).await;
    let ben = world.member(&acme, "Ben", Role::Member).await;
    account(&world, &acme, &ann).await;
    let events = [
        touched(&world, &acme, "file_create", "/old.txt", ACCOUNT),
        touched(&world, &acme, "file_create", "/gone.txt", ACCOUNT),
        touched(&world, &acme, "file_read", "/Finance/Budget 2027.ods", ACCOUNT),
        touched(&world, &acme, "file_delete", "/gone.txt", ACCOUNT),
        touched(&world, &acme, "file_create", "/others.txt", "somebody-else"),
        touched(&world, &bolt, "file_create", "/of-bolt.txt", ACCOUNT),
        touched(&world, &acme, "file_create", "/Finance/Budget 2027.ods", ACCOUNT),
        touched(&world, &acme, "file_read", "/spring.odt", ACCOUNT),
    ];
    assert_eq!(world.record(&events).await, events.len());
    let files = async |person, most| {
        let files = world.store.recents().files(&world.within(&acme), acme.id, person, most).await.unwrap();
        files.into_iter().map(|file| file.path).collect::<Vec<_>>()
    };
    assert_eq!(files(ann.id, 3).await, ["/spring.odt", "/Finance/Budget 2027.ods", "/old.txt"]);
    assert_eq!(files(ann.id, 1).await, ["/spring.odt"]);
    assert!(files(ben.id, 3).await.is_empty(), "he has no account");
    assert!(world.store.recents().files(&ALL, bolt.id, ann.id, 3).await.unwrap().is_empty(), "none of hers is there");
    let denied = world.store.recents().files(&world.within(&bolt), acme.id, ann.id, 3).await;
    assert!(denied.is_err());
    let plan = world.store.recents().explain(acme.id, ACCOUNT).await.unwrap().join("\n");
    assert!(world.postgres() || plan.contains("audit_event_by_actor_id") && !plan.contains("TEMP B-TREE"), "{plan}");
});
