-- Staff who sign in, their sessions, and what they did.
create table staff (
  id uuid not null,
  email text not null,
  first_name text not null,
  last_name text not null,
  role text not null,
  password_hash text,
  is_active boolean not null default true,
  is_demo boolean not null default false,
  time_zone text not null default 'UTC',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint staff_pkey primary key (id),
  constraint staff_role_check check (role in ('CSM', 'SENIOR_CSM', 'AE', 'VP_CLIENT_SUCCESS', 'VP_SALES', 'ADMIN')),
  constraint staff_email_check check (email = lower(email) and position('@' in email) > 1)
);
create unique index staff_email_key on staff (email);
create trigger staff_updated_at before update on staff for each row execute function set_updated_at();

-- A session is a refresh-token family: reuse of a spent token revokes it whole.
create table staff_session (
  id uuid not null,
  staff_id uuid not null,
  user_agent text,
  ip_address text,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_reason text,
  constraint staff_session_pkey primary key (id),
  constraint staff_session_staff_fkey foreign key (staff_id) references staff (id) on delete cascade,
  constraint staff_session_revoked_reason_check check (revoked_reason in ('LOGOUT', 'REVOKED', 'REUSE', 'PASSWORD_RESET', 'DISABLED'))
);
create index staff_session_staff_idx on staff_session (staff_id, created_at desc);
-- Every replica reads the sessions revoked of late again and again.
create index staff_session_revoked_idx on staff_session (revoked_at) where revoked_at is not null;

create table refresh_token (
  token_hash bytea not null,
  session_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint refresh_token_pkey primary key (token_hash),
  constraint refresh_token_session_fkey foreign key (session_id) references staff_session (id) on delete cascade
);
create index refresh_token_session_idx on refresh_token (session_id);

-- Failed sign-ins by address and by account, so that back-off holds on every replica.
create table login_throttle (
  key text not null,
  failures integer not null,
  last_failure_at timestamptz not null,
  blocked_until timestamptz,
  constraint login_throttle_pkey primary key (key)
);

-- Keys that sign access tokens; the private half is encrypted with STEWARD_SECRET_KEY. One is active at a time.
create table signing_key (
  kid text not null,
  public_key bytea not null,
  private_key_encrypted bytea not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  constraint signing_key_pkey primary key (kid)
);
create unique index signing_key_active_key on signing_key ((true)) where retired_at is null;

create table idempotency_key (
  staff_id uuid not null,
  key text not null,
  operation text not null,
  request_hash bytea not null,
  response_status smallint,
  response_headers jsonb,
  response_body bytea,
  created_at timestamptz not null,
  completed_at timestamptz,
  constraint idempotency_key_pkey primary key (staff_id, key)
);
create index idempotency_key_created_idx on idempotency_key (created_at);

-- Who read or wrote what. One row per request; the ids of everything it touched.
create table audit_log (
  id uuid not null,
  occurred_at timestamptz not null,
  staff_id uuid,
  actor text not null,
  action text not null,
  operation text not null,
  entity text not null,
  entity_ids uuid[] not null default '{}',
  changes jsonb,
  request_id text,
  ip_address text,
  constraint audit_log_pkey primary key (occurred_at, id),
  constraint audit_log_action_check check (action in ('READ', 'CREATE', 'UPDATE', 'DELETE', 'LOGIN', 'LOGOUT', 'LOGIN_FAILED', 'RUN'))
) partition by range (occurred_at);
create index audit_log_staff_idx on audit_log (staff_id, occurred_at desc);
create index audit_log_entity_idx on audit_log using gin (entity_ids);
