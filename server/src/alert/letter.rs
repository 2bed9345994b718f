//! The letter about an alert: to operators, and to who a tenant names about what is the tenant's own.

use chrono::{DateTime, Utc};
use dezky_app::{
    text::Text,
    ui::alert::{about, rule, summary},
    when::When,
};
use dezky_connect::post::Letter;
use dezky_domain::{
    alert::{Alert, Delivery},
    language::Language,
};

use super::Outlets;
use crate::provision::letters::{Block, compose};

/// What the two letters share.
struct Told<'a> {
    text: Text,
    when: When,
    alert: &'a Alert,
    delivery: &'a Delivery,
    now: DateTime<Utc>,
}

impl Told<'_> {
    /// `lines` stand below what happened; `link` is where to go on, and `why` says why this came.
    fn letter(&self, platform: &str, lines: Vec<String>, link: (String, String, &str), why: String) -> Letter {
        let Self { text, when, alert, delivery, now } = self;
        let (day, time) = (when.full_day(when.date(alert.opened)), when.second(alert.opened));
        let opened = format!("{day}, {time} {}", when.zone(alert.opened));
        let fills = [
            ("platform", platform.into()),
            ("rule", rule(*text, alert.rule).into()),
            ("about", about(*text, alert).into()),
        ];
        let mut blocks = vec![
            Block::Said(summary(*text, *when, alert, *now)),
            Block::Said(text.with("letter-alert-opened", [("time", opened.into())])),
        ];
        blocks.extend(lines.into_iter().map(Block::Said));
        let (said, word, link) = link;
        blocks.push(Block::Button { said, word, link });
        blocks.push(Block::Small(why));
        let subject = text.with("letter-alert-subject", fills);
        compose(text.language, &delivery.to, subject, &blocks, format!("alert-{}", delivery.id))
    }
}

impl Outlets {
    pub(super) fn letter(&self, alert: &Alert, delivery: &Delivery, now: DateTime<Utc>) -> Letter {
        let (text, address) = (self.text, self.address(alert));
        let tenant = alert.tenant.as_ref();
        let tenant = tenant.map(|tenant| text.with("letter-alert-tenant", [("tenant", tenant.name.as_str().into())]));
        let why = text.with("letter-alert-why", [("platform", self.platform.as_str().into())]);
        let told = Told { text, when: self.when, alert, delivery, now };
        let link = (text.say("letter-alert-what"), text.say("letter-alert-button"), address.as_str());
        told.letter(&self.platform, tenant.into_iter().collect(), link, why)
    }

    /// In the tenant's language. It leads to the tenant's own timeline: the alert's page is the platform's.
    pub(super) fn tenants_letter(
        &self,
        alert: &Alert,
        delivery: &Delivery,
        language: Option<Language>,
        now: DateTime<Utc>,
    ) -> Letter {
        let text = language.map_or(self.text, Text::new);
        let (slug, name) = alert
            .tenant
            .as_ref()
            .map_or_else(Default::default, |tenant| (tenant.slug.to_string(), tenant.name.clone()));
        let address = format!("{}/admin/audit", self.tenant_url.replace("{slug}", &slug));
        let why = text.with("letter-alert-why-tenant", [("tenant", name.into())]);
        let told = Told { text, when: When::new(&self.zone, text.language), alert, delivery, now };
        let said = text.say("letter-alert-what-tenant");
        told.letter(&self.platform, Vec::new(), (said, text.say("letter-alert-button-tenant"), &address), why)
    }
}
