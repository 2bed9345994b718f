//! What is done to many at once, written: noted as a draft, begun, and taken row by row by a worker.

use chrono::{DateTime, Utc};
use dezky_domain::{
    batch::{BatchState, Chosen, Deed, RowState},
    ctx::Scope,
    id::{BatchId, PersonId, TenantId},
    language::Language,
    member::PeopleQuery,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::{
    Result, StoreError, Work,
    repo::{
        batches::{BatchHead, fields, find},
        people_list,
    },
    scope,
    sql::{clean, count, insert_many, size, sql},
};

/// Writes batches.
#[derive(Debug, Clone, Copy)]
pub struct BatchesWork<'a> {
    pub(crate) work: &'a Work,
}

/// A batch that nobody has begun.
#[derive(Debug, Clone)]
pub struct NewBatch<'a> {
    pub id: BatchId,
    pub tenant: TenantId,
    pub deed: &'a Deed,
    pub by: PersonId,
    pub by_name: &'a str,
    pub language: Language,
    pub request: &'a str,
    pub now: DateTime<Utc>,
}

/// A row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRow {
    pub number: u64,
    pub fields: Vec<(String, String)>,
    /// The field that is wrong, and the key of the text that says why.
    pub wrong: Option<(&'static str, &'static str)>,
}

/// A row whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    pub number: u64,
    pub person: Option<PersonId>,
    pub fields: Vec<(String, String)>,
}

