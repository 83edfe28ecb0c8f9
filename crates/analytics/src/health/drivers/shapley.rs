use rust_decimal::Decimal;

/// The most players a game is played with: 2ⁿ coalitions are valued.
pub(super) const MOST_PLAYERS: usize = 12;

/// The Shapley value of each player of a game. `value` gets a coalition as a bit set; the values sum
/// to value(all) − value(none).
pub(super) fn shapley(players: usize, value: impl Fn(usize) -> Decimal) -> Vec<Decimal> {
    assert!(players <= 16, "a game of {players} players is too large to value exactly");
    let values: Vec<Decimal> = (0..1_usize << players).map(value).collect();
    let weights = coalition_weights(players);
    (0..players)
        .map(|player| {
            let bit = 1 << player;
            // Coalitions of one size share a weight, so their gains are summed before the division.
            let mut gains = vec![Decimal::ZERO; players];
            for (coalition, before) in values.iter().enumerate().filter(|(coalition, _)| coalition & bit == 0) {
                gains[coalition.count_ones() as usize] += values[coalition | bit] - before;
            }
            gains.iter().zip(&weights).map(|(gain, weight)| gain / weight).sum()
        })
        .collect()
}

/// n! / (k! (n−k−1)!) for each coalition size k: what a gain is divided by.
fn coalition_weights(players: usize) -> Vec<Decimal> {
    let n = players as u64;
    // n · C(n−1, k), built up so that no factorial is formed.
    let mut weights = Vec::with_capacity(players);
    let mut combinations = 1_u64;
    for k in 0..n {
        weights.push(Decimal::from(n * combinations));
        combinations = combinations * (n - 1 - k) / (k + 1);
    }
    weights
}
