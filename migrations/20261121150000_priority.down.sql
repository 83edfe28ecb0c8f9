drop index client_alert_new_idx;
drop table client_priority;
