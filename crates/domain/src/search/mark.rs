use std::ops::Range;

use super::{fold::fold_letter, spelling::slip};

/// A piece of a text. All pieces together are the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// As it is written.
    pub text: String,
    /// Whether this is what was looked for.
    pub is_match: bool,
}

/// A word of a text: its folded letters, each with where in the text it ends.
struct Word {
    start: usize,
    folded: String,
    /// Length of the folded word and end in the text after each letter.
    ends: Vec<(usize, usize)>,
}

impl Word {
    /// Where in the text its first folded bytes are.
    fn first(&self, bytes: usize) -> Range<usize> {
        let end = self.ends.iter().find(|(folded, _)| *folded >= bytes).or(self.ends.last());
        self.start..end.map_or(self.start, |(_, end)| *end)
    }

    fn whole(&self) -> Range<usize> {
        self.first(self.folded.len())
    }
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = vec![];
    let mut is_inside = false;
    for (at, letter) in text.char_indices() {
        let Some(folded) = fold_letter(letter) else {
            is_inside = false;
            continue;
        };
        if !is_inside && !folded.is_empty() {
            words.push(Word { start: at, folded: String::new(), ends: vec![] });
            is_inside = true;
        }
        if let Some(word) = words.last_mut().filter(|_| is_inside && !folded.is_empty()) {
            word.folded.push_str(&folded);
            word.ends.push((word.folded.len(), at + letter.len_utf8()));
        }
    }
    words
}

/// A name in parts: beginnings of its words, and where there are none of a typed word, the words it may be meant to be.
pub(super) fn name(typed: &[String], name: &str) -> Vec<Part> {
    let words = words(name);
    let mut found = vec![];
    for typed in typed {
        let before = found.len();
        found.extend(words.iter().filter(|w| w.folded.starts_with(typed.as_str())).map(|w| w.first(typed.len())));
        if found.len() == before {
            let likeness = |word: &Word| slip(typed, &word.folded);
            let closest = words.iter().filter_map(likeness).min();
            found.extend(words.iter().filter(|w| closest.is_some() && likeness(w) == closest).map(Word::whole));
        }
    }
    parts(name, found)
}

/// A text in parts.
pub(super) fn text(typed: &[String], text: &str) -> Vec<Part> {
    parts(text, found(typed, text))
}

/// Where typed words are in a text: all as they stand, the last also at the beginning of a word.
pub(super) fn found(typed: &[String], text: &str) -> Vec<Range<usize>> {
    let last = typed.len().saturating_sub(1);
    let is_it = |word: &Word, index: usize, typed: &str| {
        word.folded == typed || (index == last && word.folded.starts_with(typed))
    };
    let length =
        |word: &Word| typed.iter().enumerate().filter(|(i, t)| is_it(word, *i, t)).map(|(_, typed)| typed.len()).max();
    words(text).iter().filter_map(|word| length(word).map(|length| word.first(length))).collect()
}

/// Cuts a text where something was found.
pub(super) fn parts(text: &str, mut found: Vec<Range<usize>>) -> Vec<Part> {
    found.sort_by_key(|range| (range.start, range.end));
    let mut parts = vec![];
    let mut at = 0;
    let mut push = |text: &str, is_match| {
        if !text.is_empty() {
            parts.push(Part { text: text.to_owned(), is_match });
        }
    };
    for range in found {
        if range.end <= at {
            continue;
        }
        let start = range.start.max(at);
        push(&text[at..start], false);
        push(&text[start..range.end], true);
        at = range.end;
    }
    push(&text[at..], false);
    parts
}

#[cfg(test)]
pub(super) mod tests {
    use super::{super::Typed, *};

    /// A text with what was found in brackets.
    pub(in crate::search) fn shown(parts: &[Part]) -> String {
        parts.iter().map(|part| if part.is_match { format!("[{}]", part.text) } else { part.text.clone() }).collect()
    }

    #[test]
    fn names_show_what_was_typed_as_they_write_it() {
        for (typed, name, marked) in [
            ("acme log", "Acme Logistics", "[Acme] [Log]istics"),
            ("log", "Acme Logistics", "Acme [Log]istics"),
            ("societe", "Société Générale", "[Société] Générale"),
            ("strass", "Straße 7", "[Straß]e 7"),
            ("obr", "Pat O'Brien", "Pat [O'Br]ien"),
            ("nortwind", "Northwind Ltd", "[Northwind] Ltd"),
            ("zzz", "Acme", "Acme"),
        ] {
            assert_eq!(shown(&Typed::read(typed).mark_name(name)), marked, "{typed} in {name}");
        }
    }

    #[test]
    fn texts_show_whole_words_and_the_beginning_of_the_last() {
        let marked = |typed: &str| shown(&Typed::read(typed).mark_text("Price talk: prices, PRICING and a plan."));
        assert_eq!(marked("pri"), "[Pri]ce talk: [pri]ces, [PRI]CING and a plan.");
        assert_eq!(marked("price plan"), "[Price] talk: prices, PRICING and a [plan].");
    }
}
