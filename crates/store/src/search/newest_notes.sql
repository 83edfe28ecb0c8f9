-- Which are the newest is read from indexes alone; only these are then looked into.
-- $1 and $2 scope, $3 reader, $4 as typed, $5 rows, $6 rows looked at of everyone's and of the reader's own.
with newest as materialized (
  (select n.client_id, n.id, n.created_at
   from client_note n
   join client k on k.id = n.client_id
   where not n.is_private
     and ($1::uuid is null or k.csm_user_id = $1) and ($2::uuid is null or k.ae_user_id = $2)
   order by n.created_at desc, n.id desc
   limit $6)
  union all
  (select n.client_id, n.id, n.created_at
   from client_note n
   join client k on k.id = n.client_id
   where n.is_private and n.created_by_id = $3::uuid
     and ($1::uuid is null or k.csm_user_id = $1) and ($2::uuid is null or k.ae_user_id = $2)
   order by n.created_at desc, n.id desc
   limit $6)
)
select n.client_id, c.name as client_name, n.id, n.title, n.content, n.note_type, n.is_private, n.created_by_id,
  s.first_name || ' ' || s.last_name as created_by_name, n.created_at
from (
  select f.client_id, f.id, f.created_at
  from newest f
  -- One by one: never all notes, whatever the planner makes of a small table.
  cross join lateral (select w.words @@ search_query($4::text) as has from client_note w where w.client_id = f.client_id and w.id = f.id limit 1) looked
  where looked.has
  order by f.created_at desc, f.id desc
  limit $5
) h
join client_note n on n.client_id = h.client_id and n.id = h.id
join client c on c.id = n.client_id
join staff s on s.id = n.created_by_id
order by h.created_at desc, h.id desc
