//! Work evened out: nobody is filled above their capacity, those who give end lower, nothing is lost. Ranks: in the order
//! of the scores, whoever is level shares a place.

use std::collections::BTreeMap;

use analytics::team::{Account, Desk, MOST_MOVES, RankedFigures, leaderboard, rebalance};
use domain::team::{LeaderboardPart, MoveLock};
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Points in quarters, as they come.
fn quarters(count: i64) -> Decimal {
    Decimal::new(count * 25, 2)
}

fn team() -> impl Strategy<Value = (Vec<Desk<usize>>, Vec<Account<usize, usize>>)> {
    let desk = (0..5_u8, any::<bool>());
    let account = (0..6_usize, 1..28_i64, any::<bool>(), any::<bool>(), 0..5_u8);
    (prop::collection::vec(desk, 1..6), prop::collection::vec(account, 0..80)).prop_map(|(desks, accounts)| {
        let owners = desks.len();
        let accounts: Vec<_> = accounts
            .into_iter()
            .enumerate()
            .map(|(id, (owner, load, is_enterprise, was_in_touch, lock))| Account {
                id,
                owner: owner % owners,
                load: quarters(load),
                is_enterprise,
                was_in_touch,
                lock: (lock == 0).then_some(MoveLock::Critical),
            })
            .collect();
        let load = |owner: usize| accounts.iter().filter(|row| row.owner == owner).map(|row| row.load).sum();
        let desks = desks
            .into_iter()
            .enumerate()
            // Some have no capacity at all.
            .map(|(id, (fifths, takes_enterprise))| Desk {
                id,
                load: load(id),
                capacity: Decimal::from(6 * i64::from(fifths)),
                takes_enterprise,
            })
            .collect();
        (desks, accounts)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn moves_fill_nobody_and_lose_nothing((desks, accounts) in team()) {
        let found = rebalance(&desks, &accounts);
        prop_assert!(found.moves.len() <= MOST_MOVES);
        let total = |desks: &[Desk<usize>]| -> Decimal { desks.iter().map(|desk| desk.load).sum() };
        prop_assert_eq!(total(&desks), total(&found.after));
        let mut owner: BTreeMap<usize, usize> = accounts.iter().map(|row| (row.id, row.owner)).collect();
        for one in &found.moves {
            let account = &accounts[one.account];
            prop_assert_eq!(account.lock, None);
            prop_assert!(!account.is_enterprise || desks[one.to].takes_enterprise);
            prop_assert!(one.giver.0 > Decimal::new(110, 2) && one.giver.1 < one.giver.0);
            prop_assert!(one.taker.0 <= Decimal::new(95, 2) && one.taker.1 <= Decimal::ONE);
            prop_assert_eq!(owner.insert(one.account, one.to), Some(one.from), "nothing moves twice");
            prop_assert_eq!(account.owner, one.from);
        }
        for (before, after) in desks.iter().zip(&found.after) {
            let load: Decimal = accounts.iter().filter(|row| owner[&row.id] == after.id).map(|row| row.load).sum();
            prop_assert_eq!(load, after.load);
            // Who took, is not too full for it; who gave, has less.
            prop_assert!(after.load <= before.load.max(after.capacity));
        }
        let over = found.after.iter().filter(|desk| desk.utilisation().is_ok_and(|full| full > Decimal::new(110, 2)));
        prop_assert_eq!(found.excess, over.map(|desk| desk.load - desk.capacity).sum::<Decimal>());
    }

    #[test]
    fn the_order_of_the_accounts_does_not_matter((desks, accounts) in team(), seed in any::<u64>()) {
        let mut shuffled = accounts.clone();
        shuffled.sort_by_key(|row| (row.id as u64).wrapping_mul(seed | 1).rotate_left(17));
        prop_assert_eq!(rebalance(&desks, &accounts), rebalance(&desks, &shuffled));
    }

    #[test]
    fn places_follow_the_scores(
        rows in prop::collection::vec(prop::collection::vec(option::of(0..4_i64), 4), 3..12)
    ) {
        let parts = LeaderboardPart::ALL;
        let figures: Vec<RankedFigures> = rows
            .iter()
            .map(|row| parts.iter().zip(row).filter_map(|(part, value)| Some((*part, Decimal::from((*value)?)))).collect())
            .collect();
        let ranks = leaderboard(&figures).expect("three or more");
        for (figures, rank) in figures.iter().zip(&ranks) {
            prop_assert_eq!(figures.is_empty(), rank.is_none());
        }
        let ranks: Vec<_> = ranks.into_iter().flatten().collect();
        for rank in &ranks {
            prop_assert!(rank.score >= Decimal::ZERO && rank.score <= Decimal::ONE_HUNDRED);
            let weights: Decimal = rank.parts.iter().map(|part| part.weight).sum();
            prop_assert!((weights - Decimal::ONE_HUNDRED).abs() < Decimal::new(1, 12));
            let better = ranks.iter().filter(|other| other.score.round_dp(9) > rank.score.round_dp(9)).count();
            prop_assert_eq!(rank.place, better + 1);
        }
    }
}
