//! Groups: made, filled, renamed and ended by who keeps them; never another company's.

use dezky_domain::{access::Role, audit::ActorKind, member::Person};

use crate::support::{ALL, Answer, Browser, World};

async fn acme() -> (World, Browser) {
    let world = World::new().await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let mara = world.member("acme", "Mara Quist", Role::Owner).await;
    (world, mara)
}

async fn somebody(world: &World, slug: &str, name: &str) -> Person {
    let person = world.person(name).await;
    world.grant(slug, &person, Role::Member).await;
    person
}

/// Makes a group, and says where its page is.
async fn group(browser: &mut Browser, name: &str) -> String {
    let made = browser.post("/api/groups/create", &[("name", name)]).await;
    made.is(302).location().to_owned()
}

fn id(page: &str) -> &str {
    page.rsplit('/').next().unwrap()
}

async fn change(browser: &mut Browser, what: &str, page: &str, person: &Person) -> Answer {
    let person = person.id.to_string();
    browser.post(&format!("/api/groups/{what}"), &[("id", id(page)), ("person", &person), ("page", page)]).await
}

#[tokio::test]
async fn a_group_is_made_filled_renamed_and_ended() {
    let (world, mut mara) = acme().await;
    mara.get("/admin/groups").await.is(200).says("No groups yet").says("0 groups");
    let page = group(&mut mara, " Sales ").await;
    mara.get(&page).await.is(200).says("Group created.").says("Sales").says("Nobody is in it yet");
    let tilo = somebody(&world, "acme", "Tilo Arend").await;
    somebody(&world, "acme", "Oda Brink").await;

    // Found by a part of the name, and put in.
    let found = mara.get(&format!("{page}?q=til")).await;
    found.is(200).says("Tilo Arend").says("Add to group").keeps_quiet_about("Oda Brink");
    change(&mut mara, "add", &page, &tilo).await.leads_to(&page);
    mara.get(&page).await.is(200).says("Added to the group.").says("1 person").says("Tilo Arend");
    mara.get(&format!("{page}?q=til")).await.is(200).says("In the group");
    mara.get("/admin/groups").await.is(200).says("1 group").says("Sales");

    // In the list of people, and on the person's own page.
    mara.get("/admin/people").await.is(200).says("Sales");
    let only = mara.get(&format!("/admin/people?group={}", id(&page))).await;
    only.is(200).says("Tilo Arend").says("1–1 of 1").keeps_quiet_about("Oda Brink");
    let one = format!("/admin/people/{}", tilo.id);
    mara.get(&one).await.is(200).says("Take out");

    mara.post("/api/groups/rename", &[("id", id(&page)), ("name", "Field sales")]).await.leads_to(&page);
    mara.get(&page).await.is(200).says("Group renamed.").says("Field sales");
    let (group, person) = (id(&page).to_owned(), tilo.id.to_string());
    mara.post("/api/groups/take", &[("id", &group), ("person", &person), ("page", &one)]).await.leads_to(&one);
    let ask = mara.get(&format!("{page}/delete")).await;
    ask.is(200).says("Delete the group Field sales?").says("No tile is for this group");
    mara.post("/api/groups/delete", &[("id", id(&page))]).await.leads_to("/admin/groups");
    mara.get("/admin/groups").await.is(200).says("Group deleted. Its people stay.").says("No groups yet");
    mara.get(&page).await.is(404);
    mara.get(&one).await.is(200);
}

#[tokio::test]
async fn every_change_of_a_group_stands_on_the_line_of_time() {
    let (world, mut mara) = acme().await;
    let page = group(&mut mara, "Sales").await;
    let tilo = somebody(&world, "acme", "Tilo Arend").await;
    change(&mut mara, "add", &page, &tilo).await.is(302);
    // Pressed twice, it is done once.
    change(&mut mara, "add", &page, &tilo).await.is(302);
    mara.post("/api/groups/rename", &[("id", id(&page)), ("name", "Field sales")]).await.is(302);
    change(&mut mara, "take", &page, &tilo).await.is(302);
    mara.post("/api/groups/delete", &[("id", id(&page))]).await.is(302);
    for action in ["group.create", "group.add", "group.rename", "group.take", "group.delete"] {
        let events = world.events_of(action).await;
        assert_eq!(events.len(), 1, "{action}");
        let actor = &events[0].event.actor;
        assert_eq!((actor.kind, actor.name.as_deref()), (ActorKind::Person, Some("Mara Quist")), "{action}");
        assert_eq!(events[0].tenant.as_ref().unwrap().slug.as_str(), "acme");
    }
    let renamed = &world.events_of("group.rename").await[0].event.changes[0];
    assert_eq!((renamed.before.as_deref(), renamed.after.as_deref()), (Some("Sales"), Some("Field sales")));
    let line = mara.get("/admin/audit").await;
    line.is(200).says("Mara Quist added Tilo Arend to the group Sales");
    line.says("Mara Quist renamed the group Sales to Field sales").says("Mara Quist deleted the group Field sales");
}

