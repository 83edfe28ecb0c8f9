use super::mark::{Part, found, parts};

/// Letters before the first match, and in all.
const BEFORE: usize = 40;
const LENGTH: usize = 160;

/// A piece of a text around what was found, on one line.
pub(super) fn snippet(typed: &[String], text: &str) -> Vec<Part> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = found(typed, &line);
    let first = found.first().map_or(0, |range| range.start);
    let start = back(&line, first, BEFORE);
    let end = on(&line, start, LENGTH).max(found.first().map_or(0, |range| range.end));
    let inside = found.into_iter().filter(|range| range.start >= start && range.end <= end);
    let mut pieces = parts(&line[start..end], inside.map(|range| range.start - start..range.end - start).collect());
    let dots = || Part { text: "…".to_owned(), is_match: false };
    if start > 0 {
        pieces.insert(0, dots());
    }
    if end < line.len() {
        pieces.push(dots());
    }
    pieces
}

/// The beginning of a word at most so many letters before a place.
fn back(line: &str, place: usize, letters: usize) -> usize {
    let Some((earliest, _)) = line[..place].char_indices().rev().nth(letters) else { return 0 };
    line[earliest..place].find(' ').map_or(place, |space| earliest + space + 1)
}

/// The end of a word at most so many letters after a place.
fn on(line: &str, place: usize, letters: usize) -> usize {
    let Some((latest, _)) = line[place..].char_indices().nth(letters) else { return line.len() };
    let latest = place + latest;
    line[place..latest].rfind(' ').map_or(latest, |space| place + space)
}

#[cfg(test)]
mod tests {
    use super::super::{Typed, mark::tests::shown};

    #[test]
    fn a_long_text_is_shown_around_the_first_word_found() {
        let text =
            format!("{}\n\nThey asked about the <b>renewal</b> terms. {}", "Before. ".repeat(30), "After. ".repeat(40));
        let snippet = shown(&Typed::read("renew").snippet(&text));
        assert!(snippet.starts_with('…') && snippet.ends_with('…'), "{snippet}");
        assert!(snippet.contains("They asked about the <b>[renew]al</b> terms."), "{snippet}");
        assert!(snippet.chars().count() <= 170, "{snippet}");
    }

    #[test]
    fn a_short_text_is_shown_whole_and_one_without_the_word_from_its_beginning() {
        assert_eq!(shown(&Typed::read("plan").snippet("A  plan\nfor all")), "A [plan] for all");
        assert_eq!(shown(&Typed::read("title").snippet("A plan")), "A plan");
        assert_eq!(shown(&Typed::read("x").snippet("")), "");
    }

    #[test]
    fn a_word_without_end_is_cut() {
        let snippet = shown(&Typed::read("x").snippet(&"é".repeat(1_000)));
        assert_eq!(snippet.chars().count(), 161);
    }
}
