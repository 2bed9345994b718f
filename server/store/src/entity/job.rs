//! Durable work.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub key: String,
    /// JSON.
    pub payload: String,
    /// `pending` or `running`; what is finished is gone.
    pub state: String,
    pub run_us: i64,
    /// Until when the claim holds.
    pub lease_us: Option<i64>,
    pub worker: Option<String>,
    pub attempts: i32,
    /// Rises with every claim: who comes back with an older one has lost the job.
    pub token: i64,
    pub last_error: Option<String>,
    pub created_us: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
