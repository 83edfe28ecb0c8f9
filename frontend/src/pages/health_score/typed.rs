//! What stands in a number field while somebody types.
use leptos::prelude::*;

/// The text of a field that has the focus. The draft follows every key, so that the next click finds it complete; the
/// text stays as it is typed, empty or half a number, until the field is left.
#[derive(Clone, Copy)]
pub(super) struct Typed(RwSignal<Option<String>>);

impl Typed {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// What the field shows: the text being typed, else the number of the draft.
    pub(super) fn shown(self, number: i64) -> String {
        self.0.get().unwrap_or_else(|| number.to_string())
    }

    /// Keeps what was typed and hands it on.
    pub(super) fn takes(self, text: String) -> String {
        self.0.set(Some(text.clone()));
        text
    }

    /// From now on the field shows the draft again.
    pub(super) fn ends(self) {
        self.0.set(None);
    }
}
