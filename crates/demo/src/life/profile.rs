use domain::client::ContractTier;

use crate::calendar::Region;
use crate::catalogue::MODULES;
use crate::random::{Dice, Salt, stratum};
use crate::words::{INDUSTRIES, Industry, company_name};

/// How often a client is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Billing {
    Monthly,
    Quarterly,
    Yearly,
}

impl Billing {
    pub(crate) fn months(self) -> u32 {
        match self {
            Self::Monthly => 1,
            Self::Quarterly => 3,
            Self::Yearly => 12,
        }
    }
}

/// What does not change about a client.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    pub(crate) name: String,
    pub(crate) industry: &'static Industry,
    pub(crate) region: Region,
    pub(crate) time_zone: &'static str,
    pub(crate) employees: i32,
    pub(crate) tier: ContractTier,
    pub(crate) seats: i32,
    /// Dollars per seat and year.
    pub(crate) seat_price: i32,
    /// 0 to 1: how well the client and the product get on.
    pub(crate) quality: f64,
    pub(crate) pays_late: bool,
    pub(crate) billing: Billing,
    /// None for a contract from month to month.
    pub(crate) term_years: Option<u32>,
    pub(crate) modules: Vec<&'static str>,
    /// How often staff get in touch, relative to the target of the tier; smaller is more often.
    pub(crate) contact_interval: f64,
    pub(crate) segment: &'static str,
    pub(crate) tags: Vec<&'static str>,
}

impl Profile {
    pub(super) fn draw(seed: u64, index: u32, dice: &mut Dice) -> Self {
        use ContractTier as T;
        let tier = match stratum(seed, index, Salt::Tier) {
            share if share < 0.25 => T::Enterprise,
            share if share < 0.65 => T::Professional,
            share if share < 0.95 => T::Starter,
            _ => T::Custom,
        };
        let industry = &INDUSTRIES[dice.weighted(&INDUSTRIES.each_ref().map(|industry| industry.weight))];
        let region = [Region::NorthAmerica, Region::Europe, Region::AsiaPacific, Region::LatinAmerica]
            [dice.weighted(&[0.5, 0.3, 0.12, 0.08])];
        let time_zone = dice.word(region.time_zones());
        let (employees, seats, price) = match tier {
            T::Enterprise => (dice.skewed(1_000.0, 22_000.0), dice.skewed(50.0, 260.0), dice.between(900.0, 1_300.0)),
            T::Professional => (dice.skewed(90.0, 1_600.0), dice.skewed(18.0, 85.0), dice.between(600.0, 850.0)),
            T::Starter => (dice.skewed(8.0, 180.0), dice.skewed(5.0, 24.0), dice.between(330.0, 480.0)),
            T::Custom => (dice.skewed(400.0, 30_000.0), dice.skewed(80.0, 300.0), dice.between(800.0, 1_200.0)),
        };
        // Few clients are hopeless, many are fine, some shine.
        let place = stratum(seed, index, Salt::Quality);
        let quality = if place < 0.3 { 0.02 + place * 1.25 } else { 0.395 + (place - 0.3) * 0.8 };
        let card = tier == T::Starter && dice.chance(0.7);
        let billing = match dice.unit() {
            _ if card => Billing::Monthly,
            share if share < 0.35 => Billing::Quarterly,
            _ => Billing::Yearly,
        };
        let months_only = matches!(tier, T::Starter | T::Professional) && stratum(seed, index, Salt::Term) < 0.38;
        let term_years =
            (!months_only).then(|| if tier == T::Starter { 1 } else { [1, 2, 3][dice.weighted(&[0.74, 0.16, 0.1])] });
        let modules = match tier {
            T::Starter => dice.int(2, 3),
            T::Professional => dice.int(3, 5),
            T::Enterprise | T::Custom => dice.int(4, 6),
        };
        let mut tags = Vec::new();
        for (tag, chance) in [("strategic", 0.12), ("reference", 0.2 * quality), ("pilot", 0.05), ("multi-site", 0.15)]
        {
            if dice.chance(chance) {
                tags.push(tag);
            }
        }
        Self {
            name: company_name(seed, index, industry),
            industry,
            region,
            time_zone,
            employees: employees as i32,
            tier,
            seats: seats as i32,
            seat_price: price as i32,
            quality,
            pays_late: dice.chance(0.1),
            billing: if months_only { Billing::Monthly } else { billing },
            term_years,
            modules: MODULES[..modules as usize].to_vec(),
            contact_interval: dice.between(0.55, 1.15) + 0.5 * (0.7 - quality).max(0.0),
            segment: dice.word(&["Core", "Core", "Growth", "Strategic", "Digital"]),
            tags,
        }
    }

    /// `size_segment` of metrics.md §3.
    pub(crate) fn size_segment(&self) -> &'static str {
        match self.employees {
            1_000.. => "ENTERPRISE",
            100.. => "MID_MARKET",
            _ => "SMB",
        }
    }
}
