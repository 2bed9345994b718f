//! `dezky doctor --fix`: what needs nobody's decision is mended, and what is as wanted is left alone.

use std::sync::Arc;

use dezky_domain::ctx::{Clock, SystemClock};
use dezky_server::{
    cli::doctor,
    config::{Config, Outside},
};
use dezky_store::Store;

use crate::support::{ALL, World};

#[tokio::test]
async fn a_database_is_brought_to_its_shape_when_somebody_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("dezky.db").display());
    let file = Some(("dezky.toml".into(), format!("[database]\nurl = '{url}'\n")));
    let config = Config::load(&Outside { file, ..Outside::default() }).unwrap();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let store = Store::connect(&url, Arc::clone(&clock)).await.unwrap();
    doctor::run(config.clone(), Arc::clone(&clock), false).await.unwrap();
    assert!(store.pending().await.unwrap() > 0, "looking changes nothing");
    doctor::run(config.clone(), Arc::clone(&clock), true).await.unwrap();
    assert_eq!(store.pending().await.unwrap(), 0);
    doctor::run(config, clock, true).await.unwrap();
}

#[tokio::test]
async fn what_the_platform_needs_is_asked_for_once() {
    let world = World::with_bare_engines("").await;
    let doctor = async |fix| {
        let mut config = (*world.state.config).clone();
        config.database.url = world.database.url.clone().into();
        let clock = Arc::clone(&world.clock) as Arc<dyn Clock>;
        doctor::run(config, clock, fix).await.unwrap();
        world.store().resources().of(&ALL, None).await.unwrap().len()
    };
    assert_eq!(doctor(false).await, 0, "looking changes nothing");
    assert!(doctor(true).await > 0);
    world.settle().await;
    let before = world.changes();
    doctor(true).await;
    world.settle().await;
    assert_eq!(world.changes(), before, "what is as wanted is left alone");
}
