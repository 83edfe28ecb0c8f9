-- What people do for a client, write about it, and are told about it.
create table client_activity (
  client_id uuid not null,
  id uuid not null,
  external_id text,
  occurred_at timestamptz not null,
  activity_type text not null,
  subject text not null,
  description text,
  performed_by_id uuid,
  client_contacts uuid[] not null default '{}',
  duration_minutes integer,
  outcome text,
  outcome_notes text,
  follow_up_required boolean not null default false,
  follow_up_date date,
  follow_up_completed boolean not null default false,
  follow_up_completed_at timestamptz,
  source_alert_id uuid,
  salesforce_activity_id text,
  hubspot_engagement_id text,
  ai_summary text,
  ai_next_steps text[] not null default '{}',
  import_batch_id uuid,
  content_hash bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint client_activity_pkey primary key (client_id, occurred_at, id),
  constraint client_activity_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint client_activity_performed_by_fkey foreign key (performed_by_id) references staff (id),
  constraint client_activity_type_check check (activity_type in ('CALL', 'EMAIL', 'MEETING', 'QBR', 'TRAINING', 'ONBOARDING', 'SUPPORT_ESCALATION', 'EXECUTIVE_TOUCHPOINT', 'INTERNAL_DISCUSSION', 'OTHER')),
  constraint client_activity_outcome_check check (outcome in ('SUCCESSFUL_ENGAGEMENT', 'ISSUE_IDENTIFIED', 'EXPANSION_OPPORTUNITY', 'RISK_IDENTIFIED', 'FOLLOW_UP_REQUIRED', 'NO_ACTION_NEEDED')),
  constraint client_activity_duration_check check (duration_minutes >= 0)
) partition by range (occurred_at);
create index client_activity_id_idx on client_activity (id);
create index client_activity_external_idx on client_activity (external_id);
create index client_activity_follow_up_idx on client_activity (follow_up_date) where follow_up_required and not follow_up_completed;
create trigger client_activity_updated_at before update on client_activity for each row execute function set_updated_at();

create table client_note (
  client_id uuid not null,
  id uuid not null,
  title text,
  content text not null,
  note_type text not null default 'GENERAL',
  is_private boolean not null default false,
  created_by_id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint client_note_pkey primary key (client_id, id),
  constraint client_note_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint client_note_created_by_fkey foreign key (created_by_id) references staff (id),
  constraint client_note_type_check check (note_type in ('GENERAL', 'STRATEGY', 'RISK', 'OPPORTUNITY', 'QBR_PREP', 'INTERNAL'))
);
create index client_note_created_idx on client_note (client_id, created_at desc);
create trigger client_note_updated_at before update on client_note for each row execute function set_updated_at();

-- Not partitioned: one open row per dedupe key must hold across months.
create table client_alert (
  client_id uuid not null,
  id uuid not null,
  alert_type text not null,
  severity text not null,
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
  acknowledged_at timestamptz,
  acknowledged_by_id uuid,
  snoozed_until timestamptz,
  dismissed_at timestamptz,
  dismissed_by_id uuid,
  resolved_at timestamptz,
  resolution_notes text,
  reopened_count integer not null default 0,
  ai_analysis text,
  ai_recommended_action text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint client_alert_pkey primary key (client_id, id),
  constraint client_alert_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint client_alert_severity_check check (severity in ('CRITICAL', 'HIGH', 'MEDIUM', 'LOW')),
  constraint client_alert_status_check check (status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED', 'DISMISSED', 'RESOLVED'))
);
create unique index client_alert_open_key on client_alert (client_id, dedupe_key) where status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED');
create index client_alert_status_idx on client_alert (status, created_at desc);
create trigger client_alert_updated_at before update on client_alert for each row execute function set_updated_at();
