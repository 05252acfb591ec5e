-- Paper: which version of a meeting a calendar has, what a calendar answered, and the Word templates of a site.

-- Rises whenever something changes that stands in somebody's calendar, so that a later file wins over an earlier one.
alter table bodies.meeting add column calendar_sequence integer not null default 0 check (calendar_sequence >= 0);

create function bodies.raise_calendar_sequence() returns trigger language plpgsql set search_path = ''
as $$
begin
  if (new.starts_at, new.minutes_planned, new.place, new.online_link, new.removed_at is null, new.state = 'planned')
     is distinct from (old.starts_at, old.minutes_planned, old.place, old.online_link, old.removed_at is null, old.state = 'planned') then
    new.calendar_sequence := old.calendar_sequence + 1;
  end if;
  return new;
end
$$;
create trigger raise_calendar_sequence before update on bodies.meeting for each row execute function bodies.raise_calendar_sequence();

-- What a member's calendar answered to an invitation; the newest counts.
create table bodies.calendar_answer (
  site_id uuid not null,
  meeting_id uuid not null,
  membership_id uuid not null,
  body_id uuid not null,
  answer text not null check (answer in ('accepted', 'tentative', 'declined')),
  answered_at timestamptz not null,
  sequence integer not null check (sequence >= 0),
  noted_by uuid not null,
  primary key (site_id, meeting_id, membership_id),
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id),
  foreign key (site_id, membership_id) references network.membership (site_id, id)
);

-- A site's own Word file for one kind of document. Only one that has its fields is used; the others wait as drafts.
create table bodies.document_template (
  site_id uuid not null references network.site (id),
  id uuid not null,
  kind text not null check (kind in ('agenda', 'minutes', 'dossier')),
  file_name text not null check (length(file_name) between 1 and 160),
  content bytea not null check (octet_length(content) between 1 and 2097152),
  fields text[] not null check (cardinality(fields) <= 500),
  missing text[] not null check (cardinality(missing) <= 100),
  unknown text[] not null check (cardinality(unknown) <= 500),
  in_use boolean not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null default platform.moment(),
  version integer not null default 1,
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, uploaded_by) references network.membership (site_id, id),
  check (not in_use or (cardinality(missing) = 0 and cardinality(unknown) = 0))
);
create index document_template_by_kind on bodies.document_template (site_id, kind, uploaded_at);

alter table bodies.calendar_answer enable row level security;
alter table bodies.calendar_answer force row level security;
alter table bodies.document_template enable row level security;
alter table bodies.document_template force row level security;
