use rust_decimal::Decimal;
use uuid::Uuid;

use super::subscription::subscription_id;
use crate::calendar::{Day, add_months, date_of, instant};
use crate::life::{Billing, Life, Sign};
use crate::portfolio::Span;
use crate::random::{Dice, Purpose};
use crate::records::{InvoiceRow, PaymentRow};

/// Days after a departure that an open invoice is given up.
const GIVEN_UP_AFTER: Day = 90;

/// One bill and what became of it.
struct Bill {
    number: u32,
    issued: Day,
    due: Day,
    paid: Option<Day>,
    failed: Vec<Day>,
    /// Dollars.
    amount: Decimal,
    order_type: &'static str,
}

/// Invoices issued since `from`, and the charges for them.
pub(crate) fn bills(life: &Life, from: Day, span: &Span) -> (Vec<InvoiceRow>, Vec<PaymentRow>) {
    let last = span.as_of.min(life.ends() - 1);
    let months = life.profile.billing.months();
    let regular = (0_u32..)
        .map(|number| (number, add_months(life.start, number * months)))
        .take_while(|(_, issued)| *issued <= last)
        .filter(|(_, issued)| *issued >= from)
        .map(|(number, issued)| regular_bill(life, number, issued));
    let extra = life
        .strains
        .iter()
        .enumerate()
        .filter(|(_, strain)| strain.sign == Sign::LatePayment)
        .map(|(number, strain)| disputed_bill(life, 10_000 + number as u32, strain.from, strain.until))
        .filter(|bill| bill.issued >= from.max(life.start) && bill.issued <= last);
    let (mut invoices, mut payments) = (Vec::new(), Vec::new());
    for bill in regular.chain(extra) {
        bill.write(life, span.as_of, &mut invoices, &mut payments);
    }
    (invoices, payments)
}

fn regular_bill(life: &Life, number: u32, issued: Day) -> Bill {
    let mut dice = Dice::new(life.seed, life.index, Purpose::Money, number);
    let by_card = life.profile.billing == Billing::Monthly;
    let due = issued + if by_card { 7 } else { 30 };
    let early = issued.max(due - dice.int(1, if by_card { 7 } else { 24 }));
    let late = due + dice.skewed(2.0, 26.0) as Day;
    let is_late = dice.chance(if life.profile.pays_late { 0.62 } else { 0.035 });
    let mut paid = Some(if is_late { late } else { early });
    let mut failed = Vec::new();
    if by_card && dice.chance(0.03) {
        failed.push(early);
        paid = paid.map(|day| day + 3);
    }
    if let Some(strain) = life.strains.iter().find(|strain| strain.sign == Sign::LatePayment && strain.shows_on(due)) {
        let settled = strain.until + dice.int(0, 12);
        paid = (settled < life.ends()).then_some(settled);
        if by_card {
            failed = vec![due - 1, due + 6];
        }
    }
    let share = Decimal::from(life.profile.billing.months()) / Decimal::from(12);
    let amount = (Decimal::from(life.terms_at(issued).arr) * share).round_dp(2);
    Bill { number, issued, due, paid, failed, amount, order_type: if number == 0 { "NEW" } else { "RENEWAL" } }
}

/// Extra work that the client is slow to pay for, so that late payment shows for those billed once a year too.
fn disputed_bill(life: &Life, number: u32, from: Day, until: Day) -> Bill {
    let mut dice = Dice::new(life.seed, life.index, Purpose::Money, number);
    let due = from + dice.int(0, 12);
    let settled = until + dice.int(0, 8);
    let amount = Decimal::from((life.terms_at(from).arr / 1_000).max(3) * 50);
    let failed = if dice.chance(0.4) { vec![due + 3, due + 10] } else { Vec::new() };
    Bill {
        number,
        issued: due - 30,
        due,
        paid: (settled < life.ends()).then_some(settled),
        failed,
        amount,
        order_type: "ONE_TIME",
    }
}

impl Bill {
    fn write(&self, life: &Life, as_of: Day, invoices: &mut Vec<InvoiceRow>, payments: &mut Vec<PaymentRow>) {
        let mut dice = Dice::new(life.seed, life.index, Purpose::Money, 1_000_000 + self.number);
        let id = dice.id(date_of(self.issued));
        let paid = self.paid.filter(|day| *day <= as_of);
        let is_given_up = self.paid.is_none() && as_of >= life.ends().saturating_add(GIVEN_UP_AFTER);
        invoices.push(InvoiceRow {
            client_id: life.id,
            id,
            external_id: format!("INV-{}-{}", 1_000 + life.index, self.number + 1),
            subscription_id: subscription_id(life),
            amount: self.amount,
            tax: Decimal::ZERO,
            currency: "USD",
            issued_at: date_of(self.issued),
            due_at: date_of(self.due),
            paid_at: paid.map(date_of),
            status: match paid {
                Some(_) => "PAID",
                None if is_given_up => "UNCOLLECTIBLE",
                None => "OPEN",
            },
            order_type: self.order_type,
            recorded_at: instant(self.issued, 6 * 3_600),
        });
        for day in &self.failed {
            let row = self.charge(life, &mut dice, id, *day, true);
            if *day <= as_of && *day < life.ends() {
                payments.push(row);
            }
        }
        payments.extend(paid.map(|day| self.charge(life, &mut dice, id, day, false)));
    }

    fn charge(&self, life: &Life, dice: &mut Dice, invoice_id: Uuid, day: Day, fails: bool) -> PaymentRow {
        let at = instant(day, i64::from(dice.int(0, 80_000)));
        PaymentRow {
            client_id: life.id,
            id: dice.id(date_of(day)),
            invoice_id,
            subscription_id: subscription_id(life),
            amount: self.amount,
            tax: Decimal::ZERO,
            currency: "USD",
            paid_at: (!fails).then_some(at),
            failed_at: fails.then_some(at),
            status: if fails { "FAILED" } else { "SUCCEEDED" },
            order_type: self.order_type,
            recorded_at: at,
        }
    }
}
