use std::collections::BTreeMap;

use chrono::DateTime;
use dezky_domain::{
    audit::{Attribution, Class, Showing, Source, Target},
    id::EventId,
    language::Language,
};

use super::*;

mod authentik;

/// What OCIS can say (facts/ocis.md §3), and what the platform does.
const ACTIONS: &[&str] = &[
    "user_created",
    "user_deleted",
    "user_feature_changed",
    "group_created",
    "group_deleted",
    "group_member_added",
    "group_member_removed",
    "space_created",
    "space_renamed",
    "space_updated",
    "space_disabled",
    "space_enabled",
    "space_deleted",
    "space_shared",
    "space_unshared",
    "container_create",
    "file_create",
    "file_rename",
    "file_delete",
    "file_trash_delete",
    "file_trash_restore",
    "file_version_restore",
    "file_shared",
    "file_unshared",
    "share_permission_updated",
    "share_name_updated",
    "share_password_updated",
    "share_expiration_updated",
    "share_accepted",
    "share_declined",
    "science_mesh_invite_token_generated",
    "share_updated",
    "share_pending",
    "file_read",
    "public_link_accessed",
    "session.start",
    "session.end",
    "session.refused",
    "session.logout",
    "tenant.create",
    "tenant.brand",
    "object.attribute",
    "grant",
    "access.refused",
    "access.failed",
    "quarantine.view",
    "audit.export",
    "view.save",
    "view.remove",
    "gap",
    "user_signed_in",
    "backchannel_logout",
    "tenant.suspend",
    "tenant.extend",
    "tenant.resume",
    "tenant.close",
    "tenant.delete",
    "tenant.deleted",
    "provision.step",
    "provision.failed",
    "provision.drift",
    "provision.repair",
    "provision.again",
    "provision.cancel",
    "provision.look",
    "provision.repair_asked",
    "provision.pause",
    "provision.resume",
    "member.add",
    "member.role",
    "member.suspend",
    "member.resume",
    "member.remove",
    "member.sessions",
    "member.second_factor",
    "member.invite",
    "member.accept",
    "member.invited",
    "member.link",
    "group.create",
    "group.rename",
    "group.delete",
    "group.add",
    "group.take",
    "batch.start",
    "batch.cancel",
    "batch.stop",
    "request.ask",
    "request.accept",
    "request.decline",
    "secrets.rotate",
    "hostname.add",
    "hostname.verify",
    "hostname.remove",
    "alert.opened",
    "alert.closed",
    "alert.acknowledged",
    "alert.again",
    "alert.sent",
    "alert.undelivered",
];

/// What Stalwart can say (facts/stalwart.md §5.4).
const STALWART: &[&str] = &[
    "auth.success",
    "auth.failed",
    "auth.error",
    "auth.too-many-attempts",
    "auth.mfa-required",
    "auth.credential-expired",
    "auth.token-expired",
    "auth.client-registration",
    "security.authentication-ban",
    "security.abuse-ban",
    "security.scan-ban",
    "security.loiter-ban",
    "security.ip-blocked",
    "security.ip-block-expired",
    "security.ip-allow-expired",
    "security.ip-unauthorized",
    "security.unauthorized",
    "jmap.method-call",
    "jmap.forbidden",
    "dkim.signature-created",
    "dkim.signature-published",
    "dkim.signature-retiring",
    "dkim.signature-retired",
    "dkim.signature-deleted",
    "dns.record-created",
    "dns.record-propagated",
    "dns.record-creation-failed",
    "dns.record-deletion-failed",
    "dns.record-propagation-timeout",
    "acme.order-start",
    "acme.order-completed",
    "acme.process-cert",
    "acme.order-invalid",
    "acme.auth-error",
    "acme.auth-too-many-attempts",
    "acme.error",
    "queue.authenticated-message-queued",
    "queue.message-queued",
    "message-ingest.ham",
    "message-ingest.spam",
    "delivery.delivered",
    "delivery.completed",
    "delivery.failed",
    "delivery.dsn-success",
    "delivery.dsn-temp-fail",
    "delivery.dsn-perm-fail",
    "limit.quota",
    "server.startup",
    "server.shutdown",
    "server.startup-error",
    "server.recovery-mode",
    "server.bootstrap-mode",
    "registry.build-error",
    "registry.write-error",
    "telemetry.webhook-error",
    "telemetry.log-error",
    "telemetry.journal-error",
    "telemetry.otel-exporter-error",
];

