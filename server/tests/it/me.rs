//! One's own page: sessions that one sees and ends, language and theme.

use chrono::TimeDelta;
use dezky_domain::access::Role;

use crate::support::{Answer, World};

/// The ids of the sessions that can be ended.
fn sessions(page: &Answer) -> Vec<String> {
    let inputs = page.body.split("<input").filter(|tag| tag.contains("name=\"id\""));
    let ids = inputs.map(|tag| tag.split_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned());
    ids.collect()
}

#[tokio::test]
async fn somebody_sees_and_ends_their_sessions() {
    let world = World::new().await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let ann = world.person("Ann Ade").await;
    world.grant("acme", &ann, Role::Owner).await;
    world.grant("globex", &ann, Role::Member).await;
    let mut lost = world.signed_in("globex", &ann).await;
    world.pass(TimeDelta::minutes(5));
    let mut here = world.signed_in("acme", &ann).await;
    let page = here.get("/me").await;
    page.is(200).says("Ann Ade").says("ann.ade@people.example").says("Owner");
    page.says("This one").says("Firefox").says("192.0.2.1, Globex").says("5 min ago");
    let ids = sessions(&page);
    assert_eq!(ids.len(), 1, "one's own isn't ended here");

    let ended = here.post("/api/sessions/end", &[("id", &ids[0])]).await;
    assert_eq!(ended.is(302).location(), "/me#sessions");
    let page = here.follow(&ended).await;
    page.is(200).says("Session ended.").keeps_quiet_about("Globex");
    assert!(sessions(&page).is_empty());
    lost.get("/me").await.is(303);
    let event = &world.events_of("session.end").await[0].event;
    assert_eq!((event.target.kind.as_str(), event.target.id.as_deref()), ("session", Some(ids[0].as_str())));
    here.post("/api/sessions/end", &[("id", &ids[0])]).await.is(404);
}

#[tokio::test]
async fn nobody_ends_the_session_of_somebody_else() {
    let world = World::new().await;
    world.tenant("acme").await;
    let ann = world.person("Ann Ade").await;
    world.grant("acme", &ann, Role::Member).await;
    let mut old = world.signed_in("acme", &ann).await;
    let mut new = world.signed_in("acme", &ann).await;
    let id = sessions(&new.get("/me").await)[0].clone();
    let mut owner = world.member("acme", "Olga Ost", Role::Owner).await;
    owner.get("/me").await.is(200).keeps_quiet_about(&id);
    let mut operator = world.operator("Otto Orr", Role::Operator).await;
    let mut nobody = world.browser("acme");
    owner.post("/api/sessions/end", &[("id", &id)]).await.is(404);
    operator.post("/api/sessions/end", &[("id", &id)]).await.is(404);
    nobody.post("/api/sessions/end", &[("id", &id)]).await.is(401);
    for wrong in ["", "x", "../me", "00000000-0000-0000-0000-000000000000"] {
        owner.post("/api/sessions/end", &[("id", wrong)]).await.is(404);
    }
    old.get("/me").await.is(200);
    assert!(world.events_of("session.end").await.is_empty());
}

#[tokio::test]
async fn a_language_is_the_browsers_until_one_is_chosen() {
    let world = World::new().await;
    world.tenant("acme").await;
    let ann = world.member("acme", "Ann Ade", Role::Member).await;
    for (asked, language, word) in [
        ("de-AT,de;q=0.9,en;q=0.5", "de", "Abmelden"),
        ("fr", "fr", "Se déconnecter"),
        ("nl, da;q=0.8", "da", "Log ud"),
        ("nl", "en", "Sign out"),
        ("", "en", "Sign out"),
        (";;;q=", "en", "Sign out"),
    ] {
        let page = ann.clone().with("accept-language", asked).get("/me").await;
        page.is(200).says(word).holds(&format!("<html lang=\"{language}\""));
    }
    let mut ann = ann.with("accept-language", "fr");
    let chosen = ann.post("/api/preferences/choose", &[("language", "da"), ("page", "/me")]).await;
    assert_eq!(chosen.is(302).location(), "/me");
    ann.follow(&chosen).await.is(200).says("Log ud").holds("<html lang=\"da\"");
    // What isn't one changes nothing.
    ann.post("/api/preferences/choose", &[("language", "xx; Domain=evil.example"), ("theme", "neon")]).await.is(302);
    assert_eq!(ann.cookies.get("language").unwrap(), "da");
    assert!(!ann.cookies.contains_key("theme"));
    ann.keep("language", "<script>");
    ann.get("/me").await.is(200).holds("<html lang=\"fr\"");
}

#[tokio::test]
async fn a_theme_is_the_systems_until_one_is_chosen() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut ann = world.member("acme", "Ann Ade", Role::Member).await;
    ann.get("/me").await.is(200).keeps_quiet_about("data-theme");
    for (theme, attribute) in [("dark", "data-theme=\"dark\""), ("light", "data-theme=\"light\"")] {
        let chosen = ann.post("/api/preferences/choose", &[("theme", theme), ("page", "/me")]).await;
        let page = ann.follow(&chosen).await;
        let head = page.body.split("<head>").next().unwrap();
        assert!(head.contains(attribute), "before anything is drawn: {head}");
    }
    let chosen = ann.post("/api/preferences/choose", &[("theme", "system"), ("page", "/me")]).await;
    ann.follow(&chosen).await.keeps_quiet_about("data-theme");
}

#[tokio::test]
async fn a_choice_leads_back_to_this_host_only() {
    let world = World::new().await;
    let mut browser = world.browser("");
    for page in ["https://evil.example", "//evil.example", "/\\evil.example", "", "me"] {
        let chosen = browser.post("/api/preferences/choose", &[("theme", "dark"), ("page", page)]).await;
        assert_eq!(chosen.is(302).location(), "/", "{page}");
    }
}
