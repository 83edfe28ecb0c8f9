use crate::{closed_list::closed_list, staff::Permission};

closed_list! {
    /// What a key may be used for. A key never does more than the user it acts for may do.
    ApiScope {
        /// Read clients, figures and settings.
        Read = "read",
        /// Change clients and log work; reading is another scope.
        Write = "write",
        /// Bring data in.
        Ingest = "ingest",
        /// All that its user may do.
        Admin = "admin",
    }
}

closed_list! {
    /// Whether a key works, and if not, why.
    ApiKeyStatus {
        /// It works.
        Active = "ACTIVE",
        /// Its time is over.
        Expired = "EXPIRED",
        /// Somebody ended it.
        Revoked = "REVOKED",
        /// Its user may not sign in.
        UserDisabled = "USER_DISABLED",
    }
}

impl ApiScope {
    /// Whether this scope lets a right of the user through.
    pub fn allows(self, permission: Permission) -> bool {
        use Permission as P;
        match permission {
            // Sessions and notifications are of people; a program that could end sessions could lock people out.
            P::OwnAccount => false,
            // Every key may ask whose it is.
            P::ReadSelf => true,
            P::ReadClients
            | P::ReadScoreConfiguration
            | P::ReadStaff
            | P::ReadTeamPerformance
            | P::ReadTeamBalance
            | P::ReadTeamAlerts => {
                matches!(self, Self::Read | Self::Admin)
            }
            P::EditClients
            | P::AssignClients
            | P::LogWork
            | P::EditContacts
            | P::RefreshHealth
            | P::OverrideHealth
            | P::OwnViews
            | P::ShareViews
            | P::ActOnAlerts
            | P::ActOnTeamAlerts => {
                matches!(self, Self::Write | Self::Admin)
            }
            P::ManageImports => matches!(self, Self::Ingest | Self::Admin),
            P::ConfigureScores
            | P::ConfigureAlerts
            | P::ConfigureSegments
            | P::ConfigureTeam
            | P::ManageDeliveries
            | P::ManageStaff
            | P::ManageApiKeys
            | P::ReadAudit => {
                matches!(self, Self::Admin)
            }
        }
    }

    /// The scopes that let a right through, as one tells them: `write or admin`; empty where none does.
    pub fn that_allow(permission: Permission) -> String {
        let names: Vec<&str> =
            Self::ALL.iter().filter(|scope| scope.allows(permission)).map(|scope| scope.as_str()).collect();
        names.join(" or ")
    }
}

/// Whether a key with these scopes lets a right of its user through.
pub fn allow(scopes: &[ApiScope], permission: Permission) -> bool {
    scopes.iter().any(|scope| scope.allows(permission))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ApiScope::{Admin, Ingest, Read, Write};

    #[test]
    fn each_scope_lets_through_what_the_table_says_and_nothing_else() {
        use Permission as P;
        let table: &[(Permission, &[ApiScope])] = &[
            (P::ReadClients, &[Read, Admin]),
            (P::EditClients, &[Write, Admin]),
            (P::AssignClients, &[Write, Admin]),
            (P::LogWork, &[Write, Admin]),
            (P::EditContacts, &[Write, Admin]),
            (P::RefreshHealth, &[Write, Admin]),
            (P::ReadScoreConfiguration, &[Read, Admin]),
            (P::ConfigureScores, &[Admin]),
            (P::ReadStaff, &[Read, Admin]),
            (P::ReadTeamPerformance, &[Read, Admin]),
            (P::ReadTeamBalance, &[Read, Admin]),
            (P::ReadTeamAlerts, &[Read, Admin]),
            (P::ActOnTeamAlerts, &[Write, Admin]),
            (P::ConfigureTeam, &[Admin]),
            (P::ManageStaff, &[Admin]),
            (P::ManageApiKeys, &[Admin]),
            (P::ReadAudit, &[Admin]),
            (P::ManageImports, &[Ingest, Admin]),
            (P::ActOnAlerts, &[Write, Admin]),
            (P::ConfigureAlerts, &[Admin]),
            (P::ConfigureSegments, &[Admin]),
            (P::ManageDeliveries, &[Admin]),
            (P::OverrideHealth, &[Write, Admin]),
            (P::OwnViews, &[Write, Admin]),
            (P::ShareViews, &[Write, Admin]),
            (P::ReadSelf, &[Read, Write, Ingest, Admin]),
            (P::OwnAccount, &[]),
        ];
        assert_eq!(table.len(), Permission::ALL.len(), "every right has a row");
        for (permission, expected) in table {
            let found: Vec<ApiScope> =
                ApiScope::ALL.iter().copied().filter(|scope| scope.allows(*permission)).collect();
            assert_eq!(&found, expected, "{permission}");
            assert!(!allow(&[], *permission));
        }
        assert!(allow(&[Read, Write], P::LogWork) && !allow(&[Read, Ingest], P::LogWork));
        assert_eq!(ApiScope::that_allow(P::LogWork), "write or admin");
        assert_eq!(ApiScope::that_allow(P::OwnAccount), "");
    }
}
