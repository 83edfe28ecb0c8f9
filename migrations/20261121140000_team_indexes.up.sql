-- What everyone logged in a period is counted in an index alone, of one manager as of the whole team.
create index client_activity_performed_idx on client_activity (performed_by_id, occurred_at) include (activity_type);
-- A follow-up is kept long after it was promised: the day it was done says which period it counts in.
create index client_activity_done_idx on client_activity (follow_up_completed_at) include (performed_by_id)
  where follow_up_completed_at is not null;
