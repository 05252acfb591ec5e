-- evaluation: what the scientific team notes at a site, finds, advises and feeds back, and what the site releases to it.
-- site_id is always the site that a row is about; who wrote it is a membership of the programme office or of that site.
create schema evaluation;

-- One duty of one person at one site, for good: whoever coached a site never rates it, and the other way round. The key says so.
create table evaluation.assignment (
  site_id uuid not null references network.site (id),
  account_id uuid not null references accounts.account (id),
  office_id uuid not null,
  membership_id uuid not null,
  duty text not null check (duty in ('coach', 'rater')),
  from_on date not null default platform.today(),
  until_on date,
  assigned_by uuid not null,
  primary key (site_id, account_id),
  foreign key (office_id, membership_id) references network.membership (site_id, id),
  check (until_on is null or until_on >= from_on)
);
create index assignment_by_membership on evaluation.assignment (office_id, membership_id);

-- What happened, as a fact; what it may mean stands apart. Without shared_at it is a field note of the team.
create table evaluation.process_entry (
  site_id uuid not null references network.site (id),
  id uuid not null,
  happened_on date not null,
  level text not null check (level in ('case', 'structure', 'programme')),
  event text not null check (length(event) between 1 and 600),
  interpretation text not null default '' check (length(interpretation) <= 2000),
  source_kind text not null check (source_kind in ('observation', 'interview', 'document', 'figure', 'told_by_site')),
  shared_at timestamptz,
  author_site_id uuid not null,
  author_id uuid not null,
  created_at timestamptz not null default platform.moment(),
  version integer not null default 1,
  primary key (site_id, id),
  foreign key (author_site_id, author_id) references network.membership (site_id, id)
);
create index process_entry_by_day on evaluation.process_entry (site_id, happened_on);

-- A correction of the site or a word of the team beside an entry: nothing is overwritten.
create table evaluation.entry_answer (
  site_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  text text not null check (length(text) between 1 and 2000),
  author_site_id uuid not null,
  author_id uuid not null,
  answered_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, entry_id) references evaluation.process_entry (site_id, id),
  foreign key (author_site_id, author_id) references network.membership (site_id, id)
);
create index entry_answer_by_entry on evaluation.entry_answer (site_id, entry_id);

-- A finding of the baseline, kept by a rater; shared_at is the day on which the site sees it and may say what it thinks of it.
create table evaluation.finding (
  site_id uuid not null references network.site (id),
  id uuid not null,
  field text not null check (field in ('steering', 'case_management', 'cooperation', 'offers', 'data', 'participation')),
  sentence text not null check (length(sentence) between 1 and 600),
  evidence_kind text not null check (evidence_kind in ('observation', 'interview', 'document', 'figure', 'survey')),
  sources text not null default '' check (length(sources) <= 1000),
  shared_at timestamptz,
  author_site_id uuid not null,
  author_id uuid not null,
  created_at timestamptz not null default platform.moment(),
  version integer not null default 1,
  primary key (site_id, id),
  foreign key (author_site_id, author_id) references network.membership (site_id, id)
);

-- What those responsible said of a finding, one row each time: the last one counts, the others are its history.
create table evaluation.finding_discussion (
  site_id uuid not null,
  id uuid not null,
  finding_id uuid not null,
  position integer not null check (position between 1 and 200),
  status text not null check (status in ('open', 'confirmed', 'disputed')),
  reason text not null default '' check (length(reason) <= 2000),
  -- a body or a unit, never a person
  said_by text not null check (length(said_by) between 1 and 160),
  said_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, finding_id) references evaluation.finding (site_id, id),
  foreign key (site_id, recorded_by) references network.membership (site_id, id),
  check (status <> 'disputed' or reason <> '')
);
create index finding_discussion_by_finding on evaluation.finding_discussion (site_id, finding_id, position);

create table evaluation.advice (
  site_id uuid not null references network.site (id),
  id uuid not null,
  given_on date not null,
  kind text not null check (kind in ('coaching', 'consulting', 'workshop', 'method')),
  -- units and functions, never a person of a case
  with_whom text not null check (length(with_whom) between 1 and 200),
  subject text not null check (length(subject) between 1 and 600),
  next_step text not null default '' check (length(next_step) <= 600),
  site_sees boolean not null default false,
  author_site_id uuid not null,
  author_id uuid not null,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (author_site_id, author_id) references network.membership (site_id, id)
);
create index advice_by_day on evaluation.advice (site_id, given_on);

create table evaluation.feedback (
  site_id uuid not null references network.site (id),
  id uuid not null,
  level text not null check (level in ('overall_steering', 'forum', 'steering_group', 'planning_conference')),
  title text not null check (length(title) between 1 and 160),
  text text not null check (length(text) between 1 and 4000),
  state text not null default 'draft' check (state in ('draft', 'at_site', 'given')),
  -- counts how often it went to the site for its check
  round integer not null default 0 check (round between 0 and 50),
  sent_on date,
  given_on date,
  author_site_id uuid not null,
  author_id uuid not null,
  created_at timestamptz not null default platform.moment(),
  version integer not null default 1,
  primary key (site_id, id),
  foreign key (author_site_id, author_id) references network.membership (site_id, id),
  check (state = 'draft' or (round > 0 and sent_on is not null)),
  check ((state = 'given') = (given_on is not null))
);
create index feedback_by_state on evaluation.feedback (site_id, state);

