drop table saved_view;
drop table saved_segment;
