-- Reports of a site: written from its own data, edited by people, and unchangeable once they are issued.
create schema publication;

create table publication.report (
  site_id uuid not null references network.site (id),
  id uuid not null,
  kind text not null check (kind in ('status_report', 'narrative_report')),
  language text not null check (language in ('de', 'en')),
  title text not null check (length(title) between 1 and 200),
  addressee text check (length(addressee) between 1 and 160),
  from_on date not null,
  until_on date not null,
  due_on date,
  state text not null default 'draft' check (state in ('draft', 'issued')),
  -- a correction names the report whose place it takes
  replaces_id uuid,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  -- counts what happens to its sections and figures too
  version integer not null default 1,
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, replaces_id) references publication.report (site_id, id),
  foreign key (site_id, created_by) references network.membership (site_id, id),
  check (replaces_id <> id),
  -- whole quarters: two periods that cut one could be subtracted from each other
  check (from_on = date_trunc('quarter', from_on::timestamp)::date),
  check (until_on = (date_trunc('quarter', until_on::timestamp) + interval '3 months' - interval '1 day')::date),
  check (from_on < until_on)
);
create index report_replaced on publication.report (site_id, replaces_id) where replaces_id is not null;

create table publication.section (
  site_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  -- which of the usual sections it is; null where somebody added it
  code text check (code ~ '^[a-z][a-z0-9_]{0,59}$'),
  position integer not null check (position between 1 and 1000),
  title text not null check (length(title) between 1 and 160),
  text text not null default '' check (length(text) <= 20000),
  -- what the data said when it was drafted last
  drafted_text text not null default '' check (length(drafted_text) <= 20000),
  -- null as long as nobody has edited or confirmed what was drafted
  confirmed_by uuid,
  confirmed_at timestamptz,
  version integer not null default 1,
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, report_id) references publication.report (site_id, id) on delete cascade,
  foreign key (site_id, confirmed_by) references network.membership (site_id, id),
  check ((confirmed_by is null) = (confirmed_at is null))
);
create index section_of_report on publication.section (site_id, report_id, position);

-- A figure as it left the gate on the day it was taken. What was held back has no value here either.
create table publication.figure (
  site_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  section_id uuid not null,
  position integer not null check (position between 1 and 1000),
  key text not null check (key ~ '^[a-z]+\.[a-z][a-z0-9_]{0,59}$'),
  label text not null check (length(label) between 1 and 200),
  unit text not null check (length(unit) <= 80),
  definition text not null check (length(definition) between 1 and 1000),
  source text not null check (length(source) between 1 and 300),
  value integer check (value >= 0),
  -- on how many it rests; null where that is the value itself or is held back
  counted integer check (counted >= 0),
  -- how to see more of what was held back
  hint text check (length(hint) between 1 and 400),
  from_on date,
  until_on date not null,
  as_of_on date not null,
  version integer not null default 1,
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, report_id) references publication.report (site_id, id) on delete cascade,
  foreign key (site_id, section_id) references publication.section (site_id, id) on delete cascade,
  check (value is not null or counted is null),
  check ((value is null) = (hint is not null))
);
create index figure_of_report on publication.figure (site_id, report_id, position);

-- A report as it was issued: words, figures and names of that moment, with a digest of exactly these bytes.
create table publication.issue (
  site_id uuid not null,
  report_id uuid not null,
  number integer not null check (number > 0),
  document text not null check (length(document) between 2 and 2000000),
  digest bytea not null check (length(digest) = 32),
  issued_by uuid not null,
  issued_at timestamptz not null default platform.moment(),
  primary key (site_id, report_id),
  foreign key (site_id, report_id) references publication.report (site_id, id),
  foreign key (site_id, issued_by) references network.membership (site_id, id)
);
create index issue_by_number on publication.issue (site_id, number);

-- To whom an issued report was given.
create table publication.release (
  site_id uuid not null,
  report_id uuid not null,
  audience text not null check (audience in ('bodies', 'programme', 'accompaniment', 'public')),
  released_on date,
  released_by uuid not null,
  version integer not null default 1,
  primary key (site_id, report_id, audience),
  foreign key (site_id, report_id) references publication.issue (site_id, report_id),
  foreign key (site_id, released_by) references network.membership (site_id, id)
);

-- What was issued stays, whoever writes and by whichever way.
create function publication.keep_issue() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise exception 'an issued report stays' using errcode = 'insufficient_privilege';
end
$$;
create trigger keep_issue before update or delete on publication.issue for each row execute function publication.keep_issue();

create function publication.keep_issued_report() returns trigger language plpgsql set search_path = ''
as $$
begin
  if old.state = 'issued' then
    raise exception 'an issued report stays' using errcode = 'insufficient_privilege';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger keep_issued_report before update or delete on publication.report for each row execute function publication.keep_issued_report();

-- The lock on the report makes whoever writes wait for whoever issues it, and find it issued then.
create function publication.keep_issued_part() returns trigger language plpgsql set search_path = ''
as $$
declare
  of_report uuid := case when tg_op = 'DELETE' then old.report_id else new.report_id end;
  of_site uuid := case when tg_op = 'DELETE' then old.site_id else new.site_id end;
begin
  perform from publication.report r where r.site_id = of_site and r.id = of_report for share;
  if exists (select from publication.report r where r.site_id = of_site and r.id = of_report and r.state = 'issued') then
    raise exception 'an issued report stays' using errcode = 'insufficient_privilege';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger keep_issued_section before insert or update or delete on publication.section for each row execute function publication.keep_issued_part();
create trigger keep_issued_figure before insert or update or delete on publication.figure for each row execute function publication.keep_issued_part();

alter table publication.report enable row level security;
alter table publication.report force row level security;
alter table publication.section enable row level security;
alter table publication.section force row level security;
alter table publication.figure enable row level security;
alter table publication.figure force row level security;
alter table publication.issue enable row level security;
alter table publication.issue force row level security;
alter table publication.release enable row level security;
alter table publication.release force row level security;

-- Reports are made with a site's own Word file as well.
alter table bodies.document_template
  drop constraint document_template_kind_check,
  add constraint document_template_kind_check check (kind in ('agenda', 'minutes', 'dossier', 'report'));
