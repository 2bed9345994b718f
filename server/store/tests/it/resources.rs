//! What tenants shall be in the engines: derived once, followed step by step, and never done at a generation that isn't
//! wanted any more.

use std::collections::BTreeMap;

use dezky_domain::{
    audit::Source,
    id::{PersonId, ResourceId},
    provision::{Difference, Extra, Facts, Kind, Spec, Standing, StepState, Trouble, TroubleKind},
    tenant::Tenant,
};
use dezky_store::{Desired, Resource, ResourcesWork, Summary};

use crate::support::{ALL, World, minutes, services};

fn domain(description: &str) -> Spec {
    Spec::Domain { name: "acme.example".into(), description: description.into() }
}

fn dkim() -> Spec {
    Spec::Dkim { domain: "acme.example".into(), keys: 2 }
}

fn sessions(person: PersonId) -> Spec {
    Spec::Sessions { person, email: "mara@acme.example".into() }
}

fn wanted(position: i32, spec: Spec) -> Desired {
    Desired { position, spec, standing: Standing::Present }
}

fn trouble(kind: TroubleKind) -> Trouble {
    Trouble { kind, status: Some(503), detail: Some("try\0later".into()), after: None }
}

fn facts(word: &str) -> Facts {
    Facts::from([("zone".to_owned(), word.to_owned())])
}

async fn desire(world: &World, tenant: &Tenant, desired: &[Desired]) -> usize {
    changing(world, async |resources| {
        resources.desire(Some(tenant.id), desired, Some("Olga"), Some("REQ1"), &*world.clock).await.unwrap()
    })
    .await
}

