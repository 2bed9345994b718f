//! What is done to many at once, read: a batch with its numbers, and its rows by page.

use dezky_domain::{
    batch::{Batch, BatchLine, BatchRow, BatchState, Deed, RowState, RowsQuery},
    ctx::Scope,
    id::{BatchId, PersonId, TenantId},
    language::Language,
    page::Page,
};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use crate::{
    Result, Store, StoreError, scope,
    sql::{Sql, count, size, sql, time},
};

/// Reads batches.
#[derive(Debug, Clone, Copy)]
pub struct Batches<'a> {
    pub(crate) store: &'a Store,
}

/// A batch with what its worker needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchHead {
    pub id: BatchId,
    pub tenant: TenantId,
    pub deed: Deed,
    pub state: BatchState,
    pub by: PersonId,
    pub by_name: String,
    pub language: Language,
    /// The request that asked for it.
    pub request: String,
}

impl Batches<'_> {
    /// # Errors
    /// `Denied` for a person's scope; `Db`, `Corrupt`.
    pub async fn head(&self, scope: &Scope, id: BatchId) -> Result<Option<BatchHead>> {
        find(&self.store.reader, scope, id).await?.map(Row::head).transpose()
    }

    /// A tenant's of these deeds, the newest first, without the names of groups.
    ///
    /// # Errors
    /// As `head`; `Denied` for another tenant's.
    pub async fn list(
        &self,
        scope: &Scope,
        tenant: TenantId,
        deeds: &[&'static str],
        most: u64,
    ) -> Result<Vec<BatchLine>> {
        scope::require(scope, tenant)?;
        let db = &self.store.reader;
        let mut select = sql(db, LINES, [tenant.uuid().into()]);
        // The tag comes first in a deed's JSON.
        for (place, deed) in deeds.iter().enumerate() {
            select.push(if place > 0 { " OR " } else { "(" });
            select.push("b.deed LIKE ").bind(format!(r#"{{"kind":"{deed}"%"#));
        }
        select.push(if deeds.is_empty() { "1 = 0" } else { ")" });
        select.push(" ORDER BY b.created_us DESC, b.id DESC LIMIT ").bind(size(most));
        select.rows(db).await?.iter().map(line).collect()
    }

    /// With its numbers.
    ///
    /// # Errors
    /// As `head`.
    pub async fn show(&self, scope: &Scope, id: BatchId) -> Result<Option<Batch>> {
        let db = &self.store.reader;
        let Some(row) = find(db, scope, id).await? else { return Ok(None) };
        let (created, ended) = (time(row.created_us)?, row.ended_us.map(time).transpose()?);
        let head = row.head()?;
        let mut batch = Batch {
            id,
            deed: head.deed,
            state: head.state,
            by: head.by_name,
            created,
            ended,
            wrong: 0,
            waiting: 0,
            done: 0,
            same: 0,
            failed: 0,
        };
        for row in counts(db, id).rows(db).await? {
            let place = match state(&row.try_get_by_index::<String>(0)?)? {
                RowState::Wrong => &mut batch.wrong,
                RowState::Waiting => &mut batch.waiting,
                RowState::Done => &mut batch.done,
                RowState::Same => &mut batch.same,
                RowState::Failed => &mut batch.failed,
            };
            *place = count(row.try_get_by_index(1)?);
        }
        Ok(Some(batch))
    }

    /// A page of its rows, by number.
    ///
    /// # Errors
    /// As `head`.
    pub async fn rows(&self, scope: &Scope, id: BatchId, query: RowsQuery) -> Result<Page<BatchRow>> {
        let db = &self.store.reader;
        let mut total = sql(db, "SELECT COUNT(*) FROM batch_row r JOIN batch b ON b.id = r.batch_id", []);
        filter(&mut total, scope, id, query.state)?;
        let total = count(total.value(db).await?.unwrap_or_default());
        let rows = page(db, scope, id, query)?.all::<RowRow>(db).await?;
        let rows = rows.into_iter().map(RowRow::row).collect::<Result<_>>()?;
        Ok(Page { rows, total, number: query.number, limit: query.limit })
    }

    /// All of its rows.
    ///
    /// # Errors
    /// As `head`.
    pub async fn all_rows(&self, scope: &Scope, id: BatchId) -> Result<Vec<BatchRow>> {
        let db = &self.store.reader;
        let mut select = sql(db, ROW, []);
        filter(&mut select, scope, id, None)?;
        select.push(" ORDER BY r.number");
        select.all::<RowRow>(db).await?.into_iter().map(RowRow::row).collect()
    }

    /// How the database means to find a page of rows: tests hold it against the indexes.
    ///
    /// # Errors
    /// As `head`.
    pub async fn explain_rows(&self, scope: &Scope, id: BatchId, query: RowsQuery) -> Result<Vec<String>> {
        let db = &self.store.reader;
        let mut plan = page(db, scope, id, query)?.explain(db).await?;
        plan.extend(counts(db, id).explain(db).await?);
        Ok(plan)
    }
}

fn line(row: &QueryResult) -> Result<BatchLine> {
    let number = |name: &str| Ok::<u64, StoreError>(count(row.try_get("", name)?));
    let (rows, over, failed) = (number("total")?, number("dealt")?, number("failed")?);
    let row = Row::from_query_result(row, "")?;
    let created = time(row.created_us)?;
    let BatchHead { id, deed, state, by_name: by, .. } = row.head()?;
    Ok(BatchLine { id, deed, group: None, state, by, created, rows, over, failed })
}

fn counts(db: &impl ConnectionTrait, id: BatchId) -> Sql {
    sql(db, "SELECT state, COUNT(*) FROM batch_row WHERE batch_id = $1 GROUP BY state", [id.uuid().into()])
}

fn page(db: &impl ConnectionTrait, scope: &Scope, id: BatchId, query: RowsQuery) -> Result<Sql> {
    let mut select = sql(db, ROW, []);
    filter(&mut select, scope, id, query.state)?;
    select.push(" ORDER BY r.number LIMIT ").bind(size(query.limit.rows()));
    select.push(" OFFSET ").bind(size(query.number.saturating_sub(1).saturating_mul(query.limit.rows())));
    Ok(select)
}

fn filter(select: &mut Sql, scope: &Scope, id: BatchId, state: Option<RowState>) -> Result<()> {
    select.push(" WHERE r.batch_id = ").bind(id.uuid());
    if let Some(only) = scope::within(scope)? {
        select.push(" AND b.tenant_id = ").bind(only);
    }
    if let Some(state) = state {
        select.push(" AND r.state = ").bind(state.word());
    }
    Ok(())
}

pub(crate) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: BatchId) -> Result<Option<Row>> {
    let mut select = sql(db, "SELECT * FROM batch WHERE id = ", []);
    select.bind(id.uuid());
    if let Some(only) = scope::within(scope)? {
        select.push(" AND tenant_id = ").bind(only);
    }
    select.one::<Row>(db).await
}

const LINES: &str = "SELECT b.*,
    (SELECT COUNT(*) FROM batch_row r WHERE r.batch_id = b.id) AS total,
    (SELECT COUNT(*) FROM batch_row r WHERE r.batch_id = b.id AND r.state IN ('done', 'same', 'failed')) AS dealt,
    (SELECT COUNT(*) FROM batch_row r WHERE r.batch_id = b.id AND r.state = 'failed') AS failed
    FROM batch b WHERE b.tenant_id = $1 AND ";

/// Who isn't new is told by what they are called now.
const ROW: &str = "SELECT r.number, r.person_id, p.name, p.email, r.fields, r.state, r.why_field, r.why \
    FROM batch_row r JOIN batch b ON b.id = r.batch_id LEFT JOIN person p ON p.id = r.person_id";

#[derive(Debug, FromQueryResult)]
pub(crate) struct Row {
    id: Uuid,
    tenant_id: Uuid,
    deed: String,
    state: String,
    by_person: Uuid,
    by_name: String,
    language: String,
    request: String,
    created_us: i64,
    ended_us: Option<i64>,
}

impl Row {
    pub(crate) fn head(self) -> Result<BatchHead> {
        let corrupt = |what| StoreError::corrupt(what, self.id);
        Ok(BatchHead {
            id: BatchId::from_uuid(self.id),
            tenant: TenantId::from_uuid(self.tenant_id),
            deed: serde_json::from_str(&self.deed).map_err(|_| corrupt("deed of batch"))?,
            state: BatchState::parse(&self.state).ok_or_else(|| corrupt("state of batch"))?,
            by: PersonId::from_uuid(self.by_person),
            language: Language::parse(&self.language).ok_or_else(|| corrupt("language of batch"))?,
            by_name: self.by_name,
            request: self.request,
        })
    }
}

#[derive(Debug, FromQueryResult)]
struct RowRow {
    number: i64,
    name: Option<String>,
    email: Option<String>,
    fields: String,
    state: String,
    why_field: Option<String>,
    why: Option<String>,
}

impl RowRow {
    fn row(self) -> Result<BatchRow> {
        let mut fields = fields(&self.fields, self.number)?;
        if let (Some(name), Some(email)) = (self.name, self.email)
            && fields.is_empty()
        {
            fields = vec![("name".to_owned(), name), ("email".to_owned(), email)];
        }
        let why = self.why.map(|why| (self.why_field.unwrap_or_default(), why));
        Ok(BatchRow { number: count(self.number), fields, state: state(&self.state)?, why })
    }
}

pub(crate) fn fields(json: &str, number: i64) -> Result<Vec<(String, String)>> {
    serde_json::from_str(json).map_err(|_| StoreError::corrupt("fields of row", number))
}

fn state(word: &str) -> Result<RowState> {
    RowState::parse(word).ok_or_else(|| StoreError::corrupt("state of row", word))
}
