-- Daily usage. These tables grow by millions of rows, are written only by set-based statements that
-- join to client, and therefore carry no foreign key: checking one per row would double the write.
create table usage_user_daily (
  client_id uuid not null,
  date date not null,
  user_id text not null,
  role text,
  sessions integer not null default 0,
  session_seconds integer not null default 0,
  actions integer not null default 0,
  logins integer not null default 0,
  login_hours smallint[],
  features_used text[] not null default '{}',
  modules_used text[] not null default '{}',
  quantity numeric(20, 6),
  import_batch_id uuid,
  content_hash bytea,
  constraint usage_user_daily_pkey primary key (client_id, date, user_id),
  constraint usage_user_daily_counts_check check (sessions >= 0 and session_seconds >= 0 and actions >= 0 and logins >= 0)
) partition by range (date);

create table client_usage_metric (
  client_id uuid not null,
  date date not null,
  daily_active_users integer not null default 0,
  weekly_active_users integer not null default 0,
  monthly_active_users integer not null default 0,
  total_users integer not null default 0,
  new_users integer not null default 0,
  total_sessions integer not null default 0,
  session_seconds bigint not null default 0,
  total_actions integer not null default 0,
  total_logins integer not null default 0,
  cases_created integer not null default 0,
  cases_closed integer not null default 0,
  reports_run integer not null default 0,
  disclosures_submitted integer not null default 0,
  policies_viewed integer not null default 0,
  chatbot_conversations integer not null default 0,
  logins_by_hour smallint[],
  import_batch_id uuid,
  content_hash bytea,
  computed_at timestamptz not null default now(),
  constraint client_usage_metric_pkey primary key (client_id, date),
  constraint client_usage_metric_counts_check check (daily_active_users >= 0 and total_sessions >= 0 and total_actions >= 0 and total_logins >= 0)
) partition by range (date);

-- The catalogue of features and how much use is expected of each (resolved client, then tier, then feature).
create table feature (
  feature_key text not null,
  name text not null,
  module_key text not null,
  module_name text not null,
  expected_usage numeric(20, 6),
  expected_window_days integer not null default 30,
  usage_unit text not null default 'uses',
  constraint feature_pkey primary key (feature_key),
  constraint feature_window_check check (expected_window_days between 1 and 730),
  constraint feature_expected_check check (expected_usage > 0)
);

create table feature_expectation (
  feature_key text not null,
  scope_kind text not null,
  scope_id text not null,
  expected_usage numeric(20, 6) not null,
  constraint feature_expectation_pkey primary key (feature_key, scope_kind, scope_id),
  constraint feature_expectation_feature_fkey foreign key (feature_key) references feature (feature_key) on delete cascade,
  constraint feature_expectation_scope_check check (scope_kind in ('CLIENT', 'TIER')),
  constraint feature_expectation_positive_check check (expected_usage > 0)
);

create table client_feature_adoption (
  client_id uuid not null,
  feature_key text not null,
  is_licensed boolean not null default false,
  licensed_at date,
  is_configured boolean not null default false,
  configured_at date,
  adoption_status text not null default 'NOT_LICENSED',
  last_used_at date,
  usage_30_days numeric(20, 6) not null default 0,
  usage_prev_30_days numeric(20, 6) not null default 0,
  usage_in_window numeric(20, 6) not null default 0,
  usage_trend text not null default 'NO_USE',
  expected_usage numeric(20, 6),
  expected_window_days integer not null default 30,
  adoption_percentile smallint,
  computed_at timestamptz,
  import_batch_id uuid,
  content_hash bytea,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint client_feature_adoption_pkey primary key (client_id, feature_key),
  constraint client_feature_adoption_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint client_feature_adoption_feature_fkey foreign key (feature_key) references feature (feature_key),
  constraint client_feature_adoption_status_check check (adoption_status in ('NOT_LICENSED', 'NOT_CONFIGURED', 'NOT_USED', 'LIGHT_USE', 'ACTIVE_USE', 'POWER_USE')),
  constraint client_feature_adoption_trend_check check (usage_trend in ('INCREASING', 'DECREASING', 'STABLE', 'NO_USE'))
);

-- `source_key` tells apart several rows of one source for the same client, feature and day; sums run over it.
create table feature_usage_daily (
  client_id uuid not null,
  date date not null,
  feature_key text not null,
  source_key text not null default '',
  count integer not null default 0,
  seconds integer not null default 0,
  errors integer not null default 0,
  import_batch_id uuid,
  content_hash bytea,
  constraint feature_usage_daily_pkey primary key (client_id, date, feature_key, source_key),
  constraint feature_usage_daily_counts_check check (count >= 0 and seconds >= 0 and errors >= 0)
) partition by range (date);
-- A source may correct the day of a row it sent before; rows without an id of their source are not looked for.
create index feature_usage_daily_source_idx on feature_usage_daily (client_id, source_key) where source_key <> '';
