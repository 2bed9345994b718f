//! What is done to many at once: chosen in the list, shown before it is begun, done by a worker in the name of who asked.

use dezky_domain::{
    access::Role,
    batch::{MOST_PEOPLE, RowState, RowsQuery},
    id::BatchId,
    member::{MemberState, Person},
};
use dezky_server::worker;

use crate::support::{ALL, Answer, Browser, World};

/// Mara owns Acme; `Person 001` and on are its members.
async fn acme(people: usize) -> (World, Browser, Vec<Person>) {
    let world = World::new().await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let mara = world.member("acme", "Mara Quist", Role::Owner).await;
    let mut members = Vec::new();
    for number in 1..=people {
        let person = world.person(&format!("Person {number:03}")).await;
        world.grant("acme", &person, Role::Member).await;
        members.push(person);
    }
    (world, mara, members)
}

/// Chooses people of a list, and says where the page is that shows it.
async fn choose(browser: &mut Browser, deed: &str, which: &str, query: &str, more: &[(&str, &str)]) -> Answer {
    let form = [&[("deed", deed), ("which", which), ("query", query)], more].concat();
    browser.post("/api/batches/choose", &form).await
}

async fn begin(browser: &mut Browser, page: &str) {
    browser.post("/api/batches/start", &[("id", id(page))]).await.leads_to(page);
}

fn id(page: &str) -> &str {
    page.rsplit('/').next().unwrap()
}

async fn work(world: &World) -> usize {
    let mut steps = 0;
    while worker::batches::next(&world.state).await.unwrap() {
        steps += 1;
    }
    steps
}

async fn states(world: &World, page: &str) -> Vec<(String, RowState, Option<String>)> {
    let id: BatchId = id(page).parse().unwrap();
    let rows = world.store().batches().all_rows(&ALL, id).await.unwrap();
    rows.into_iter().map(|row| (row.fields[0].1.clone(), row.state, row.why.map(|(_, why)| why))).collect()
}

async fn state_of(world: &World, person: &Person) -> (Role, MemberState) {
    let tenant = world.tenant_of("acme").await;
    world.store().people().role_in(&ALL, person.id, tenant.id).await.unwrap().unwrap()
}

#[tokio::test]
async fn many_are_suspended_after_a_page_that_says_so() {
    let (world, mut mara, people) = acme(3).await;
    mara.get("/admin/people").await.is(200).says("All 4 that match").holds("Choose Person 001");
    let ids: Vec<String> = people[..2].iter().map(|person| person.id.to_string()).collect();
    let ticked = [("ids[]", ids[0].as_str()), ("ids[]", ids[1].as_str())];
    let chosen = choose(&mut mara, "suspend", "ticked", "", &ticked).await;
    let page = chosen.is(302).location().to_owned();
    let shown = mara.follow(&chosen).await;
    shown.is(200).says("Suspend").says("2 people would be signed out everywhere").says("Nothing has been changed yet.");
    shown.says("Suspend 2 people").says("Person 001").says("Ready").keeps_quiet_about("Person 003");
    assert_eq!(work(&world).await, 0, "nobody began it");
    assert_eq!(state_of(&world, &people[0]).await.1, MemberState::Active);
    assert!(world.events_of("batch.start").await.is_empty());

    begin(&mut mara, &page).await;
    mara.get(&page).await.is(200).says("Running").says("0 of 2 are done.").says("Look again").holds("data-again");
    mara.get("/admin/people").await.holds("href=\"/admin/people/batches\"");
    mara.get("/admin/people/batches").await.is(200).says("Suspend").says("Running").holds(&format!("href=\"{page}\""));
    assert_eq!(work(&world).await, 1);
    mara.get(&page).await.is(200).says("Finished").says("Everything is done.").keeps_quiet_about("Look again");
    for (person, state) in people.iter().zip([MemberState::Suspended, MemberState::Suspended, MemberState::Active]) {
        assert_eq!(state_of(&world, person).await.1, state, "{}", person.name);
    }
    // One event for the whole, and one for each of them, in her name.
    let begun = &world.events_of("batch.start").await[0];
    assert_eq!(begun.event.words["deed"], "suspend");
    assert_eq!(begun.event.words["count"], "2");
    let each = world.events_of("member.suspend").await;
    assert_eq!(each.len(), 2);
    assert!(each.iter().all(|event| event.event.actor.name.as_deref() == Some("Mara Quist")));
    assert!(each.iter().all(|event| event.tenant.as_ref().unwrap().slug.as_str() == "acme"));
    // Begun twice, it is told; what is over can't be cancelled.
    mara.post("/api/batches/start", &[("id", id(&page))]).await.leads_to(&page);
    mara.get(&page).await.is(200).says("This was begun already");
    mara.post("/api/batches/cancel", &[("id", id(&page))]).await.leads_to(&page);
    mara.get(&page).await.is(200).says("This is over already");
}

