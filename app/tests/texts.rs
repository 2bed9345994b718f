//! The Fluent files, held against each other and against the code: every language says everything with the same words to
//! fill in, the code asks for nothing that isn't there, and nothing is there that the code doesn't ask for.

#![cfg(feature = "ssr")]

use std::{collections::BTreeSet, path::Path};

use dezky_app::ui::desk;
use dezky_domain::{
    access::Role,
    alert::{Channel, DeliveryState, Rule},
    announcement::Severity,
    audit::{ActorKind, Attribution, Class, Outcome},
    batch::{BatchState, RowState},
    find::FindGroup,
    language::Language,
    launch::{App, LINK_ICONS},
    mail_domain::{Purpose, Reason, RecordState},
    member::MemberState,
    overview::Fares,
    partner::{GrantScope, Never},
    provision::{JobState, Kind, RunState, StepState, TroubleKind},
    source::{GapCause, SourceState, Unreadable},
    tenant::{ObjectKind, TenantState},
};

#[path = "texts/code.rs"]
mod code;
#[path = "texts/fluent.rs"]
mod fluent;

use code::Literal;
use fluent::Texts;

fn words<T: Copy>(family: &str, all: &[T], word: impl Fn(T) -> &'static str) -> Vec<String> {
    all.iter().map(|one| format!("{family}-{}", word(*one))).collect()
}

/// Keys that the code puts together from closed sets of words.
fn made() -> Vec<String> {
    let apps = words("app", App::ALL, App::word);
    let lines = apps.iter().map(|app| format!("{app}-line")).collect();
    let places = desk::OPERATOR.iter().chain(desk::PARTNER).map(|place| format!("{}-line", place.word)).collect();
    let given = GrantScope::ALL.iter().flat_map(|scope| scope.actions()).map(|action| format!("may-{}", action.word()));
    let deeds =
        ["import", "set_role", "add_to_group", "take_from_group", "end_sessions", "send_link", "suspend", "resume"];
    let purposes = words("purpose", Purpose::ALL, Purpose::word);
    let purpose_lines = purposes.iter().map(|purpose| format!("{purpose}-line")).collect();
    [
        words("role", Role::ALL, Role::word),
        words("member-state", MemberState::ALL, MemberState::word),
        words("tenant-state", TenantState::ALL, TenantState::word),
        words("object-kind", ObjectKind::ALL, ObjectKind::word),
        words("outcome", Outcome::ALL, Outcome::word),
        words("actor-kind", ActorKind::ALL, ActorKind::word),
        words("class", Class::ALL, Class::word),
        words("attribution", Attribution::ALL, Attribution::word),
        words("gap-cause", GapCause::ALL, GapCause::word),
        words("source-state", SourceState::ALL, SourceState::word),
        words("unreadable", Unreadable::ALL, Unreadable::word),
        words("thing", Kind::ALL, Kind::word),
        words("trouble", TroubleKind::ALL, TroubleKind::word),
        words("run", RunState::ALL, RunState::word),
        words("step", StepState::ALL, StepState::word),
        words("rule", Rule::ALL, Rule::word),
        words("alert", Rule::ALL, Rule::word),
        words("channel", Channel::ALL, Channel::word),
        words("delivery", DeliveryState::ALL, DeliveryState::word),
        vec!["export-csv".to_owned(), "export-ndjson".to_owned()],
        words("job-state", JobState::ALL, JobState::word),
        words("scope", GrantScope::ALL, GrantScope::word),
        words("never", Never::ALL, Never::word),
        words("far", Fares::ALL, Fares::word),
        given.collect(),
        words("batch-state", BatchState::ALL, BatchState::word),
        words("row-state", RowState::ALL, RowState::word),
        deeds.iter().map(|deed| format!("deed-{deed}")).collect(),
        deeds.iter().map(|deed| format!("deed-{deed}-what")).collect(),
        deeds.iter().map(|deed| format!("deed-{deed}-do")).collect(),
        ["name", "email", "role", "groups", "language", "invite_to"]
            .map(|column| format!("import-column-{column}"))
            .to_vec(),
        words("why", Reason::ALL, Reason::word),
        words("record-state", RecordState::ALL, RecordState::word),
        purposes,
        purpose_lines,
        words("severity", Severity::ALL, Severity::word),
        words("find", FindGroup::ALL, FindGroup::word),
        words("link-icon", LINK_ICONS, |icon| icon),
        apps,
        lines,
        places,
    ]
    .concat()
}

