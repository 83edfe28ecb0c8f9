use domain::staff::Role;

use crate::page::{Page, has};

/// What is done on a page before it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Nothing.
    Nothing,
    /// The form to edit the client is opened.
    Edit,
    /// The first cause and the first component are unfolded.
    Unfold,
    /// The first filter is opened.
    Filter,
    /// Every client of the page is marked.
    Mark,
    /// The form to upload files is opened.
    Upload,
    /// The choice of what to log is opened.
    LogPick,
    /// The form of a call is opened.
    LogForm,
    /// The form of a new user is opened.
    NewUser,
    /// The form of a new key is opened.
    NewKey,
    /// The first row of the log is unfolded.
    Row,
    /// A new version is begun, and simulated.
    Simulate,
    /// The form to override health is opened.
    Override,
    /// The sidebar is opened, where it is a drawer.
    Drawer,
    /// The menu of notifications is opened.
    Bell,
    /// The rules of the client are opened.
    ClientRules,
}

/// One page to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Name of its pictures.
    pub name: &'static str,
    /// The route it belongs to, as the app's router spells it.
    pub route: &'static str,
    /// Its address; `{client}`, `{csm}`, `{segment}`, `{import}` and `{refused}` stand for ids.
    pub address: &'static str,
    /// Who looks; none before the sign-in.
    pub who: Option<Role>,
    /// What is done first.
    pub before: Before,
}

const fn stop(name: &'static str, route: &'static str, address: &'static str, who: Option<Role>) -> Stop {
    Stop { name, route, address, who, before: Before::Nothing }
}

const VP: Option<Role> = Some(Role::VpClientSuccess);
const CSM: Option<Role> = Some(Role::Csm);
const ADMIN: Option<Role> = Some(Role::Admin);

/// Every page there is, and the states of it worth seeing.
pub const STOPS: &[Stop] = &[
    stop("login", "/login", "/login", None),
    stop("portfolio-vp", "/", "/", VP),
    stop("portfolio-csm", "/", "/", CSM),
    stop("portfolio-at-risk", "/", "/?view=at-risk&sort=-annual_recurring_revenue", VP),
    stop("portfolio-filtered", "/", "/?contract_tier=ENTERPRISE&health_status=HEALTHY,MONITOR", VP),
    Stop { before: Before::Filter, ..stop("portfolio-nothing", "/", "/?q=Nobody%20of%20this%20name", VP) },
    Stop { before: Before::Mark, ..stop("portfolio-marked", "/", "/?view=at-risk", VP) },
    stop("segments", "/settings/segments", "/settings/segments", VP),
    stop("segment-new", "/settings/segments/new", "/settings/segments/new", CSM),
    stop("segment", "/settings/segments/:id", "/settings/segments/{segment}", VP),
    stop("client", "/clients/:id", "/clients/{client}", VP),
    Stop { before: Before::Unfold, ..stop("client-unfolded", "/clients/:id", "/clients/{client}", CSM) },
    Stop { before: Before::Edit, ..stop("client-edit", "/clients/:id", "/clients/{client}", VP) },
    stop("client-timeline", "/clients/:id/timeline", "/clients/{client}/timeline", CSM),
    stop("client-contacts", "/clients/:id/contacts", "/clients/{client}/contacts", CSM),
    stop("client-notes", "/clients/:id/notes", "/clients/{client}/notes", CSM),
    Stop { before: Before::LogPick, ..stop("log-activity", "/clients/:id/notes", "/clients/{client}/notes", VP) },
    Stop { before: Before::LogForm, ..stop("log-activity-form", "/follow-ups", "/follow-ups", VP) },
    stop("follow-ups", "/follow-ups", "/follow-ups", CSM),
    stop("follow-ups-overdue", "/follow-ups", "/follow-ups?status=OVERDUE&page=1", VP),
    stop("client-usage", "/clients/:id/usage", "/clients/{client}/usage", VP),
    stop(
        "client-usage-inactive",
        "/clients/:id/usage",
        "/clients/{client}/usage?days=30&status=INACTIVE&sort=name",
        CSM,
    ),
    stop("client-adoption", "/clients/:id/adoption", "/clients/{client}/adoption", VP),
    stop("client-feature", "/clients/:id/adoption/:feature", "/clients/{client}/adoption/case_creation", VP),
    stop("my-day", "/my-day", "/my-day", CSM),
    stop("my-day-vp", "/my-day", "/my-day", VP),
    stop("client-benchmark", "/clients/:id/benchmark", "/clients/{client}/benchmark?cohort=ALL", VP),
    stop("client-benchmark-small", "/clients/:id/benchmark", "/clients/{client}/benchmark?cohort=TIER_INDUSTRY", CSM),
    stop("client-churn", "/clients/:id/churn", "/clients/{client}/churn", VP),
    stop("analytics", "/analytics", "/analytics", VP),
    stop("churn-risk", "/analytics/churn-risk", "/analytics/churn-risk", VP),
    stop(
        "churn-risk-filtered",
        "/analytics/churn-risk",
        "/analytics/churn-risk?churn_risk_category=HIGH,MEDIUM&by=industry&sort=-annual_recurring_revenue",
        CSM,
    ),
    stop("benchmarks", "/analytics/benchmarks", "/analytics/benchmarks", VP),
    stop("benchmarks-csm", "/analytics/benchmarks", "/analytics/benchmarks", CSM),
    stop("features", "/analytics/features", "/analytics/features", VP),
    stop("renewals-vp", "/renewals", "/renewals", VP),
    stop("renewals-csm", "/renewals", "/renewals?renewal_status=OVERDUE,DUE_SOON&value_band=HIGH", CSM),
    stop("team-vp", "/team", "/team", VP),
    stop("team-csm", "/team", "/team?period=LAST_MONTH&sort=-health", CSM),
    stop("team-member", "/team/:id", "/team/{csm}", VP),
    stop("alerts-vp", "/alerts", "/alerts", VP),
    stop("alerts-csm", "/alerts", "/alerts?severity=CRITICAL,HIGH", CSM),
    stop("alerts-closed", "/alerts", "/alerts?show=closed", VP),
    stop("settings", "/settings", "/settings", ADMIN),
    stop("health-score", "/settings/health-score", "/settings/health-score", CSM),
    Stop {
        before: Before::Simulate,
        ..stop("health-score-new", "/settings/health-score", "/settings/health-score", VP)
    },
    Stop { before: Before::Override, ..stop("client-override", "/clients/:id", "/clients/{client}", CSM) },
    stop("settings-alerts-csm", "/settings/alerts", "/settings/alerts", CSM),
    stop("settings-alerts-vp", "/settings/alerts", "/settings/alerts", VP),
    stop("settings-alerts-admin", "/settings/alerts", "/settings/alerts?page=1&state=SENT", ADMIN),
    Stop { before: Before::Bell, ..stop("notifications", "/alerts", "/alerts", CSM) },
    Stop { before: Before::ClientRules, ..stop("client-rules", "/clients/:id", "/clients/{client}", VP) },
    stop("sessions", "/settings/sessions", "/settings/sessions", VP),
    stop("users", "/settings/users", "/settings/users", ADMIN),
    Stop { before: Before::NewUser, ..stop("user-new", "/settings/users", "/settings/users?role=CSM", ADMIN) },
    stop("api-keys", "/settings/api-keys", "/settings/api-keys", ADMIN),
    Stop { before: Before::NewKey, ..stop("api-key-new", "/settings/api-keys", "/settings/api-keys", ADMIN) },
    stop("audit", "/settings/audit", "/settings/audit", ADMIN),
    Stop { before: Before::Row, ..stop("audit-row", "/settings/audit", "/settings/audit?action=CREATE,RUN", ADMIN) },
    stop("imports", "/settings/imports", "/settings/imports", ADMIN),
    Stop { before: Before::Upload, ..stop("import-upload", "/settings/imports", "/settings/imports", ADMIN) },
    stop("import", "/settings/imports/:id", "/settings/imports/{import}", ADMIN),
    stop("import-rejected", "/settings/imports/:id", "/settings/imports/{refused}", ADMIN),
    Stop { before: Before::Drawer, ..stop("drawer", "/settings/sessions", "/settings/sessions", CSM) },
    stop("not-found", "/*any", "/nothing/here", VP),
];

