//! Statements that both databases understand. Placeholders are `$1`, `$2`, …, which SQLite takes too; what differs is
//! decided by `Sql::sqlite`. Text is cleaned at this border: PostgreSQL refuses U+0000.

use std::fmt::Write;

use chrono::{DateTime, Utc};
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

    /// Like `bind`, for statements of thousands of values that number none. SQLite would look up each number among all
    /// others, whenever the statement runs; an unnumbered placeholder it just counts.
    fn bind_next(&mut self, value: Value) {
        if self.sqlite() {
            self.values.push(value);
            self.text.push('?');
        } else {
            self.bind(value);
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

/// `head VALUES (…), (…) tail` in as few statements as is wise: their sizes are powers of two, so that a batch of any
/// length is made of nine texts at most, which stay prepared. 256 rows of 28 columns keep far from SQLite's 32,766
/// values and PostgreSQL's 65,535.
pub(crate) async fn insert_many(
    db: &impl ConnectionTrait,
    head: &str,
    rows: Vec<Vec<Value>>,
    tail: &str,
) -> Result<Vec<QueryResult>> {
    const MOST: usize = 256;
    let mut answers = Vec::new();
    let mut rows = rows.into_iter();
    while rows.len() > 0 {
        let size = if rows.len() >= MOST { MOST } else { 1 << rows.len().ilog2() };
        let mut insert = sql(db, head, []);
        insert.push(" VALUES ");
        for (place, row) in rows.by_ref().take(size).enumerate() {
            insert.push(if place > 0 { ", (" } else { "(" });
            for (place, value) in row.into_iter().enumerate() {
                insert.push(if place > 0 { ", " } else { "" }).bind_next(value);
            }
            insert.push(")");
        }
        insert.push(" ").push(tail);
        answers.extend(insert.rows(db).await?);
    }
    Ok(answers)
}

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

/// A pattern for `LIKE … ESCAPE '\'` that finds `text` anywhere in lower-cased text.
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
