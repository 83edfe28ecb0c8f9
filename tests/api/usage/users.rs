use api_types::{page::Page, problem::ProblemCode, usage::UsageUser};
use domain::{
    NullReason,
    client::{ContactRole, EngagementStatus},
};
use harness::spawn;

use super::{complete, roll_up, six_users};

#[tokio::test]
async fn users_are_judged_as_the_dictionary_says_and_named_only_if_they_are_contacts() {
    let server = spawn().await;
    let acme = six_users(&server).await;
    let csm = server.csm().await;
    let reply = csm.get(&format!("/clients/{}/usage/users?sort=name", acme.id)).await.expect(200);
    for secret in ["lisa", "tom", "\"new\"", "client.example"] {
        assert!(!reply.text().contains(secret), "{secret} is told");
    }
    let page: Page<UsageUser> = reply.json();
    assert_eq!((page.pagination.total, page.pagination.pages), (6, Some(1)));
    let find = |sessions: (i64, i64)| {
        page.data
            .iter()
            .find(|user| (user.sessions_30_days, user.sessions_prev_30_days) == sessions)
            .unwrap_or_else(|| panic!("nobody has {sessions:?}: {:?}", page.data))
    };
    let sarah = find((2, 15));
    assert_eq!((sarah.name.as_str(), sarah.contact_role), ("Sarah", Some(ContactRole::Champion)));
    assert_eq!((sarah.status, sarah.days_since_login), (EngagementStatus::Inactive, Some(21)));
    assert_eq!(
        (sarah.is_key, sarah.title.as_deref(), sarah.role.as_deref()),
        (true, Some("Head of something"), Some("CCO"))
    );
    let mike = find((22, 0));
    assert_eq!(
        (mike.status, mike.last_login_on, mike.active_days_30_days),
        (EngagementStatus::Active, Some(complete(0)), 22)
    );
    assert_eq!(mike.primary_features, ["Feature 1", "Feature 2"]);
    let lisa = find((12, 12));
    assert!(lisa.name.starts_with("User ") && lisa.contact_id.is_none() && !lisa.is_power_user);
    assert_eq!(lisa.status, EngagementStatus::Active);
    assert_eq!(find((4, 20)).status, EngagementStatus::Declining);
    assert_eq!(find((2, 0)).status, EngagementStatus::Active);
    let ghost = find((0, 0));
    assert_eq!(
        (ghost.name.as_str(), ghost.status, ghost.days_since_login),
        ("Ghost", EngagementStatus::Inactive, None)
    );
    assert_eq!(ghost.engagement_index_null_reason, Some(NullReason::NotApplicable));

    // Active within ninety days: mike, lisa, tom, sarah, new. Days 22 12 4 2 1, actions 220 120 40 20 20, features 2 1 0 0 0.
    // mike 90 90 90; lisa 70 70 70; tom 50 50 30; sarah 30 20 30; new 10 20 30.
    let indices = [mike, lisa, find((4, 20)), sarah, find((2, 0))].map(|user| user.engagement_index);
    assert_eq!(indices, [Some(90), Some(70), Some(46), Some(26), Some(18)]);
    let candidates: Vec<&str> =
        page.data.iter().filter(|user| user.is_champion_candidate).map(|user| user.name.as_str()).collect();
    assert_eq!(candidates, ["Mike"]);
    assert!(mike.is_power_user);
}

#[tokio::test]
async fn pages_and_filters_leave_nobody_out() {
    let server = spawn().await;
    let acme = six_users(&server).await;
    let csm = server.csm().await;
    let path = format!("/clients/{}/usage/users", acme.id);
    for sort in
        ["name", "-last_login_on", "sessions_30_days", "-engagement_index", "status", "role", "-actions_30_days"]
    {
        let all: Page<UsageUser> = csm.get(&format!("{path}?sort={sort}")).await.ok();
        let mut by_page = vec![];
        let mut by_cursor = vec![];
        let mut cursor: Option<String> = None;
        for number in 1..=3 {
            let page: Page<UsageUser> = csm.get(&format!("{path}?sort={sort}&limit=2&page={number}")).await.ok();
            by_page.extend(page.data);
            let after = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
            let page: Page<UsageUser> = csm.get(&format!("{path}?sort={sort}&limit=2{after}")).await.ok();
            cursor = page.pagination.next_cursor;
            by_cursor.extend(page.data);
        }
        assert_eq!((by_page.len(), cursor), (6, None), "{sort}");
        assert_eq!(by_page, all.data, "{sort}");
        assert_eq!(by_cursor, all.data, "{sort}");
    }
    let names = async |query: &str| -> Vec<String> {
        let page: Page<UsageUser> = csm.get(&format!("{path}?{query}")).await.ok();
        page.data.into_iter().map(|user| user.name).collect()
    };
    assert_eq!(names("status=INACTIVE&sort=name").await, ["Ghost", "Sarah"]);
    assert_eq!(names("is_contact=true&sort=-name").await, ["Sarah", "Mike", "Ghost"]);
    assert_eq!(names("champion_candidate=true").await, ["Mike"]);
    // Nulls last, whichever way.
    assert_eq!(names("sort=last_login_on").await.last().map(String::as_str), Some("Ghost"));
    assert_eq!(names("sort=-last_login_on").await.last().map(String::as_str), Some("Ghost"));
}

#[tokio::test]
async fn nonsense_is_refused_and_other_books_are_closed() {
    let server = spawn().await;
    let acme = six_users(&server).await;
    roll_up(&server).await;
    let csm = server.csm().await;
    let path = format!("/clients/{}/usage/users", acme.id);
    for query in ["sort=password", "status=GONE", "limit=0", "page=0", "user=mike", "champion_candidate=maybe"] {
        csm.get(&format!("{path}?{query}")).await.problem(400, ProblemCode::Malformed);
    }
    csm.get(&format!("{path}?cursor=abc")).await.problem(400, ProblemCode::InvalidCursor);
    server.other_csm().await.get(&path).await.problem(404, ProblemCode::NotFound);
}

/// Who knows whom a client employs could try every name: ids and pseudonyms come from the server's secret as well.
#[tokio::test]
async fn pseudonyms_stay_the_same_and_no_dictionary_gives_them_away() {
    let server = spawn().await;
    let acme = six_users(&server).await;
    let replica = server.replica().await;
    let path = format!("/clients/{}/usage/users?is_contact=false", acme.id);
    let told: Page<UsageUser> = server.csm().await.get(&path).await.ok();
    let again: Page<UsageUser> = replica.csm().await.get(&path).await.ok();
    assert_eq!((told.data.len(), &told.data), (3, &again.data));
    for user_id in ["lisa", "tom", "new"] {
        let guessed: String =
            sqlx::query_scalar("select left(encode(sha256(uuid_send($1) || convert_to($2, 'UTF8')), 'hex'), 16)")
                .bind(acme.id)
                .bind(user_id)
                .fetch_one(&server.pool)
                .await
                .expect("a digest");
        assert!(told.data.iter().all(|user| user.id != guessed), "{user_id} is {guessed}");
    }
}
