//! A note as it stands in the form.
use api_types::notes::{NewNote, Note, UpdateNote};
use domain::work::NoteType;

use crate::{
    components::{filled, take_over},
    words::Words,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub title: String,
    pub content: String,
    pub kind: NoteType,
    pub is_private: bool,
}

impl Default for Draft {
    fn default() -> Self {
        Self { title: String::new(), content: String::new(), kind: NoteType::General, is_private: false }
    }
}

impl Draft {
    pub fn of(note: &Note) -> Self {
        Self {
            title: note.title.clone().unwrap_or_default(),
            content: note.content.clone(),
            kind: note.note_type,
            is_private: note.is_private,
        }
    }

    pub fn new_note(&self) -> NewNote {
        NewNote {
            title: filled(&self.title),
            content: self.content.trim().to_owned(),
            note_type: Some(self.kind),
            is_private: self.is_private,
        }
    }

    /// The fields that differ from `base`; the others stay out of the request.
    pub fn changes(&self, base: &Self) -> UpdateNote {
        UpdateNote {
            title: (filled(&self.title) != filled(&base.title)).then(|| filled(&self.title)),
            content: (self.content.trim() != base.content.trim()).then(|| self.content.trim().to_owned()),
            note_type: (self.kind != base.kind).then_some(self.kind),
            is_private: (self.is_private != base.is_private).then_some(self.is_private),
        }
    }

    /// Takes over what was changed elsewhere, where nothing was typed.
    pub fn merge(&mut self, base: &Self, theirs: &Self) {
        take_over(&mut self.title, &base.title, &theirs.title);
        take_over(&mut self.content, &base.content, &theirs.content);
        take_over(&mut self.kind, &base.kind, &theirs.kind);
        take_over(&mut self.is_private, &base.is_private, &theirs.is_private);
    }

    /// What is different from `before`, in words.
    pub fn told(&self, before: &Self) -> String {
        let mut told = Vec::new();
        if self.title != before.title {
            told.push(format!("the title is now “{}”", self.title));
        }
        if self.content != before.content {
            told.push(format!("the text is now “{}”", self.content));
        }
        if self.kind != before.kind {
            told.push(format!("it is about {} now", self.kind.words().to_lowercase()));
        }
        if self.is_private != before.is_private {
            told.push(if self.is_private { "it is private now" } else { "it is no longer private" }.to_owned());
        }
        told.join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_keeps_what_was_typed_and_takes_the_rest() {
        let base = Draft { content: "Start early".to_owned(), ..Draft::default() };
        let theirs = Draft { kind: NoteType::Risk, ..base.clone() };
        let mut mine = Draft { content: "Start in spring".to_owned(), ..base.clone() };
        assert_eq!(mine.changes(&base).content.as_deref(), Some("Start in spring"));
        mine.merge(&base, &theirs);
        assert_eq!((mine.content.as_str(), mine.kind), ("Start in spring", NoteType::Risk));
        assert_eq!(theirs.told(&base), "it is about risk now");
    }
}
