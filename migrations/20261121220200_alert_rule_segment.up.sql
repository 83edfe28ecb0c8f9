-- A rule that looks at the clients of one segment only. Rules without a row look at everyone.
create table alert_rule_segment (
  alert_type text not null,
  segment_id uuid not null,
  constraint alert_rule_segment_pkey primary key (alert_type),
  -- A rule without its segment would suddenly speak of everyone: the rule lets go of it first.
  constraint alert_rule_segment_segment_fkey foreign key (segment_id) references saved_segment (id)
);
create index alert_rule_segment_segment_idx on alert_rule_segment (segment_id);
