//! The letter about an alert.

use chrono::{DateTime, Utc};
use dezky_app::ui::alert::{rule, summary};
use dezky_connect::post::Letter;
use dezky_domain::alert::{Alert, Delivery};

use super::Outlets;
use crate::provision::letters::{Block, compose};

impl Outlets {
    pub(super) fn letter(&self, alert: &Alert, delivery: &Delivery, now: DateTime<Utc>) -> Letter {
        let (text, when, address) = (self.text, self.when, self.address(alert));
        let opened = format!(
            "{}, {} {}",
            when.full_day(when.date(alert.opened)),
            when.second(alert.opened),
            when.zone(alert.opened)
        );
        let rule = rule(text, alert.rule);
        let subject = text.with(
            "letter-alert-subject",
            [
                ("platform", self.platform.as_str().into()),
                ("rule", rule.into()),
                ("about", dezky_app::ui::alert::about(text, alert).into()),
            ],
        );
        let tenant = alert
            .tenant
            .as_ref()
            .map(|tenant| text.with("letter-alert-tenant", [("tenant", tenant.name.as_str().into())]));
        let mut blocks = vec![
            Block::Said(summary(text, when, alert, now)),
            Block::Said(text.with("letter-alert-opened", [("time", opened.into())])),
        ];
        blocks.extend(tenant.map(Block::Said));
        blocks.push(Block::Button {
            said: text.say("letter-alert-what"),
            word: text.say("letter-alert-button"),
            link: &address,
        });
        blocks.push(Block::Small(text.with("letter-alert-why", [("platform", self.platform.as_str().into())])));
        compose(text.language, &delivery.to, subject, &blocks, format!("alert-{}", delivery.id))
    }
}
