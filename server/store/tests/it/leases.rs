//! What only one process may do: whoever has it keeps it, until they are silent for too long.

use crate::support::{World, minutes};

async fn take(world: &World, holder: &str) -> bool {
    let work = world.store.begin().await.unwrap();
    let taken = work.leases().take("watch", holder, world.now(), world.now() + minutes(5)).await.unwrap();
    work.save().await.unwrap();
    taken
}

on_both!(one_has_it_until_they_are_silent, |world| async move {
    assert!(take(&world, "a").await);
    assert!(!take(&world, "b").await);
    world.clock.advance(minutes(4));
    assert!(take(&world, "a").await, "it is kept");
    world.clock.advance(minutes(4));
    assert!(!take(&world, "b").await, "and so longer");
    world.clock.advance(minutes(1));
    assert!(take(&world, "b").await);
    assert!(!take(&world, "a").await);
});
