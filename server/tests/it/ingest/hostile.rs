//! Lines that nobody should write. Each is kept as far as it can be looked at, and the next one is read.

use dezky_domain::{access::Role, source::Unreadable};
use sha2::{Digest as _, Sha256};

use super::{Log, lines, names, saved};

async fn alone(bad: &[u8]) -> (Log, Vec<dezky_domain::source::Quarantined>) {
    let mut log = Log::new().await;
    log.append(lines(0..1));
    log.append([bad, b"\n"].concat());
    log.append(lines(1..2));
    log.read().await;
    assert_eq!(log.saved().await, names(0..2), "{}", String::from_utf8_lossy(&bad[..bad.len().min(80)]));
    let quarantined = log.quarantined().await;
    (log, quarantined)
}

#[tokio::test]
async fn what_cannot_be_read_is_kept_with_its_bytes() {
    let deep = "[".repeat(5_000);
    for (bad, reason) in [
        (&b"panic: nil marshaller"[..], Unreadable::NotJson),
        (b"{\"Action\":\"file_create\"", Unreadable::NotJson),
        (b"{\"Action\":\"file_create\"}{\"Action\":\"file_create\"}", Unreadable::NotJson),
        (b"[1,2,3]", Unreadable::NotAnObject),
        (b"\"file_create\"", Unreadable::NotAnObject),
        (b"null", Unreadable::NotAnObject),
        (b"{\"Action\":\"file_create\",\"Path\":\"\xff\xfe\"}", Unreadable::NotUtf8),
        (b"\xc3\x28", Unreadable::NotUtf8),
        (b"{\"Act\0ion\":\"x\"}", Unreadable::NotJson),
        (b"{\"Message\":\"no action\"}", Unreadable::NoAction),
        (b"{\"Action\":7}", Unreadable::NoAction),
        (b"{}", Unreadable::NoAction),
        (deep.as_bytes(), Unreadable::TooDeep),
    ] {
        let (log, quarantined) = alone(bad).await;
        let told = String::from_utf8_lossy(&bad[..bad.len().min(60)]).into_owned();
        assert_eq!(quarantined.len(), 1, "{told}");
        let record = &quarantined[0];
        assert_eq!((record.reason, record.length, record.bytes.as_slice()), (reason, bad.len() as u64, bad), "{told}");
        assert_eq!(record.sha256, hex::encode(Sha256::digest(bad)), "{told}");
        assert_eq!(log.status().await.quarantined, 1);
    }
}

#[tokio::test]
async fn ten_megabytes_without_an_end_are_known_by_their_beginning_length_and_hash() {
    let bad = "{\"Action\":\"file_create\",\"Path\":\"".to_owned() + &"x".repeat(10 << 20) + "\"}";
    let (log, quarantined) = alone(bad.as_bytes()).await;
    let record = &quarantined[0];
    assert_eq!((record.reason, record.length), (Unreadable::TooLong, bad.len() as u64));
    assert_eq!(record.bytes, &bad.as_bytes()[..64 << 10]);
    assert_eq!(record.sha256, hex::encode(Sha256::digest(&bad)));
    assert_eq!(log.status().await.kept, 2);
}

#[tokio::test]
async fn ten_megabytes_that_come_bit_by_bit_with_restarts_are_one_record() {
    let mut log = Log::new().await;
    let bad = "y".repeat(10 << 20);
    log.append(lines(0..1));
    for part in bad.as_bytes().chunks(3 << 20) {
        log.append(part);
        log.read().await;
        log.restart();
    }
    log.append("\n");
    log.append(lines(1..2));
    log.read().await;
    assert_eq!(log.saved().await, names(0..2));
    let quarantined = log.quarantined().await;
    assert_eq!(quarantined.len(), 1);
    assert_eq!(
        (quarantined[0].length, quarantined[0].sha256.as_str()),
        (10 << 20, hex::encode(Sha256::digest(&bad)).as_str())
    );
}

