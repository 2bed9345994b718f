//! The list of people: searched, sorted and cut into pages, and never with anybody else's.

use dezky_domain::{
    access::Role,
    member::{MemberState, Person},
};

use crate::support::{Answer, Browser, World};

/// Sixty people of Acme: `Person 01` to `Person 60`, every third an admin, the last five suspended; and three of
/// Globex with names that sort among them.
async fn crowd() -> (World, Browser) {
    let world = World::new().await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    for number in 1..=60 {
        let person = world.person(&format!("Person {number:02}")).await;
        let role = if number % 3 == 0 { Role::Admin } else { Role::Member };
        let state = if number > 55 { MemberState::Suspended } else { MemberState::Active };
        world.grant_as("acme", &person, role, state).await;
    }
    for name in ["Person 05 of Globex", "Person 30 of Globex", "Zoe of Globex"] {
        let person = world.person(name).await;
        world.grant("globex", &person, Role::Owner).await;
    }
    let owner = world.member("acme", "Mara Quist", Role::Owner).await;
    (world, owner)
}

/// The names on a page, in their order.
fn names(page: &Answer) -> Vec<String> {
    let cells = page.body.split("<td").filter(|cell| cell.contains("class=\"who"));
    let links = cells.filter_map(|cell| cell.split_once("<a ")?.1.split_once('>'));
    links.map(|(_, rest)| rest.split('<').next().unwrap().to_owned()).collect()
}

fn people(numbers: impl Iterator<Item = u32>) -> Vec<String> {
    numbers.map(|number| format!("Person {number:02}")).collect()
}

#[tokio::test]
async fn pages_cover_everybody_once() {
    let (_world, mut mara) = crowd().await;
    let first = mara.get("/admin/people").await;
    first.is(200).says("61 people").says("56 active").says("5 suspended").says("1–25 of 61");
    assert_eq!(names(&first)[..3], ["Mara Quist", "Person 01", "Person 02"]);
    let mut all = names(&first);
    for number in [2, 3] {
        all.extend(names(&mara.get(&format!("/admin/people?page={number}")).await));
    }
    assert_eq!(all[1..], people(1..=60));
    let large = mara.get("/admin/people?rows=200").await;
    assert_eq!(names(&large).len(), 61);
    mara.get("/admin/people?page=4").await.is(200).says("This page is empty");
    mara.get("/admin/people?page=-7&rows=5000&sort=;drop&dir=up").await.is(200).says("1–25 of 61");
}

#[tokio::test]
async fn a_part_of_the_name_or_the_address_finds_somebody() {
    let (_world, mut mara) = crowd().await;
    assert_eq!(names(&mara.get("/admin/people?q=person+5").await), people(50..=59));
    assert_eq!(names(&mara.get("/admin/people?q=PERSON.07%40PEOPLE").await), people(7..=7));
    for nobody in ["%25", "_", "%27+OR+1%3D1--", "Zoe"] {
        let page = mara.get(&format!("/admin/people?q={nobody}")).await;
        page.is(200).says("Nobody matches");
    }
    let hostile = mara.get("/admin/people?q=%3Cscript%3Ealert(1)%3C/script%3E").await;
    hostile.is(200).keeps_quiet_about("<script>alert");
}

#[tokio::test]
async fn filters_and_orders_stand_in_the_address() {
    let (_world, mut mara) = crowd().await;
    let admins = mara.get("/admin/people?role=admin&rows=50").await;
    assert_eq!(names(&admins), people((3..=60).step_by(3)));
    let off = mara.get("/admin/people?state=suspended").await;
    assert_eq!(names(&off), people(56..=60));
    let both = mara.get("/admin/people?state=suspended&role=admin&q=person").await;
    assert_eq!(names(&both), people([57, 60].into_iter()));
    let falling = mara.get("/admin/people?sort=name&dir=desc").await;
    assert_eq!(names(&falling)[..2], ["Person 60", "Person 59"]);
    let by_role = mara.get("/admin/people?sort=role&dir=desc&rows=50").await;
    assert_eq!(names(&by_role)[0], "Mara Quist");
    assert_eq!(names(&by_role)[1..21], people((3..=60).step_by(3)));
    by_role.holds("aria-sort=\"descending\"");
}

#[tokio::test]
async fn who_came_last_is_told() {
    let world = World::new().await;
    world.tenant("acme").await;
    let ann = world.person("Ann Ade").await;
    world.grant("acme", &ann, Role::Member).await;
    came(&world, &ann).await;
    world.pass(chrono::TimeDelta::minutes(5));
    let mut mara = world.member("acme", "Mara Quist", Role::Owner).await;
    mara.get("/admin/people").await.is(200).says("5 min ago").says("Never");
    let recent = mara.get("/admin/people?sort=last_sign_in&dir=desc").await;
    assert_eq!(names(&recent), ["Ann Ade", "Mara Quist"]);
}

async fn came(world: &World, person: &Person) {
    let work = world.store().begin().await.unwrap();
    let now = world.now();
    work.people().signed_in(&crate::support::ALL, person.id, &person.email, &person.name, now).await.unwrap();
    work.save().await.unwrap();
}

#[tokio::test]
async fn other_companies_people_never_appear() {
    let (world, mut mara) = crowd().await;
    for query in ["", "q=globex", "q=of", "role=owner", "sort=name&dir=desc", "rows=200", "tenant=globex"] {
        mara.get(&format!("/admin/people?{query}")).await.is(200).keeps_quiet_about("of Globex");
    }
    let mut gus = world.member("globex", "Gus Gray", Role::Owner).await;
    let page = gus.get("/admin/people?rows=200").await;
    assert_eq!(names(&page), ["Gus Gray", "Person 05 of Globex", "Person 30 of Globex", "Zoe of Globex"]);
    page.says("4 people");
}

#[tokio::test]
async fn a_name_is_text_whatever_it_holds() {
    let world = World::new().await;
    world.tenant("acme").await;
    let person = world.person("<img src=x onerror=alert(1)> \u{202e}evil").await;
    world.grant("acme", &person, Role::Member).await;
    let mut mara = world.member("acme", "Mara Quist", Role::Owner).await;
    mara.get("/admin/people").await.is(200).says("<img src=x").keeps_quiet_about("<img src=x");
}

#[tokio::test]
async fn the_last_owner_is_offered_nothing_that_is_refused() {
    let world = World::new().await;
    let acme = world.tenant("acme").await;
    let ann = world.person("Ann Ade").await;
    world.grant("acme", &ann, Role::Owner).await;
    let ben = world.person("Ben").await;
    world.grant_as("acme", &ben, Role::Owner, MemberState::Invited).await;
    let mut browser = world.signed_in("acme", &ann).await;
    let offers = ["/api/members/role", "/api/members/suspend", "/remove\""];
    let why = "The workspace needs an owner. Make someone else owner first.";
    let page = format!("/admin/people/{}", ann.id);
    // Who is only invited doesn't count.
    let alone = browser.get(&page).await;
    alone.is(200).says(why).says("End sessions");
    for offer in offers {
        alone.keeps_quiet_about(offer);
    }
    browser.get(&format!("/admin/people/{}", ben.id)).await.is(200).keeps_quiet_about(why).holds(offers[0]);
    let work = world.store().begin().await.unwrap();
    work.people().set_state(&crate::support::ALL, acme.id, ben.id, MemberState::Active).await.unwrap();
    work.save().await.unwrap();
    let two = browser.get(&page).await;
    two.is(200).keeps_quiet_about(why);
    for offer in offers {
        two.holds(offer);
    }
}
