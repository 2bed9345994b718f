//! One's own page: name, choices that go along, last sign-ins, recovery, and one's data as a file.

use chrono::TimeDelta;
use dezky_domain::access::Role;
use serde_json::Value;

use crate::support::World;

#[tokio::test]
async fn somebody_says_what_they_are_called() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut ann = world.member("acme", "Ann Ade", Role::Member).await;
    for wrong in ["", "  ", "A\nB", &"x".repeat(121)] {
        let refused = ann.post("/api/me/rename", &[("name", wrong)]).await;
        ann.follow(&refused).await.is(200).says("A name has 1 to 120 characters").holds("id=\"name-error\"");
    }
    let done = ann.post("/api/me/rename", &[("name", " Ånn <Øst> ")]).await;
    let page = ann.follow(&done).await;
    page.is(200).says("Name changed.").says("Ånn <Øst>").keeps_quiet_about("<Øst>");
    let event = world.events_of("me.rename").await.remove(0).event;
    assert_eq!(
        (event.changes[0].before.as_deref(), event.changes[0].after.as_deref()),
        (Some("Ann Ade"), Some("Ånn <Øst>"))
    );
    ann.post("/api/me/rename", &[("name", "Ånn <Øst>")]).await.is(302);
    assert_eq!(world.events_of("me.rename").await.len(), 1, "the same again is no change");
    let mut mara = world.member("acme", "Mara Quist", Role::Owner).await;
    mara.get("/admin/people").await.says("Ånn <Øst>");
    world.browser("acme").post("/api/me/rename", &[("name", "x")]).await.is(401);
}

#[tokio::test]
async fn a_choice_goes_along_to_the_next_browser() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let user = "mara.quist@acme.example";
    let (mut first, _) = world.sign_in("acme", user).await;
    assert!(!first.cookies.contains_key("language"), "nothing was chosen yet");
    first.post("/api/preferences/choose", &[("language", "da"), ("theme", "dark"), ("page", "/me")]).await.is(302);
    let (mut second, _) = world.sign_in("acme", user).await;
    assert_eq!((second.cookies["language"].as_str(), second.cookies["theme"].as_str()), ("da", "dark"));
    second.get("/me").await.is(200).holds("<html lang=\"da\"").holds("data-theme=\"dark\"");
    // What was chosen in that browser stays what it is.
    let mut third = world.browser("acme");
    third.keep("language", "fr");
    let begun = third.begin("/").await;
    let (code, _) = world.code(&begun, user).await;
    third.come_back(&begun, &[("code", &code)]).await.is(303);
    assert_eq!((third.cookies["language"].as_str(), third.cookies["theme"].as_str()), ("fr", "dark"));
    second.post("/api/preferences/choose", &[("theme", "system"), ("page", "/me")]).await.is(302);
    let (fourth, _) = world.sign_in("acme", user).await;
    assert!(fourth.cookies.contains_key("language") && !fourth.cookies.contains_key("theme"));
}

#[tokio::test]
async fn last_sign_ins_are_ones_own() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    world.sign_in("acme", "tilo.arend@acme.example").await;
    world.pass(TimeDelta::minutes(5));
    let (mut mara, _) = world.sign_in("acme", "mara.quist@acme.example").await;
    let page = mara.get("/me").await;
    page.is(200).says("Last sign-ins").says("127.0.0.1").says("ask an administrator");
    let part = page.body.split("id=\"sign-ins\"").nth(1).unwrap();
    assert_eq!(part.split("</section>").next().unwrap().matches("<tr").count(), 2, "the head and one");
}

#[tokio::test]
async fn a_long_list_shows_a_few_until_all_are_asked_for() {
    let world = World::new().await;
    world.tenant("acme").await;
    let person = world.person("Ann Ade").await;
    world.grant("acme", &person, Role::Member).await;
    for _ in 0..5 {
        world.signed_in("acme", &person).await;
    }
    let mut ann = world.signed_in("acme", &person).await;
    let few = ann.get("/me").await;
    let ends = |page: &crate::support::Answer| page.body.matches("/api/sessions/end").count();
    few.is(200).says("Show all 6").holds("href=\"/me?all=1#sessions\"");
    assert!(ends(&few) < 6);
    let all = ann.get("/me?all=1").await;
    all.is(200).keeps_quiet_about("Show all");
    assert_eq!(ends(&all), 5, "all but this one");
}

#[tokio::test]
async fn who_runs_it_and_what_becomes_of_data_is_linked_where_it_is_said() {
    let settings =
        "[platform]\nimprint_url = 'https://dezky.example/imprint'\nprivacy_url = 'https://dezky.example/data'\n";
    let world = World::with(settings).await;
    world.tenant("acme").await;
    for host in ["", "acme"] {
        let page = world.browser(host).get("/").await;
        page.is(200).holds("href=\"https://dezky.example/imprint\"").holds("href=\"https://dezky.example/data\"");
    }
    let mut ann = world.member("acme", "Ann Ade", Role::Member).await;
    ann.get("/").await.is(200).says("Imprint").says("Privacy");
    let without = World::new().await;
    without.browser("").get("/").await.is(200).keeps_quiet_about("Imprint").keeps_quiet_about("Privacy");
}

#[tokio::test]
async fn recovery_is_the_providers_own_page_where_there_is_one() {
    let world = World::with("[oidc]\nrecovery_url = 'https://auth.example/settings'\n").await;
    world.tenant("acme").await;
    let mut ann = world.member("acme", "Ann Ade", Role::Member).await;
    let page = ann.get("/me").await;
    page.holds("href=\"https://auth.example/settings\"")
        .holds("href=\"/?arrange=1\"")
        .holds("href=\"/me/export.json\"");
}

#[tokio::test]
async fn ones_data_is_a_file_with_ones_own_and_nobody_elses() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut ann = world.member("acme", "Ann Ade", Role::Admin).await;
    world.member("acme", "Ben Brink", Role::Member).await;
    ann.post("/api/me/rename", &[("name", "Ann Øst")]).await.is(302);
    let answer = ann.get("/me/export.json").await;
    answer.is(200);
    assert!(answer.header("content-type").starts_with("application/json"));
    assert!(answer.header("content-disposition").starts_with("attachment; filename=\"dezky-"));
    assert_eq!(answer.header("cache-control"), "no-store");
    let all: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(all["person"]["name"], "Ann Øst");
    assert_eq!(all["memberships"][0]["workspace"], "Acme");
    assert_eq!(all["events"][0]["action"], "me.rename");
    assert!(!answer.body.contains("Ben Brink") && !answer.body.contains(ann.session().unwrap()));
    let event = world.events_of("me.export").await.remove(0).event;
    assert_eq!(event.actor.name.as_deref(), Some("Ann Øst"));
    world.browser("acme").get("/me/export.json").await.is(401);
    assert_eq!(world.events_of("me.export").await.len(), 1);
}
