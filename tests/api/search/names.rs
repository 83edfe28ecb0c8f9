//! Clients and contacts by name: exact, then beginning, then words, then spelled almost so; within scope only.

use api_types::search::SearchAnswer;
use domain::{client::ContactRole, search::Closeness};
use harness::{TestServer, seed, spawn};
use serde_json::json;

use super::{clients, search, shown};

async fn portfolio(server: &TestServer) {
    for (name, id) in [
        ("Northwind", "N-1"),
        ("Northwind Traders", "N-2"),
        ("Great Northwind Ltd", "N-3"),
        ("Nordwand AG", "N-4"),
        ("Société Générale", "S-1"),
        ("O'Brien & Sons", "O-1"),
        ("Face Book", "F-1"),
    ] {
        server.client(name).external_id(id).ae(seed::AE).insert().await;
    }
}

#[tokio::test]
async fn the_closest_name_comes_first() {
    let server = spawn().await;
    portfolio(&server).await;
    let csm = server.csm().await;
    let found = search(&csm, "northwind").await.clients.expect("clients");
    let found: Vec<(String, Closeness)> =
        found.data.iter().map(|hit| (shown(&hit.name_parts), hit.closeness)).collect();
    let expected = [
        ("[Northwind]", Closeness::Exact),
        ("[Northwind] Traders", Closeness::Beginning),
        ("Great [Northwind] Ltd", Closeness::Word),
    ];
    assert_eq!(found, expected.map(|(name, closeness)| (name.to_owned(), closeness)));
}

