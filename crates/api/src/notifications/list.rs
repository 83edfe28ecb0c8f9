use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::{notifications::Notification, page::Page};
use domain::notification::NotificationKind;
use serde::Deserialize;
use store::notifications::{NotificationFilter, NotificationRow};

use super::present::notification;
use crate::{
    ApiResult, State,
    access::{Allowed, OwnAccount},
    openapi::Problems,
    request::{PageQuery, Paged},
};

/// Which notifications.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct NotificationQuery {
    /// Only those you did not read.
    #[param(example = true)]
    unread: Option<bool>,
    /// Only these kinds, separated by commas.
    #[param(style = Form, explode = false, example = "ALERTS,MENTION")]
    kind: Vec<NotificationKind>,
}

/// What you were told, the newest first.
///
/// Alerts of one client that were raised together are one notification; each is shown as it stands now. What is about a
/// client you may not open any longer is left out.
#[utoipa::path(
    tag = "Notifications",
    params(PageQuery, NotificationQuery),
    security(("bearer" = ["OWN_ACCOUNT"])),
    responses(
        (status = 200, description = "One page of notifications", body = Page<Notification>, example = json!({
            "data": [{"id": "01931b6e-0000-7000-8000-000000000001", "kind": "ALERTS", "title": "Acme: Health fell by 12 points",
                      "client_name": "Acme", "read_at": null, "created_at": "2026-11-21T12:00:00Z"}],
            "pagination": {"page": 1, "limit": 25, "total": 1, "pages": 1, "next_cursor": null}
        })),
        Problems
    )
)]
#[get("/notifications")]
pub(super) async fn list_notifications(
    caller: Allowed<OwnAccount>,
    state: Data<State>,
    query: Paged<NotificationQuery>,
) -> ApiResult<Json<Page<Notification>>> {
    let Paged { page, filter } = query;
    let filter = NotificationFilter {
        unread: filter.unread.unwrap_or(false),
        kinds: filter.kind.iter().map(|kind| kind.as_str().to_owned()).collect(),
        after: page.after()?,
        offset: page.offset(),
        limit: page.rows_to_fetch(),
    };
    let mut connection = state.connection().await?;
    let team = caller.team_scope();
    let (rows, total) =
        store::notifications::list(&mut connection, &caller.scope, team, caller.staff_id, &filter).await?;
    drop(connection);
    let answer = page.envelope(rows, total, |row: &NotificationRow| (row.created_at, row.id), |row| row);
    caller.read(
        "notification",
        answer.data.iter().map(|row| row.id).chain(answer.data.iter().filter_map(|row| row.client_id)),
    );
    let data = answer.data.into_iter().map(notification).collect::<ApiResult<_>>()?;
    Ok(Json(Page { data, pagination: answer.pagination }))
}
