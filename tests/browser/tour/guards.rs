use std::panic::AssertUnwindSafe;

use futures::FutureExt as _;

use crate::{page::journey, stage::server};

/// A tour that finds nothing must have been able to find something.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_page_is_noticed() {
    let server = server().await;
    journey("guards", &server, async |page| {
        page.open_and_settle("/login").await;
        assert_eq!((page.sideways().await.len(), page.axe().await.len()), (0, 0));
        page.runs(
            "const button = document.createElement('button');
             Object.assign(button.style, { position: 'absolute', left: 0, width: '3000px', height: '10px' });
             document.querySelector('main').append(button);
             const pale = document.createElement('p');
             pale.style.color = '#ddd';
             pale.textContent = 'Can this be read?';
             document.querySelector('main').append(pale);",
        )
        .await;
        let wide = page.sideways().await;
        assert!(wide.len() == 2 && wide[0].starts_with("3000 of") && wide[1].starts_with("<button"), "{wide:?}");
        let rules: Vec<String> = page.axe().await.into_iter().map(|finding| finding.rule).collect();
        assert!(rules.contains(&"button-name".to_owned()) && rules.contains(&"color-contrast".to_owned()), "{rules:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_in_the_console_fails_a_journey() {
    let server = server().await;
    for trouble in
        ["console.error('trouble')", "setTimeout(() => { throw new Error('trouble') })", "fetch('/api/trouble')"]
    {
        let walk = journey("guards_console", &server, async |page| {
            page.open_and_settle("/login").await;
            page.runs(trouble).await;
            page.settles().await;
        });
        let outcome = AssertUnwindSafe(walk).catch_unwind().await;
        let failure = outcome.expect_err("the journey fails");
        let told = failure.downcast_ref::<String>().expect("in words");
        assert!(told.contains("trouble"), "{told}");
    }
}
