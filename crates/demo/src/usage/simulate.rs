use super::crew::{CONTACT_SEATS, Seat, crew};
use super::features::{FeatureUse, feature_plans};
use crate::calendar::{Day, date_of, instant, rhythm};
use crate::life::Life;
use crate::portfolio::Span;
use crate::random::{Dice, Purpose, fraction};
use crate::records::{FeatureDayRow, UsageRow, UserDayRow};

/// Days of per-user rows.
pub(crate) const USER_DAYS: Day = 120;
/// Days before the first row that are simulated, so that monthly users are right from the first row on.
const WARM_UP: Day = 30;

/// What the simulation brings out.
pub(crate) struct Usage {
    pub(crate) days: Vec<UsageRow>,
    pub(crate) users: Vec<UserDayRow>,
    pub(crate) features: Vec<FeatureDayRow>,
    pub(crate) seats: Vec<Seat>,
    /// Sessions of the holders of contact seats in the last 60 days.
    pub(crate) recent_sessions: [Vec<(Day, i32)>; CONTACT_SEATS],
    /// Uses of each feature: day and count.
    pub(crate) uses: Vec<Vec<(Day, i32)>>,
    pub(crate) plans: Vec<FeatureUse>,
    /// The last day anyone was active.
    pub(crate) last_used: Option<Day>,
}

/// One active user on one day.
struct Active {
    seat: usize,
    holder: usize,
    bits: u64,
    features: u16,
}

impl Active {
    fn sessions(&self) -> i32 {
        1 + i32::from(self.bits >> 32 & 3 == 0) + i32::from(self.bits >> 34 & 7 == 0)
    }

    fn actions(&self) -> i32 {
        self.sessions() * (3 + (self.bits >> 40 & 15) as i32)
    }

    fn seconds(&self) -> i32 {
        self.sessions() * (240 + (self.bits >> 44 & 1023) as i32)
    }

    /// The hour of each session, in the client's time.
    fn hours(&self) -> impl Iterator<Item = usize> {
        const HOURS: [usize; 16] = [7, 8, 8, 9, 9, 9, 10, 10, 11, 13, 13, 14, 14, 15, 16, 17];
        let first = (self.bits >> 54 & 15) as usize;
        (0..self.sessions() as usize).map(move |session| HOURS[(first + session * 5) % HOURS.len()])
    }
}

/// Simulates every day up to the last one, and keeps the rows of the span.
pub(crate) fn simulate(life: &Life, span: &Span) -> Usage {
    let mut usage = Usage {
        days: Vec::new(),
        users: Vec::new(),
        features: Vec::new(),
        seats: crew(life, span.as_of),
        recent_sessions: Default::default(),
        uses: vec![Vec::new(); crate::catalogue::FEATURES.len()],
        plans: feature_plans(life),
        last_used: None,
    };
    let mut users = Dice::new(life.seed, life.index, Purpose::UserDay, 0);
    let mut weather = Dice::new(life.seed, life.index, Purpose::Weather, 0);
    let mut mood = 0.0;
    let from = life.go_live.max(life.first_usage - WARM_UP);
    for day in from..=span.as_of.min(life.ends() - 1) {
        mood = 0.7 * mood + 0.3 * weather.bell();
        let rhythm = rhythm(day, life.region());
        let busyness = rhythm * life.vigour(day) * (1.0 + 0.35 * mood);
        let mut active = usage.who_is_active(day, busyness, &mut users);
        if !active.is_empty() {
            usage.last_used = Some(day);
        }
        usage.use_features(life, span, day, busyness, &mut active);
        if day >= life.first_usage && span.contains(day) {
            usage.days.push(usage.day_row(life, day, &active));
            if day > span.as_of - USER_DAYS {
                usage.push_user_rows(life, day, &active);
            }
        }
        if day > span.as_of - 60 {
            for user in active.iter().filter(|user| user.seat < CONTACT_SEATS) {
                usage.recent_sessions[user.seat].push((day, user.sessions()));
            }
        }
    }
    usage
}

impl Usage {
    /// Every seat that exists takes one number a day, whether or not someone holds it.
    fn who_is_active(&mut self, day: Day, busyness: f64, dice: &mut Dice) -> Vec<Active> {
        let mut active = Vec::new();
        for (number, seat) in self.seats.iter_mut().enumerate() {
            if seat.from > day {
                continue;
            }
            let bits = dice.bits();
            if fraction(bits) >= (seat.propensity * busyness).min(0.96) {
                continue;
            }
            if let Some(holder) = seat.holder_at(day) {
                seat.holders[holder].last_seen = Some(day);
                active.push(Active { seat: number, holder, bits, features: 0 });
            }
        }
        active
    }

