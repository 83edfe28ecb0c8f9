//! Rows sum to the change, whatever changed between two days.

use std::borrow::Cow;
use std::collections::BTreeMap;

use analytics::health::components::{Component, Inputs, score_inputs};
use analytics::health::config::{ScoreConfig, Weights};
use analytics::health::drivers::{DriverKind, Drivers, drivers};
use analytics::health::score::composite;
use analytics::health::snapshot::{Snapshot, Standing};
use analytics::round::{COMPONENT_PLACES, round, round_to_score};
use domain::health::{ComponentState, Profile};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use crate::world::day;

const WITHIN: Decimal = Decimal::from_parts(1, 0, 0, false, 6);

/// Some inputs of a component, often without the optional ones.
fn inputs_of(component: Component) -> BoxedStrategy<Inputs> {
    let (required, optional): (&[&'static str], &[&'static str]) = match component {
        Component::Usage => (
            &["mean_dau", "expected_dau"],
            &["wau", "expected_wau", "session_depth", "expected_session_depth", "login_days", "expected_login_days"],
        ),
        Component::Adoption => (&["used", "licensed"], &[]),
        Component::Support => (&["low", "medium", "high", "critical", "overdue"], &["seats", "csat"]),
        Component::Relationship => (&["days_since_contact", "target_days", "covered_roles", "required_roles"], &[]),
        Component::Contract => (&["renewal"], &["nps", "days_past_due", "failed_charges"]),
        Component::Outcome => (
            &["cases.actual", "cases.target"],
            &[
                "a.actual", "a.target", "b.actual", "b.target", "c.actual", "c.target", "d.actual", "d.target",
                "e.actual", "e.target", "f.actual", "f.target",
            ],
        ),
        Component::UsageConsistency => (&["active_days", "working_days"], &[]),
        Component::Payment => (&["days_past_due", "failed_charges"], &[]),
        Component::ProductUsage => (&["used", "licensed"], &["login_days", "expected_login_days"]),
        Component::Commercial => (&["renewal"], &["days_past_due", "failed_charges"]),
        Component::Engagement => (&["nps"], &["community"]),
    };
    let value = |key: &'static str| {
        let (least, most): (i64, i64) = match key {
            "nps" => (0, 10),
            "licensed" | "working_days" | "target_days" | "required_roles" => (1, 12),
            key if key.starts_with("expected") || key.ends_with("target") => (1, 30),
            _ => (0, 30),
        };
        // Thirds, so that scores have endless fractions.
        (least * 3..=most * 3).prop_map(move |thirds: i64| match key {
            "mean_dau" | "expected_dau" | "csat" | "nps" => round(Decimal::from(thirds) / Decimal::from(3), 6),
            _ => Decimal::from(thirds / 3),
        })
    };
    let named = |key: &'static str, value: Option<Decimal>| value.map(|value| (Cow::Borrowed(key), value));
    let required: Vec<_> = required.iter().map(|key| value(key).prop_map(move |v| named(key, Some(v)))).collect();
    let optional: Vec<_> =
        optional.iter().map(|key| option::weighted(0.35, value(key)).prop_map(move |v| named(key, v))).collect();
    (required, optional).prop_map(|(a, b)| a.into_iter().chain(b).flatten().collect()).boxed()
}

/// Weights that sum to 100, some of them zero.
fn weights(profile: Profile) -> impl Strategy<Value = Weights> {
    let components: Vec<Component> = Component::of(profile).iter().map(|(component, _)| *component).collect();
    let cuts = vec(prop_oneof![Just(0), 0..=100], components.len() - 1);
    cuts.prop_map(move |mut cuts: Vec<i32>| {
        cuts.sort_unstable();
        let ends = cuts.iter().copied().chain([100]);
        let starts = [0].into_iter().chain(cuts.iter().copied());
        components.iter().copied().zip(ends.zip(starts).map(|(end, start)| end - start)).collect()
    })
}

