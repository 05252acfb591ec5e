-- Meetings in full: who sits for whom and since when, series, what members propose, the agenda as it was sent, how something was decided, minutes that are approved and then stay,
-- files, papers for political submissions, and what the public reads.

-- ---- bodies --------------------------------------------------------------------------------------------------------------------------------

alter table bodies.body
  add column term_from_on date,
  add column term_until_on date,
  add column superior_id uuid,
  add column lead_membership_id uuid,
  add column lead_qualification text check (length(lead_qualification) between 1 and 300),
  add constraint body_term check (term_until_on is null or term_from_on is null or term_until_on >= term_from_on),
  add constraint body_not_its_own_superior check (superior_id <> id),
  add constraint body_superior foreign key (site_id, superior_id) references bodies.body (site_id, id),
  add constraint body_lead foreign key (site_id, lead_membership_id) references network.membership (site_id, id);

-- A deputy sits in the body too; this says in whose place.
alter table bodies.member
  add column stands_in_for uuid,
  add constraint member_stands_in_for foreign key (site_id, stands_in_for) references bodies.member (site_id, id),
  add constraint member_not_its_own_deputy check (stands_in_for <> id);

-- How many seats an organisation has in a body.
create table bodies.seat (
  site_id uuid not null,
  body_id uuid not null,
  organisation_id uuid not null,
  seat_count integer not null check (seat_count between 1 and 20),
  primary key (site_id, body_id, organisation_id),
  foreign key (site_id, body_id) references bodies.body (site_id, id),
  foreign key (site_id, organisation_id) references network.organisation (site_id, id)
);

-- What changed in a body, for whoever asks in two years. Only ever added to.
create table bodies.body_change (
  site_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  kind text not null check (kind in ('founded', 'name', 'mandate', 'term', 'superior', 'lead', 'qualification', 'composition', 'member_in', 'member_out', 'member_role', 'deputy')),
  membership_id uuid,
  former text check (length(former) <= 2000),
  current text check (length(current) <= 2000),
  changed_by uuid not null,
  changed_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, body_id) references bodies.body (site_id, id)
);
create index body_change_by_body on bodies.body_change (site_id, body_id, changed_at);

-- ---- series and agendas prepared beforehand --------------------------------------------------------------------------------------------------

create table bodies.series (
  site_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  rhythm text not null check (rhythm in ('weeks', 'months')),
  step integer not null check (step between 1 and 26),
  first_on date not null,
  begins time not null,
  minutes_planned integer not null check (minutes_planned between 15 and 720),
  place text check (length(place) between 1 and 200),
  online_link text check (length(online_link) between 1 and 500),
  ended_at timestamptz,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, body_id) references bodies.body (site_id, id),
  foreign key (site_id, created_by) references network.membership (site_id, id)
);
create index series_by_body on bodies.series (site_id, body_id);
alter table bodies.meeting
  add column series_id uuid,
  add constraint meeting_series foreign key (site_id, series_id) references bodies.series (site_id, id);

create table bodies.agenda_pattern (
  site_id uuid not null references network.site (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  body_kind text check (body_kind in ('steering_group', 'planning_conference', 'project_group')),
  items jsonb not null check (length(items::text) <= 20000),
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, created_by) references network.membership (site_id, id)
);

-- What members would like to see on an agenda.
create table bodies.suggestion (
  site_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  why text not null check (length(why) between 1 and 1000),
  theme_id uuid,
  minutes_planned integer not null check (minutes_planned between 1 and 240),
  state text not null default 'open' check (state in ('open', 'taken', 'declined', 'withdrawn')),
  meeting_id uuid,
  agenda_item_id uuid,
  answer text check (length(answer) between 1 and 600),
  suggested_by uuid not null,
  suggested_at timestamptz not null default platform.moment(),
  answered_by uuid,
  answered_at timestamptz,
  version integer not null default 1,
  primary key (site_id, id),
  foreign key (site_id, body_id) references bodies.body (site_id, id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id),
  foreign key (site_id, suggested_by) references network.membership (site_id, id)
);
create index suggestion_by_body on bodies.suggestion (site_id, body_id, state);

-- ---- who reads an item ----------------------------------------------------------------------------------------------------------------------

alter table bodies.agenda_item add column audience text not null default 'members' check (audience in ('lead', 'members', 'public'));

-- ---- invitation -----------------------------------------------------------------------------------------------------------------------------

