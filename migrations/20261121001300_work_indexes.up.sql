-- What the timeline walks of one client, newest first. Activities, tickets, scores and notes have theirs already.
create index client_alert_client_idx on client_alert (client_id, created_at desc);
create index survey_response_client_idx on survey_response (client_id, responded_at desc);
-- The open follow-ups of one person, and those of one client.
create index client_activity_owed_idx on client_activity (performed_by_id, follow_up_date) where follow_up_required and not follow_up_completed;
-- A note is found by its id alone when it is edited.
create index client_note_id_idx on client_note (id);
