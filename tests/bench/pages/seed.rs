use app::Context;
use uuid::Uuid;

use crate::{process::PASSWORD, setting::execute};

/// The industries of the portfolio.
pub const INDUSTRIES: [&str; 4] = ["Energy", "Retail", "Finance", "Health"];

/// A CSM who signs in.
#[derive(Debug)]
pub struct Csm {
    pub id: Uuid,
    pub email: String,
}

/// Gives two hundred clients people who use the product every day, and words about them; returns the clients. The rest of
/// the portfolio stands beside them, so that indexes are as large as they would be.
pub async fn people_and_words(context: &Context) -> Vec<Uuid> {
    let mut connection = context.pool.acquire().await.expect("a connection");
    let statements = [
        "create temporary table measured as
         select c.id, c.external_id, c.csm_user_id from client c where substr(c.external_id, 3)::int % 50 = 0",
        "insert into usage_user_daily (client_id, date, user_id, role, sessions, session_seconds, actions, logins, login_hours, features_used)
         select m.id, current_date - d, 'u' || u, 'USER', 1 + (u + d) % 4, 600 + 60 * u, 10 + u, 1 + u % 3,
           (select array_agg((case when hour = 8 + u % 10 then 1 + u % 3 else 0 end)::smallint order by hour) from generate_series(0, 23) hour),
           array['feature_' || 1 + u % 8]
         from measured m cross join generate_series(0, 89) d cross join generate_series(1, 40) u
         where (u + d) % 3 <> 0",
        "update client_usage_metric u set logins_by_hour =
           (select array_agg((hour % 7)::smallint order by hour) from generate_series(0, 23) hour)
         from measured m where u.client_id = m.id",
        "insert into client_note (client_id, id, title, content, created_by_id, created_at)
         select m.id, uuid_v7(), 'Note ' || n, repeat('What was said and meant. ', 20), m.csm_user_id, now() - n * interval '9 days'
         from measured m cross join generate_series(1, 20) n",
        "insert into client_activity (client_id, id, occurred_at, activity_type, subject, outcome, performed_by_id)
         select m.id, uuid_v7(), now() - n * interval '80 hours', (array['CALL','MEETING','EMAIL'])[1 + n % 3], 'Talk ' || n,
           'SUCCESSFUL_ENGAGEMENT', m.csm_user_id
         from measured m cross join generate_series(1, 100) n",
        "analyze usage_user_daily; analyze client_usage_metric; analyze client_note; analyze client_activity",
    ];
    for statement in statements {
        execute(&mut connection, statement).await;
    }
    app::alerts::sweep(context).await.expect("a sweep");
    sqlx::query_scalar("select id from measured order by id").fetch_all(&mut *connection).await.expect("the clients")
}

/// The CSM of a client, with a password.
pub async fn owner_of(context: &Context, client: Uuid) -> Csm {
    let mut connection = context.pool.acquire().await.expect("a connection");
    let hash = app::auth::hash_password(PASSWORD, &context.ids).expect("hashed");
    let (id, email) = sqlx::query_as(
        "update staff set password_hash = $2 where id = (select csm_user_id from client where id = $1) returning id, email",
    )
    .bind(client)
    .bind(hash)
    .fetch_one(&mut *connection)
    .await
    .expect("the CSM");
    Csm { id, email }
}
