-- Helpers every later migration stands on.
create extension if not exists pg_trgm;

create function set_updated_at() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end $$;

-- Time-ordered ids for set-based inserts; single rows get theirs from Rust.
create function uuid_v7() returns uuid language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

-- Which monthly partitions exist, and which the retention job must leave alone.
create table data_partition (
  parent_table text not null,
  month date not null,
  partition_table text not null,
  pinned boolean not null default false,
  created_at timestamptz not null default now(),
  constraint data_partition_pkey primary key (parent_table, month),
  constraint data_partition_month_check check (month = date_trunc('month', month)::date)
);

-- Makes the partitions of `parent` for every month between two dates; returns how many are new.
-- Two sessions may ask for the same month: the advisory lock makes the second wait.
create function ensure_month_partitions(parent text, from_date date, to_date date, pin boolean default false)
returns integer language plpgsql as $$
declare
  m date := date_trunc('month', from_date)::date;
  child text;
  made integer := 0;
begin
  if not exists (
    select from generate_series(date_trunc('month', from_date), date_trunc('month', to_date), interval '1 month') as g(month)
    left join data_partition p on p.parent_table = parent and p.month = g.month::date and (p.pinned or not pin)
    where p.month is null
  ) then
    return 0;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('partition:' || parent, 0));
  while m <= to_date loop
    child := format('%s_y%sm%s', parent, to_char(m, 'YYYY'), to_char(m, 'MM'));
    if to_regclass(child) is null then
      execute format('create table %I partition of %I for values from (%L) to (%L)', child, parent, m, (m + interval '1 month')::date);
      made := made + 1;
    end if;
    insert into data_partition (parent_table, month, partition_table, pinned)
    values (parent, m, child, pin)
    on conflict on constraint data_partition_pkey do update set pinned = data_partition.pinned or excluded.pinned;
    m := (m + interval '1 month')::date;
  end loop;
  return made;
end $$;
