//! Who has which address. An address is one person's, and a person has one: the address by which Dezky knows them in the
//! engines. It comes from who adds them, never from a sign-in, where people may say what they like.

use chrono::{DateTime, Utc};
use dezky_domain::{
    ctx::Scope,
    id::PersonId,
    member::{Email, Person},
};
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::{
    Result, StoreError,
    entity::person,
    repo::people::{PeopleReader, PeopleWork, read_person},
    scope,
    sql::{clean, sorted, sql},
};

impl PeopleReader<'_> {
    /// The person whose address it is.
    ///
    /// # Errors
    /// `Denied` unless everything may be seen; `Db`, `Corrupt`.
    pub async fn by_address(&self, scope: &Scope, email: &Email) -> Result<Option<Person>> {
        scope::everything(scope)?;
        find(&self.store.reader, email).await
    }
}

impl PeopleWork<'_> {
    /// The address by which the engines know somebody.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn address(&self, person: PersonId) -> Result<Option<String>> {
        let select = sql(&self.work.tx, "SELECT email FROM address WHERE person_id = $1", [person.uuid().into()]);
        select.value(&self.work.tx).await
    }

    /// The person whose address it is, or a new one, named `name`, with no identity and no role; and whether they are
    /// new. Of two who ask at once for somebody new, one makes them and the other finds them.
    ///
    /// # Errors
    /// `Denied` for a person's scope; `Busy`, `Db`, `Corrupt`.
    pub async fn find_or_create_by_email(
        &self,
        scope: &Scope,
        id: PersonId,
        email: &Email,
        name: &str,
        now: DateTime<Utc>,
    ) -> Result<(Person, bool)> {
        scope::within(scope)?;
        // Whoever else makes somebody has the queue until they are committed: what isn't found now isn't made meanwhile.
        self.work.queue().await?;
        let tx = &self.work.tx;
        if let Some(found) = find(tx, email).await? {
            return Ok((found, false));
        }
        let row = person::Model {
            id: id.uuid(),
            name: clean(name),
            name_folded: sorted(name),
            email: clean(email.as_str()),
            platform_role: None,
            created_us: now.timestamp_micros(),
            last_sign_in_us: None,
        };
        person::Entity::insert(person::ActiveModel::from(row.clone())).exec_without_returning(tx).await?;
        let text = "INSERT INTO address (email, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        if sql(tx, text, [row.email.clone().into(), row.id.into()]).run(tx).await? == 0 {
            return Err(StoreError::Taken("address"));
        }
        Ok((read_person(row)?, true))
    }

    /// Somebody gets the address that an operator names them by, unless they have one or it is another's. What a provider
    /// said of them is no address: they may have written it there.
    ///
    /// # Errors
    /// `Denied` for a person's scope; `Busy`, `Db`.
    pub async fn claim(&self, scope: &Scope, person: PersonId, email: &Email) -> Result<()> {
        scope::within(scope)?;
        self.work.queue().await?;
        let text = "INSERT INTO address (email, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        sql(&self.work.tx, text, [clean(email.as_str()).into(), person.uuid().into()]).run(&self.work.tx).await?;
        Ok(())
    }
}

async fn find(db: &impl ConnectionTrait, email: &Email) -> Result<Option<Person>> {
    let text = "SELECT p.* FROM address a JOIN person p ON p.id = a.person_id WHERE a.email = $1";
    let select = sql(db, text, [clean(email.as_str()).into()]);
    select.one::<person::Model>(db).await?.map(read_person).transpose()
}
