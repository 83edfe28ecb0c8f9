-- How scores are made, the score of each day with the inputs behind it, and what follows from it.
create table metric_settings (
  version integer not null,
  settings jsonb not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint metric_settings_pkey primary key (version),
  constraint metric_settings_created_by_fkey foreign key (created_by) references staff (id)
);

create table health_score_config (
  id uuid not null,
  name text not null,
  description text,
  profile text not null default 'SIX',
  applies_to_tier text,
  applies_to_segment text,
  applies_to_client_id uuid,
  weights jsonb not null,
  bands jsonb not null,
  params jsonb not null default '{}',
  is_active boolean not null default true,
  is_default boolean not null default false,
  version integer not null default 1,
  previous_version_id uuid,
  created_by_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint health_score_config_pkey primary key (id),
  constraint health_score_config_client_fkey foreign key (applies_to_client_id) references client (id) on delete cascade,
  constraint health_score_config_previous_fkey foreign key (previous_version_id) references health_score_config (id),
  constraint health_score_config_created_by_fkey foreign key (created_by_id) references staff (id),
  constraint health_score_config_profile_check check (profile in ('SIX', 'SUB100', 'CX4')),
  constraint health_score_config_tier_check check (applies_to_tier in ('STARTER', 'PROFESSIONAL', 'ENTERPRISE', 'CUSTOM')),
  constraint health_score_config_default_check check (not is_default or (applies_to_tier is null and applies_to_segment is null and applies_to_client_id is null))
);
create trigger health_score_config_updated_at before update on health_score_config for each row execute function set_updated_at();

insert into health_score_config (id, name, description, profile, weights, bands, is_active, is_default) values
  (uuid_v7(), 'Six components', 'Usage, adoption, support, relationship, contract and outcomes.', 'SIX',
   '{"usage": 25, "adoption": 20, "support": 15, "relationship": 15, "contract": 15, "outcome": 10}',
   '{"healthy": 80, "monitor": 60, "at_risk": 40}', true, true);

-- `inputs` holds what each component was computed from, so any two days can be compared input by input.
create table client_health_score (
  client_id uuid not null,
  date date not null,
  overall_score smallint not null,
  score numeric(20, 6) not null,
  health_status text not null,
  confidence numeric(5, 4) not null,
  profile text not null,
  component_scores jsonb not null,
  component_states jsonb not null,
  inputs jsonb not null,
  weights_version text not null,
  weights_snapshot jsonb not null,
  notable_events text[] not null default '{}',
  is_final boolean not null default false,
  computed_at timestamptz not null,
  constraint client_health_score_pkey primary key (client_id, date),
  constraint client_health_score_overall_check check (overall_score between 0 and 100),
  constraint client_health_score_status_check check (health_status in ('HEALTHY', 'MONITOR', 'AT_RISK', 'CRITICAL')),
  constraint client_health_score_profile_check check (profile in ('SIX', 'SUB100', 'CX4'))
) partition by range (date);
create index client_health_score_date_idx on client_health_score (date);

-- One narrow row per client and day: what trends, comparisons and as-of views are summed from.
create table client_daily_state (
  client_id uuid not null,
  date date not null,
  is_active boolean not null,
  tier text not null,
  segment text,
  size_segment text not null,
  industry text,
  csm_user_id uuid,
  ae_user_id uuid,
  arr numeric(20, 6),
  health_score smallint,
  health_status text,
  profile text,
  churn_risk_score smallint,
  renewal_status text not null,
  at_risk_reasons text[] not null default '{}',
  constraint client_daily_state_pkey primary key (client_id, date)
) partition by range (date);
create index client_daily_state_date_idx on client_daily_state (date);

-- Clients whose inputs changed since their last computation; the hourly run and the immediate job empty it.
create table recalculation_request (
  client_id uuid not null,
  requested_at timestamptz not null default now(),
  reason text not null,
  constraint recalculation_request_pkey primary key (client_id),
  constraint recalculation_request_client_fkey foreign key (client_id) references client (id) on delete cascade
);

create table churn_feature_snapshot (
  client_id uuid not null,
  t date not null,
  features jsonb not null,
  created_at timestamptz not null default now(),
  constraint churn_feature_snapshot_pkey primary key (client_id, t)
);

create table churn_model_run (
  id uuid not null,
  trained_at timestamptz not null,
  coefficients jsonb not null,
  means jsonb not null,
  sds jsonb not null,
  lambda double precision not null,
  platt_a double precision,
  platt_b double precision,
  metrics jsonb not null,
  promoted boolean not null default false,
  constraint churn_model_run_pkey primary key (id)
);

create table churn_prediction (
  client_id uuid not null,
  as_of date not null,
  p30 double precision not null,
  p60 double precision not null,
  p90 double precision not null,
  p_model double precision,
  score smallint not null,
  category text not null,
  source text not null,
  contributions jsonb not null,
  confidence numeric(5, 4) not null,
  model_id uuid,
  computed_at timestamptz not null,
  constraint churn_prediction_pkey primary key (client_id, as_of),
  constraint churn_prediction_model_fkey foreign key (model_id) references churn_model_run (id),
  constraint churn_prediction_probability_check check (p30 between 0 and 1 and p60 between p30 and 1 and p90 between p60 and 1),
  constraint churn_prediction_category_check check (category in ('LOW', 'MEDIUM', 'HIGH')),
  constraint churn_prediction_source_check check (source in ('MODEL', 'HEURISTIC', 'NOTICE'))
) partition by range (as_of);

create table metric_snapshot (
  metric text not null,
  scope_kind text not null,
  scope_id text not null default '',
  as_of date not null,
  period text not null default 'DAY',
  revision integer not null default 0,
  value numeric(20, 6),
  numerator numeric(20, 6),
  denominator numeric(20, 6),
  n integer,
  null_reason text,
  frozen boolean not null default false,
  restated boolean not null default false,
  computed_at timestamptz not null,
  constraint metric_snapshot_pkey primary key (metric, scope_kind, scope_id, as_of, period, revision)
);

create table dashboard_metrics (
  key text not null,
  scope_kind text not null,
  scope_id text not null default '',
  value jsonb not null,
  computed_at timestamptz not null,
  constraint dashboard_metrics_pkey primary key (key, scope_kind, scope_id)
);

create table executive_alerts (
  id uuid not null,
  alert_type text not null,
  severity text not null,
  dedupe_key text not null,
  title text not null,
  description text not null,
  client_id uuid,
  status text not null default 'NEW',
  acknowledged_at timestamptz,
  acknowledged_by_id uuid,
  resolved_at timestamptz,
  created_at timestamptz not null default now(),
  constraint executive_alerts_pkey primary key (id),
  constraint executive_alerts_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint executive_alerts_severity_check check (severity in ('CRITICAL', 'HIGH', 'MEDIUM', 'LOW')),
  constraint executive_alerts_status_check check (status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED', 'DISMISSED', 'RESOLVED'))
);
create unique index executive_alerts_open_key on executive_alerts (dedupe_key) where status in ('NEW', 'ACKNOWLEDGED', 'SNOOZED');

-- The last run of every background job, for readiness, metrics and the curious.
create table job_run (
  job text not null,
  key text not null default '',
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text,
  detail jsonb,
  constraint job_run_pkey primary key (job, key),
  constraint job_run_outcome_check check (outcome in ('DONE', 'FAILED'))
);
