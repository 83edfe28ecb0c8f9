use api_types::{page::Page, problem::ProblemCode as P, segments::Segment};
use harness::spawn;
use serde_json::json;

use super::save::save;

#[tokio::test]
async fn what_is_private_exists_for_its_owner_alone() {
    let server = spawn().await;
    let (csm, other, vp) = (server.csm().await, server.other_csm().await, server.vp().await);
    let filter = json!({"field": "at_risk", "op": "eq", "value": true});
    let own = save(&csm, json!({"name": "Mine", "filter": filter})).await;
    // The same name is free for someone else.
    let theirs = save(&other, json!({"name": "Mine", "filter": filter})).await;
    let shared = save(&vp, json!({"name": "Ours", "filter": filter, "is_shared": true})).await;
    let seen = async |caller: &harness::ApiClient| {
        let page: Page<Segment> = caller.get("/segments").await.ok();
        page.data.into_iter().map(|segment| segment.id).collect::<Vec<_>>()
    };
    assert_eq!(seen(&csm).await, [own.id, shared.id]);
    assert_eq!(seen(&other).await, [theirs.id, shared.id]);
    assert_eq!(seen(&vp).await, [shared.id]);
    let path = format!("/segments/{}", own.id);
    for caller in [&other, &vp] {
        caller.get(&path).await.problem(404, P::NotFound);
        caller.put(&path).if_match("\"v1\"").json(&json!({"name": "x"})).await.problem(404, P::NotFound);
        caller.delete(&path).await.problem(404, P::NotFound);
        caller.get(&format!("/clients?segment_id={}", own.id)).await.problem(400, P::Malformed);
    }
    // What everyone uses is changed by those who configure segments; another's own cannot be made everyone's.
    let path = format!("/segments/{}", shared.id);
    csm.put(&path).if_match("\"v1\"").json(&json!({"name": "x"})).await.problem(403, P::Forbidden);
    csm.delete(&path).await.problem(403, P::Forbidden);
    let mine = format!("/segments/{}", own.id);
    csm.put(&mine).if_match("\"v1\"").json(&json!({"is_shared": true})).await.problem(403, P::Forbidden);
    let changed: Segment =
        server.admin().await.put(&path).if_match("\"v1\"").json(&json!({"name": "All of us"})).await.ok();
    assert_eq!((changed.name.as_str(), changed.version), ("All of us", 2));
    // Whoever made it private for its owner would lose sight of it.
    let hide = json!({"is_shared": false});
    let problem = server.admin().await.put(&path).if_match("\"v2\"").json(&hide).await.problem(422, P::Invalid);
    assert_eq!(problem.errors[0].pointer, "/is_shared");
    let hidden: Segment = vp.put(&path).if_match("\"v2\"").json(&hide).await.ok();
    assert!(!hidden.is_shared);
}

#[tokio::test]
async fn segments_are_paged_by_name() {
    let server = spawn().await;
    let csm = server.csm().await;
    for name in ["beta", "Alpha", "gamma"] {
        save(&csm, json!({"name": name, "filter": {"and": []}})).await;
    }
    let first: Page<Segment> = csm.get("/segments?limit=2").await.ok();
    assert_eq!(first.data.iter().map(|segment| segment.name.as_str()).collect::<Vec<_>>(), ["Alpha", "beta"]);
    let cursor = first.pagination.next_cursor.expect("more");
    let second: Page<Segment> = csm.get(&format!("/segments?limit=2&cursor={cursor}")).await.ok();
    assert_eq!((second.data[0].name.as_str(), second.data.len(), second.pagination.total), ("gamma", 1, 3));
}
