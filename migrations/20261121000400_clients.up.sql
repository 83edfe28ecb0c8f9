-- The client: contract facts people and systems enter, and the figures we compute for it.
-- Computed columns live on the row so that the portfolio list filters and sorts one table by index.
-- `version` counts edits of what people enter; computing a score does not move it.
create table client (
  id uuid not null,
  external_id text,
  organization_id text,
  name text not null,
  industry text,
  employee_count integer,
  region text,
  timezone text not null default 'UTC',
  contract_tier text not null,
  contract_start_date date not null,
  contract_end_date date,
  go_live_date date,
  next_renewal_date date,
  first_value_date date,
  currency text not null default 'USD',
  arr_source text not null default 'MANUAL',
  licensed_modules text[] not null default '{}',
  licensed_user_count integer,
  expected_dau_override integer,
  lifecycle_status text not null default 'ACTIVE',
  churned_at date,
  churn_reason text,
  csm_user_id uuid,
  ae_user_id uuid,
  size_segment text not null default 'UNKNOWN',
  size_segment_override text,
  segment text,
  tags text[] not null default '{}',
  salesforce_account_id text,
  hubspot_company_id text,
  erpnext_customer_id text,
  crm_sync_enabled boolean not null default false,
  last_crm_sync_at timestamptz,
  last_activity_at timestamptz,
  last_csm_contact_at timestamptz,

  is_active boolean not null default false,
  annual_recurring_revenue numeric(20, 6),
  current_health_score smallint,
  health_status text,
  health_trend text not null default 'FLAT',
  health_trend_change smallint,
  health_profile text,
  health_confidence numeric(5, 4),
  health_null_reason text,
  health_sparkline smallint[] not null default '{}',
  health_as_of date,
  churn_risk_score smallint,
  churn_risk_category text,
  churn_risk_source text,
  churn_risk_null_reason text,
  churn_risk_factors jsonb,
  renewal_due_date date,
  renewal_status text not null default 'ACTIVE',
  at_risk_reasons text[] not null default '{}',
  computed_at timestamptz,

  ai_summary text,
  ai_summary_generated_at timestamptz,
  ai_risk_factors jsonb,
  ai_recommended_actions jsonb,

  is_demo boolean not null default false,
  import_batch_id uuid,
  content_hash bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  constraint client_pkey primary key (id),
  constraint client_external_id_key unique (external_id),
  constraint client_organization_id_key unique (organization_id),
  constraint client_csm_fkey foreign key (csm_user_id) references staff (id),
  constraint client_ae_fkey foreign key (ae_user_id) references staff (id),
  constraint client_import_batch_fkey foreign key (import_batch_id) references import_batch (id),
  constraint client_name_check check (name <> ''),
  constraint client_tier_check check (contract_tier in ('STARTER', 'PROFESSIONAL', 'ENTERPRISE', 'CUSTOM')),
  constraint client_contract_dates_check check (contract_end_date >= contract_start_date),
  constraint client_arr_source_check check (arr_source in ('BILLING', 'CRM', 'MANUAL')),
  constraint client_lifecycle_check check (lifecycle_status in ('TRIAL', 'ONBOARDING', 'ACTIVE', 'CHURNED')),
  constraint client_churned_check check (lifecycle_status <> 'CHURNED' or churned_at is not null),
  constraint client_size_segment_check check (size_segment in ('ENTERPRISE', 'MID_MARKET', 'SMB', 'UNKNOWN')),
  constraint client_size_segment_override_check check (size_segment_override in ('ENTERPRISE', 'MID_MARKET', 'SMB', 'UNKNOWN')),
  constraint client_currency_check check (currency ~ '^[A-Z]{3}$'),
  constraint client_counts_check check (employee_count >= 0 and licensed_user_count >= 0 and expected_dau_override > 0),
  constraint client_health_score_check check (current_health_score between 0 and 100),
  constraint client_health_status_check check (health_status in ('HEALTHY', 'MONITOR', 'AT_RISK', 'CRITICAL')),
  constraint client_health_trend_check check (health_trend in ('UP', 'DOWN', 'FLAT')),
  constraint client_churn_score_check check (churn_risk_score between 0 and 100),
  constraint client_churn_category_check check (churn_risk_category in ('LOW', 'MEDIUM', 'HIGH')),
  constraint client_churn_source_check check (churn_risk_source in ('MODEL', 'HEURISTIC', 'NOTICE')),
  constraint client_renewal_status_check check (renewal_status in ('OVERDUE', 'DUE_SOON', 'ACTIVE')),
  constraint client_at_risk_reasons_check check (at_risk_reasons <@ array['HEALTH_LOW', 'CHURN_HIGH', 'RENEWAL_OVERDUE', 'INACTIVE_90'])
);
create trigger client_updated_at before update of
  name, industry, employee_count, region, timezone, contract_tier, contract_start_date, contract_end_date, go_live_date,
  next_renewal_date, currency, arr_source, licensed_modules, licensed_user_count, expected_dau_override, lifecycle_status,
  churned_at, churn_reason, csm_user_id, ae_user_id, size_segment_override, segment, tags
  on client for each row execute function set_updated_at();
