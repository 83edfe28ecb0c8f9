drop index client_note_id_idx;
drop index client_activity_owed_idx;
drop index survey_response_client_idx;
drop index client_alert_client_idx;
