-- Since when a score configuration was in force, and until when: days of the past are computed with the one that was.
-- '-infinity' is since before anything was written down.
create table health_score_config_period (
  config_id uuid not null,
  active_from timestamptz not null,
  active_until timestamptz,
  constraint health_score_config_period_pkey primary key (config_id, active_from),
  constraint health_score_config_period_config_fkey foreign key (config_id) references health_score_config (id) on delete cascade,
  constraint health_score_config_period_order_check check (active_until > active_from)
);
create unique index health_score_config_period_open_key on health_score_config_period (config_id) where active_until is null;
insert into health_score_config_period (config_id, active_from) select id, '-infinity' from health_score_config where is_active;

-- A file of tickets, invoices, answers, opportunities or outcomes speaks until the day its import said it describes: on
-- the days after its last row nothing happened. Usage goes on saying so by its last row.
update data_feed f
set covers_until = greatest(f.covers_until, imported.as_of)
from (
  select p.row_key as feed, max(b.as_of) as as_of
  from import_prior_row p join import_batch b on b.id = p.batch_id
  where p.entity = 'data_feed' and b.status = 'APPLIED'
  group by p.row_key
) imported
where imported.feed = f.feed and f.mode = 'IMPORT' and f.feed not in ('USAGE', 'FEATURE_USAGE');
