use strsim::osa_distance;

/// Letters that may be wrong in a word of so many: short words are too like each other.
fn allowed(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Wrong letters of a typed word, which may be the beginning of the word it is meant to be; none if too many.
pub(super) fn slip(typed: &str, word: &str) -> Option<usize> {
    if word.starts_with(typed) {
        return Some(0);
    }
    let letters = typed.chars().count();
    let most = allowed(letters);
    if most == 0 {
        return None;
    }
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(1).chain([word.len()]).collect();
    let lengths = letters.saturating_sub(most)..=letters + most;
    let distances = ends
        .iter()
        .enumerate()
        .filter(|(index, _)| lengths.contains(&(index + 1)))
        .map(|(_, end)| osa_distance(typed, &word[..*end]));
    distances.min().filter(|distance| *distance <= most)
}

/// Wrong letters of all typed words against a folded name; none where a word is not in it.
pub(super) fn slips(typed: &[String], name: &str) -> Option<usize> {
    let words: Vec<&str> = name.split(' ').collect();
    let joined: Vec<String> = words.windows(2).map(<[&str]>::concat).collect();
    let every = || words.iter().copied().chain(joined.iter().map(String::as_str));
    typed.iter().map(|typed| every().filter_map(|word| slip(typed, word)).min()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(typed: &str, name: &str) -> Option<usize> {
        let words: Vec<String> = typed.split(' ').map(str::to_owned).collect();
        slips(&words, name)
    }

    #[test]
    fn a_letter_missing_added_changed_or_swapped_is_one_slip() {
        for typed in ["acm", "acme", "amce", "acmee", "akme", "cme"] {
            let slips = of(typed, "acme gmbh");
            let expected = match typed {
                "acm" | "acme" => Some(0),
                "cme" => None,
                _ => Some(1),
            };
            assert_eq!(slips, expected, "{typed}");
        }
    }

    #[test]
    fn long_words_may_have_two() {
        assert_eq!(of("micorsotf", "microsoft corporation"), Some(2));
        assert_eq!(of("mcorsotf", "microsoft corporation"), None);
    }

    #[test]
    fn the_beginning_of_a_word_may_be_misspelt_too() {
        assert_eq!(of("nortwhi", "northwind traders"), Some(1));
        assert_eq!(of("northwind tradrs", "northwind traders"), Some(1));
    }

    #[test]
    fn two_words_may_be_typed_as_one() {
        assert_eq!(of("northwind", "north wind"), Some(0));
        assert_eq!(of("northwnd", "north wind"), Some(1));
    }

    #[test]
    fn every_word_must_be_found() {
        assert_eq!(of("acme logistics", "acme foods"), None);
    }
}
