use domain::SessionId;
use serde_json::json;
use store::sessions::RevokedReason;

use super::Auth;
use crate::{
    Actor, Error, Result,
    audit::{self, Action, AuditEntry},
};

impl Auth {
    /// Ends one of the actor's own sessions.
    pub async fn revoke_session(&self, actor: &Actor, session: SessionId) -> Result<()> {
        let staff_id = actor.staff_id.ok_or(Error::NotFound("session"))?;
        let now = self.context.now();
        let mut transaction = self.context.pool.begin().await?;
        if !store::sessions::revoke(&mut transaction, staff_id, session, RevokedReason::Revoked, now).await? {
            return Err(Error::NotFound("session"));
        }
        let entry = AuditEntry {
            action: Action::Update,
            operation: "delete_session".to_owned(),
            entity: "staff_session",
            ids: vec![session.0],
            changes: Some(json!({ "revoked_reason": RevokedReason::Revoked.as_str() })),
        };
        audit::record(&mut transaction, &self.context, actor, entry).await?;
        transaction.commit().await?;
        self.revocations.add(session, now);
        Ok(())
    }
}
