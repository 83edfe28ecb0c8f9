use api_types::clients::ClientOverview;
use domain::{ClientId, staff::Permission};
use leptos::prelude::*;

use crate::{load::Loaded, session::Session, view};

/// The client whose page is open, handed from the frame to its tabs.
#[derive(Clone, Copy)]
pub(in crate::pages) struct ClientContext {
    pub id: ClientId,
    loaded: Loaded<ClientOverview>,
    /// Changes only when what was loaded did, so that loading the same again draws nothing anew.
    data: Memo<Option<ClientOverview>>,
    session: Session,
}

impl ClientContext {
    pub(super) fn provide(id: ClientId, loaded: Loaded<ClientOverview>) {
        let data = Memo::new(move |_| loaded.data.get());
        provide_context(Self { id, loaded, data, session: Session::from_context() });
    }

    pub fn from_context() -> Self {
        expect_context()
    }

    /// What is known of the client; always there in a tab, for the frame waits for it.
    pub fn overview(self) -> Option<ClientOverview> {
        self.data.get()
    }

    /// A part of a page, drawn again when what is known changes.
    pub(super) fn drawn(self, draw: fn(&ClientOverview) -> AnyView) -> AnyView {
        view! { {move || self.with(draw)} }
    }

    /// Reads one part of it, without a copy of the rest.
    pub fn with<T>(self, read: impl FnOnce(&ClientOverview) -> T) -> Option<T> {
        self.data.with(|data| data.as_ref().map(read))
    }

    /// Loads the client again after a change to it; tabs are told by what they read.
    pub fn reload(self) {
        self.loaded.reload();
    }

    /// Whether the one signed in may do it.
    pub fn may(self, permission: Permission) -> bool {
        self.session.may(permission)
    }
}
