use api_types::users::User;
use leptos::prelude::*;

use super::dialog::UserForm;
use crate::{browser, components::Icon, format, query::escape, routes, view, words::Words};

/// One user: a row of the table, a card's worth on a phone.
pub(super) fn row(user: User, form: UserForm, password: RwSignal<Option<User>>) -> impl IntoView {
    let name = format!("{} {}", user.first_name, user.last_name);
    let (edit, renew) = (format!("Edit {name}"), format!("Make a new password for {name}"));
    let seen = user.account.as_ref().and_then(|account| account.last_sign_in_at);
    let last = seen.map_or_else(|| "Never".to_owned(), |at| format::ago(at, browser::now()));
    let exact = seen.map(format::instant);
    let (class, status) = if user.is_active { ("HEALTHY", "Active") } else { ("muted", "Disabled") };
    let books = books(&user);
    let (edited, renewed) = (user.clone(), user.clone());
    view! {
        <tr>
            <th scope="row" class="pl-4! font-normal! text-[13px]! text-base-content! whitespace-normal!">
                <span class="font-medium break-words" class:muted=!user.is_active>{name}</span>
                <span class="block muted text-[12px] break-all">{user.email}</span>
                <span class="block lg:hidden muted text-[12px]">{user.role.words()}</span>
                <span class="block sm:hidden muted text-[12px]">{format!("Last sign-in: {last}")}</span>
            </th>
            <td class="max-lg:hidden">{user.role.words()}</td>
            <td class="max-md:hidden">{books}</td>
            <td class="max-sm:hidden num" title=exact>{last.clone()}</td>
            <td><span class=format!("band {class} text-[12px]")>{status}</span></td>
            <td class="pr-3! text-right">
                <span class="inline-flex gap-1 no-print">
                    <button type="button" class="button-icon" aria-label=edit title="Edit" on:click=move |_| form.open(Some(edited.clone()))><Icon name="pencil"/></button>
                    <button type="button" class="button-icon" aria-label=renew title="New password" on:click=move |_| password.set(Some(renewed.clone()))><Icon name="lock-keyhole"/></button>
                </span>
            </td>
        </tr>
    }
}

/// The clients someone looks after, each number with the way to them.
pub(super) fn books(user: &User) -> AnyView {
    let book = |number: i64, parameter: &str, what: &str| {
        let href = format!("{}?{parameter}={}", routes::PORTFOLIO, escape(&user.id.to_string()));
        let text = format!("{} as {what}", format::counted(number, "client", "clients"));
        (number > 0).then(|| view! { <a class="link-x" href=href>{text}</a> })
    };
    let (csm, ae) = (book(user.csm_clients, "csm_id", "CSM"), book(user.ae_clients, "ae_id", "AE"));
    match (csm, ae) {
        (None, None) => view! { <span class="muted">"None"</span> }.into_any(),
        (Some(csm), Some(ae)) => view! { <>{csm}", "{ae}</> }.into_any(),
        (csm, ae) => view! { <>{csm}{ae}</> }.into_any(),
    }
}
