-- The list of clients walks an index in the other direction, too; nulls come last in either.
create index client_health_desc_idx on client (current_health_score desc nulls last, id) where is_active;
create index client_arr_asc_idx on client (annual_recurring_revenue nulls last, id) where is_active;
create index client_renewal_desc_idx on client (renewal_due_date desc nulls last, id) where is_active;
create index client_churn_asc_idx on client (churn_risk_score nulls last, id) where is_active;

-- A partition is made as a table of its own and then attached: `create table … partition of` keeps everyone else off the
-- parent until the transaction ends, which may be a long import; attaching lets them read and write on.
create or replace function ensure_month_partitions(parent text, from_date date, to_date date, pin boolean default false)
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
      execute format('create table %I (like %I including all)', child, parent);
      execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, child, m, (m + interval '1 month')::date);
      made := made + 1;
    end if;
    insert into data_partition (parent_table, month, partition_table, pinned)
    values (parent, m, child, pin)
    on conflict on constraint data_partition_pkey do update set pinned = data_partition.pinned or excluded.pinned;
    m := (m + interval '1 month')::date;
  end loop;
  return made;
end $$;
