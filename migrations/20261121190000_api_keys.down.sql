update staff_session set revoked_reason = 'REVOKED' where revoked_reason = 'ROLE_CHANGED';
alter table staff_session drop constraint staff_session_revoked_reason_check;
alter table staff_session add constraint staff_session_revoked_reason_check
  check (revoked_reason in ('LOGOUT', 'REVOKED', 'REUSE', 'PASSWORD_RESET', 'DISABLED'));
alter table staff drop column last_sign_in_at;
alter table audit_log drop column api_key_id;
drop table api_key;
