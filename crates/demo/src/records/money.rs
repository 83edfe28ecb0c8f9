use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::record;

record! {
    /// What the client pays for, regularly.
    SubscriptionRow in "subscription" {
        client_id: Uuid,
        id: Uuid,
        product_id: Uuid,
        plan_id: Uuid,
        status: &'static str,
        currency: &'static str,
        quantity: i32,
        unit_amount: Decimal,
        interval: &'static str,
        started_at: NaiveDate,
        first_paid_at: Option<NaiveDate>,
        current_period_start: Option<NaiveDate>,
        current_period_end: Option<NaiveDate>,
        auto_renew: bool,
        cancel_at: Option<NaiveDate>,
        canceled_at: Option<NaiveDate>,
        ended_at: Option<NaiveDate>,
        recorded_at: DateTime<Utc>,
    }
}

record! {
    /// The client left.
    ChurnEventRow in "churn_event" {
        client_id: Uuid,
        id: Uuid,
        churned_on: NaiveDate,
        reason: &'static str,
        feedback: &'static str,
        recorded_at: DateTime<Utc>,
    }
}

record! {
    /// An invoice.
    InvoiceRow in "invoice" {
        client_id: Uuid,
        id: Uuid,
        external_id: String,
        subscription_id: Uuid,
        amount: Decimal,
        tax: Decimal,
        currency: &'static str,
        issued_at: NaiveDate,
        due_at: NaiveDate,
        paid_at: Option<NaiveDate>,
        status: &'static str,
        order_type: &'static str,
        recorded_at: DateTime<Utc>,
    }
}

record! {
    /// A payment, or a charge that failed.
    PaymentRow in "payment" {
        client_id: Uuid,
        id: Uuid,
        invoice_id: Uuid,
        subscription_id: Uuid,
        amount: Decimal,
        tax: Decimal,
        currency: &'static str,
        paid_at: Option<DateTime<Utc>>,
        failed_at: Option<DateTime<Utc>>,
        status: &'static str,
        order_type: &'static str,
        recorded_at: DateTime<Utc>,
    }
}

record! {
    /// A renewal or an expansion.
    OpportunityRow in "opportunity" {
        client_id: Uuid,
        id: Uuid,
        r#type: &'static str,
        name: String,
        stage: &'static str,
        forecast_category: &'static str,
        amount_due: Option<Decimal>,
        amount: Decimal,
        currency: &'static str,
        probability: Decimal,
        due_date: Option<NaiveDate>,
        expected_close: NaiveDate,
        opened_at: NaiveDate,
        closed_at: Option<NaiveDate>,
        outcome: Option<&'static str>,
        notice_given_at: Option<NaiveDate>,
        owner_id: Uuid,
        recorded_at: DateTime<Utc>,
    }
}