-- What a feedback rests on: one entry or one finding.
create table evaluation.feedback_basis (
  site_id uuid not null,
  id uuid not null,
  feedback_id uuid not null,
  entry_id uuid,
  finding_id uuid,
  primary key (site_id, id),
  foreign key (site_id, feedback_id) references evaluation.feedback (site_id, id),
  foreign key (site_id, entry_id) references evaluation.process_entry (site_id, id),
  foreign key (site_id, finding_id) references evaluation.finding (site_id, id),
  check (num_nonnulls(entry_id, finding_id) = 1)
);
create index feedback_basis_by_feedback on evaluation.feedback_basis (site_id, feedback_id);

-- What the site said in one round of the check. It travels with the feedback to whoever reads it.
create table evaluation.feedback_check (
  site_id uuid not null,
  feedback_id uuid not null,
  round integer not null check (round between 1 and 50),
  answer text not null check (answer in ('agreed', 'commented', 'objected')),
  comment text not null default '' check (length(comment) <= 3000),
  answered_by uuid not null,
  answered_on date not null default platform.today(),
  primary key (site_id, feedback_id, round),
  foreign key (site_id, feedback_id) references evaluation.feedback (site_id, id),
  foreign key (site_id, answered_by) references network.membership (site_id, id),
  check (answer = 'agreed' or comment <> '')
);

create table evaluation.feedback_consequence (
  site_id uuid not null,
  id uuid not null,
  feedback_id uuid not null,
  kind text not null check (kind in ('followed', 'nothing')),
  text text not null check (length(text) between 1 and 2000),
  author_site_id uuid not null,
  author_id uuid not null,
  recorded_on date not null default platform.today(),
  primary key (site_id, id),
  foreign key (site_id, feedback_id) references evaluation.feedback (site_id, id),
  foreign key (author_site_id, author_id) references network.membership (site_id, id)
);
create index feedback_consequence_by_feedback on evaluation.feedback_consequence (site_id, feedback_id);

-- What the site lets the team read: all of a kind for a time (item_id is null), or one item. Ends on its last day or at once.
create table evaluation.release (
  site_id uuid not null references network.site (id),
  id uuid not null,
  kind text not null check (kind in ('theme', 'measure', 'decision', 'minutes')),
  item_id uuid,
  from_on date not null default platform.today(),
  until_on date,
  ended_at timestamptz,
  ended_by uuid,
  released_by uuid not null,
  released_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, released_by) references network.membership (site_id, id),
  foreign key (site_id, ended_by) references network.membership (site_id, id),
  check (until_on is null or until_on >= from_on),
  check (kind <> 'minutes' or item_id is not null)
);
create index release_by_kind on evaluation.release (site_id, kind, item_id);

-- The team is asked to bring something to one meeting. agenda_item_id is what it brought.
create table evaluation.invitation (
  site_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  wish text not null default '' check (length(wish) <= 400),
  invited_by uuid not null,
  invited_on date not null default platform.today(),
  withdrawn_at timestamptz,
  agenda_item_id uuid,
  given_by uuid,
  given_on date,
  primary key (site_id, id),
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id),
  foreign key (site_id, agenda_item_id) references bodies.agenda_item (site_id, id),
  foreign key (site_id, invited_by) references network.membership (site_id, id)
);
create index invitation_by_meeting on evaluation.invitation (site_id, meeting_id);

alter table evaluation.assignment enable row level security;
alter table evaluation.assignment force row level security;
alter table evaluation.process_entry enable row level security;
alter table evaluation.process_entry force row level security;
alter table evaluation.entry_answer enable row level security;
alter table evaluation.entry_answer force row level security;
alter table evaluation.finding enable row level security;
alter table evaluation.finding force row level security;
alter table evaluation.finding_discussion enable row level security;
alter table evaluation.finding_discussion force row level security;
alter table evaluation.advice enable row level security;
alter table evaluation.advice force row level security;
alter table evaluation.feedback enable row level security;
alter table evaluation.feedback force row level security;
alter table evaluation.feedback_basis enable row level security;
alter table evaluation.feedback_basis force row level security;
alter table evaluation.feedback_check enable row level security;
alter table evaluation.feedback_check force row level security;
alter table evaluation.feedback_consequence enable row level security;
alter table evaluation.feedback_consequence force row level security;
alter table evaluation.release enable row level security;
alter table evaluation.release force row level security;
alter table evaluation.invitation enable row level security;
alter table evaluation.invitation force row level security;

-- An item that the scientific team brings to an agenda by invitation.
alter table bodies.agenda_item drop constraint agenda_item_kind_check;
alter table bodies.agenda_item add constraint agenda_item_kind_check check (kind in ('theme', 'report_back', 'other', 'input'));
