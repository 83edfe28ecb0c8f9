-- How soon each client is worth someone's time (M091), with what it is made of. Beside the client and not on it: nothing
-- that lists clients reads it.
create table client_priority (
  client_id uuid not null,
  as_of date not null,
  exact numeric(20, 6) not null,
  score smallint not null,
  category text not null,
  revenue_at_risk numeric(20, 6) not null,
  urgency numeric(20, 6) not null,
  tier numeric(20, 6) not null,
  purchase_history numeric(20, 6) not null,
  churn_90_days numeric(20, 6),
  past_renewals integer not null,
  -- M071 in the reporting currency.
  lifetime_value numeric(20, 6) not null,
  -- Its percentile rank among active clients; none until the next ranking.
  lifetime_value_percentile numeric(20, 6),
  computed_at timestamptz not null,
  constraint client_priority_pkey primary key (client_id),
  constraint client_priority_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint client_priority_score_check check (score between 0 and 100),
  constraint client_priority_category_check check (category in ('CRITICAL', 'HIGH', 'MEDIUM', 'LOW'))
);
-- Whether someone waits for a ranking.
create index client_priority_unranked_idx on client_priority (client_id) where lifetime_value_percentile is null;
-- What is new, by client: the list of a day.
create index client_alert_new_idx on client_alert (client_id, severity_rank desc, created_at desc) where status = 'NEW';
