-- $1 and $2 scope, $3 reader, $4 as typed, $5 rows, $6 rows looked at of everyone's and of the reader's own.
-- A rare word is looked up among all notes and then kept within scope; where it is in too many for that, the notes within
-- scope are looked through. Which of the two is done changes no answer: what is not looked at for want of room is never
-- counted before the scope.
with matches as materialized (
  select n.client_id, n.id, n.created_at
  from client_note n
  where not n.is_private and n.words @@ search_query($4::text)
  limit $6
)
select n.client_id, c.name as client_name, n.id, n.title, n.content, n.note_type, n.is_private, n.created_by_id,
  s.first_name || ' ' || s.last_name as created_by_name, n.created_at
from (
  select f.client_id, f.id, f.created_at
  from (
    (select m.client_id, m.id, m.created_at
     from matches m
     join client k on k.id = m.client_id
     where (select count(*) from matches) < $6
       and ($1::uuid is null or k.csm_user_id = $1) and ($2::uuid is null or k.ae_user_id = $2))
    union all
    (select n.client_id, n.id, n.created_at
     from client_note n
     join client k on k.id = n.client_id
     where (select count(*) from matches) >= $6 and not n.is_private and n.words @@ search_query($4::text)
       and ($1::uuid is null or k.csm_user_id = $1) and ($2::uuid is null or k.ae_user_id = $2)
     limit $6)
    union all
    (select n.client_id, n.id, n.created_at
     from client_note n
     join client k on k.id = n.client_id
     where n.is_private and n.created_by_id = $3::uuid and n.words @@ search_query($4::text)
       and ($1::uuid is null or k.csm_user_id = $1) and ($2::uuid is null or k.ae_user_id = $2)
     limit $6)
  ) f
  order by f.created_at desc, f.id desc
  limit $5
) h
join client_note n on n.client_id = h.client_id and n.id = h.id
join client c on c.id = n.client_id
join staff s on s.id = n.created_by_id
order by h.created_at desc, h.id desc
