use rust_decimal::Decimal;
use uuid::Uuid;

use crate::calendar::{Day, date_of, instant};
use crate::life::Life;
use crate::random::{Dice, Purpose};
use crate::records::{ActivityRow, ArrRow, AssignmentRow, ChurnEventRow, ClientRow, ContractRow};
use crate::staff::Team;

/// How many of the first clients are in the book of the CSM who can sign in.
const SHOWN: u32 = 8;

/// Who looks after a client.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Owners {
    csm: Uuid,
    /// Before the hand-over, if there is one.
    csm_before: Uuid,
    pub(crate) account_executive: Uuid,
}

impl Owners {
    pub(crate) fn of(life: &Life, team: &Team) -> Self {
        let (csms, executives) = (team.csms.len(), team.account_executives.len());
        let index = life.index as usize;
        let csm = if life.index < SHOWN { 0 } else { index % csms };
        let executive = if matches!(life.index, 0 | 2 | 3 | 4 | 6) { 0 } else { (index / 2) % executives };
        Self {
            csm: team.csms[csm].id,
            csm_before: team.csms[if life.index < SHOWN { csm } else { (csm + 1 + index % 3) % csms }].id,
            account_executive: team.account_executives[executive].id,
        }
    }

    pub(crate) fn csm_on(&self, life: &Life, day: Day) -> Uuid {
        if life.hand_over.is_some_and(|hand_over| day < hand_over) { self.csm_before } else { self.csm }
    }
}

/// Who looked after the client until the last day.
pub(crate) fn assignments(life: &Life, owners: &Owners, as_of: Day) -> Vec<AssignmentRow> {
    let row = |role, from: Day, until: Option<Day>, user_id| AssignmentRow {
        client_id: life.id,
        role,
        valid_from: date_of(from),
        valid_to: until.map(date_of),
        user_id,
    };
    let mut rows = vec![row("AE", life.start, None, owners.account_executive)];
    match life.hand_over.filter(|day| *day <= as_of && *day < life.ends() && owners.csm != owners.csm_before) {
        Some(day) => {
            rows.push(row("CSM", life.start, Some(day), owners.csm_before));
            rows.push(row("CSM", day, None, owners.csm));
        }
        None => rows.push(row("CSM", life.start, None, owners.csm_on(life, as_of.min(life.ends() - 1)))),
    }
    rows
}

/// Tier and segment until the last day.
pub(crate) fn contracts(life: &Life, as_of: Day) -> Vec<ContractRow> {
    let mut changes: Vec<_> =
        life.terms.iter().filter(|terms| terms.from <= as_of && terms.from < life.ends()).collect();
    changes.dedup_by_key(|terms| terms.tier);
    let until = |number: usize| changes.get(number + 1).map(|terms| date_of(terms.from));
    changes
        .iter()
        .enumerate()
        .map(|(number, terms)| ContractRow {
            client_id: life.id,
            valid_from: date_of(terms.from),
            valid_to: until(number),
            tier: terms.tier.as_str(),
            segment: life.profile.segment,
            size_segment: life.profile.size_segment(),
            industry: life.profile.industry.name,
        })
        .collect()
}

/// ARR until the last day; 0 once the client is gone.
pub(crate) fn arr_rows(life: &Life, as_of: Day) -> Vec<ArrRow> {
    let row = |day: Day, arr: i64| ArrRow {
        client_id: life.id,
        valid_from: date_of(day),
        arr_native: Decimal::from(arr),
        currency: "USD",
        source: arr_source(life),
        recorded_at: instant(day, 0),
    };
    let running = life.terms.iter().filter(|terms| terms.from < life.ends()).map(|terms| (terms.from, terms.arr));
    let ended = life.departure.map(|departure| (departure.day, 0));
    running.chain(ended).filter(|(day, _)| *day <= as_of).map(|(day, arr)| row(day, arr)).collect()
}

