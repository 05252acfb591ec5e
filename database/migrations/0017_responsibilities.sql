-- Who is responsible for whom at a site: rules, never people. An empty list and a missing bound hold for everybody.
create table network.responsibility (
  site_id uuid not null references network.site (id),
  id uuid not null,
  unit_id uuid not null,
  deputy_unit_id uuid,
  town_ids uuid[] not null default '{}' check (cardinality(town_ids) <= 100),
  age_from smallint check (age_from between 0 and 120),
  age_to smallint check (age_to between 0 and 120),
  residence_statuses text[] not null default '{}' check (cardinality(residence_statuses) <= 30),
  letter_from text check (letter_from ~ '^[A-Z]$'),
  letter_to text check (letter_to ~ '^[A-Z]$'),
  languages text[] not null default '{}' check (cardinality(languages) <= 30),
  legal_domains text[] not null default '{}' check (cardinality(legal_domains) <= 11),
  matters text[] not null default '{}' check (cardinality(matters) <= 30),
  phone text check (length(phone) between 3 and 60),
  handling text check (length(handling) between 1 and 1000),
  valid_from_on date not null default platform.today(),
  valid_until_on date,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, unit_id) references network.unit (site_id, id),
  foreign key (site_id, deputy_unit_id) references network.unit (site_id, id),
  foreign key (site_id, created_by) references network.membership (site_id, id),
  check (age_from is null or age_to is null or age_from <= age_to),
  check ((letter_from is null) = (letter_to is null) and (letter_from is null or letter_from <= letter_to)),
  check (valid_until_on is null or valid_until_on >= valid_from_on)
);

alter table network.responsibility enable row level security;
alter table network.responsibility force row level security;

-- Two people who change the same word at once are told so.
alter table network.vocabulary_entry add column version integer not null default 1;

-- Built in is now only what rules depend on; everything else a site may end. The owner passes its own wall for this one statement.
alter table network.vocabulary_entry no force row level security;
update network.vocabulary_entry set built_in = false
where vocabulary not in ('case_phase', 'data_category', 'legal_domain', 'milestone_event', 'contact_kind', 'matter');
insert into network.vocabulary_entry (site_id, vocabulary, code, label_de, label_en, position)
select s.site_id, 'matter', w.code, w.de, w.en, w.position
from (select distinct v.site_id from network.vocabulary_entry v) s
cross join (values
  ('residence_permit', 'Aufenthaltstitel', 'Residence permit', 0),
  ('benefits', 'Geld zum Leben', 'Money to live on', 1),
  ('housing', 'Wohnung', 'Housing', 2),
  ('work', 'Arbeit und Ausbildung', 'Work and training', 3),
  ('language_course', 'Sprachkurs', 'Language course', 4),
  ('child_care', 'Kita und Schule', 'Child care and school', 5),
  ('youth', 'Hilfe für junge Menschen', 'Help for young people', 6),
  ('case_management', 'Fallmanagement', 'Case management', 7),
  ('counselling', 'Beratung', 'Counselling', 8),
  ('citizenship', 'Einbürgerung', 'Naturalisation', 9)
) w (code, de, en, position)
on conflict do nothing;
alter table network.vocabulary_entry force row level security;
