-- Support tickets, what people answered, and outcomes the client bought the product for.
create table support_ticket (
  client_id uuid not null,
  id uuid not null,
  external_id text,
  subject text,
  severity text not null,
  created_at timestamptz not null,
  first_response_at timestamptz,
  resolved_at timestamptz,
  reopened_at timestamptz,
  sla_due_at timestamptz,
  escalated_at timestamptz,
  sentiment numeric(4, 3),
  tags text[] not null default '{}',
  import_batch_id uuid,
  content_hash bytea,
  recorded_at timestamptz not null default now(),
  constraint support_ticket_pkey primary key (client_id, id),
  constraint support_ticket_external_id_key unique (client_id, external_id),
  constraint support_ticket_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint support_ticket_severity_check check (severity in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
  constraint support_ticket_sentiment_check check (sentiment between -1 and 1)
);
create index support_ticket_created_idx on support_ticket (client_id, created_at);
create index support_ticket_external_idx on support_ticket (external_id);

create table survey_response (
  client_id uuid not null,
  id uuid not null,
  external_id text,
  contact_id uuid,
  respondent_key text,
  kind text not null,
  score numeric(6, 2) not null,
  max_score numeric(6, 2) not null,
  comment text,
  responded_at timestamptz not null,
  import_batch_id uuid,
  content_hash bytea,
  recorded_at timestamptz not null default now(),
  constraint survey_response_pkey primary key (client_id, id),
  constraint survey_response_external_id_key unique (client_id, kind, external_id),
  constraint survey_response_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint survey_response_kind_check check (kind in ('NPS', 'CSAT')),
  constraint survey_response_score_check check (score >= 0 and score <= max_score and max_score > 0)
);
create index survey_response_responded_idx on survey_response (client_id, kind, responded_at);
create index survey_response_external_idx on survey_response (external_id);

create table client_outcome (
  client_id uuid not null,
  date date not null,
  metric_key text not null,
  actual numeric(20, 6) not null,
  target numeric(20, 6) not null,
  import_batch_id uuid,
  content_hash bytea,
  constraint client_outcome_pkey primary key (client_id, date, metric_key),
  constraint client_outcome_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint client_outcome_amounts_check check (actual >= 0 and target >= 0)
);
