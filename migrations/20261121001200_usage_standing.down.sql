comment on column client_usage_metric.logins_by_hour is null;
comment on column usage_user_daily.login_hours is null;
drop index client_feature_adoption_feature_idx;
drop table client_usage_standing;
