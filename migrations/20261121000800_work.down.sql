drop table client_alert;
drop table client_note;
drop table client_activity;
delete from data_partition where parent_table = 'client_activity';
