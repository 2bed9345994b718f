//! How alerts leave: by letter and by webhook, each said in the platform's language.

mod letter;

use std::time::Duration;

use chrono::{DateTime, Utc};
use dezky_app::{text::Text, ui::alert::summary, when::When};
use dezky_connect::{
    engine::trouble,
    hook::Hook,
    http::{Options, client},
    post::Post,
};
use dezky_domain::{
    alert::{Alert, Channel, Delivery},
    language::Language,
    provision::{Trouble, TroubleKind},
};
use secrecy::SecretString;
use serde_json::json;
use tokio::sync::Notify;

use crate::config::Config;

/// The ways out.
#[derive(Debug)]
pub struct Outlets {
    post: Post,
    /// For letters to who tenants name.
    tenants: Post,
    hook: Option<Hook>,
    text: Text,
    when: When,
    zone: String,
    platform: String,
    /// Where the alert's page is, up to its id.
    page: String,
    /// A tenant's host, with `{slug}` in it.
    tenant_url: String,
    /// Told when deliveries were asked for.
    pub asked: Notify,
}

impl Outlets {
    /// # Errors
    /// What is wrong with the mail server's address.
    pub fn new(config: &Config) -> Result<Self, String> {
        let alerts = &config.alerts;
        // Somebody who is never written to needs no mail server.
        let off = SecretString::from("");
        let url = if alerts.mail.is_empty() { &off } else { &config.mail.url };
        let timeout = Duration::from_secs(alerts.webhook.timeout_seconds);
        let hook = (!alerts.webhook.is_off()).then(|| {
            let client = client(Options { timeout, ..Options::default() });
            Hook::new(client, alerts.webhook.url.clone(), alerts.webhook.secret.clone())
        });
        Ok(Self {
            post: Post::new(url, &config.mail.from)?,
            tenants: Post::new(&config.mail.url, &config.mail.from)?,
            zone: config.platform.time_zone.clone(),
            tenant_url: config.web.tenant_url.clone(),
            hook,
            text: Text::new(alerts.language()),
            when: When::new(&config.platform.time_zone, alerts.language()),
            platform: config.platform.name.clone(),
            page: format!("{}/operator/alerts/", config.web.url),
            asked: Notify::new(),
        })
    }

    /// Sends one, to a tenant in `language` where it has one. Sent twice, it is one to the reader's mail program and to a receiver that minds the delivery's id.
    ///
    /// # Errors
    /// What was answered.
    pub async fn send(
        &self,
        alert: &Alert,
        delivery: &Delivery,
        language: Option<Language>,
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        match delivery.channel {
            Channel::Tenant => self.tenants.send(self.tenants_letter(alert, delivery, language, now)).await,
            Channel::Mail => self.post.send(self.letter(alert, delivery, now)).await,
            Channel::Webhook => {
                let off = || trouble(TroubleKind::Rejected, None, "alerts.webhook.url is empty");
                let hook = self.hook.as_ref().ok_or_else(off)?;
                hook.send(&delivery.id.to_string(), self.body(alert, now).into_bytes(), now).await
            }
        }
    }

    /// What a webhook is told.
    fn body(&self, alert: &Alert, now: DateTime<Utc>) -> String {
        json!({
            "id": alert.id.to_string(),
            "rule": alert.rule.word(),
            "key": alert.key,
            "tenant": alert.tenant.as_ref().map(|tenant| tenant.slug.to_string()),
            "opened": self.when.machine(alert.opened),
            "seen": self.when.machine(alert.seen),
            "count": alert.count,
            "summary": summary(self.text, self.when, alert, now),
            "url": self.address(alert),
        })
        .to_string()
    }

    fn address(&self, alert: &Alert) -> String {
        format!("{}{}", self.page, alert.id)
    }
}
