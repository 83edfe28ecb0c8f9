use api_types::{clients::ClientListItem, page::Page};
use domain::{
    client::ContractTier,
    health::{AtRiskReason, HealthStatus, HealthTrend},
    revenue::RenewalStatus,
};
use harness::{
    ApiClient, TestServer,
    seed::{self, Figures, days_ago, in_days, noon},
    spawn,
};
use rust_decimal::Decimal;

/// Five clients that differ in everything one can filter by, and two that are not active.
async fn portfolio(server: &TestServer) {
    let acme = server.client("Acme").external_id("A-1").tags(&["pilot", "emea"]).segment("Strategic").ae(seed::AE);
    let acme = acme.figures(Figures {
        health: Some(92),
        trend: Some(5),
        churn: Some(10),
        renewal: Some(in_days(200)),
        last_contact: Some(noon(days_ago(3))),
        last_activity: Some(noon(days_ago(1))),
        ..Figures::default()
    });
    acme.insert().await;
    let globex = server.client("Globex").arr(85_000).tier(ContractTier::Professional).industry(Some("Retail"));
    let globex = globex.tags(&["emea"]).figures(Figures {
        health: Some(73),
        trend: Some(-4),
        churn: Some(32),
        renewal: Some(in_days(90)),
        ..Figures::default()
    });
    globex.insert().await;
    let initech = server.client("Initech").arr(20_000).tier(ContractTier::Starter).industry(None);
    let initech = initech.csm(seed::OTHER_CSM).ae(seed::AE).figures(Figures {
        health: Some(58),
        trend: Some(0),
        churn: Some(55),
        renewal: Some(days_ago(1)),
        at_risk: vec![AtRiskReason::HealthLow, AtRiskReason::ChurnHigh, AtRiskReason::RenewalOverdue],
        ..Figures::default()
    });
    initech.insert().await;
    let umbrella = server.client("Umbrella 100%").arr(750_000).segment("Strategic").csm(None).figures(Figures {
        health: Some(35),
        churn: Some(51),
        renewal: Some(in_days(0)),
        at_risk: vec![AtRiskReason::HealthLow, AtRiskReason::ChurnHigh],
        ..Figures::default()
    });
    umbrella.insert().await;
    let hooli = server
        .client("hooli_ltd")
        .arr(None)
        .tier(ContractTier::Custom)
        .figures(Figures { at_risk: vec![AtRiskReason::Inactive90], ..Figures::default() });
    hooli.insert().await;
    server.client("Gone").churned(days_ago(100)).figures(Figures::default()).insert().await;
    server.client("Trying").trial().figures(Figures::default()).insert().await;
}

async fn names(caller: &ApiClient, query: &str) -> Vec<String> {
    let page: Page<ClientListItem> = caller.get(&format!("/clients?sort=name&{query}")).await.ok();
    assert_eq!(usize::try_from(page.pagination.total).ok(), Some(page.data.len()), "{query}");
    page.data.into_iter().map(|client| client.name).collect()
}

