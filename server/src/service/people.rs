//! Who an identity is: the one place that finds, links and makes people.

use dezky_domain::{
    ctx::{Ctx, Scope},
    id::PersonId,
    member::{Identity, Person},
};
use dezky_store::{Result, Store, Work};

/// The person of an identity, in `work`, which the caller saves. One that isn't known is linked to the person whom
/// another issuer below `shared` calls the same (empty: none does), and made otherwise, without any rights.
///
/// # Errors
/// `Taken("identity")` when somebody else has just made it: look again.
pub async fn of_identity(
    store: &Store,
    work: &Work,
    shared: &str,
    identity: &Identity,
    (email, name): (&str, &str),
    ctx: &Ctx,
) -> Result<Person> {
    let scope = Scope::any_tenant("who somebody is comes before what they may see");
    let people = store.people();
    if let Some(person) = people.by_identity(&scope, identity).await? {
        return Ok(person);
    }
    if !shared.is_empty()
        && identity.issuer.starts_with(shared)
        && let Some(person) = people.by_subject_under(&scope, shared, &identity.subject).await?
    {
        work.people().link(&scope, person.id, identity).await?;
        return Ok(person);
    }
    work.people().create(&scope, PersonId::new(ctx.clock.as_ref()), identity, email, name, ctx.now()).await
}
