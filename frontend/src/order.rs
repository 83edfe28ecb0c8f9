/// Orders a list of a few entries by a key; equals keep their order. The standard library's sort is made for long lists,
/// and brings several algorithms into the module for every type.
pub fn sort_few<T, K: Ord>(entries: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..entries.len() {
        let place = entries[..end].iter().rposition(|before| key(before) <= key(&entries[end]));
        entries[place.map_or(0, |before| before + 1)..=end].rotate_right(1);
    }
}

#[cfg(test)]
mod tests {
    use super::sort_few;

    #[test]
    fn equals_keep_their_order() {
        let mut entries = [(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        sort_few(&mut entries, |entry| entry.0);
        assert_eq!(entries, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
    }
}