-- The agenda as it was sent: never changed, whatever becomes of it afterwards.
create table bodies.invited_item (
  site_id uuid not null,
  meeting_id uuid not null,
  invitation integer not null check (invitation between 1 and 1000),
  item_id uuid not null,
  body_id uuid not null,
  position integer not null,
  kind text not null,
  title text not null check (length(title) <= 200),
  minutes_planned integer not null,
  question text not null check (length(question) <= 300),
  background text not null check (length(background) <= 2000),
  proposal text not null check (length(proposal) <= 1500),
  options text[] not null check (cardinality(options) <= 6),
  audience text not null check (audience in ('lead', 'members', 'public')),
  invited_at timestamptz not null default platform.moment(),
  primary key (site_id, meeting_id, invitation, item_id),
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id)
);
alter table bodies.meeting add column agenda_told_at timestamptz;

create table bodies.invitation_answer (
  site_id uuid not null,
  meeting_id uuid not null,
  membership_id uuid not null,
  body_id uuid not null,
  answer text not null check (answer in ('comes', 'unsure', 'does_not_come', 'deputy_comes')),
  deputy_membership_id uuid,
  note text check (length(note) between 1 and 300),
  answered_by uuid not null,
  answered_at timestamptz not null default platform.moment(),
  primary key (site_id, meeting_id, membership_id),
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id),
  foreign key (site_id, membership_id) references network.membership (site_id, id),
  check ((answer = 'deputy_comes') = (deputy_membership_id is not null))
);

-- ---- minutes --------------------------------------------------------------------------------------------------------------------------------

-- Who writes at an item right now. A pen that nobody has moved for a minute may be taken.
create table bodies.pen (
  site_id uuid not null,
  agenda_item_id uuid not null,
  meeting_id uuid not null,
  body_id uuid not null,
  held_by uuid not null,
  seen_at timestamptz not null default platform.moment(),
  asked_by uuid,
  asked_at timestamptz,
  primary key (site_id, agenda_item_id),
  foreign key (site_id, agenda_item_id) references bodies.agenda_item (site_id, id),
  foreign key (site_id, held_by) references network.membership (site_id, id)
);

create table bodies.minutes_comment (
  site_id uuid not null,
  id uuid not null,
  agenda_item_id uuid not null,
  meeting_id uuid not null,
  body_id uuid not null,
  comment text not null check (length(comment) between 1 and 1000),
  made_by uuid not null,
  made_at timestamptz not null default platform.moment(),
  settled text check (settled in ('taken_in', 'not_taken_in')),
  settled_because text check (length(settled_because) between 1 and 300),
  settled_by uuid,
  settled_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, agenda_item_id) references bodies.agenda_item (site_id, id),
  foreign key (site_id, made_by) references network.membership (site_id, id)
);
create index minutes_comment_by_meeting on bodies.minutes_comment (site_id, meeting_id, made_at);

-- What stood in the minutes before they were corrected.
create table bodies.minutes_version (
  site_id uuid not null,
  agenda_item_id uuid not null,
  version integer not null,
  meeting_id uuid not null,
  body_id uuid not null,
  minutes text not null check (length(minutes) <= 20000),
  because text not null check (length(because) between 1 and 300),
  corrected_by uuid not null,
  corrected_at timestamptz not null default platform.moment(),
  primary key (site_id, agenda_item_id, version),
  foreign key (site_id, agenda_item_id) references bodies.agenda_item (site_id, id)
);

create table bodies.minutes_adoption (
  site_id uuid not null,
  meeting_id uuid not null,
  body_id uuid not null,
  sent_at timestamptz not null default platform.moment(),
  sent_by uuid not null,
  comments_until_on date not null,
  adopted_at timestamptz,
  adopted_by uuid,
  way text check (way in ('in_meeting', 'by_silence')),
  adopted_in_id uuid,
  version integer not null default 1,
  primary key (site_id, meeting_id),
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id),
  foreign key (site_id, adopted_in_id) references bodies.meeting (site_id, id),
  check ((adopted_at is null) = (way is null))
);

create table bodies.addendum (
  site_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  agenda_item_id uuid,
  body_id uuid not null,
  words text not null check (length(words) between 1 and 4000),
  made_by uuid not null,
  made_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id),
  foreign key (site_id, agenda_item_id) references bodies.agenda_item (site_id, id),
  foreign key (site_id, made_by) references network.membership (site_id, id)
);
create index addendum_by_meeting on bodies.addendum (site_id, meeting_id, made_at);

