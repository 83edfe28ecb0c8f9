//! Questions to the page, asked in its own language.

use serde_json::Value;
use thirtyfour::{
    WebDriver, WebElement,
    error::{WebDriverError, WebDriverErrorInner},
};

const SAID: &str = include_str!("said.js");
const LOCATE: &str = include_str!("locate.js");

/// The elements a description fits.
pub(super) async fn locate(driver: &WebDriver, steps: Value) -> Vec<WebElement> {
    match driver.execute(format!("{SAID}{LOCATE}"), vec![steps]).await {
        Ok(found) => found.elements().unwrap_or_default(),
        Err(error) if may_pass(&error) => vec![],
        Err(error) => panic!("the page cannot be searched: {error}"),
    }
}

/// What an element says, or the whole page; none when it has just gone.
pub(super) async fn said(driver: &WebDriver, element: Option<&WebElement>) -> Option<String> {
    let given = element.map_or(Value::Null, |element| element.to_json().expect("an element"));
    let script = format!("{SAID}return tidy(said(arguments[0] ?? document.body, false));");
    driver.execute(script, vec![given]).await.ok()?.convert().ok()
}

/// Whether the error is one of a page that is being drawn.
pub(super) fn may_pass(error: &WebDriverError) -> bool {
    use WebDriverErrorInner as E;
    let error: &E = error;
    matches!(
        error,
        E::StaleElementReference(_)
            | E::ElementClickIntercepted(_)
            | E::ElementNotInteractable(_)
            | E::NoSuchElement(_)
            | E::JavascriptError(_)
    )
}

/// What has the focus: its tag and what it is called.
pub(super) async fn focused(driver: &WebDriver) -> String {
    let script = format!(
        "{SAID}const e = document.activeElement;
         return e && e !== document.body
           ? tidy(e.getAttribute('aria-label') || [...(e.labels ?? [])].map((l) => said(l, false)).join(' ')
             || said(e, true) || e.id)
           : '';"
    );
    driver.execute(script, vec![]).await.ok().and_then(|answer| answer.convert().ok()).unwrap_or_default()
}

/// Whether what has the focus is on the screen and marked by an outline, its own or that of the box around it.
pub(super) async fn focus_is_visible(driver: &WebDriver) -> bool {
    let script = "
        const e = document.activeElement;
        if (!e || e === document.body) return false;
        const box = e.getBoundingClientRect();
        const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
        const outlined = (x) => {
          const style = getComputedStyle(x);
          return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1.5;
        };
        return seen && (outlined(e) || (e.parentElement && outlined(e.parentElement)));";
    driver.execute(script, vec![]).await.ok().and_then(|answer| answer.convert().ok()).unwrap_or(false)
}
