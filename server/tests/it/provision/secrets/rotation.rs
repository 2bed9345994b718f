//! The keys that seal secrets: changed without anybody noticing, and missed in plain words.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use axum::http::Method;
use dezky_domain::provision::{Kind, RunState, StepState};
use dezky_server::{provision::seal::Keys, state::State, worker};
use serde_json::Value;

use super::client_secret;
use crate::support::{ALL, World};

/// Acme, provisioned under the key `k1` of a file of its own.
async fn acme() -> (World, PathBuf, String) {
    let world = World::with_bare_engines("").await;
    let (path, line) = (world.database.folder.path().join("keys"), Keys::new_line("k1"));
    std::fs::write(&path, &line).unwrap();
    let world = world.restarted(|config| config.secrets.keys.clone_from(&path));
    worker::look::ask(&world.state).await.unwrap();
    world.settle().await;
    world.provisioned("acme", "Oda").await;
    (world, path, line)
}

/// The command line, beside the world.
fn dezky(world: &World, keys: &Path, arguments: &[&str]) -> Output {
    let file = world.database.folder.path().join("dezky.toml");
    let settings = format!("[database]\nurl = '{}'\n[secrets]\nkeys = '{}'\n", world.database.url, keys.display());
    std::fs::write(&file, settings).unwrap();
    Command::new(env!("CARGO_BIN_EXE_dezky")).arg("--config").arg(file).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

async fn sealed(world: &World) -> Vec<u8> {
    let tenant = world.tenant_of("acme").await.id;
    world.store().oidc_clients().of(&ALL, tenant).await.unwrap().unwrap().sealed
}

#[tokio::test]
async fn a_key_is_changed_and_nobody_notices() {
    let (world, path, k1) = acme().await;
    let k2 = Keys::new_line("k2");
    let (secret, before) = (client_secret(&world, "acme").await, sealed(&world).await);
    assert_eq!(before[..4], [1, 2, b'k', b'1']);

    // The new one first, the old one still there: nothing is sealed anew by itself, and everything opens.
    std::fs::write(&path, format!("# since today\n{k2}{k1}")).unwrap();
    let world = world.restarted(|_| ());
    assert_eq!((sealed(&world).await, client_secret(&world, "acme").await), (before.clone(), secret.clone()));

    let rotated = dezky(&world, &path, &["secrets", "rotate"]);
    assert!(rotated.status.success() && said(&rotated).contains("1 of 1 secrets sealed anew"), "{rotated:?}");
    let after = sealed(&world).await;
    assert_eq!(after[..4], [1, 2, b'k', b'2']);
    assert_eq!(world.events_of("secrets.rotate").await[0].event.words["count"], "1");
    assert!(said(&dezky(&world, &path, &["secrets", "rotate"])).contains("0 of 1 secrets sealed anew"));
    assert_eq!(sealed(&world).await, after, "what is sealed with the first key stays as it is");

    // The old one taken out.
    std::fs::write(&path, &k2).unwrap();
    let world = world.restarted(|_| ());
    assert_eq!(client_secret(&world, "acme").await, secret);
    world.sign_in("acme", "oda@acme.example").await.0.get("/admin/people").await.is(200);
    let changes = world.changes();
    world.look().await;
    assert_eq!((world.changes(), world.shown("acme").await.state), (changes, RunState::AsWanted));
}

#[tokio::test]
async fn without_its_key_a_secret_stays_shut_and_the_reason_is_told() {
    let (world, path, k1) = acme().await;
    let before = sealed(&world).await;
    let other = Keys::new_line("k1");
    for (keys, why) in [
        (Keys::new_line("k3"), "sealed with the key \"k1\", which isn't in the key file"),
        (other, "not what was sealed, or not for this place"),
        (String::new(), "no key file is configured"),
    ] {
        std::fs::write(
            &path,
            format!("{}{keys}", if keys.contains("k1 ") { Keys::new_line("k9") } else { String::new() }),
        )
        .unwrap();
        let rotated = dezky(&world, &path, &["secrets", "rotate"]);
        assert!(!rotated.status.success() && said(&rotated).contains(why), "{why}: {rotated:?}");
        assert!(!said(&rotated).contains("panicked"));
        assert_eq!(sealed(&world).await, before);
    }
    for (text, why) in [("k1 short\n", "line 1 of the key file isn't"), ("", "can't be read")] {
        if text.is_empty() {
            std::fs::remove_file(&path).unwrap();
        } else {
            std::fs::write(&path, text).unwrap();
        }
        let refused = dezky(&world, &path, &["secrets", "rotate"]);
        assert!(!refused.status.success() && said(&refused).contains(why), "{why}: {refused:?}");
    }

    // Dezky itself runs on: whoever signs in hears that it doesn't work, and the step says why.
    std::fs::write(&path, Keys::new_line("k3")).unwrap();
    let world = world.restarted(|_| ());
    let mut browser = world.browser("acme");
    let refused = browser.get("/sign-in").await;
    assert_eq!(refused.location(), "/sign-in/refused?why=down");
    world.engine_call(Method::DELETE, "/api/v3/core/applications/dz-acme/", &Value::Null).await;
    world.look().await;
    let step = world.step("acme", Kind::Application, "dz-acme").await;
    assert_eq!(step.state, StepState::Failed);
    assert!(step.trouble.unwrap().detail.unwrap().contains("\"k1\", which isn't in the key file"));

    // With its key everything is as it was.
    std::fs::write(&path, &k1).unwrap();
    let world = world.restarted(|_| ());
    world.look().await;
    assert_ne!(world.step("acme", Kind::Application, "dz-acme").await.state, StepState::Failed);
    assert!(State::new((*world.state.config).clone(), world.store().clone(), world.state.clock.clone()).is_ok());
}

#[test]
fn a_new_key_is_printed_and_configuration_never_prints_one() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dezky"));
        command.current_dir(folder.path()).args(arguments).env("DEZKY__AUTHENTIK__TOKEN", "planted-authentik");
        command.env("DEZKY__MAIL__URL", "smtp://dezky:planted-mail@mail.example").output().unwrap()
    };
    let line = run(&["secrets", "key", "k7"]);
    assert!(said(&line).starts_with("k7 ") && Keys::parse(&said(&line)).is_ok(), "{line:?}");
    for arguments in [&["config"][..], &["config", "--format", "json"]] {
        let shown = run(arguments);
        assert!(shown.status.success() && said(&shown).contains("authentik"), "{shown:?}");
        assert!(!said(&shown).contains("planted"), "{shown:?}");
    }
}
