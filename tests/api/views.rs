//! Saved views of the portfolio.

use api_types::{page::Page, problem::ProblemCode as P, segments::Segment, views::View};
use domain::client::PortfolioColumn as C;
use harness::{ApiClient, spawn};
use serde_json::{Value, json};

use crate::work::audited;

async fn save(caller: &ApiClient, body: Value) -> View {
    caller.post("/views").json(&body).await.expect(201).json()
}

#[tokio::test]
async fn a_view_is_saved_changed_and_removed() {
    let server = spawn().await;
    let csm = server.csm().await;
    let body = json!({
        "name": "Enterprise at risk", "query": "contract_tier=ENTERPRISE&at_risk=true", "sort": "-annual_recurring_revenue",
        "columns": ["health", "arr", "health", "last-contact"]
    });
    let view = save(&csm, body).await;
    assert_eq!(
        (view.columns.as_slice(), view.version, view.is_shared),
        ([C::Health, C::Arr, C::LastContact].as_slice(), 1, false)
    );
    // What was saved can be asked of the list.
    csm.get(&format!("/clients?{}&sort={}", view.query, view.sort.as_deref().expect("a sort"))).await.expect(200);
    let path = format!("/views/{}", view.id);
    assert_eq!(csm.get(&path).await.expect(200).json::<View>(), view);
    let changes = json!({"name": "At risk", "sort": null, "query": "", "columns": []});
    let changed: View = csm.put(&path).if_match("\"v1\"").json(&changes).await.ok();
    assert_eq!(
        (changed.name.as_str(), changed.sort, changed.query.as_str(), changed.version),
        ("At risk", None, "", 2)
    );
    csm.put(&path).if_match("\"v1\"").json(&json!({"name": "Late"})).await.problem(412, P::PreconditionFailed);
    csm.put(&path).json(&json!({"name": "Late"})).await.problem(428, P::PreconditionRequired);
    csm.delete(&path).await.expect(204);
    csm.get(&path).await.problem(404, P::NotFound);
    for operation in ["create_view", "update_view", "delete_view"] {
        assert_eq!(audited(&server, operation).await.len(), 1, "{operation}");
    }
}

#[tokio::test]
async fn what_is_not_valid_is_pointed_at() {
    let server = spawn().await;
    let csm = server.csm().await;
    save(&csm, json!({"name": "Taken"})).await;
    let id = save(&csm, json!({"name": "Other"})).await.id;
    for (body, status, pointer) in [
        (json!({"name": "x", "colour": 1}), 400, "/colour"),
        (json!({"name": "x", "query": "health_status=FINE"}), 400, "/query"),
        (json!({"name": "x", "query": "colour=red"}), 400, "/query"),
        (json!({"name": "x", "query": "page=2"}), 400, "/query"),
        (json!({"name": "x", "sort": "shoe_size"}), 400, "/sort"),
        (json!({"name": "x", "columns": ["health", "shoe-size"]}), 400, "/columns/1"),
        (json!({"name": "x", "segment_id": "x"}), 400, "/segment_id"),
        (json!({"name": " "}), 422, "/name"),
        (json!({"name": "taken"}), 422, "/name"),
        (json!({"name": "x", "query": format!("q={}&tags={}", "x".repeat(200), "y".repeat(1_900))}), 422, "/query"),
        (json!({"name": "x", "segment_id": uuid::Uuid::nil()}), 422, "/segment_id"),
    ] {
        let code = if status == 400 { P::Malformed } else { P::Invalid };
        let problem = csm.post("/views").json(&body).await.problem(status, code);
        assert_eq!(problem.errors[0].pointer, pointer, "POST {body}");
        let put = csm.put(&format!("/views/{id}")).if_match("\"v1\"");
        assert_eq!(put.json(&body).await.problem(status, code).errors[0].pointer, pointer, "PUT {body}");
    }
}

#[tokio::test]
async fn a_view_for_everyone_stands_on_a_segment_for_everyone() {
    let server = spawn().await;
    let (csm, vp, sales) = (server.csm().await, server.vp().await, server.vp_sales().await);
    let own = save(&csm, json!({"name": "Mine"})).await;
    vp.get(&format!("/views/{}", own.id)).await.problem(404, P::NotFound);
    csm.put(&format!("/views/{}", own.id))
        .if_match("\"v1\"")
        .json(&json!({"is_shared": true}))
        .await
        .problem(403, P::Forbidden);

    let segment = json!({"name": "Slipping", "filter": {"field": "health_trend", "op": "eq", "value": "DOWN"}});
    let segment: Segment = vp.post("/segments").json(&segment).await.expect(201).json();
    let (path, body) =
        (format!("/segments/{}", segment.id), json!({"name": "Slipping", "segment_id": segment.id, "is_shared": true}));
    let problem = vp.post("/views").json(&body).await.problem(422, P::Invalid);
    assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()), ("/segment_id", "not-shared"));
    vp.put(&path).if_match("\"v1\"").json(&json!({"is_shared": true})).await.expect(200);
    let view = save(&vp, body).await;
    let seen: Page<View> = csm.get("/views").await.ok();
    assert_eq!(seen.data.iter().map(|view| view.id).collect::<Vec<_>>(), [own.id, view.id]);
    csm.delete(&format!("/views/{}", view.id)).await.problem(403, P::Forbidden);

    // While the view stands, its segment stays, and stays everyone's.
    vp.put(&path).if_match("\"v2\"").json(&json!({"is_shared": false})).await.problem(409, P::Conflict);
    // A view of one's own is nobody else's to see, so whoever wants the segment gone is told whom to ask.
    let held = json!({"name": "My own", "segment_id": segment.id});
    let private: View = csm.post("/views").json(&held).await.expect(201).json();
    let problem = vp.delete(&path).await.problem(409, P::Conflict);
    assert!(problem.detail.contains("Cara") && problem.detail.contains("Vera"), "{}", problem.detail);
    csm.delete(&format!("/views/{}", private.id)).await.expect(204);
    sales.delete(&format!("/views/{}", view.id)).await.expect(204);
    vp.delete(&path).await.expect(204);
}
