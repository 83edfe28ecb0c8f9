use std::time::Instant;

use app::Context;
use domain::{Scope, StaffId, search::Typed};
use sqlx::{Connection as _, PgConnection};
use store::search::NameSearch;

use crate::{
    process::{EMAIL, Steward},
    report::{Report, percentile},
    setting::{Setting, execute},
};

const DATABASE: &str = "steward_bench_search";
const CLIENTS: i64 = 100_000;
/// Of these, each of a hundred managers' book holds a thousand clients.
const MANAGER: &str = "csm17@bench.test";
const ROUNDS: usize = 40;
const LIMIT: i64 = 5;

/// What people type: names whole, begun, by a word, misspelt; people; addresses; one letter; words of notes; nothing there is.
const TYPED: [&str; 20] = [
    "Nexravia Brewing",
    "nexr",
    "logistics",
    "nexrvaia",
    "brewing nexravia",
    "Delnidro Airlnes",
    "hiroshi",
    "sarah ander",
    "hirsohi andreson",
    "kofi k",
    "chloe",
    "sarah.anderson@",
    "n",
    "me",
    "renewal",
    "pricing competitor",
    "\"single sign-on\"",
    "keyword w1a2",
    "further",
    "zzyzx qwertz",
];

/// Finding clients, contacts and notes among a hundred thousand, three hundred thousand and three hundred thousand: over HTTP,
/// and beside it the bare statements.
pub async fn run(setting: &Setting, report: &mut Report) {
    let context = setting.fresh_database(DATABASE).await;
    seed(&context).await;
    let server = Steward::start(setting, &context, DATABASE).await;
    let manager: uuid::Uuid = sqlx::query_scalar("select id from staff where email = $1")
        .bind(MANAGER)
        .fetch_one(&context.pool)
        .await
        .expect("a manager");
    sqlx::query("update staff set password_hash = (select password_hash from staff where email = 'bench@bench.test') where id = $1")
        .bind(manager)
        .execute(&context.pool)
        .await
        .expect("a password");
    let client = reqwest::Client::new();
    let everyone = (server.sign_in(&client, EMAIL).await, Scope::All);
    let book = (server.sign_in(&client, MANAGER).await, Scope::Csm(StaffId(manager)));
    for (who, (token, scope)) in [("all clients", everyone), ("one book", book)] {
        let url = format!("{}/api/v1/client-success/search?limit={LIMIT}&q=", server.address);
        let database = setting.url(DATABASE);
        let measured = tokio::task::spawn_blocking(move || measure(&url, &token, &database, scope, StaffId(manager)));
        let Times { mut http, mut bare, by_query } = measured.await.expect("measured");
        report.at_most(&format!("GET /search, {who}, p95"), percentile(&mut http, 95.0), "ms", 50.0);
        report.note(&format!("GET /search, {who}, p50"), percentile(&mut http, 50.0), "ms");
        report.note(&format!("the same statements alone, {who}, p95"), percentile(&mut bare, 95.0), "ms");
        let (middle, floor) = (percentile(&mut http, 50.0), percentile(&mut bare, 50.0));
        report.ratio(&format!("GET /search against its statements, {who}"), middle, floor, "ms", 2.0);
        let slowest = by_query.into_iter().map(|(typed, mut times)| (percentile(&mut times, 95.0), typed));
        let (time, typed) = slowest.max_by(|a, b| a.0.total_cmp(&b.0)).expect("queries");
        report.note(&format!("the slowest, {who}: {typed}, p95"), time, "ms");
    }
    server.stop().await;
}

