use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use domain::{
    ApiKeyId, Clock, Scope, StaffId,
    api_key::{self, ApiScope},
    staff::{Permission, Role},
};
use rand::{Rng, SeedableRng, rngs::ChaCha12Rng};
use store::PgPool;
use uuid::Uuid;

use crate::notifications::Outbound;

/// What every use case stands on: the database, the time and a source of ids.
#[derive(Debug, Clone)]
pub struct Context {
    /// Connections.
    pub pool: PgPool,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Ids and secrets.
    pub ids: Ids,
    /// By which ways messages leave the product.
    pub outbound: Outbound,
}

impl Context {
    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}

/// Makes ids and random bytes. Seeded from the operating system in production, from a number in tests.
#[derive(Clone)]
pub struct Ids(Arc<Mutex<ChaCha12Rng>>);

impl std::fmt::Debug for Ids {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ids")
    }
}

impl Ids {
    /// Random.
    pub fn from_entropy(seed: [u8; 32]) -> Self {
        Self(Arc::new(Mutex::new(ChaCha12Rng::from_seed(seed))))
    }

    /// The same ids every time.
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(ChaCha12Rng::seed_from_u64(seed))))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self.0.lock() {
            Ok(mut rng) => rng.fill_bytes(&mut bytes),
            Err(poisoned) => poisoned.into_inner().fill_bytes(&mut bytes),
        }
        bytes
    }

    /// A UUIDv7 for this instant.
    pub fn at(&self, now: DateTime<Utc>) -> Uuid {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid()
    }
}

/// Who does something: a member of staff through the API, or the system itself.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The member of staff; null for the system.
    pub staff_id: Option<StaffId>,
    /// Their role; null for the system.
    pub role: Option<Role>,
    /// How the audit log names them: an e-mail address, `steward import`, a job.
    pub name: String,
    /// Whose clients they reach.
    pub scope: Scope,
    /// The key a program acts with; none for people and the system.
    pub key: Option<ActorKey>,
    /// The request, to find it in the log.
    pub request_id: Option<String>,
    /// Where it came from.
    pub ip_address: Option<String>,
}

/// The key a program acts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorKey {
    /// Id.
    pub id: ApiKeyId,
    /// What it may be used for.
    pub scopes: Vec<ApiScope>,
}

impl Actor {
    /// Whether whoever does this has a right: the system has all, and a key only what it lets through.
    pub fn may(&self, permission: Permission) -> bool {
        self.role.is_none_or(|role| role.may(permission))
            && self.key.as_ref().is_none_or(|key| api_key::allow(&key.scopes, permission))
    }

    /// The system, under the name of a job or command.
    pub fn system(name: &str) -> Self {
        Self {
            staff_id: None,
            role: None,
            name: name.to_owned(),
            scope: Scope::All,
            key: None,
            request_id: None,
            ip_address: None,
        }
    }
}
