//! The people who look after the clients. Five can sign in; the others share out the rest of the portfolio, so that
//! books have a believable size.

use chrono::NaiveDate;
use domain::staff::Role;
use uuid::Uuid;

use crate::random::{Dice, Purpose};
use crate::words;

/// Clients per CSM, churned ones included.
const BOOK: u32 = 30;
/// Points a manager here looks after in a full week. Their clients are larger than most, so that the usual thirty would
/// have everyone overloaded; with these some are, and some have room.
pub const POINTS: i64 = 70;
/// Clients per account executive.
const SALES_BOOK: u32 = 55;

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// Follows from the address: every portfolio has the same people.
    pub id: Uuid,
    /// Address.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Role.
    pub role: Role,
    /// Whether a password is made for this one.
    pub signs_in: bool,
    /// The share of a full week they work, in percent.
    pub works_percent: i64,
}

/// Everyone, and who is who.
#[derive(Debug, Clone)]
pub struct Team {
    /// CSMs; the first is `csm@demo.test`.
    pub csms: Vec<StaffMember>,
    /// Account executives; the first is `ae@demo.test`.
    pub account_executives: Vec<StaffMember>,
    /// Leaders.
    pub leaders: Vec<StaffMember>,
}

impl Team {
    /// The team that a number of clients needs.
    pub fn of(clients: u32) -> Self {
        let csms = (clients / BOOK).max(2);
        let executives = (clients / SALES_BOOK).max(2);
        let csm = |n: u32| if n % 4 == 3 { Role::SeniorCsm } else { Role::Csm };
        Self {
            csms: (0..csms).map(|n| member(n, "csm", csm(n))).collect(),
            account_executives: (0..executives).map(|n| member(10_000 + n, "ae", Role::Ae)).collect(),
            leaders: vec![
                member(20_000, "vp", Role::VpClientSuccess),
                member(20_001, "sales", Role::VpSales),
                member(20_002, "admin", Role::Admin),
            ],
        }
    }

    /// Everyone.
    pub fn everyone(&self) -> impl Iterator<Item = &StaffMember> {
        self.csms.iter().chain(&self.account_executives).chain(&self.leaders)
    }
}

fn member(number: u32, mailbox: &str, role: Role) -> StaffMember {
    let mut dice = Dice::new(0, number, Purpose::Staff, 0);
    let day = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default();
    let id = dice.id(day);
    let person = words::person(&mut dice);
    let signs_in = matches!(number, 0 | 10_000 | 20_000..);
    let email =
        if signs_in { format!("{mailbox}@demo.test") } else { format!("{}.{number}@demo.test", person.handle()) };
    // Every fifth manager works four days with a book like the others': hands are never all alike.
    let works_percent = if mailbox == "csm" && number.is_multiple_of(5) { 80 } else { 100 };
    let (first_name, last_name) = (person.first.to_owned(), person.last.to_owned());
    StaffMember { id, email, first_name, last_name, role, signs_in, works_percent }
}
