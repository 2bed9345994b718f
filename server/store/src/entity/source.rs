//! A source of events: its settings and its last poll.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "source")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub source: String,
    pub path: Option<String>,
    /// Empty while events of it are kept that nobody follows any more.
    pub configured_us: Option<i64>,
    pub polled_us: Option<i64>,
    pub last_error: Option<String>,
    /// Events kept, ever.
    pub kept: i64,
    pub reader: Option<String>,
    pub reader_token: i64,
    pub reader_until_us: Option<i64>,
    pub paused: bool,
    pub progress: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
