use rust_decimal::Decimal;
use uuid::Uuid;

use crate::calendar::{Day, add_months, date_of, instant};
use crate::catalogue::{plan_id, product_id};
use crate::life::{Billing, Life};
use crate::random::{Dice, Purpose};
use crate::records::SubscriptionRow;

pub(super) fn subscription_id(life: &Life) -> Uuid {
    Dice::new(life.seed, life.index, Purpose::Money, u32::MAX).id(date_of(life.start))
}

/// What the client pays for on the last day.
pub(crate) fn subscription(life: &Life, as_of: Day) -> SubscriptionRow {
    let terms = life.terms_at(as_of.min(life.ends() - 1));
    let has_ended = life.is_gone(as_of);
    let last = as_of.min(life.ends() - 1);
    let months = life.profile.billing.months();
    let period = (0_u32..).take_while(|number| add_months(life.start, number * months) <= last).last().unwrap_or(0);
    let (from, until) = (add_months(life.start, period * months), add_months(life.start, (period + 1) * months));
    let per_seat =
        Decimal::from(terms.arr) / Decimal::from(terms.seats.max(1)) * Decimal::from(months) / Decimal::from(12);
    let notice = life.renewals.iter().filter_map(|renewal| renewal.notice).find(|day| *day <= as_of);
    SubscriptionRow {
        client_id: life.id,
        id: subscription_id(life),
        product_id: product_id(),
        plan_id: plan_id(terms.tier),
        status: if has_ended { "canceled" } else { "active" },
        currency: "USD",
        quantity: terms.seats,
        unit_amount: per_seat.round_dp(6),
        interval: match life.profile.billing {
            Billing::Monthly => "month",
            Billing::Quarterly => "quarter",
            Billing::Yearly => "year",
        },
        started_at: date_of(life.start),
        first_paid_at: (life.start + 7 <= as_of).then(|| date_of(life.start + 7)),
        current_period_start: Some(date_of(from)),
        current_period_end: Some(date_of(until)),
        auto_renew: life.profile.term_years.is_none(),
        cancel_at: notice.and(life.departure).map(|departure| date_of(departure.day)),
        canceled_at: notice.or_else(|| has_ended.then(|| life.ends())).map(date_of),
        ended_at: has_ended.then(|| date_of(life.ends())),
        recorded_at: instant(life.start, 0),
    }
}
