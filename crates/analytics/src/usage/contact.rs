use domain::client::EngagementStatus;

/// How engaged a contact is (M028): no login for 14 days is inactive; fewer than 70 % of at least
/// four earlier sessions is declining.
pub fn contact_engagement(
    days_since_login: Option<i64>,
    sessions_30: i64,
    previous_sessions_30: i64,
) -> EngagementStatus {
    match days_since_login {
        Some(days) if days < 14 => {
            let is_declining = previous_sessions_30 >= 4 && 10 * sessions_30 < 7 * previous_sessions_30;
            if is_declining { EngagementStatus::Declining } else { EngagementStatus::Active }
        }
        _ => EngagementStatus::Inactive,
    }
}
