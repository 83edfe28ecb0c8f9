use std::time::Duration;

use harness::{Person, seed::PASSWORD, within};
use thirtyfour::{Key, WebDriver};

use super::{Name, Spot, console::Console, has, look};
use harness::driver::{Chromium, Viewport};

/// How long we wait for anything. Two cores may be busy with other tests.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser with one page open at a server.
#[derive(Debug)]
pub struct Page {
    pub(super) driver: WebDriver,
    pub(super) console: Console,
    chromium: Chromium,
    origin: String,
}

impl Page {
    pub(super) fn new(chromium: Chromium, origin: &str) -> Self {
        let driver = chromium.driver.clone();
        Self { driver, console: Console::default(), chromium, origin: origin.to_owned() }
    }

    /// Ends the browser.
    pub(super) async fn quit(self) {
        self.driver.quit().await.expect("the browser ends");
    }

    /// Waits until `look` finds something.
    pub async fn until<T>(&self, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
        within(PATIENCE, what, || look()).await
    }

    /// Opens an address of the app, as if it were typed.
    pub async fn open(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.origin)).await.expect("the page opens");
    }

    /// Opens it and waits until everything on it has come.
    pub async fn open_and_settle(&self, path: &str) {
        self.open(path).await;
        self.settles().await;
    }

    /// Waits until no request is open and what came is drawn.
    pub async fn settles(&self) {
        self.chromium.settles().await;
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.driver.refresh().await.expect("the page loads again");
    }

    /// Goes back.
    pub async fn back(&self) {
        self.driver.back().await.expect("there is something to go back to");
    }

    /// Path and query of the address.
    pub async fn address(&self) -> String {
        let url = self.driver.current_url().await.expect("an address");
        url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
    }

    /// Waits until the address is this.
    pub async fn is_at(&self, address: &str) {
        let what = format!("the address is {address}");
        self.until(&what, async || (self.address().await == address).then_some(())).await;
    }

    /// Waits until the address has this in it.
    pub async fn address_has(&self, part: &str) {
        let what = format!("the address has {part}");
        self.until(&what, async || self.address().await.contains(part).then_some(())).await;
    }

    /// Something of a role.
    pub fn part(&self, role: &'static str, name: impl Into<Name>) -> Spot<'_> {
        Spot::new(self).part(role, name)
    }

    /// Anything of a role.
    pub fn any(&self, role: &'static str) -> Spot<'_> {
        Spot::new(self).any(role)
    }

    /// A button.
    pub fn button(&self, name: impl Into<Name>) -> Spot<'_> {
        self.part("button", name)
    }

    /// A link.
    pub fn link(&self, name: impl Into<Name>) -> Spot<'_> {
        self.part("link", name)
    }

    /// A heading.
    pub fn heading(&self, name: impl Into<Name>) -> Spot<'_> {
        self.part("heading", name)
    }

    /// A region, e.g. a card with a name.
    pub fn region(&self, name: impl Into<Name>) -> Spot<'_> {
        self.part("region", name)
    }

    /// A field to type into.
    pub fn field(&self, name: impl Into<Name>) -> Spot<'_> {
        self.part("textbox", name)
    }

    /// Waits until some note of what was done says this; a page may have several, and each says something of its own.
    pub async fn is_told(&self, text: &str) {
        self.part("status", has(text)).appears().await;
    }

    /// Waits until the page says this somewhere.
    pub async fn says(&self, text: &str) {
        let read = async || look::said(&self.driver, None).await?.contains(text).then_some(());
        self.until(&format!("the page says “{text}”"), read).await;
    }

    /// What the links that head the rows of a table say, from the top down.
    pub async fn row_links(&self) -> Vec<String> {
        let mut names = vec![];
        for link in self.any("rowheader").any("link").all().await {
            names.extend(look::said(&self.driver, Some(&link)).await);
        }
        names
    }

    /// All that scripts could read of what the browser keeps: storage and cookies.
    pub async fn kept_by_scripts(&self) -> String {
        let kept = "return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]);";
        let answer = self.driver.execute(kept, vec![]).await.expect("the page can be asked");
        answer.convert().expect("text")
    }

    /// Presses keys wherever the focus is.
    pub async fn presses(&self, keys: &str) {
        self.driver.action_chain().send_keys(keys).perform().await.expect("keys can be pressed");
    }

    /// Presses a key that is no letter.
    pub async fn presses_key(&self, key: Key) {
        self.presses(&char::from(key).to_string()).await;
    }

    /// What has the focus, by role and name; empty for nothing in particular.
    pub async fn focused(&self) -> String {
        look::focused(&self.driver).await
    }

    /// Waits until what has the focus shows that it has.
    pub async fn shows_the_focus(&self) {
        let what = format!("the focus on “{}” can be seen", self.focused().await);
        self.until(&what, async || look::focus_is_visible(&self.driver).await.then_some(())).await;
    }

    /// Gives the page another size.
    pub async fn resize(&self, to: Viewport) {
        self.chromium.resize(to).await;
    }

    /// Runs a script on the page.
    pub async fn runs(&self, script: &str) {
        self.driver.execute(script.to_owned(), vec![]).await.expect("the script runs");
    }

    /// Chooses the theme, as this browser will remember it.
    pub async fn choose_theme(&self, theme: &str) {
        self.runs(&format!("localStorage.setItem('steward-theme', '{theme}');")).await;
    }

    /// A picture of the whole page, however long, at this width.
    pub async fn picture(&self, viewport: Viewport) -> Vec<u8> {
        let length = "return Math.ceil(document.scrollingElement.scrollHeight);";
        let length: u32 = self.driver.execute(length, vec![]).await.and_then(|l| l.convert()).expect("a length");
        self.resize(Viewport { height: length.max(viewport.height), ..viewport }).await;
        self.settles().await;
        let picture = self.window().await;
        self.resize(viewport).await;
        picture
    }

    /// A picture of what the window shows.
    pub async fn window(&self) -> Vec<u8> {
        self.driver.screenshot_as_png().await.expect("a picture")
    }

    /// Lets a call fail with this status without failing the test.
    pub fn expects_failure(&self, path: &str, status: u16) {
        self.console.expect(path, status);
    }

    /// Types address and password of someone, and sends them.
    pub async fn gives_password(&self, person: &Person, password: &str) {
        self.types_login(person.email, password).await;
    }

    async fn types_login(&self, email: &str, password: &str) {
        self.field("Email address").fills(email).await;
        self.field("Password").fills(password).await;
        self.button("Sign in").click().await;
    }

    /// Signs someone in, from any page; they see the portfolio then, or what was asked for.
    pub async fn signs_in(&self, person: &Person) {
        self.signs_in_as(person.email, PASSWORD).await;
    }

    /// Signs in with this address and password.
    pub async fn signs_in_as(&self, email: &str, password: &str) {
        self.open("/login").await;
        self.types_login(email, password).await;
        self.button(super::has("your account")).appears().await;
        self.settles().await;
    }
}
