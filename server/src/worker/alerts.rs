//! Watches the timeline and the sources. What was looked at, the alerts that it made and their deliveries commit in one
//! transaction, and only if nobody else looked at the same meanwhile: nothing is missed, nothing is said twice, however
//! many processes watch.

use std::time::Duration;

use chrono::TimeDelta;
use dezky_connect::parse::stalwart::Format;
use dezky_domain::{
    Result,
    alert::{
        About, AboutKind, Channel, FAILED_SIGN_INS, Finding, PARTNER_ACCESS, ROLE_GIVEN, Rule, makes_owner, means,
    },
    audit::{ActorKind, AuditEvent, Class, NewEvent, Source},
    ctx::{Ctx, Scope},
    id::AlertId,
};
use dezky_store::{KnownAlert, Raised, Work};
use secrecy::ExposeSecret as _;

use crate::{service::alerts::event, state::State};

/// Between two looks at what nobody reports: silence, quarantine, quiet.
const LOOK: Duration = Duration::from_secs(5);
/// Between two looks at most, however much is stored.
const BREATH: Duration = Duration::from_secs(1);
/// Events that one step passes by, and of those the ones that it looks at.
const STEP: i64 = 20_000;
const MOST: u64 = 500;
/// Older than this when it came, an event is history: who connects a source with a year of events in it gets no letters
/// about them. A long weekend's outage is shorter.
const HISTORY: TimeDelta = TimeDelta::days(7);

pub async fn run(state: State) {
    let mut stored = state.stored.subscribe();
    while !state.stop.is_cancelled() {
        state.heartbeats.beat("alerts");
        match step(&state).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "alerts could not be looked for; trying again"),
        }
        if !super::pause(&state, BREATH).await {
            return;
        }
        tokio::select! {
            () = state.stop.cancelled() => return,
            changed = stored.changed() => {
                if changed.is_err() {
                    return;
                }
            }
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// Looks at what is new, and at what lasts. True when there is more at once.
///
/// # Errors
/// `Fault` from the store: nothing is saved, and it is looked at again.
pub async fn step(state: &State) -> Result<bool> {
    let scope = Scope::any_tenant("a worker watches the platform");
    let alerts = state.store.alerts();
    let at = alerts.position().await?;
    let head = state.store.timeline().head(&scope).await?;
    let patterns = [FAILED_SIGN_INS, ROLE_GIVEN, PARTNER_ACCESS].concat();
    let mut upto = head.min(at.seq.saturating_add(STEP)).max(at.seq);
    let events = if upto > at.seq { alerts.candidates(at.seq, upto, &patterns, MOST).await? } else { Vec::new() };
    if events.len() as u64 == MOST {
        upto = events.last().map_or(upto, |last| last.seq);
    }
    let lasting = lasting(state).await?;
    let over = over(state, &lasting).await?;
    let mut new = Vec::new();
    for finding in lasting {
        let last = alerts.last(finding.rule, &finding.key()).await?;
        new.extend(last.is_none_or(|last| last.mark < finding.mark).then_some(finding));
    }
    if upto == at.seq && new.is_empty() && over.is_empty() {
        return Ok(false);
    }
    let work = state.store.begin().await?;
    if !work.alerts().advance(&at, upto).await? {
        return Ok(true);
    }
    let mut watch =
        Watch { state, ctx: Ctx::service("alerts", std::sync::Arc::clone(&state.clock)), work, records: Vec::new() };
    // What is over ends first: what comes again after that is new.
    for id in over {
        watch.close(id).await?;
    }
    for event in &events {
        watch.look(event).await?;
    }
    for finding in new {
        watch.raise(&finding).await?;
    }
    watch.save().await?;
    Ok(upto < head)
}

/// What is so now: sources that are silent, sources with records that can't be read.
async fn lasting(state: &State) -> Result<Vec<Finding>> {
    let (alerts, settings, now) = (state.store.alerts(), &state.config.alerts, state.clock.now());
    let mut found = Vec::new();
    for source in Source::HEARD {
        let about = About::source(*source);
        let minutes = settings.silent_minutes(*source);
        if minutes > 0
            && let Some(heard) = alerts.heard(*source).await?
            && now - heard >= TimeDelta::minutes(i64::from(minutes))
        {
            let (rule, mark) = (Rule::SourceSilent, heard.timestamp_micros());
            found.push(Finding { rule, about: about.clone(), tenant: None, since: heard, mark, count: 1 });
        }
        if settings.is_on(Rule::Quarantine)
            && let Some(unread) = alerts.unread(*source).await?
        {
            let (rule, mark, count) = (Rule::Quarantine, unread.last.timestamp_micros(), unread.count);
            found.push(Finding { rule, about, tenant: None, since: unread.first, mark, count });
        }
    }
    Ok(found)
}

/// Alerts that end: what lasted is over, or nothing came again for the quiet time.
async fn over(state: &State, lasting: &[Finding]) -> Result<Vec<AlertId>> {
    let quiet = state.clock.now() - TimeDelta::minutes(i64::from(state.config.alerts.quiet_minutes));
    let lasts = |open: &KnownAlert| lasting.iter().any(|found| found.rule == open.rule && found.key() == open.key);
    let over = |open: &KnownAlert| if open.rule.lasts() { !lasts(open) } else { open.seen <= quiet };
    Ok(state.store.alerts().known_open().await?.into_iter().filter(over).map(|open| open.id).collect())
}

/// A step's transaction.
struct Watch<'a> {
    state: &'a State,
    ctx: Ctx,
    work: Work,
    records: Vec<NewEvent>,
}

