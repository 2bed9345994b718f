//! Statements that both databases understand. Placeholders are `$1`, `$2`, …, which SQLite takes too; what differs is
//! decided by `Sql::sqlite`. Text is cleaned at this border: PostgreSQL refuses U+0000.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use dezky_domain::fold::folded;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, QueryResult, Statement, TryGetable, Value};

use crate::{Result, StoreError};

/// A statement under construction, and what is bound to it.
#[derive(Debug)]
pub(crate) struct Sql {
    text: String,
    values: Vec<Value>,
    backend: DbBackend,
}

/// A statement whose text is known.
pub(crate) fn sql<const N: usize>(db: &impl ConnectionTrait, text: &str, values: [Value; N]) -> Sql {
    Sql { text: text.to_owned(), values: values.into(), backend: db.get_database_backend() }
}

impl Sql {
    pub(crate) const fn sqlite(&self) -> bool {
        matches!(self.backend, DbBackend::Sqlite)
    }

    pub(crate) fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Appends the next placeholder.
    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        let number = self.values.len();
        write!(self.text, "${number}").expect("a String takes everything");
        self
    }

    /// Binds what the text's placeholders mean already.
    pub(crate) fn with(&mut self, values: impl IntoIterator<Item = Value>) -> &mut Self {
        self.values.extend(values);
        self
    }

    /// `VALUES (…), …`. SQLite would look up each numbered placeholder among all others, whenever the statement runs; an
    /// unnumbered one it just counts. PostgreSQL knows only numbered ones.
    fn values(&mut self, rows: impl Iterator<Item = Vec<Value>>) {
        self.push(" VALUES ");
        for (place, row) in rows.enumerate() {
            self.push(if place > 0 { ", (" } else { "(" });
            if self.sqlite() {
                self.push("?");
                for _ in 1..row.len() {
                    self.push(", ?");
                }
                self.with(row);
            } else {
                self.bind_all(row);
            }
            self.push(")");
        }
    }

    /// Appends `$1, $2, …` for each of `values`.
    pub(crate) fn bind_all<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> &mut Self {
        for (place, value) in values.into_iter().enumerate() {
            if place > 0 {
                self.push(", ");
            }
            self.bind(value);
        }
        self
    }

    /// Appends ` IN (…)` of these, as each database plans it best: for PostgreSQL one array, whatever its length, is one
    /// statement.
    pub(crate) fn among(&mut self, texts: impl IntoIterator<Item = String>) -> &mut Self {
        if self.sqlite() {
            self.push(" IN (").bind_all(texts).push(")")
        } else {
            let texts: Vec<String> = texts.into_iter().collect();
            self.push(" = ANY(").bind(texts).push("::text[])")
        }
    }

    pub(crate) fn statement(self) -> Statement {
        Statement::from_sql_and_values(self.backend, self.text, self.values)
    }

    pub(crate) async fn rows(self, db: &impl ConnectionTrait) -> Result<Vec<QueryResult>> {
        Ok(db.query_all_raw(self.statement()).await?)
    }

    pub(crate) async fn all<T: FromQueryResult>(self, db: &impl ConnectionTrait) -> Result<Vec<T>> {
        let rows = self.rows(db).await?;
        Ok(rows.iter().map(|row| T::from_query_result(row, "")).collect::<Result<_, _>>()?)
    }

    pub(crate) async fn one<T: FromQueryResult>(self, db: &impl ConnectionTrait) -> Result<Option<T>> {
        let row = db.query_one_raw(self.statement()).await?;
        Ok(row.map(|row| T::from_query_result(&row, "")).transpose()?)
    }

    /// The first column of the first row.
    pub(crate) async fn value<T: TryGetable>(self, db: &impl ConnectionTrait) -> Result<Option<T>> {
        let row = db.query_one_raw(self.statement()).await?;
        Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
    }

    /// How the database means to run it, a line each.
    pub(crate) async fn explain(mut self, db: &impl ConnectionTrait) -> Result<Vec<String>> {
        let (prefix, column) = if self.sqlite() { ("EXPLAIN QUERY PLAN ", 3) } else { ("EXPLAIN ", 0) };
        self.text.insert_str(0, prefix);
        Ok(self.rows(db).await?.iter().map(|row| row.try_get_by_index(column)).collect::<Result<_, _>>()?)
    }

    /// How many rows it changed.
    pub(crate) async fn run(self, db: &impl ConnectionTrait) -> Result<u64> {
        Ok(db.execute_raw(self.statement()).await?.rows_affected())
    }
}