    fn use_features(&mut self, life: &Life, span: &Span, day: Day, busyness: f64, active: &mut [Active]) {
        for (number, plan) in self.plans.iter_mut().enumerate() {
            let busyness = busyness * life.module_vigour(plan.feature.module_key, day);
            let mut count = plan.count(day, busyness);
            let needs_people = plan.feature.expected_usage.is_some();
            if count == 0 || (needs_people && active.is_empty()) {
                continue;
            }
            if needs_people {
                count = count.min(active.len() as i32 * 12);
            }
            if day < life.first_usage {
                continue;
            }
            self.uses[number].push((day, count));
            if needs_people {
                let first = (day as usize + number * 7) % active.len();
                for step in 0..(count as usize).min(active.len()) {
                    let user = (first + step) % active.len();
                    active[user].features |= 1 << number;
                }
            }
            if span.contains(day) {
                self.features.push(FeatureDayRow {
                    client_id: life.id,
                    date: date_of(day),
                    feature_key: plan.feature.key,
                    count,
                    seconds: if needs_people { count * (90 + (day * 31 + number as i32 * 17) % 240) } else { 0 },
                    errors: if (day * 7 + number as i32) % 41 == 0 { 1 } else { 0 },
                });
            }
        }
    }

    fn used(&self, key: &str, day: Day) -> i32 {
        let number = crate::catalogue::FEATURES.iter().position(|feature| feature.key == key);
        let last = number.and_then(|number| self.uses[number].last());
        last.filter(|(date, _)| *date == day).map_or(0, |(_, count)| *count)
    }

    fn day_row(&self, life: &Life, day: Day, active: &[Active]) -> UsageRow {
        let seen_since = |since: Day| {
            self.seats
                .iter()
                .flat_map(|seat| &seat.holders)
                .filter(|holder| holder.last_seen.is_some_and(|seen| seen > since))
                .count() as i32
        };
        let holding = self.seats.iter().filter(|seat| seat.holder_at(day).is_some()).count() as i32;
        let joined =
            self.seats.iter().flat_map(|seat| &seat.holders).filter(|holder| holder.from == day).count() as i32;
        let mut logins_by_hour = [0_i16; 24];
        active.iter().flat_map(Active::hours).for_each(|hour| logins_by_hour[hour] += 1);
        let actions: i32 = active.iter().map(Active::actions).sum();
        let sessions: i32 = active.iter().map(Active::sessions).sum();
        UsageRow {
            client_id: life.id,
            date: date_of(day),
            daily_active_users: active.len() as i32,
            weekly_active_users: seen_since(day - 7),
            monthly_active_users: seen_since(day - 30),
            total_users: holding,
            new_users: joined,
            total_sessions: sessions,
            session_seconds: active.iter().map(|user| i64::from(user.seconds())).sum(),
            total_actions: actions,
            total_logins: sessions,
            cases_created: self.used("case_creation", day),
            cases_closed: self.used("investigation_workflow", day),
            reports_run: self.used("report_exports", day),
            disclosures_submitted: self.used("disclosure_review", day),
            policies_viewed: actions / 9,
            chatbot_conversations: self.used("conversation_volume", day),
            logins_by_hour,
            computed_at: instant(day, 86_399),
        }
    }

    fn push_user_rows(&mut self, life: &Life, day: Day, active: &[Active]) {
        for user in active {
            let mut login_hours = [0_i16; 24];
            user.hours().for_each(|hour| login_hours[hour] += 1);
            let features: Vec<_> = crate::catalogue::FEATURES
                .iter()
                .enumerate()
                .filter(|(number, _)| user.features >> number & 1 == 1)
                .map(|(_, feature)| feature)
                .collect();
            let mut modules: Vec<&'static str> = features.iter().map(|feature| feature.module_key).collect();
            modules.dedup();
            self.users.push(UserDayRow {
                client_id: life.id,
                date: date_of(day),
                user_id: self.seats[user.seat].holders[user.holder].user_id.clone(),
                role: match user.seat {
                    super::CHAMPION => "MANAGER",
                    super::ADMIN => "ADMIN",
                    super::SPONSOR => "VIEWER",
                    seat if seat % 3 == 0 => "VIEWER",
                    _ => "INVESTIGATOR",
                },
                sessions: user.sessions(),
                session_seconds: user.seconds(),
                actions: user.actions(),
                logins: user.sessions(),
                login_hours,
                features_used: features.iter().map(|feature| feature.key).collect(),
                modules_used: modules,
            });
        }
    }
}
