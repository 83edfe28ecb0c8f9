use domain::client::SizeSegment;
use rust_decimal::Decimal;

/// How large a client is: by override, else by employees, else by ARR.
pub fn size_segment(
    size_segment_override: Option<SizeSegment>,
    employee_count: Option<i32>,
    arr: Option<Decimal>,
) -> SizeSegment {
    if let Some(decided) = size_segment_override {
        return decided;
    }
    match (employee_count, arr) {
        (Some(employees), _) => by_bounds(employees, 1_000, 100),
        (None, Some(arr)) => by_bounds(arr, Decimal::from(100_000), Decimal::from(25_000)),
        (None, None) => SizeSegment::Unknown,
    }
}

fn by_bounds<T: PartialOrd>(value: T, enterprise: T, mid_market: T) -> SizeSegment {
    if value >= enterprise {
        SizeSegment::Enterprise
    } else if value >= mid_market {
        SizeSegment::MidMarket
    } else {
        SizeSegment::Smb
    }
}
