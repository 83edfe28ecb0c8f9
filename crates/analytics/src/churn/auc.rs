/// How well scores separate those with an event from those without: P(score⁺ > score⁻) + ½P(tie),
/// from pairs of score and event (§10.2). None without both kinds.
pub fn auc(pairs: &[(f64, bool)]) -> Option<f64> {
    let mut sorted: Vec<&(f64, bool)> = pairs.iter().collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let events = pairs.iter().filter(|pair| pair.1).count();
    let others = pairs.len() - events;
    if events == 0 || others == 0 {
        return None;
    }
    // Walks groups of equal scores upwards: an event beats every other below it and halves the ties.
    let mut wins = 0.0;
    let mut others_below = 0;
    for group in sorted.chunk_by(|a, b| a.0 == b.0) {
        let events_here = group.iter().filter(|pair| pair.1).count();
        let others_here = group.len() - events_here;
        wins += events_here as f64 * (others_below as f64 + others_here as f64 / 2.0);
        others_below += others_here;
    }
    Some(wins / (events as f64 * others as f64))
}
