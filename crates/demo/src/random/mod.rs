//! Seeded randomness. Every client has its own generator, and every purpose its own stream of it, so that more
//! clients or more days never change what was drawn before.

use chrono::NaiveDate;
use rand::{Rng, SeedableRng, rngs::ChaCha12Rng};
use uuid::Uuid;

/// What a stream of numbers is for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    Profile = 1,
    Chapter,
    Crew,
    Seat,
    UserDay,
    Weather,
    Feature,
    Ticket,
    Survey,
    Touchpoint,
    Money,
    Contact,
    Outcome,
    Staff,
    Note,
}

/// One stream of random numbers.
pub(crate) struct Dice(ChaCha12Rng);

impl Dice {
    pub(crate) fn new(seed: u64, subject: u32, purpose: Purpose, part: u32) -> Self {
        let mut key = [0_u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..12].copy_from_slice(&subject.to_le_bytes());
        key[12..19].copy_from_slice(b"steward");
        let mut rng = ChaCha12Rng::from_seed(key);
        rng.set_stream((purpose as u64) << 32 | u64::from(part));
        Self(rng)
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// From 0 up to, not including, 1.
    pub(crate) fn unit(&mut self) -> f64 {
        fraction(self.bits() >> 32)
    }

    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A whole number, both ends included.
    pub(crate) fn int(&mut self, low: i32, high: i32) -> i32 {
        let span = f64::from(high - low) + 1.0;
        low + (self.unit() * span) as i32
    }

    /// More often near `low` than near `high`.
    pub(crate) fn skewed(&mut self, low: f64, high: f64) -> f64 {
        let unit = self.unit();
        low + (high - low) * unit * unit
    }

    /// A bell between −1 and 1, mostly within a third of it. Sums only: no library may round it differently.
    pub(crate) fn bell(&mut self) -> f64 {
        (self.unit() + self.unit() + self.unit() + self.unit()) / 2.0 - 1.0
    }

    /// A count whose mean is `mean`.
    pub(crate) fn count(&mut self, mean: f64) -> i32 {
        let wanted = mean * self.between(0.4, 1.6);
        let whole = wanted as i32;
        whole + i32::from(self.chance(wanted - f64::from(whole)))
    }

    pub(crate) fn word(&mut self, list: &[&'static str]) -> &'static str {
        list[self.place(list.len())]
    }

    fn place(&mut self, length: usize) -> usize {
        ((self.unit() * length as f64) as usize).min(length - 1)
    }

    /// An index, each as often as its weight says.
    pub(crate) fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut rest = self.unit() * weights.iter().sum::<f64>();
        for (index, weight) in weights.iter().enumerate() {
            rest -= weight;
            if rest < 0.0 {
                return index;
            }
        }
        weights.len() - 1
    }

    /// A UUIDv7 that looks as if it was made on that day.
    pub(crate) fn id(&mut self, day: NaiveDate) -> Uuid {
        let mut bytes = [0_u8; 10];
        self.0.fill_bytes(&mut bytes);
        let millis = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
        uuid::Builder::from_unix_timestamp_millis(u64::try_from(millis).unwrap_or(0), &bytes).into_uuid()
    }
}

/// Thirty-two bits as a number from 0 up to 1.
pub(crate) fn fraction(bits: u64) -> f64 {
    (bits & 0xFFFF_FFFF) as f64 / 4_294_967_296.0
}

/// Numbers from 0 to 1 for client 0, 1, 2, … which fill the range evenly, so that shares such as tiers and churn come
/// out alike for every seed. `salt` chooses one of several unrelated sequences.
pub(crate) fn stratum(seed: u64, index: u32, salt: Salt) -> f64 {
    let step = match salt {
        Salt::Tier => 0.618_033_988_749_894_9,
        Salt::Start => 0.414_213_562_373_095_1,
        Salt::Churn => 0.732_050_807_568_877_2,
        Salt::Term => 0.645_751_311_064_590_6,
        Salt::Quality => 0.236_067_977_499_789_7,
    };
    let offset = Dice::new(seed, salt as u32, Purpose::Profile, u32::MAX).unit();
    (offset + f64::from(index) * step).fract()
}

/// Which even sequence.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Salt {
    Tier = 1,
    Start,
    Churn,
    Term,
    Quality,
}
