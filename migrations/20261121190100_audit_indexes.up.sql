-- The audit log is read by what was done, to what, by whom, or by the id of a request; always newest first.
create index audit_log_action_idx on audit_log (action, occurred_at desc, id desc);
create index audit_log_kind_idx on audit_log (entity, occurred_at desc, id desc);
create index audit_log_key_idx on audit_log (api_key_id, occurred_at desc, id desc) where api_key_id is not null;
create index audit_log_request_idx on audit_log (request_id);
create index audit_log_words_idx on audit_log using gin ((actor || ' ' || operation) gin_trgm_ops);
