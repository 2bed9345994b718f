//! The provider's double, and the way to it and back.

use dezky_connect::http::{Options as HttpOptions, client};
use dezky_sandbox::{Misbehaviour, Options, Sandbox};
use openidconnect::url::Url;
use serde_json::{Value, json};

use super::{Answer, Browser, TestClock, World};

/// A sign-in on its way: what the browser was sent to the provider with.
#[derive(Debug, Clone)]
pub struct Begun(Url);

impl Begun {
    pub fn of(answer: &Answer) -> Self {
        Self(Url::parse(answer.location()).unwrap())
    }

    pub fn asked(&self, name: &str) -> String {
        self.0.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
    }

    pub fn address(&self) -> &Url {
        &self.0
    }
}

impl World {
    /// With a provider that has a client for the platform, for Acme and for Globex. The clock stands at the machine's
    /// time, since the provider signs by it.
    pub async fn with_sandbox(settings: &str) -> Self {
        let sandbox = Sandbox::start(Options::default()).await.unwrap();
        let client = |id: &str| {
            format!("issuer = '{}'\nclient_id = '{id}'\nclient_secret = 'sandbox-only-{id}'\n", sandbox.issuer(id))
        };
        let oidc = format!(
            "{settings}\n[limits]\nsign_in_per_minute = 1000\n[oidc]\nshared_subjects = '{}/application/o/'\n{}\
             [oidc.tenants.acme]\n{}[oidc.tenants.globex]\n{}",
            sandbox.base_url(),
            client("dezky"),
            client("dz-acme"),
            client("dz-globex"),
        );
        Self::made(&oidc, TestClock::of_the_machine(), Some(sandbox)).await
    }

    pub fn provider(&self) -> &Sandbox {
        self.sandbox.as_ref().unwrap()
    }

    pub fn misbehave(&self, how: Value) {
        self.provider().provider().misbehave(serde_json::from_value::<Misbehaviour>(how).unwrap());
    }

    /// What only tests ask of the provider.
    pub async fn control(&self, path: &str, body: &Value) -> Value {
        let url = format!("{}{path}", self.provider().base_url());
        let client = self.control.get_or_init(|| client(HttpOptions::default()));
        let answer = client.post(url).json(body).send().await.unwrap();
        assert!(answer.status().is_success(), "{path} {body}: {}", answer.status());
        serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default()
    }

    /// A code for somebody, as the provider gives it when they have proved who they are; and the provider's session.
    pub async fn code(&self, begun: &Begun, username: &str) -> (String, String) {
        let wish = json!({
            "app": begun.asked("client_id"), "username": username, "redirect_uri": begun.asked("redirect_uri"),
            "nonce": begun.asked("nonce"), "code_challenge": begun.asked("code_challenge"), "scope": begun.asked("scope"),
        });
        let answer = self.control("/sandbox/code", &wish).await;
        (answer["code"].as_str().unwrap().to_owned(), answer["sid"].as_str().unwrap().to_owned())
    }

    /// A new browser, signed in through the provider; and the provider's session.
    pub async fn sign_in(&self, slug: &str, username: &str) -> (Browser, String) {
        let mut browser = self.browser(slug);
        let begun = browser.begin("/").await;
        let (code, sid) = self.code(&begun, username).await;
        let back = browser.come_back(&begun, &[("code", &code)]).await;
        assert_eq!(back.is(303).location(), "/");
        (browser, sid)
    }
}

impl Browser {
    /// Begins a sign-in that leads on to `next`.
    pub async fn begin(&mut self, next: &str) -> Begun {
        Begun::of(&self.get(&format!("/sign-in?next={}", super::browser::escape(next))).await)
    }

    /// Comes back from the provider, with the state of that beginning.
    pub async fn come_back(&mut self, begun: &Begun, answer: &[(&str, &str)]) -> Answer {
        let state = begun.asked("state");
        let pairs = answer.iter().copied().chain([("state", state.as_str())]);
        let pairs: Vec<_> = pairs.map(|(name, value)| format!("{name}={}", super::browser::escape(value))).collect();
        self.get(&format!("/auth/callback?{}", pairs.join("&"))).await
    }
}
