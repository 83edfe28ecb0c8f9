drop table feature_usage_daily;
drop table client_feature_adoption;
drop table feature_expectation;
drop table feature;
drop table client_usage_metric;
drop table usage_user_daily;
delete from data_partition where parent_table in ('feature_usage_daily', 'client_usage_metric', 'usage_user_daily');
