use crate::closed_list::closed_list;

closed_list! {
    /// What a member of staff is. Decides scope and rights.
    Role {
        /// Client success manager.
        Csm = "CSM",
        /// Senior client success manager.
        SeniorCsm = "SENIOR_CSM",
        /// Account executive.
        Ae = "AE",
        /// Vice president of client success.
        VpClientSuccess = "VP_CLIENT_SUCCESS",
        /// Vice president of sales.
        VpSales = "VP_SALES",
        /// Administrator.
        Admin = "ADMIN",
    }
}

closed_list! {
    /// A right, as the table of the product names them.
    Permission {
        /// Read clients and everything under them, within scope.
        ReadClients = "READ_CLIENTS",
        /// Edit tags, segment, lifecycle and targets of a client, within scope.
        EditClients = "EDIT_CLIENTS",
        /// Give a client another CSM or AE.
        AssignClients = "ASSIGN_CLIENTS",
        /// Log activities, write notes and follow up, within scope; change only one's own.
        LogWork = "LOG_WORK",
        /// Add, change and remove contacts, within scope.
        EditContacts = "EDIT_CONTACTS",
        /// Ask for a score to be computed again, within scope.
        RefreshHealth = "REFRESH_HEALTH",
        /// Say what the health of a client is beside what was computed, within scope.
        OverrideHealth = "OVERRIDE_HEALTH",
        /// See how scores are configured.
        ReadScoreConfiguration = "READ_SCORE_CONFIGURATION",
        /// Change how scores are configured.
        ConfigureScores = "CONFIGURE_SCORES",
        /// See who works here, by name.
        ReadStaff = "READ_STAFF",
        /// See how the team of client success managers does; of the others a manager sees no names.
        ReadTeamPerformance = "READ_TEAM_PERFORMANCE",
        /// See which clients could change hands so that the work of the team is even.
        ReadTeamBalance = "READ_TEAM_BALANCE",
        /// Say how much each client success manager can look after.
        ConfigureTeam = "CONFIGURE_TEAM",
        /// Create, change and disable users.
        ManageStaff = "MANAGE_STAFF",
        /// Run, see and undo imports.
        ManageImports = "MANAGE_IMPORTS",
        /// Acknowledge, snooze, dismiss and resolve alerts; mute a client and set its thresholds, within scope.
        ActOnAlerts = "ACT_ON_ALERTS",
        /// See alerts about the team: who has too much work.
        ReadTeamAlerts = "READ_TEAM_ALERTS",
        /// Acknowledge, snooze, dismiss and resolve alerts about the team and its sources.
        ActOnTeamAlerts = "ACT_ON_TEAM_ALERTS",
        /// Change which alerts are raised, and when, for everyone.
        ConfigureAlerts = "CONFIGURE_ALERTS",
        /// Make, see and revoke the keys with which programs call the API.
        ManageApiKeys = "MANAGE_API_KEYS",
        /// Read who did what.
        ReadAudit = "READ_AUDIT",
        /// See who one is and what one may do.
        ReadSelf = "READ_SELF",
        /// See what was sent to whom, and send it again.
        ManageDeliveries = "MANAGE_DELIVERIES",
        /// See and end one's own sessions; one's own notifications, and how one is told.
        OwnAccount = "OWN_ACCOUNT",
        /// Keep one's own views and segments, and export what one sees.
        OwnViews = "OWN_VIEWS",
        /// Share a view with everyone.
        ShareViews = "SHARE_VIEWS",
        /// Make and change the segments everyone uses.
        ConfigureSegments = "CONFIGURE_SEGMENTS",
    }
}

impl Role {
    /// Whether this role has a right at all; which clients it reaches is `Scope`'s matter.
    pub fn may(self, permission: Permission) -> bool {
        use Permission as P;
        match permission {
            P::ReadClients
            | P::ReadSelf
            | P::OwnAccount
            | P::OwnViews
            | P::ReadScoreConfiguration
            | P::ReadStaff
            | P::LogWork => true,
            P::ShareViews | P::ReadTeamBalance | P::ReadTeamAlerts => {
                matches!(self, Self::VpClientSuccess | Self::VpSales | Self::Admin)
            }
            P::ReadTeamPerformance => !matches!(self, Self::Ae),
            P::EditContacts => !matches!(self, Self::VpSales),
            P::EditClients | P::RefreshHealth | P::OverrideHealth | P::ActOnAlerts => {
                matches!(self, Self::Csm | Self::SeniorCsm | Self::VpClientSuccess | Self::Admin)
            }
            P::AssignClients
            | P::ActOnTeamAlerts
            | P::ConfigureScores
            | P::ConfigureAlerts
            | P::ConfigureSegments
            | P::ConfigureTeam => {
                matches!(self, Self::VpClientSuccess | Self::Admin)
            }
            P::ManageStaff | P::ManageImports | P::ManageDeliveries | P::ManageApiKeys | P::ReadAudit => {
                matches!(self, Self::Admin)
            }
        }
    }
}
