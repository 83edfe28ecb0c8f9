-- Finding clients, contacts and notes by a few letters. Names lie folded in a narrow table of their own: the row of a client
-- is written with every computation, and an index of words on it would be written each time too.

-- Letters without case and marks, words with one space between them. The server folds what is typed by the same rules
-- (`domain::search`); a test holds the two together. Not `unaccent`, which is not immutable: a dump could not be restored.
create function search_fold(value text) returns text language sql immutable strict parallel safe as $$
  select left(btrim(regexp_replace(
    replace(replace(replace(replace(
      translate(
        lower(regexp_replace(normalize(value, NFKD), U&'[\0300-\036F]', '', 'g')),
        U&'\00F8\0142\0111\0127\0167\0131\00F0\03C2.''\2019', U&'oldhtid\03C3'),
      U&'\00DF', 'ss'), U&'\00E6', 'ae'), U&'\0153', 'oe'), U&'\00FE', 'th'),
    U&'[\0001-/:-@\\[-`{-\00BF\00D7\00F7\2000-\206F\3000-\303F]+', ' ', 'g')), 200)
$$;

-- What a folded name is found by: its words, each two neighbours as one word, and behind a `~` the first seven letters of
-- each longer word, whole and with any one letter left out. Whatever is typed wrong within them shares one of these with the
-- name: a letter missing, one too many, another one, two the wrong way round.
create function search_words(folded text) returns tsvector language sql immutable strict parallel safe as $$
  with word as (
    select left(word, 100) as word, lead(left(word, 100)) over (order by place) as next
    from unnest(string_to_array(folded, ' ')) with ordinality as split (word, place)
    where word <> ''
  )
  select coalesce(array_to_tsvector(array_agg(lexeme)), '') from (
    select word as lexeme from word
    union
    select word || next from word where next is not null
    union
    select '~' || overlay(left(word, 7) placing '' from place for 1)
    from word cross join generate_series(1, 8) place
    where length(word) >= 4 and place <= least(length(word), 7) + 1
  ) found
$$;

create table search_name (
  client_id uuid not null,
  kind text not null,
  id uuid not null,
  -- Compared by bytes, so that the index that finds a beginning also sorts by it, whatever the database's language.
  name text collate "C" not null,
  words tsvector not null,
  constraint search_name_pkey primary key (client_id, kind, id),
  constraint search_name_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint search_name_kind_check check (kind in ('CLIENT', 'CONTACT'))
);

insert into search_name (client_id, kind, id, name, words)
select client_id, kind, id, name, search_words(name)
from (
  select id as client_id, 'CLIENT' as kind, id, search_fold(name) as name from client
  union all
  select client_id, 'CONTACT', id, search_fold(name) from client_contact
) named;

create index search_name_client_idx on search_name (name, id) where kind = 'CLIENT';
create index search_name_contact_idx on search_name (name, id) where kind = 'CONTACT';
-- What waits to be sorted in is read by every search, so little may wait; none at all would make imports half as quick.
create index search_name_client_words_idx on search_name using gin (words) with (gin_pending_list_limit = 256)
  where kind = 'CLIENT';
create index search_name_contact_words_idx on search_name using gin (words) with (gin_pending_list_limit = 256)
  where kind = 'CONTACT';
create index client_contact_email_idx on client_contact (lower(email) collate "C", id) where email is not null;

create function search_added_clients() returns trigger language plpgsql as $$
begin
  insert into search_name (client_id, kind, id, name, words)
  select a.id, 'CLIENT', a.id, a.folded, search_words(a.folded) from (select id, search_fold(name) as folded from added) a;
  return null;
end $$;
create trigger client_search_added after insert on client
  referencing new table as added for each statement execute function search_added_clients();

create function search_added_contacts() returns trigger language plpgsql as $$
begin
  insert into search_name (client_id, kind, id, name, words)
  select a.client_id, 'CONTACT', a.id, a.folded, search_words(a.folded)
  from (select client_id, id, search_fold(name) as folded from added) a;
  return null;
end $$;
create trigger client_contact_search_added after insert on client_contact
  referencing new table as added for each statement execute function search_added_contacts();

create function search_renamed() returns trigger language plpgsql as $$
begin
  update search_name s
  set name = search_fold(new.name), words = search_words(search_fold(new.name))
  where s.client_id = case tg_argv[0] when 'CLIENT' then new.id else (to_jsonb(new) ->> 'client_id')::uuid end
    and s.kind = tg_argv[0] and s.id = new.id;
  return null;
end $$;
create trigger client_search_renamed after update of name on client
  for each row when (old.name is distinct from new.name) execute function search_renamed('CLIENT');
create trigger client_contact_search_renamed after update of name on client_contact
  for each row when (old.name is distinct from new.name) execute function search_renamed('CONTACT');

create function search_removed_contact() returns trigger language plpgsql as $$
begin
  delete from search_name where client_id = old.client_id and kind = 'CONTACT' and id = old.id;
  return null;
end $$;
create trigger client_contact_search_removed after delete on client_contact
  for each row execute function search_removed_contact();

-- Text without case and marks; parts of a compound are words of their own.
create function search_text(value text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(
    lower(regexp_replace(normalize(value, NFKD), U&'[\0300-\036F]', '', 'g')), '/|(?<=\S)-(?=\S)', ' ', 'g')
$$;

-- What is typed to find text, as search engines read it: words, "phrases", -without, or. The last word may be the beginning
-- of one, from two letters on: one letter would begin words of nearly every text. None where no word says what to look for.
-- Not parallel: a search is many small reads by index, and with workers the planner takes a walk through all clients instead.
create function search_query(typed text) returns tsquery language sql immutable strict parallel unsafe as $$
  select case
    when querytree(query) in ('', 'T') then null
    when typed ~ '[^\s"][^\s"]$' and query::text ~ '''$' then (query::text || ':*')::tsquery
    else query
  end
  from (select websearch_to_tsquery('pg_catalog.simple', search_text(typed)) as query) asked
$$;

-- Words as they stand, not their English stems: notes are written in any language, and a word that is being typed is not
-- the beginning of its stem ("renewa" would find nothing between "renew" and "renewal").
alter table client_note add column words tsvector
  generated always as (to_tsvector('pg_catalog.simple', search_text(left(coalesce(title, '') || ' ' || content, 100000)))) stored;
-- Another's private notes are in no index that a search reads, so no answer depends on them, not even on how many they are.
create index client_note_words_idx on client_note using gin (words) with (gin_pending_list_limit = 256) where not is_private;
create index client_note_newest_idx on client_note (created_at desc, id desc) include (client_id) where not is_private;
create index client_note_book_idx on client_note (client_id, created_at desc, id desc) where not is_private;
create index client_note_own_idx on client_note (created_by_id, created_at desc, id desc) where is_private;
