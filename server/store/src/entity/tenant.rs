//! A customer's workspace.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tenant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    /// Lower-cased, for order and search.
    pub name_folded: String,
    pub domain: Option<String>,
    pub state: String,
    /// `#rrggbb`.
    pub accent: String,
    pub support: Option<String>,
    pub created_us: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
