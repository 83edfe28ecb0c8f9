//! A figure as the wire shows it.

use analytics::{period::Window, round::round};
use api_types::usage::{UsageComparison, UsageMetric};
use domain::NullReason;
use rust_decimal::{Decimal, prelude::ToPrimitive as _};

/// A figure, or why there is none.
pub(super) type Figure = Result<Decimal, NullReason>;

/// What a figure is measured in: how it is rounded, written and compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// People, as a mean.
    MeanUsers,
    /// People.
    Users,
    /// A ratio, shown as a percentage.
    Percent,
    /// Seconds.
    Seconds,
    /// Actions, as a mean.
    Actions,
    /// Days per week.
    DaysPerWeek,
    /// Days.
    Days,
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Self::MeanUsers | Self::Users => "users",
            Self::Percent => "%",
            Self::Seconds => "seconds",
            Self::Actions => "actions",
            Self::DaysPerWeek => "days per week",
            Self::Days => "days",
        }
    }

    /// The value as it is sent: a percentage for a ratio, rounded once.
    fn shown(self, value: Decimal) -> Decimal {
        match self {
            Self::Percent => round(value * Decimal::ONE_HUNDRED, 1),
            Self::MeanUsers | Self::Actions => round(value, 1),
            Self::DaysPerWeek => round(value, 2),
            Self::Users | Self::Seconds | Self::Days => round(value, 0),
        }
    }

    fn text(self, shown: Decimal) -> String {
        match self {
            Self::Percent => format!("{shown:.1}%"),
            Self::MeanUsers | Self::Actions => format!("{shown:.1}"),
            Self::DaysPerWeek => format!("{shown:.2}"),
            Self::Users => shown.normalize().to_string(),
            Self::Days => match shown.to_i64() {
                Some(1) => "1 day".to_owned(),
                _ => format!("{} days", shown.normalize()),
            },
            Self::Seconds => {
                let seconds = shown.to_i64().unwrap_or_default();
                if seconds < 60 { format!("{seconds} s") } else { format!("{} min {} s", seconds / 60, seconds % 60) }
            }
        }
    }
}

/// A figure on its way out.
pub(super) struct Metric(UsageMetric, Figure, Unit);

impl Metric {
    pub(super) fn new(metric: &str, unit: Unit, value: Figure, period: Window) -> Self {
        let shown = value.map(|value| unit.shown(value));
        let wire = UsageMetric {
            metric: metric.to_owned(),
            value: shown.ok(),
            unit: unit.name().to_owned(),
            display: shown.map_or_else(|_| "N/A".to_owned(), |shown| unit.text(shown)),
            numerator: None,
            denominator: None,
            period_start: period.start,
            period_end: period.end,
            partial: false,
            comparisons: Vec::new(),
            null_reason: shown.err(),
        };
        Self(wire, value, unit)
    }

    /// What was divided by what.
    pub(super) fn of(mut self, numerator: i64, denominator: Option<i64>) -> Self {
        self.0.numerator = Some(Decimal::from(numerator));
        self.0.denominator = denominator.map(Decimal::from);
        self
    }

    /// Sets it beside another value.
    pub(super) fn against(mut self, kind: &str, other: Figure, peers: Option<i64>) -> Self {
        let (_, value, unit) = (&self.0, self.1, self.2);
        let (delta, delta_unit) = match unit {
            Unit::Percent => (both(value, other).map(|(value, other)| (value - other) * Decimal::ONE_HUNDRED), "pp"),
            _ => (value.and_then(|v| analytics::usage::change(v, other)).map(|c| c * Decimal::ONE_HUNDRED), "%"),
        };
        self.0.comparisons.push(UsageComparison {
            kind: kind.to_owned(),
            value: other.ok().map(|other| unit.shown(other)),
            delta: delta.ok().map(|delta| round(delta, 1)),
            delta_unit: delta_unit.to_owned(),
            peers,
            null_reason: delta.err(),
        });
        self
    }

    pub(super) fn done(self) -> UsageMetric {
        self.0
    }
}

fn both(value: Figure, other: Figure) -> Result<(Decimal, Decimal), NullReason> {
    Ok((value?, other?))
}
