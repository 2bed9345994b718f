//! The launcher.

use dezky_domain::access::Role;

use crate::support::World;

#[tokio::test]
async fn a_member_sees_the_launcher() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut ann = world.member("acme", "Ann Ade", Role::Member).await;
    ann.get("/").await.is(200).says("Apps of Acme");
}
