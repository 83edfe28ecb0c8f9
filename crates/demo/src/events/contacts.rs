use domain::client::ContractTier;
use uuid::Uuid;

use crate::calendar::{Day, date_of, instant};
use crate::life::{Life, Sign};
use crate::random::{Dice, Purpose};
use crate::records::{ActivityRow, ContactRow};
use crate::usage::{ADMIN, CHAMPION, CONTACT_SEATS, Holder, MET_BEFORE, SPONSOR, Usage};
use crate::words::{person, slug};

/// A person staff talk to.
#[derive(Debug)]
pub(crate) struct Contact {
    pub(crate) id: Uuid,
    pub(crate) role: &'static str,
    title: &'static str,
    name: String,
    email: String,
    /// The seat on the platform, and which of its holders.
    seat: Option<usize>,
    holder: Option<Holder>,
    pub(crate) from: Day,
    /// The day the company lost this person, if anyone noted it.
    left: Option<Day>,
    /// The day after which this person answers no more.
    pub(crate) gone: Day,
}

/// Everyone who is a contact by `as_of`, whether or not they still are.
pub(crate) fn contacts(life: &Life, usage: &Usage, as_of: Day) -> Vec<Contact> {
    let mut dice = Dice::new(life.seed, life.index, Purpose::Contact, 0);
    let domain = format!("{}.example", slug(&life.profile.name));
    let seats = match life.profile.tier {
        ContractTier::Starter => dice.int(3, 4),
        ContractTier::Professional => dice.int(4, 5),
        ContractTier::Enterprise | ContractTier::Custom => 6,
    };
    let knows_sponsor = dice.chance(0.75 + 0.25 * life.profile.quality);
    let mut found = vec![billing(life, &domain, &mut dice)];
    for (number, seat) in usage.seats.iter().enumerate().take(seats as usize) {
        if number == SPONSOR && !knows_sponsor {
            continue;
        }
        for (turn, holder) in seat.holders.iter().enumerate() {
            let mut dice = Dice::new(life.seed, life.index, Purpose::Contact, (number * 64 + turn + 64) as u32);
            // Staff meet the first people before there is anything to sign in to.
            let from = if turn == 0 { life.start.max(holder.from - MET_BEFORE) } else { holder.from + dice.int(1, 20) };
            if from > as_of {
                continue;
            }
            let is_noted = dice.chance(0.75);
            let left = (holder.until < Day::MAX && is_noted).then_some(holder.until);
            let (role, title) = role_of(number, &mut dice);
            found.push(Contact {
                id: dice.id(date_of(from)),
                role,
                title,
                name: holder.person.name(),
                email: format!("{}@{domain}", holder.person.handle()),
                seat: Some(number),
                holder: Some(holder.clone()),
                from,
                left: left.filter(|day| *day <= as_of),
                gone: holder.until,
            });
        }
    }
    found
}

fn billing(life: &Life, domain: &str, dice: &mut Dice) -> Contact {
    let person = person(dice);
    Contact {
        id: dice.id(date_of(life.start)),
        role: "BILLING",
        title: "Accounts Payable",
        name: person.name(),
        email: format!("billing@{domain}"),
        seat: None,
        holder: None,
        from: life.start,
        left: None,
        gone: Day::MAX,
    }
}

fn role_of(seat: usize, dice: &mut Dice) -> (&'static str, &'static str) {
    let (role, titles): (_, &[&'static str]) = match seat {
        CHAMPION => {
            ("CHAMPION", &["Compliance Director", "Head of Ethics", "Chief Compliance Officer", "Risk Manager"])
        }
        ADMIN => ("ADMIN", &["System Administrator", "IT Applications Lead", "Platform Owner"]),
        SPONSOR => ("EXECUTIVE_SPONSOR", &["Chief Operating Officer", "General Counsel", "Chief Financial Officer"]),
        _ => ("USER", &["Investigator", "HR Partner", "Compliance Analyst", "Regional Manager"]),
    };
    (role, dice.word(titles))
}

/// Those who can be reached on a day.
pub(crate) fn present(contacts: &[Contact], day: Day) -> impl Iterator<Item = &Contact> {
    contacts.iter().filter(move |contact| contact.from <= day && day < contact.gone)
}

/// The contacts as they stand on the last day.
pub(crate) fn contact_rows(
    life: &Life,
    contacts: &[Contact],
    usage: &Usage,
    activities: &[ActivityRow],
    as_of: Day,
) -> Vec<ContactRow> {
    contacts.iter().map(|contact| row(life, contact, usage, activities, as_of)).collect()
}

fn row(life: &Life, contact: &Contact, usage: &Usage, activities: &[ActivityRow], as_of: Day) -> ContactRow {
    let last_seen = contact.holder.as_ref().and_then(|holder| holder.last_seen);
    let reached = activities.iter().filter(|activity| activity.client_contacts.contains(&contact.id));
    ContactRow {
        client_id: life.id,
        id: contact.id,
        name: contact.name.clone(),
        email: contact.email.clone(),
        title: contact.title,
        role: contact.role,
        is_primary: contact.role == "CHAMPION" && contact.left.is_none(),
        is_billing: contact.role == "BILLING",
        is_technical: contact.role == "ADMIN",
        is_key: matches!(contact.role, "CHAMPION" | "EXECUTIVE_SPONSOR"),
        platform_user_id: contact
            .holder
            .as_ref()
            .filter(|holder| holder.from <= as_of)
            .map(|holder| holder.user_id.clone()),
        last_platform_login: last_seen.map(|day| instant(day, i64::from(9 * 3_600 + (day * 977) % 25_000))),
        last_csm_contact: reached.map(|activity| activity.occurred_at).max(),
        engagement_status: engagement(contact, usage, last_seen, as_of),
        is_active: contact.left.is_none(),
        left_company_at: contact.left.map(date_of),
        created_at: instant(contact.from, 36_000),
    }
}

/// M028.
fn engagement(contact: &Contact, usage: &Usage, last_seen: Option<Day>, as_of: Day) -> &'static str {
    if last_seen.is_none_or(|day| as_of - day >= 14) {
        return "INACTIVE";
    }
    let (Some(seat), Some(holder)) = (contact.seat, &contact.holder) else { return "INACTIVE" };
    let sessions = |from: Day, until: Day| -> i32 {
        usage.recent_sessions[seat.min(CONTACT_SEATS - 1)]
            .iter()
            .filter(|(day, _)| *day > from && *day <= until && *day >= holder.from)
            .map(|(_, count)| *count)
            .sum()
    };
    let (recent, before) = (sessions(as_of - 30, as_of), sessions(as_of - 60, as_of - 30));
    if before >= 4 && recent * 10 < before * 7 { "DECLINING" } else { "ACTIVE" }
}

/// Whether a survey finds the client in a bad mood.
pub(super) fn is_unhappy(life: &Life, day: Day) -> bool {
    life.shows(Sign::LowScores, day)
}
