drop table alert_rule_segment;
