//! Looks at the DNS of mail domains, each in its turn: often while something is wrong, seldom while all is right. What a
//! look found, and what it means, commit together; no question is asked of DNS or of Stalwart inside.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    time::Duration,
};

use chrono::TimeDelta;
use dezky_connect::stalwart::wanted;
use dezky_domain::{
    Result,
    audit::{Change, NewEvent},
    ctx::{Ctx, Scope},
    mail_domain::{DomainRecord, MailDomain, Reason, RecordKind, RecordState, WantedRecord, judge, proof},
    provision::Owner,
    tenant::Tenant,
};
use dezky_store::{Checked, DomainRow};
use futures::{StreamExt as _, stream};

use crate::{provision::desire, service::mail_domains::event, state::State};

const EVERY: Duration = Duration::from_secs(5);
/// Domains of one step.
const BATCH: u64 = 20;
/// Questions that are open at once.
const AT_ONCE: usize = 4;
/// Longer, and DNS is said not to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Between two looks at a domain where something is wrong, at one where all is right, and at one whose mail is being
/// set up.
const WRONG: TimeDelta = TimeDelta::minutes(15);
const RIGHT: TimeDelta = TimeDelta::hours(6);
const SOON: TimeDelta = TimeDelta::minutes(1);
const AT_FIRST: TimeDelta = TimeDelta::seconds(4);
/// How long a domain's mail is being set up.
const FRESH: TimeDelta = TimeDelta::hours(1);

