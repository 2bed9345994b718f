//! One incarnation of a followed file, and how far it is read.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cursor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub source: String,
    pub path: String,
    /// The bits of an unsigned number.
    pub inode: i64,
    pub offset_bytes: i64,
    pub size_bytes: i64,
    pub finished: bool,
    /// The follower's own state; the columns above are for people.
    pub json: String,
    pub updated_us: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
