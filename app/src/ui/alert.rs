//! Alerts in words: what a rule is called, what happened, and where the timeline shows it. The page, the letter and the
//! webhook say the same. Names come from records of others: text, with everything visible that would steer the line.

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{
    alert::{AboutKind, Alert, Channel, Delivery, DeliveryState, Rule},
    audit::Source,
    timeline::{Moment, TenantFilter, TimelineFilter},
};

use super::{Tone, provision::told, source_name};
use crate::{backend::address, text::Text, when::When};

/// As long as a name may be in a sentence.
const LONGEST: usize = 120;

/// `Many failed sign-ins`
#[must_use]
pub fn rule(text: Text, rule: Rule) -> String {
    text.say(&format!("rule-{}", rule.word()))
}

/// What it is about, as a name.
#[must_use]
pub fn about(text: Text, alert: &Alert) -> String {
    match (alert.about.kind, Source::parse(&alert.about.id)) {
        (AboutKind::Several, _) => text.say("alert-others"),
        (AboutKind::Source, Some(source)) => source_name(text, source),
        _ => told(&alert.about.name, LONGEST),
    }
}

/// What happened, in a sentence.
#[must_use]
pub fn summary(text: Text, when: When, alert: &Alert, now: DateTime<Utc>) -> String {
    let key = match alert.about.kind {
        AboutKind::Several => "alert-several".to_owned(),
        _ => format!("alert-{}", alert.rule.word()),
    };
    let tenant = alert.tenant.as_ref().map(|tenant| told(&tenant.name, LONGEST));
    text.with(
        &key,
        [
            ("about", about(text, alert).into()),
            ("kind", alert.about.kind.word().into()),
            ("count", alert.count.into()),
            ("time", moment(when, alert.since, now).into()),
            ("has-tenant", if tenant.is_some() { "yes" } else { "no" }.into()),
            ("tenant", tenant.unwrap_or_default().into()),
        ],
    )
}

/// A clock time, with its day where that isn't today.
#[must_use]
pub fn moment(when: When, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let (day, time) = (when.date(at), when.minute(at));
    if day == when.date(now) { time } else { format!("{}, {time}", when.full_day(day)) }
}

/// Where it is looked at, and the key of what that is called: a source's state stands on the page of the sources, which
/// has what the timeline can't show; everything else is events.
#[must_use]
pub fn way(alert: &Alert) -> (String, &'static str) {
    match alert.about.kind {
        AboutKind::Source => ("/operator/sources".to_owned(), "alert-open-sources"),
        _ => (events(alert), "event-on-line"),
    }
}

/// The events on the timeline that it is about.
fn events(alert: &Alert) -> String {
    let margin = TimeDelta::minutes(5);
    let mut filter = TimelineFilter {
        from: Some(Moment::Exact(alert.since - margin)),
        until: Some(Moment::Exact(alert.seen + margin)),
        tenant: alert.tenant.as_ref().map(|tenant| TenantFilter::Slug(tenant.slug.to_string())),
        ..TimelineFilter::default()
    };
    let id = alert.about.id.clone();
    match alert.about.kind {
        // Who failed to sign in isn't the record's actor, but what was tried.
        AboutKind::Actor if alert.rule == Rule::FailedSignIns => filter.text = id,
        AboutKind::Actor => filter.actor = Some(id),
        AboutKind::Address => filter.text = id,
        AboutKind::Person => filter.target = Some(id),
        AboutKind::Source | AboutKind::Several => {}
    }
    address("/operator/audit", &filter.pairs())
}

/// How far a delivery is.
#[must_use]
pub fn state(text: Text, delivery: &Delivery) -> (Tone, &'static str, String) {
    let word = text.say(&format!("delivery-{}", delivery.state.word()));
    let (tone, icon) = match (delivery.state, &delivery.trouble) {
        (DeliveryState::Sent, _) => (Tone::Ok, Tone::Ok.icon()),
        (DeliveryState::Failed, _) => (Tone::Bad, Tone::Bad.icon()),
        (DeliveryState::Waiting, Some(_)) => (Tone::Warn, Tone::Warn.icon()),
        (DeliveryState::Waiting, None) => (Tone::Off, "hourglass-medium-fill"),
    };
    (tone, icon, word)
}

