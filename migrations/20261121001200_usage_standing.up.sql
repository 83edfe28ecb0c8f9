-- What usage is compared with: one narrow row per client as of its last complete day, so that a tier is summed up
-- without reading anyone's days. Sums, not means: they are divided once, where they are shown.
create table client_usage_standing (
  client_id uuid not null,
  as_of date not null,
  contract_tier text not null,
  is_peer boolean not null,
  days smallint not null,
  dau_sum integer not null,
  weekly_active_users integer not null,
  monthly_active_users integer not null,
  sessions bigint not null,
  session_seconds bigint not null,
  actions bigint not null,
  licensed_user_count integer,
  computed_at timestamptz not null,
  constraint client_usage_standing_pkey primary key (client_id),
  constraint client_usage_standing_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint client_usage_standing_tier_check check (contract_tier in ('STARTER', 'PROFESSIONAL', 'ENTERPRISE', 'CUSTOM')),
  constraint client_usage_standing_days_check check (days between 1 and 30)
);
create index client_usage_standing_tier_idx on client_usage_standing (contract_tier) where is_peer;

-- How a feature is used by those who license it.
create index client_feature_adoption_feature_idx on client_feature_adoption (feature_key) where is_licensed;

comment on column usage_user_daily.login_hours is
  'Logins per hour of the day as the client''s own clock shows it: who counts events converts them, files are taken as they are';
comment on column client_usage_metric.logins_by_hour is
  'The sum of login_hours over the users of the day';
