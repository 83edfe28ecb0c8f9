use api_types::contacts::{Contact, ContactList};
use domain::{
    Scope,
    client::{ContactRole, EngagementStatus},
    work::ActivityType,
};
use harness::{
    seed::{self, days_ago, noon},
    spawn,
};
use serde_json::json;

/// The rule of M028, on sign-ins of the platform user a contact is linked to.
#[tokio::test]
async fn engagement_follows_the_linked_users_sign_ins() {
    let server = spawn().await;
    let acme = server.client("Acme").insert().await;
    sqlx::query("select ensure_month_partitions('usage_user_daily', $1, $2)")
        .bind(days_ago(70))
        .bind(days_ago(0))
        .execute(&server.pool)
        .await
        .expect("months");
    // Name, days since the last sign-in, sessions of the last thirty days and of the thirty before (G-U6).
    let people = [
        ("Sarah", 21, 2, 15, EngagementStatus::Inactive),
        ("Mike", 2, 18, 17, EngagementStatus::Active),
        ("Lisa", 1, 22, 20, EngagementStatus::Active),
        ("Tom", 5, 12, 20, EngagementStatus::Declining),
        ("New", 3, 2, 0, EngagementStatus::Active),
    ];
    let csm = server.csm().await;
    let path = format!("/clients/{}/contacts", acme.id);
    for (name, last, now, before, _) in people {
        for (day, sessions) in [(last, now), (40, before)] {
            sqlx::query(
                "insert into usage_user_daily (client_id, date, user_id, sessions, logins) values ($1, $2, $3, $4, $4)",
            )
            .bind(acme.id)
            .bind(days_ago(day))
            .bind(name)
            .bind(sessions)
            .execute(&server.pool)
            .await
            .expect("usage");
        }
        csm.post(&path).json(&json!({"name": name, "role": "USER", "platform_user_id": name})).await.expect(201);
    }
    csm.post(&path).json(&json!({"name": "Never", "role": "USER"})).await.expect(201);
    let list: ContactList = csm.get(&path).await.ok();
    let status =
        |name: &str| list.data.iter().find(|contact| contact.name == name).map(|contact| contact.engagement_status);
    for (name, _, _, _, expected) in people {
        assert_eq!(status(name), Some(expected), "{name}");
    }
    assert_eq!(status("Never"), Some(EngagementStatus::Inactive));
    let mike = list.data.iter().find(|contact| contact.name == "Mike").expect("Mike");
    assert_eq!(mike.last_platform_login.map(|at| at.date_naive()), Some(days_ago(2)));
}

#[tokio::test]
async fn roles_are_covered_by_people_who_are_there_and_engaged() {
    let server = spawn().await;
    let acme = server.client("Acme").insert().await;
    acme.contact(ContactRole::Champion, "Sarah", 3).await;
    acme.contact(ContactRole::ExecutiveSponsor, "Boss", 200).await;
    let csm = server.csm().await;
    let path = format!("/clients/{}/contacts", acme.id);
    let covered = async || {
        let list: ContactList = csm.get(&path).await.ok();
        list.role_coverage.iter().map(|role| (role.role, role.is_covered, role.contacts.len())).collect::<Vec<_>>()
    };
    use ContactRole as R;
    assert_eq!(covered().await, [(R::Champion, true, 1), (R::ExecutiveSponsor, false, 1), (R::Admin, false, 0)]);
    let list: ContactList = csm.get(&path).await.ok();
    let boss = list.data.iter().find(|contact| contact.name == "Boss").expect("the sponsor");
    let call = json!({"activity_type": "CALL", "subject": "Hello", "client_contacts": [boss.id]});
    csm.post(&format!("/clients/{}/activities", acme.id)).json(&call).await.expect(201);
    assert_eq!(covered().await[1], (R::ExecutiveSponsor, true, 1));
    // Who left covers nothing, and keeps the history.
    let sarah: &Contact = list.data.iter().find(|contact| contact.name == "Sarah").expect("the champion");
    let left = json!({"left_company_at": days_ago(1)});
    csm.put(&format!("/contacts/{}", sarah.id)).if_match("\"v1\"").json(&left).await.expect(200);
    assert_eq!(covered().await[0], (R::Champion, false, 0));
    let list: ContactList = csm.get(&path).await.ok();
    let sarah = list.data.last().expect("those who left come last");
    assert_eq!((sarah.name.as_str(), sarah.is_active, sarah.left_company_at), ("Sarah", false, Some(days_ago(1))));
    let boss = list.data.iter().find(|contact| contact.name == "Boss").expect("the sponsor");
    assert_eq!(boss.last_csm_contact, Some(server.now()));
}