#[tokio::test]
async fn every_filter_lets_through_what_it_says() {
    let server = spawn().await;
    portfolio(&server).await;
    let vp = server.vp().await;
    let (acme, globex, hooli, initech, umbrella) = ("Acme", "Globex", "hooli_ltd", "Initech", "Umbrella 100%");
    let (csm, other, ae) = (seed::CSM.id(), seed::OTHER_CSM.id(), seed::AE.id());
    let cases: Vec<(String, Vec<&str>)> = vec![
        (String::new(), vec![acme, globex, hooli, initech, umbrella]),
        ("is_active=true".into(), vec![acme, globex, hooli, initech, umbrella]),
        ("is_active=false".into(), vec!["Gone", "Trying"]),
        ("lifecycle_status=CHURNED".into(), vec!["Gone"]),
        ("lifecycle_status=TRIAL,CHURNED".into(), vec!["Gone", "Trying"]),
        ("lifecycle_status=ACTIVE&is_active=true".into(), vec![acme, globex, hooli, initech, umbrella]),
        ("q=ACM".into(), vec![acme]),
        ("q=%25".into(), vec![umbrella]),
        ("q=_".into(), vec![hooli]),
        ("q=+acme+".into(), vec![acme]),
        ("q=nobody".into(), vec![]),
        ("health_status=HEALTHY".into(), vec![acme]),
        ("health_status=AT_RISK,CRITICAL".into(), vec![initech, umbrella]),
        ("health_trend=UP".into(), vec![acme]),
        ("health_trend=DOWN".into(), vec![globex]),
        ("health_trend=UP,DOWN".into(), vec![acme, globex]),
        ("health_score_min=73".into(), vec![acme, globex]),
        ("health_score_max=58".into(), vec![initech, umbrella]),
        ("health_score_min=36&health_score_max=91".into(), vec![globex, initech]),
        ("contract_tier=STARTER,CUSTOM".into(), vec![hooli, initech]),
        ("size_segment=ENTERPRISE".into(), vec![acme, umbrella]),
        ("size_segment=SMB,UNKNOWN".into(), vec![hooli, initech]),
        ("industry=Retail".into(), vec![globex]),
        ("industry=Retail,Manufacturing".into(), vec![acme, globex, hooli, umbrella]),
        ("segment=Strategic".into(), vec![acme, umbrella]),
        ("tags=pilot".into(), vec![acme]),
        ("tags=pilot,emea".into(), vec![acme, globex]),
        ("tags=PILOT".into(), vec![]),
        (format!("csm_id={csm}"), vec![acme, globex, hooli]),
        (format!("csm_id={csm},{other}"), vec![acme, globex, hooli, initech]),
        (format!("ae_id={ae}"), vec![acme, initech]),
        ("at_risk=true".into(), vec![hooli, initech, umbrella]),
        ("at_risk=false".into(), vec![acme, globex]),
        ("at_risk_reason=CHURN_HIGH".into(), vec![initech, umbrella]),
        ("at_risk_reason=INACTIVE_90,RENEWAL_OVERDUE".into(), vec![hooli, initech]),
        ("churn_risk_category=LOW".into(), vec![acme]),
        ("churn_risk_category=HIGH,MEDIUM".into(), vec![globex, initech, umbrella]),
        ("churn_risk_score_min=51&churn_risk_score_max=54".into(), vec![umbrella]),
        ("annual_recurring_revenue_min=85000".into(), vec![acme, globex, umbrella]),
        ("annual_recurring_revenue_max=85000.00".into(), vec![globex, initech]),
        ("renewal_status=OVERDUE".into(), vec![initech]),
        ("renewal_status=DUE_SOON".into(), vec![globex, umbrella]),
        ("renewal_within_days=90".into(), vec![globex, umbrella]),
        ("renewal_within_days=0".into(), vec![umbrella]),
        (format!("next_renewal_date_before={}", days_ago(1)), vec![initech]),
        (format!("next_renewal_date_after={}", in_days(91)), vec![acme]),
        (
            format!("next_renewal_date_after={}&next_renewal_date_before={}", in_days(0), in_days(90)),
            vec![globex, umbrella],
        ),
        ("health_status=HEALTHY&tags=emea&contract_tier=ENTERPRISE&q=a".into(), vec![acme]),
        ("health_status=HEALTHY&at_risk=true".into(), vec![]),
    ];
    for (query, expected) in cases {
        assert_eq!(names(&vp, &query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn a_row_says_what_is_known_and_why_the_rest_is_not() {
    let server = spawn().await;
    portfolio(&server).await;
    let vp = server.vp().await;
    let page: Page<ClientListItem> = vp.get("/clients?sort=name").await.ok();
    let acme = &page.data[0];
    assert_eq!((acme.name.as_str(), acme.external_id.as_deref()), ("Acme", Some("A-1")));
    assert_eq!(acme.annual_recurring_revenue, Some(Decimal::from(120_000)));
    assert_eq!((acme.currency.as_str(), acme.annual_recurring_revenue_null_reason), ("USD", None));
    assert_eq!((acme.current_health_score, acme.health_status), (Some(92), Some(HealthStatus::Healthy)));
    assert_eq!((acme.health_trend, acme.health_trend_change), (HealthTrend::Up, Some(5)));
    assert_eq!((acme.next_renewal_date, acme.days_to_renewal), (Some(in_days(200)), Some(200)));
    assert_eq!(acme.renewal_status, RenewalStatus::Active);
    assert_eq!(acme.csm.as_ref().map(|csm| csm.name.as_str()), Some("Cara Stone"));
    assert_eq!(acme.ae.as_ref().map(|ae| (ae.id, ae.name.as_str())), Some((seed::AE.staff_id(), "Abel Finch")));
    assert_eq!(acme.ai_risk_factors, None);
    assert!(acme.ai_risk_factors_null_reason.is_some());
    let hooli = &page.data[2];
    assert_eq!(
        (hooli.annual_recurring_revenue, hooli.current_health_score, hooli.churn_risk_score),
        (None, None, None)
    );
    assert!(hooli.annual_recurring_revenue_null_reason.is_some());
    assert!(hooli.current_health_score_null_reason.is_some());
    assert!(hooli.churn_risk_score_null_reason.is_some());
    let initech = &page.data[3];
    assert_eq!(initech.days_to_renewal, Some(-1));
    assert_eq!(initech.at_risk_reasons.len(), 3);
}

#[tokio::test]
async fn everyone_sees_their_own_book_and_nothing_else() {
    let server = spawn().await;
    portfolio(&server).await;
    let (acme, globex, hooli, initech, umbrella) = ("Acme", "Globex", "hooli_ltd", "Initech", "Umbrella 100%");
    let everything = [acme, globex, hooli, initech, umbrella];
    assert_eq!(names(&server.csm().await, "").await, [acme, globex, hooli]);
    assert_eq!(names(&server.other_csm().await, "").await, [initech]);
    assert_eq!(names(&server.ae().await, "").await, [acme, initech]);
    assert!(names(&server.senior_csm().await, "").await.is_empty());
    for caller in [server.vp().await, server.vp_sales().await, server.admin().await] {
        assert_eq!(names(&caller, "").await, everything);
    }
    // No filter widens a book.
    let csm = server.csm().await;
    for query in [
        format!("csm_id={}", seed::OTHER_CSM.id()),
        format!("csm_id={},{}&q=ini", seed::OTHER_CSM.id(), seed::CSM.id()),
        "q=initech".to_owned(),
        "q=umbrella".to_owned(),
        "at_risk_reason=CHURN_HIGH".to_owned(),
        "renewal_status=OVERDUE".to_owned(),
    ] {
        assert!(names(&csm, &query).await.is_empty(), "{query}");
    }
    assert_eq!(names(&csm, &format!("ae_id={}", seed::AE.id())).await, [acme]);
}
