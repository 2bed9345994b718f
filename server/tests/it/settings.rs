//! What a tenant decides: its language, how long sessions last, how long events are kept, who is told.

use chrono::TimeDelta;
use dezky_domain::{access::Role, alert::Channel};

use crate::support::{Answer, Browser, World};

async fn save(browser: &mut Browser, typed: [&str; 5]) -> Answer {
    send(browser, typed, &[]).await
}

/// The same, with the box ticked that says that events may go.
async fn forget(browser: &mut Browser, typed: [&str; 5]) -> Answer {
    send(browser, typed, &[("forget", "on")]).await
}

async fn send(browser: &mut Browser, [language, idle, hours, days, mail]: [&str; 5], more: &[(&str, &str)]) -> Answer {
    let form = [
        ("language", language),
        ("idle_minutes", idle),
        ("session_hours", hours),
        ("retention_days", days),
        ("alert_mail", mail),
    ];
    let answer = browser.post("/api/settings/save", &[&form[..], more].concat()).await;
    browser.follow(&answer).await
}

#[tokio::test]
async fn settings_are_saved_and_what_changed_is_told() {
    let world = World::new().await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let mut mara = world.member("acme", "Mara Quist", Role::Owner).await;
    mara.get("/admin/settings").await.is(200).says("The platform’s: 480.").says("The platform keeps events for ever.");
    for (typed, field, said) in [
        (["", "4", "", "", ""], "idle_minutes", "Enter a whole number"),
        (["", "481", "", "", ""], "idle_minutes", "This is longer than the platform’s own."),
        (["", "", "25", "", ""], "session_hours", "This is longer than the platform’s own."),
        (["", "", "", "29", ""], "retention_days", "Enter a whole number"),
        (["", "", "", "", "nobody"], "alert_mail", "An address looks like"),
        (["", "", "", "", "a@x.eu,b@x.eu,c@x.eu,d@x.eu,e@x.eu,f@x.eu"], "alert_mail", "At most 5 addresses"),
    ] {
        let page = save(&mut mara, typed).await;
        page.is(200).says(said).holds(&format!("id=\"{field}-error\""));
    }
    assert!(world.events_of("settings.change").await.is_empty());
    // What is deleted for good is asked for first.
    let all = ["da", "30", "12", "400", "ops@acme.example, it@acme.example"];
    let page = save(&mut mara, all).await;
    page.is(200)
        .says("Events are kept for a shorter time")
        .holds("id=\"retention_days-error\"")
        .holds("name=\"forget\"");
    page.holds("value=\"400\"");
    assert!(world.events_of("settings.change").await.is_empty());
    let page = forget(&mut mara, all).await;
    // In the language that was just chosen for who chose none.
    page.is(200).says("Gemt.").holds("value=\"ops@acme.example, it@acme.example\"").holds("value=\"400\"");
    let event = world.events_of("settings.change").await.remove(0);
    assert_eq!(event.tenant.unwrap().slug.as_str(), "acme");
    let changed: Vec<_> = event.event.changes.iter().map(|one| (one.field.as_str(), one.after.as_deref())).collect();
    assert_eq!(changed[0], ("language", Some("da")));
    assert_eq!(changed[4], ("alert_mail", Some("ops@acme.example, it@acme.example")));
    save(&mut mara, ["da", "30", "12", "400", "ops@acme.example it@acme.example"]).await;
    assert_eq!(world.events_of("settings.change").await.len(), 1, "the same again is no change");
    let mut gus = world.member("globex", "Gus Gray", Role::Owner).await;
    gus.get("/admin/settings").await.is(200).keeps_quiet_about("ops@acme.example");
}

