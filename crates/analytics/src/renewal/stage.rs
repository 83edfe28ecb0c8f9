use domain::revenue::{ForecastCategory, OpportunityOutcome, RenewalStage};

/// Health below this endangers a renewal (§8).
const HEALTH_BELOW: i16 = 60;
/// Churn risk above this does.
const CHURN_ABOVE: i16 = 50;
/// An invoice that is past due for longer than this many days does.
const PAST_DUE_DAYS: i64 = 30;
/// From this health on a renewal that nothing endangers is as good as signed.
const COMMIT_FROM: i16 = 80;

/// What the stage of a renewal is told from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StageFacts {
    /// How it ended, if it did.
    pub outcome: Option<OpportunityOutcome>,
    /// Whether the client gave notice.
    pub notice_given: bool,
    /// The rounded health score.
    pub health_score: Option<i16>,
    /// The rounded churn risk score.
    pub churn_risk_score: Option<i16>,
    /// Days the oldest unpaid invoice is past due; zero or less where none is.
    pub days_past_due: i64,
    /// Whether the due date of the renewal has passed.
    pub is_overdue: bool,
}

/// What endangers a renewal: each figure only where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenewalDangers {
    /// The health score, below 60.
    pub health_score: Option<i16>,
    /// The churn risk score, above 50.
    pub churn_risk_score: Option<i16>,
    /// Days an invoice is past due, more than 30.
    pub days_past_due: Option<i64>,
    /// The due date has passed.
    pub is_overdue: bool,
}

impl RenewalDangers {
    /// Those that hold.
    pub fn of(facts: &StageFacts) -> Self {
        Self {
            health_score: facts.health_score.filter(|score| *score < HEALTH_BELOW),
            churn_risk_score: facts.churn_risk_score.filter(|score| *score > CHURN_ABOVE),
            days_past_due: (facts.days_past_due > PAST_DUE_DAYS).then_some(facts.days_past_due),
            is_overdue: facts.is_overdue,
        }
    }

    /// Whether any of them holds.
    pub fn any(&self) -> bool {
        self.health_score.is_some()
            || self.churn_risk_score.is_some()
            || self.days_past_due.is_some()
            || self.is_overdue
    }
}

/// Where a renewal stands by its likely outcome, the first that holds (§8): renewed, churned, at risk, on track.
pub fn renewal_stage(facts: &StageFacts) -> RenewalStage {
    match facts.outcome {
        Some(OpportunityOutcome::Won) => RenewalStage::Renewed,
        Some(OpportunityOutcome::Lost) => RenewalStage::Churned,
        None if facts.notice_given => RenewalStage::Churned,
        None if RenewalDangers::of(facts).any() => RenewalStage::AtRisk,
        None => RenewalStage::OnTrack,
    }
}

/// How surely a renewal in this stage is counted on (§8): one that is lost for sure but not closed is left out.
pub fn forecast_category(stage: RenewalStage, facts: &StageFacts) -> ForecastCategory {
    match stage {
        RenewalStage::Renewed => ForecastCategory::ClosedWon,
        RenewalStage::Churned if facts.outcome.is_some() => ForecastCategory::ClosedLost,
        RenewalStage::Churned => ForecastCategory::Omitted,
        RenewalStage::AtRisk => ForecastCategory::Pipeline,
        RenewalStage::OnTrack if facts.health_score.is_some_and(|score| score >= COMMIT_FROM) => {
            ForecastCategory::Commit
        }
        RenewalStage::OnTrack => ForecastCategory::BestCase,
    }
}