impl Watch<'_> {
    /// What an event means to the rules.
    async fn look(&mut self, event: &AuditEvent) -> Result<()> {
        let (settings, inside) = (&self.state.config.alerts, &event.event);
        // An alert's own records never raise one.
        if inside.action.starts_with("alert.") || inside.observed - inside.occurred > HISTORY {
            return Ok(());
        }
        let on = |rule| settings.is_on(rule);
        let found =
            |rule, about, tenant| Finding { rule, about, tenant, since: inside.occurred, mark: event.seq, count: 1 };
        if inside.class == Class::Gap && on(Rule::Gap) {
            self.raise(&found(Rule::Gap, About::source(inside.source), None)).await?;
        }
        if makes_owner(inside) && on(Rule::NewOwner) {
            let id = inside.target.id.clone().unwrap_or_default();
            let name = inside.target.name.clone().unwrap_or_else(|| id.clone());
            self.raise(&found(Rule::NewOwner, About { kind: AboutKind::Person, id, name }, inside.tenant)).await?;
        }
        if means(PARTNER_ACCESS, &inside.action) && on(Rule::PartnerAccess) {
            let who = actor(inside).unwrap_or_else(|| about(AboutKind::Actor, &inside.action));
            self.raise(&found(Rule::PartnerAccess, who, inside.tenant)).await?;
        }
        if means(FAILED_SIGN_INS, &inside.action) && on(Rule::FailedSignIns) && self.is_counted(inside) {
            let address = inside.ip.as_deref().map(|ip| about(AboutKind::Address, ip));
            for who in account(inside).into_iter().chain(address) {
                let tenant = inside.tenant.filter(|_| who.kind == AboutKind::Actor);
                self.count_sign_in(found(Rule::FailedSignIns, who, tenant)).await?;
            }
        }
        Ok(())
    }

    /// Somebody who only asked what a server wants didn't fail to sign in; and what a webhook and a log both tell of is
    /// counted where it is told first, as a rule.
    fn is_counted(&self, event: &NewEvent) -> bool {
        let hooked = !self.state.config.sources.stalwart.webhook_secret.expose_secret().is_empty();
        let line = event.source == Source::Stalwart && event.format.as_deref() == Some(Format::Log.word());
        event.class != Class::Noise && !(hooked && line)
    }

    /// An alert that is open counts every one; before that it takes as many as the settings say.
    async fn count_sign_in(&mut self, mut found: Finding) -> Result<()> {
        let (settings, key) = (&self.state.config.alerts, found.key());
        if !self.work.alerts().is_open(found.rule, &key).await? {
            let limit = (settings.failed_sign_ins, TimeDelta::minutes(i64::from(settings.failed_sign_ins_minutes)));
            let one = (found.mark, found.since);
            let first = self.work.alerts().fail_sign_in(&key, one, limit, self.ctx.now()).await?;
            let Some(first) = first else { return Ok(()) };
            (found.since, found.count) = (first, u64::from(settings.failed_sign_ins));
        }
        self.raise(&found).await
    }

    async fn raise(&mut self, finding: &Finding) -> Result<()> {
        let mut recipients = self.state.config.alerts.recipients();
        if let Some(tenant) = finding.tenant.filter(|_| finding.is_tenants()) {
            let scope = Scope::any_tenant("a tenant is told of what is about it");
            let settings = self.work.settings().of(&scope, tenant).await?;
            recipients.extend(settings.alert_mail.into_iter().map(|to| (Channel::Tenant, to)));
        }
        if let Raised::Opened(alert) = self.work.alerts().raise(finding, &recipients).await? {
            metrics::counter!("dezky_alerts_opened_total", "rule" => alert.rule.word()).increment(1);
            tracing::warn!(rule = alert.rule.word(), key = alert.key, "alert");
            self.records.push(event(&self.ctx, "alert.opened", &alert));
        }
        Ok(())
    }

    async fn close(&mut self, id: AlertId) -> Result<()> {
        let closed = self.work.alerts().close(id, self.ctx.now()).await?;
        self.records.extend(closed.map(|alert| event(&self.ctx, "alert.closed", &alert)));
        Ok(())
    }

    async fn save(self) -> Result<()> {
        let Self { state, ctx, work, records } = self;
        let window = TimeDelta::minutes(i64::from(state.config.alerts.failed_sign_ins_minutes));
        work.alerts().forget_sign_ins(ctx.now() - window * 2).await?;
        work.audit().record(&records).await?;
        work.save().await?;
        if !records.is_empty() {
            state.stored.send_modify(|count| *count += 1);
            state.outlets.asked.notify_waiters();
        }
        Ok(())
    }
}

fn about(kind: AboutKind, id: &str) -> About {
    About { kind, id: id.to_owned(), name: id.to_owned() }
}

/// Who acted, by name where there is one: two sources know the same account by other ids.
fn actor(event: &NewEvent) -> Option<About> {
    let said =
        |word: &Option<String>| word.as_deref().map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned);
    let who = &event.actor;
    let id = said(&who.name).or_else(|| said(&who.id))?;
    Some(about(AboutKind::Actor, &id))
}

/// Whose sign-in failed: the actor, or the account that was tried where the record doesn't say who tried.
fn account(event: &NewEvent) -> Option<About> {
    let program = event.actor.kind == ActorKind::Service;
    let tried = || {
        let is_account = matches!(event.target.kind.as_str(), "user" | "account" | "person");
        let name = event.target.name.as_deref().or(event.target.id.as_deref());
        name.filter(|name| is_account && !name.trim().is_empty()).map(|name| about(AboutKind::Actor, name.trim()))
    };
    actor(event).filter(|_| !program).or_else(tried)
}
