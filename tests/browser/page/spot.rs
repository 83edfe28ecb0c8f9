use std::fmt;

use serde_json::{Value, json};
use thirtyfour::{Key, WebElement, error::WebDriverError};

use super::{Page, look};

/// What a thing is called.
#[derive(Debug, Clone)]
pub enum Name {
    /// Exactly this.
    Is(String),
    /// Something with this in it.
    Has(String),
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self::Is(text.to_owned())
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        Self::Is(text)
    }
}

/// A name that holds this text.
pub fn has(text: impl Into<String>) -> Name {
    Name::Has(text.into())
}

#[derive(Debug, Clone)]
struct Step {
    role: Option<&'static str>,
    name: Option<Name>,
    nth: Option<usize>,
}

/// A place on the page, described by roles and names from the outside in. Looked up anew at every use, so that it never
/// goes stale; every use waits until it is there.
#[derive(Debug, Clone)]
pub struct Spot<'a> {
    page: &'a Page,
    steps: Vec<Step>,
}

impl fmt::Display for Spot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.steps.iter().enumerate() {
            let role = step.role.unwrap_or("text");
            f.write_str(if index == 0 { "" } else { ", in it " })?;
            match &step.name {
                None => write!(f, "a {role}")?,
                Some(Name::Is(name)) => write!(f, "the {role} “{name}”")?,
                Some(Name::Has(name)) => write!(f, "a {role} with “{name}”")?,
            }
            if let Some(nth) = step.nth {
                write!(f, " (number {})", nth + 1)?;
            }
        }
        Ok(())
    }
}

impl<'a> Spot<'a> {
    pub(super) fn new(page: &'a Page) -> Self {
        Self { page, steps: vec![] }
    }

    /// Something of a role within this.
    pub fn part(&self, role: &'static str, name: impl Into<Name>) -> Self {
        self.then(Some(role), Some(name.into()))
    }

    /// Anything of a role within this.
    pub fn any(&self, role: &'static str) -> Self {
        self.then(Some(role), None)
    }

    /// What says this within this.
    pub fn text(&self, text: impl Into<Name>) -> Self {
        self.then(None, Some(text.into()))
    }

    /// A button within this.
    pub fn button(&self, name: impl Into<Name>) -> Self {
        self.part("button", name)
    }

    /// A link within this.
    pub fn link(&self, name: impl Into<Name>) -> Self {
        self.part("link", name)
    }

    fn then(&self, role: Option<&'static str>, name: Option<Name>) -> Self {
        let mut steps = self.steps.clone();
        steps.push(Step { role, name, nth: None });
        Self { page: self.page, steps }
    }

    /// One of several, counted from zero.
    pub fn nth(mut self, nth: usize) -> Self {
        if let Some(step) = self.steps.last_mut() {
            step.nth = Some(nth);
        }
        self
    }

    fn wire(&self) -> Value {
        let step = |step: &Step| {
            let (name, exact) = match &step.name {
                None => (None, false),
                Some(Name::Is(name)) => (Some(name), true),
                Some(Name::Has(name)) => (Some(name), false),
            };
            json!({ "role": step.role, "name": name, "exact": exact, "nth": step.nth })
        };
        self.steps.iter().map(step).collect()
    }

    /// All that fit now.
    pub async fn all(&self) -> Vec<WebElement> {
        look::locate(&self.page.driver, self.wire()).await
    }

    /// The first that fits, once there is one.
    pub async fn element(&self) -> WebElement {
        self.page.until(&format!("there is {self}"), async || self.all().await.into_iter().next()).await
    }

    /// Waits until it is there.
    pub async fn appears(&self) -> &Self {
        self.element().await;
        self
    }

    /// Waits until it is not there.
    pub async fn goes(&self) {
        self.page.until(&format!("there is no {self}"), async || self.all().await.is_empty().then_some(())).await;
    }

    /// How many there are, once there is one.
    pub async fn count(&self) -> usize {
        self.appears().await.all().await.len()
    }

    /// Waits until there are so many.
    pub async fn is_there_times(&self, times: usize) {
        self.page
            .until(&format!("there is {self} {times} times"), async || (self.all().await.len() == times).then_some(()))
            .await;
    }

    /// Clicks it, once a click would arrive.
    pub async fn click(&self) {
        // A click on what is switched off is lost without a word.
        self.acts("can be clicked", async |element| {
            if !element.is_enabled().await? {
                return Ok(false);
            }
            element.click().await.map(|()| true)
        })
        .await;
    }

    /// Types into it.
    pub async fn types(&self, text: &str) {
        self.acts("can be typed into", async |element| element.send_keys(text).await.map(|()| true)).await;
    }

    /// Presses a key on it.
    pub async fn presses(&self, key: Key) {
        let key = key.value().to_string();
        self.acts("takes keys", async |element| element.send_keys(key.as_str()).await.map(|()| true)).await;
    }

    /// Replaces what is typed in it.
    pub async fn fills(&self, text: &str) {
        self.acts("can be typed into", async |element| {
            element.send_keys(Key::Control + "a").await?;
            element.send_keys(Key::Delete + text).await.map(|()| true)
        })
        .await;
    }

    /// Tries until the action says that it was done.
    async fn acts(&self, what: &str, act: impl AsyncFn(&WebElement) -> Result<bool, WebDriverError>) {
        let attempt = async || match self.all().await.first() {
            None => None,
            Some(element) => match act(element).await {
                Ok(done) => done.then_some(()),
                // Drawn anew or covered just now; the deadline decides.
                Err(error) if look::may_pass(&error) => None,
                Err(error) => panic!("{self} {what}: {error}"),
            },
        };
        self.page.until(&format!("{self} {what}"), attempt).await;
    }

    /// What it says, as people read it.
    pub async fn says(&self) -> String {
        let read = async || {
            let element = self.all().await.into_iter().next()?;
            look::said(&self.page.driver, Some(&element)).await
        };
        self.page.until(&format!("{self} can be read"), read).await
    }

    /// Waits until it says this, among other things.
    pub async fn comes_to_say(&self, text: &str) {
        let read = async || {
            let element = self.all().await.into_iter().next()?;
            look::said(&self.page.driver, Some(&element)).await?.contains(text).then_some(())
        };
        self.page.until(&format!("{self} says “{text}”"), read).await;
    }

    /// An attribute.
    pub async fn attribute(&self, name: &str) -> Option<String> {
        self.element().await.attr(name.to_owned()).await.expect("attributes can be read")
    }

    /// Waits until an attribute has this value.
    pub async fn attribute_becomes(&self, name: &str, value: &str) {
        let read = async || {
            let element = self.all().await.into_iter().next()?;
            (element.attr(name.to_owned()).await.ok()?.as_deref() == Some(value)).then_some(())
        };
        self.page.until(&format!("{self} has {name}={value}"), read).await;
    }

    /// What stands in a field, once something does.
    pub async fn holds_something(&self) -> String {
        let read = async || {
            let element = self.all().await.into_iter().next()?;
            element.prop("value").await.ok()?.filter(|value| !value.is_empty())
        };
        self.page.until(&format!("{self} holds something"), read).await
    }

    /// Waits until what is typed in it is this.
    pub async fn holds(&self, value: &str) {
        let read = async || {
            let element = self.all().await.into_iter().next()?;
            (element.prop("value").await.ok()?.as_deref() == Some(value)).then_some(())
        };
        self.page.until(&format!("{self} holds “{value}”"), read).await;
    }
}
