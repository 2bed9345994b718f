//! The list of people: searched, filtered, sorted and cut into pages by the database.

use dezky_domain::{
    access::Role,
    ctx::Scope,
    fold::folded,
    id::PersonId,
    member::{Member, MemberState, People, PeopleOrder, PeopleQuery, PeopleSort},
    page::Page,
};
use sea_orm::{DatabaseConnection, FromQueryResult};
use uuid::Uuid;

use crate::{
    Result,
    repo::{
        groups,
        people::{parse_role, parse_state},
    },
    scope,
    sql::{Sql, count, holds, size, sql, time},
};

/// A page, and the numbers of the tenant beside it, whatever the filter.
pub(crate) async fn list(db: &DatabaseConnection, scope: &Scope, query: &PeopleQuery) -> Result<People> {
    let total = members(db, "SELECT COUNT(*) FROM membership m JOIN person p ON p.id = m.person_id", scope, query)?
        .value(db)
        .await?
        .unwrap_or_default();
    let rows = page(db, scope, query)?.all::<MemberRow>(db).await?;
    let mut rows = rows.into_iter().map(MemberRow::member).collect::<Result<Vec<_>>>()?;
    if let Some(only) = scope::within(scope)? {
        with_groups(db, only, &mut rows).await?;
    }
    let [active, invited, suspended] = counts(db, scope).await?;
    let page = Page { rows, total: count(total), number: query.number, limit: query.limit };
    Ok(People { page, active, invited, suspended })
}

/// Beside everybody the groups that they are in.
pub(crate) async fn with_groups(db: &DatabaseConnection, tenant: Uuid, members: &mut [Member]) -> Result<()> {
    let ids: Vec<Uuid> = members.iter().map(|member| member.person.uuid()).collect();
    for (person, group) in groups::of_people(db, tenant, &ids).await? {
        let of = members.iter_mut().filter(|member| member.person.uuid() == person);
        of.for_each(|member| member.groups.push(group.clone()));
    }
    Ok(())
}

/// The statement of a page.
pub(crate) fn page(db: &DatabaseConnection, scope: &Scope, query: &PeopleQuery) -> Result<Sql> {
    let mut select = members(db, MEMBER, scope, query)?;
    select.push(" ORDER BY ").push(&ordered(query.order)).push(" LIMIT ").bind(size(query.limit.rows()));
    let before = query.number.saturating_sub(1).saturating_mul(query.limit.rows());
    select.push(" OFFSET ").bind(size(before));
    Ok(select)
}

/// The first of those whose name or address holds `text`, by name.
pub(crate) async fn few(db: &DatabaseConnection, scope: &Scope, text: &str, most: u64) -> Result<Vec<Member>> {
    let query = PeopleQuery { text: text.to_owned(), ..PeopleQuery::default() };
    let mut select = members(db, MEMBER, scope, &query)?;
    select.push(" ORDER BY p.name_folded, p.id, m.tenant_id LIMIT ").bind(size(most));
    select.all::<MemberRow>(db).await?.into_iter().map(MemberRow::member).collect()
}

fn members(db: &DatabaseConnection, from: &str, scope: &Scope, query: &PeopleQuery) -> Result<Sql> {
    let mut select = sql(db, from, []);
    select.push(" WHERE 1 = 1");
    if let Some(only) = scope::within(scope)? {
        select.push(" AND m.tenant_id = ").bind(only);
    }
    filter(&mut select, query);
    Ok(select)
}

/// Those that the query asks for, among a tenant's `m` and `p`.
pub(crate) fn filter(select: &mut Sql, query: &PeopleQuery) {
    if let Some(role) = query.role {
        select.push(" AND m.role = ").bind(role.word());
    }
    if let Some(state) = query.state {
        select.push(" AND m.state = ").bind(state.word());
    }
    if !query.text.trim().is_empty() {
        select.push(" AND (p.name_folded LIKE ").bind(holds(&folded(query.text.trim()))).push(r" ESCAPE '\'");
        select.push(" OR p.email LIKE ").bind(holds(query.text.trim())).push(r" ESCAPE '\')");
    }
    if let Some(used) = query.second_factor {
        select.push(" AND p.second_factor = ").bind(used);
    }
    if let Some(group) = query.group {
        // A group of another tenant's holds none of this one's.
        select.push(" AND EXISTS (SELECT 1 FROM people_group_member gm WHERE gm.tenant_id = m.tenant_id");
        select.push(" AND gm.person_id = m.person_id AND gm.group_id = ").bind(group.uuid()).push(")");
    }
}

async fn counts(db: &DatabaseConnection, scope: &Scope) -> Result<[u64; 3]> {
    let mut select = sql(db, "SELECT state, COUNT(*) FROM membership", []);
    if let Some(only) = scope::within(scope)? {
        select.push(" WHERE tenant_id = ").bind(only);
    }
    let mut counts = [0; 3];
    select.push(" GROUP BY state");
    for row in select.rows(db).await? {
        let state = parse_state(&row.try_get_by_index::<String>(0)?)?;
        let place = match state {
            MemberState::Active => 0,
            MemberState::Invited => 1,
            MemberState::Suspended => 2,
        };
        counts[place] = count(row.try_get_by_index(1)?);
    }
    Ok(counts)
}

/// Reads `MemberRow`s.
pub(crate) const MEMBER: &str = "SELECT m.person_id, p.name, p.email, m.role, m.state, p.last_sign_in_us, p.second_factor \
    FROM membership m JOIN person p ON p.id = m.person_id";

#[derive(Debug, FromQueryResult)]
pub(crate) struct MemberRow {
    person_id: Uuid,
    name: String,
    email: String,
    role: String,
    state: String,
    last_sign_in_us: Option<i64>,
    second_factor: Option<bool>,
}

impl MemberRow {
    pub(crate) fn member(self) -> Result<Member> {
        Ok(Member {
            person: PersonId::from_uuid(self.person_id),
            name: self.name,
            email: self.email,
            role: parse_role(&self.role)?,
            state: parse_state(&self.state)?,
            last_sign_in: self.last_sign_in_us.map(time).transpose()?,
            second_factor: self.second_factor,
            groups: Vec::new(),
        })
    }
}

/// What comes after `ORDER BY`. The tie-break makes pages cover everybody once, however many share a name.
pub(crate) fn ordered(PeopleOrder { by, falling }: PeopleOrder) -> String {
    format!("{} {}, p.name_folded, p.id, m.tenant_id", order(by), if falling { "DESC" } else { "ASC" })
}

/// What a list is sorted by. Roles and states stand in the order of the domain, not of the alphabet.
fn order(by: PeopleSort) -> String {
    let rank = |column: &str, words: &mut dyn Iterator<Item = &'static str>| {
        let cases = words.enumerate().map(|(rank, word)| format!(" WHEN '{word}' THEN {rank}"));
        format!("CASE {column}{} END", cases.collect::<String>())
    };
    match by {
        PeopleSort::Name => "p.name_folded".to_owned(),
        PeopleSort::Address => "p.email".to_owned(),
        PeopleSort::Role => rank("m.role", &mut Role::ALL.iter().map(|role| role.word())),
        PeopleSort::State => rank("m.state", &mut MemberState::ALL.iter().map(|state| state.word())),
        // The two databases disagree about where NULL stands.
        PeopleSort::LastSignIn => "COALESCE(p.last_sign_in_us, 0)".to_owned(),
    }
}
