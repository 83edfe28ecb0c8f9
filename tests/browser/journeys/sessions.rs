use api_types::problem::ProblemCode;
use harness::{
    seed::{CSM, PASSWORD},
    server::REFRESH_COOKIE,
};

use crate::{page::journey, stage::server};

#[tokio::test(flavor = "multi_thread")]
async fn another_session_can_be_ended() {
    let server = server().await;
    let other = server.log_in(CSM.email, PASSWORD).await.expect(200);
    let (cookie, _) = other.cookie(REFRESH_COOKIE).expect("a refresh token");
    journey("sessions", &server, async |page| {
        page.signs_in(&CSM).await;
        page.open_and_settle("/settings/sessions").await;
        let list = page.region("Sessions").any("listitem");
        list.is_there_times(2).await;
        page.says("This session").await;
        page.says("Chrome on Linux").await;

        page.button("End session of Unknown program").click().await;
        let question = page.part("dialog", "End this session?");
        question.comes_to_say("Unknown program").await;
        question.button("Cancel").click().await;
        question.goes().await;
        list.is_there_times(2).await;

        page.button("End session of Unknown program").click().await;
        question.button("End session").click().await;
        page.is_told("Unknown program is signed out.").await;
        list.is_there_times(1).await;
        question.goes().await;
    })
    .await;
    let refresh = server.anonymous().post("/auth/refresh").header("cookie", &format!("{REFRESH_COOKIE}={cookie}"));
    refresh.await.problem(401, ProblemCode::Unauthenticated);
}
