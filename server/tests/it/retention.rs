//! Events are kept as long as the tenant says, or the platform; what went is told.

use chrono::TimeDelta;
use dezky_domain::{access::Role, audit::Class, settings::Settings};
use dezky_server::worker::retention;

use crate::support::{ALL, World};

async fn happened(world: &World, slug: &str) {
    let tenant = world.tenant_of(slug).await;
    let host = dezky_domain::ctx::Host::Tenant(std::sync::Arc::new(tenant));
    let ctx = dezky_domain::ctx::Ctx { host, ..world.watcher() };
    let target = dezky_domain::audit::Target::default();
    let event = dezky_server::service::audit::event(&ctx, "tenant.brand", dezky_domain::audit::Outcome::Done, target);
    dezky_server::service::audit::record(&world.state, event).await.unwrap();
}

#[tokio::test]
async fn a_tenants_days_are_its_own_and_the_rest_are_the_platforms() {
    let world = World::with("[audit]\nretention_days = 90\n").await;
    let acme = world.tenant("acme").await;
    world.tenant("globex").await;
    let work = world.store().begin().await.unwrap();
    let settings = Settings { retention_days: Some(30), ..Settings::NONE };
    work.settings().set(&ALL, acme.id, &settings).await.unwrap();
    work.save().await.unwrap();
    happened(&world, "acme").await;
    happened(&world, "globex").await;
    let count = async || world.events_of("tenant.brand").await.len();

    world.pass(TimeDelta::days(30));
    retention::run(&world.state).await.unwrap();
    assert_eq!(count().await, 2, "the thirtieth day isn't over");
    world.pass(TimeDelta::days(1));
    retention::run(&world.state).await.unwrap();
    assert_eq!(count().await, 1, "acme's is gone");
    let told = world.events_of("audit.expire").await.remove(0);
    assert_eq!((told.tenant.unwrap().slug.as_str(), told.event.class), ("acme", Class::Noise));
    assert_eq!(told.event.words["count"], "1");
    retention::run(&world.state).await.unwrap();
    assert_eq!(world.events_of("audit.expire").await.len(), 1, "nothing went, nothing is told");

    world.pass(TimeDelta::days(60));
    retention::run(&world.state).await.unwrap();
    assert_eq!(count().await, 0);
}

#[tokio::test]
async fn without_a_word_everything_is_kept_and_the_line_says_since_when() {
    let world = World::new().await;
    world.tenant("acme").await;
    happened(&world, "acme").await;
    world.pass(TimeDelta::days(4_000));
    retention::run(&world.state).await.unwrap();
    assert_eq!(world.events_of("tenant.brand").await.len(), 1);
    let mut lotte = world.member("acme", "Lotte Haag", Role::Auditor).await;
    lotte.get("/admin/audit").await.is(200).says("Oldest kept:");
}