#[tokio::test]
async fn the_page_and_all_that_match_are_the_lists_own() {
    let (world, mut mara, _) = acme(60).await;
    let page = choose(&mut mara, "set_role", "page", "q=person&page=2", &[("role", "auditor")]).await;
    let page = page.is(302).location().to_owned();
    let rows = states(&world, &page).await;
    assert_eq!((rows.len(), rows[0].0.as_str(), rows[24].0.as_str()), (25, "Person 026", "Person 050"));
    mara.get(&page).await.is(200).says("Change role: Auditor").says("25 people would get this role");

    let all = choose(&mut mara, "set_role", "all", "q=person&sort=name&dir=desc", &[("role", "auditor")]).await;
    let all = all.is(302).location().to_owned();
    assert_eq!(states(&world, &all).await.len(), 60);
    begin(&mut mara, &all).await;
    work(&world).await;
    mara.get("/admin/people/batches").await.is(200).says("Change role: Auditor");
    mara.get("/admin/people?role=auditor").await.is(200).says("1–25 of 60");
    // Again, it is as it was.
    let again = choose(&mut mara, "set_role", "all", "q=person", &[("role", "auditor")]).await;
    let again = again.location().to_owned();
    begin(&mut mara, &again).await;
    work(&world).await;
    assert!(states(&world, &again).await.iter().all(|(_, state, _)| *state == RowState::Same));
    assert_eq!(world.events_of("member.role").await.len(), 60);
}

#[tokio::test]
async fn people_join_and_leave_a_group_together() {
    let (world, mut mara, _) = acme(3).await;
    let group = mara.post("/api/groups/create", &[("name", "Sales")]).await.location().to_owned();
    let group = id(&group).to_owned();
    let page = choose(&mut mara, "add_to_group", "all", "q=person", &[("group", &group)]).await.location().to_owned();
    mara.get(&page).await.is(200).says("Add to group: Sales").says("3 people would join this group");
    // The list says which group, and on how many, also where there is room for little.
    let list = mara.get("/admin/people/batches").await;
    list.is(200).says("Add to group: Sales").holds("data-name=\"How many\"");
    begin(&mut mara, &page).await;
    work(&world).await;
    mara.get(&format!("/admin/people?group={group}")).await.is(200).says("1–3 of 3");
    let page = choose(&mut mara, "take_from_group", "all", &format!("group={group}"), &[("group", &group)]).await;
    let page = page.location().to_owned();
    // The group is deleted before the worker comes to it.
    begin(&mut mara, &page).await;
    mara.post("/api/groups/delete", &[("id", &group)]).await.is(302);
    work(&world).await;
    let rows = states(&world, &page).await;
    assert!(rows.iter().all(|(_, state, why)| *state == RowState::Failed && why.as_deref() == Some("batch-gone")));
    mara.get(&page).await.is(200).says("0 rows are done, 3 aren’t; the list says why.").says("isn’t here any more");
    let list = mara.get("/admin/people/batches").await;
    list.is(200).says("Take out of group: a group that is gone").keeps_quiet_about("Sales");
}

#[tokio::test]
async fn nobody_takes_their_own_right_nor_the_last_owner() {
    let (world, mut mara, _) = acme(1).await;
    let otto = world.person("Otto").await;
    world.grant("acme", &otto, Role::Owner).await;
    let ida = world.member("acme", "Ida", Role::Admin).await;
    // Herself she can't: the other owner and the admin she can.
    let page = choose(&mut mara, "set_role", "all", "", &[("role", "member")]).await.location().to_owned();
    mara.get(&page).await.is(200).says("That is yourself").says("1 row is left out");
    begin(&mut mara, &page).await;
    work(&world).await;
    assert_eq!(state_of(&world, &otto).await.0, Role::Member);
    let mut ida = ida;
    ida.get("/admin/people").await.is(403);

    // An admin may not touch owners: their rows fail, the others are done.
    let mut adam = world.member("acme", "Adam", Role::Admin).await;
    let page = choose(&mut adam, "suspend", "all", "", &[]).await.location().to_owned();
    begin(&mut adam, &page).await;
    work(&world).await;
    let rows = states(&world, &page).await;
    let of = |name: &str| rows.iter().find(|row| row.0 == name).unwrap();
    assert_eq!(of("Mara Quist").2.as_deref(), Some("batch-denied"));
    assert_eq!(of("Adam").2.as_deref(), Some("batch-yourself"));
    assert_eq!(of("Otto").1, RowState::Done);
}