-- Approved minutes stay as they are, whoever writes and by whichever way.
create function bodies.keep_adopted_minutes() returns trigger language plpgsql set search_path = ''
as $$
begin
  if (new.minutes, new.title, new.question, new.background, new.proposal, new.options, new.position, new.removed_at is null)
     is distinct from (old.minutes, old.title, old.question, old.background, old.proposal, old.options, old.position, old.removed_at is null)
     and exists (select from bodies.minutes_adoption a where a.site_id = old.site_id and a.meeting_id = old.meeting_id and a.adopted_at is not null) then
    raise exception 'approved minutes stay' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger keep_adopted_minutes before update on bodies.agenda_item for each row execute function bodies.keep_adopted_minutes();
create function bodies.keep_adopted_meeting() returns trigger language plpgsql set search_path = ''
as $$
begin
  if old.state = 'closed' and new.state <> 'closed'
     and exists (select from bodies.minutes_adoption a where a.site_id = old.site_id and a.meeting_id = old.id and a.adopted_at is not null) then
    raise exception 'approved minutes stay' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger keep_adopted_meeting before update of state on bodies.meeting for each row execute function bodies.keep_adopted_meeting();

-- ---- decisions ------------------------------------------------------------------------------------------------------------------------------

-- How it was decided: by consensus, by a vote with its numbers, or with dissent on record. None of them follows from the others.
alter table bodies.decision
  add column reached text check (reached in ('consensus', 'vote', 'dissent')),
  add column votes_for integer check (votes_for between 0 and 500),
  add column votes_against integer check (votes_against between 0 and 500),
  add column votes_abstained integer check (votes_abstained between 0 and 500),
  add column audience text not null default 'members' check (audience in ('lead', 'members', 'public')),
  add column report_state text not null default 'open' check (report_state in ('open', 'under_way', 'done')),
  add column is_done boolean not null generated always as (report_state = 'done') stored,
  add column reported_at timestamptz,
  add column search_words text not null default '',
  add constraint decision_votes check ((reached = 'vote') is not true or (votes_for is not null and votes_against is not null and votes_abstained is not null));

create table bodies.dissent (
  site_id uuid not null,
  decision_id uuid not null,
  membership_id uuid not null,
  body_id uuid not null,
  words text not null check (length(words) between 1 and 1000),
  primary key (site_id, decision_id, membership_id),
  foreign key (site_id, decision_id) references bodies.decision (site_id, id),
  foreign key (site_id, membership_id) references network.membership (site_id, id)
);

-- The newest report stands at the decision too, so that a register of twenty thousand need not look up each.
create function bodies.note_report() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  update bodies.decision d set report_state = new.state, reported_at = new.reported_at
  where d.site_id = new.site_id and d.id = new.decision_id and (d.reported_at is null or d.reported_at <= new.reported_at);
  return new;
end
$$;
create trigger note_report after insert on bodies.decision_report for each row execute function bodies.note_report();

-- What a decision is found by, its words and those of its item, and who reads it: whoever reads the item.
create function bodies.gather_words() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  select lower(new.wording || ' ' || coalesce(new.reason, '') || ' ' || i.title), i.audience into new.search_words, new.audience
  from bodies.agenda_item i where i.site_id = new.site_id and i.id = new.agenda_item_id;
  return new;
end
$$;
create trigger gather_words before insert on bodies.decision for each row execute function bodies.gather_words();
create function bodies.pass_on_title() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  update bodies.decision d set search_words = lower(d.wording || ' ' || coalesce(d.reason, '') || ' ' || new.title), audience = new.audience
  where d.site_id = new.site_id and d.agenda_item_id = new.id;
  return new;
end
$$;
create trigger pass_on_title after update of title, audience on bodies.agenda_item for each row execute function bodies.pass_on_title();

alter table bodies.decision no force row level security;
alter table bodies.decision_report no force row level security;
alter table bodies.agenda_item no force row level security;
update bodies.decision d set
  reached = case when d.unanimous then 'consensus' when not d.unanimous then 'dissent' end,
  report_state = coalesce((select r.state from bodies.decision_report r where r.site_id = d.site_id and r.decision_id = d.id order by r.reported_at desc, r.id desc limit 1), 'open'),
  reported_at = (select r.reported_at from bodies.decision_report r where r.site_id = d.site_id and r.decision_id = d.id order by r.reported_at desc, r.id desc limit 1),
  search_words = lower(d.wording || ' ' || coalesce(d.reason, '') || ' ' || coalesce(
    (select i.title from bodies.agenda_item i where i.site_id = d.site_id and i.id = d.agenda_item_id), ''));
