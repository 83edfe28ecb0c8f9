use api_types::{notifications::Notification, page::Page as List};
use domain::notification::NotificationKind;
use harness::{
    ApiClient,
    driver::Viewport,
    seed::{CSM, VP},
};
use thirtyfour::Key;

use crate::{
    page::{Page, has, journey},
    stage::{client_with_history, server},
};

async fn mentions(reader: &ApiClient) -> usize {
    let page: List<Notification> = reader.get("/notifications").await.ok();
    page.data.iter().filter(|one| one.kind == NotificationKind::Mention).count()
}

async fn option_is(page: &Page, name: &str) {
    page.part("option", name).attribute_becomes("aria-selected", "true").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_is_named_by_a_few_letters_and_told() {
    let server = server().await;
    let id = client_with_history(&server).await;
    journey("mentions", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{id}/notes")).await;
        page.button("Write a note").nth(0).click().await;
        let form = page.part("dialog", "Write a note");
        let text = form.part("textbox", "Text");
        text.click().await;
        // An address names nobody; letters behind the sign offer those of whose names a word begins so.
        page.presses("Mail ada@v").await;
        page.part("option", "Vera Lund").goes().await;
        page.presses(".org. Look, @v").await;
        option_is(page, "Adam Voss").await;
        page.part("option", "Saul Quist").goes().await;
        page.presses_key(Key::Down).await;
        option_is(page, "Vera Lund").await;
        // Escape closes the list and neither the dialog nor what was typed.
        page.presses_key(Key::Escape).await;
        page.part("option", "Vera Lund").goes().await;
        text.holds("Mail ada@v.org. Look, @v").await;
        page.presses("e").await;
        option_is(page, "Vera Lund").await;
        page.part("option", "Adam Voss").goes().await;
        page.presses_key(Key::Enter).await;
        text.holds("Mail ada@v.org. Look, @Vera Lund ").await;
        page.presses("and @quist").await;
        option_is(page, "Saul Quist").await;
        page.presses_key(Key::Tab).await;
        text.holds("Mail ada@v.org. Look, @Vera Lund and @Saul Quist ").await;
        assert_eq!(page.focused().await, "Text", "the field keeps the focus");
        assert_eq!(mentions(&server.vp().await).await, 0);
        form.button("Save").click().await;
        page.is_told("Told: Vera Lund, Saul Quist.").await;
        form.goes().await;
        for reader in [server.vp().await, server.vp_sales().await] {
            assert_eq!(mentions(&reader).await, 1);
        }
    })
    .await;
    journey("mentions_read", &server, async |page| {
        page.signs_in(&VP).await;
        page.button("Notifications, 1 unread").click().await;
        page.link(has("Cara Stone mentioned you in a note")).appears().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_a_finger_names_someone_in_the_title() {
    let server = server().await;
    let id = client_with_history(&server).await;
    journey("mentions_phone", &server, async |page| {
        page.resize(Viewport::NARROW_PHONE).await;
        page.signs_in(&CSM).await;
        page.open_and_settle(&format!("/clients/{id}/notes")).await;
        page.button("Write a note").nth(0).click().await;
        let form = page.part("dialog", "Write a note");
        let title = form.part("textbox", "Title");
        title.click().await;
        page.presses("For @lu").await;
        page.part("option", "Vera Lund").appears().await;
        page.does_not_scroll_sideways().await;
        page.part("option", "Vera Lund").click().await;
        title.holds("For @Vera Lund ").await;
        page.part("option", "Vera Lund").goes().await;
        // Where a name ends, nothing is offered; going back to it offers it again.
        for _ in 0..4 {
            page.presses_key(Key::Left).await;
        }
        option_is(page, "Vera Lund").await;
    })
    .await;
}