#[tokio::test]
async fn a_list_is_paged_and_an_e_mail_without_outcome_is_no_contact() {
    let server = spawn().await;
    let acme = server.client("Acme").external_id("A-1").insert().await;
    let csm = server.csm().await;
    for name in ["Ann", "Bob", "Cleo"] {
        let contact = json!({"name": name, "role": "ADMIN"});
        csm.post("/clients/ext:A-1/contacts").json(&contact).await.expect(201);
    }
    acme.activity(ActivityType::Call, 5).await;
    let first: ContactList = csm.get("/clients/ext:A-1/contacts?limit=2").await.ok();
    assert_eq!((first.data.len(), first.pagination.total), (2, 3));
    let cursor = first.pagination.next_cursor.expect("a second page");
    let second: ContactList = csm.get(&format!("/clients/ext:A-1/contacts?limit=2&cursor={cursor}")).await.ok();
    assert_eq!(second.data.iter().map(|contact| contact.name.as_str()).collect::<Vec<_>>(), ["Cleo"]);
    let page: ContactList = csm.get("/clients/ext:A-1/contacts?limit=2&page=2").await.ok();
    assert_eq!(page.data, second.data);

    let mail = |outcome: Option<&str>| {
        json!({
            "activity_type": "EMAIL", "subject": "News", "occurred_at": noon(days_ago(2)), "outcome": outcome,
            "client_contacts": [second.data[0].id]
        })
    };
    csm.post("/clients/ext:A-1/activities").json(&mail(None)).await.expect(201);
    let cleo: Contact = csm.get(&format!("/contacts/{}", second.data[0].id)).await.ok();
    assert_eq!(cleo.last_csm_contact, None);
    csm.post("/clients/ext:A-1/activities").json(&mail(Some("SUCCESSFUL_ENGAGEMENT"))).await.expect(201);
    let cleo: Contact = csm.get(&format!("/contacts/{}", second.data[0].id)).await.ok();
    assert_eq!(cleo.last_csm_contact, Some(noon(days_ago(2))));
}

/// One contact is read alone, and yet tells what the list tells: also of a last touchpoint long ago.
#[tokio::test]
async fn a_contact_alone_is_what_it_is_in_the_list() {
    let server = spawn().await;
    let acme = server.client("Acme").external_id("A-1").since(days_ago(700)).insert().await;
    acme.contact_user(ContactRole::Admin, "Mike", "mike").await;
    acme.user_day("mike", "ADMIN", days_ago(2), 3, &[]).await;
    let csm = server.csm().await;
    let path = "/clients/ext:A-1/contacts";
    let mut added = vec![];
    for name in ["Sarah", "Lisa", "Tom"] {
        let body = json!({"name": name, "role": "USER"});
        added.push(csm.post(path).json(&body).await.expect(201).value()["id"].clone());
    }
    // Sarah and Lisa long ago, Lisa last of them, then nobody we know; Tom never.
    for (day, who) in [(300, vec![&added[0]]), (200, vec![&added[1]])] {
        let body = json!({"activity_type": "CALL", "subject": "A talk", "occurred_at": noon(days_ago(day)), "client_contacts": who});
        csm.post("/clients/ext:A-1/activities").json(&body).await.expect(201);
    }
    let list: ContactList = csm.get(path).await.ok();
    assert_eq!(list.data.len(), 4);
    assert_eq!(list.data.iter().filter(|contact| contact.last_csm_contact.is_some()).count(), 1);
    for contact in &list.data {
        let alone: Contact = csm.get(&format!("/contacts/{}", contact.id)).await.ok();
        assert_eq!(&alone, contact);
    }
}

/// A touchpoint is client data like any other.
#[tokio::test]
async fn touchpoints_of_another_book_cannot_be_read() {
    let server = spawn().await;
    let acme = server.client("Acme").insert().await;
    acme.activity(ActivityType::Call, 3).await;
    let mut connection = server.pool.acquire().await.expect("a connection");
    let books = [(Scope::All, 1), (Scope::Csm(seed::CSM.staff_id()), 1), (Scope::Csm(seed::OTHER_CSM.staff_id()), 0)];
    for (scope, visible) in books {
        let rows = store::contacts::touchpoints(&mut connection, &scope, acme.id, None, days_ago(90)).await;
        assert_eq!(rows.expect("read").len(), visible, "{scope:?}");
    }
}