#[tokio::test]
async fn a_wrong_name_is_said_beside_the_field_and_stays_there() {
    let (_world, mut mara) = acme().await;
    group(&mut mara, "Sales").await;
    for (name, said) in
        [("", "1 to 60 characters"), ("a,b", "without commas"), ("SALES", "Another group has this name")]
    {
        mara.post("/api/groups/create", &[("name", name)]).await.leads_to("/admin/groups");
        let page = mara.get("/admin/groups").await;
        page.is(200).says(said).holds(&format!("value=\"{name}\""));
    }
}

#[tokio::test]
async fn another_companys_groups_and_people_are_not_there() {
    let (world, mut mara) = acme().await;
    let mut gus = world.member("globex", "Gus Gray", Role::Owner).await;
    let (ours, theirs) = (group(&mut mara, "Sales").await, group(&mut gus, "Secret").await);
    let (tilo, zoe) = (somebody(&world, "acme", "Tilo").await, somebody(&world, "globex", "Zoe").await);
    mara.get(&theirs).await.is(404);
    mara.get(&format!("{theirs}/delete")).await.is(404);
    mara.get("/admin/groups").await.is(200).keeps_quiet_about("Secret");
    mara.get(&format!("/admin/people?group={}", id(&theirs))).await.is(200).says("Nobody matches");
    change(&mut mara, "add", &theirs, &tilo).await.is(404);
    change(&mut mara, "add", &ours, &zoe).await.is(404);
    mara.post("/api/groups/rename", &[("id", id(&theirs)), ("name", "Ours")]).await.is(404);
    mara.post("/api/groups/delete", &[("id", id(&theirs))]).await.is(404);
    gus.get(&theirs).await.is(200).says("Secret");
}

#[tokio::test]
async fn the_question_before_the_end_says_who_sees_which_tile() {
    let (world, mut mara) = acme().await;
    let (sales, fairs) = (group(&mut mara, "Sales").await, group(&mut mara, "Fairs").await);
    let (tenant, link) = (world.tenant_of("acme").await.id, "0f229b2a-7a70-4a51-8e54-5daca7dca79f");
    let (db, columns) = (&world.database, "id, tenant_id, name, url, icon, place, created_us");
    let (link_id, tenant_id) = (db.uuid(link), db.uuid(tenant));
    let values = format!("{link_id}, {tenant_id}, 'Wiki', 'https://w.example', 'link', 1, 0");
    db.execute(&format!("INSERT INTO tile ({columns}) VALUES ({values})")).await;
    for (key, group) in
        [(format!("link:{link}"), &sales), ("app:mail".to_owned(), &sales), ("app:mail".to_owned(), &fairs)]
    {
        let values = format!("{tenant_id}, '{key}', {}", db.uuid(id(group)));
        db.execute(&format!("INSERT INTO tile_group (tenant_id, key, group_id) VALUES ({values})")).await;
    }
    let ask = mara.get(&format!("{sales}/delete")).await;
    ask.is(200).says("Wiki is for this group alone. Afterwards everybody in the workspace sees it.");
    ask.says("is no longer for these people. One other group still sees it.");
    let groups = world.store().groups().list(&ALL).await.unwrap();
    assert_eq!(groups.len(), 2, "asking changes nothing");
}

#[tokio::test]
async fn a_groups_name_is_text_whatever_it_holds() {
    let (_world, mut mara) = acme().await;
    let page = group(&mut mara, "<script>alert(1)</script>").await;
    for path in [page.as_str(), "/admin/groups", "/admin/people"] {
        mara.get(path).await.is(200).keeps_quiet_about("<script>alert(1)");
    }
}