#[tokio::test]
async fn empty_lines_and_holes_say_nothing() {
    let mut log = Log::new().await;
    log.append(lines(0..1));
    log.append("\n\r\n");
    log.append(vec![0; 100_000]);
    log.append(lines(1..2).replace('\n', "\r\n"));
    log.append("   \n");
    log.append(lines(2..3));
    log.read().await;
    assert_eq!(log.saved().await, names(0..3));
    assert_eq!(log.status().await.quarantined, 0);
}

#[tokio::test]
async fn an_action_that_nobody_knows_is_kept_and_shown() {
    let (log, quarantined) =
        alone(br#"{"Action":"file_teleported","Message":"user 'u1' teleported file","FileID":"st$sp!n1"}"#).await;
    assert!(quarantined.is_empty());
    let events = log.events().await;
    let event = &events.iter().find(|event| event.event.action == "file_teleported").unwrap().event;
    assert_eq!((event.class, event.actor.id.as_deref()), (dezky_domain::audit::Class::Unknown, Some("u1")));
    let mut olga = log.world.operator("Olga Ost", Role::Operator).await;
    olga.get("/operator/audit").await.is(200).says("file_teleported");
}

#[tokio::test]
async fn a_secret_in_a_torn_line_is_taken_out() {
    let torn = br#"{"Action":"file_shared","ShareType":"link","ShareToken":"VerySecretTkn1","Message":"link with token 'VerySecretTkn1' was"#;
    let (log, quarantined) = alone(torn).await;
    assert_eq!(quarantined[0].length, torn.len() as u64);
    assert!(String::from_utf8_lossy(&quarantined[0].bytes).contains(r#""ShareToken":"***""#));
    assert!(!log.world.database.tells("VerySecretTkn1").await);
}

#[tokio::test]
async fn names_that_would_break_a_page_are_text() {
    let mut log = Log::new().await;
    log.append(saved("<script>alert(1)</script>.odt"));
    log.append(saved(r"\u202efdp.exe \u001b[31m \u0000 \n").as_str());
    log.append(saved(&"ü".repeat(3000)));
    log.append(saved("</title><meta http-equiv=refresh content=0;url=//evil.example>&amp;.odt"));
    log.read().await;
    assert_eq!(log.events().await.len(), 4);
    let mut olga = log.world.operator("Olga Ost", Role::Operator).await;
    let page = olga.get("/operator/audit").await;
    page.is(200).says("<script>alert(1)</script>").keeps_quiet_about("<script>alert(1)").keeps_quiet_about("\u{202e}");
    page.keeps_quiet_about("\u{1b}");
    for event in log.events().await {
        for tab in ["", "?tab=raw"] {
            let page = olga.get(&format!("/operator/audit/{}{tab}", event.event.id)).await;
            page.is(200)
                .keeps_quiet_about("<script>alert(1)")
                .keeps_quiet_about("\u{202e}")
                .keeps_quiet_about("\u{1b}");
            page.keeps_quiet_about("<meta http-equiv");
        }
    }
}

#[tokio::test]
async fn an_operator_looks_at_what_could_not_be_read() {
    let (log, quarantined) = alone(b"<img src=x onerror=alert(1)> \x1b[31m \xff").await;
    let mut olga = log.world.operator("Olga Ost", Role::Operator).await;
    let path = format!("/operator/sources/quarantine/{}", quarantined[0].id);
    olga.get("/operator/sources").await.is(200).holds(&path);
    let page = olga.get(&path).await;
    page.is(200).says(&quarantined[0].sha256).says("<img src=x onerror").says("3c 69 6d 67");
    page.keeps_quiet_about("<img src=x").keeps_quiet_about("\u{1b}");
    olga.get("/operator/sources/quarantine/0f229b2a-7a70-4a51-8e54-5daca7dca79f").await.is(404);
    let mut nora = log.world.operator("Nora Lindt", Role::OperatorAuditor).await;
    nora.get(&path).await.is(403).keeps_quiet_about("onerror");
}
