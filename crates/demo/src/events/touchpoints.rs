use domain::client::ContractTier;

use super::contacts::{Contact, present};
use super::contract::Owners;
use super::reviews::reviews;
use crate::calendar::{Day, date_of, instant, workday};
use crate::life::{Life, Sign};
use crate::portfolio::Span;
use crate::random::{Dice, Purpose};
use crate::records::ActivityRow;
use crate::words::topic;

/// Every conversation from `from` to the last day.
pub(crate) fn touchpoints(
    life: &Life,
    owners: &Owners,
    contacts: &[Contact],
    from: Day,
    span: &Span,
) -> Vec<ActivityRow> {
    let desk = Desk { life, owners, contacts, as_of: span.as_of };
    let mut rows = Vec::new();
    desk.onboard(&mut rows);
    desk.keep_in_touch(&mut rows);
    reviews(&desk, &mut rows);
    desk.react(&mut rows);
    rows.retain(|row| row.occurred_at >= instant(from, 0));
    rows.sort_by_key(|row| (row.occurred_at, row.id));
    rows
}

/// Everything a conversation needs.
pub(super) struct Desk<'a> {
    pub(super) life: &'a Life,
    owners: &'a Owners,
    contacts: &'a [Contact],
    pub(super) as_of: Day,
}

impl Desk<'_> {
    pub(super) fn last_day(&self) -> Day {
        self.as_of.min(self.life.ends() - 1)
    }

    pub(super) fn is_silent(&self, day: Day) -> bool {
        self.life.shows(Sign::NoContact, day)
    }

    fn onboard(&self, rows: &mut Vec<ActivityRow>) {
        let mut dice = Dice::new(self.life.seed, self.life.index, Purpose::Touchpoint, 0);
        let mut day = self.life.start + 2;
        while day < self.life.go_live + 25 {
            let kind = if dice.chance(0.25) { "TRAINING" } else { "ONBOARDING" };
            let row = self.row(&mut dice, workday(day), kind, 2);
            if workday(day) <= self.last_day() {
                rows.push(row);
            }
            day += dice.int(6, 13);
        }
    }

    fn keep_in_touch(&self, rows: &mut Vec<ActivityRow>) {
        let mut dice = Dice::new(self.life.seed, self.life.index, Purpose::Touchpoint, 1);
        let target = match self.life.profile.tier {
            ContractTier::Enterprise => 14.0,
            ContractTier::Professional | ContractTier::Custom => 30.0,
            ContractTier::Starter => 60.0,
        };
        let mut day = self.life.go_live + 12;
        while day <= self.last_day() {
            let on = workday(day);
            const KINDS: [&str; 5] = ["CALL", "EMAIL", "MEETING", "TRAINING", "INTERNAL_DISCUSSION"];
            let kind = KINDS[dice.weighted(&[0.31, 0.35, 0.22, 0.06, 0.06])];
            let count = dice.int(1, 2) as usize;
            let row = self.row(&mut dice, on, kind, count);
            if on <= self.last_day() && !self.is_silent(on) {
                rows.push(row);
            }
            day += (target * self.life.profile.contact_interval * dice.between(0.45, 1.5)) as Day + 1;
        }
    }

    /// What trouble makes staff do, where they notice it.
    fn react(&self, rows: &mut Vec<ActivityRow>) {
        for (number, strain) in self.life.strains.iter().enumerate() {
            let mut dice = Dice::new(self.life.seed, self.life.index, Purpose::Touchpoint, 100 + number as u32);
            let (kind, after) = match strain.sign {
                Sign::TicketStorm => ("SUPPORT_ESCALATION", dice.int(4, 9)),
                Sign::UsageDecline => ("INTERNAL_DISCUSSION", dice.int(10, 30)),
                _ => continue,
            };
            let day = workday(strain.from + after);
            let row = self.row(&mut dice, day, kind, 1);
            if day <= self.last_day() && day >= self.life.go_live && dice.chance(0.6) {
                rows.push(row);
            }
        }
    }

    pub(super) fn row(&self, dice: &mut Dice, day: Day, kind: &'static str, people: usize) -> ActivityRow {
        let life = self.life;
        let at = instant(day, i64::from(dice.int(8 * 3_600, 17 * 3_600) / 300 * 300));
        let wants_sponsor = matches!(kind, "QBR" | "EXECUTIVE_TOUCHPOINT");
        let mut reached: Vec<_> = present(self.contacts, day)
            .filter(|contact| contact.role != "BILLING")
            .map(|contact| (contact.role, contact.id))
            .collect();
        let first = dice.int(0, 5) as usize;
        if !reached.is_empty() {
            let first = first % reached.len();
            reached.rotate_left(first);
        }
        let rank = |role: &str| u8::from(role != if wants_sponsor { "EXECUTIVE_SPONSOR" } else { "CHAMPION" });
        if !first.is_multiple_of(3) || wants_sponsor {
            reached.sort_by_key(|(role, _)| rank(role));
        }
        let client_contacts = match kind {
            "INTERNAL_DISCUSSION" => Vec::new(),
            _ => reached.iter().take(people).map(|(_, id)| *id).collect(),
        };
        let (outcome, says_nothing) = (self.outcome(dice, day), dice.chance(0.2));
        let follow_up = dice.chance(0.22).then(|| workday(day + dice.int(5, 14)));
        let (delay, forgets) = (dice.int(-2, 4), dice.chance(0.12));
        // What is forgotten is remembered weeks later.
        let late = if forgets { 35 + 7 * delay } else { delay };
        let done = follow_up.map(|due| workday((due + late).max(day + 1))).filter(|done| *done <= self.as_of);
        ActivityRow {
            client_id: life.id,
            id: dice.id(date_of(day)),
            occurred_at: at,
            activity_type: kind,
            subject: dice.word(topic(kind)),
            description: None,
            performed_by_id: self.owners.csm_on(life, day),
            client_contacts,
            duration_minutes: (kind != "EMAIL").then(|| dice.int(2, 9) * 10),
            outcome: (!(kind == "EMAIL" && says_nothing)).then_some(outcome),
            follow_up_required: follow_up.is_some(),
            follow_up_date: follow_up.map(date_of),
            follow_up_completed: done.is_some(),
            follow_up_completed_at: done.map(|day| instant(day, 15 * 3_600)),
            created_at: at,
        }
    }

    fn outcome(&self, dice: &mut Dice, day: Day) -> &'static str {
        const OUTCOMES: [&str; 6] = [
            "SUCCESSFUL_ENGAGEMENT",
            "NO_ACTION_NEEDED",
            "FOLLOW_UP_REQUIRED",
            "EXPANSION_OPPORTUNITY",
            "ISSUE_IDENTIFIED",
            "RISK_IDENTIFIED",
        ];
        let is_strained = self.life.strains.iter().any(|strain| strain.shows_on(day));
        let weights =
            if is_strained { [0.3, 0.1, 0.15, 0.01, 0.22, 0.22] } else { [0.52, 0.22, 0.12, 0.08, 0.05, 0.01] };
        OUTCOMES[dice.weighted(&weights)]
    }
}
