//! An event of the timeline, as it is read; `repo/audit` writes three columns more.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub seq: i64,
    pub id: Uuid,
    pub source: String,
    pub position: String,
    pub tenant_id: Option<Uuid>,
    pub attribution: String,
    pub occurred_us: i64,
    pub occurred_known: bool,
    pub observed_us: i64,
    pub actor_kind: String,
    pub actor_id: Option<String>,
    pub actor_name: Option<String>,
    pub action: String,
    pub class: String,
    pub target_kind: String,
    pub target_id: Option<String>,
    pub target_name: Option<String>,
    pub outcome: String,
    pub ip: Option<String>,
    pub user_agent: Option<String>,
    pub request: Option<String>,
    /// A JSON object of strings.
    pub words: String,
    /// A JSON array of changes.
    pub changes: String,
    pub raw: Option<String>,
    pub raw_sha256: Option<String>,
    pub format: Option<String>,
    pub on_behalf: Option<String>,
    pub story: Option<String>,
    pub telling: i16,
    pub showing: i16,
    pub head_id: Option<Uuid>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
