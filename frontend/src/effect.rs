use leptos::prelude::*;

/// Runs `work` soon, and whenever what it reads has changed. Boxed, for Leptos compiles an effect anew for each closure.
pub fn effect(work: impl FnMut() + 'static) {
    run(Box::new(work));
}

fn run(mut work: Box<dyn FnMut()>) {
    Effect::new(move |_| work());
}