#[tokio::test]
async fn the_language_is_for_who_chose_none_and_asks_for_none() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut mara = world.member("acme", "Mara Quist", Role::Owner).await;
    save(&mut mara, ["da", "", "", "", ""]).await;
    let page = |browser: Browser| async move { browser.clone().get("/me").await };
    page(mara.clone()).await.holds("<html lang=\"da\"");
    page(mara.clone().with("accept-language", "pl")).await.holds("<html lang=\"da\"");
    page(mara.clone().with("accept-language", "fr")).await.holds("<html lang=\"fr\"");
    let mut chosen = mara.clone();
    chosen.keep("language", "de");
    page(chosen).await.holds("<html lang=\"de\"");
    world.browser("acme").get("/").await.holds("<html lang=\"da\"");
    world.browser("").get("/").await.holds("<html lang=\"en\"");
    // The form for somebody new begins with it.
    mara.clone().with("accept-language", "en").get("/admin/people/new").await.holds("value=\"da\" selected");
}

#[tokio::test]
async fn a_shorter_session_ends_sooner() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut mara = world.member("acme", "Mara Quist", Role::Owner).await;
    let mut ann = world.member("acme", "Ann Ade", Role::Member).await;
    world.pass(TimeDelta::minutes(6));
    save(&mut mara, ["", "5", "", "", ""]).await;
    ann.get("/me").await.is(303);
    mara.get("/me").await.is(200);
    world.pass(TimeDelta::minutes(6));
    mara.get("/me").await.is(303);
}

#[tokio::test]
async fn a_tenant_is_told_of_what_is_about_it_in_its_language() {
    let world = World::watched("").await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let mut mara = world.member("acme", "Mara Quist", Role::Owner).await;
    save(&mut mara, ["de", "", "", "", "sicherheit@acme.example"]).await;
    let ann = world.person("Ann Ade").await;
    world.grant("acme", &ann, Role::Member).await;
    let id = ann.id.to_string();
    mara.post("/api/members/role", &[("id", &id), ("role", "owner")]).await.is(302);
    world.watch().await;
    let told = world.open_alerts().await.remove(0);
    let to: Vec<_> = told.deliveries.iter().map(|one| (one.channel, one.to.as_str())).collect();
    assert_eq!(to, [(Channel::Mail, "ops@dezky.example"), (Channel::Tenant, "sicherheit@acme.example")]);
    world.deliver().await;
    let letters = world.letters().await;
    assert_eq!(letters.len(), 2);
    let theirs = letters.iter().find(|letter| letter.contains("sicherheit@acme.example")).unwrap();
    assert!(theirs.contains("acme.localhost:3000/admin/audit") && !theirs.contains("/operator/"), "{theirs}");
    assert!(theirs.contains("Zeitleiste"), "{theirs}");
    assert_eq!(world.events_of("alert.sent").await.len(), 2);
    // Another tenant's, and the platform's own, are none of theirs.
    let mut gus = world.member("globex", "Gus Gray", Role::Owner).await;
    let ben = world.person("Ben").await;
    world.grant("globex", &ben, Role::Member).await;
    let id = ben.id.to_string();
    gus.post("/api/members/role", &[("id", &id), ("role", "owner")]).await.is(302);
    world.watch().await;
    let told = world.open_alerts().await.remove(0);
    assert!(told.deliveries.iter().all(|one| one.channel != Channel::Tenant), "{told:?}");
}

#[tokio::test]
async fn a_form_that_is_sent_too_late_leads_back_to_where_it_stands() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut nobody =
        world.browser("acme").with("referer", "http://acme.localhost/admin/people/new?email=a%40b.example");
    let form = [("name", "Ann"), ("email", ""), ("role", "member"), ("invite_to", ""), ("language", "en")];
    let page = nobody.post("/api/members/add", &form).await;
    page.is(401).holds("href=\"/sign-in?next=%2Fadmin%2Fpeople%2Fnew%3Femail%3Da%2540b.example\"");
    // Another host's page leads nowhere but to a page of ours; without one it begins at the start.
    let mut nobody = nobody.with("referer", "https://elsewhere.example/away");
    nobody.post("/api/members/add", &form).await.is(401).keeps_quiet_about("elsewhere");
    let mut nobody = nobody.with("referer", "");
    nobody.post("/api/members/add", &form).await.is(401).holds("href=\"/sign-in?next=%2F\"");
}
