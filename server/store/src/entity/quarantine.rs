//! A record that couldn't be read.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "quarantine")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub source: String,
    pub seen_us: i64,
    pub position: String,
    pub reason: String,
    pub length: i64,
    pub bytes: Vec<u8>,
    pub sha256: String,
    pub settled_us: Option<i64>,
    pub settled_by: Option<String>,
    pub settled: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
