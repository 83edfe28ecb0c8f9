drop table data_feed;
drop table import_prior_row;
drop table import_rejection;
drop table import_file;
drop table import_batch;
