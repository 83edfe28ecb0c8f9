use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::{Datelike, Days};

use super::*;

#[test]
fn people_work_on_working_days() {
    let portfolio = portfolio(40, 220, 2);
    let (mut week, mut weekend) = ((0.0, 0.0), (0.0, 0.0));
    for rows in clients(&portfolio) {
        for row in &rows.usage {
            let side = if row.date.weekday().num_days_from_monday() < 5 { &mut week } else { &mut weekend };
            *side = (side.0 + f64::from(row.daily_active_users), side.1 + 1.0);
        }
    }
    assert!(week.0 / week.1 > 4.0 * weekend.0 / weekend.1, "{week:?} {weekend:?}");
}

#[test]
fn users_of_a_day_a_week_and_a_month_fit_together() {
    let portfolio = portfolio(40, 220, 2);
    for rows in clients(&portfolio) {
        let seats = rows.subscriptions[0].quantity;
        for row in &rows.usage {
            assert!(row.daily_active_users <= row.weekly_active_users, "{row:?}");
            assert!(row.weekly_active_users <= row.monthly_active_users, "{row:?}");
            assert!(row.daily_active_users <= row.total_users, "{row:?}");
            assert!(f64::from(row.total_users) <= f64::from(seats) * 1.6 + 4.0, "{} of {seats} seats", row.total_users);
            assert_eq!(i32::from(row.logins_by_hour.iter().sum::<i16>()), row.total_logins);
        }
        let mut days: BTreeMap<_, (i32, i32, i32)> = BTreeMap::new();
        for user in &rows.users {
            let day = days.entry(user.date).or_default();
            *day = (day.0 + 1, day.1 + user.sessions, day.2 + user.actions);
        }
        for row in rows.usage.iter().filter(|row| row.date > portfolio.parameters.as_of - Days::new(120)) {
            let (users, sessions, actions) = days.get(&row.date).copied().unwrap_or_default();
            assert_eq!((users, sessions, actions), (row.daily_active_users, row.total_sessions, row.total_actions));
        }
        let used: BTreeSet<_> = rows.features.iter().map(|row| (row.date, row.feature_key)).collect();
        for user in &rows.users {
            assert!(user.features_used.iter().all(|key| used.contains(&(user.date, *key))), "{user:?}");
        }
    }
}

#[test]
fn whoever_left_is_gone() {
    let portfolio = portfolio(120, 700, 4);
    let mut left = 0;
    for rows in clients(&portfolio) {
        let Some(day) = rows.clients[0].churned_at else { continue };
        left += 1;
        assert!(rows.usage.iter().all(|row| row.date < day));
        assert!(rows.activities.iter().all(|row| row.occurred_at.date_naive() < day));
        assert!(rows.tickets.iter().all(|row| row.created_at.date_naive() < day));
        assert!(rows.payments.iter().filter_map(|row| row.paid_at).all(|at| at.date_naive() < day));
        assert_eq!(rows.arr.last().map(|row| (row.valid_from, row.arr_native.is_zero())), Some((day, true)));
        assert_eq!(rows.subscriptions[0].ended_at, Some(day));
        assert_eq!(rows.churn_events.len(), 1);
        assert!(rows.usage.len() >= 40, "a departure has a history");
    }
    assert!((8..40).contains(&left), "{left} of 120 left within two years");
}

#[test]
fn the_portfolio_has_the_shape_that_was_asked_for() {
    let portfolio = portfolio(400, 60, 9);
    let rows: Vec<_> = clients(&portfolio).map(|rows| rows.clients[0].clone()).collect();
    assert!(rows.len() > 390, "{} clients", rows.len());
    let share = |tier: &str| rows.iter().filter(|row| row.contract_tier == tier).count() as f64 / rows.len() as f64;
    for (tier, expected) in [("ENTERPRISE", 0.25), ("PROFESSIONAL", 0.41), ("STARTER", 0.29), ("CUSTOM", 0.05)] {
        assert!((share(tier) - expected).abs() < 0.05, "{tier} {}", share(tier));
    }
    let names: HashSet<_> = rows.iter().map(|row| &row.name).collect();
    assert_eq!(names.len(), rows.len(), "names are unique");
    let team = &portfolio.team;
    for (email, least, of) in [("csm@demo.test", 15, 60), ("ae@demo.test", 25, 120)] {
        let id = team.everyone().find(|member| member.email == email).expect("a login").id;
        let book = rows.iter().filter(|row| (row.csm_user_id == id || row.ae_user_id == id) && row.is_active).count();
        assert!((least..of).contains(&book), "{email} has {book}");
    }
    let addresses: HashSet<_> = team.everyone().map(|member| &member.email).collect();
    assert_eq!(addresses.len(), team.everyone().count());
    assert_eq!(team.everyone().filter(|member| member.signs_in).count(), 5);
}

#[test]
fn thousands_of_companies_have_thousands_of_names() {
    let mut names = HashSet::new();
    for index in 0..40_000 {
        let industry = &crate::words::INDUSTRIES[index as usize % 12];
        assert!(names.insert(crate::words::company_name(5, index, industry)), "client {index}");
    }
}

#[test]
fn the_first_client_is_in_trouble_on_the_day() {
    let portfolio = portfolio(30, 500, 1);
    let as_of = portfolio.parameters.as_of;
    let rows = portfolio.client(0, None).expect("the first client");
    let mean = |from: u64, until: u64| {
        let days: Vec<_> = rows
            .usage
            .iter()
            .filter(|row| row.date > as_of - Days::new(from) && row.date <= as_of - Days::new(until))
            .collect();
        days.iter().map(|row| f64::from(row.daily_active_users)).sum::<f64>() / days.len() as f64
    };
    let change = mean(7, 0) / mean(37, 7) - 1.0;
    assert!((-0.5..-0.3).contains(&change), "use changed by {change}");
    let champion =
        rows.contacts.iter().filter(|row| row.role == "CHAMPION").filter_map(|row| row.last_platform_login).max();
    let silent = (as_of - champion.expect("a sign-in").date_naive()).num_days();
    assert!((20..27).contains(&silent), "the champion was last seen {silent} days ago");
    let renewal = rows.clients[0].renewal_due_date.expect("a renewal");
    assert!((85..=91).contains(&(renewal - as_of).num_days()));
    assert_eq!(rows.clients[0].csm_user_id, portfolio.team.csms[0].id);
}
