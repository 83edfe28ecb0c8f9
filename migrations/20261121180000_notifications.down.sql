drop index opportunity_won_idx;
drop table notification_delivery;
drop table notification_setting;
drop table note_mention;
drop table notification;
