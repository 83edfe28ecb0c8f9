use domain::search::Typed;

/// Shorter ones begin so many words that only the beginnings of whole names are looked for.
const SHORTEST_WORD: usize = 3;
/// As in `search_words`: letters of a word that are looked at with one of them left out, and the shortest such word.
const SPELLED_LETTERS: usize = 7;
const SHORTEST_SPELLED: usize = 4;

/// A name as someone types it.
#[derive(Debug, Clone)]
pub struct NameSearch {
    /// As names are stored to be compared.
    pub(super) folded: String,
    /// Pattern of names that begin so.
    pub(super) beginning: String,
    /// Names in which every word begins one, in any order; none where too little is typed.
    pub(super) words: Option<String>,
    /// Pattern that names must also match, for words of a single letter.
    pub(super) letters: Vec<String>,
    /// Names in which every word begins one or is spelled almost like one; none where no word is long enough.
    pub(super) misspelt: Option<String>,
    /// As it was typed, for ids of other systems and addresses.
    pub(super) typed: String,
    /// Rows at most.
    pub(super) limit: i64,
}

impl NameSearch {
    /// Looks for at most so many names.
    pub fn new(typed: &Typed, limit: i64) -> Self {
        let is_long = |word: &&String| word.chars().nth(1).is_some();
        let long: Vec<&String> = typed.words().iter().filter(is_long).collect();
        let letters = typed.words().iter().filter(|word| !is_long(word)).map(|letter| format!("% {letter}%")).collect();
        let is_enough = typed.folded().chars().count() >= SHORTEST_WORD && !long.is_empty();
        let joined = (typed.words().len() > 1).then(|| format!(" | {}", beginning(&typed.words().concat())));
        let words = is_enough.then(|| {
            let every: Vec<String> = long.iter().map(|word| beginning(word)).collect();
            format!("({}){}", every.join(" & "), joined.unwrap_or_default())
        });
        let can_be_misspelt = long.iter().any(|word| word.chars().count() >= SHORTEST_SPELLED);
        let misspelt = (is_enough && can_be_misspelt).then(|| {
            let every: Vec<String> = long.iter().map(|word| almost(word)).collect();
            every.join(" & ")
        });
        Self {
            folded: typed.folded().to_owned(),
            beginning: format!("{}%", typed.folded()),
            words,
            letters,
            misspelt,
            typed: typed.text().to_owned(),
            limit,
        }
    }

    /// Whether anything typed is long enough to look for what is spelled almost so.
    pub fn can_be_misspelt(&self) -> bool {
        self.misspelt.is_some()
    }
}

/// Folded words hold no character that means anything to a `tsquery` or a pattern.
fn beginning(word: &str) -> String {
    format!("'{word}':*")
}

fn almost(word: &str) -> String {
    let letters: Vec<char> = word.chars().take(SPELLED_LETTERS).collect();
    let mut every = vec![beginning(word)];
    if word.chars().count() >= SHORTEST_SPELLED {
        every.push(format!("'~{}'", letters.iter().collect::<String>()));
        for left_out in 0..letters.len() {
            let rest: String = letters.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, c)| c).collect();
            every.push(format!("'~{rest}'"));
        }
        every.dedup();
    }
    format!("({})", every.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(typed: &str) -> NameSearch {
        NameSearch::new(&Typed::read(typed), 8)
    }

    #[test]
    fn little_is_only_the_beginning_of_a_name() {
        let found = search("Ac");
        assert_eq!((found.beginning.as_str(), found.words, found.misspelt), ("ac%", None, None));
    }

    #[test]
    fn words_are_found_in_any_order_and_as_one() {
        assert_eq!(search("log Acme").words.as_deref(), Some("('log':* & 'acme':*) | 'logacme':*"));
        assert_eq!(search("Acme").words.as_deref(), Some("('acme':*)"));
    }

    #[test]
    fn a_single_letter_is_compared_and_not_looked_up() {
        let found = search("Sarah C");
        assert_eq!(found.words.as_deref(), Some("('sarah':*) | 'sarahc':*"));
        assert_eq!(found.letters, ["% c%"]);
    }

    #[test]
    fn short_words_are_never_misspelt() {
        assert_eq!(search("ibm").misspelt, None);
        assert_eq!(
            search("the acme").misspelt.as_deref(),
            Some("('the':*) & ('acme':* | '~acme' | '~cme' | '~ame' | '~ace' | '~acm')")
        );
        assert!(search("Northwind").misspelt.is_some_and(|query| query.contains("'~northwi'")));
    }
}
