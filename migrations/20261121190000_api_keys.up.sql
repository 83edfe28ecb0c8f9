-- Keys with which programs call the API in the name of a member of staff. The key itself is never stored: `prefix` finds
-- it, and `secret_hash` proves it.
create table api_key (
  id uuid not null,
  staff_id uuid not null,
  name text not null,
  prefix text not null,
  secret_hash bytea not null,
  scopes text[] not null,
  created_by_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by_id uuid,
  constraint api_key_pkey primary key (id),
  constraint api_key_staff_fkey foreign key (staff_id) references staff (id) on delete cascade,
  constraint api_key_created_by_fkey foreign key (created_by_id) references staff (id) on delete set null,
  constraint api_key_revoked_by_fkey foreign key (revoked_by_id) references staff (id) on delete set null,
  constraint api_key_scopes_check check (cardinality(scopes) > 0 and scopes <@ array['read', 'write', 'ingest', 'admin'])
);
create unique index api_key_prefix_key on api_key (prefix);
create index api_key_created_idx on api_key (created_at desc, id desc);
create index api_key_staff_idx on api_key (staff_id);

-- Which key did it, where it was not a person.
alter table audit_log add column api_key_id uuid;

alter table staff add column last_sign_in_at timestamptz;
update staff s
set last_sign_in_at = (select max(n.created_at) from staff_session n where n.staff_id = s.id)
where exists (select from staff_session n where n.staff_id = s.id);

-- Who gets another role signs in again with it.
alter table staff_session drop constraint staff_session_revoked_reason_check;
alter table staff_session add constraint staff_session_revoked_reason_check
  check (revoked_reason in ('LOGOUT', 'REVOKED', 'REUSE', 'PASSWORD_RESET', 'DISABLED', 'ROLE_CHANGED'));
