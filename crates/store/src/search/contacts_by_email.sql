-- $1 and $2 scope, $3 pattern of a beginning, $4 rows.
select k.client_id, c.name as client_name, k.id, k.name, h.name as folded, k.email, k.title, k.role, k.is_active,
  k.left_company_at
from client_contact k
join client c on c.id = k.client_id
join search_name h on h.client_id = k.client_id and h.kind = 'CONTACT' and h.id = k.id
where k.email is not null and lower(k.email) collate "C" like $3::text
  and ($1::uuid is null or c.csm_user_id = $1) and ($2::uuid is null or c.ae_user_id = $2)
order by lower(k.email) collate "C", k.id
limit $4
