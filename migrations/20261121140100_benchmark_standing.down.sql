delete from metric_snapshot where scope_kind like 'INDUSTRY:%';
drop table client_benchmark_standing;