#[tokio::test]
async fn an_owner_always_remains() {
    let (world, mut mara, _) = acme(0).await;
    let ann = world.person("Ann").await;
    world.grant("acme", &ann, Role::Owner).await;
    let mut browser = world.signed_in("acme", &ann).await;
    // Each of two owners has all others suspended; whoever comes first is the one who is left.
    let first = choose(&mut mara, "suspend", "all", "", &[]).await.location().to_owned();
    let second = choose(&mut browser, "suspend", "all", "", &[]).await.location().to_owned();
    begin(&mut mara, &first).await;
    world.pass(chrono::TimeDelta::seconds(1));
    begin(&mut browser, &second).await;
    work(&world).await;
    assert_eq!(state_of(&world, &ann).await.1, MemberState::Suspended);
    let rows = states(&world, &second).await;
    assert!(rows.iter().any(|(name, _, why)| name == "Mara Quist" && why.as_deref() == Some("batch-right-lost")));
    mara.get("/admin/people").await.is(200).says("1 active").says("1 suspended");
}

#[tokio::test]
async fn a_right_that_is_lost_stops_the_rest() {
    let (world, _, _) = acme(150).await;
    let adam = world.person("Adam").await;
    world.grant("acme", &adam, Role::Admin).await;
    let mut browser = world.signed_in("acme", &adam).await;
    let page = choose(&mut browser, "suspend", "all", "q=person", &[]).await.location().to_owned();
    begin(&mut browser, &page).await;
    assert!(worker::batches::next(&world.state).await.unwrap());
    world.grant("acme", &adam, Role::Member).await;
    work(&world).await;
    let rows = states(&world, &page).await;
    let done = rows.iter().filter(|(_, state, _)| *state == RowState::Done).count();
    let lost = rows.iter().filter(|(_, _, why)| why.as_deref() == Some("batch-right-lost")).count();
    assert_eq!((done, lost), (100, 50));
    let stop = &world.events_of("batch.stop").await[0].event;
    assert_eq!((stop.on_behalf.as_deref(), stop.words["count"].as_str()), (Some("Adam"), "50"));
    browser.get(&page).await.is(403);
}

#[tokio::test]
async fn a_worker_that_is_killed_leaves_the_rest_to_the_next_one() {
    let (world, mut mara, people) = acme(150).await;
    let page = choose(&mut mara, "suspend", "all", "q=person", &[]).await.location().to_owned();
    begin(&mut mara, &page).await;
    assert!(worker::batches::next(&world.state).await.unwrap());
    // Claimed, and never brought back.
    let work_of = world.store().begin().await.unwrap();
    let lease = chrono::TimeDelta::seconds(120);
    assert!(work_of.jobs().claim(worker::batches::BATCH, "gone", world.now(), lease).await.unwrap().is_some());
    work_of.save().await.unwrap();
    assert_eq!(work(&world).await, 0, "it is somebody's");
    mara.get(&page).await.is(200).says("100 of 150 are done.");
    world.pass(chrono::TimeDelta::seconds(121));
    assert_eq!(work(&world).await, 1);
    assert_eq!(state_of(&world, people.last().unwrap()).await.1, MemberState::Suspended);
    assert_eq!(world.events_of("member.suspend").await.len(), 150, "nobody twice");
}

#[tokio::test]
async fn what_is_cancelled_on_the_way_stays_as_far_as_it_came() {
    let (world, mut mara, _) = acme(150).await;
    let page = choose(&mut mara, "suspend", "all", "q=person", &[]).await.location().to_owned();
    begin(&mut mara, &page).await;
    assert!(worker::batches::next(&world.state).await.unwrap());
    mara.post("/api/batches/cancel", &[("id", id(&page))]).await.leads_to(&page);
    mara.get(&page).await.is(200).says("Cancelled. What was done before stays done.");
    work(&world).await;
    let rows = states(&world, &page).await;
    assert_eq!(rows.iter().filter(|(_, state, _)| *state == RowState::Waiting).count(), 50);
    let cancelled = &world.events_of("batch.cancel").await[0].event;
    assert_eq!(cancelled.words["count"], "50");
    let waiting = mara.get(&format!("{page}?state=waiting")).await;
    // Nothing waits any more.
    waiting.is(200).says("1–25 of 50").says("Not begun").keeps_quiet_about("Waiting").says("Take the result along");
    let result = mara.get(&format!("{page}/result.csv")).await;
    assert!(result.body.contains("150,Not begun,"), "{}", result.body);
}

