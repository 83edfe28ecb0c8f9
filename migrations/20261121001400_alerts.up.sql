-- Alerts are raised from here on: what the engine and the inbox need of a row, and what people may set.
alter table client_alert
  add column is_executive boolean not null default false,
  -- When people were last told: raised, woken from a snooze, or graver than before. A delivery follows from it.
  add column notified_at timestamptz,
  -- When the rule was first seen to be over after a person closed the alert: from then on it may be raised again.
  add column rearmed_at timestamptz,
  add column resolved_by_id uuid,
  add column severity_rank smallint not null generated always as (
    case severity when 'CRITICAL' then 4 when 'HIGH' then 3 when 'MEDIUM' then 2 else 1 end) stored;
-- The youngest row of every occasion of a client: what the engine goes by.
create index client_alert_occasion_idx on client_alert (client_id, dedupe_key, created_at desc, id desc);
-- The inbox: open alerts, the gravest first.
create index client_alert_open_idx on client_alert (severity_rank desc, created_at desc, id desc)
  where status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED');
create index client_alert_id_idx on client_alert (id);
-- Retention looks for the oldest.
create index client_alert_created_idx on client_alert (created_at);
-- The few tickets that are open among the many that are not.
create index support_ticket_open_idx on support_ticket (client_id) where resolved_at is null;

-- What was changed of the rules for everyone; one row.
create table alert_setting (
  singleton boolean not null default true,
  rules jsonb not null default '{}',
  version integer not null default 1,
  updated_by_id uuid,
  updated_at timestamptz not null default now(),
  constraint alert_setting_pkey primary key (singleton),
  constraint alert_setting_singleton_check check (singleton)
);
insert into alert_setting default values;

-- The same for one client, and until when it is muted.
create table client_alert_setting (
  client_id uuid not null,
  rules jsonb not null default '{}',
  muted_until timestamptz,
  version integer not null default 1,
  updated_by_id uuid,
  updated_at timestamptz not null default now(),
  constraint client_alert_setting_pkey primary key (client_id),
  constraint client_alert_setting_client_fkey foreign key (client_id) references client (id) on delete cascade
);