pub async fn run(state: State) {
    while !state.stop.is_cancelled() {
        state.heartbeats.beat("mail_domains");
        match step(&state).await {
            Ok(looked) if looked as u64 == BATCH => continue,
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "mail domains could not be looked at; trying again"),
        }
        tokio::select! {
            () = state.stop.cancelled() => return,
            () = state.look_at_dns.notified() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Looks at those whose turn has come, and says how many. What one of them couldn't be saved for keeps none of the others.
///
/// # Errors
/// `Fault` from the store.
pub async fn step(state: &State) -> Result<usize> {
    let scope = Scope::any_tenant("a worker looks at everybody's domains");
    let due = state.store.mail_domains().due(&scope, state.clock.now(), BATCH).await?;
    let mut looked = 0;
    for row in &due {
        state.heartbeats.beat("mail_domains");
        let Some(tenant) = state.store.tenants().by_id(&scope, row.tenant).await? else { continue };
        let look =
            Look { state, scope: &scope, ctx: Ctx::service("domains", state.clock.clone()), tenant: &tenant, row };
        let saved = if row.domain.proven.is_some() { look.records().await } else { look.proof().await };
        match saved {
            Ok(()) => looked += 1,
            Err(error) => tracing::error!(%error, domain = row.domain.name, "a look could not be saved; looking again"),
        }
    }
    Ok(looked)
}

/// One domain, looked at.
struct Look<'a> {
    state: &'a State,
    scope: &'a Scope,
    ctx: Ctx,
    tenant: &'a Tenant,
    row: &'a DomainRow,
}

impl Look<'_> {
    const fn domain(&self) -> &MailDomain {
        &self.row.domain
    }

    /// Whether DNS shows that it is the tenant's; from then on its mail is wanted.
    async fn proof(&self) -> Result<()> {
        let mut records = self.judged(vec![proof(&self.row.token)]).await;
        let shown = records.iter().any(|record| record.state == RecordState::Right);
        let work = self.state.store.begin().await?;
        let (now, domains) = (self.ctx.now(), work.mail_domains());
        let proven = shown && domains.prove(self.scope, self.tenant.id, &self.domain().name, now).await?;
        if shown && !proven {
            for record in &mut records {
                (record.state, record.why) = (RecordState::Different, Some(Reason::ProofTaken));
            }
        }
        // What its mail needs is known when its mail is made; until then there is still something to do.
        let wait = if proven { AT_FIRST } else { self.jittered(WRONG) };
        let (records, before) = (if proven { Vec::new() } else { records }, self.domain().checked);
        let found = Checked { records: &records, attention: 1, now, next: now + wait, before };
        if !domains.checked(self.scope, self.tenant.id, &self.domain().name, &found).await? {
            return Ok(());
        }
        if proven {
            work.audit().record(&[event(&self.ctx, "domain.prove", self.tenant, &self.domain().name)]).await?;
            desire::tenant(&work, &self.state.config, &self.ctx, self.tenant.id).await?;
        }
        work.save().await?;
        if proven {
            self.state.stored.send_modify(|count| *count += 1);
            self.state.wanted.notify_one();
        }
        Ok(())
    }

    /// The records of its mail.
    async fn records(&self) -> Result<()> {
        let wanted = self.wanted().await;
        let (ready, now) = (is_ready(&wanted), self.ctx.now());
        let records = self.judged(wanted).await;
        let needing = records.iter().filter(|record| record.needs_attention()).count();
        let silent = records.iter().any(|record| !record.wanted.optional && record.state == RecordState::Unknown);
        // What nobody could look at is as it was.
        let attention = if silent { self.row.attention } else { u32::try_from(needing).unwrap_or(u32::MAX) };
        let age = self.domain().proven.map(|proven| now - proven);
        // As often as it is young: its mail is made within seconds, and somebody waits to see what to publish.
        let fresh = age.filter(|age| (TimeDelta::zero()..FRESH).contains(age)).map(|age| age.clamp(AT_FIRST, SOON));
        let wait = match (ready, attention > 0 || silent) {
            (false, _) if fresh.is_some() => fresh.unwrap_or(SOON),
            (true, false) => self.jittered(RIGHT),
            (true, true) => self.jittered(WRONG),
            (false, _) => self.jittered(if records.is_empty() { RIGHT } else { WRONG }),
        };
        let work = self.state.store.begin().await?;
        let found = Checked { records: &records, attention, now, next: now + wait, before: self.domain().checked };
        if !work.mail_domains().checked(self.scope, self.tenant.id, &self.domain().name, &found).await? {
            return Ok(());
        }
        let told = self.turned(attention, &records);
        work.audit().record(told.as_slice()).await?;
        work.save().await?;
        if told.is_some() {
            self.state.stored.send_modify(|count| *count += 1);
        }
        Ok(())
    }

    /// What Stalwart says now; what it said before, where it doesn't answer.
    async fn wanted(&self) -> Vec<WantedRecord> {
        let before = || self.domain().records.iter().map(|record| record.wanted.clone());
        let Some(stalwart) = &self.state.stalwart else { return Vec::new() };
        let owner = Owner { tenant: Some((self.tenant.id, self.tenant.slug.clone())) };
        match tokio::time::timeout(PATIENCE, stalwart.zone(&owner, &self.domain().name)).await {
            Ok(Ok(zone)) => zone.map(|zone| wanted(&self.domain().name, &zone)).unwrap_or_default(),
            Ok(Err(trouble)) => {
                tracing::warn!(
                    ?trouble,
                    domain = self.domain().name,
                    "Stalwart doesn't say which records a domain needs"
                );
                before().collect()
            }
            Err(_) => before().collect(),
        }
    }

    /// Each name is asked for once, four at a time.
    async fn judged(&self, wanted: Vec<WantedRecord>) -> Vec<DomainRecord> {
        let domain = self.domain();
        let questions: Vec<(RecordKind, String)> = {
            let mut all: Vec<_> = wanted.iter().map(|record| (record.kind, record.full_name(&domain.name))).collect();
            all.sort();
            all.dedup();
            all
        };
        let dns = &self.state.dns;
        let answers = stream::iter(questions).map(|(kind, name)| async move {
            let answer = tokio::time::timeout(PATIENCE, dns.records(kind, &name)).await;
            ((kind, name), answer.ok().and_then(std::result::Result::ok))
        });
        let answers: BTreeMap<_, _> = answers.buffer_unordered(AT_ONCE).collect().await;
        let settled = domain.settled(self.ctx.now());
        let judged = wanted.into_iter().map(|wanted| {
            let answer = answers.get(&(wanted.kind, wanted.full_name(&domain.name)));
            match answer.and_then(Option::as_ref) {
                Some(seen) => judge(&domain.name, wanted, seen, settled),
                None => DomainRecord::unknown(wanted),
            }
        });
        judged.collect()
    }

    /// That a domain began to need attention, or needs none any more.
    fn turned(&self, attention: u32, records: &[DomainRecord]) -> Option<NewEvent> {
        let action = match (self.row.attention, attention) {
            (0, 0) => return None,
            // That records of a new domain are missing is no turn.
            (0, _) if self.domain().records.is_empty() => return None,
            (0, _) => "domain.attention",
            (_, 0) if is_ready_seen(records) => "domain.well",
            _ => return None,
        };
        let mut event = event(&self.ctx, action, self.tenant, &self.domain().name);
        event.changes.push(Change {
            field: "attention".to_owned(),
            before: Some(self.row.attention.to_string()),
            after: Some(attention.to_string()),
        });
        let wrong = records.iter().filter(|record| record.needs_attention());
        event.changes.extend(wrong.map(|record| Change {
            field: format!("{} {}", record.wanted.kind.word(), record.wanted.name),
            before: Some(record.wanted.value.clone()),
            after: Some(record.seen.join(", ")).filter(|seen| !seen.is_empty()),
        }));
        Some(event)
    }

    /// A little later than `time`, each domain by its own measure: not all of them at once.
    fn jittered(&self, time: TimeDelta) -> TimeDelta {
        let mut hasher = DefaultHasher::new();
        self.domain().name.hash(&mut hasher);
        let most = u64::try_from(time.num_seconds() / 8).unwrap_or_default().max(1);
        time + TimeDelta::seconds(i64::try_from(hasher.finish() % most).unwrap_or_default())
    }
}

/// Whether everything is known that is to be published: signing keys come after the domain.
fn is_ready(wanted: &[WantedRecord]) -> bool {
    wanted.iter().any(|record| record.name.ends_with("._domainkey"))
}

fn is_ready_seen(records: &[DomainRecord]) -> bool {
    records.iter().any(|record| record.wanted.name.ends_with("._domainkey"))
}
