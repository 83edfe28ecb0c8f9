use chrono::Duration;

/// Tries before a delivery is given up: about a day and a half.
pub const MOST_TRIES: i32 = 10;

/// How long to wait after so many failed tries; none gives up.
pub fn wait_after(tries: i32) -> Option<Duration> {
    let minutes = match tries {
        ..=1 => 1,
        2 => 5,
        3 => 15,
        4 => 60,
        5 => 180,
        6 => 360,
        7.. if tries < MOST_TRIES => 480,
        _ => return None,
    };
    Some(Duration::minutes(minutes))
}
