use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A client. UUIDv7.
    ClientId,
    /// A member of staff. UUIDv7.
    StaffId,
    /// A signed-in session: one family of refresh tokens. UUIDv7.
    SessionId,
    /// A contact at a client. UUIDv7.
    ContactId,
    /// Something staff did with a client. UUIDv7.
    ActivityId,
    /// A note about a client. UUIDv7.
    NoteId,
    /// A health score configuration. UUIDv7.
    HealthScoreConfigId,
    /// What someone said of a client's health. UUIDv7.
    HealthOverrideId,
    /// An import batch. UUIDv7.
    ImportBatchId,
    /// An alert. UUIDv7.
    AlertId,
    /// A key with which a program calls the API. UUIDv7.
    ApiKeyId,
    /// A notification. UUIDv7.
    NotificationId,
    /// The delivery of a notification by one channel. UUIDv7.
    DeliveryId,
    /// A saved segment. UUIDv7.
    SegmentId,
    /// A saved view of the portfolio. UUIDv7.
    ViewId,
}