struct Times {
    http: Vec<f64>,
    bare: Vec<f64>,
    by_query: Vec<(&'static str, Vec<f64>)>,
}

/// In turns and on one thread, as the list is measured.
#[tokio::main(flavor = "current_thread")]
async fn measure(url: &str, token: &str, database: &str, scope: Scope, reader: StaffId) -> Times {
    let client = reqwest::Client::builder().gzip(false).build().expect("a client");
    let mut connection = PgConnection::connect(database).await.expect("a connection");
    let mut times =
        Times { http: vec![], bare: vec![], by_query: TYPED.iter().map(|typed| (*typed, vec![])).collect() };
    let mut found = 0;
    for _ in 0..ROUNDS {
        for (typed, of_query) in &mut times.by_query {
            let started = Instant::now();
            let url = format!("{url}{}", typed.replace(' ', "%20").replace('"', "%22").replace('@', "%40"));
            let answer = client.get(url).bearer_auth(token).send().await.expect("an answer");
            assert_eq!(answer.status(), 200);
            found += usize::from(answer.bytes().await.expect("a body").len() > 400);
            let milliseconds = started.elapsed().as_secs_f64() * 1_000.0;
            times.http.push(milliseconds);
            of_query.push(milliseconds);
            let started = Instant::now();
            statements(&mut connection, &scope, reader, typed).await;
            times.bare.push(started.elapsed().as_secs_f64() * 1_000.0);
        }
    }
    assert!(found >= ROUNDS * 12, "the queries must find what they are timed on: {found}");
    times
}

/// What the server asks of the database for one search.
async fn statements(connection: &mut PgConnection, scope: &Scope, reader: StaffId, typed: &str) {
    let typed = Typed::read(typed);
    let search = NameSearch::new(&typed, LIMIT + 1);
    let is_few = |found: usize| found <= LIMIT as usize && search.can_be_misspelt();
    let found = store::search::clients(connection, scope, &search).await.expect("clients");
    if is_few(found.len()) {
        store::search::misspelt_clients(connection, scope, &search).await.expect("clients");
    }
    if typed.text().contains('@') {
        store::search::contacts_by_email(connection, scope, &search).await.expect("contacts");
    } else {
        let found = store::search::contacts(connection, scope, &search).await.expect("contacts");
        if is_few(found.len()) {
            store::search::misspelt_contacts(connection, scope, &search).await.expect("contacts");
        }
    }
    store::search::notes(connection, scope, reader, typed.text(), LIMIT + 1).await.expect("notes");
}

async fn seed(context: &Context) {
    let mut connection = context.pool.acquire().await.expect("a connection");
    for statement in [
        // Else vacuum passes over the newest rows.
        "set synchronous_commit = on".to_owned(),
        "insert into staff (id, email, first_name, last_name, role)
         select uuid_v7(), 'csm' || n || '@bench.test', 'Csm', 'Number ' || n, 'CSM' from generate_series(0, 99) n".to_owned(),
        format!("insert into client (id, external_id, name, contract_tier, contract_start_date, csm_user_id, is_active)
         select uuid_v7(), 'B-' || n,
           initcap((array['nor','vel','tri','bel','cor','del','fal','gar','hal','jun','kel','lum','mar','nex','oph','pra','qua','ros','sol','tev'])[1 + a % 20]
             || (array['th','vex','dy','sta','mi','ra','lo','ni','pho','ze','cu','ba','ti','go','wi','la','sha','re','du','ma'])[1 + a / 20 % 20]
             || (array['wind','n','tech','max','ris','dor','line','tor','via','con','ster','mont','well','ford','quist'])[1 + a / 400 % 15])
             || ' ' || (array['Logistics','Foods','Energy','Systems','Bank','Health','Media','Retail','Motors','Labs','Insurance','Capital','Partners','Consulting','Software','Pharma','Airlines','Textiles','Chemicals','Robotics','Networks','Analytics','Hotels','Marine','Mining','Steel','Paper','Plastics','Security','Education','Farms','Brewing','Optics','Dental','Legal','Travel','Studios','Games','Power','Water'])[1 + b % 40]
             || (array['',' GmbH',' Ltd',' Inc',' AG',' Group'])[1 + b / 40 % 6],
           'ENTERPRISE', '2025-01-01', s.id, n % 10 <> 0
         from (select n, abs(hashtext('a' || n)) as a, abs(hashtext('b' || n)) as b from generate_series(1, {CLIENTS}) n) g
         join (select id, row_number() over (order by email) - 1 as i from staff) s on s.i = n % 100"),
        "insert into client_contact (client_id, id, name, email, title)
         select c.id, uuid_v7(), first || ' ' || last, lower(first || '.' || last) || '@' || lower(split_part(c.name, ' ', 1)) || '.test',
           'Head of Operations'
         from (select id, name, row_number() over (order by id) as r from client) c cross join generate_series(1, 3) k
         cross join lateral (select abs(hashtext('f' || r * 3 + k)) as a, abs(hashtext('l' || r * 3 + k)) as b) h
         cross join lateral (select
           (array['Sarah','John','Maria','Peter','Anna','Lucas','Emma','David','Sofia','Daniel','Laura','Thomas','Julia','Martin','Nina','Oliver','Chloé','Jürgen','Zoë','André','Priya','Wei','Fatima','Hiroshi','Olga','Ivan','Amara','Kofi','Leila','Omar','Grace','Henry','Isabel','Jakob','Karin','Liam','Mona','Noah','Petra','Quentin'])[1 + a % 40] as first,
           initcap((array['ander','berg','car','dona','eri','fitz','gonz','hoff','ivan','john','kow','lind','mc','nak','oli','pat','rodr','sch','tay','wil','mül','fer','gar','har','lop'])[1 + b % 25]
             || (array['s','man','al','son','ter','ner','dez','mann','ell','ley','ski','ov','kin','ham','ield','er','ard','quez','ton','ber'])[1 + b / 25 % 20]
             || (array['','son','s','ez','a','i','en','o','on','is','eva','ova'])[1 + b / 500 % 12]) as last) named".to_owned(),
        // A tenth is private; every note has a rare word, and some words are in every note.
        "insert into client_note (client_id, id, title, content, is_private, created_by_id, created_at)
         select c.id, uuid_v7(), (array['Renewal','QBR prep','Risk','Adoption','Executive call','Pricing','Training','Support'])[1 + h % 8],
           'We spoke with ' || (array['the champion','their CTO','procurement','the new sponsor','support'])[1 + h % 5] || ' about '
           || (array['renewal terms','pricing','the migration','dashboard exports','single sign-on','training plans','a rollout to Europe','budget cuts','API limits','integration'])[1 + h / 5 % 10]
           || '. They ' || (array['were happy','asked for a discount','want a roadmap','mentioned a competitor','need more seats','reported bugs','will decide next quarter'])[1 + h / 50 % 7]
           || '. Keyword w' || to_hex(h % 50000) || ' and ' || repeat('further details follow in the minutes of the meeting ', 5),
           h % 10 = 0, c.csm_user_id, now() - abs(hashtext('d' || h)) % 700 * interval '1 day'
         from (select id, csm_user_id, row_number() over (order by id) as r from client) c cross join generate_series(1, 3) k
         cross join lateral (select abs(hashtext('n' || r * 3 + k)) as h) hashed".to_owned(),
        "vacuum analyze client, client_contact, client_note, search_name, staff".to_owned(),
    ] {
        execute(&mut connection, statement).await;
    }
}
