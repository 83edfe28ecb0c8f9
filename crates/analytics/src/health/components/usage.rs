use rust_decimal::Decimal;

use super::inputs::{Writer, attained, get, get_count, weighted};
use super::{AdoptionInputs, ComponentInputs, Inputs};

/// Usage of profile SIX (§4.2): daily users against expected, or the blend of four ratios.
#[derive(Debug, Clone, PartialEq)]
pub struct UsageInputs {
    /// Mean daily active users.
    pub mean_dau: Decimal,
    /// Daily users expected.
    pub expected_dau: Decimal,
    /// The other three ratios, where the configuration asks for the blend.
    pub blend: BlendInputs,
}

/// The ratios of the blend besides daily users; an unknown one leaves its weight to the others.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BlendInputs {
    /// Weekly active users and expected.
    pub wau: Option<(Decimal, Decimal)>,
    /// Actions per session and expected.
    pub depth: Option<(Decimal, Decimal)>,
    /// Login days per user and week, and expected.
    pub login_days: Option<(Decimal, Decimal)>,
}

impl UsageInputs {
    /// The four ratios, each capped at 100: daily users, weekly users, depth, login days.
    pub fn parts(&self) -> [Option<Decimal>; 4] {
        let part = |pair: Option<(Decimal, Decimal)>| pair.and_then(|(actual, expected)| attained(actual, expected));
        let daily = attained(self.mean_dau, self.expected_dau);
        [daily, part(self.blend.wau), part(self.blend.depth), part(self.blend.login_days)]
    }
}

impl ComponentInputs for UsageInputs {
    fn score(&self) -> Option<Decimal> {
        let [daily, weekly, depth, logins] = self.parts();
        daily?;
        weighted([(50, daily), (20, weekly), (15, depth), (15, logins)])
    }

    fn to_inputs(&self) -> Inputs {
        let (actual, expected) = (|pair: (Decimal, Decimal)| pair.0, |pair: (Decimal, Decimal)| pair.1);
        let blend = &self.blend;
        Writer::default()
            .put("mean_dau", self.mean_dau)
            .put("expected_dau", self.expected_dau)
            .put("wau", blend.wau.map(actual))
            .put("expected_wau", blend.wau.map(expected))
            .put("session_depth", blend.depth.map(actual))
            .put("expected_session_depth", blend.depth.map(expected))
            .put("login_days", blend.login_days.map(actual))
            .put("expected_login_days", blend.login_days.map(expected))
            .done()
    }

    fn from_inputs(inputs: &Inputs) -> Option<Self> {
        let pair = |actual, expected| get(inputs, actual).zip(get(inputs, expected));
        Some(Self {
            mean_dau: get(inputs, "mean_dau")?,
            expected_dau: get(inputs, "expected_dau")?,
            blend: BlendInputs {
                wau: pair("wau", "expected_wau"),
                depth: pair("session_depth", "expected_session_depth"),
                login_days: pair("login_days", "expected_login_days"),
            },
        })
    }
}

/// Usage consistency of profile SUB100 (§4.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsistencyInputs {
    /// Working days with at least one active user.
    pub active_days: i64,
    /// Working days in the window.
    pub working_days: i64,
}

impl ComponentInputs for ConsistencyInputs {
    fn score(&self) -> Option<Decimal> {
        attained(self.active_days.into(), self.working_days.into())
    }

    fn to_inputs(&self) -> Inputs {
        Writer::default().count("active_days", self.active_days).count("working_days", self.working_days).done()
    }

    fn from_inputs(inputs: &Inputs) -> Option<Self> {
        Some(Self { active_days: get_count(inputs, "active_days")?, working_days: get_count(inputs, "working_days")? })
    }
}

/// Product usage of profile CX4 (§4.3): half login frequency, half adoption.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductUsageInputs {
    /// Login days per user and week, and expected.
    pub login_days: Option<(Decimal, Decimal)>,
    /// Licensed features in use.
    pub adoption: Option<AdoptionInputs>,
}

impl ComponentInputs for ProductUsageInputs {
    fn score(&self) -> Option<Decimal> {
        let login = self.login_days.and_then(|(actual, expected)| attained(actual, expected));
        weighted([(1, login), (1, self.adoption.as_ref().and_then(ComponentInputs::score))])
    }

    fn to_inputs(&self) -> Inputs {
        let mut inputs = self.adoption.as_ref().map(ComponentInputs::to_inputs).unwrap_or_default();
        inputs.append(
            &mut Writer::default()
                .put("login_days", self.login_days.map(|pair| pair.0))
                .put("expected_login_days", self.login_days.map(|pair| pair.1))
                .done(),
        );
        inputs
    }

    fn from_inputs(inputs: &Inputs) -> Option<Self> {
        Some(Self {
            login_days: get(inputs, "login_days").zip(get(inputs, "expected_login_days")),
            adoption: AdoptionInputs::from_inputs(inputs),
        })
    }
}
