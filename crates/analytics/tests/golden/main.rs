//! The worked examples of `metrics.md`, from `golden.json`: inputs in, the exact expected string out.

mod adoption;
mod alerts;
mod benchmark;
mod churn;
mod conventions;
mod drivers;
mod format;
mod health;
mod portfolio;
mod profiles;
mod renewal;
mod renewal_forecast;
mod simulate;
mod team;
mod team_balance;
mod usage;
mod usage_users;

use serde_json::Value;

/// One test per golden id, and the list of ids for the test that none is missing in the file.
macro_rules! goldens {
    ($($name:ident: $id:literal => $run:path;)+) => {
        const IDS: &[&str] = &[$($id),+];
        $(
            #[test]
            fn $name() {
                let golden = golden($id).unwrap_or_else(|| panic!("{} is not in golden.json", $id));
                assert_eq!($run(&golden["inputs"]), golden["expected"].as_str().expect("a string"), "{}", $id);
            }
        )+
    };
}

goldens! {
    g_c1: "G-C1" => conventions::pct_change;
    g_c2: "G-C2" => conventions::trailing;
    g_c3: "G-C3" => conventions::comparisons;
    g_c4: "G-C4" => conventions::rounding;
    g_c5: "G-C5" => conventions::local_date;
    g_c6: "G-C6" => conventions::currency;
    g_d1: "G-D1" => conventions::size_segments;
    g_d2: "G-D2" => conventions::behavioural_segments;
    g_h1: "G-H1" => health::composite;
    g_h2: "G-H2" => health::missing_components;
    g_h3: "G-H3" => health::too_little;
    g_h4: "G-H4" => health::usage;
    g_h5: "G-H5" => health::support;
    g_h6: "G-H6" => health::relationship;
    g_h7: "G-H7" => health::contract;
    g_h8: "G-H8" => health::outcome;
    g_h9: "G-H9" => profiles::sub100;
    g_h10: "G-H10" => profiles::cx4;
    g_h11: "G-H11" => profiles::bands;
    g_h12: "G-H12" => drivers::trends;
    g_h13: "G-H13" => drivers::drivers;
    g_h14: "G-H14" => drivers::common_components;
    g_h15: "G-H15" => portfolio::distribution;
    g_h16: "G-H16" => portfolio::at_risk;
    g_h17: "G-H17" => portfolio::trends;
    g_h18: "G-H18" => portfolio::ranking;
    g_h19: "G-H19" => portfolio::client_count;
    g_h20: "G-H20" => health::carried;
    g_h21: "G-H21" => profiles::resolution;
    g_h22: "G-H22" => health::blend;
    g_h23: "G-H23" => simulate::trial;
    g_h24: "G-H24" => simulate::back_tests;
    g_u1: "G-U1" => usage::active_users;
    g_u2: "G-U2" => usage_users::stickiness_of;
    g_u3: "G-U3" => usage_users::sessions;
    g_u4: "G-U4" => usage_users::power;
    g_u5: "G-U5" => usage::vs_baseline;
    g_u6: "G-U6" => usage::contacts;
    g_u7: "G-U7" => usage_users::champions;
    g_u8: "G-U8" => usage::utilisation;
    g_u9: "G-U9" => usage_users::anomaly;
    g_u10: "G-U10" => usage_users::login_cells;
    g_u11: "G-U11" => usage_users::by_plan;
    g_u12: "G-U12" => usage::intensity;
    g_u13: "G-U13" => usage_users::user_cells;
    g_l1: "G-L1" => alerts::health_drop;
    g_l2: "G-L2" => usage::support_spike;
    g_l3: "G-L3" => alerts::life;
    g_l4: "G-L4" => alerts::renewal_buckets;
    g_l5: "G-L5" => alerts::critical;
    g_l6: "G-L6" => alerts::dismissed;
    g_l7: "G-L7" => alerts::snoozed;
    g_l8: "G-L8" => alerts::unexpected_churn;
    g_a1: "G-A1" => adoption::statuses;
    g_a2: "G-A2" => adoption::scores;
    g_a3: "G-A3" => adoption::trends;
    g_a4: "G-A4" => adoption::licensed_not_used;
    g_a5: "G-A5" => adoption::most_used;
    g_x3: "G-X3" => churn::categories;
    g_x4: "G-X4" => churn::heuristic;
    g_x8: "G-X8" => churn::portfolio;
    g_n1: "G-N1" => renewal::statuses;
    g_n2: "G-N2" => renewal::inactivity;
    g_n3: "G-N3" => renewal::values;
    g_n4: "G-N4" => renewal_forecast::rates;
    g_n5: "G-N5" => renewal_forecast::revenue_rates;
    g_n6: "G-N6" => renewal_forecast::pipeline;
    g_n7: "G-N7" => renewal::windows;
    g_p1: "G-P1" => renewal::priorities;
    g_n8: "G-N8" => renewal::order_rhythm;
    g_n9: "G-N9" => renewal_forecast::stages;
    g_n10: "G-N10" => renewal_forecast::goals;
    g_s1: "G-S1" => team::ownership;
    g_s2: "G-S2" => team::health_change;
    g_s3: "G-S3" => team::response;
    g_s4: "G-S4" => team_balance::ranks;
    g_s5: "G-S5" => team_balance::load;
    g_s6: "G-S6" => team_balance::moves;
    g_s7: "G-S7" => team::save_plays;
    g_s8: "G-S8" => team::activities;
    g_s9: "G-S9" => portfolio::concentration;
    g_s10: "G-S10" => team_balance::targets;
    g_s11: "G-S11" => team_balance::ramp;
    g_s12: "G-S12" => team::book;
    g_s13: "G-S13" => team_balance::moves;
    g_b1: "G-B1" => benchmark::percentile_rank;
    g_b2: "G-B2" => benchmark::suppression;
    g_b3: "G-B3" => benchmark::time_to_value;
    g_b4: "G-B4" => benchmark::first_value;
    g_b5: "G-B5" => benchmark::industry;
    g_b6: "G-B6" => benchmark::segments;
    g_b7: "G-B7" => benchmark::sunburst;
    g_b8: "G-B8" => benchmark::platform_use;
}

/// Every id of these families must be run here; the others belong to screens that do not exist yet.
#[test]
fn every_golden_of_these_families_is_run() {
    let families = ["G-C", "G-D", "G-H", "G-A", "G-U", "G-L", "G-B", "G-N", "G-S"];
    let file = goldens_of_file();
    let ids = file.iter().filter_map(|golden| golden["id"].as_str());
    let missing: Vec<&str> =
        ids.filter(|id| families.iter().any(|family| id.starts_with(family)) && !IDS.contains(id)).collect();
    assert!(missing.is_empty(), "not run: {missing:?}");
    let unknown: Vec<&&str> = IDS.iter().filter(|id| golden(id).is_none()).collect();
    assert!(unknown.is_empty(), "not in golden.json: {unknown:?}");
}

fn goldens_of_file() -> Vec<Value> {
    serde_json::from_str(include_str!("../golden.json")).expect("golden.json is a list")
}

fn golden(id: &str) -> Option<Value> {
    goldens_of_file().into_iter().find(|golden| golden["id"] == id)
}
