//! A human being, whatever their workspaces.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    /// Lower-cased, for order and search.
    pub name_folded: String,
    /// Lower-cased.
    pub email: String,
    pub platform_role: Option<String>,
    pub created_us: i64,
    pub last_sign_in_us: Option<i64>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
