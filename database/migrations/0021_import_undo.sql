-- An import can be taken back while nothing was built on it. Of a file's name only words that name nobody are kept.
alter table cases.import_run
  add column file_label text check (length(file_label) between 1 and 120),
  add column left_out integer not null default 0 check (left_out >= 0),
  add column undone_at timestamptz,
  add column undone_by_id uuid,
  add column undone integer check (undone >= 0),
  add check ((undone_at is null) = (undone_by_id is null) and (undone_at is null) = (undone is null));
create index import_run_of_unit on cases.import_run (site_id, unit_id, imported_at desc);

-- A case that an import created, and the rows that it gave it: any other row, and any later version of one of these, was built on it.
create table cases.import_case (
  site_id uuid not null,
  case_id uuid not null,
  client_id uuid not null,
  import_id uuid not null,
  detail_ids uuid[] not null check (cardinality(detail_ids) <= 200),
  record_count smallint not null check (record_count between 1 and 11),
  -- something that cases know nothing of refers to it, such as a gap report
  is_referred_to boolean not null default false,
  primary key (site_id, case_id),
  foreign key (site_id, case_id, client_id) references cases.case_file (site_id, id, client_id) on delete cascade,
  foreign key (site_id, import_id) references cases.import_run (site_id, id)
);
create index import_case_of_run on cases.import_case (site_id, import_id);

-- How far a long list is, for the page that waits for it. Written in short transactions of its own beside the one that takes the list over, and removed at the end.
create table cases.import_progress (
  site_id uuid not null,
  -- the id of the import to be, chosen by the page, so that the same click twice is one import
  id uuid not null,
  membership_id uuid not null,
  stage text not null check (stage in ('reading', 'checking', 'writing')),
  done integer not null check (done >= 0),
  total integer check (total >= 0),
  cancelled_at timestamptz,
  changed_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, membership_id) references network.membership (site_id, id)
);
create index import_progress_of_member on cases.import_progress (site_id, membership_id, changed_at);

alter table cases.import_case enable row level security;
alter table cases.import_case force row level security;
alter table cases.import_progress enable row level security;
alter table cases.import_progress force row level security;