fn event(action: &str, words: &[(&str, &str)]) -> AuditEvent {
    let then = DateTime::UNIX_EPOCH;
    let event = NewEvent {
        id: EventId::from_uuid("0199e0d2-0000-7000-8000-000000000000".parse().unwrap()),
        source: Source::Ocis,
        position: "1:0".into(),
        tenant: None,
        attribution: Attribution::None,
        occurred: then,
        occurred_known: true,
        observed: then,
        actor: Actor { kind: ActorKind::Unknown, id: None, name: None },
        on_behalf: None,
        action: action.into(),
        class: Class::Mutation,
        target: Target::default(),
        outcome: Outcome::Done,
        ip: None,
        user_agent: None,
        request: None,
        story: None,
        telling: 0,
        words: words.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect::<BTreeMap<_, _>>(),
        changes: vec![],
        raw: None,
        raw_sha256: None,
        format: None,
    };
    AuditEvent { seq: 1, tenant: None, showing: Showing::Entry, head: None, event }
}

fn said(language: Language, event: &AuditEvent) -> String {
    plain(&sentence(Text::new(language), event))
}

#[test]
fn every_action_has_a_sentence_in_every_language() {
    for language in Language::ALL {
        for action in ACTIONS.iter().chain(STALWART) {
            let head = format!("{} =", key(action));
            let there =
                crate::text::sources(*language).iter().any(|file| file.lines().any(|line| line.starts_with(&head)));
            assert!(there, "{} has no {head}", language.word());
        }
    }
}

#[test]
fn what_a_record_does_not_know_leaves_no_hole() {
    for language in Language::ALL {
        for action in ACTIONS.iter().chain(STALWART).chain(&["", "something_new"]) {
            for outcome in Outcome::ALL {
                let mut event = event(action, &[]);
                if STALWART.contains(action) {
                    event.event.source = Source::Stalwart;
                }
                event.event.outcome = *outcome;
                let said = said(*language, &event);
                let whole = !said.contains(['{', '}', '$']) && !said.contains("  ") && !said.ends_with(' ');
                assert!(whole && said.len() > 10, "{action} in {}: {said:?}", language.word());
            }
        }
    }
}

#[test]
fn a_sentence_says_what_is_known_and_stresses_what_is_read_first() {
    let mut moved = event("file_rename", &[("old_path", "/Drafts/cover.odg"), ("path", "/Final/cover.odg")]);
    moved.event.actor.name = Some("Tilo Arend".into());
    moved.event.target = Target { kind: "file".into(), id: None, name: Some("/Final/cover.odg".into()) };
    let strong = |word: &str| Span::Strong(word.to_owned());
    let plain = |word: &str| Span::Plain(word.to_owned());
    assert_eq!(
        sentence(Text::new(Language::English), &moved),
        [
            strong("Tilo Arend"),
            plain(" moved "),
            strong("/Drafts/cover.odg"),
            plain(" to "),
            strong("/Final/cover.odg")
        ]
    );

    let shared = |with_kind: &str, with: &str| {
        let mut event = event("file_shared", &[("with", with), ("with_kind", with_kind)]);
        event.event.actor.id = Some("496a6bfa-77ef-41a7-aede-297eaa4e7d5c".into());
        event.event.target.name = Some("Spring catalogue".into());
        said(Language::English, &event)
    };
    assert_eq!(shared("group", "Marketing"), "Unknown account 496a6bfa shared Spring catalogue with group Marketing");
    assert_eq!(
        shared("user", "15257730-8576-4944-bbdc-9863328d669e"),
        "Unknown account 496a6bfa shared Spring catalogue with user 15257730"
    );
}

#[test]
fn a_link_is_told_by_what_it_leads_to() {
    let target = Target { kind: "link".into(), id: Some("VDZzeYiFcvKOuGN".into()), name: None };
    let told = |action: &str, words: &[(&str, &str)]| {
        let mut event = event(action, words);
        event.event.target = target.clone();
        said(Language::English, &event)
    };
    let node = [("node", "0f229b2a-7a70-4a51-8e54-5daca7dca79f")];
    assert_eq!(told("file_shared", &node), "Someone made a public link to file 0f229b2a");
    assert_eq!(told("share_password_updated", &node), "Someone changed the password of a public link to file 0f229b2a");
    assert_eq!(told("file_unshared", &[]), "Someone removed link VDZzeYiFcvKOuGN");
}

#[test]
fn a_renamed_space_is_not_said_to_be_renamed_to_itself() {
    let mut event = event("space_renamed", &[("new_name", "Acme")]);
    let id = Some("4badb77a-6614-4abf-b1ee-5b74e6d9bc4c".into());
    event.event.target = Target { kind: "space".into(), id, name: Some("Acme".into()) };
    assert_eq!(said(Language::English, &event), "Someone renamed space 4badb77a to Acme");
}

