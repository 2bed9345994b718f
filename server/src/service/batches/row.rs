//! One row of a batch, done by the same code as the act on one person.

use dezky_domain::{
    AppError, Result,
    access::Action,
    batch::{Deed, RowState},
    id::PersonId,
    member::MemberState,
};
use dezky_store::WaitingRow;

use super::file;
use crate::service::{
    groups,
    members::{
        acts::{Did, One, may_touch},
        admit,
    },
};

/// What it came to, and whose wants are to be derived anew.
#[derive(Debug)]
pub struct Outcome {
    pub state: RowState,
    pub changed: Option<PersonId>,
}

/// In `one`'s work, behind a mark that the caller goes back to where it fails.
///
/// # Errors
/// As the act.
pub async fn act(one: One<'_>, deed: &Deed, row: &WaitingRow) -> Result<Outcome> {
    if *deed == Deed::Import {
        return import(one, row).await;
    }
    let id = row.person.ok_or(AppError::Missing)?;
    let did = match *deed {
        Deed::Import => Did::Same,
        Deed::SetRole { role } => one.set_role(id, role).await?,
        Deed::AddToGroup { group } => groups::put(one, group, id).await?,
        Deed::TakeFromGroup { group } => groups::take(one, group, id).await?,
        Deed::EndSessions => one.end_sessions(id).await?,
        Deed::SendLink => one.send_link(id).await?,
        Deed::Suspend => one.set_state(id, MemberState::Suspended).await?,
        Deed::Resume => one.set_state(id, MemberState::Active).await?,
    };
    let state = if did == Did::Same { RowState::Same } else { RowState::Done };
    Ok(Outcome { state, changed: (did == Did::Changed).then_some(id) })
}

async fn import(one: One<'_>, row: &WaitingRow) -> Result<Outcome> {
    let scope = one.ctx.require(Action::ManagePeople)?;
    let tenant = one.ctx.tenant().cloned().ok_or(AppError::Missing)?;
    let parsed = file::parsed(&row.fields)?;
    may_touch(one.ctx, parsed.member.role)?;
    let person = admit(one.work, one.shared, one.ctx, &tenant, parsed.member).await?;
    for name in &parsed.groups {
        // Somebody may have deleted it since the file was begun.
        let group = one.work.groups().by_name(&scope, tenant.id, name).await?.ok_or(AppError::Missing)?;
        groups::put(one, group.id, person.id).await?;
    }
    Ok(Outcome { state: RowState::Done, changed: Some(person.id) })
}

/// The field and the key of the text that says why a row wasn't done. None where it isn't the row's fault.
#[must_use]
pub fn why(error: &AppError) -> Option<(&'static str, &'static str)> {
    match error {
        AppError::Invalid { .. } | AppError::Several(_) | AppError::Conflict { .. } => {
            error.fields().first().map(|(field, why)| (*field, why.0))
        }
        AppError::Denied => Some(("", "batch-denied")),
        AppError::Missing => Some(("", "batch-gone")),
        AppError::SignedOut | AppError::Busy | AppError::Upstream { .. } | AppError::Fault => None,
    }
}
