use serde_json::json;
use store::{sessions::RevokedReason, staff::StaffRow};

use super::{Auth, Device, SignedIn, token_hash};
use crate::{
    Error, Result,
    audit::{self, Action, AuditEntry},
};

const ENDED: &str = "The session has ended; sign in again.";

impl Auth {
    /// Trades a refresh token for the next one. A token that was used before ends its session: either the one who
    /// used it first or the one who uses it now is not who they should be.
    pub async fn refresh(&self, token: &str, device: Device) -> Result<SignedIn> {
        let now = self.context.now();
        let hash = token_hash(token);
        let mut transaction = self.context.pool.begin().await?;
        let row = store::sessions::find_token_for_update(&mut transaction, &hash).await?;
        let Some(row) = row.filter(|row| row.session_revoked_at.is_none()) else {
            return Err(Error::Unauthenticated(ENDED));
        };
        let staff = store::staff::find(&mut transaction, row.staff_id).await?;
        let Some(staff) = staff else { return Err(Error::Unauthenticated(ENDED)) };
        if row.used_at.is_some() {
            store::sessions::revoke(&mut transaction, staff.id, row.session_id, RevokedReason::Reuse, now).await?;
            let entry = AuditEntry {
                action: Action::Update,
                operation: "refresh_session".to_owned(),
                entity: "staff_session",
                ids: vec![row.session_id.0],
                changes: Some(json!({ "revoked_reason": RevokedReason::Reuse.as_str() })),
            };
            audit::record(&mut transaction, &self.context, &device.actor(Some(&staff)), entry).await?;
            transaction.commit().await?;
            self.revocations.add(row.session_id, now);
            tracing::warn!(session.id = %row.session_id, "a refresh token was used twice; its session has ended");
            return Err(Error::Unauthenticated(ENDED));
        }
        if row.expires_at <= now || !self.may_sign_in(&staff) {
            return Err(Error::Unauthenticated(ENDED));
        }
        let refresh_token = self.new_refresh_token();
        let expires_at = Self::session_end(now, row.session_created_at);
        store::sessions::mark_used(&mut transaction, &hash, now).await?;
        store::sessions::insert_token(&mut transaction, &token_hash(&refresh_token), row.session_id, now, expires_at)
            .await?;
        let ip_address = device.ip_address.as_deref();
        store::sessions::touch(&mut transaction, row.session_id, now, expires_at, ip_address).await?;
        transaction.commit().await?;
        self.sign(staff, row.session_id, (refresh_token, expires_at)).await
    }

    /// Ends the session of a refresh token, whether the token was used or not. Unknown tokens are no mistake.
    pub async fn logout(&self, token: &str, device: Device) -> Result<()> {
        let now = self.context.now();
        let mut transaction = self.context.pool.begin().await?;
        let Some(row) = store::sessions::find_token_for_update(&mut transaction, &token_hash(token)).await? else {
            return Ok(());
        };
        let staff: Option<StaffRow> = store::staff::find(&mut transaction, row.staff_id).await?;
        let ended =
            store::sessions::revoke(&mut transaction, row.staff_id, row.session_id, RevokedReason::Logout, now).await?;
        if !ended {
            return Ok(());
        }
        let entry = AuditEntry {
            action: Action::Logout,
            operation: "log_out".to_owned(),
            entity: "staff_session",
            ids: vec![row.session_id.0],
            changes: None,
        };
        audit::record(&mut transaction, &self.context, &device.actor(staff.as_ref()), entry).await?;
        transaction.commit().await?;
        self.revocations.add(row.session_id, now);
        Ok(())
    }
}
