-- $1 and $2 scope, $3 as folded, $4 words or what is almost one, $5 patterns of single letters, $6 rows, $7 rows looked at.
select k.client_id, c.name as client_name, k.id, k.name, h.name as folded, k.email, k.title, k.role, k.is_active,
  k.left_company_at
from (
  select w.client_id, w.id, w.name, word_similarity($3::text, w.name) as likeness
  from (
    select n.client_id, n.id, n.name
    from search_name n
    join client k on k.id = n.client_id
    where n.kind = 'CONTACT' and n.words @@ $4::text::tsquery and ' ' || n.name like all ($5::text[])
      and ($1::uuid is null or k.csm_user_id = $1) and ($2::uuid is null or k.ae_user_id = $2)
    limit $7
  ) w
  order by likeness desc, w.name, w.id
  limit $6
) h
join client_contact k on k.client_id = h.client_id and k.id = h.id
join client c on c.id = h.client_id
order by h.likeness desc, h.name, h.id
