use app::Context;

use crate::setting::execute;

/// Clients with everything a score looks at, made by the database itself from series.
pub async fn portfolio(context: &Context, clients: i32, days: i32) {
    let mut connection = context.pool.acquire().await.expect("a connection");
    let today = context.now().date_naive();
    for (table, _) in store::partitions::PARTITIONED_TABLES {
        store::partitions::ensure(&mut connection, table, today - chrono::Duration::days(400), today, false)
            .await
            .expect("partitions");
    }
    let statements = [
        "insert into staff (id, email, first_name, last_name, role)
         select uuid_v7(), 'csm' || n || '@bench.test', 'Csm', 'Number ' || n, 'CSM' from generate_series(1, 100) n".to_owned(),
        "insert into feature (feature_key, name, module_key, module_name, expected_usage, expected_window_days)
         select 'feature_' || n, 'Feature ' || n, 'module_' || n % 3, 'Module ' || n % 3, 5 * n, 30
         from generate_series(1, 8) n".to_owned(),
        format!(
            "insert into client (id, external_id, name, industry, employee_count, contract_tier, contract_start_date,
               go_live_date, next_renewal_date, licensed_user_count, csm_user_id, tags, arr_source)
             select uuid_v7(), 'B-' || n, 'Client ' || md5(n::text), (array['Energy','Retail','Finance','Health'])[1 + n % 4],
               50 + n % 5000, (array['STARTER','PROFESSIONAL','ENTERPRISE'])[1 + n % 3], current_date - 700, current_date - 650,
               current_date + (n % 360) - 20, 20 + n % 80, s.id, array['tag-' || n % 20], 'MANUAL'
             from generate_series(1, {clients}) n
             join (select id, row_number() over (order by id) - 1 as i from staff) s on s.i = n % 100"),
        "insert into client_arr_history (client_id, valid_from, arr_native, currency, source)
         select id, current_date - 700, 5000 + (('x' || substr(md5(external_id), 1, 6))::bit(24)::int % 200000), 'USD', 'MANUAL'
         from client".to_owned(),
        format!(
            "insert into client_usage_metric (client_id, date, daily_active_users, weekly_active_users, monthly_active_users,
               total_sessions, session_seconds, total_actions, total_logins)
             select c.id, current_date - d, 5 + (d * 7 + length(c.name)) % 15, 20, 30, 25, 9000, 200, 22
             from client c cross join generate_series(0, {days} - 1) d"),
        "insert into client_feature_adoption (client_id, feature_key, is_licensed, is_configured)
         select c.id, f.feature_key, true, true from client c cross join feature f".to_owned(),
        format!(
            "insert into feature_usage_daily (client_id, date, feature_key, count, seconds)
             select c.id, current_date - d, 'feature_' || f, 1 + (d + f) % 9, 60
             from client c cross join generate_series(0, {days} - 1) d cross join generate_series(1, 8) f
             where (d + f) % 4 = 0"),
        "insert into support_ticket (client_id, id, severity, created_at, resolved_at)
         select c.id, uuid_v7(), (array['LOW','MEDIUM','HIGH','CRITICAL'])[1 + n % 4], now() - n * interval '20 days',
           now() - n * interval '19 days'
         from client c cross join generate_series(1, 4) n".to_owned(),
        "insert into survey_response (client_id, id, respondent_key, kind, score, max_score, responded_at)
         select c.id, uuid_v7(), 'r' || n, 'NPS', 5 + n, 10, now() - n * interval '40 days'
         from client c cross join generate_series(1, 3) n".to_owned(),
        "insert into client_contact (client_id, id, name, role, platform_user_id, last_platform_login)
         select c.id, uuid_v7(), 'Contact ' || n, (array['CHAMPION','EXECUTIVE_SPONSOR','ADMIN','USER'])[n], 'u' || n,
           now() - n * interval '3 days'
         from client c cross join generate_series(1, 4) n".to_owned(),
        "insert into client_activity (client_id, id, occurred_at, activity_type, subject, outcome)
         select c.id, uuid_v7(), now() - n * interval '25 days', (array['CALL','MEETING','QBR'])[1 + n % 3], 'Check-in',
           'SUCCESSFUL_ENGAGEMENT'
         from client c cross join generate_series(1, 4) n".to_owned(),
        "insert into invoice (client_id, id, amount, currency, issued_at, due_at, paid_at, status)
         select c.id, uuid_v7(), 1000, 'USD', current_date - 30 * n, current_date - 30 * n + 14, current_date - 30 * n + 10, 'PAID'
         from client c cross join generate_series(1, 3) n".to_owned(),
        "insert into data_feed (feed, mode, connected_at, last_success_at)
         select f, 'CONTINUOUS', now() - interval '2 years', now()
         from unnest(array['USAGE','FEATURE_USAGE','SUPPORT','SURVEY','BILLING','CRM']) f".to_owned(),
        "analyze".to_owned(),
    ];
    for statement in statements {
        execute(&mut connection, statement).await;
    }
}
