//! The users of a client, as they may be shown: a contact by name, anyone else under a pseudonym (K45).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use analytics::usage::{UserEngagement, contact_engagement, engagement_ranks, power_users};
use api_types::usage::{UsageUser, UserCounts};
use app::usage::Pseudonyms;
use chrono::NaiveDate;
use domain::{
    ContactId, NullReason,
    client::{ContactRole, EngagementStatus},
};
use store::{
    parse_column,
    usage::{UsedTogetherRow, UserRow},
};
use uuid::Uuid;

use crate::ApiResult;

/// Features named of each user.
const FEATURES_NAMED: usize = 3;

/// A user with what heat maps and frequencies need beside.
#[derive(Debug)]
pub(super) struct Person {
    pub user: UsageUser,
    pub row: UserRow,
}

/// What users used within thirty days: the names of features, those of most days first, and all modules.
#[derive(Debug, Default)]
pub(super) struct Used {
    features: HashMap<String, Vec<String>>,
    pub modules: BTreeSet<String>,
}

impl Used {
    pub(super) fn new(rows: Vec<UsedTogetherRow>, names: Vec<(String, String)>) -> Self {
        let names: HashMap<String, String> = names.into_iter().collect();
        let mut days: HashMap<String, BTreeMap<String, i64>> = HashMap::new();
        let mut modules = BTreeSet::new();
        for row in rows {
            modules.extend(row.modules);
            let of_user = days.entry(row.user_id).or_default();
            for feature in row.features {
                *of_user.entry(feature).or_default() += row.days;
            }
        }
        let by_days = |features: BTreeMap<String, i64>| {
            let mut features: Vec<(String, i64)> = features.into_iter().collect();
            features.sort_by_key(|(_, days)| std::cmp::Reverse(*days));
            features.into_iter().map(|(key, _)| names.get(&key).cloned().unwrap_or(key)).collect()
        };
        Self { features: days.into_iter().map(|(user, features)| (user, by_days(features))).collect(), modules }
    }

    fn of(&self, user: &str) -> &[String] {
        self.features.get(user).map_or(&[], Vec::as_slice)
    }
}

/// The users of a client as of a day, in the order of the rows.
pub(super) fn people(
    pseudonyms: &Pseudonyms,
    client: Uuid,
    rows: Vec<UserRow>,
    used: &Used,
    as_of: NaiveDate,
) -> ApiResult<Vec<Person>> {
    let person = |row: UserRow| {
        let shown_as = pseudonyms.of(client, &row.user_id);
        person(shown_as, row, used, as_of)
    };
    let mut people = rows.into_iter().map(person).collect::<ApiResult<Vec<_>>>()?;
    rank(&mut people, used);
    Ok(people)
}

fn person((id, pseudonym): (String, String), row: UserRow, used: &Used, as_of: NaiveDate) -> ApiResult<Person> {
    let by_contact = row.contact_last_login.map(|at| at.date_naive()).filter(|day| *day <= as_of);
    let last_login_on = row.last_login.max(by_contact);
    let days_since_login = last_login_on.map(|day| (as_of - day).num_days());
    let contact_role = row
        .contact_role
        .as_deref()
        .map(|role| parse_column::<ContactRole>("client_contact", "role", role))
        .transpose()?;
    let user = UsageUser {
        id,
        name: row.contact_name.clone().unwrap_or(pseudonym),
        contact_id: row.contact_id.map(ContactId),
        contact_role,
        title: row.contact_title.clone(),
        is_key: row.contact_is_key.unwrap_or(false),
        role: row.role.clone(),
        last_login_on,
        days_since_login,
        sessions_30_days: row.sessions_30,
        sessions_prev_30_days: row.sessions_prev_30,
        active_days_30_days: row.active_days_30,
        actions_30_days: row.actions_30,
        primary_features: used.of(&row.user_id).iter().take(FEATURES_NAMED).cloned().collect(),
        engagement_index: None,
        engagement_index_null_reason: Some(NullReason::NotApplicable),
        status: contact_engagement(days_since_login, row.sessions_30, row.sessions_prev_30),
        is_champion_candidate: false,
        is_power_user: false,
    };
    Ok(Person { user, row })
}

/// Ranks those active within ninety days against each other, and finds those who do most.
fn rank(people: &mut [Person], used: &Used) {
    let ranked: Vec<usize> = (0..people.len()).filter(|number| people[*number].row.is_active_90).collect();
    let engagements: Vec<UserEngagement> = ranked
        .iter()
        .map(|number| {
            let Person { user, row } = &people[*number];
            UserEngagement {
                active_days: row.active_days_30,
                actions: row.actions_30,
                features: used.of(&row.user_id).len() as i64,
                status: user.status,
            }
        })
        .collect();
    match engagement_ranks(&engagements) {
        Some(ranks) => {
            for (number, rank) in ranked.iter().zip(ranks) {
                let user = &mut people[*number].user;
                user.engagement_index = Some(rank.index);
                user.engagement_index_null_reason = None;
                user.is_champion_candidate = rank.is_champion_candidate;
            }
        }
        None => {
            for number in ranked {
                people[number].user.engagement_index_null_reason = Some(NullReason::InsufficientData);
            }
        }
    }
    let actions: Vec<i64> = people.iter().map(|person| person.row.actions_30).collect();
    if let Some(power) = power_users(&actions) {
        for person in people.iter_mut() {
            person.user.is_power_user = person.row.actions_30 >= power.least_actions;
        }
    }
}

/// How many there are of each kind.
pub(super) fn counts(people: &[Person]) -> UserCounts {
    let of = |is: fn(&UsageUser) -> bool| people.iter().filter(|person| is(&person.user)).count() as i64;
    UserCounts {
        total: people.len() as i64,
        active: of(|user| user.status == EngagementStatus::Active),
        declining: of(|user| user.status == EngagementStatus::Declining),
        inactive: of(|user| user.status == EngagementStatus::Inactive),
        champion_candidates: of(|user| user.is_champion_candidate),
        power_users: of(|user| user.is_power_user),
        inactive_key_users: of(|user| user.status == EngagementStatus::Inactive && matters(user)),
    }
}

/// Whose silence is a warning: key contacts, champions, sponsors and administrators.
fn matters(user: &UsageUser) -> bool {
    use ContactRole as R;
    user.is_key || matches!(user.contact_role, Some(R::Champion | R::ExecutiveSponsor | R::Admin))
}
