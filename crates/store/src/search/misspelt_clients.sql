-- $1 and $2 scope, $3 as folded, $4 words or what is almost one, $5 patterns of single letters, $6 rows, $7 rows looked at.
select c.id, c.external_id, c.name, h.name as folded, c.lifecycle_status, c.health_status, c.csm_user_id,
  s.first_name || ' ' || s.last_name as csm_name
from (
  select w.client_id, w.name, word_similarity($3::text, w.name) as likeness
  from (
    select n.client_id, n.name
    from search_name n
    join client k on k.id = n.client_id
    where n.kind = 'CLIENT' and n.words @@ $4::text::tsquery and ' ' || n.name like all ($5::text[])
      and ($1::uuid is null or k.csm_user_id = $1) and ($2::uuid is null or k.ae_user_id = $2)
    limit $7
  ) w
  order by likeness desc, w.name, w.client_id
  limit $6
) h
join client c on c.id = h.client_id
left join staff s on s.id = c.csm_user_id
order by h.likeness desc, h.name, h.client_id