#[test]
fn a_step_is_told_by_what_it_made_and_where() {
    let told = |action: &str, outcome: Outcome, words: &[(&str, &str)]| {
        let mut event = event(action, words);
        (event.event.source, event.event.outcome) = (Source::Platform, outcome);
        event.event.actor = Actor { kind: ActorKind::Service, id: None, name: Some("provisioning".into()) };
        event.event.target = Target { kind: "tenant".into(), id: None, name: Some("Acme".into()) };
        said(Language::English, &event)
    };
    let mailbox = [("object_kind", "mailbox"), ("object", "o.brink@acme.example"), ("system", "stalwart")];
    let step = |words: &[(&str, &str)]| told("provision.step", Outcome::Done, words);
    assert_eq!(step(&mailbox), "Provisioning set up mailbox o.brink@acme.example in Stalwart for Acme");
    let gone = [mailbox.as_slice(), &[("standing", "gone")]].concat();
    assert_eq!(step(&gone), "Provisioning removed mailbox o.brink@acme.example in Stalwart of Acme");
    let route = [("object_kind", "route"), ("object", "acme.dezky.example"), ("system", "platform")];
    assert_eq!(step(&route), "Provisioning set up route acme.dezky.example for Acme");
    let failed = told("provision.failed", Outcome::Failed, &mailbox);
    assert_eq!(failed, "Provisioning couldn’t set up mailbox o.brink@acme.example in Stalwart for Acme");
}

#[test]
fn what_was_refused_is_not_said_to_have_happened() {
    let mut refused = event("tenant.create", &[]);
    refused.event.outcome = Outcome::Refused;
    refused.event.target.name = Some("Acme".into());
    assert_eq!(said(Language::English, &refused), "Someone tried tenant.create on Acme");
}

#[test]
fn hostile_names_cannot_steer_the_line() {
    let mut event = event("file_create", &[]);
    event.event.target.name = Some("./x\u{1b}[2J\u{202e}gpj\u{e001}root\u{e002}{ $actor }".into());
    let said = sentence(Text::new(Language::English), &event);
    assert_eq!(plain(&said), "Someone saved x␛[2J\u{fffd}gpj\u{fffd}root\u{fffd}{ $actor }");
    assert_eq!(said.iter().filter(|span| matches!(span, Span::Strong(_))).count(), 2);
}

#[test]
fn an_id_is_told_by_its_beginning() {
    assert_eq!(
        short(
            "5ea93b36-be41-451a-b5e7-e0b0f35d3741$0f229b2a-7a70-4a51-8e54-5daca7dca79f!c1f66a35-e481-434a-b919-1e2ed2d6bd36"
        ),
        "c1f66a35"
    );
    assert_eq!(short("cJspjJymvDLHnks"), "cJspjJymvDLHnks");
}

#[test]
fn stalwart_says_by_the_event_how_it_came_out() {
    let told = |action: &str, outcome: Outcome, target: (&str, Option<&str>), words: &[(&str, &str)]| {
        let mut event = event(action, words);
        event.event.source = Source::Stalwart;
        event.event.outcome = outcome;
        event.event.target = Target { kind: target.0.into(), id: None, name: target.1.map(str::to_owned) };
        said(Language::English, &event)
    };
    let failed = |name| told("auth.failed", Outcome::Refused, ("account", name), &[]);
    assert_eq!(failed(Some("mara@acme.example")), "Someone failed to sign in to Stalwart as mara@acme.example");
    assert_eq!(failed(None), "Someone failed to sign in to Stalwart");
    let called = |kind, name| told("jmap.method-call", Outcome::Done, (kind, Some(name)), &[]);
    assert_eq!(called("account", "x:Account/set"), "Someone changed accounts in Stalwart, or tried to");
    assert_eq!(called("method", "x:Log/query"), "Someone called x:Log/query in Stalwart");
    let queued = |words: &[(&str, &str)]| told("queue.message-queued", Outcome::Done, ("message", None), words);
    assert_eq!(
        queued(&[("object", "a@b.example"), ("recipient", "c@d.example")]),
        "A message from a@b.example to c@d.example was taken by Stalwart"
    );
    assert_eq!(queued(&[("recipient", "c@d.example")]), "A message to c@d.example was taken by Stalwart");
    assert_eq!(queued(&[]), "A message was taken by Stalwart");
}
