use domain::filter::{Field, Operand};
use sqlx::{Postgres, QueryBuilder};

/// Where a field stands in the table `client c`.
#[derive(Clone, Copy)]
pub(super) struct Column<'a> {
    pub field: Field,
    pub timezone: &'a str,
}

impl Column<'_> {
    /// Appends the column and what follows it.
    pub(super) fn push(self, query: &mut QueryBuilder<Postgres>, rest: &str) {
        match self.field {
            // An instant is asked for by its day, there where days begin.
            Field::LastCsmContactAt | Field::LastActivityAt => {
                query.push(format_args!("({} at time zone ", self.name())).push_bind(self.timezone.to_owned());
                query.push(")::date");
            }
            _ => drop(query.push(self.name())),
        }
        query.push(rest);
    }

    pub(super) fn compared(self, query: &mut QueryBuilder<Postgres>, comparison: &str, operand: &Operand) {
        self.push(query, comparison);
        match operand {
            Operand::Text(text) => drop(query.push_bind(text.clone())),
            Operand::Person(id) => drop(query.push_bind(*id)),
            Operand::Whole(number) => drop(query.push_bind(*number)),
            Operand::Money(amount) => drop(query.push_bind(*amount)),
            Operand::Day(day) => drop(query.push_bind(*day)),
            Operand::Flag(flag) => drop(query.push_bind(*flag)),
            _ => drop(query.push("null")),
        }
    }

    pub(super) fn between(self, query: &mut QueryBuilder<Postgres>, operand: &Operand) {
        self.push(query, " between ");
        match operand {
            Operand::WholeBetween(least, most) => drop(query.push_bind(*least).push(" and ").push_bind(*most)),
            Operand::MoneyBetween(least, most) => drop(query.push_bind(*least).push(" and ").push_bind(*most)),
            Operand::DayBetween(first, last) => drop(query.push_bind(*first).push(" and ").push_bind(*last)),
            _ => drop(query.push("null and null")),
        }
    }

    pub(super) fn any(self, query: &mut QueryBuilder<Postgres>, operand: &Operand) {
        self.push(query, " = any(");
        match operand {
            Operand::Texts(texts) => drop(query.push_bind(texts.clone())),
            Operand::People(ids) => drop(query.push_bind(ids.clone())),
            _ => drop(query.push("null")),
        }
        query.push(")");
    }

    const fn name(self) -> &'static str {
        match self.field {
            Field::Name => "c.name",
            Field::ExternalId => "c.external_id",
            Field::Industry => "c.industry",
            Field::Region => "c.region",
            Field::Segment => "c.segment",
            Field::ContractTier => "c.contract_tier",
            Field::SizeSegment => "c.size_segment",
            Field::LifecycleStatus => "c.lifecycle_status",
            Field::IsActive => "c.is_active",
            Field::Tags => "c.tags",
            Field::LicensedModules => "c.licensed_modules",
            Field::Csm => "c.csm_user_id",
            Field::Ae => "c.ae_user_id",
            Field::HealthScore => "c.current_health_score",
            Field::HealthStatus => "c.health_status",
            Field::HealthTrend => "c.health_trend",
            Field::HealthTrendChange => "c.health_trend_change",
            Field::ChurnRiskScore => "c.churn_risk_score",
            Field::ChurnRiskCategory => "c.churn_risk_category",
            Field::AtRisk => "(c.at_risk_reasons <> '{}')",
            Field::AtRiskReason => "c.at_risk_reasons",
            Field::AnnualRecurringRevenue => "c.annual_recurring_revenue",
            Field::EmployeeCount => "c.employee_count",
            Field::LicensedUserCount => "c.licensed_user_count",
            Field::RenewalStatus => "c.renewal_status",
            Field::NextRenewalDate => "c.renewal_due_date",
            Field::ContractStartDate => "c.contract_start_date",
            Field::ContractEndDate => "c.contract_end_date",
            Field::GoLiveDate => "c.go_live_date",
            Field::ChurnedAt => "c.churned_at",
            Field::LastCsmContactAt => "c.last_csm_contact_at",
            Field::LastActivityAt => "c.last_activity_at",
        }
    }
}