/// Why it wasn't taken, as a sentence, and the receiver's own words where it had some.
#[must_use]
pub fn trouble(text: Text, delivery: &Delivery) -> Option<(String, Option<String>)> {
    let trouble = delivery.trouble.as_ref().filter(|_| delivery.state != DeliveryState::Sent)?;
    let system = text.say(match delivery.channel {
        Channel::Mail | Channel::Tenant => "mail-server",
        Channel::Webhook => "alert-receiver",
    });
    let said = text.with(&format!("trouble-{}", trouble.kind.word()), [("system", system.into())]);
    let said = trouble.status.map_or_else(|| format!("{said}."), |status| format!("{said} ({status})."));
    Some((said, trouble.detail.as_deref().map(|detail| told(detail, 300)).filter(|detail| !detail.is_empty())))
}

#[cfg(test)]
mod tests {
    use dezky_domain::{
        alert::About,
        id::{AlertId, TenantId},
        language::Language,
        tenant::{Slug, TenantRef},
    };

    use super::*;

    const NOBODY: &str = "0f229b2a-7a70-4a51-8e54-5daca7dca79f";

    fn alert(rule: Rule, kind: AboutKind, id: &str, count: u64) -> Alert {
        let at: DateTime<Utc> = "2026-11-24T10:00:00Z".parse().unwrap();
        let tenant = TenantRef {
            id: NOBODY.parse::<TenantId>().unwrap(),
            slug: Slug::parse("acme").unwrap(),
            name: "Acme".to_owned(),
        };
        let of_tenant = matches!(rule, Rule::NewOwner | Rule::PartnerAccess);
        Alert {
            seq: 1,
            id: NOBODY.parse::<AlertId>().unwrap(),
            rule,
            key: String::new(),
            about: About { kind, id: id.to_owned(), name: id.to_owned() },
            tenant: of_tenant.then_some(tenant),
            since: at,
            opened: at,
            seen: at,
            count,
            closed: None,
        }
    }

    fn said(language: Language, alert: &Alert) -> String {
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        summary(Text::new(language), When::new("Europe/Copenhagen", language), alert, now)
    }

    #[test]
    fn a_summary_says_what_happened_and_since_when() {
        let en = |rule, kind, id, count| said(Language::English, &alert(rule, kind, id, count));
        assert_eq!(en(Rule::SourceSilent, AboutKind::Source, "OCIS", 1), "OCIS has said nothing since 11:00.");
        assert_eq!(
            en(Rule::FailedSignIns, AboutKind::Address, "192.0.2.1", 12),
            "12 failed sign-ins from 192.0.2.1 since 11:00."
        );
        assert_eq!(en(Rule::NewOwner, AboutKind::Person, "Ann", 1), "Ann was made an owner of Acme.");
        let evil = en(Rule::FailedSignIns, AboutKind::Actor, "x\r\nBcc: all@x\u{202e}", 12);
        assert!(!evil.contains(['\r', '\n', '\u{202e}']), "{evil:?}");
    }

    #[test]
    fn every_rule_is_told_in_every_language() {
        for language in Language::ALL {
            for rule_ in Rule::ALL {
                for (kind, count) in [(AboutKind::Actor, 1), (AboutKind::Address, 2), (AboutKind::Several, 30)] {
                    let said = said(*language, &alert(*rule_, kind, "Some-Name", count));
                    let whole = !said.contains(['{', '}', '$']) && !said.contains("  ") && !said.contains("alert-");
                    assert!(whole && said.ends_with('.'), "{language:?} {rule_:?}: {said}");
                    assert!(kind == AboutKind::Several || said.contains("Some-Name"), "{language:?} {rule_:?}: {said}");
                }
                assert!(!rule(Text::new(*language), *rule_).contains("rule-"));
            }
        }
    }

    #[test]
    fn the_timeline_is_asked_for_what_it_is_about() {
        let silent = way(&alert(Rule::SourceSilent, AboutKind::Source, "ocis", 1));
        assert_eq!(silent, ("/operator/sources".to_owned(), "alert-open-sources"));
        let way = |rule, kind, id| way(&alert(rule, kind, id, 1)).0;
        let address = way(Rule::FailedSignIns, AboutKind::Address, "192.0.2.1");
        assert!(address.starts_with("/operator/audit?q=192.0.2.1&from=2026-11-24T09%3A55%3A00Z"), "{address}");
        let owner = way(Rule::NewOwner, AboutKind::Person, "p");
        assert!(owner.contains("tenant=acme") && owner.contains("target=p"), "{owner}");
    }
}
