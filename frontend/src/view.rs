//! Views, erased of their types.

/// Leptos' `view!` as an `AnyView`. Leptos compiles whatever holds a view, such as an option, a list or a closure, anew
/// for each type of view; this way there is one.
macro_rules! view {
    ($($tokens:tt)*) => {
        ::leptos::prelude::IntoAny::into_any(::leptos::view! { $($tokens)* })
    };
}
pub(crate) use view;