/// Families whose words come from records: the code looks whether there is a text, and does without.
const OPEN: &[&str] = &["act-", "field-", "format-", "job-kind-", "reason-", "service-", "short-", "target-kind-"];

/// What looks like a key and is none: classes, icons and the like.
const OTHERWISE: &[&str] = &["-bold", "-fill", "-regular", "-duotone"];

#[test]
fn every_text_can_be_read_and_stands_once() {
    let wrong: Vec<String> = Language::ALL.iter().flat_map(|language| Texts::of(*language).wrong).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_language_says_everything_with_the_same_words() {
    let english = Texts::of(Language::English).messages;
    let mut wrong = Vec::new();
    for language in &Language::ALL[1..] {
        let other = Texts::of(*language).messages;
        let word = language.word();
        wrong.extend(
            english.keys().filter(|key| !other.contains_key(*key)).map(|key| format!("{word}: {key} is missing")),
        );
        wrong.extend(
            other.keys().filter(|key| !english.contains_key(*key)).map(|key| format!("{word}: {key} isn't in English")),
        );
        for (key, fills) in &english {
            if let Some(others) = other.get(key).filter(|others| *others != fills) {
                wrong.push(format!("{word}: {key} is filled with {others:?}, in English with {fills:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_code_asks_for_nothing_that_is_not_there() {
    let texts = Texts::of(Language::English).messages;
    // `nav-`, `people-` …: a literal that begins like a text is meant to be one.
    let families: BTreeSet<&str> =
        texts.keys().filter_map(|key| key.split_once('-')).map(|(family, _)| family).collect();
    let alike = |literal: &Literal| {
        literal.file.starts_with("app/src")
            && literal.is_key()
            && literal.text.split_once('-').is_some_and(|(family, _)| families.contains(family))
            && !OTHERWISE.iter().any(|end| literal.text.ends_with(end))
            && !literal.in_markup
            // Half a key, to be joined with a word.
            && !texts.keys().any(|key| key.strip_prefix(literal.text.as_str()).is_some_and(|rest| rest.starts_with('-')))
    };
    let wrong: Vec<String> = code::literals(root())
        .into_iter()
        .filter(|literal| !literal.in_test && (literal.is_asked_for || alike(literal)))
        .filter(|literal| !texts.contains_key(&literal.text))
        .map(|literal| format!("{}:{}: {}", literal.file, literal.line, literal.text))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let missing: Vec<String> = made().into_iter().filter(|key| !texts.contains_key(key)).collect();
    assert!(missing.is_empty(), "made of words, and missing: {missing:?}");
}

#[test]
fn every_text_is_asked_for() {
    let literals: BTreeSet<String> = code::literals(root()).into_iter().map(|literal| literal.text).collect();
    let made: BTreeSet<String> = made().into_iter().collect();
    let asked = |key: &str| {
        // Other words for what has a text of its own.
        let key = key.strip_prefix("found-by-").unwrap_or(key);
        // `fault-denied` and `fault-denied-title`: one key, two parts.
        let whole = key.strip_suffix("-title").unwrap_or(key);
        literals.contains(key)
            || literals.contains(whole)
            || made.contains(key)
            || OPEN.iter().any(|family| key.starts_with(family))
    };
    let texts = Texts::of(Language::English).messages;
    let unused: Vec<&String> = texts.keys().filter(|key| !asked(key)).collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
