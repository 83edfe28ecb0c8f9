-- Money: what is sold, billed, paid, due for renewal, and how it moved.
create table product (
  id uuid not null,
  external_id text,
  name text not null,
  module_key text,
  list_price numeric(20, 6),
  constraint product_pkey primary key (id),
  constraint product_external_id_key unique (external_id)
);

create table plan (
  id uuid not null,
  external_id text,
  name text not null,
  product_id uuid,
  tier text,
  list_price numeric(20, 6),
  interval text not null default 'month',
  seat_price numeric(20, 6),
  usage_limit numeric(20, 6),
  currency text not null default 'USD',
  constraint plan_pkey primary key (id),
  constraint plan_external_id_key unique (external_id),
  constraint plan_product_fkey foreign key (product_id) references product (id),
  constraint plan_interval_check check (interval in ('day', 'week', 'month', 'quarter', 'year'))
);

create table subscription (
  client_id uuid not null,
  id uuid not null,
  external_id text,
  product_id uuid,
  plan_id uuid,
  status text not null,
  currency text not null default 'USD',
  quantity numeric(20, 6) not null default 1,
  unit_amount numeric(20, 6) not null,
  discount_pct numeric(7, 4) not null default 0,
  discount_ends_at date,
  interval text not null default 'month',
  interval_count integer not null default 1,
  started_at date not null,
  trial_start date,
  trial_end date,
  first_paid_at date,
  current_period_start date,
  current_period_end date,
  auto_renew boolean not null default true,
  cancel_at date,
  canceled_at date,
  ended_at date,
  import_batch_id uuid,
  content_hash bytea,
  recorded_at timestamptz not null default now(),
  constraint subscription_pkey primary key (client_id, id),
  constraint subscription_external_id_key unique (client_id, external_id),
  constraint subscription_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint subscription_product_fkey foreign key (product_id) references product (id),
  constraint subscription_plan_fkey foreign key (plan_id) references plan (id),
  constraint subscription_status_check check (status in ('trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled')),
  constraint subscription_interval_check check (interval in ('day', 'week', 'month', 'quarter', 'year') and interval_count > 0),
  constraint subscription_amounts_check check (quantity >= 0 and unit_amount >= 0 and discount_pct between 0 and 100),
  constraint subscription_dates_check check (ended_at >= started_at)
);
create index subscription_external_idx on subscription (external_id);

create table churn_event (
  client_id uuid not null,
  id uuid not null,
  external_id text,
  churned_on date not null,
  reason text,
  feedback text,
  refund_amount numeric(20, 6),
  is_reactivation boolean not null default false,
  import_batch_id uuid,
  content_hash bytea,
  recorded_at timestamptz not null default now(),
  constraint churn_event_pkey primary key (client_id, id),
  constraint churn_event_external_id_key unique (client_id, external_id),
  constraint churn_event_client_fkey foreign key (client_id) references client (id) on delete cascade
);
create index churn_event_external_idx on churn_event (external_id);

-- Append-only: a restatement is a new row.
create table mrr_movement (
  client_id uuid not null,
  id uuid not null,
  date date not null,
  type text not null,
  subtype text,
  amount_native numeric(20, 6) not null,
  currency text not null,
  mrr_after_native numeric(20, 6) not null,
  effective_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  constraint mrr_movement_pkey primary key (client_id, id),
  constraint mrr_movement_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint mrr_movement_type_check check (type in ('NEW', 'EXPANSION', 'CONTRACTION', 'CHURN', 'REACTIVATION')),
  constraint mrr_movement_subtype_check check (subtype in ('UPSELL', 'CROSS_SELL', 'UPGRADE', 'DOWNGRADE', 'PRICE', 'PAUSE', 'DELINQUENT'))
);
create index mrr_movement_date_idx on mrr_movement (date);

create table fx_rate (
  currency text not null,
  date date not null,
  rate numeric(20, 10) not null,
  constraint fx_rate_pkey primary key (currency, date),
  constraint fx_rate_positive_check check (rate > 0)
);

create table invoice (
  client_id uuid not null,
  id uuid not null,
  external_id text,
  subscription_id uuid,
  amount numeric(20, 6) not null,
  tax numeric(20, 6) not null default 0,
  currency text not null,
  issued_at date not null,
  due_at date not null,
  paid_at date,
  status text not null,
  order_type text not null default 'RENEWAL',
  import_batch_id uuid,
  content_hash bytea,
  recorded_at timestamptz not null default now(),
  constraint invoice_pkey primary key (client_id, id),
  constraint invoice_external_id_key unique (client_id, external_id),
  constraint invoice_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint invoice_status_check check (status in ('OPEN', 'PAID', 'VOID', 'UNCOLLECTIBLE')),
  constraint invoice_order_type_check check (order_type in ('NEW', 'RENEWAL', 'EXPANSION', 'ONE_TIME'))
);
create index invoice_due_idx on invoice (client_id, due_at);
create index invoice_external_idx on invoice (external_id);

