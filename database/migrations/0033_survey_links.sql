-- An answer that is written through a personal link belongs to the session that writes it until it is handed in: whoever else holds the link reads nothing of it.
-- A trace of that session, not its token; empty for who signed in.
alter table cooperation.answer add column written_through text check (length(written_through) = 64);
alter table cooperation.answer add check (written_through is null or state = 'draft');
