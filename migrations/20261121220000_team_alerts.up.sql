-- Alerts that belong to no client: a manager with too much work, a source that fell silent or was refused. They live as
-- those of clients do; whom or what one is about is its related entity.
create table team_alert (
  id uuid not null,
  alert_type text not null,
  severity text not null,
  is_executive boolean not null default false,
  title text not null,
  description text not null,
  dedupe_key text not null,
  trigger_metric text,
  trigger_value text,
  trigger_threshold text,
  related_entity_type text,
  related_entity_id text,
  status text not null default 'NEW',
  last_seen_at timestamptz not null,
  notified_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by_id uuid,
  snoozed_until timestamptz,
  dismissed_at timestamptz,
  dismissed_by_id uuid,
  resolved_at timestamptz,
  resolved_by_id uuid,
  resolution_notes text,
  rearmed_at timestamptz,
  reopened_count integer not null default 0,
  severity_rank smallint not null generated always as (
    case severity when 'CRITICAL' then 4 when 'HIGH' then 3 when 'MEDIUM' then 2 else 1 end) stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint team_alert_pkey primary key (id),
  constraint team_alert_severity_check check (severity in ('CRITICAL', 'HIGH', 'MEDIUM', 'LOW')),
  constraint team_alert_status_check check (status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED', 'DISMISSED', 'RESOLVED'))
);
create unique index team_alert_open_key on team_alert (dedupe_key) where status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED');
-- The youngest row of every occasion: what the engine goes by.
create index team_alert_occasion_idx on team_alert (dedupe_key, created_at desc, id desc);
-- The inbox: the gravest first.
create index team_alert_list_idx on team_alert (severity_rank desc, created_at desc, id desc);
create trigger team_alert_updated_at before update on team_alert for each row execute function set_updated_at();

-- The last import of every kind of rows: ids are ordered by time.
create index import_file_entity_idx on import_file (entity, batch_id desc);

-- Someone is told of them without a client.
alter table notification
  drop constraint notification_kind_check,
  drop constraint notification_about_check,
  add constraint notification_kind_check check (kind in ('ALERTS', 'TEAM_ALERTS', 'MENTION', 'TEST')),
  add constraint notification_about_check check (
    (kind in ('TEST', 'TEAM_ALERTS')) = (client_id is null) and (kind = 'MENTION') = (note_id is not null));
