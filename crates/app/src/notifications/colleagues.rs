use std::collections::BTreeSet;

use domain::{Scope, StaffId, search::fold};
use store::{PgConnection, clients::ClientRef, notifications::StaffNameRow};

use super::named::named;
use crate::{Actor, Error, Result};

/// Someone a note about a client can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub id: StaffId,
    /// Name.
    pub name: String,
    /// The name as names are searched.
    pub folded: String,
    /// What names exactly this person behind an `@`.
    pub mention: String,
}

/// The others who may open a client within the actor's scope, by name.
pub async fn colleagues(connection: &mut PgConnection, actor: &Actor, client: &ClientRef) -> Result<Vec<Colleague>> {
    let owners = store::clients::owners(connection, &actor.scope, client).await?.ok_or(Error::NotFound("client"))?;
    let roster = store::notifications::roster(connection).await?;
    let may_open = |person: &&StaffNameRow| {
        Some(person.id) != actor.staff_id && Scope::of(person.role, person.id).includes(owners.csm, owners.ae)
    };
    let mut colleagues: Vec<Colleague> =
        roster.iter().filter(may_open).map(|person| colleague(person, &roster)).collect();
    colleagues.sort_by(|a, b| (&a.folded, a.id).cmp(&(&b.folded, b.id)));
    Ok(colleagues)
}

/// Two people of one name are told apart by their addresses only.
fn colleague(person: &StaffNameRow, roster: &[StaffNameRow]) -> Colleague {
    let name = format!("{} {}", person.first_name, person.last_name);
    let is_plain = named(&format!("@{name}"), roster) == BTreeSet::from([person.id]);
    let mention = if is_plain { name.clone() } else { person.email.clone() };
    Colleague { id: person.id, folded: fold(&name), name, mention }
}
