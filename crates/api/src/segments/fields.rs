use actix_web::{
    get,
    web::{Data, Json},
};
use api_types::segments::{SegmentChoice, SegmentField, SegmentFields};
use domain::{
    filter::{Field, Kind},
    staff::Role,
};
use store::{
    analytics::FacetRow,
    staff::{StaffFilter, StaffListRow},
};

use crate::{
    ApiResult, State,
    access::{Allowed, ReadClients},
    openapi::Problems,
};

/// Account executives to choose from.
const MOST_EXECUTIVES: i64 = 200;

/// What a filter can be built from: every field with its kind, operators and choices.
///
/// Choices of open fields are those your clients have; account executives are those who work here.
#[utoipa::path(
    tag = "Segments",
    security(("bearer" = ["READ_CLIENTS"])),
    responses(
        (status = 200, description = "The fields", body = SegmentFields, example = json!({
            "data": [{"field": "health_score", "label": "Health score", "kind": "WHOLE", "unit": "points",
                      "operators": ["lt", "lte", "gt", "gte", "between", "eq", "neq", "is_null", "is_not_null"],
                      "choices": null, "may_be_missing": true}],
            "currency": "USD"
        })),
        Problems
    )
)]
#[get("/segments/fields")]
pub(super) async fn get_segment_fields(
    caller: Allowed<ReadClients>,
    state: Data<State>,
) -> ApiResult<Json<SegmentFields>> {
    let mut connection = state.connection().await?;
    let settings = state.metric_settings(&mut connection).await?;
    let facets = store::analytics::facets(&mut connection, &caller.scope).await?;
    let filter = StaffFilter {
        id: None,
        roles: vec![Role::Ae.as_str().to_owned()],
        is_active: Some(true),
        search: None,
        after: None,
        offset: 0,
        limit: MOST_EXECUTIVES,
    };
    let (executives, _) = store::staff::list(&mut connection, &caller.scope, &filter, state.context.now()).await?;
    drop(connection);
    let data = Field::ALL.iter().map(|field| described(*field, &facets, &executives)).collect();
    Ok(Json(SegmentFields { data, currency: settings.reporting_currency.clone() }))
}

fn described(field: Field, facets: &[FacetRow], executives: &[StaffListRow]) -> SegmentField {
    let known = |kind: &str| {
        let of_kind = facets.iter().filter(|facet| facet.kind == kind);
        Some(of_kind.map(|facet| SegmentChoice { value: facet.value.clone(), label: facet.label.clone() }).collect())
    };
    let choices = match (field.choices(), field) {
        (Some(words), _) => {
            Some(words.iter().map(|word| SegmentChoice { value: (*word).to_owned(), label: in_words(word) }).collect())
        }
        (None, Field::Industry) => known("INDUSTRY"),
        (None, Field::Segment) => known("SEGMENT"),
        (None, Field::Tags) => known("TAG"),
        (None, Field::Csm) => known("CSM"),
        (None, Field::Ae) => {
            let choice = |person: &StaffListRow| SegmentChoice {
                value: person.id.to_string(),
                label: format!("{} {}", person.first_name, person.last_name),
            };
            Some(executives.iter().map(choice).collect())
        }
        (None, _) => None,
    };
    SegmentField {
        field,
        label: field.label().to_owned(),
        kind: field.kind(),
        unit: field.unit().map(str::to_owned),
        operators: field.operators().collect(),
        choices,
        may_be_missing: field.may_be_missing() || field.kind() == Kind::Set,
    }
}

/// `AT_RISK` as people read it.
fn in_words(word: &str) -> String {
    if word == "SMB" {
        return word.to_owned();
    }
    let lower = word.replace('_', " ").to_lowercase();
    let mut letters = lower.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}
