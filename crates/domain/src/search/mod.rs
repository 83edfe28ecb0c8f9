//! What is typed into a search box, and where in a text it was found.

mod fold;
mod mark;
mod snippet;
mod spelling;

use crate::closed_list::closed_list;

pub use fold::fold;
pub use mark::Part;

closed_list! {
    /// What can be found.
    SearchKind {
        /// Clients.
        Client = "CLIENT",
        /// Contacts at clients.
        Contact = "CONTACT",
        /// Notes about clients.
        Note = "NOTE",
    }
}

closed_list! {
    /// How closely a name is what was typed, the closest first.
    Closeness {
        /// It is the name, or an id.
        Exact = "EXACT",
        /// The name begins so.
        Beginning = "BEGINNING",
        /// Words of the name begin so.
        Word = "WORD",
        /// Spelled almost so.
        Similar = "SIMILAR",
    }
}

/// Words that are looked at; whoever types more is no longer searching for a name.
const MOST_WORDS: usize = 8;

/// What someone typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    text: String,
    folded: String,
    words: Vec<String>,
}

impl Typed {
    /// Reads it.
    pub fn read(text: &str) -> Self {
        let folded = fold(text);
        let words = folded.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).map(str::to_owned).collect();
        Self { text: text.trim().to_owned(), folded, words }
    }

    /// As it was typed, without the space around it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// As names are compared.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// Its words, folded.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// How closely a folded name is this, given that it was found by its words.
    pub fn closeness(&self, folded_name: &str) -> Closeness {
        if folded_name == self.folded {
            Closeness::Exact
        } else if folded_name.starts_with(&self.folded) {
            Closeness::Beginning
        } else {
            Closeness::Word
        }
    }

    /// Letters by which the words of a folded name differ from these; none where one of these is in no word of it, not even
    /// misspelt.
    pub fn slips(&self, folded_name: &str) -> Option<usize> {
        spelling::slips(&self.words, folded_name)
    }

    /// A name in parts: what of it was found, and the rest.
    pub fn mark_name(&self, name: &str) -> Vec<Part> {
        mark::name(&self.words, name)
    }

    /// A title in parts: the words that were found, and the rest.
    pub fn mark_text(&self, text: &str) -> Vec<Part> {
        mark::text(&self.words, text)
    }

    /// The lines of a text around the first word that was found, in parts; its beginning where none is in it.
    pub fn snippet(&self, text: &str) -> Vec<Part> {
        snippet::snippet(&self.words, text)
    }
}