fn arr_source(life: &Life) -> &'static str {
    if life.profile.term_years.is_some() { "CRM" } else { "BILLING" }
}

/// The departure, once it has happened.
pub(crate) fn churn_event(life: &Life, as_of: Day) -> Option<ChurnEventRow> {
    let departure = life.departure.filter(|departure| departure.day <= as_of)?;
    Some(ChurnEventRow {
        client_id: life.id,
        id: Dice::new(life.seed, life.index, Purpose::Money, 5_000_000).id(date_of(departure.day)),
        churned_on: date_of(departure.day),
        reason: departure.reason,
        feedback: departure.feedback,
        recorded_at: instant(departure.day, 0),
    })
}

/// The client as it stands on the last day.
pub(crate) fn client_row(
    life: &Life,
    owners: &Owners,
    last_used: Option<Day>,
    activities: &[ActivityRow],
    as_of: Day,
) -> ClientRow {
    let departure = life.departure.filter(|departure| departure.day <= as_of);
    let last = as_of.min(life.ends() - 1);
    let terms = life.terms_at(last);
    let is_live = life.go_live <= as_of;
    let (contract_end, open_renewal) = ends(life, as_of);
    let profile = &life.profile;
    let is_contact = |row: &&ActivityRow| !matches!(row.activity_type, "INTERNAL_DISCUSSION" | "SUPPORT_ESCALATION");
    ClientRow {
        id: life.id,
        external_id: format!("demo-{}", life.index + 1),
        organization_id: format!("demo-org-{}", life.index + 1),
        name: profile.name.clone(),
        industry: profile.industry.name,
        employee_count: profile.employees,
        region: profile.region.name(),
        timezone: profile.time_zone,
        contract_tier: terms.tier.as_str(),
        contract_start_date: date_of(life.start),
        // Who leaves early leaves a contract that would have run on.
        contract_end_date: contract_end.map(date_of),
        go_live_date: is_live.then(|| date_of(life.go_live)),
        next_renewal_date: contract_end.filter(|_| departure.is_none()).map(date_of),
        first_value_date: (life.go_live + 24 <= as_of).then(|| date_of(life.go_live + 24)),
        currency: "USD",
        arr_source: arr_source(life),
        licensed_modules: profile.modules.clone(),
        licensed_user_count: terms.seats,
        lifecycle_status: match departure {
            Some(_) => "CHURNED",
            None if is_live => "ACTIVE",
            None => "ONBOARDING",
        },
        churned_at: departure.map(|departure| date_of(departure.day)),
        churn_reason: departure.map(|departure| departure.reason),
        csm_user_id: owners.csm_on(life, last),
        ae_user_id: owners.account_executive,
        size_segment: profile.size_segment(),
        segment: profile.segment,
        tags: profile.tags.clone(),
        last_activity_at: last_used.map(|day| instant(day, 61_200)),
        last_csm_contact_at: activities.iter().filter(is_contact).map(|row| row.occurred_at).max(),
        is_active: departure.is_none(),
        annual_recurring_revenue: Some(Decimal::from(if departure.is_some() { 0 } else { terms.arr })),
        renewal_due_date: open_renewal.or(contract_end).filter(|_| departure.is_none()).map(date_of),
        is_demo: true,
        created_at: instant(life.start, 30_000),
    }
}

/// The end of the running contract, and the due date of a renewal that is not settled yet.
fn ends(life: &Life, as_of: Day) -> (Option<Day>, Option<Day>) {
    let Some(years) = life.profile.term_years else { return (None, None) };
    let first = crate::calendar::add_months(life.start, 12 * years);
    let won = life.renewals.iter().rfind(|renewal| renewal.is_won && renewal.closes <= as_of);
    let open = life.renewals.iter().find(|renewal| renewal.closes > as_of && renewal.due - 120 <= as_of);
    (Some(won.map_or(first, |renewal| renewal.next_due)), open.map(|renewal| renewal.due))
}