#[tokio::test]
async fn names_are_found_however_they_are_typed() {
    let server = spawn().await;
    portfolio(&server).await;
    let csm = server.csm().await;
    for (typed, expected) in [
        ("no", vec!["[No]rdwand AG", "[No]rthwind", "[No]rthwind Traders"]),
        ("SOCIETE gen", vec!["[Société] [Gén]érale"]),
        ("generale societe", vec!["[Société] [Générale]"]),
        ("obrien", vec!["[O'Brien] & Sons"]),
        ("facebook", vec!["Face Book"]),
        ("face b", vec!["[Face] [B]ook"]),
        ("N-4", vec!["Nordwand AG"]),
        // A letter missing, one too many, another one, two the wrong way round; and in one of two words.
        ("norwand", vec!["[Nordwand] AG"]),
        ("norddwand", vec!["[Nordwand] AG"]),
        ("nordwant", vec!["[Nordwand] AG"]),
        ("nrodwand", vec!["[Nordwand] AG"]),
        ("trdaers northwind", vec!["[Northwind] [Traders]"]),
        ("socitee", vec!["[Société] Générale"]),
        ("nothing like it", vec![]),
        ("!?", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(clients(&csm, typed).await, expected, "{typed}");
    }
}

#[tokio::test]
async fn a_new_name_is_found_at_once_and_an_old_one_no_longer() {
    let server = spawn().await;
    server.client("Acme").external_id("A-1").insert().await;
    let csm = server.csm().await;
    let tag = csm.get("/clients/ext:A-1").await.expect(200).header("etag").to_owned();
    sqlx::query("update client set name = 'Globex' where name = 'Acme'").execute(&server.pool).await.expect("renamed");
    assert_eq!(clients(&csm, "globex").await, ["[Globex]"]);
    assert_eq!(clients(&csm, "acme").await, [""; 0]);
    // Everything else of a client may change without its name being sorted in again.
    let edit = json!({"tags": ["new"]});
    csm.put("/clients/ext:A-1").if_match(&tag).json(&edit).await.expect(200);
    assert_eq!(clients(&csm, "globex").await, ["[Globex]"]);

    let body = json!({"name": "Sarah Chen", "role": "CHAMPION"});
    let contact = csm.post("/clients/ext:A-1/contacts").json(&body).await.expect(201);
    let (id, tag) = (contact.value()["id"].as_str().expect("an id").to_owned(), contact.header("etag").to_owned());
    let found = async |q: &str| search(&csm, q).await.contacts.expect("contacts").data.len();
    assert_eq!(found("sarah").await, 1);
    let path = format!("/contacts/{id}");
    let renamed = csm.put(&path).if_match(&tag).json(&json!({"name": "Sara Chan"})).await.expect(200);
    assert_eq!((found("chan").await, found("sara chen").await), (1, 1));
    csm.delete(&path).if_match(renamed.header("etag")).await.expect(204);
    assert_eq!(found("chan").await, 0);
    sqlx::query("delete from client").execute(&server.pool).await.expect("deleted");
    let left: i64 = sqlx::query_scalar("select count(*) from search_name").fetch_one(&server.pool).await.expect("rows");
    assert_eq!(left, 0);
}

#[tokio::test]
async fn contacts_are_found_by_name_and_address() {
    let server = spawn().await;
    let acme = server.client("Acme").insert().await;
    for (role, name) in
        [(ContactRole::Champion, "Sarah Chen"), (ContactRole::User, "Chen Wei"), (ContactRole::User, "Jürgen Müller")]
    {
        acme.contact(role, name, 3).await;
    }
    sqlx::query("update client_contact set email = 'S_chen@Acme.example' where name = 'Sarah Chen'")
        .execute(&server.pool)
        .await
        .expect("an address");
    sqlx::query("update client_contact set left_company_at = '2026-01-01' where name = 'Chen Wei'")
        .execute(&server.pool)
        .await
        .expect("left");
    let csm = server.csm().await;
    let found = async |q: &str| {
        let found = search(&csm, q).await.contacts.expect("contacts").data;
        found.into_iter().map(|hit| (shown(&hit.name_parts), hit.closeness)).collect::<Vec<_>>()
    };
    let sarah = |name: &str, closeness| vec![(name.to_owned(), closeness)];
    assert_eq!(
        found("chen").await,
        [("[Chen] Wei".to_owned(), Closeness::Beginning), ("Sarah [Chen]".to_owned(), Closeness::Word)]
    );
    assert_eq!(found("sarah c").await, sarah("[Sarah] [C]hen", Closeness::Beginning));
    assert_eq!(found("sahra chen").await, sarah("[Sarah] [Chen]", Closeness::Similar));
    assert_eq!(found("muller").await, sarah("Jürgen [Müller]", Closeness::Word));
    assert_eq!(found("mueller").await, sarah("Jürgen [Müller]", Closeness::Similar));
    assert_eq!(found("s_chen@ACME").await, sarah("Sarah Chen", Closeness::Beginning));
    assert_eq!(found("s%chen@acme").await, []);

    let hits = search(&csm, "chen").await.contacts.expect("contacts").data;
    assert_eq!(hits.iter().map(|hit| hit.is_active).collect::<Vec<_>>(), [false, true]);
    assert_eq!((hits[1].client.id.0, hits[1].client.name.as_str()), (acme.id, "Acme"));
    let by_address = &search(&csm, "S_chen@acme.example").await.contacts.expect("contacts").data[0];
    assert_eq!(by_address.email_parts.as_deref().map(shown).as_deref(), Some("[S_chen@Acme.example]"));
    assert_eq!(by_address.closeness, Closeness::Exact);
}

#[tokio::test]
async fn nothing_of_another_book_is_found_in_any_way() {
    let server = spawn().await;
    let own = server.client("Acme Foods").external_id("A-1").ae(seed::AE).insert().await;
    own.contact(ContactRole::User, "Sarah Chen", 3).await;
    let foreign = server.client("Acme Steel").external_id("X-9").csm(seed::OTHER_CSM).ae(seed::OTHER_AE).insert().await;
    foreign.contact(ContactRole::User, "Sarah Chang", 3).await;
    let ids = |answer: &SearchAnswer| {
        let clients = answer.clients.iter().flat_map(|group| &group.data).map(|hit| hit.id.0);
        let contacts = answer.contacts.iter().flat_map(|group| &group.data).map(|hit| hit.client.id.0);
        clients.chain(contacts).collect::<Vec<_>>()
    };
    let everything =
        ["acme", "steel", "stele", "acme steel", "acmee", "X-9", "a", "sarah", "shang", "sarah chang@", "chnag"];
    for caller in [server.csm().await, server.ae().await] {
        for q in everything.into_iter().chain(["sarah chang@client.example"]) {
            let answer = search(&caller, q).await;
            assert!(!ids(&answer).contains(&foreign.id), "{q}: {answer:?}");
        }
        assert_eq!(ids(&search(&caller, "acme").await), [own.id]);
        // Not even that there is more.
        let one: SearchAnswer = caller.get("/search?q=acme&limit=1").await.ok();
        assert!(!one.clients.expect("clients").has_more);
    }
    let vp = server.vp().await;
    assert_eq!(ids(&search(&vp, "acme steel").await), [foreign.id]);
    assert_eq!(ids(&search(&vp, "X-9").await), [foreign.id]);
    let one: SearchAnswer = vp.get("/search?q=acme&limit=1").await.ok();
    assert!(one.clients.expect("clients").has_more);
}
