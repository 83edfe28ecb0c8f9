//! Light, dark, or as the system has it. `public/theme.js` reads the same key before the first paint.
use leptos::prelude::*;

use crate::{browser, effect::effect};

const KEY: &str = "steward-theme";

/// What was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Light,
    Dark,
    System,
}

impl Choice {
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::System];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::System => "System",
        }
    }

    pub const fn icon(self) -> &'static str {
        match self {
            Self::Light => "sun",
            Self::Dark => "moon",
            Self::System => "monitor",
        }
    }

    const fn stored(self) -> Option<&'static str> {
        match self {
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
            Self::System => None,
        }
    }

    fn read() -> Self {
        match browser::stored(KEY).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }
}

/// The theme of the app.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    choice: RwSignal<Choice>,
    system_dark: RwSignal<bool>,
}

impl Theme {
    /// Reads the choice, follows the system, and writes the theme on the root element.
    pub fn provide() {
        let theme = Self {
            choice: RwSignal::new(Choice::read()),
            system_dark: RwSignal::new(browser::matches_media("(prefers-color-scheme: dark)")),
        };
        provide_context(theme);
        // The system's setting may change while the app is open: it is looked at again when the window is.
        window_event_listener(leptos::ev::focus, move |_| {
            theme.system_dark.set(browser::matches_media("(prefers-color-scheme: dark)"));
        });
        effect(move || {
            let name = if theme.is_dark() { "steward-dark" } else { "steward-light" };
            if let Some(root) = document().document_element() {
                let _ = root.set_attribute("data-theme", name);
            }
        });
    }

    pub fn from_context() -> Self {
        expect_context()
    }

    pub fn choice(self) -> Choice {
        self.choice.get()
    }

    pub fn choose(self, choice: Choice) {
        browser::store(KEY, choice.stored());
        self.choice.set(choice);
    }

    pub fn is_dark(self) -> bool {
        match self.choice.get() {
            Choice::Light => false,
            Choice::Dark => true,
            Choice::System => self.system_dark.get(),
        }
    }
}
