-- What clients are compared by: one narrow row each, written when a client is computed, so that a cohort is read from
-- one small table however wide clients are.
create table client_benchmark_standing (
  client_id uuid not null,
  as_of date not null,
  is_peer boolean not null,
  contract_tier text not null,
  industry text not null,
  employee_count integer,
  contract_start_date date not null,
  health_score smallint,
  profile text,
  adoption_score numeric(9, 6),
  actions bigint,
  licensed_user_count integer,
  tickets integer,
  computed_at timestamptz not null,
  constraint client_benchmark_standing_pkey primary key (client_id),
  constraint client_benchmark_standing_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint client_benchmark_standing_tier_check check (contract_tier in ('STARTER', 'PROFESSIONAL', 'ENTERPRISE', 'CUSTOM'))
);
create index client_benchmark_standing_tier_idx on client_benchmark_standing (contract_tier, industry) where is_peer;
create index client_benchmark_standing_industry_idx on client_benchmark_standing (industry) where is_peer;

-- The health of industries at the ends of past months; from here on it is written every day.
insert into metric_snapshot
  (metric, scope_kind, scope_id, as_of, period, revision, value, numerator, denominator, n, computed_at)
select 'M005', 'INDUSTRY:' || profile, coalesce(industry, 'Other'), date, 'DAY', 0, null, sum(health_score),
  count(health_score), count(health_score), now()
from client_daily_state
where date = (date_trunc('month', date) + interval '1 month' - interval '1 day')::date
  and is_active and health_score is not null and profile is not null
group by profile, coalesce(industry, 'Other'), date;
