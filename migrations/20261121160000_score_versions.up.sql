-- A version of the formula is edited until it is first in force: `revision` counts those edits. Who put it in force is
-- kept beside when.
alter table health_score_config add column revision integer not null default 1;
alter table health_score_config_period add column activated_by_id uuid;
alter table health_score_config_period
  add constraint health_score_config_period_activated_by_fkey foreign key (activated_by_id) references staff (id);
create index health_score_config_client_idx on health_score_config (applies_to_client_id) where applies_to_client_id is not null;

-- What someone who knows a client says its health is, beside what was computed: why, and until when. The row stays when
-- it is over; of those that are not, a client has one.
create table client_health_override (
  client_id uuid not null,
  id uuid not null,
  health_status text not null,
  reason text not null,
  expires_at timestamptz not null,
  created_by_id uuid not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_by_id uuid,
  constraint client_health_override_pkey primary key (client_id, id),
  constraint client_health_override_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint client_health_override_created_by_fkey foreign key (created_by_id) references staff (id),
  constraint client_health_override_ended_by_fkey foreign key (ended_by_id) references staff (id),
  constraint client_health_override_status_check check (health_status in ('HEALTHY', 'MONITOR', 'AT_RISK', 'CRITICAL')),
  constraint client_health_override_reason_check check (reason <> ''),
  constraint client_health_override_order_check check (expires_at > created_at)
);
create unique index client_health_override_open_key on client_health_override (client_id) where ended_at is null;
