//! Everybody, over all tenants: a page of them by name, and where they belong. What stands beside a page is looked up
//! for its people only, so that the page itself is read in the order of its index.

use dezky_domain::{
    ctx::Scope,
    everybody::{EverybodyPage, EverybodyQuery, Membership, NAMED, Somebody},
    id::{PartnerId, TenantId},
    member::PeopleQuery,
    page::Page,
    partner::PartnerRef,
    tenant::TenantRef,
};
use sea_orm::DatabaseConnection;
use uuid::Uuid;

use crate::{
    Result,
    entity::person,
    repo::{
        people::{PeopleReader, parse_role, parse_state, read_person},
        people_list::filter,
        tenants::stored_slug,
    },
    scope,
    sql::{Sql, count, size, sql, time},
};

impl PeopleReader<'_> {
    /// A page of everybody, by name, with their tenants and their partner.
    ///
    /// # Errors
    /// `Denied` unless everything may be seen; `Db`, `Corrupt`.
    pub async fn everybody(&self, scope: &Scope, query: &EverybodyQuery) -> Result<EverybodyPage> {
        scope::everything(scope)?;
        let db = &self.store.reader;
        let everybody = counted(db, "").await?;
        let total = if query.text.is_empty() { everybody } else { counted(db, &query.text).await? };
        let rows = beside(db, page(db, query)).await?;
        Ok(EverybodyPage { page: Page { rows, total, number: query.number, limit: query.limit }, everybody })
    }

    /// The first `most` of all whose name or address holds `text`, by name.
    ///
    /// # Errors
    /// As `everybody`.
    pub async fn find_anywhere(&self, scope: &Scope, text: &str, most: u64) -> Result<Vec<Somebody>> {
        scope::everything(scope)?;
        let db = &self.store.reader;
        let mut select = matching(db, "SELECT p.*", text);
        select.push(ORDER).bind(size(most));
        beside(db, select).await
    }

    /// How the database means to read a page, and the tenants of its people: tests hold it against the indexes.
    ///
    /// # Errors
    /// As `everybody`.
    pub async fn explain_everybody(&self, scope: &Scope, query: &EverybodyQuery) -> Result<[Vec<String>; 2]> {
        scope::everything(scope)?;
        let db = &self.store.reader;
        Ok([page(db, query).explain(db).await?, memberships(db, &[Uuid::nil()]).explain(db).await?])
    }
}

const ORDER: &str = " ORDER BY p.name_folded, p.id LIMIT ";

fn matching(db: &DatabaseConnection, what: &str, text: &str) -> Sql {
    let mut select = sql(db, &format!("{what} FROM person p WHERE 1 = 1"), []);
    filter(&mut select, &PeopleQuery { text: text.to_owned(), ..PeopleQuery::default() });
    select
}

fn page(db: &DatabaseConnection, query: &EverybodyQuery) -> Sql {
    let before = query.number.saturating_sub(1).saturating_mul(query.limit.rows());
    let mut select = matching(db, "SELECT p.*", &query.text);
    select.push(ORDER).bind(size(query.limit.rows())).push(" OFFSET ").bind(size(before));
    select
}

async fn counted(db: &DatabaseConnection, text: &str) -> Result<u64> {
    Ok(count(matching(db, "SELECT COUNT(*)", text).value(db).await?.unwrap_or_default()))
}

/// The people that `select` finds, with what stands beside them.
async fn beside(db: &DatabaseConnection, select: Sql) -> Result<Vec<Somebody>> {
    let rows = select.all::<person::Model>(db).await?;
    let mut all = rows.into_iter().map(somebody).collect::<Result<Vec<_>>>()?;
    // At most a page's 200, far from what a statement takes.
    let ids: Vec<Uuid> = all.iter().map(|one| one.person.uuid()).collect();
    if ids.is_empty() {
        return Ok(all);
    }
    for row in memberships(db, &ids).rows(db).await? {
        let person: Uuid = row.try_get_by_index(0)?;
        let (slug, role, state): (String, String, String) =
            (row.try_get_by_index(2)?, row.try_get_by_index(4)?, row.try_get_by_index(5)?);
        let id = TenantId::from_uuid(row.try_get_by_index(1)?);
        let tenant = TenantRef { id, slug: stored_slug(&slug)?, name: row.try_get_by_index(3)? };
        let membership = Membership { tenant, role: parse_role(&role)?, state: parse_state(&state)? };
        if let Some(one) = all.iter_mut().find(|one| one.person.uuid() == person) {
            one.tenants.push(membership);
            one.more = count(row.try_get_by_index(6)?).saturating_sub(NAMED);
        }
    }
    for row in partners(db, &ids).rows(db).await? {
        let person: Uuid = row.try_get_by_index(0)?;
        let partner = PartnerRef { id: PartnerId::from_uuid(row.try_get_by_index(1)?), name: row.try_get_by_index(2)? };
        if let Some(one) = all.iter_mut().find(|one| one.person.uuid() == person) {
            one.partner = Some(partner);
        }
    }
    Ok(all)
}

fn memberships(db: &DatabaseConnection, people: &[Uuid]) -> Sql {
    let text = "SELECT * FROM (SELECT m.person_id, t.id, t.slug, t.name, m.role, m.state,
            COUNT(*) OVER (PARTITION BY m.person_id) AS total,
            ROW_NUMBER() OVER (PARTITION BY m.person_id ORDER BY t.name_folded, t.id) AS place
        FROM membership m JOIN tenant t ON t.id = m.tenant_id WHERE m.person_id IN (";
    let mut select = sql(db, text, []);
    select.bind_all(people.iter().copied()).push(")) AS placed WHERE place <= ").bind(size(NAMED));
    select.push(" ORDER BY place");
    select
}

/// As `Partners::of`: a platform's role that was changed elsewhere makes them nobody's.
fn partners(db: &DatabaseConnection, people: &[Uuid]) -> Sql {
    let text = "SELECT m.person_id, f.id, f.name FROM partner_person m JOIN partner f ON f.id = m.partner_id
        JOIN person p ON p.id = m.person_id AND p.platform_role = m.role WHERE m.person_id IN (";
    let mut select = sql(db, text, []);
    select.bind_all(people.iter().copied()).push(")");
    select
}

fn somebody(row: person::Model) -> Result<Somebody> {
    let last_sign_in = row.last_sign_in_us.map(time).transpose()?;
    let person = read_person(row)?;
    Ok(Somebody {
        person: person.id,
        name: person.name,
        email: person.email,
        platform: person.platform,
        partner: None,
        last_sign_in,
        tenants: Vec::new(),
        more: 0,
    })
}
