use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{page::Page, usage::UsageUser};
use domain::client::EngagementStatus;
use serde::Deserialize;

use super::{
    known::Known,
    people::{Used, people},
    sort::{UserKey, UserOrder},
};
use crate::{
    ApiError, ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
    request::{ClientPath, PageQuery, Paged},
};

/// Which users, and in what order.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct UserQuery {
    /// Field to sort by, with `-` in front for descending: `name`, `role`, `last_login_on`, `sessions_30_days`,
    /// `active_days_30_days`, `actions_30_days`, `engagement_index`, `status`.
    #[param(example = "last_login_on", default = "-engagement_index")]
    sort: Option<String>,
    /// How engaged they are.
    #[param(style = Form, explode = false, example = "INACTIVE,DECLINING")]
    status: Vec<EngagementStatus>,
    /// Only candidates for a champion, or only the others.
    champion_candidate: Option<bool>,
    /// Only users who are contacts, or only those under a pseudonym.
    is_contact: Option<bool>,
}

/// The users of a client: who is engaged, who is fading, who is gone.
///
/// Everyone who used the platform within 90 days, and contacts with a platform user however long ago they signed in.
/// Contacts are named, anyone else is shown under a pseudonym.
#[utoipa::path(
    tag = "Usage",
    params(("id" = String, Path, description = "Id, or `ext:` and the external id", example = "ext:A-1001"), PageQuery, UserQuery),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "One page of users", body = Page<UsageUser>, example = json!({
            "data": [{"name": "Sarah Chen", "role": "CCO", "last_login_on": "2026-01-10", "days_since_login": 21,
              "sessions_30_days": 2, "status": "INACTIVE"}],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/clients/{id}/usage/users")]
pub(super) async fn list_client_usage_users(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    path: ClientPath,
    query: Paged<UserQuery>,
) -> ApiResult<Json<Page<UsageUser>>> {
    let Paged { page, filter } = query;
    let order = UserOrder::parse(filter.sort.as_deref())?;
    let after = page.after::<UserKey>()?;
    let mut connection = state.connection().await?;
    let row = store::clients::get(&mut connection, &caller.scope, &path.0)
        .await?
        .ok_or_else(|| ApiError::not_found("client"))?;
    let known = Known::load(&mut connection, &row, state.context.now()).await?;
    let rows = store::usage::users(&mut connection, &caller.scope, row.id, known.as_of).await?;
    let together = store::usage::used_together(&mut connection, &caller.scope, row.id, known.as_of).await?;
    let names = store::usage::feature_names(&mut connection).await?;
    drop(connection);
    caller.read("client", [row.id]);

    // Who is a champion is decided among all of them, so all are ranked before any is left out.
    let mut users: Vec<(UserKey, UsageUser)> =
        people(&state.pseudonyms, row.id, rows, &Used::new(together, names), known.as_of)?
            .into_iter()
            .map(|person| person.user)
            .filter(|user| filter.matches(user))
            .map(|user| (order.key(&user), user))
            .collect();
    users.sort_by(|(a, _), (b, _)| order.compare(a, b));
    let total = i64::try_from(users.len()).unwrap_or(i64::MAX);
    let first = match after {
        Some(after) => users.partition_point(|(key, _)| order.compare(key, &after).is_le()),
        None => usize::try_from(page.offset()).unwrap_or(usize::MAX).min(users.len()),
    };
    let wanted = usize::try_from(page.rows_to_fetch()).unwrap_or(usize::MAX);
    let shown: Vec<_> = users.drain(first..).take(wanted).collect();
    Ok(Json(page.envelope(shown, total, |(key, _)| key.clone(), |(_, user)| user)))
}

impl UserQuery {
    fn matches(&self, user: &UsageUser) -> bool {
        (self.status.is_empty() || self.status.contains(&user.status))
            && self.champion_candidate.is_none_or(|wanted| wanted == user.is_champion_candidate)
            && self.is_contact.is_none_or(|wanted| wanted == user.contact_id.is_some())
    }
}