/// In a work of its own.
async fn changing<T>(world: &World, change: impl AsyncFnOnce(ResourcesWork<'_>) -> T) -> T {
    let work = world.store.begin().await.unwrap();
    let told = change(work.resources()).await;
    work.save().await.unwrap();
    told
}

async fn of(world: &World, tenant: &Tenant) -> Vec<Resource> {
    world.store.resources().of(&ALL, Some(tenant.id)).await.unwrap()
}

async fn version(world: &World, tenant: &Tenant) -> i64 {
    world.store.resources().version(&ALL, Some(tenant.id)).await.unwrap()
}

/// The only resource, of a tenant that wants a domain.
async fn one(world: &World) -> (Tenant, Resource) {
    let acme = world.tenant("acme").await;
    desire(world, &acme, &[wanted(300, domain("a"))]).await;
    let resource = of(world, &acme).await.remove(0);
    (acme, resource)
}

async fn finish(world: &World, id: ResourceId, generation: i64) -> bool {
    changing(world, async |resources| {
        let seen = facts("records");
        resources.done(id, generation, Some("d1"), &seen, 40, false, world.now()).await.unwrap()
    })
    .await
}

on_both!(wanting_twice_is_wanting_once, |world| async move {
    let acme = world.tenant("acme").await;
    assert_eq!(version(&world, &acme).await, 0);
    let both = [wanted(310, dkim()), wanted(300, domain("a"))];
    assert_eq!(desire(&world, &acme, &both).await, 2);
    let (first, before) = (of(&world, &acme).await, version(&world, &acme).await);
    let [made, keys] = first.as_slice() else { panic!("{first:?}") };
    assert_eq!((&made.spec, &keys.spec), (&domain("a"), &dkim()), "in their order");
    assert_eq!((made.generation, made.seen_generation, made.state, made.tries), (1, 0, StepState::Waiting, 0));
    assert_eq!((made.asked_by.as_deref(), made.request.as_deref()), (Some("Olga"), Some("REQ1")));
    assert_eq!((made.tenant, made.version, made.external.as_deref()), (Some(acme.id), before, None));
    assert_eq!((made.name().system, made.step().name), (Source::Stalwart, made.name()));

    assert_eq!(desire(&world, &acme, &both).await, 0);
    assert_eq!(of(&world, &acme).await, first);
    assert_eq!(version(&world, &acme).await, before, "nothing changed, nobody is woken");
});

on_both!(what_is_wanted_otherwise_begins_anew, |world| async move {
    let (acme, made) = one(&world).await;
    assert!(finish(&world, made.id, 1).await);
    let differences = [Difference { field: "description".into(), wanted: Some("a".into()), seen: None }];
    changing(&world, async |resources| {
        assert!(resources.drifted(made.id, 1, &differences, &facts("x"), world.now()).await.unwrap());
    })
    .await;
    let drifted = of(&world, &acme).await.remove(0);
    assert_eq!((drifted.state, drifted.differences.as_slice()), (StepState::Drifted, &differences[..]));

    assert_eq!(desire(&world, &acme, &[wanted(301, domain("b"))]).await, 1);
    let changed = of(&world, &acme).await.remove(0);
    assert_eq!((changed.id, changed.generation, changed.seen_generation), (made.id, 2, 1));
    assert_eq!((changed.state, changed.differences.len(), changed.position), (StepState::Waiting, 0, 301));
    assert_eq!(changed.external.as_deref(), Some("d1"), "it is still the same object");
    assert!(changed.version > drifted.version);

    let gone = Desired { standing: Standing::Gone, ..wanted(301, domain("b")) };
    assert_eq!(desire(&world, &acme, std::slice::from_ref(&gone)).await, 1);
    assert_eq!(of(&world, &acme).await[0].generation, 3);
    assert_eq!(desire(&world, &acme, &[Desired { position: 9, ..gone }]).await, 0, "a place alone is no change");
    assert_eq!((of(&world, &acme).await[0].generation, of(&world, &acme).await[0].position), (3, 9));
    let before = version(&world, &acme).await;
    assert_eq!(desire(&world, &acme, &[]).await, 1);
    assert_eq!(of(&world, &acme).await, []);
    assert!(version(&world, &acme).await > before, "what is gone is news, too");
});

on_both!(many_are_wanted_at_once, |world| async move {
    let acme = world.tenant("acme").await;
    let group = |number: i32| Spec::Brand { domain: format!("{number:04}.example"), title: None };
    let all: Vec<Desired> = (0..600).map(|number| wanted(number, group(number))).collect();
    assert_eq!(desire(&world, &acme, &all).await, 600);
    assert_eq!(of(&world, &acme).await.len(), 600);
    assert_eq!(desire(&world, &acme, &all[..10]).await, 590);
    let again = [&all[..10], &all[..10]].concat();
    assert_eq!(desire(&world, &acme, &again).await, 0, "twice the same is once");
});

on_both!(an_act_stays_until_it_is_over, |world| async move {
    let (acme, _) = one(&world).await;
    let mara = PersonId::new(&*world.clock);
    let ask = async || {
        changing(&world, async |resources| {
            let act = wanted(12, sessions(mara));
            resources.ask(Some(acme.id), &act, Some("Olga"), None, &*world.clock).await.unwrap();
        })
        .await;
    };
    ask().await;
    ask().await;
    assert_eq!(desire(&world, &acme, &[]).await, 1, "the domain only");
    let left = of(&world, &acme).await;
    let [act] = left.as_slice() else { panic!("{left:?}") };
    assert_eq!((act.name().kind, act.generation, act.state), (Kind::Sessions, 2, StepState::Waiting));
    assert!(finish(&world, act.id, 2).await);
    ask().await;
    assert_eq!(of(&world, &acme).await[0].generation, 3, "asked again");
    assert!(finish(&world, act.id, 3).await);
    assert_eq!(desire(&world, &acme, &[]).await, 1);
    assert_eq!(of(&world, &acme).await, []);
});

on_both!(a_step_goes_its_way, |world| async move {
    let (acme, made) = one(&world).await;
    let before = version(&world, &acme).await;
    changing(&world, async |resources| assert!(resources.begin(made.id, 1, world.now()).await.unwrap())).await;
    let running = of(&world, &acme).await.remove(0);
    assert_eq!((running.state, running.tries), (StepState::Running, 1));
    let (down, later) = (trouble(TroubleKind::Server), world.now() + minutes(1));
    changing(&world, async |resources| {
        assert!(resources.trouble(made.id, 1, StepState::Trying, &down, Some(later)).await.unwrap());
    })
    .await;
    let trying = of(&world, &acme).await.remove(0);
    assert_eq!((trying.state, trying.trouble.as_ref()), (StepState::Trying, Some(&down)));
    assert_eq!((trying.next_try, trying.tries), (Some(later), 1));
    changing(&world, async |resources| assert!(resources.begin(made.id, 1, world.now()).await.unwrap())).await;
    assert!(finish(&world, made.id, 1).await);
    let done = of(&world, &acme).await.remove(0);
    assert_eq!((done.state, done.tries, done.trouble.as_ref(), done.next_try), (StepState::Done, 2, None, None));
    assert_eq!((done.external.as_deref(), &done.seen, done.took_ms), (Some("d1"), &facts("records"), Some(40)));
    assert_eq!((done.seen_generation, done.done, done.seen_at), (1, Some(world.now()), Some(world.now())));
    assert!(before < running.version && running.version < trying.version && trying.version < done.version);
    assert_eq!(version(&world, &acme).await, done.version);
});

on_both!(an_older_generation_is_never_done, |world| async move {
    let (acme, made) = one(&world).await;
    changing(&world, async |resources| assert!(resources.begin(made.id, 1, world.now()).await.unwrap())).await;
    desire(&world, &acme, &[wanted(300, domain("b"))]).await;
    assert!(finish(&world, made.id, 1).await);
    let waiting = of(&world, &acme).await.remove(0);
    assert_eq!((waiting.state, waiting.generation, waiting.seen_generation), (StepState::Waiting, 2, 1));

    let refused = trouble(TroubleKind::Rejected);
    changing(&world, async |resources| {
        resources.trouble(made.id, 1, StepState::Failed, &refused, None).await.unwrap();
        resources.seen_same(&[(made.id, 1)], world.now()).await.unwrap();
        assert!(!resources.drifted(made.id, 1, &[], &Facts::new(), world.now()).await.unwrap());
    })
    .await;
    let waiting = of(&world, &acme).await.remove(0);
    assert_eq!((waiting.state, waiting.trouble, waiting.seen_generation), (StepState::Waiting, None, 1));
});

on_both!(a_look_at_the_steady_wakes_nobody, |world| async move {
    let acme = world.tenant("acme").await;
    desire(&world, &acme, &[wanted(300, domain("a")), wanted(310, dkim())]).await;
    let ids: Vec<_> = of(&world, &acme).await.iter().map(|resource| (resource.id, 1)).collect();
    let look = async || changing(&world, async |resources| resources.seen_same(&ids, world.now()).await.unwrap()).await;
    look().await;
    let done = of(&world, &acme).await;
    assert!(done.iter().all(|one| (one.state, one.seen_generation) == (StepState::Done, 1)), "{done:?}");
    world.clock.advance(minutes(5));
    let before = version(&world, &acme).await;
    look().await;
    assert_eq!(version(&world, &acme).await, before);
    assert!(of(&world, &acme).await.iter().all(|one| one.seen_at == Some(world.now())));
    changing(&world, async |resources| {
        resources.drifted(ids[0].0, 1, &[], &Facts::new(), world.now()).await.unwrap();
    })
    .await;
    look().await;
    assert_eq!(of(&world, &acme).await[0].state, StepState::Done, "mended by hand");
    assert!(version(&world, &acme).await > before);
});

on_both!(stopped_and_tried_again, |world| async move {
    let acme = world.tenant("acme").await;
    let brand = Spec::Brand { domain: "x.example".into(), title: None };
    desire(&world, &acme, &[wanted(1, domain("a")), wanted(2, dkim()), wanted(3, brand)]).await;
    let ids: Vec<ResourceId> = of(&world, &acme).await.iter().map(|resource| resource.id).collect();
    finish(&world, ids[0], 1).await;
    let states = async || of(&world, &acme).await.iter().map(|one| one.state).collect::<Vec<_>>();
    changing(&world, async |resources| {
        let (failed, later) = (trouble(TroubleKind::Rejected), Some(world.now() + minutes(9)));
        resources.begin(ids[1], 1, world.now()).await.unwrap();
        resources.trouble(ids[1], 1, StepState::Trying, &failed, later).await.unwrap();
        assert_eq!(resources.cancel(Some(acme.id)).await.unwrap(), 2);
        assert!(!resources.begin(ids[1], 1, world.now()).await.unwrap(), "it was stopped");
        resources.trouble(ids[1], 1, StepState::Trying, &failed, later).await.unwrap();
    })
    .await;
    assert_eq!(states().await, [StepState::Done, StepState::Cancelled, StepState::Cancelled]);
    assert_eq!(of(&world, &acme).await[1].next_try, None);

    changing(&world, async |resources| {
        assert_eq!(resources.again(Some(acme.id), Some(3), None).await.unwrap(), 1);
        assert_eq!(resources.again(Some(acme.id), None, Some(&[])).await.unwrap(), 0);
        assert_eq!(resources.again(Some(acme.id), None, Some(&ids[..1])).await.unwrap(), 0, "done is done");
    })
    .await;
    assert_eq!(states().await, [StepState::Done, StepState::Cancelled, StepState::Waiting]);
    changing(&world, async |resources| {
        assert_eq!(resources.again(Some(acme.id), None, None).await.unwrap(), 2);
    })
    .await;
    let again = of(&world, &acme).await.remove(1);
    assert_eq!((again.state, again.tries, again.trouble), (StepState::Waiting, 0, None));
});

on_both!(a_repair_is_asked_for, |world| async move {
    let (acme, made) = one(&world).await;
    finish(&world, made.id, 1).await;
    let repair = async || {
        changing(&world, async |resources| {
            resources.repair(Some(acme.id), &[made.id], Some("Otto"), Some("REQ2")).await.unwrap()
        })
        .await
    };
    assert_eq!(repair().await, 0, "nothing has drifted");
    changing(&world, async |resources| {
        resources.drifted(made.id, 1, &[], &Facts::new(), world.now()).await.unwrap();
    })
    .await;
    assert_eq!(repair().await, 1);
    let asked = of(&world, &acme).await.remove(0);
    assert_eq!((asked.state, asked.repair, asked.asked_by.as_deref()), (StepState::Waiting, true, Some("Otto")));
    finish(&world, made.id, 1).await;
    assert!(!of(&world, &acme).await[0].repair);
});

on_both!(what_is_removed_is_told_so, |world| async move {
    let (acme, made) = one(&world).await;
    let before = version(&world, &acme).await;
    changing(&world, async |resources| {
        assert!(resources.remove(made.id).await.unwrap());
        assert!(!resources.remove(made.id).await.unwrap());
        assert!(!resources.begin(made.id, 1, world.now()).await.unwrap());
    })
    .await;
    assert!(!finish(&world, made.id, 1).await);
    assert!(version(&world, &acme).await > before);
});

on_both!(the_platform_has_its_own, |world| async move {
    let (acme, _) = one(&world).await;
    let brand = wanted(1, Spec::Brand { domain: "authentik-default".into(), title: None });
    let desire = async || {
        changing(&world, async |resources| {
            resources.desire(None, std::slice::from_ref(&brand), None, None, &*world.clock).await.unwrap()
        })
        .await
    };
    assert_eq!((desire().await, desire().await), (1, 0));
    let own = world.store.resources().of(&ALL, None).await.unwrap();
    assert_eq!((own.len(), own[0].tenant, own[0].asked_by.as_deref()), (1, None, None));
    assert_eq!(world.store.resources().version(&ALL, None).await.unwrap(), 1);
    assert_eq!(of(&world, &acme).await.len(), 1);
});

on_both!(the_list_of_tenants_counts_states, |world| async move {
    let (acme, made) = one(&world).await;
    let (bolt, _older) = (world.tenant("bolt").await, world.tenant("cord").await);
    for tenant in [&acme, &bolt] {
        world.plan(tenant).await;
    }
    let work = world.store.begin().await.unwrap();
    assert!(work.plans().set_paused(bolt.id, true).await.unwrap());
    work.resources()
        .desire(Some(acme.id), &[wanted(1, domain("a")), wanted(2, dkim())], None, None, &*world.clock)
        .await
        .unwrap();
    work.save().await.unwrap();
    finish(&world, made.id, 1).await;
    let mut expected = [
        Summary {
            tenant: acme.id,
            states: BTreeMap::from([(StepState::Waiting, 1), (StepState::Done, 1)]),
            paused: false,
            cancelled: false,
        },
        Summary { tenant: bolt.id, states: BTreeMap::new(), paused: true, cancelled: false },
    ];
    assert_eq!(world.store.resources().summaries(&world.within(&bolt)).await.unwrap(), expected[1..]);
    expected.sort_by_key(|summary| summary.tenant);
    assert_eq!(world.store.resources().summaries(&ALL).await.unwrap(), expected);
});

// Of two who derive at once, the later one sees what the earlier one wrote.
on_both!(two_at_once_derive_one_after_the_other, |world| async move {
    let acme = world.tenant("acme").await;
    world.plan(&acme).await;
    let add = async |name: &'static str| {
        let work = world.store.begin().await.unwrap();
        let plan = work.plans().of(acme.id).await.unwrap().unwrap();
        let mut extras = plan.extras;
        let name = dezky_domain::provision::ResourceName { system: Source::Ocis, kind: Kind::Space, key: name.into() };
        extras.push(Extra { name, external: "e".into(), seen: "→ x".into() });
        tokio::task::yield_now().await;
        work.plans().looked(acme.id, world.now(), &extras, world.now(), world.now()).await.unwrap();
        work.save().await.unwrap();
    };
    tokio::join!(add("a"), add("b"), add("c"));
    let plan = world.store.plans().of(&ALL, acme.id).await.unwrap().unwrap();
    assert_eq!(plan.extras.len(), 3, "nobody's is lost");
    assert_eq!(version(&world, &acme).await, 4);
    assert_eq!(plan.services, services());
});

on_both!(a_reader_never_sees_an_older_version, |world| async move {
    let (acme, made) = one(&world).await;
    let writers = (0..4).map(|_| {
        let world = std::sync::Arc::clone(&world);
        tokio::spawn(async move {
            for _ in 0..10 {
                changing(&world, async |resources| resources.begin(made.id, 1, world.now()).await.unwrap()).await;
            }
        })
    });
    let writers: Vec<_> = writers.collect();
    let mut seen = vec![version(&world, &acme).await];
    while writers.iter().any(|writer| !writer.is_finished()) {
        seen.push(version(&world, &acme).await);
        let row = of(&world, &acme).await.remove(0);
        seen.push(row.version);
        assert_eq!(i64::from(row.tries) + 1, row.version, "each change has a number of its own");
    }
    for writer in writers {
        writer.await.unwrap();
    }
    assert!(seen.is_sorted(), "{seen:?}");
    assert_eq!(version(&world, &acme).await, 41);
});
