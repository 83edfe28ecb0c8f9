drop function ensure_month_partitions(text, date, date, boolean);
drop table data_partition;
drop function uuid_v7();
drop function set_updated_at();
drop extension pg_trgm;
