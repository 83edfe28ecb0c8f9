delete from notification where kind = 'TEAM_ALERTS';
alter table notification
  drop constraint notification_kind_check,
  drop constraint notification_about_check,
  add constraint notification_kind_check check (kind in ('ALERTS', 'MENTION', 'TEST')),
  add constraint notification_about_check check ((kind = 'TEST') = (client_id is null) and (kind = 'MENTION') = (note_id is not null));
drop index import_file_entity_idx;
drop table team_alert;
