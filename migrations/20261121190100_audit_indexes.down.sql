drop index audit_log_words_idx;
drop index audit_log_request_idx;
drop index audit_log_key_idx;
drop index audit_log_kind_idx;
drop index audit_log_action_idx;