/// One stored day; none where the weights leave nothing to score.
fn snapshots(profile: Profile, offset: u64) -> impl Strategy<Value = Option<Snapshot>> {
    let component = |component: Component| {
        (Just(component), option::weighted(0.75, inputs_of(component)), any::<bool>(), 0..=100_i64)
    };
    let components: Vec<_> = Component::of(profile).iter().map(|(one, _)| component(*one)).collect();
    (components, weights(profile)).prop_map(move |(rows, weights)| {
        let config = ScoreConfig::default_of(profile);
        let mut snapshot = Snapshot {
            date: day(offset),
            overall_score: 0,
            score: Decimal::ZERO,
            health_status: config.bands.status(0),
            confidence: Decimal::ONE,
            profile,
            component_scores: BTreeMap::new(),
            component_states: BTreeMap::new(),
            inputs: BTreeMap::new(),
            weights_version: String::new(),
            weights_snapshot: weights,
        };
        for (component, inputs, is_stale, unexplained) in rows {
            let state = match (&inputs, is_stale) {
                (None, _) => ComponentState::NoData,
                (Some(_), true) => ComponentState::Stale,
                (Some(_), false) => ComponentState::Ok,
            };
            snapshot.component_states.insert(component, Standing { state, carried_from: None, null_reason: None });
            let Some(inputs) = inputs else { continue };
            // A score may also have come without its inputs.
            let score =
                if unexplained < 5 { Some(unexplained.into()) } else { score_inputs(profile, component, &inputs) };
            if let Some(score) = score {
                snapshot.component_scores.insert(component, round(score, COMPONENT_PLACES));
                if unexplained >= 3 {
                    snapshot.inputs.insert(component, inputs);
                }
            }
        }
        snapshot.score = composite(snapshot.available().map(|(_, weight, score)| (weight, score)))?;
        snapshot.overall_score = round_to_score(snapshot.score);
        Some(snapshot)
    })
}

fn pairs() -> impl Strategy<Value = (Snapshot, Snapshot)> {
    let profiles =
        prop_oneof![4 => select(Profile::ALL).prop_map(|p| (p, p)), 1 => (select(Profile::ALL), select(Profile::ALL))];
    profiles.prop_flat_map(|(then, now)| (snapshots(then, 0), snapshots(now, 30), any::<bool>())).prop_filter_map(
        "nothing to score",
        |(then, now, same_weights)| {
            let (then, mut now) = (then?, now?);
            if same_weights && then.profile == now.profile {
                now.weights_snapshot = then.weights_snapshot.clone();
                now.score = composite(now.available().map(|(_, weight, score)| (weight, score)))?;
            }
            Some((then, now))
        },
    )
}

fn check(result: &Drivers, then: &Snapshot, now: &Snapshot) -> Result<(), TestCaseError> {
    prop_assert_eq!(result.total, now.score - then.score);
    prop_assert!((result.sum() - result.total).abs() <= WITHIN, "{} ≠ {}", result.sum(), result.total);
    for row in &result.rows {
        let is_component = row.kind == DriverKind::Component;
        prop_assert!(is_component || row.inputs.is_empty());
        prop_assert_eq!(row.component.is_none(), matches!(row.kind, DriverKind::Weights | DriverKind::Profile));
        if !row.inputs.is_empty() {
            let sum: Decimal = row.inputs.iter().map(|input| input.contribution).sum();
            prop_assert!((sum - row.contribution).abs() <= WITHIN, "{:?}: {sum} ≠ {}", row.component, row.contribution);
            prop_assert!(row.inputs.iter().all(|input| input.key == "others" || input.from != input.to));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn rows_sum_to_the_change((then, now) in pairs()) {
        check(&drivers(&then, &now), &then, &now)?;
        // What was written to the database and read back compares the same.
        let stored = |snapshot: &Snapshot| -> Snapshot {
            serde_json::from_str(&serde_json::to_string(snapshot).expect("json")).expect("a snapshot")
        };
        prop_assert_eq!(drivers(&stored(&then), &stored(&now)), drivers(&then, &now));
    }

    #[test]
    fn nothing_changed_is_no_contribution((then, _) in pairs()) {
        let result = drivers(&then, &then);
        prop_assert!(result.rows.iter().all(|row| row.kind == DriverKind::Component && row.contribution.is_zero()));
        prop_assert_eq!(result.total, Decimal::ZERO);
    }

    #[test]
    fn there_and_back_cancels((then, now) in pairs()) {
        let (there, back) = (drivers(&then, &now), drivers(&now, &then));
        prop_assert!((there.sum() + back.sum()).abs() <= WITHIN + WITHIN);
    }
}
