//! Sums as the wire shows them.

use analytics::{
    renewal::{RenewalSums, renewal_outlook},
    round::round,
    settings::RenewalSettings,
};
use api_types::renewals::{RenewalFigures, RenewalWindow, RenewalsOfCsm};
use chrono::NaiveDate;
use store::renewals::{DueRow, OwnedRow};
use uuid::Uuid;

use crate::clients::user_name;

impl From<&DueRow> for Sums {
    fn from(row: &DueRow) -> Self {
        Self(RenewalSums {
            clients: row.clients,
            without_arr: row.without_arr,
            arr: row.arr,
            at_risk_clients: row.at_risk,
            at_risk_arr: row.arr_at_risk,
        })
    }
}

impl From<&OwnedRow> for Sums {
    fn from(row: &OwnedRow) -> Self {
        Self(RenewalSums {
            clients: row.clients,
            without_arr: row.without_arr,
            arr: row.arr,
            at_risk_clients: row.at_risk,
            at_risk_arr: row.arr_at_risk,
        })
    }
}

/// The sums of a row.
pub(super) struct Sums(pub RenewalSums);

/// Sums with their amounts rounded.
pub(super) fn figures(sums: &RenewalSums) -> RenewalFigures {
    RenewalFigures {
        clients: sums.clients,
        arr: round(sums.arr, 2),
        n_without_arr: sums.without_arr,
        at_risk_clients: sums.at_risk_clients,
        at_risk_arr: round(sums.at_risk_arr, 2),
    }
}

/// Windows, the shortest first.
pub(super) fn windows(windows: &[(i64, RenewalSums)]) -> Vec<RenewalWindow> {
    windows.iter().map(|(days, sums)| RenewalWindow { days: *days, figures: figures(sums) }).collect()
}

/// By owner, the most ARR due within the longest window first.
pub(super) fn by_csm(mut rows: Vec<OwnedRow>, today: NaiveDate, settings: &RenewalSettings) -> Vec<RenewalsOfCsm> {
    rows.sort_by_key(|row| row.csm_user_id);
    let mut csms: Vec<_> = rows
        .chunk_by(|a, b| a.csm_user_id == b.csm_user_id)
        .map(|owned| {
            let dated = owned.iter().map(|row| (Some(row.due), Sums::from(row).0));
            let outlook = renewal_outlook(dated, today, 0, settings);
            let csm: (Option<Uuid>, Option<String>) =
                owned.first().map(|row| (row.csm_user_id, row.csm_name.clone())).unwrap_or_default();
            RenewalsOfCsm {
                csm: user_name(csm.0, csm.1),
                overdue: figures(&outlook.overdue),
                windows: windows(&outlook.windows),
            }
        })
        .collect();
    csms.sort_by_cached_key(|csm| {
        let longest = csm.windows.last().map(|window| window.figures.arr);
        (std::cmp::Reverse(longest), csm.csm.as_ref().map(|csm| csm.id.0))
    });
    csms
}
