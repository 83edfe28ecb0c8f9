-- Answers and expansions of everyone within a period are found by their day.
create index survey_response_nps_idx on survey_response (responded_at) where kind = 'NPS';
create index opportunity_expansion_idx on opportunity (closed_at)
  where type in ('UPSELL', 'CROSS_SELL', 'UPGRADE') and outcome = 'WON';

-- How much someone can look after is edited by people.
alter table csm_capacity
  add column version integer not null default 1,
  add constraint csm_capacity_numbers_check check (fte between 0 and 2 and points > 0 and accounts_target >= 0 and arr_target >= 0);
