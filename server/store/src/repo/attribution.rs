//! Events that come to their tenant later. Counters follow in the same transaction.

use std::collections::{BTreeMap, HashMap};

use dezky_domain::{
    audit::{Attribution, Source},
    id::TenantId,
    tenant::ObjectKind,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::{
    Result, Work,
    repo::{
        counts::{Changes, Counted},
        timeline::showing,
        timeline_sql::{begins, begins_among},
    },
    sql::{MANY, Sql, clean, size, sql},
};

pub(crate) async fn correlate(work: &Work, source: Source, targets: &[(String, TenantId)]) -> Result<u64> {
    let targets: HashMap<String, TenantId> = targets.iter().map(|(id, tenant)| (clean(id), *tenant)).collect();
    let ids: Vec<&String> = targets.keys().collect();
    let mut given = 0;
    for ids in ids.chunks(MANY) {
        work.queue().await?;
        let mut select = moving(work, source, "attribution IN ('none', 'actor')");
        begins_among(&mut select, "target_id", ids.iter().map(|id| id.as_str()));
        let mut of: BTreeMap<TenantId, Vec<Moving>> = BTreeMap::new();
        for event in select.all::<Moving>(&work.tx).await? {
            // Two may begin alike.
            if let Some(tenant) = event.target_id.as_ref().and_then(|id| targets.get(id)) {
                of.entry(*tenant).or_default().push(event);
            }
        }
        for (tenant, events) in of {
            given += give(work, &events, source, tenant, Attribution::Correlated).await?;
        }
    }
    Ok(given)
}

pub(crate) async fn reattribute(
    work: &Work,
    source: Source,
    kind: ObjectKind,
    id: &str,
    tenant: TenantId,
    limit: u64,
) -> Result<u64> {
    let ways: &[(&str, Attribution)] = match kind {
        ObjectKind::Space => &[("space_id", Attribution::Space)],
        ObjectKind::User => &[("account_id", Attribution::Account), ("space_id", Attribution::Account)],
        ObjectKind::Group | ObjectKind::Application | ObjectKind::Provider | ObjectKind::Brand | ObjectKind::Domain => {
            &[("account_id", Attribution::Account)]
        }
        ObjectKind::Node | ObjectKind::Link => &[],
    };
    let mut given = 0;
    for (column, attribution) in ways {
        let mut select = moving(work, source, "attribution = 'none'");
        begins(&mut select, column, &clean(id));
        select.push(" LIMIT ").bind(size(limit.saturating_sub(given)));
        work.queue().await?;
        given += give(work, &select.all(&work.tx).await?, source, tenant, *attribution).await?;
    }
    Ok(given)
}

#[derive(Debug, FromQueryResult)]
struct Moving {
    seq: i64,
    occurred_us: i64,
    outcome: String,
    tenant_id: Option<Uuid>,
    showing: i16,
    target_id: Option<String>,
}

fn moving(work: &Work, source: Source, attribution: &str) -> Sql {
    let text = "SELECT seq, occurred_us, outcome, tenant_id, showing, target_id FROM audit_event WHERE ";
    let mut select = sql(&work.tx, text, []);
    select.push(attribution).push(" AND ");
    // Few events share an id, a fourth of all share a source.
    if select.sqlite() {
        select.push("+");
    }
    select.push("source = ").bind(source.word());
    select
}

async fn give(
    work: &Work,
    events: &[Moving],
    source: Source,
    tenant: TenantId,
    attribution: Attribution,
) -> Result<u64> {
    let mut changes = Changes::default();
    for event in events {
        let showing = showing(event.showing)?;
        let counted = Counted { source, occurred_us: event.occurred_us, outcome: &event.outcome, showing };
        changes.add(event.tenant_id, counted, -1);
        changes.add(Some(tenant.uuid()), counted, 1);
    }
    for events in events.chunks(256) {
        let text = "UPDATE audit_event SET tenant_id = $1, attribution = $2 WHERE seq IN (";
        let mut update = sql(&work.tx, text, [tenant.uuid().into(), attribution.word().into()]);
        update.bind_all(events.iter().map(|event| event.seq)).push(")");
        update.run(&work.tx).await?;
    }
    changes.save(&work.tx).await?;
    Ok(events.len() as u64)
}
