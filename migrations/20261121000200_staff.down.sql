drop table audit_log;
drop table idempotency_key;
drop table signing_key;
drop table login_throttle;
drop table refresh_token;
drop table staff_session;
drop table staff;
delete from data_partition where parent_table = 'audit_log';
