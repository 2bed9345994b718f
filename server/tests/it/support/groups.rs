//! Groups of a tenant, as the launcher reads them.

use dezky_domain::{
    id::{GroupId, PersonId},
    tenant::Tenant,
};

use super::World;

impl World {
    /// A group with these people in it.
    pub async fn group(&self, tenant: &Tenant, name: &str, members: &[PersonId]) -> GroupId {
        let id = GroupId::new(&*self.clock);
        let (of, this) = (self.uuid(tenant.id.uuid()), self.uuid(id.uuid()));
        let folded = name.to_lowercase();
        self.database
            .execute(&format!(
                "INSERT INTO people_group (id, tenant_id, name, name_folded, handle, created_us)
                VALUES ({this}, {of}, '{name}', '{folded}', '{folded}', 0)"
            ))
            .await;
        for person in members {
            let person = self.uuid(person.uuid());
            let head = "INSERT INTO people_group_member (group_id, tenant_id, person_id)";
            self.database.execute(&format!("{head} VALUES ({this}, {of}, {person})")).await;
        }
        id
    }

    /// An id as the database writes it.
    fn uuid(&self, id: uuid::Uuid) -> String {
        let hex = id.simple();
        if self.database.is_sqlite() { format!("x'{hex}'") } else { format!("'{hex}'::uuid") }
    }
}
