use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header,
    web::{Bytes, Data},
};
use chrono::NaiveDate;
use domain::client::PortfolioColumn;
use futures::stream;
use serde::Deserialize;
use uuid::Uuid;

use super::{file, filter::ClientQuery, present::list_item};
use crate::{
    ApiResult, State,
    access::{Allowed, Caller, ReadClients},
    openapi::Problems,
    request::{pairs, parse},
};

/// Rows fetched at once: a file walks the list in long strides, each with a connection of its own for as long as it takes.
const STRIDE: usize = 1_000;

/// What the file shows.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct FileQuery {
    /// Columns of the portfolio, in order; the usual ones unless named. Ids, name, tier and industry are always there.
    #[param(style = Form, explode = false, example = "health,arr,renewal,csm")]
    columns: Vec<PortfolioColumn>,
}

const USUAL: [PortfolioColumn; 7] = [
    PortfolioColumn::Health,
    PortfolioColumn::Trend,
    PortfolioColumn::Churn,
    PortfolioColumn::Arr,
    PortfolioColumn::Renewal,
    PortfolioColumn::LastContact,
    PortfolioColumn::Csm,
];

/// The portfolio as a CSV file: every client within your scope that the query lets through, in its order.
///
/// Cells of text that a spreadsheet would take for a formula begin with an apostrophe.
#[utoipa::path(
    tag = "Clients",
    params(ClientQuery, FileQuery),
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The file", body = String, content_type = "text/csv",
         example = json!("id,external_id,name,contract_tier,industry,current_health_score,health_status\r\n01931b6e-0000-7000-8000-000000000001,A-1001,Acme Corporation,ENTERPRISE,Manufacturing,58,AT_RISK\r\n")),
        Problems
    )
)]
#[get("/clients.csv")]
pub(super) async fn get_clients_file(
    caller: Allowed<ReadClients>,
    state: Data<State>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let (shown, filter): (Vec<_>, Vec<_>) =
        pairs(request.query_string())?.into_iter().partition(|(name, _)| name == "columns");
    let FileQuery { columns } = parse(shown)?;
    let query: ClientQuery = parse(filter)?;
    let (sort, direction) = query.sort()?;
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let today = state.today_of(&settings);
    let filter = query.resolve(&mut connection, &caller, &settings, today).await?;
    let mut wanted = store::clients::ids(&mut connection, &caller.scope, &filter, sort, direction).await?;
    drop(connection);
    wanted.reverse();
    let mut walk = Walk {
        columns: if columns.is_empty() { USUAL.to_vec() } else { columns },
        currency: settings.reporting_currency.clone(),
        today,
        wanted,
        shown: Shown { caller: Caller::clone(&caller), ids: Vec::new() },
        state,
    };
    // The first stride before the headers: what fails there is still told as a problem.
    let mut first = file::header(&walk.columns);
    if let Some(more) = walk.next().await? {
        first.push_str(&more);
    }
    let begun = (Some(first), walk);
    let lines = stream::try_unfold(begun, async |(first, mut walk)| {
        let text = match first {
            Some(text) => Some(text),
            None => walk.next().await?,
        };
        ApiResult::Ok(text.map(|text| (Bytes::from(text), (None, walk))))
    });
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"clients.csv\""))
        .streaming(lines))
}

/// A walk through the list.
struct Walk {
    state: Data<State>,
    columns: Vec<PortfolioColumn>,
    currency: String,
    today: NaiveDate,
    /// The clients to come, the next one last.
    wanted: Vec<Uuid>,
    shown: Shown,
}

impl Walk {
    /// The next lines; none at the end.
    async fn next(&mut self) -> ApiResult<Option<String>> {
        if self.wanted.is_empty() {
            return Ok(None);
        }
        let mut next = self.wanted.split_off(self.wanted.len().saturating_sub(STRIDE));
        next.reverse();
        let mut connection = self.state.connection().await?;
        let rows = store::clients::some(&mut connection, &self.shown.caller.scope, &next).await?;
        drop(connection);
        let mut lines = String::new();
        for row in rows {
            self.shown.ids.push(row.id);
            lines.push_str(&file::row(&list_item(row, &self.currency, self.today)?, &self.columns));
        }
        Ok(Some(lines))
    }
}

/// What was shown so far. The audit row is left at the end, wherever that is: a download that breaks off showed what it
/// showed.
struct Shown {
    caller: Caller,
    ids: Vec<Uuid>,
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.caller.read("client", std::mem::take(&mut self.ids));
    }
}
