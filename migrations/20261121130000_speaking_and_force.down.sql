-- How far a feed covers stays: it is what the imports said.
drop table health_score_config_period;
