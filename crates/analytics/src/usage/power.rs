/// Those who do most (M025).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PowerUsers {
    /// The rank the cut lies at, ⌈0.2·N⌉.
    pub rank: usize,
    /// Actions from which a user is one.
    pub least_actions: i64,
    /// How many there are, ties included.
    pub users: usize,
}

/// The cut over the actions of every active user, in any order; none of nobody.
pub fn power_users(actions: &[i64]) -> Option<PowerUsers> {
    let mut sorted: Vec<i64> = actions.iter().copied().filter(|count| *count > 0).collect();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    let rank = sorted.len().div_ceil(5);
    let least_actions = *sorted.get(rank.checked_sub(1)?)?;
    let users = sorted.iter().take_while(|count| **count >= least_actions).count();
    Some(PowerUsers { rank, least_actions, users })
}
