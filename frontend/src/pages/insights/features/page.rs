use api_types::adoption::{FeatureReach as Reach, FeatureReachSummary};
use leptos::prelude::*;

use crate::{
    api::Client as Api,
    components::{EmptyState, ErrorPanel, Icon, NotAvailable, Tip, set_crumbs},
    format,
    load::Loaded,
    pages::insights::waiting,
    routes, view,
};

/// The page.
#[component]
pub fn FeatureReach() -> impl IntoView {
    set_crumbs(&[("Analytics", Some(routes::ANALYTICS)), ("Features", None)]);
    let api = Api::from_context();
    let features = Loaded::<FeatureReachSummary>::new(|| (), move |()| api.feature_reach());
    view! {
        <h1 class="sr-only">"Features"</h1>
        {move || match (features.data.get(), features.error.get()) {
            (Some(data), _) if data.features.is_empty() && data.too_few.is_empty() => view! {
                <section class="card-x" aria-label="Features">
                    <EmptyState icon="layout-list" title="There is no catalogue of features yet"
                        text="Features appear with the first import of features, licences or their use."/>
                </section>
            },
            (Some(data), _) => body(&data),
            (None, Some(error)) => view! { <div class="card-x"><ErrorPanel error on_retry=features.retry()/></div> },
            (None, None) => waiting("features"),
        }}
    }
}

fn body(data: &FeatureReachSummary) -> AnyView {
    let too_few = (!data.too_few.is_empty()).then(|| {
        let names: Vec<String> = data
            .too_few
            .iter()
            .map(|one| format!("{} ({})", one.feature_name, format::count(one.licensing_clients)))
            .collect();
        view! {
            <p class="muted text-[12px] px-4 py-3 border-t border-base-300">
                {format!("Licensed by fewer than five clients, and not ranked: {}.", names.join(", "))}
            </p>
        }
    });
    view! {
        <section class="card-x min-w-0" aria-label="Features">
            <h2 class="flex items-center gap-1.5 font-semibold text-[14px] px-4 pt-4">
                {title(&data.features)}
                <Tip label="About features" class="tip-icon" text="Clients with light use or more over the active clients that license the feature (M044); ties by use.">
                    <Icon name="info" class="size-3"/>
                </Tip>
            </h2>
            <table class="table-x mt-1">
                <caption class="sr-only">"Features by the share of their licensees that use them"</caption>
                <thead><tr>
                    <th scope="col" class="pl-4!">"Feature"</th>
                    <th scope="col" class="max-sm:hidden w-[28%]">"Reach"</th>
                    <th scope="col" class="text-right!">"Use it"</th>
                    <th scope="col" class="text-right! max-md:hidden">"License it"</th>
                    <th scope="col" class="text-right! pr-4! max-lg:hidden">"Uses"</th>
                </tr></thead>
                <tbody>{data.features.iter().map(row).collect_view()}</tbody>
            </table>
            {too_few}
        </section>
    }
}

/// The one used least is the one to do something about.
fn title(features: &[Reach]) -> String {
    match (features.last(), features.len()) {
        (Some(least), 2..) => match least.using_percent {
            Some(percent) => format!(
                "{} is used least: by {} of the clients that license it",
                least.feature_name,
                format::quantity(percent, "%")
            ),
            None => "Features by reach".to_owned(),
        },
        _ => "Features by reach".to_owned(),
    }
}

fn row(one: &Reach) -> AnyView {
    let (share, width) = match one.using_percent {
        Some(percent) => (format::quantity(percent, "%").into_any(), format!("{percent}%")),
        None => (view! { <NotAvailable reason=one.null_reason/> }, "0%".to_owned()),
    };
    let clients = format!("{} of {}", format::count(one.using_clients), format::count(one.licensing_clients));
    view! {
        <tr>
            <th scope="row" class="pl-4! font-normal! text-[13px]! text-base-content! whitespace-normal!">
                <span class="font-medium">{one.feature_name.clone()}</span><span class="block muted text-[12px]">{one.module.clone()}</span>
            </th>
            <td class="max-sm:hidden"><div class="bar" aria-hidden="true"><span class="bg-primary!" style:width=width></span></div></td>
            <td class="num text-right"><span class="font-medium">{share}</span><span class="block muted text-[12px]">{clients}</span></td>
            <td class="num text-right max-md:hidden">{format::count(one.licensing_clients)}</td>
            <td class="num text-right pr-4! max-lg:hidden">{format::number(one.total_usage)}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn the_feature_used_least_is_named() {
        let feature = |name: &str, percent: i64| Reach {
            feature_key: name.to_owned(),
            feature_name: name.to_owned(),
            module: "Core".to_owned(),
            licensing_clients: 20,
            using_clients: percent / 5,
            total_usage: Decimal::from(400),
            using_percent: Some(Decimal::from(percent)),
            null_reason: None,
        };
        let two = [feature("Search", 80), feature("Exports", 15)];
        assert_eq!(title(&two), "Exports is used least: by 15\u{a0}% of the clients that license it");
        assert_eq!(title(&two[..1]), "Features by reach");
    }
}