#[tokio::test]
async fn what_is_discarded_was_never_done() {
    let (_world, mut mara, people) = acme(2).await;
    let ids: Vec<String> = people.iter().map(|person| person.id.to_string()).collect();
    let ticked = [("ids[]", ids[0].as_str()), ("ids[]", ids[1].as_str())];
    let page = choose(&mut mara, "end_sessions", "ticked", "", &ticked).await.is(302).location().to_owned();
    mara.get(&page).await.is(200).says("Discard").says("Ready");
    mara.post("/api/batches/cancel", &[("id", id(&page))]).await.leads_to(&page);
    // The message that is shown once, and what stays.
    for _ in 0..2 {
        let shown = mara.get(&page).await;
        shown.is(200).says("Discarded, nothing was changed.").says("Not done 2").keeps_quiet_about("Waiting");
        shown.keeps_quiet_about("Cancelled").keeps_quiet_about("stays done");
        shown.keeps_quiet_about("Take the result along");
    }
    mara.get("/admin/people/batches").await.is(200).says("Discarded").keeps_quiet_about("Cancelled");
}

#[tokio::test]
async fn the_result_is_taken_along_and_runs_nothing() {
    let (world, mut mara, _) = acme(0).await;
    let person = world.person("=cmd|' /C calc'!A0").await;
    world.grant("acme", &person, Role::Member).await;
    let page = choose(&mut mara, "suspend", "all", "role=member", &[]).await.location().to_owned();
    begin(&mut mara, &page).await;
    work(&world).await;
    let result = mara.get(&format!("{page}/result.csv")).await;
    result.is(200);
    assert!(result.header("content-type").starts_with("text/csv"));
    assert!(result.header("content-disposition").contains("result.csv"));
    assert!(result.body.contains("Row,State,Why,Name,E-mail"), "{}", result.body);
    assert!(result.body.contains("1,Done,,'=cmd|' /C calc'!A0,"), "{}", result.body);
}

#[tokio::test]
async fn only_who_may_do_it_sees_it_and_never_another_company() {
    let (world, mut mara, people) = acme(2).await;
    let mut gus = world.member("globex", "Gus", Role::Owner).await;
    let mut hedda = world.member("acme", "Hedda", Role::Helpdesk).await;
    let page = choose(&mut mara, "suspend", "all", "q=person", &[]).await.location().to_owned();
    for path in [page.clone(), format!("{page}/result.csv")] {
        gus.get(&path).await.is(404);
        hedda.get(&path).await.is(403);
    }
    for act in ["start", "cancel"] {
        gus.post(&format!("/api/batches/{act}"), &[("id", id(&page))]).await.is(404);
        hedda.post(&format!("/api/batches/{act}"), &[("id", id(&page))]).await.is(403);
    }
    // What helps is helpdesk's to do.
    choose(&mut hedda, "suspend", "all", "", &[]).await.is(403);
    let helped = choose(&mut hedda, "end_sessions", "all", "q=person", &[]).await.location().to_owned();
    begin(&mut hedda, &helped).await;
    work(&world).await;
    assert_eq!(world.events_of("member.sessions").await.len(), 2);
    hedda.get(&helped).await.is(200).says("Finished");
    // Another company's people are nobody here.
    let theirs = people[0].id.to_string();
    let nobody = choose(&mut gus, "suspend", "ticked", "", &[("ids[]", &theirs)]).await;
    nobody.leads_to("/admin/people");
    gus.get("/admin/people").await.is(200).says("Nobody is chosen");
}

#[tokio::test]
async fn what_is_not_a_choice_is_refused_in_words() {
    let (_world, mut mara, _) = acme(1).await;
    for (deed, which, said) in [
        ("suspend", "ticked", "Nobody is chosen"),
        ("explode", "all", "Choose one of the buttons"),
        ("set_role", "all", "Choose one of the roles"),
        ("add_to_group", "all", "Choose one of the groups"),
    ] {
        choose(&mut mara, deed, which, "q=x&role=member", &[]).await.leads_to("/admin/people?q=x&role=member");
        mara.get("/admin/people?q=x&role=member").await.is(200).says(said);
    }
    assert_eq!(MOST_PEOPLE, 10_000);
    let rows = RowsQuery::from_pairs([("page", "0")].into_iter());
    assert_eq!(rows.number, 1);
}
