-- The exact chance to leave within 90 days. Sums over clients are made of it (M069, M114); the score is its whole percent,
-- and hundreds of roundings add up.
alter table client add column churn_90_days numeric(7, 6);
alter table client add constraint client_churn_90_days_check check (churn_90_days between 0 and 1);
update client c set churn_90_days = coalesce(p.churn_90_days, c.churn_risk_score / 100.0)
from (select c.id, p.churn_90_days from client c left join client_priority p on p.client_id = c.id) p
where p.id = c.id and c.churn_risk_score is not null;

drop index client_count_idx;
create index client_count_idx on client (health_status, contract_tier)
  include (size_segment, csm_user_id, ae_user_id, industry, segment, lifecycle_status, renewal_status, renewal_due_date,
    health_trend, churn_risk_category, current_health_score, churn_risk_score, churn_90_days, annual_recurring_revenue)
  where is_active;
