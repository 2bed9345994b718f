//! Sizes, rates, and where a request really comes from.

use dezky_domain::access::Role;

use crate::support::World;

#[tokio::test]
async fn a_body_that_is_too_large_is_not_read() {
    let world = World::new().await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    let large = "x".repeat(64 * 1024 + 1);
    let answer =
        olga.post("/api/tenants/create", &[("name", &large), ("slug", "acme"), ("domain", ""), ("accent", "")]).await;
    answer.is(413);
    assert_eq!(world.database.count("tenant").await, 0);
    // One that doesn't say how long it is, neither.
    let endless =
        futures::stream::iter((0..80).map(|_| Ok::<_, std::io::Error>("name=".to_owned() + &"x".repeat(1024))));
    let answer = olga.post_body("/api/tenants/create", axum::body::Body::from_stream(endless)).await;
    answer.is(400).says("This doesn’t fit").says(answer.header("x-request-id")).keeps_quiet_about("length limit");
    assert_eq!(world.database.count("tenant").await, 0);
}

#[tokio::test]
async fn a_form_that_cannot_be_read_is_refused_without_the_inside() {
    let world = World::new().await;
    let mut olga =
        world.operator("Olga Ost", Role::Operator).await.with("referer", "http://localhost:3000/operator/tenants/new");
    let mut machine = olga.clone().with("accept", "application/json");
    for body in ["", "name=Acme", "name=Acme&slug=acme&domain=", "%ff=%", "{}", "name=a&name=b&slug=c&domain=&accent="]
    {
        let answer = olga.post_text("/api/tenants/create", body.to_owned()).await;
        answer.is(400).says("This doesn’t fit").keeps_quiet_about("missing field");
        assert_eq!(answer.header("location"), "");
        let answer = machine.post_text("/api/tenants/create", body.to_owned()).await;
        assert_eq!((answer.status, answer.body.as_str()), (400, ""), "{body}");
    }
    assert_eq!(world.database.count("tenant").await, 0);
}

#[tokio::test]
async fn a_client_that_tries_too_often_waits_and_another_does_not() {
    let world = World::with("[limits]\nsign_in_per_minute = 3\n").await;
    world.tenant("acme").await;
    let mut hasty = world.browser("acme").from("203.0.113.7");
    for path in ["/sign-in", "/auth/callback", "/sign-in"] {
        hasty.get(path).await.is(303);
    }
    for path in ["/sign-in", "/auth/callback"] {
        let answer = hasty.get(path).await;
        answer.is(429);
        assert_eq!(answer.header("retry-after"), "60");
        answer.says("Too many");
    }
    // Whatever it says of itself: nobody here trusts it.
    hasty.clone().with("x-forwarded-for", "198.51.100.1").get("/sign-in").await.is(429);
    hasty.get("/").await.is(200);
    world.browser("acme").from("203.0.113.8").get("/sign-in").await.is(303);
    // A customer with IPv6 has more addresses than tries.
    let statuses =
        async |last: u32| world.browser("acme").from(&format!("2001:db8::{last}")).get("/sign-in").await.status;
    let tries = [statuses(1).await, statuses(2).await, statuses(3).await, statuses(4).await];
    assert_eq!(tries, [303, 303, 303, 429]);
}

#[tokio::test]
async fn a_stranger_cannot_say_where_they_come_from() {
    let world = World::with("[web]\ntrusted_proxies = ['10.0.0.0/8']\n").await;
    world.tenant("acme").await;
    let came_from = async |peer: &str, forwarded: &str| {
        let mut browser = world.browser("acme").from(peer).with("x-forwarded-for", forwarded);
        browser.get("/auth/callback?state=x").await.is(303);
        world.pass(chrono::TimeDelta::seconds(1));
        world.events_of("session.refused").await[0].event.ip.clone().unwrap()
    };
    assert_eq!(came_from("203.0.113.7", "192.0.2.9").await, "203.0.113.7");
    assert_eq!(came_from("10.0.0.1", "192.0.2.9").await, "192.0.2.9");
    assert_eq!(came_from("10.0.0.1", "127.0.0.1, 192.0.2.9, 10.0.0.2").await, "192.0.2.9");
    assert_eq!(came_from("10.0.0.1", "not an address").await, "10.0.0.1");
    assert_eq!(came_from("::ffff:10.0.0.1", "2001:db8::1").await, "2001:db8::1");
    assert_eq!(came_from("10.0.0.1", "").await, "10.0.0.1");
}

#[tokio::test]
async fn hostile_headers_are_text() {
    let world = World::new().await;
    world.tenant("acme").await;
    let agent = format!("<script>alert(1)</script>{}", "A".repeat(5000));
    let mut browser = world.browser("acme").with("user-agent", &agent);
    browser.get("/auth/callback?state=x").await.is(303);
    let kept = world.events_of("session.refused").await[0].event.user_agent.clone().unwrap();
    assert_eq!(kept.len(), 300);
    let mut lotte = world.member("acme", "Lotte Haag", Role::Auditor).await;
    let id = world.events_of("session.refused").await[0].event.id;
    lotte.get(&format!("/admin/audit/{id}")).await.is(200).says("<script>alert(1)").keeps_quiet_about("<script>alert");
    // A client's own idea of the request's id is not taken.
    let answer = browser.with("x-request-id", "EVIL").get("/").await;
    assert_ne!(answer.header("x-request-id"), "EVIL");
}
