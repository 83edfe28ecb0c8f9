use demo::Team;
use domain::staff::Role;
use rust_decimal::Decimal;
use store::{PgConnection, demo::StaffRow};

use crate::{
    Context, Error, Result,
    auth::{generate_password, hash_password},
};

/// Someone of the demo staff who can sign in.
#[derive(Clone)]
pub struct Login {
    /// Address.
    pub email: String,
    /// Role.
    pub role: Role,
    /// Known here only: the database holds its hash.
    pub password: String,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Login").field("email", &self.email).finish_non_exhaustive()
    }
}

/// Writes the demo staff, with new passwords for those who sign in.
pub(super) async fn put_team(
    context: &Context,
    connection: &mut PgConnection,
    team: Team,
    hired_on: chrono::NaiveDate,
) -> Result<Vec<Login>> {
    let ids = context.ids.clone();
    let hashed = tokio::task::spawn_blocking(move || {
        team.everyone()
            .map(|member| {
                let password = member.signs_in.then(|| generate_password(&ids));
                let row = StaffRow {
                    id: member.id,
                    email: member.email.clone(),
                    first_name: member.first_name.clone(),
                    last_name: member.last_name.clone(),
                    role: member.role.as_str(),
                    fte: Decimal::new(member.works_percent, 2),
                    password_hash: password.as_deref().map(|password| hash_password(password, &ids)).transpose()?,
                };
                let login = password.map(|password| Login { email: member.email.clone(), role: member.role, password });
                Ok((row, login))
            })
            .collect::<Result<Vec<_>>>()
    });
    let hashed = hashed.await.map_err(|error| Error::Internal(error.to_string()))??;
    let (rows, logins): (Vec<_>, Vec<_>) = hashed.into_iter().unzip();
    store::demo::put_staff(connection, &rows, hired_on, demo::POINTS.into()).await.map_err(|error| {
        match error.constraint() {
            Some("staff_email_key") => {
                Error::Conflict("an address under demo.test belongs to a user that is no demo user".to_owned())
            }
            _ => error.into(),
        }
    })?;
    Ok(logins.into_iter().flatten().collect())
}

/// Gives those who can sign in new passwords, e.g. when the file with the old ones is lost. None without a demo
/// portfolio.
pub async fn reset_logins(context: &Context) -> Result<Option<Vec<Login>>> {
    let mut transaction = context.pool.begin().await?;
    store::demo::lock(&mut transaction).await?;
    let Some(row) = store::demo::portfolio(&mut transaction).await? else { return Ok(None) };
    let team = Team::of(u32::try_from(row.clients).unwrap_or(0));
    let logins = put_team(context, &mut transaction, team, row.first_day).await?;
    transaction.commit().await?;
    Ok(Some(logins))
}