alter table bodies.decision force row level security;
alter table bodies.decision_report force row level security;
alter table bodies.agenda_item force row level security;

-- The register in the order in which it is read: what is to be done by its day, then what is done.
create index decision_by_day on bodies.decision (site_id, is_done, due_on, decided_on desc, id) include (body_id, audience, outcome);
create index decision_by_owner on bodies.decision (site_id, owner_unit_id);
create index decision_by_words on bodies.decision using gin (search_words extension.gin_trgm_ops);

-- ---- files ----------------------------------------------------------------------------------------------------------------------------------

create table bodies.attachment (
  site_id uuid not null,
  id uuid not null,
  agenda_item_id uuid not null,
  meeting_id uuid not null,
  body_id uuid not null,
  file_name text not null check (length(file_name) between 1 and 160 and file_name !~ '[/\\]'),
  media_type text not null check (length(media_type) <= 120),
  content bytea not null check (octet_length(content) between 1 and 10485760),
  byte_count integer not null,
  added_by uuid not null,
  added_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, agenda_item_id) references bodies.agenda_item (site_id, id),
  foreign key (site_id, added_by) references network.membership (site_id, id)
);
create index attachment_by_meeting on bodies.attachment (site_id, meeting_id);

-- ---- political submissions -------------------------------------------------------------------------------------------------------------------

-- A council or committee is no body of the programme: it receives papers and says what it made of them.
create table bodies.submission (
  site_id uuid not null references network.site (id),
  id uuid not null,
  addressee text not null check (length(addressee) between 1 and 160),
  number text check (length(number) between 1 and 60),
  kind text not null check (kind in ('for_decision', 'for_information')),
  is_public boolean not null,
  meeting_on date,
  subject text not null check (length(subject) between 1 and 200),
  proposal text not null check (length(proposal) <= 2000),
  reasons text not null check (length(reasons) <= 6000),
  cost text not null check (length(cost) <= 1000),
  decision_id uuid,
  state text not null default 'draft' check (state in ('draft', 'sent', 'answered')),
  sent_on date,
  result text check (result in ('approved', 'approved_changed', 'noted', 'referred_back', 'rejected')),
  result_words text check (length(result_words) between 1 and 1000),
  result_on date,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, decision_id) references bodies.decision (site_id, id),
  foreign key (site_id, created_by) references network.membership (site_id, id),
  check ((state = 'answered') = (result is not null))
);

-- ---- what the public reads ------------------------------------------------------------------------------------------------------------------

-- From the gap to the answer in two sentences that somebody wrote for everybody. Nothing is public by itself.
create table bodies.public_story (
  site_id uuid not null,
  agenda_item_id uuid not null,
  body_id uuid not null,
  gap text not null check (length(gap) between 1 and 600),
  answer text not null check (length(answer) between 1 and 600),
  published_on date not null,
  published_by uuid not null,
  withdrawn_at timestamptz,
  version integer not null default 1,
  primary key (site_id, agenda_item_id),
  foreign key (site_id, agenda_item_id) references bodies.agenda_item (site_id, id),
  foreign key (site_id, published_by) references network.membership (site_id, id)
);

alter table bodies.seat enable row level security;
alter table bodies.seat force row level security;
alter table bodies.body_change enable row level security;
alter table bodies.body_change force row level security;
alter table bodies.series enable row level security;
alter table bodies.series force row level security;
alter table bodies.agenda_pattern enable row level security;
alter table bodies.agenda_pattern force row level security;
alter table bodies.suggestion enable row level security;
alter table bodies.suggestion force row level security;
alter table bodies.invited_item enable row level security;
alter table bodies.invited_item force row level security;
alter table bodies.invitation_answer enable row level security;
alter table bodies.invitation_answer force row level security;
alter table bodies.pen enable row level security;
alter table bodies.pen force row level security;
alter table bodies.minutes_comment enable row level security;
alter table bodies.minutes_comment force row level security;
alter table bodies.minutes_version enable row level security;
alter table bodies.minutes_version force row level security;
alter table bodies.minutes_adoption enable row level security;
alter table bodies.minutes_adoption force row level security;
alter table bodies.addendum enable row level security;
alter table bodies.addendum force row level security;
alter table bodies.dissent enable row level security;
alter table bodies.dissent force row level security;
alter table bodies.attachment enable row level security;
alter table bodies.attachment force row level security;
alter table bodies.submission enable row level security;
alter table bodies.submission force row level security;
alter table bodies.public_story enable row level security;
alter table bodies.public_story force row level security;
