alter table csm_capacity drop constraint csm_capacity_numbers_check, drop column version;
drop index opportunity_expansion_idx;
drop index survey_response_nps_idx;
