-- $1 and $2 scope, $3 as typed, $4 pattern of a beginning, $5 words, $6 patterns of single letters, $7 rows, $8 rows looked at.
-- The number of rows looked at is counted within scope: what one may not see leaves no room for it to be missed in.
-- Words are only looked up where too few names begin as was typed.
with begun as materialized (
  select n.client_id, n.id, n.name
  from search_name n
  join client k on k.id = n.client_id
  where n.kind = 'CLIENT' and n.name like $4::text
    and ($1::uuid is null or k.csm_user_id = $1) and ($2::uuid is null or k.ae_user_id = $2)
  order by n.name, n.id
  limit $7
)
select c.id, c.external_id, c.name, h.name as folded, c.lifecycle_status, c.health_status, c.csm_user_id,
  s.first_name || ' ' || s.last_name as csm_name
from (
  select f.client_id, f.name, min(f.tier) as tier
  from (
    (select n.client_id, n.name, 0 as tier
     from client k
     join search_name n on n.client_id = k.id and n.kind = 'CLIENT'
     where k.external_id = $3::text
       and ($1::uuid is null or k.csm_user_id = $1) and ($2::uuid is null or k.ae_user_id = $2))
    union all
    (select b.client_id, b.name, 1 from begun b)
    union all
    (select w.client_id, w.name, 2
     from (
       select n.client_id, n.id, n.name
       from search_name n
       join client k on k.id = n.client_id
       where (select count(*) from begun) < $7 and n.kind = 'CLIENT' and n.words @@ $5::text::tsquery and n.name not like $4::text
         and ' ' || n.name like all ($6::text[])
         and ($1::uuid is null or k.csm_user_id = $1) and ($2::uuid is null or k.ae_user_id = $2)
       limit $8
     ) w
     order by w.name, w.id
     limit $7)
  ) f
  group by f.client_id, f.name
  order by tier, f.name, f.client_id
  limit $7
) h
join client c on c.id = h.client_id
left join staff s on s.id = c.csm_user_id
order by h.tier, h.name, h.client_id
