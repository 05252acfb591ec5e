-- Deleting a person: asked for by who works with the case, done by a second person of the unit, and written down without the person.
create table consent.erasure (
  site_id uuid not null,
  id uuid not null,
  -- a random number: once the person is gone it leads to nothing but the access log
  client_id uuid not null,
  unit_id uuid not null,
  reason text not null check (reason in ('right_to_erasure', 'retention_ended', 'kept_wrongly')),
  archive text not null check (archive in ('not_bound', 'declined', 'taken')),
  state text not null default 'asked' check (state in ('asked', 'done', 'refused', 'withdrawn')),
  asked_by_id uuid not null,
  asked_at timestamptz not null default platform.moment(),
  answered_by_id uuid,
  answered_at timestamptz,
  -- the protocol: how many records of the person, rows and figures there were, and from which day on no backup can be read any more
  records integer check (records >= 0),
  gone integer check (gone >= 0),
  stayed integer check (stayed >= 0),
  unreadable_on date,
  primary key (site_id, id),
  foreign key (site_id, unit_id) references network.unit (site_id, id),
  foreign key (site_id, asked_by_id) references network.membership (site_id, id),
  foreign key (site_id, answered_by_id) references network.membership (site_id, id),
  check ((state = 'asked') = (answered_at is null) and (answered_at is null) = (answered_by_id is null)),
  check ((state = 'done') = (unreadable_on is not null))
);
create index erasure_by_day on consent.erasure (site_id, asked_at desc, id);
create index erasure_of_client on consent.erasure (site_id, client_id);

alter table consent.erasure enable row level security;
alter table consent.erasure force row level security;

-- What figures are made of stays when a person goes, so that a deletion never changes a figure by itself and nobody can find out from two figures who went.
-- The pseudonym of the case leads nowhere once the case is gone; the day on which it was closed, or deleted while open, is kept for durations without an end.
alter table cases.milestone add column closed_on date;
alter table cases.milestone drop constraint milestone_check;
alter table cases.milestone add constraint milestone_of_whom
  check (case source when 'import' then client_id is null else client_id is not null or closed_on is not null end);
alter table cases.milestone drop constraint milestone_site_id_client_id_fkey;
alter table cases.milestone add constraint milestone_site_id_client_id_fkey
  foreign key (site_id, client_id) references people.client (site_id, id) on delete set null (client_id);

create function cases.leave_figures() returns trigger language plpgsql set search_path = ''
as $$
begin
  update cases.milestone m set client_id = null, closed_on = coalesce(old.closed_on, platform.today())
  from cases.step s
  where s.site_id = old.site_id and s.case_id = old.id and m.site_id = s.site_id and m.source_id = s.id and m.source = 'step';
  -- what somebody typed about the case and has not saved lies under the key of the organisation, not of the person
  delete from network.draft d where d.site_id = old.site_id and d.key like '%:' || old.id;
  return old;
end
$$;
create trigger leave_figures before delete on cases.case_file for each row execute function cases.leave_figures();

-- What was removed goes for good after 30 days, and with it what was only ever part of it. What stays on record keeps what it refers to: a decision its meeting.
alter table bodies.agenda_item drop constraint agenda_item_site_id_meeting_id_fkey;
alter table bodies.agenda_item add constraint agenda_item_site_id_meeting_id_fkey
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id) on delete cascade;
alter table bodies.attendance drop constraint attendance_site_id_meeting_id_fkey;
alter table bodies.attendance add constraint attendance_site_id_meeting_id_fkey
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id) on delete cascade;
alter table bodies.stance drop constraint stance_site_id_agenda_item_id_fkey;
alter table bodies.stance add constraint stance_site_id_agenda_item_id_fkey
  foreign key (site_id, agenda_item_id) references bodies.agenda_item (site_id, id) on delete cascade;
alter table bodies.calendar_answer drop constraint calendar_answer_site_id_meeting_id_fkey;
alter table bodies.calendar_answer add constraint calendar_answer_site_id_meeting_id_fkey
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id) on delete cascade;
alter table evaluation.entry_answer drop constraint entry_answer_site_id_entry_id_fkey;
alter table evaluation.entry_answer add constraint entry_answer_site_id_entry_id_fkey
  foreign key (site_id, entry_id) references evaluation.process_entry (site_id, id) on delete cascade;
alter table evaluation.feedback_basis drop constraint feedback_basis_site_id_feedback_id_fkey;
alter table evaluation.feedback_basis add constraint feedback_basis_site_id_feedback_id_fkey
  foreign key (site_id, feedback_id) references evaluation.feedback (site_id, id) on delete cascade;

-- An emergency is not simply repeated: the team lead sees who took over which number when, never whose case or why.
alter table cases.take_over add column lead_acknowledged_at timestamptz;
alter table cases.take_over add column lead_acknowledged_by_id uuid;
alter table cases.take_over add foreign key (site_id, lead_acknowledged_by_id) references network.membership (site_id, id);
alter table cases.take_over add check ((lead_acknowledged_at is null) = (lead_acknowledged_by_id is null));