impl BatchesWork<'_> {
    /// A draft, without rows.
    ///
    /// # Errors
    /// `Denied` for another tenant; `Busy`, `Db`; so for all that follow.
    pub async fn insert(&self, scope: &Scope, new: &NewBatch<'_>) -> Result<()> {
        scope::require(scope, new.tenant)?;
        self.work.queue().await?;
        let text = "INSERT INTO batch (id, tenant_id, deed, state, by_person, by_name, language, request, created_us)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let deed = serde_json::to_string(new.deed).map_err(|_| StoreError::corrupt("deed of batch", new.id))?;
        let values = [
            new.id.uuid().into(),
            new.tenant.uuid().into(),
            deed.into(),
            BatchState::Draft.word().into(),
            new.by.uuid().into(),
            clean(new.by_name).into(),
            new.language.word().into(),
            clean(new.request).into(),
            new.now.timestamp_micros().into(),
        ];
        sql(&self.work.tx, text, values).run(&self.work.tx).await.map(drop)
    }

    /// Takes the people of a list into a draft, in the list's order, with one statement; says how many. One more than
    /// `most` is taken where there are more.
    ///
    /// # Errors
    /// As `insert`.
    pub async fn take_people(
        &self,
        scope: &Scope,
        tenant: TenantId,
        id: BatchId,
        chosen: &Chosen,
        query: &PeopleQuery,
        most: u64,
    ) -> Result<u64> {
        scope::require(scope, tenant)?;
        let tx = &self.work.tx;
        let order = people_list::ordered(query.order);
        let mut insert = sql(tx, "INSERT INTO batch_row (batch_id, number, person_id, fields, state) SELECT ", []);
        insert.bind(id.uuid()).push(", ROW_NUMBER() OVER (ORDER BY ").push(&order);
        insert.push("), m.person_id, '[]', ").bind(RowState::Waiting.word());
        insert.push(" FROM membership m JOIN person p ON p.id = m.person_id WHERE m.tenant_id = ").bind(tenant.uuid());
        match chosen {
            Chosen::Ticked(people) => {
                insert.push(" AND m.person_id IN (");
                insert.bind_all(people.iter().map(|person| person.uuid())).push(")");
            }
            Chosen::Page | Chosen::All => people_list::filter(&mut insert, query),
        }
        insert.push(" ORDER BY ").push(&order);
        match chosen {
            Chosen::Page => {
                insert.push(" LIMIT ").bind(size(query.limit.rows()));
                insert.push(" OFFSET ").bind(size((query.number - 1).saturating_mul(query.limit.rows())));
            }
            Chosen::Ticked(_) | Chosen::All => {
                insert.push(" LIMIT ").bind(size(most.saturating_add(1)));
            }
        }
        insert.run(tx).await
    }

    /// Somebody's own row isn't done.
    ///
    /// # Errors
    /// As `insert`.
    pub async fn spare(&self, id: BatchId, person: PersonId, why: &str) -> Result<u64> {
        let text = "UPDATE batch_row SET state = 'wrong', why_field = '', why = $3
            WHERE batch_id = $1 AND person_id = $2 AND state = 'waiting'";
        let values = [id.uuid().into(), person.uuid().into(), clean(why).into()];
        sql(&self.work.tx, text, values).run(&self.work.tx).await
    }

    /// The rows of a file.
    ///
    /// # Errors
    /// As `insert`.
    pub async fn take_rows(&self, id: BatchId, rows: &[NewRow]) -> Result<()> {
        let row = |row: &NewRow| {
            let json =
                serde_json::to_string(&row.fields).map_err(|_| StoreError::corrupt("fields of row", row.number))?;
            let state = if row.wrong.is_some() { RowState::Wrong } else { RowState::Waiting };
            Ok(vec![
                id.uuid().into(),
                size(row.number).into(),
                json.into(),
                state.word().into(),
                row.wrong.map(|(field, _)| field.to_owned()).into(),
                row.wrong.map(|(_, why)| why.to_owned()).into(),
            ])
        };
        let rows = rows.iter().map(row).collect::<Result<_>>()?;
        let head = "INSERT INTO batch_row (batch_id, number, fields, state, why_field, why)";
        insert_many(&self.work.tx, head, rows, "").await
    }

    /// As it is now; nobody begins it or gives it up before this work ends.
    ///
    /// # Errors
    /// As `insert`; `Corrupt`.
    pub async fn head(&self, scope: &Scope, id: BatchId) -> Result<Option<BatchHead>> {
        self.work.queue().await?;
        find(&self.work.tx, scope, id).await?.map(super::batches::Row::head).transpose()
    }

    /// False where it is in another state.
    ///
    /// # Errors
    /// As `insert`.
    pub async fn turn(
        &self,
        id: BatchId,
        from: BatchState,
        to: BatchState,
        ended: Option<DateTime<Utc>>,
    ) -> Result<bool> {
        self.work.queue().await?;
        let text = "UPDATE batch SET state = $3, ended_us = $4 WHERE id = $1 AND state = $2";
        let ended = ended.map(|at| at.timestamp_micros());
        let values = [id.uuid().into(), from.word().into(), to.word().into(), ended.into()];
        Ok(sql(&self.work.tx, text, values).run(&self.work.tx).await? > 0)
    }

    /// The next rows, at most `limit`, by number.
    ///
    /// # Errors
    /// As `head`.
    pub async fn waiting(&self, id: BatchId, limit: u64) -> Result<Vec<WaitingRow>> {
        let tx = &self.work.tx;
        let text = "SELECT number, person_id, fields FROM batch_row WHERE batch_id = $1 AND state = 'waiting'
            ORDER BY number LIMIT $2";
        let rows = sql(tx, text, [id.uuid().into(), size(limit).into()]).all::<Row>(tx).await?;
        let row = |row: Row| {
            let fields = fields(&row.fields, row.number)?;
            let number = u64::try_from(row.number).unwrap_or_default();
            Ok(WaitingRow { number, person: row.person_id.map(PersonId::from_uuid), fields })
        };
        rows.into_iter().map(row).collect()
    }

    /// How many are still to be done.
    ///
    /// # Errors
    /// As `insert`.
    pub async fn count_waiting(&self, id: BatchId) -> Result<u64> {
        let text = "SELECT COUNT(*) FROM batch_row WHERE batch_id = $1 AND state = 'waiting'";
        let tx = &self.work.tx;
        Ok(count(sql(tx, text, [id.uuid().into()]).value(tx).await?.unwrap_or_default()))
    }

    /// What came of a row.
    ///
    /// # Errors
    /// As `insert`.
    pub async fn settle(&self, id: BatchId, number: u64, state: RowState, why: Option<(&str, &str)>) -> Result<()> {
        let text = "UPDATE batch_row SET state = $3, why_field = $4, why = $5 WHERE batch_id = $1 AND number = $2";
        let values = [
            id.uuid().into(),
            size(number).into(),
            state.word().into(),
            why.map(|(field, _)| clean(field)).into(),
            why.map(|(_, why)| clean(why)).into(),
        ];
        sql(&self.work.tx, text, values).run(&self.work.tx).await.map(drop)
    }

    /// None of the rest is done.
    ///
    /// # Errors
    /// As `insert`.
    pub async fn fail_rest(&self, id: BatchId, why: &str) -> Result<u64> {
        let text = "UPDATE batch_row SET state = 'failed', why_field = '', why = $2
            WHERE batch_id = $1 AND state = 'waiting'";
        sql(&self.work.tx, text, [id.uuid().into(), clean(why).into()]).run(&self.work.tx).await
    }

    /// Removes drafts from before `drafts` and what was begun before `others`, and says how many; at most `limit` of each.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn sweep(&self, drafts: DateTime<Utc>, others: DateTime<Utc>, limit: u64) -> Result<u64> {
        let mut gone = 0;
        for (states, before) in [("('draft')", drafts), ("('done', 'cancelled')", others)] {
            let text = format!(
                "DELETE FROM batch WHERE id IN (SELECT id FROM batch WHERE created_us < $1 AND state IN {states}
                ORDER BY created_us LIMIT $2)"
            );
            let values = [before.timestamp_micros().into(), size(limit).into()];
            gone += sql(&self.work.tx, &text, values).run(&self.work.tx).await?;
        }
        Ok(gone)
    }
}

#[derive(Debug, FromQueryResult)]
struct Row {
    number: i64,
    person_id: Option<Uuid>,
    fields: String,
}