impl Before {
    /// Whether it lays a dialog over the page.
    pub fn opens_a_dialog(self) -> bool {
        use Before::{ClientRules, Drawer, Edit, LogForm, LogPick, NewKey, NewUser, Override, Upload};
        matches!(self, ClientRules | Drawer | Edit | LogForm | LogPick | NewKey | NewUser | Override | Upload)
    }

    /// Does it.
    pub async fn happen(self, page: &Page) {
        match self {
            Self::Nothing => {}
            Self::Edit => {
                page.button("Edit").click().await;
                page.any("dialog").button("Save").appears().await;
            }
            Self::Bell => {
                page.button(has("Notifications")).click().await;
                page.says("How you are told").await;
            }
            Self::ClientRules => {
                page.button("Mute or adjust").click().await;
                page.any("dialog").button("Save").appears().await;
            }
            Self::LogPick => {
                page.presses("l").await;
                page.part("dialog", "Log activity").button(has("Call")).appears().await;
            }
            Self::LogForm => {
                page.presses("l").await;
                page.part("dialog", "Log activity").button(has("Call")).appears().await;
                page.presses("c").await;
                page.any("dialog").button("Save").appears().await;
            }
            Self::Simulate => {
                page.button("New version from this").click().await;
                page.part("spinbutton", has("Usage")).fills("40").await;
                page.part("spinbutton", has("Support")).fills("0").await;
                page.region("What if").comes_to_say("points on average").await;
                page.button("Simulate now").click().await;
                page.region("Effect").appears().await;
            }
            Self::Override => {
                page.button("Override health").click().await;
                page.part("dialog", "Override health").appears().await;
            }
            Self::Unfold => {
                page.region("What moved the score").any("button").nth(0).click().await;
                page.region("Components").any("button").nth(0).click().await;
            }
            Self::Mark => {
                let every = page.part("checkbox", "Select every client of this page");
                if let Some(box_) = every.all().await.first() {
                    box_.click().await.expect("the page is marked");
                    page.region("Selected clients").appears().await;
                }
            }
            Self::Upload => {
                page.button("Import files").nth(0).click().await;
                page.any("dialog").button("Import").appears().await;
            }
            Self::NewUser => {
                page.button("Add a user").click().await;
                page.any("dialog").button("Add user").appears().await;
            }
            Self::NewKey => {
                page.button("Create a key").nth(0).click().await;
                page.any("dialog").button("Create key").appears().await;
            }
            Self::Row => page.region("Audit log").any("list").any("button").nth(0).click().await,
            Self::Drawer => {
                if let Some(menu) = page.button("Menu").all().await.first() {
                    menu.click().await.expect("the menu opens");
                    page.part("dialog", "Menu").appears().await;
                }
            }
            Self::Filter => {
                page.button(has("Status")).nth(0).click().await;
                page.part("checkbox", "Healthy").appears().await;
            }
        }
        page.settles().await;
    }
}
