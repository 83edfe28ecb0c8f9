drop table client_health_override;
drop index health_score_config_client_idx;
alter table health_score_config_period drop column activated_by_id;
alter table health_score_config drop column revision;
