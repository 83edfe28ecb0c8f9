drop index client_count_idx;
create index client_count_idx on client (health_status, contract_tier)
  include (size_segment, csm_user_id, ae_user_id, industry, segment, lifecycle_status, renewal_status, renewal_due_date,
    health_trend, churn_risk_category, current_health_score, churn_risk_score, annual_recurring_revenue)
  where is_active;
alter table client drop column churn_90_days;
