use std::collections::HashMap;

use chrono::NaiveDate;
use domain::ContactId;
use domain::client::ContactRole;
use domain::work::ActivityType;

use super::dated::{count_within, days_before, latest, sorted};
use crate::health::facts::{ContactFacts, TouchpointFacts};
use crate::period::Window;

/// Days without a login after which a contact is inactive (M028).
const INACTIVE_DAYS: u64 = 14;

/// Contacts, and when each was engaged.
#[derive(Debug, Clone)]
pub(crate) struct Engagement {
    contacts: Vec<Contact>,
    touchpoints: Vec<NaiveDate>,
    business_reviews: Vec<NaiveDate>,
}

#[derive(Debug, Clone)]
struct Contact {
    role: ContactRole,
    created_on: NaiveDate,
    left_on: Option<NaiveDate>,
    touched: Vec<NaiveDate>,
    logins: Vec<NaiveDate>,
    logins_known_from: Option<NaiveDate>,
}

impl Contact {
    fn is_present(&self, as_of: NaiveDate) -> bool {
        self.created_on <= as_of && self.left_on.is_none_or(|left| left > as_of)
    }

    /// No login for 14 days (M028); none when logins were not recorded yet.
    fn is_inactive(&self, as_of: NaiveDate) -> Option<bool> {
        let recent = days_before(as_of, INACTIVE_DAYS);
        match latest(&self.logins, as_of) {
            Some(login) if login > recent => Some(false),
            last => {
                let known_from = self.logins_known_from.or(last)?;
                (known_from <= recent).then_some(true)
            }
        }
    }
}

impl Engagement {
    pub(crate) fn new(contacts: Vec<ContactFacts>, touchpoints: Vec<TouchpointFacts>) -> Self {
        let mut reached: HashMap<ContactId, Vec<NaiveDate>> = HashMap::new();
        let mut dates = Vec::new();
        let mut reviews = Vec::new();
        for touchpoint in
            touchpoints.iter().filter(|touchpoint| touchpoint.activity_type.is_contact(touchpoint.has_outcome))
        {
            dates.push(touchpoint.occurred_on);
            if touchpoint.activity_type == ActivityType::Qbr {
                reviews.push(touchpoint.occurred_on);
            }
            for contact in &touchpoint.contacts {
                reached.entry(*contact).or_default().push(touchpoint.occurred_on);
            }
        }
        let contacts = contacts
            .into_iter()
            .map(|facts| {
                let mut logins = facts.logins;
                logins.extend(facts.last_login_on);
                Contact {
                    role: facts.role,
                    created_on: facts.created_on.unwrap_or(NaiveDate::MIN),
                    left_on: facts.left_on,
                    touched: sorted(reached.remove(&facts.id).unwrap_or_default()),
                    logins: sorted(logins),
                    logins_known_from: facts.logins_known_from,
                }
            })
            .collect();
        Self { contacts, touchpoints: sorted(dates), business_reviews: sorted(reviews) }
    }

    /// The last day staff were in contact.
    pub(crate) fn last_contact(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        latest(&self.touchpoints, as_of)
    }

    pub(crate) fn last_business_review(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        latest(&self.business_reviews, as_of)
    }

    /// How many of the roles have a present contact whom staff touched in one window, or who signed in in another.
    pub(crate) fn covered_roles(&self, roles: &[ContactRole], touched: Window, signed_in: Window) -> usize {
        let engaged = |contact: &&Contact| {
            contact.is_present(touched.end)
                && (count_within(&contact.touched, touched) > 0 || count_within(&contact.logins, signed_in) > 0)
        };
        roles
            .iter()
            .filter(|role| self.contacts.iter().filter(|contact| contact.role == **role).any(|c| engaged(&c)))
            .count()
    }

    /// Whether every champion has left or stopped logging in; none when there is none, or nothing is known. Sign-ins are
    /// known of until `signed_in_until`.
    pub(crate) fn champion_inactive(&self, as_of: NaiveDate, signed_in_until: NaiveDate) -> Option<bool> {
        let champions = || {
            self.contacts.iter().filter(|contact| contact.role == ContactRole::Champion && contact.created_on <= as_of)
        };
        champions().next()?;
        let mut unknown = false;
        for champion in champions().filter(|contact| contact.is_present(as_of)) {
            match champion.is_inactive(signed_in_until) {
                Some(false) => return Some(false),
                Some(true) => {}
                None => unknown = true,
            }
        }
        (!unknown).then_some(true)
    }

    /// Days since the most recently seen champion logged in.
    pub(crate) fn champion_silent_days(&self, as_of: NaiveDate) -> Option<i64> {
        self.contacts
            .iter()
            .filter(|contact| contact.role == ContactRole::Champion)
            .filter_map(|contact| latest(&contact.logins, as_of))
            .max()
            .map(|date| (as_of - date).num_days())
    }
}
