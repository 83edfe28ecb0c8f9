/// How many times more events there are among the first of a ranking than overall, from pairs of risk and event: the
/// event rate in the top ⌈share·n⌉ over the base rate, those who tie at the cut sharing their rate (§10.2). None without
/// any event.
pub fn lift(pairs: &[(f64, bool)], share: f64) -> Option<f64> {
    let events = pairs.iter().filter(|pair| pair.1).count();
    if events == 0 {
        return None;
    }
    let mut sorted: Vec<&(f64, bool)> = pairs.iter().collect();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    // A share of a count is exact up to the noise of floating point: a tenth of 30 is 3, not 4.
    let wanted = (share * pairs.len() as f64 - 1e-9).ceil().max(1.0);
    let (mut taken, mut found) = (0.0, 0.0);
    for group in sorted.chunk_by(|a, b| a.0 == b.0) {
        let part = ((wanted - taken) / group.len() as f64).clamp(0.0, 1.0);
        found += part * group.iter().filter(|pair| pair.1).count() as f64;
        taken += part * group.len() as f64;
    }
    Some(found / wanted / (events as f64 / pairs.len() as f64))
}
