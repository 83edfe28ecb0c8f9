-- $1 and $2 scope, $3 pattern of a beginning, $4 words, $5 patterns of single letters, $6 rows, $7 rows looked at.
-- Words are only looked up where too few names begin as was typed.
with begun as materialized (
  select n.client_id, n.id, n.name
  from search_name n
  join client k on k.id = n.client_id
  where n.kind = 'CONTACT' and n.name like $3::text
    and ($1::uuid is null or k.csm_user_id = $1) and ($2::uuid is null or k.ae_user_id = $2)
  order by n.name, n.id
  limit $6
)
select k.client_id, c.name as client_name, k.id, k.name, h.name as folded, k.email, k.title, k.role, k.is_active,
  k.left_company_at
from (
  (select b.client_id, b.id, b.name, 1 as tier from begun b)
  union all
  (select w.client_id, w.id, w.name, 2
   from (
     select n.client_id, n.id, n.name
     from search_name n
     join client k on k.id = n.client_id
     where (select count(*) from begun) < $6 and n.kind = 'CONTACT' and n.words @@ $4::text::tsquery and n.name not like $3::text
       and ' ' || n.name like all ($5::text[])
       and ($1::uuid is null or k.csm_user_id = $1) and ($2::uuid is null or k.ae_user_id = $2)
     limit $7
   ) w
   order by w.name, w.id
   limit $6)
  order by tier, name, id
  limit $6
) h
join client_contact k on k.client_id = h.client_id and k.id = h.id
join client c on c.id = h.client_id
order by h.tier, h.name, h.id
