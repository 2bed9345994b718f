//! Stalwart in the sandbox, with somebody who reconciles and somebody who changes it by hand.

use dezky_connect::{
    engine::{Comparison, Engine},
    stalwart::Stalwart,
};
use dezky_domain::provision::{Owner, Spec, Trouble};
use dezky_sandbox::{
    Sandbox,
    engine::faults::{Fault, Kind},
};
use serde_json::Value;

use super::{PATIENT, TOKEN, Wish, connect, dkim, domain, envelope, list, mailbox, owner};

/// Far more than any plan needs.
pub const ROUNDS: usize = 6;

pub struct World {
    pub sandbox: Sandbox,
    pub stalwart: Stalwart,
}

impl World {
    pub async fn new() -> Self {
        let sandbox = Sandbox::start(dezky_sandbox::Options::default()).await.unwrap();
        let stalwart = connect(&sandbox.base_url(), PATIENT);
        sandbox.provider().engines.stalwart().dkim_at_once();
        Self { sandbox, stalwart }
    }

    /// With acme's domain.
    pub async fn with_domain() -> Self {
        let world = Self::new().await;
        world.reach(&Wish::new(domain("acme.example"))).await.unwrap();
        world
    }

    /// Rounds as the reconciler makes them, until nothing differs; gives how many calls it took.
    pub async fn reach(&self, wish: &Wish) -> Result<usize, Trouble> {
        let mut made = 0;
        for _ in 0..ROUNDS {
            let plan = wish.plan(&self.stalwart).await?;
            if plan.calls.is_empty() {
                assert_eq!(plan.differences, [], "{:?}", wish.spec);
                return Ok(made);
            }
            for call in &plan.calls {
                self.stalwart.apply(call).await?;
                made += 1;
            }
        }
        panic!("never reached: {wish:?}")
    }

    pub async fn plan(&self, wish: &Wish) -> Comparison {
        wish.plan(&self.stalwart).await.unwrap()
    }

    /// Somebody else at work in Stalwart.
    pub async fn by_hand(&self, method: &str, arguments: Value) -> Value {
        let client = dezky_connect::http::client(dezky_connect::http::Options::default());
        let request = client.post(format!("{}/jmap", self.sandbox.base_url())).bearer_auth(TOKEN);
        let answer = request.json(&envelope(method, arguments)).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        let done = answer["methodResponses"][0].clone();
        assert!(
            done[0] == method
                && done[1].as_object().unwrap().keys().all(|it| it == "notFound" || !it.starts_with("not")),
            "{answer}"
        );
        done[1].clone()
    }

    /// Names of what came into being or went.
    pub fn happened(&self, what: &str) -> Vec<String> {
        self.sandbox.provider().journal.entries(Some(what), 0).into_iter().map(|entry| entry.what).collect()
    }

    pub fn fails(&self, calls: &str, kind: Kind) {
        let fault = Fault { calls: Some(calls.to_owned()), times: Some(1), ..Fault::always(kind) };
        self.sandbox.provider().engines.faults.set([fault]);
    }
}

pub fn globex() -> Owner {
    owner("01989f2e-7a10-7000-8000-00000000000b", "globex")
}

pub fn everything() -> Vec<Spec> {
    vec![
        domain("acme.example"),
        dkim("acme.example"),
        mailbox("mara@acme.example", "Mara Lind", &["m.lind", "mara.lind"], 1 << 30),
        mailbox("o.brink@acme.example", "Oskar Brink", &[], 0),
        list("postmaster@acme.example", &["mara@acme.example", "abuse@dezky.example"]),
    ]
}
