use super::*;
use crate::Backtest;

fn backtest(clients: u32, days: u32, seed: u64) -> Backtest {
    let portfolio = portfolio(clients, days, seed);
    let mut backtest = Backtest::default();
    super::clients(&portfolio).for_each(|rows| backtest.add(&rows, &portfolio.parameters));
    backtest
}

/// Churn shows in the data beforehand, but not without fail.
#[test]
fn the_heuristic_separates_those_who_leave_well_but_not_perfectly() {
    for seed in [1, 2, 3] {
        let backtest = backtest(200, 800, seed);
        let (snapshots, events) = backtest.counts();
        let auc = backtest.auc().expect("some leave, some stay");
        assert!((0.70..=0.90).contains(&auc), "seed {seed}: AUC {auc:.3}");
        assert!(snapshots > 2_000 && events > 30, "seed {seed}: {snapshots} snapshots, {events} events");
    }
}

#[test]
fn too_short_a_history_says_so() {
    assert_eq!(backtest(10, 100, 1).auc(), None);
}