create table payment (
  client_id uuid not null,
  id uuid not null,
  external_id text,
  invoice_id uuid,
  subscription_id uuid,
  amount numeric(20, 6) not null,
  tax numeric(20, 6) not null default 0,
  refunded_amount numeric(20, 6) not null default 0,
  currency text not null,
  paid_at timestamptz,
  failed_at timestamptz,
  status text not null,
  order_type text not null default 'RENEWAL',
  import_batch_id uuid,
  content_hash bytea,
  recorded_at timestamptz not null default now(),
  constraint payment_pkey primary key (client_id, id),
  constraint payment_external_id_key unique (client_id, external_id),
  constraint payment_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint payment_status_check check (status in ('SUCCEEDED', 'FAILED', 'REFUNDED', 'PENDING')),
  constraint payment_order_type_check check (order_type in ('NEW', 'RENEWAL', 'EXPANSION', 'ONE_TIME'))
);
create index payment_failed_idx on payment (client_id, failed_at) where failed_at is not null;
create index payment_external_idx on payment (external_id);

create table sales_order (
  client_id uuid not null,
  id uuid not null,
  external_id text,
  ordered_at date not null,
  amount numeric(20, 6) not null,
  currency text not null default 'USD',
  order_type text not null,
  product_id uuid,
  constraint sales_order_pkey primary key (client_id, id),
  constraint sales_order_external_id_key unique (client_id, external_id),
  constraint sales_order_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint sales_order_product_fkey foreign key (product_id) references product (id),
  constraint sales_order_order_type_check check (order_type in ('NEW', 'RENEWAL', 'EXPANSION', 'ONE_TIME'))
);

create table opportunity (
  client_id uuid not null,
  id uuid not null,
  external_id text,
  type text not null,
  name text,
  stage text not null default 'IDENTIFIED',
  forecast_category text not null default 'PIPELINE',
  amount_due numeric(20, 6),
  amount numeric(20, 6),
  currency text not null default 'USD',
  probability numeric(5, 4),
  product_id uuid,
  due_date date,
  expected_close date,
  opened_at date not null,
  closed_at date,
  outcome text,
  notice_given_at date,
  owner_id uuid,
  import_batch_id uuid,
  content_hash bytea,
  recorded_at timestamptz not null default now(),
  constraint opportunity_pkey primary key (client_id, id),
  constraint opportunity_external_id_key unique (client_id, external_id),
  constraint opportunity_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint opportunity_owner_fkey foreign key (owner_id) references staff (id),
  constraint opportunity_product_fkey foreign key (product_id) references product (id),
  constraint opportunity_type_check check (type in ('RENEWAL', 'UPSELL', 'CROSS_SELL', 'UPGRADE')),
  constraint opportunity_stage_check check (stage in ('IDENTIFIED', 'QUALIFIED', 'PROPOSAL', 'NEGOTIATION')),
  constraint opportunity_forecast_check check (forecast_category in ('COMMIT', 'BEST_CASE', 'PIPELINE', 'OMITTED', 'CLOSED_WON', 'CLOSED_LOST')),
  constraint opportunity_outcome_check check (outcome in ('WON', 'LOST') and (outcome is null) = (closed_at is null))
);
create index opportunity_due_idx on opportunity (due_date) where closed_at is null;
create index opportunity_external_idx on opportunity (external_id);

create table save_play (
  client_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  opened_at date not null,
  closed_at date,
  outcome text,
  arr_at_open numeric(20, 6),
  constraint save_play_pkey primary key (client_id, id),
  constraint save_play_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint save_play_owner_fkey foreign key (owner_id) references staff (id),
  constraint save_play_outcome_check check (outcome in ('SAVED', 'LOST', 'CANCELLED'))
);

create table target (
  id uuid not null,
  metric text not null,
  scope_kind text not null,
  scope_id text not null default '',
  period_start date not null,
  period_end date not null,
  value numeric(20, 6) not null,
  constraint target_pkey primary key (id),
  constraint target_scope_key unique (metric, scope_kind, scope_id, period_start, period_end),
  constraint target_dates_check check (period_end >= period_start)
);
