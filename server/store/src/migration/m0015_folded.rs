//! Names without their marks, where they are sorted and searched: what only lower-cased them is folded anew.

use sea_orm::{ConnectionTrait, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};
use uuid::Uuid;

use crate::sql::{sorted, sql};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m0015_folded"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for (read, write) in [
            ("SELECT id, name, name_folded FROM person", "UPDATE person SET name_folded = $2 WHERE id = $1"),
            ("SELECT id, name, name_folded FROM tenant", "UPDATE tenant SET name_folded = $2 WHERE id = $1"),
        ] {
            for row in db.query_all_raw(sql(db, read, []).statement()).await? {
                let (id, name, old): (Uuid, String, String) =
                    (row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?);
                let new = sorted(&name);
                if new != old {
                    db.execute_raw(sql(db, write, [id.into(), new.into()]).statement()).await?;
                }
            }
        }
        Ok(())
    }

    /// `up` has one for all steps.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }
}
