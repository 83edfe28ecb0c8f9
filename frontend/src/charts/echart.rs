use leptos::{html, prelude::*};
use serde::Serialize;
use serde_json::Value;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use web_sys::{HtmlElement, ResizeObserver};

use crate::{effect::effect, view};

#[wasm_bindgen]
extern "C" {
    type Instance;
    #[wasm_bindgen(js_namespace = echarts)]
    fn init(node: &HtmlElement) -> Instance;
    #[wasm_bindgen(method, js_name = setOption)]
    fn set_option(this: &Instance, option: &JsValue, replaces: bool);
    #[wasm_bindgen(method)]
    fn resize(this: &Instance);
    #[wasm_bindgen(method)]
    fn dispose(this: &Instance);
    #[wasm_bindgen(method, js_name = getZr)]
    fn surface(this: &Instance) -> Surface;
    #[wasm_bindgen(method, js_name = convertFromPixel)]
    fn convert_from_pixel(this: &Instance, finder: &JsValue, point: &JsValue) -> JsValue;

    type Surface;
    #[wasm_bindgen(method)]
    fn on(this: &Surface, event: &str, listener: &JsValue);
}

/// What a chart holds on to while it is on the page.
struct Held {
    chart: Instance,
    observer: Option<ResizeObserver>,
    _on_resize: Closure<dyn FnMut()>,
    _on_click: Option<Closure<dyn FnMut(JsValue)>>,
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
        self.chart.dispose();
    }
}

/// A chart: made once on its node, updated when the option changes, resized with its box, and disposed with the page.
/// `label` says its takeaway; the children are the same data as a table, for those who do not see the picture.
#[component]
pub fn EChart(
    #[prop(into)] option: Signal<Value>,
    #[prop(into)] label: Signal<String>,
    class: &'static str,
    /// Called with the position on the horizontal axis that was clicked.
    #[prop(optional, into)]
    on_pick: Option<Callback<i64>>,
    /// Called with the width of the drawing, when it changes.
    #[prop(optional, into)]
    on_width: Option<Callback<f64>>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let held: StoredValue<Option<Held>, LocalStorage> = StoredValue::new_local(None);
    let state = RwSignal::new("loading");
    on_cleanup(move || {
        held.try_update_value(Option::take);
    });
    effect(move || {
        let Some(node) = node.get() else { return };
        let value = option.get();
        if held.with_value(Option::is_none) {
            held.set_value(Some(hold(&node, held, on_pick, on_width)));
        }
        let Ok(option) = value.serialize(&Serializer::json_compatible()) else { return };
        held.with_value(|held| {
            if let Some(held) = held {
                held.chart.set_option(&option, true);
            }
        });
        state.set("ready");
    });
    view! {
        <figure class="min-w-0">
            <div node_ref=node class=class role="img" aria-label=label data-testid="chart" data-state=move || state.get()></div>
            <div class="sr-only">{children()}</div>
        </figure>
    }
}

fn hold(
    node: &HtmlElement,
    held: StoredValue<Option<Held>, LocalStorage>,
    on_pick: Option<Callback<i64>>,
    on_width: Option<Callback<f64>>,
) -> Held {
    let chart = init(node);
    let box_ = node.clone();
    let on_resize = Closure::<dyn FnMut()>::new(move || {
        held.try_with_value(|held| {
            if let Some(held) = held {
                held.chart.resize();
            }
        });
        if let Some(on_width) = on_width {
            on_width.try_run(f64::from(box_.client_width()));
        }
    });
    let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok();
    if let Some(observer) = &observer {
        observer.observe(node);
    }
    let on_click = on_pick.map(|on_pick| {
        let listener = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            let position = held.try_with_value(|held| held.as_ref().and_then(|held| position(&held.chart, &event)));
            if let Some(position) = position.flatten() {
                on_pick.run(position);
            }
        });
        chart.surface().on("click", listener.as_ref());
        listener
    });
    Held { chart, observer, _on_resize: on_resize, _on_click: on_click }
}

/// The index on the horizontal axis under a click.
fn position(chart: &Instance, event: &JsValue) -> Option<i64> {
    let at = |name: &str| js_sys::Reflect::get(event, &name.into()).ok();
    let point = js_sys::Array::of2(&at("offsetX")?, &at("offsetY")?);
    let finder = js_sys::Object::new();
    js_sys::Reflect::set(&finder, &"gridIndex".into(), &0.into()).ok()?;
    let values = chart.convert_from_pixel(&finder, &point);
    let index = js_sys::Reflect::get_u32(&values, 0).ok()?.as_f64()?;
    Some(index.round() as i64)
}
