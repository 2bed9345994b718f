//! Doing it twice is doing it once, for each kind and standing, and so is doing it when nobody heard that it was done.

use dezky_connect::{engine::Engine, http};
use dezky_domain::provision::{SpaceRole, Spec, Standing, TroubleKind};
use dezky_sandbox::engine::Kind;

use super::{QUICK, World, account, engine_at, share, space};

const ALL: [Standing; 3] = [Standing::Present, Standing::Cut, Standing::Gone];

fn specs() -> [Spec; 3] {
    [space(), account("Carol"), share("Carol", SpaceRole::Editor)]
}

async fn provisioned() -> World {
    let world = World::new().await;
    for spec in &specs() {
        world.settle(spec, Standing::Present).await.unwrap();
    }
    world
}

#[tokio::test]
async fn a_second_round_has_nothing_to_do() {
    for standing in ALL {
        for spec in &specs() {
            let mut world = provisioned().await;
            world.settle(spec, standing).await.unwrap();
            let (created, deleted) = (world.journal("created"), world.journal("deleted"));
            world.restart();
            assert_eq!(world.settle(spec, standing).await.unwrap(), [], "{standing:?} {spec:?}");
            assert_eq!((world.journal("created"), world.journal("deleted")), (created, deleted));
        }
    }
}

#[tokio::test]
async fn each_call_made_twice_comes_to_the_same() {
    for standing in ALL {
        for spec in &specs() {
            let world = provisioned().await;
            world.settle(spec, Standing::Cut).await.unwrap();
            for _ in 0..3 {
                for call in world.look(spec, standing).await.unwrap().calls {
                    world.ocis.apply(&call).await.unwrap();
                    world.ocis.apply(&call).await.unwrap();
                }
            }
            assert_eq!(world.settle(spec, standing).await.unwrap(), [], "{standing:?} {spec:?}");
        }
    }
}

#[tokio::test]
async fn what_was_done_though_the_answer_never_came_is_found() {
    for spec in &specs() {
        let mut world = provisioned().await;
        world.settle(spec, Standing::Gone).await.unwrap();
        let before = world.journal("created").len();
        world.ocis = engine_at(&world.sandbox.base_url(), QUICK);
        let create = world.look(spec, Standing::Present).await;
        let create = create.unwrap().calls.remove(0);
        world.fail("POST", &create.path, Kind::DoneThenHang);
        assert_eq!(world.ocis.apply(&create).await.unwrap_err().kind, TroubleKind::Timeout);
        world.ocis = engine_at(&world.sandbox.base_url(), http::Options::default());
        let folders = world.settle(spec, Standing::Present).await.unwrap();
        assert!(folders.iter().all(|call| call.verb == "MKCOL"), "{folders:?}");
        assert_eq!(world.journal("created").len(), before + 1 + folders.len());
    }
}
