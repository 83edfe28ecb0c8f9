/// Yes or no, in the words files use for it.
pub fn parse_boolean(cell: &str) -> Option<bool> {
    const YES: [&str; 6] = ["true", "t", "yes", "y", "1", "1.0"];
    const NO: [&str; 6] = ["false", "f", "no", "n", "0", "0.0"];
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(cell));
    if is(&YES) {
        Some(true)
    } else if is(&NO) {
        Some(false)
    } else {
        None
    }
}