/// `head` with all of `rows` and `tail`, in as few statements as is wise.
///
/// # Errors
/// `Busy`, `Db`.
pub(crate) async fn insert_many(
    db: &impl ConnectionTrait,
    head: &str,
    rows: Vec<Vec<Value>>,
    tail: &str,
) -> Result<()> {
    insert_each(db, head, rows.into_iter(), tail).await
}

/// As [`insert_many`]; the rows of the next statement are made while the database works on the last.
pub(crate) async fn insert_each(
    db: &impl ConnectionTrait,
    head: &str,
    mut rows: impl ExactSizeIterator<Item = Vec<Value>>,
    tail: &str,
) -> Result<()> {
    let mut next = insert_some(db, head, &mut rows, tail);
    while let Some(insert) = next {
        let (done, following) = tokio::join!(insert.run(db), async { insert_some(db, head, &mut rows, tail) });
        done?;
        next = following;
    }
    Ok(())
}

/// One statement's part of the rows.
fn insert_some(
    db: &impl ConnectionTrait,
    head: &str,
    rows: &mut impl ExactSizeIterator<Item = Vec<Value>>,
    tail: &str,
) -> Option<Sql> {
    if rows.len() == 0 {
        return None;
    }
    let mut insert = sql(db, head, []);
    // Far from SQLite's 32,766 values and PostgreSQL's 65,535. SQLite keeps what was bound as long as the statement, and
    // is as quick with few; PostgreSQL is a way off.
    let most = if insert.sqlite() { 64 } else { 256 };
    // Sizes are powers of two, so that a batch of any length is made of few texts, which stay prepared.
    let size = if rows.len() >= most { most } else { 1 << rows.len().ilog2() };
    insert.values(rows.take(size));
    insert.push(" ").push(tail);
    Some(insert)
}

/// How many keys are asked for at once, well below SQLite's 32,766 values.
pub(crate) const MANY: usize = 1024;

/// Text as both databases can keep it.
pub(crate) fn clean(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

pub(crate) fn clean_some(text: Option<&str>) -> Option<String> {
    text.map(clean)
}

/// At most `most` characters, cleaned: for words of others that stand in an index, whose rows PostgreSQL limits to
/// 2,704 bytes.
pub(crate) fn clip(text: &str, most: usize) -> String {
    text.chars().take(most).map(|c| if c == '\0' { '\u{fffd}' } else { c }).collect()
}

/// A name as it is sorted and searched. It stands in indexes.
pub(crate) fn sorted(name: &str) -> String {
    clip(&folded(name), 200)
}

/// A pattern for `LIKE … ESCAPE '\'` that finds `text` anywhere in lower-cased text. For a name that is
/// [`sorted`], whoever asks folds the text first.
pub(crate) fn holds(text: &str) -> String {
    let text = clip(text, 200).to_lowercase();
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// Microseconds since 1970 as a time.
///
/// # Errors
/// `Corrupt` beyond the years that chrono knows.
pub(crate) fn time(micros: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| StoreError::corrupt("time", micros))
}

/// A count as it comes from the database: never negative.
pub(crate) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// A size in bytes for the database, which has no unsigned numbers; beyond 2⁶³ nothing is measured.
pub(crate) fn size(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_are_escaped() {
        assert_eq!(holds(r"50%_\A"), r"%50\%\_\\a%");
    }

    #[test]
    fn nul_becomes_the_replacement_character() {
        assert_eq!(clean("a\0b"), "a\u{fffd}b");
        assert_eq!(clip("a\0bc", 3), "a\u{fffd}b");
    }
}
