-- Where data came from: batches, their files, what was refused, and what stood there before.
create table import_batch (
  id uuid not null,
  source text not null,
  status text not null,
  mapping jsonb not null,
  as_of date not null,
  dry_run boolean not null default false,
  keep_history boolean not null default false,
  started_by uuid,
  error text,
  report jsonb,
  created_at timestamptz not null,
  finished_at timestamptz,
  undone_at timestamptz,
  undo_report jsonb,
  constraint import_batch_pkey primary key (id),
  constraint import_batch_started_by_fkey foreign key (started_by) references staff (id),
  constraint import_batch_status_check check (status in ('STAGING', 'STAGED', 'APPLYING', 'APPLIED', 'FAILED', 'UNDONE')),
  constraint import_batch_source_check check (source in ('CLI', 'API'))
);
create index import_batch_created_idx on import_batch (created_at desc, id desc);

create table import_file (
  batch_id uuid not null,
  name text not null,
  entity text not null,
  encoding text,
  rows_read bigint not null default 0,
  rows_created bigint not null default 0,
  rows_updated bigint not null default 0,
  rows_unchanged bigint not null default 0,
  rows_rejected bigint not null default 0,
  warnings jsonb not null default '[]',
  constraint import_file_pkey primary key (batch_id, name, entity),
  constraint import_file_batch_fkey foreign key (batch_id) references import_batch (id) on delete cascade
);

-- In the order of files and lines.
create table import_rejection (
  batch_id uuid not null,
  ordinal bigint not null,
  file text not null,
  entity text not null,
  line bigint not null,
  column_name text,
  value text,
  code text not null,
  reason text not null,
  fix text not null,
  constraint import_rejection_pkey primary key (batch_id, ordinal),
  constraint import_rejection_batch_fkey foreign key (batch_id) references import_batch (id) on delete cascade
);

-- The row as it stood before a batch changed it, so that the batch can be undone; JSON null for a row people may edit
-- that the batch made. `version_after` is its version after the batch: another one now means someone edited it since.
create table import_prior_row (
  batch_id uuid not null,
  entity text not null,
  row_key text not null,
  prior jsonb not null,
  version_after integer,
  constraint import_prior_row_pkey primary key (batch_id, entity, row_key),
  constraint import_prior_row_batch_fkey foreign key (batch_id) references import_batch (id) on delete cascade
);

-- Is a source connected, and how fresh is it? Decides OK, NO_DATA and STALE of health components.
create table data_feed (
  feed text not null,
  mode text not null,
  connected_at timestamptz not null,
  last_success_at timestamptz,
  last_error_at timestamptz,
  last_error text,
  covers_from date,
  covers_until date,
  constraint data_feed_pkey primary key (feed),
  constraint data_feed_feed_check check (feed in ('USAGE', 'FEATURE_USAGE', 'SUPPORT', 'SURVEY', 'BILLING', 'CRM', 'OUTCOME')),
  constraint data_feed_mode_check check (mode in ('IMPORT', 'CONTINUOUS'))
);
