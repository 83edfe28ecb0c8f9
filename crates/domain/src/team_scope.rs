use crate::{
    alert::AlertType,
    staff::{Permission, Role},
};

/// Which alerts about the team and its sources someone sees: what `Scope` is to alerts about clients. The first argument
/// of every query for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TeamScope {
    sees_workload: bool,
    sees_sources: bool,
}

impl TeamScope {
    /// Everything: the system, and the room of the team, where only what was chosen for it is posted.
    pub const ALL: Self = Self { sees_workload: true, sees_sources: true };

    /// That of a role: leaders see how much work everyone has, administrators the sources, too.
    pub fn of(role: Role) -> Self {
        Self { sees_workload: role.may(Permission::ReadTeamAlerts), sees_sources: role.may(Permission::ManageImports) }
    }

    /// Whether alerts of a type are seen.
    pub fn sees(self, alert_type: AlertType) -> bool {
        match alert_type {
            AlertType::CsmOverload => self.sees_workload,
            AlertType::DataQuality => self.sees_sources,
            _ => false,
        }
    }

    /// The types that are seen. For SQL: `alert_type = any($1)`.
    pub fn types(self) -> Vec<String> {
        AlertType::ALL
            .iter()
            .filter(|alert_type| self.sees(**alert_type))
            .map(|alert_type| alert_type.as_str().to_owned())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaders_see_the_team_and_administrators_its_sources() {
        for role in Role::ALL {
            let expected: &[&str] = match role {
                Role::Csm | Role::SeniorCsm | Role::Ae => &[],
                Role::VpClientSuccess | Role::VpSales => &["CSM_OVERLOAD"],
                Role::Admin => &["CSM_OVERLOAD", "DATA_QUALITY"],
            };
            assert_eq!(TeamScope::of(*role).types(), expected, "{role}");
        }
    }

    #[test]
    fn whoever_is_told_sees_it() {
        for alert_type in AlertType::ALL {
            assert_eq!(alert_type.is_about_team(), TeamScope::ALL.sees(*alert_type), "{alert_type}");
            for role in alert_type.told_of_team() {
                assert!(TeamScope::of(*role).sees(*alert_type), "{role} is told of {alert_type}");
            }
        }
    }
}