-- The list is sorted by these, nulls last, within everyone or within one owner.
create index client_health_idx on client (current_health_score nulls last, id) where is_active;
create index client_arr_idx on client (annual_recurring_revenue desc nulls last, id) where is_active;
create index client_renewal_idx on client (renewal_due_date nulls last, id) where is_active;
create index client_churn_idx on client (churn_risk_score desc nulls last, id) where is_active;
create index client_name_idx on client (lower(name), id);
create index client_csm_idx on client (csm_user_id, id);
create index client_ae_idx on client (ae_user_id, id);
create index client_tags_idx on client using gin (tags);
create index client_name_trgm_idx on client using gin (lower(name) gin_trgm_ops);
create index client_import_batch_idx on client (import_batch_id) where import_batch_id is not null;

-- Dimensions as they were, so that a past figure keeps the tier, segment and owner of its day.
create table contract_history (
  client_id uuid not null,
  valid_from date not null,
  valid_to date,
  tier text not null,
  segment text,
  size_segment text not null,
  industry text,
  constraint contract_history_pkey primary key (client_id, valid_from),
  constraint contract_history_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint contract_history_tier_check check (tier in ('STARTER', 'PROFESSIONAL', 'ENTERPRISE', 'CUSTOM')),
  constraint contract_history_dates_check check (valid_to > valid_from)
);

create table csm_assignment (
  client_id uuid not null,
  role text not null,
  valid_from date not null,
  valid_to date,
  user_id uuid not null,
  constraint csm_assignment_pkey primary key (client_id, role, valid_from),
  constraint csm_assignment_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint csm_assignment_user_fkey foreign key (user_id) references staff (id),
  constraint csm_assignment_role_check check (role in ('CSM', 'AE')),
  constraint csm_assignment_dates_check check (valid_to > valid_from)
);
create index csm_assignment_user_idx on csm_assignment (user_id, valid_from);

create table csm_capacity (
  user_id uuid not null,
  fte numeric(4, 2) not null default 1,
  points numeric(6, 2) not null default 30,
  accounts_target integer not null default 25,
  arr_target numeric(20, 6) not null default 3000000,
  hired_on date,
  constraint csm_capacity_pkey primary key (user_id),
  constraint csm_capacity_user_fkey foreign key (user_id) references staff (id) on delete cascade
);

create table client_arr_history (
  client_id uuid not null,
  valid_from date not null,
  arr_native numeric(20, 6) not null,
  currency text not null,
  source text not null,
  import_batch_id uuid,
  content_hash bytea,
  recorded_at timestamptz not null default now(),
  constraint client_arr_history_pkey primary key (client_id, valid_from),
  constraint client_arr_history_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint client_arr_history_source_check check (source in ('BILLING', 'CRM', 'MANUAL')),
  constraint client_arr_history_amount_check check (arr_native >= 0)
);

create table client_contact (
  client_id uuid not null,
  id uuid not null,
  external_id text,
  name text not null,
  email text,
  phone text,
  title text,
  role text not null default 'USER',
  is_primary boolean not null default false,
  is_billing boolean not null default false,
  is_technical boolean not null default false,
  is_key boolean not null default false,
  platform_user_id text,
  last_platform_login timestamptz,
  last_csm_contact timestamptz,
  engagement_status text not null default 'INACTIVE',
  salesforce_contact_id text,
  hubspot_contact_id text,
  notes text,
  is_active boolean not null default true,
  left_company_at date,
  import_batch_id uuid,
  content_hash bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint client_contact_pkey primary key (client_id, id),
  constraint client_contact_external_id_key unique (client_id, external_id),
  constraint client_contact_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint client_contact_role_check check (role in ('CHAMPION', 'EXECUTIVE_SPONSOR', 'ADMIN', 'USER', 'BILLING', 'OTHER')),
  constraint client_contact_engagement_check check (engagement_status in ('ACTIVE', 'DECLINING', 'INACTIVE'))
);
create index client_contact_id_idx on client_contact (id);
create index client_contact_external_idx on client_contact (external_id);
create trigger client_contact_updated_at before update on client_contact for each row execute function set_updated_at();
