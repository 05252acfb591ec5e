-- Short consultations: counted, never described. No row names anybody, nothing in it is free text, and only the day is kept.
create table cases.consultation (
  site_id uuid not null references network.site (id),
  id uuid not null,
  unit_id uuid not null,
  counted_by_id uuid not null,
  talked_on date not null,
  town_id uuid,
  -- the first is what it was mainly about: figures count each consultation once
  fields text[] not null check (cardinality(fields) between 1 and 3 and array_position(fields, null) is null),
  concern text,
  language text check (language ~ '^[a-z]{2,3}$'),
  needs_interpreter boolean not null default false,
  age_band text check (age_band in ('under_18', '18_26', '27_39', '40_59', '60_plus')),
  sex text check (sex in ('female', 'male', 'diverse')),
  status_group text check (status_group in ('asylum_procedure', 'duldung', 'protection', 'section_24', 'other_title', 'eu', 'german')),
  minutes smallint check (minutes between 1 and 600),
  outcome text not null check (outcome in ('informed', 'referred_on', 'became_case', 'gap_reported')),
  referred_unit_id uuid,
  offer_id uuid,
  version integer not null default 1,
  primary key (site_id, id),
  foreign key (site_id, unit_id) references network.unit (site_id, id),
  foreign key (site_id, counted_by_id) references network.membership (site_id, id),
  foreign key (site_id, town_id) references network.town (site_id, id),
  foreign key (site_id, referred_unit_id) references network.unit (site_id, id),
  foreign key (site_id, offer_id) references directory.page (site_id, id),
  check (outcome = 'referred_on' or (referred_unit_id is null and offer_id is null))
);
create index consultation_by_day on cases.consultation (site_id, talked_on);
create index consultation_of_unit on cases.consultation (site_id, unit_id, talked_on);
create index consultation_of_offer on cases.consultation (site_id, offer_id) where offer_id is not null;

-- Figures of a month, from a unit that counts elsewhere. One row for each month, town, field and language; an import holds a lock and looks first.
create table cases.consultation_month (
  site_id uuid not null references network.site (id),
  id uuid not null,
  unit_id uuid not null,
  month_on date not null check (extract(day from month_on) = 1),
  town_id uuid,
  field_of_action text not null,
  language text check (language ~ '^[a-z]{2,3}$'),
  talks integer not null check (talks between 0 and 100000),
  imported_by_id uuid not null,
  primary key (site_id, id),
  foreign key (site_id, unit_id) references network.unit (site_id, id),
  foreign key (site_id, imported_by_id) references network.membership (site_id, id),
  foreign key (site_id, town_id) references network.town (site_id, id)
);
create index consultation_month_by_day on cases.consultation_month (site_id, month_on);
create index consultation_month_of_unit on cases.consultation_month (site_id, unit_id, month_on);

alter table cases.consultation enable row level security;
alter table cases.consultation force row level security;
alter table cases.consultation_month enable row level security;
alter table cases.consultation_month force row level security;

-- Sites that are there already get the words, too. The owner passes its own wall for this one statement.
alter table network.vocabulary_entry no force row level security;
insert into network.vocabulary_entry (site_id, vocabulary, code, label_de, label_en, position)
select s.site_id, 'concern', w.code, w.de, w.en, w.position
from (select distinct v.site_id from network.vocabulary_entry v) s
cross join (values
  ('responsible_office', 'Welches Amt ist zuständig?', 'Which office is responsible?', 0),
  ('form_or_letter', 'Formular oder Brief', 'Form or letter', 1),
  ('language_course', 'Sprachkurs oder Test', 'Language course or test', 2),
  ('work_or_training', 'Arbeit oder Ausbildung', 'Work or training', 3),
  ('recognition', 'Anerkennung von Zeugnissen', 'Recognition of certificates', 4),
  ('benefit', 'Geld zum Leben', 'Money to live on', 5),
  ('flat', 'Wohnung', 'Flat', 6),
  ('care_or_school', 'Kita oder Schule', 'Child care or school', 7),
  ('doctor_or_insurance', 'Arzt oder Krankenkasse', 'Doctor or health insurance', 8),
  ('abh_appointment', 'Termin bei der Ausländerbehörde', 'Appointment at the Ausländerbehörde', 9),
  ('family', 'Familie und Nachzug', 'Family and family reunification', 10),
  ('other', 'Etwas anderes', 'Something else', 11)
) w (code, de, en, position)
on conflict do nothing;
alter table network.vocabulary_entry force row level security;
