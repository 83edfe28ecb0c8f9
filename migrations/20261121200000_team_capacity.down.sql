drop index opportunity_expansion_idx;
drop index survey_response_nps_idx;
