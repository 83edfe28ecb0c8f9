//! What of a text is the beginning of a name: pure, in the units in which browsers count places.

use api_types::notes::Colleague;

/// Longer than this no name is, and `@` was only a sign.
const LONGEST: usize = 60;
/// Shown at once.
const OFFERED: usize = 6;

/// A name that is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What stands after `@`, up to the caret.
    pub typed: String,
    /// The place of `@`.
    from: usize,
    /// The place of the caret.
    to: usize,
}

/// The name at whose end the caret stands, if one is being typed there. As where texts are read for names, `@` within a
/// word begins none: that is an address.
pub fn asked(text: &str, caret: usize) -> Option<Asked> {
    let units: Vec<u16> = text.encode_utf16().take(caret).collect();
    let before = String::from_utf16(&units).ok()?;
    let (rest, typed) = before.rsplit_once('@')?;
    let follows_a_word = rest.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '.');
    let is_name = !typed.starts_with(char::is_whitespace) && !typed.contains('\n') && typed.chars().count() <= LONGEST;
    let from = rest.encode_utf16().count();
    (!follows_a_word && is_name).then(|| Asked { typed: typed.to_owned(), from, to: units.len() })
}

impl Asked {
    /// Those whose name has words that begin so, in the order given.
    pub fn choices(&self, colleagues: &[Colleague]) -> Vec<Colleague> {
        let typed = self.typed.to_lowercase();
        let has = |name: &str| {
            name.match_indices(&typed).any(|(at, _)| !name[..at].chars().next_back().is_some_and(char::is_alphanumeric))
        };
        let fits = |colleague: &&Colleague| has(&colleague.name.to_lowercase()) || has(&colleague.folded);
        colleagues.iter().filter(fits).take(OFFERED).cloned().collect()
    }

    /// The text with a name in place of what was typed of it, and the place of the caret then.
    pub fn complete(&self, text: &str, mention: &str) -> (String, usize) {
        let units: Vec<u16> = text.encode_utf16().collect();
        let part = |from: usize, to: usize| String::from_utf16_lossy(units.get(from..to).unwrap_or_default());
        let (before, after) = (part(0, self.from), part(self.to.min(units.len()), units.len()));
        let gap = if after.starts_with(char::is_whitespace) { "" } else { " " };
        let named = format!("{before}@{mention}{gap}");
        // Behind the space, whether it was there or not.
        let caret = named.encode_utf16().count() + usize::from(gap.is_empty());
        (format!("{named}{after}"), caret)
    }
}

#[cfg(test)]
mod tests {
    use domain::StaffId;

    use super::*;

    fn colleague(name: &str) -> Colleague {
        let id: StaffId = "01931b6e-0000-7000-8000-000000000001".parse().expect("an id");
        let folded = domain::search::fold(name);
        Colleague { id, name: name.to_owned(), folded, mention: name.to_owned() }
    }

    fn typed(text: &str) -> Option<String> {
        asked(text, text.encode_utf16().count()).map(|asked| asked.typed)
    }

    #[test]
    fn a_name_begins_with_its_sign_and_goes_to_the_caret() {
        assert_eq!(typed("Look, @"), Some(String::new()));
        assert_eq!(typed("Look, @Vera L").as_deref(), Some("Vera L"));
        assert_eq!(typed("(@ve").as_deref(), Some("ve"));
        for text in ["", "Look", "mail ada@example", "5 @ 3", "@Vera\nnext", "a.@b"] {
            assert_eq!(typed(text), None, "{text}");
        }
        assert_eq!(asked("@Vera, look", 3).map(|asked| asked.typed).as_deref(), Some("Ve"));
        assert_eq!(typed(&format!("@{}", "x".repeat(61))), None);
    }

    #[test]
    fn any_word_of_a_name_may_be_typed_without_accents() {
        let all = [colleague("Vera Lund"), colleague("José Núñez"), colleague("Eve Stone")];
        let found = |text: &str| {
            let choices = asked(text, text.encode_utf16().count()).expect("a name").choices(&all);
            choices.into_iter().map(|colleague| colleague.name).collect::<Vec<_>>()
        };
        assert_eq!(found("@").len(), 3);
        assert_eq!(found("@nun"), ["José Núñez"]);
        assert_eq!(found("@NÚ"), ["José Núñez"]);
        assert_eq!(found("@VE"), ["Vera Lund"], "only the beginning of a word");
        assert_eq!(found("@eve s"), ["Eve Stone"]);
        assert!(found("@Vera Lund ").is_empty(), "what is complete asks for nobody");
    }

    #[test]
    fn the_name_takes_the_place_of_what_was_typed() {
        let text = "😀 @ve, look";
        let asked = asked(text, 6).expect("a name");
        assert_eq!(asked.complete(text, "Vera Lund"), ("😀 @Vera Lund , look".to_owned(), 14));
        let text = "@ve look";
        let asked = super::asked(text, 3).expect("a name");
        assert_eq!(asked.complete(text, "Vera Lund"), ("@Vera Lund look".to_owned(), 11));
    }
}
