//! One person per role, and a second one for two of them.

use std::sync::OnceLock;

use domain::{StaffId, staff::Role};
use sqlx::PgPool;
use uuid::Uuid;

use super::id_of;

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery staple";

/// A member of staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// Address they sign in with.
    pub email: &'static str,
    /// First name.
    pub first_name: &'static str,
    /// Last name.
    pub last_name: &'static str,
    /// Role.
    pub role: Role,
}

impl Person {
    /// Someone.
    pub const fn new(email: &'static str, first_name: &'static str, last_name: &'static str, role: Role) -> Self {
        Self { email, first_name, last_name, role }
    }

    /// Id.
    pub fn id(&self) -> Uuid {
        id_of(self.email)
    }

    /// Id, typed.
    pub fn staff_id(&self) -> StaffId {
        StaffId(self.id())
    }

    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

/// The client success manager most tests are about.
pub const CSM: Person = Person::new("cara@test.example", "Cara", "Stone", Role::Csm);
/// One with another book.
pub const OTHER_CSM: Person = Person::new("otto@test.example", "Otto", "Berg", Role::Csm);
/// A senior one.
pub const SENIOR_CSM: Person = Person::new("sena@test.example", "Sena", "Adler", Role::SeniorCsm);
/// An account executive.
pub const AE: Person = Person::new("abel@test.example", "Abel", "Finch", Role::Ae);
/// One with other accounts.
pub const OTHER_AE: Person = Person::new("alma@test.example", "Alma", "Reed", Role::Ae);
/// The vice president of client success.
pub const VP: Person = Person::new("vera@test.example", "Vera", "Lund", Role::VpClientSuccess);
/// The vice president of sales.
pub const VP_SALES: Person = Person::new("saul@test.example", "Saul", "Quist", Role::VpSales);
/// The administrator.
pub const ADMIN: Person = Person::new("adam@test.example", "Adam", "Voss", Role::Admin);

/// Everyone above.
pub const EVERYONE: [Person; 8] = [CSM, OTHER_CSM, SENIOR_CSM, AE, OTHER_AE, VP, VP_SALES, ADMIN];

/// Makes everyone's account.
pub async fn insert_everyone(pool: &PgPool) {
    for person in &EVERYONE {
        insert(pool, person, false).await;
    }
}

/// Makes an account; a demo account may not sign in in production.
pub async fn insert(pool: &PgPool, person: &Person, is_demo: bool) {
    sqlx::query(
        "insert into staff (id, email, first_name, last_name, role, password_hash, is_demo, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, timestamptz '2026-01-05 08:00Z')",
    )
    .bind(person.id())
    .bind(person.email)
    .bind(person.first_name)
    .bind(person.last_name)
    .bind(person.role.as_str())
    .bind(password_hash())
    .bind(is_demo)
    .execute(pool)
    .await
    .unwrap_or_else(|error| panic!("{}: {error}", person.email));
}

/// Hashing takes tens of milliseconds, so it is done once.
fn password_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| app::auth::hash_password(PASSWORD, &app::Ids::seeded(7)).expect("argon2 hashes"))
}
