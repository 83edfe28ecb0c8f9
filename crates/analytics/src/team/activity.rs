use domain::work::ActivityType;

/// What someone logged in a period (M123).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ActivityCounts {
    /// Calls, e-mails and meetings of every kind.
    pub touchpoints: i64,
    /// Calls.
    pub calls: i64,
    /// E-mails.
    pub emails: i64,
    /// Meetings, business reviews, trainings, onboardings and executive touchpoints.
    pub meetings: i64,
    /// Business reviews.
    pub business_reviews: i64,
    /// Everything, what is no touchpoint included.
    pub total: i64,
}

impl ActivityCounts {
    /// Adds activities of a type.
    pub fn add(&mut self, kind: ActivityType, count: i64) {
        use ActivityType as A;
        self.total += count;
        match kind {
            A::Call => self.calls += count,
            A::Email => self.emails += count,
            A::Qbr => {
                self.business_reviews += count;
                self.meetings += count;
            }
            A::Meeting | A::Training | A::Onboarding | A::ExecutiveTouchpoint => self.meetings += count,
            A::InternalDiscussion | A::SupportEscalation | A::Other => return,
        }
        self.touchpoints += count;
    }
}
