use super::Call;

const USAGE_DAYS: &str = "select * from client_usage_metric where client_id = '{client}' and date > current_date - 100";
const PEOPLE_DAYS: &str =
    "select date, user_id, role, sessions, session_seconds, actions, logins, login_hours, features_used
  from usage_user_daily where client_id = '{client}' and date > current_date - 90";
const SCORES: &str = "select date, overall_score, component_scores, inputs from client_health_score
  where client_id = '{client}' and date > current_date - 90";
const CLIENT: &str =
    "select c.*, s.first_name from client c left join staff s on s.id = c.csm_user_id where c.id = '{client}'";

/// Each tab is one call.
pub const CALLS: &[Call] = &[
    Call {
        name: "client overview",
        path: "/clients/{client}/overview",
        bar: 60.0,
        shows: "/history",
        floor: &[CLIENT, SCORES, "select feature_key, adoption_status from client_feature_adoption where client_id = '{client}'"],
    },
    Call {
        name: "usage tab, 40 people, 90 days",
        path: "/clients/{client}/usage?days=90",
        bar: 60.0,
        shows: "/activity",
        floor: &[
            USAGE_DAYS,
            PEOPLE_DAYS,
            "select contract_tier, sum(dau_sum), sum(monthly_active_users), sum(sessions), count(*)
             from client_usage_standing where is_peer group by contract_tier",
        ],
    },
    Call {
        name: "usage by person",
        path: "/clients/{client}/usage/users",
        bar: 60.0,
        shows: "/data",
        floor: &[PEOPLE_DAYS, "select * from client_contact where client_id = '{client}'"],
    },
    Call {
        name: "heat maps",
        path: "/clients/{client}/usage/heatmap",
        bar: 100.0,
        shows: "/activity/rows",
        floor: &[USAGE_DAYS, PEOPLE_DAYS],
    },
    Call {
        name: "adoption tab",
        path: "/clients/{client}/adoption",
        bar: 60.0,
        shows: "/modules",
        floor: &[
            "select * from client_feature_adoption a join feature f using (feature_key) where a.client_id = '{client}'",
            SCORES,
        ],
    },
    Call {
        name: "timeline tab",
        path: "/clients/{client}/timeline",
        bar: 60.0,
        shows: "/data",
        floor: &[
            "select * from client_activity where client_id = '{client}' order by occurred_at desc limit 50",
            "select * from support_ticket where client_id = '{client}' order by created_at desc limit 50",
            "select * from client_note where client_id = '{client}' order by created_at desc limit 50",
            "select * from client_alert where client_id = '{client}' order by created_at desc limit 50",
            SCORES,
        ],
    },
    Call {
        name: "contacts tab",
        path: "/clients/{client}/contacts",
        bar: 60.0,
        shows: "/data",
        floor: &[
            "select * from client_contact where client_id = '{client}'",
            "select client_contacts, max(occurred_at) from client_activity where client_id = '{client}' group by 1",
        ],
    },
    Call {
        name: "notes tab",
        path: "/clients/{client}/notes",
        bar: 60.0,
        shows: "/data",
        floor: &["select * from client_note where client_id = '{client}' order by created_at desc limit 26"],
    },
    Call {
        name: "churn tab",
        path: "/clients/{client}/churn-risk",
        bar: 60.0,
        shows: "/horizons",
        floor: &[CLIENT, SCORES],
    },
    Call {
        name: "benchmark tab",
        path: "/clients/{client}/benchmark",
        bar: 100.0,
        shows: "/metrics",
        floor: &["select b.* from client_benchmark_standing b join client_benchmark_standing own on own.client_id = '{client}'
           where b.is_peer and b.contract_tier = own.contract_tier"],
    },
    Call {
        name: "benchmark of an industry",
        path: "/benchmarks/industry/{industry}",
        bar: 100.0,
        shows: "/figures",
        floor: &["select * from client_benchmark_standing where is_peer and industry = '{industry}'"],
    },
    Call {
        name: "my day",
        path: "/my-day",
        bar: 100.0,
        shows: "/data",
        floor: &["select a.client_id, count(*), max(p.exact) from client_alert a join client c on c.id = a.client_id
           left join client_priority p on p.client_id = a.client_id
           where a.status = 'NEW' and c.csm_user_id = '{csm}' group by a.client_id"],
    },
];
