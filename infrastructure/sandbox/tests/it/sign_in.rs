//! The authorization code flow, and everything that is not let through.

use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use serde_json::{Value, json};

use super::relying_party::{CALLBACK, SECRET, World, led_to, location, part, pkce};

const MARA: &str = "mara.quist@acme.example";

#[tokio::test]
async fn a_person_signs_in_and_the_client_learns_who_it_is() {
    let mut world = World::new().await;
    let (challenge, verifier) = pkce();
    let authorize = World::authorize(&challenge, "");

    let page = location(&world.get(&authorize).await);
    assert!(page.starts_with("/if/flow/default-authentication-flow/?"), "{page}");
    let html = world.get(&page).await.text().await.unwrap();
    assert!(html.contains("<h1>Sign in to Acme</h1>") && html.contains(MARA));
    let wrong = world.post(&page, &[("username", MARA), ("password", "guess")]).await;
    assert_eq!(wrong.status(), 200);
    let html = wrong.text().await.unwrap();
    assert!(html.contains("role=\"alert\"") && html.contains(&format!("value=\"{MARA}\"")), "{html}");

    let back = world.sign_in(&authorize, MARA, "owner").await;
    assert!(location(&back).starts_with(CALLBACK));
    assert_eq!(led_to(&back, "state").as_deref(), Some("s1"));
    let answer = world.exchange(&led_to(&back, "code").unwrap(), &verifier).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let tokens: Value = answer.json().await.unwrap();
    let id_token = tokens["id_token"].as_str().unwrap();
    world.verify(id_token).await.unwrap();

    let claims = part(id_token, 1);
    assert_eq!(claims["aud"], "dz-acme", "a string, as Authentik writes it");
    assert_eq!(claims["acr"], "goauthentik.io/providers/oauth2/default");
    assert_eq!(claims["amr"], json!(["pwd"]));
    assert_eq!(claims["groups"], json!(["acme", "acme-admins", "acme-management"]));
    let recorded = "iss sub aud exp iat auth_time acr amr nonce sid jti email email_verified name given_name \
                    preferred_username nickname groups";
    let mut expected: Vec<&str> = recorded.split(' ').filter(|n| !n.is_empty()).collect();
    expected.sort_unstable();
    let mut names: Vec<&str> = claims.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, expected);

    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let info = world.http.get(world.at("/application/o/userinfo/")).header(AUTHORIZATION, bearer);
    let info: Value = info.send().await.unwrap().json().await.unwrap();
    assert_eq!((&info["email"], &info["sub"]), (&json!(MARA), &claims["sub"]));
}

#[tokio::test]
async fn a_wrong_verifier_spares_the_code_and_a_second_use_does_not() {
    let world = World::new().await;
    let (challenge, verifier) = pkce();
    let (code, _) = world.code(MARA, &challenge).await;

    for wrong in [pkce().1, "short".to_owned()] {
        let answer = world.exchange(&code, &wrong).await;
        assert_eq!(answer.status(), 400);
        assert_eq!(answer.json::<Value>().await.unwrap()["error"], "invalid_grant");
    }
    assert_eq!(world.exchange(&code, &verifier).await.status(), 200);
    let again = world.exchange(&code, &verifier).await;
    assert_eq!(again.status(), 400);
    assert_eq!(again.json::<Value>().await.unwrap()["error"], "invalid_grant");
}

#[tokio::test]
async fn a_client_proves_itself_in_the_header_or_in_the_form() {
    let world = World::new().await;
    for (secret, status) in [(SECRET, 200), ("guess", 400)] {
        let (challenge, verifier) = pkce();
        let (code, _) = world.code(MARA, &challenge).await;
        let form = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", &verifier),
        ];
        let basic = format!("Basic {}", STANDARD.encode(format!("dz-acme:{secret}")));
        let asked = world.http.post(world.at("/application/o/token/")).header(AUTHORIZATION, basic);
        let answer = asked.form(&form).send().await.unwrap();
        assert_eq!(answer.status(), status);
        if status == 400 {
            assert_eq!(answer.json::<Value>().await.unwrap()["error"], "invalid_client");
        }
    }
}

#[tokio::test]
async fn an_unregistered_address_is_never_led_to() {
    let world = World::new().await;
    let authorize = World::authorize("x", "").replace("auth%2Fcallback", "elsewhere");
    let answer = world.get(&authorize).await;
    assert_eq!(answer.status(), 400);
    assert!(answer.text().await.unwrap().contains("Redirect URI Error"));

    let unknown = World::authorize("x", "").replace("dz-acme", "nobody");
    let answer = world.get(&unknown).await;
    assert_eq!(answer.status(), 400);
    assert!(answer.text().await.unwrap().contains("Client ID Error"));
}

#[tokio::test]
async fn a_request_out_of_order_comes_back_with_its_error() {
    let world = World::new().await;
    let sound = World::authorize("x", "");
    for (request, error) in [
        (sound.replace("S256", "plain"), "invalid_request"),
        (sound.replace("code_challenge=x", "code_challenge="), "invalid_request"),
        (sound.replace("response_type=code", "response_type=token"), "unsupported_response_type"),
        (format!("{sound}&prompt=none"), "login_required"),
    ] {
        let answer = world.get(&request).await;
        assert_eq!(led_to(&answer, "error").as_deref(), Some(error), "{request}");
        assert_eq!(led_to(&answer, "state").as_deref(), Some("s1"));
    }
}

#[tokio::test]
async fn a_session_serves_again_until_a_password_is_asked_for() {
    let mut world = World::new().await;
    let authorize = World::authorize(&pkce().0, "");
    world.sign_in(&authorize, MARA, "owner").await;

    let silent = world.get(&format!("{authorize}&prompt=none")).await;
    assert!(led_to(&silent, "code").is_some());

    let asked = format!("{authorize}&prompt=login&max_age=0&login_hint=mara.quist%40acme.example");
    let page = location(&world.get(&asked).await);
    assert!(world.get(&page).await.text().await.unwrap().contains(&format!("value=\"{MARA}\"")));
    let back = world.sign_in(&asked, MARA, "owner").await;
    assert!(led_to(&back, "code").is_some(), "asked once, not for ever");
}

#[tokio::test]
async fn whoever_is_not_admitted_never_comes_back() {
    let mut world = World::new().await;
    let answer = world.sign_in(&World::authorize("x", ""), "gus.hollander@globex.example", "owner").await;
    assert_eq!(answer.status(), 200);
    let html = answer.text().await.unwrap();
    assert!(html.contains("<title>Permission denied - authentik</title>"), "{html}");

    let back = world.sign_in(&World::authorize("x", "&prompt=login"), MARA, "owner").await;
    assert!(led_to(&back, "code").is_some(), "and somebody else may try");
}

#[tokio::test]
async fn a_missing_slash_is_a_page_not_found() {
    let world = World::new().await;
    for path in [
        "/application/o/dz-acme",
        "/application/o/dz-acme/jwks",
        "/application/o/authorize",
        "/application/o/nobody/.well-known/openid-configuration",
        "/.well-known/openid-configuration",
    ] {
        let answer = world.get(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        assert_eq!(answer.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
    }
}

#[tokio::test]
async fn a_foreign_name_for_this_machine_is_refused() {
    let world = World::new().await;
    for (name, value) in [(HOST.as_str(), "evil.example"), ("origin", "http://evil.example")] {
        let asked = world.http.get(world.at("/sandbox/journal")).header(name, value);
        assert_eq!(asked.send().await.unwrap().status(), 403, "{name}");
    }
}
