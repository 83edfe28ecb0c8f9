-- $1 client, $2 and $3 scope, $4 reader, $5 kinds, $6 search, $7 and $8 place in the stream, $9 first day, $10 rows,
-- $11 points of a notable move, $12 last day, $13 time zone of days. What has no more than a day is placed at its beginning
-- in UTC, whatever the time zone, and is on that day. Keys are compared by their bytes, as ids are.
with visible as (
  select exists (
    select from client
    where id = $1 and ($2::uuid is null or csm_user_id = $2) and ($3::uuid is null or ae_user_id = $3)
  ) as ok
)
select e.key as "key!", e.kind as "kind!", e.at as "at!", e.is_day as "is_day!", e.title as "title!", e.detail as "detail?",
  e.by_id as "by_id?", s.first_name || ' ' || s.last_name as "by_name?", e.entity_id as "entity_id?", e.facts as "facts!"
from (
  (select 'ACTIVITY:' || a.id as key, 'ACTIVITY' as kind, a.occurred_at as at, false as is_day, a.subject as title,
     a.description as detail, a.performed_by_id as by_id, a.id as entity_id,
     jsonb_strip_nulls(jsonb_build_object(
       'activity_type', a.activity_type, 'outcome', a.outcome, 'outcome_notes', a.outcome_notes,
       'duration_minutes', a.duration_minutes,
       'contacts', (select jsonb_agg(k.name order by k.name) from client_contact k
                    where k.client_id = a.client_id and k.id = any(a.client_contacts)),
       'follow_up_date', a.follow_up_date,
       'follow_up_completed', case when a.follow_up_required then a.follow_up_completed end)) as facts
   from client_activity a
   where a.client_id = $1 and (select ok from visible)
     and (cardinality($5::text[]) = 0 or 'ACTIVITY' = any($5))
     and a.occurred_at <= $7::timestamptz
     and (a.occurred_at < $7::timestamptz or ('ACTIVITY:' || a.id) collate "C" < $8::text)
     and ($9::date is null or a.occurred_at >= $9::date::timestamp at time zone $13::text)
     and ($6::text is null or a.subject ilike $6 or a.description ilike $6 or a.outcome_notes ilike $6)
   order by a.occurred_at desc, a.id desc
   limit $10)
  union all
  (select 'TICKET:' || t.id, 'TICKET', t.created_at, false, coalesce(t.subject, 'Support ticket'), null::text, null::uuid,
     t.id,
     jsonb_strip_nulls(jsonb_build_object(
       'severity', t.severity, 'first_response_at', t.first_response_at, 'resolved_at', t.resolved_at,
       'escalated_at', t.escalated_at))
   from support_ticket t
   where t.client_id = $1 and (select ok from visible)
     and (cardinality($5::text[]) = 0 or 'TICKET' = any($5))
     and t.created_at <= $7::timestamptz
     and (t.created_at < $7::timestamptz or ('TICKET:' || t.id) collate "C" < $8::text)
     and ($9::date is null or t.created_at >= $9::date::timestamp at time zone $13::text)
     and ($6::text is null or t.subject ilike $6)
   order by t.created_at desc, t.id desc
   limit $10)
  union all
  (select 'SCORE_CHANGE:' || d.date, 'SCORE_CHANGE', d.date::timestamp at time zone 'UTC', true, d.title, null, null, null,
     jsonb_build_object('score_from', d.score_from, 'score_to', d.score_to, 'status_from', d.status_from,
       'status_to', d.status_to)
   from (
     select n.date, n.score_from, n.health_score as score_to, n.status_from, n.health_status as status_to,
       case when n.health_score < n.score_from then 'Health fell from ' || n.score_from || ' to ' || n.health_score
            when n.health_score > n.score_from then 'Health rose from ' || n.score_from || ' to ' || n.health_score
            else 'Health stayed at ' || n.health_score || ' in another band' end as title
     from (
       -- A change is seen between two days only: one narrow row per day since scores are kept, read once.
       select date, health_score, health_status, lag(date) over days as day_before,
         lag(health_score) over days as score_from, lag(health_status) over days as status_from
       from client_daily_state
       where client_id = $1 and (select ok from visible) and health_score is not null
         and (cardinality($5::text[]) = 0 or 'SCORE_CHANGE' = any($5))
         and date <= ($7::timestamptz at time zone 'UTC')::date
         and ($9::date is null or date >= $9::date - 7)
       window days as (order by date)
     ) n
     where n.day_before >= n.date - 7 and ($9::date is null or n.date >= $9::date) and ($12::date is null or n.date <= $12::date)
       and (n.health_status <> n.status_from or abs(n.health_score - n.score_from) >= $11::smallint)
   ) d
   where (d.date::timestamp at time zone 'UTC' < $7::timestamptz or ('SCORE_CHANGE:' || d.date) collate "C" < $8::text)
     and ($6::text is null or d.title ilike $6)
   order by d.date desc
   limit $10)
  union all
  (select 'RENEWAL:' || o.id || o.turn, 'RENEWAL', o.day::timestamp at time zone 'UTC', true, o.title, o.name, o.owner_id,
     o.id,
     jsonb_strip_nulls(jsonb_build_object('renewal_outcome', o.outcome, 'amount', o.amount, 'currency', o.currency,
       'due_date', o.due_date))
   from (
     select p.id, '' as turn, p.closed_at as day, case p.outcome when 'WON' then 'Renewal won' else 'Renewal lost' end as title,
       p.name, p.owner_id, p.outcome, p.amount, p.currency, p.due_date
     from opportunity p where p.client_id = $1 and p.type = 'RENEWAL' and p.closed_at is not null
     union all
     select p.id, ':notice', p.notice_given_at, 'Notice given', p.name, p.owner_id, null, p.amount, p.currency, p.due_date
     from opportunity p where p.client_id = $1 and p.type = 'RENEWAL' and p.notice_given_at is not null
   ) o
   where (select ok from visible)
     and (cardinality($5::text[]) = 0 or 'RENEWAL' = any($5))
     and o.day::timestamp at time zone 'UTC' <= $7::timestamptz
     and (o.day::timestamp at time zone 'UTC' < $7::timestamptz or ('RENEWAL:' || o.id || o.turn) collate "C" < $8::text)
     and ($9::date is null or o.day >= $9::date) and ($12::date is null or o.day <= $12::date)
     and ($6::text is null or o.title ilike $6 or o.name ilike $6)
   order by o.day desc, ('RENEWAL:' || o.id || o.turn) collate "C" desc
   limit $10)
  union all
  (select 'NOTE:' || n.id, 'NOTE', n.created_at, false, coalesce(n.title, 'Note'), n.content, n.created_by_id, n.id,
     jsonb_build_object('note_type', n.note_type, 'is_private', n.is_private)
   from client_note n
   where n.client_id = $1 and (select ok from visible) and (not n.is_private or n.created_by_id = $4)
     and (cardinality($5::text[]) = 0 or 'NOTE' = any($5))
     and n.created_at <= $7::timestamptz
     and (n.created_at < $7::timestamptz or ('NOTE:' || n.id) collate "C" < $8::text)
     and ($9::date is null or n.created_at >= $9::date::timestamp at time zone $13::text)
     and ($6::text is null or n.title ilike $6 or n.content ilike $6)
   order by n.created_at desc, n.id desc
   limit $10)
  union all
  (select 'ALERT:' || l.id, 'ALERT', l.created_at, false, l.title, l.description, null, l.id,
     jsonb_build_object('alert_type', l.alert_type, 'alert_severity', l.severity, 'alert_status', l.status)
   from client_alert l
   where l.client_id = $1 and (select ok from visible)
     and (cardinality($5::text[]) = 0 or 'ALERT' = any($5))
     and l.created_at <= $7::timestamptz
     and (l.created_at < $7::timestamptz or ('ALERT:' || l.id) collate "C" < $8::text)
     and ($9::date is null or l.created_at >= $9::date::timestamp at time zone $13::text)
     and ($6::text is null or l.title ilike $6 or l.description ilike $6)
   order by l.created_at desc, l.id desc
   limit $10)
  union all
  (select 'KEY_EVENT:' || v.id, 'KEY_EVENT', v.response_at, false, v.title, v.comment, null, v.id,
     jsonb_strip_nulls(jsonb_build_object('event', 'SURVEY', 'contacts', v.contacts))
   from (
     select r.id, r.responded_at as response_at, r.comment,
       r.kind || ' answer: ' || trim_scale(r.score) || ' of ' || trim_scale(r.max_score) as title,
       (select jsonb_build_array(k.name) from client_contact k where k.client_id = $1 and k.id = r.contact_id) as contacts
     from survey_response r
     where r.client_id = $1 and (select ok from visible)
       and (cardinality($5::text[]) = 0 or 'KEY_EVENT' = any($5))
       and r.responded_at <= $7::timestamptz
       and (r.responded_at < $7::timestamptz or ('KEY_EVENT:' || r.id) collate "C" < $8::text)
       and ($9::date is null or r.responded_at >= $9::date::timestamp at time zone $13::text)
     order by r.responded_at desc, r.id desc
   ) v
   where ($6::text is null or v.title ilike $6 or v.comment ilike $6)
   order by v.response_at desc, v.id desc
   limit $10)
  union all
  (select 'KEY_EVENT:' || k.key, 'KEY_EVENT', k.day::timestamp at time zone 'UTC', true, k.title, k.detail, null, k.entity_id,
     jsonb_build_object('event', k.event)
   from (
     select 'CONTRACT_START' as key, 'CONTRACT_START' as event, c.contract_start_date as day, 'Contract started' as title,
       null as detail, null::uuid as entity_id
     from client c where c.id = $1
     union all
     select 'GO_LIVE', 'GO_LIVE', c.go_live_date, 'Went live', null, null
     from client c where c.id = $1 and c.go_live_date is not null
     union all
     select 'CHURNED', 'CHURNED', c.churned_at, 'Left us', c.churn_reason, null
     from client c where c.id = $1 and c.churned_at is not null
     union all
     select 'CHAMPION_LEFT:' || k.id, 'CHAMPION_LEFT', k.left_company_at, 'Champion left: ' || k.name, k.title, k.id
     from client_contact k where k.client_id = $1 and k.role = 'CHAMPION' and k.left_company_at is not null
     union all
     select 'TIER_CHANGE:' || h.valid_from, 'TIER_CHANGE', h.valid_from,
       'Tier changed from ' || initcap(before.tier) || ' to ' || initcap(h.tier), null, null
     from contract_history h
     join contract_history before on before.client_id = h.client_id and before.valid_to = h.valid_from
     where h.client_id = $1 and before.tier <> h.tier
   ) k
   where (select ok from visible)
     and (cardinality($5::text[]) = 0 or 'KEY_EVENT' = any($5))
     and k.day::timestamp at time zone 'UTC' <= $7::timestamptz
     and (k.day::timestamp at time zone 'UTC' < $7::timestamptz or ('KEY_EVENT:' || k.key) collate "C" < $8::text)
     and ($9::date is null or k.day >= $9::date) and ($12::date is null or k.day <= $12::date)
     and ($6::text is null or k.title ilike $6 or k.detail ilike $6)
   order by k.day desc, ('KEY_EVENT:' || k.key) collate "C" desc
   limit $10)
) e
left join staff s on s.id = e.by_id
order by e.at desc, e.key collate "C" desc
limit $10
