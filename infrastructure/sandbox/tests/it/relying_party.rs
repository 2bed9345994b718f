//! A client of the provider, as small as it can be, on the same crate that Dezky uses.

use std::net::{Ipv4Addr, SocketAddr};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use dezky_sandbox::{Options, Sandbox};
use openidconnect::core::{CoreClient, CoreIdToken, CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use openidconnect::url::Url;
use openidconnect::{
    ClientId, ClientSecret, HttpRequest, HttpResponse, IssuerUrl, JsonWebKey, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, ProviderMetadataWithLogout,
};
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Response};
use serde_json::{Value, json};

pub const CALLBACK: &str = "http://acme.localhost:3000/auth/callback";
pub const SECRET: &str = "sandbox-only-dz-acme";

/// A sandbox of its own, and a browser with its client before it.
pub struct World {
    pub sandbox: Sandbox,
    pub http: Client,
    pub cookie: Option<String>,
}

impl World {
    pub async fn new() -> Self {
        let sandbox = Sandbox::start(Options::default()).await.unwrap();
        let http = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .resolve("localhost", SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .no_proxy()
            .build()
            .unwrap();
        Self { sandbox, http, cookie: None }
    }

    pub fn at(&self, path: &str) -> String {
        if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.sandbox.base_url()) }
    }

    pub async fn get(&self, path: &str) -> Response {
        let cookie = self.cookie.clone().unwrap_or_default();
        self.http.get(self.at(path)).header(COOKIE, cookie).send().await.unwrap()
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Response {
        let cookie = self.cookie.clone().unwrap_or_default();
        self.http.post(self.at(path)).header(COOKIE, cookie).form(form).send().await.unwrap()
    }

    pub async fn control(&self, path: &str, body: Value) -> Response {
        self.http.post(self.at(path)).json(&body).send().await.unwrap()
    }

    /// An authorize request of Acme's client, with `more` at its end.
    pub fn authorize(challenge: &str, more: &str) -> String {
        let callback = CALLBACK.replace(':', "%3A").replace('/', "%2F");
        format!(
            "/application/o/authorize/?response_type=code&client_id=dz-acme&redirect_uri={callback}\
             &scope=openid+email+profile&state=s1&nonce=n1&code_challenge={challenge}&code_challenge_method=S256{more}"
        )
    }

    /// Through the sign-in page to where the authorize request leads.
    pub async fn sign_in(&mut self, authorize: &str, username: &str, password: &str) -> Response {
        let page = location(&self.get(authorize).await);
        let answer = self.post(&page, &[("username", username), ("password", password)]).await;
        let cookie = answer.headers()[SET_COOKIE].to_str().unwrap();
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
        self.cookie = cookie.split(';').next().map(str::to_owned);
        self.get(&location(&answer)).await
    }

    /// A code for Acme's client without the sign-in page, and the session's `sid`.
    pub async fn code(&self, username: &str, challenge: &str) -> (String, String) {
        let body = json!({ "app": "dz-acme", "username": username, "redirect_uri": CALLBACK, "nonce": "n1",
            "code_challenge": challenge });
        let answer: Value = self.control("/sandbox/code", body).await.json().await.unwrap();
        (answer["code"].as_str().unwrap().to_owned(), answer["sid"].as_str().unwrap().to_owned())
    }

    pub async fn exchange(&self, code: &str, verifier: &str) -> Response {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", verifier),
            ("client_id", "dz-acme"),
            ("client_secret", SECRET),
        ];
        self.post("/application/o/token/", &form).await
    }

    /// Tokens for somebody, as JSON.
    pub async fn tokens(&self, username: &str) -> Value {
        let (challenge, verifier) = pkce();
        let (code, _) = self.code(username, &challenge).await;
        self.exchange(&code, &verifier).await.json().await.unwrap()
    }

    pub async fn discover(&self) -> Result<ProviderMetadataWithLogout, String> {
        let issuer = IssuerUrl::new(self.sandbox.issuer("dz-acme")).unwrap();
        ProviderMetadataWithLogout::discover_async(issuer, &|r| send(self.http.clone(), r))
            .await
            .map_err(|e| format!("{e:?}"))
    }

    /// Checks an ID token as Dezky does: signature, issuer, audience, time, nonce.
    pub async fn verify(&self, id_token: &str) -> Result<(), String> {
        let metadata = self.discover().await?;
        let secret = ClientSecret::new(SECRET.to_owned());
        let client = CoreClient::from_provider_metadata(metadata, ClientId::new("dz-acme".to_owned()), Some(secret));
        let token: CoreIdToken = id_token.parse().map_err(|e| format!("{e:?}"))?;
        let nonce = Nonce::new("n1".to_owned());
        token.claims(&client.id_token_verifier(), &nonce).map(|_| ()).map_err(|e| format!("{e:?}"))
    }

    /// Whether the published keys have signed a token.
    pub async fn is_signed(&self, token: &str) -> bool {
        let (input, signature) = token.rsplit_once('.').unwrap();
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        let set: CoreJsonWebKeySet = self.get("/application/o/dz-acme/jwks/").await.json().await.unwrap();
        let alg = CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256;
        set.keys().iter().any(|key| key.verify_signature(&alg, input.as_bytes(), &signature).is_ok())
    }
}

pub fn pkce() -> (String, String) {
    let (challenge, verifier): (PkceCodeChallenge, PkceCodeVerifier) = PkceCodeChallenge::new_random_sha256();
    (challenge.as_str().to_owned(), verifier.secret().to_owned())
}

pub fn location(answer: &Response) -> String {
    assert_eq!(answer.status(), 302);
    answer.headers()[LOCATION].to_str().unwrap().to_owned()
}

/// One parameter of the address that an answer leads to.
pub fn led_to(answer: &Response, name: &str) -> Option<String> {
    let url = Url::parse(&location(answer)).unwrap();
    url.query_pairs().find(|(n, _)| n == name).map(|(_, v)| v.into_owned())
}

/// Part 0 is the header, part 1 the claims.
pub fn part(token: &str, number: usize) -> Value {
    let part = token.split('.').nth(number).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

async fn send(http: Client, request: HttpRequest) -> Result<HttpResponse, reqwest::Error> {
    let answer = http.execute(request.try_into()?).await?;
    let status = answer.status();
    let headers = answer.headers().clone();
    let mut response = HttpResponse::new(answer.bytes().await?.to_vec());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}
