-- Answers and expansions of everyone within a period are found by their day.
create index survey_response_nps_idx on survey_response (responded_at) where kind = 'NPS';
create index opportunity_expansion_idx on opportunity (closed_at)
  where type in ('UPSELL', 'CROSS_SELL', 'UPGRADE') and outcome = 'WON';
