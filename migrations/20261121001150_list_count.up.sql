-- How many clients a filter lets through is counted in an index alone: rows of clients are wide, and reading ten thousand
-- of them for one number took longer than finding the page.
create index client_count_idx on client (health_status, contract_tier)
  include (size_segment, csm_user_id, ae_user_id, industry, segment, lifecycle_status, renewal_status, renewal_due_date,
    health_trend, churn_risk_category, current_health_score, churn_risk_score, annual_recurring_revenue)
  where is_active;
