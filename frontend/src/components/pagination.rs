use leptos::prelude::*;

use crate::{format, query::PAGE_SIZES, view};

/// Where the page lies in the list, and the way to the next.
#[component]
pub fn Pagination(
    #[prop(into)] page: Signal<i64>,
    #[prop(into)] limit: Signal<i64>,
    #[prop(into)] total: Signal<i64>,
    on_page: Callback<i64>,
    #[prop(optional, into)] on_limit: Option<Callback<i64>>,
    #[prop(optional, into)] note: Signal<Option<String>>,
) -> impl IntoView {
    let last = move || total.get() <= page.get() * limit.get();
    view! {
        <nav aria-label="Pages" class="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5 border-t border-base-300 muted text-[12px]">
            <span class="num">{move || range(page.get(), limit.get(), total.get())}</span>
            {on_limit.map(|on_limit| view! {
                <label class="inline-flex items-center gap-1.5">
                    <span class="max-sm:sr-only">"Rows"</span>
                    <select class="select-x" aria-label="Rows per page"
                        on:change:target=move |event| if let Ok(limit) = event.target().value().parse() { on_limit.run(limit) }>
                        {PAGE_SIZES.map(|size| view! {
                            <option value=size.to_string() selected=move || limit.get() == size>{size}</option>
                        })}
                    </select>
                </label>
            })}
            <span class="num mx-auto max-sm:hidden">{move || note.get()}</span>
            <span class="inline-flex gap-1.5 max-sm:ml-auto">
                <button type="button" class="button button-small" disabled=move || page.get() <= 1
                    on:click=move |_| on_page.run(page.get_untracked() - 1)>"Previous"</button>
                <button type="button" class="button button-small" disabled=last
                    on:click=move |_| on_page.run(page.get_untracked() + 1)>"Next"</button>
            </span>
        </nav>
    }
}

/// `1–25 of 400`.
fn range(page: i64, limit: i64, total: i64) -> String {
    let first = (page - 1) * limit + 1;
    if total == 0 || first > total {
        return format!("0 of {}", format::count(total));
    }
    format!("{}–{} of {}", format::count(first), format::count((page * limit).min(total)), format::count(total))
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn the_last_page_ends_with_the_list() {
        assert_eq!(range(1, 25, 400), "1–25 of 400");
        assert_eq!(range(16, 25, 390), "376–390 of 390");
        assert_eq!(range(3, 50, 20), "0 of 20");
        assert_eq!(range(1, 25, 0), "0 of 0");
    }
}
