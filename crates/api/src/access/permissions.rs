use domain::staff::Permission;

/// A right, as a type.
pub trait Right: 'static {
    /// The right.
    const PERMISSION: Permission;
}

macro_rules! rights {
    ($($name:ident),+ $(,)?) => {$(
        #[doc = concat!("The right `", stringify!($name), "`.")]
        #[derive(Debug, Clone, Copy)]
        pub struct $name;

        impl Right for $name {
            const PERMISSION: Permission = Permission::$name;
        }
    )+};
}

rights! {
    ReadClients,
    EditClients,
    AssignClients,
    LogWork,
    EditContacts,
    RefreshHealth,
    OverrideHealth,
    ReadScoreConfiguration,
    ConfigureScores,
    ReadStaff,
    ReadTeamPerformance,
    ReadTeamBalance,
    ConfigureTeam,
    ManageStaff,
    ManageImports,
    ActOnAlerts,
    ReadTeamAlerts,
    ActOnTeamAlerts,
    ConfigureAlerts,
    ManageApiKeys,
    ReadAudit,
    ReadSelf,
    ManageDeliveries,
    OwnAccount,
    OwnViews,
}
