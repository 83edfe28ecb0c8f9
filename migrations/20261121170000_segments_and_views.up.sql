-- A saved segment is a filter with a name. Its members are never stored: whoever asks, asks now and within their scope.
create table saved_segment (
  id uuid not null,
  owner_id uuid not null,
  name text not null,
  description text,
  filter jsonb not null,
  is_shared boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint saved_segment_pkey primary key (id),
  constraint saved_segment_owner_fkey foreign key (owner_id) references staff (id) on delete cascade,
  constraint saved_segment_name_check check (name <> '')
);
-- Two segments of one name could not be told apart: neither one's own, nor those everyone sees.
create unique index saved_segment_own_name_key on saved_segment (owner_id, lower(name)) where not is_shared;
create unique index saved_segment_shared_name_key on saved_segment (lower(name)) where is_shared;
create trigger saved_segment_updated_at before update on saved_segment for each row execute function set_updated_at();

-- A saved view is how someone looks at the portfolio: which clients, in what order, with which columns.
create table saved_view (
  id uuid not null,
  owner_id uuid not null,
  name text not null,
  query text not null,
  segment_id uuid,
  sort text,
  columns text[] not null,
  is_shared boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint saved_view_pkey primary key (id),
  constraint saved_view_owner_fkey foreign key (owner_id) references staff (id) on delete cascade,
  -- A view without its segment would show everyone under a name that promises few: it goes first.
  constraint saved_view_segment_fkey foreign key (segment_id) references saved_segment (id),
  constraint saved_view_name_check check (name <> '')
);
create unique index saved_view_own_name_key on saved_view (owner_id, lower(name)) where not is_shared;
create unique index saved_view_shared_name_key on saved_view (lower(name)) where is_shared;
create index saved_view_segment_idx on saved_view (segment_id) where segment_id is not null;
create trigger saved_view_updated_at before update on saved_view for each row execute function set_updated_at();
