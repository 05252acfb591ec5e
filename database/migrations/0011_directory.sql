-- Offers in many languages: what a directory of the region published and was brought in, and what the site keeps by hand. Nothing in it is about a client.
create schema directory;

-- word similarity, for those who mistype; in a schema of its own, because everybody may call what an extension brings
create schema extension;
create extension pg_trgm with schema extension;
grant usage on schema extension to verbund_definer;

-- Where pages come from: one region of one publisher. What is kept by hand is a source of its own, without licence.
create table directory.source (
  site_id uuid not null references network.site (id),
  id uuid not null,
  kind text not null check (kind in ('integreat', 'own')),
  region text not null check (length(region) between 1 and 120),
  name text not null check (length(name) between 1 and 200),
  licence text check (length(licence) between 1 and 80),
  attribution text check (length(attribution) between 1 and 300),
  base_url text check (length(base_url) between 1 and 2000),
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id)
);
create index source_by_region on directory.source (site_id, kind, region);

create table directory.page (
  site_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  kind text not null check (kind in ('page', 'location', 'offer')),
  parent_id uuid,
  position integer not null default 0,
  -- the language of the file that the place in the tree is taken from; German goes before others
  tree_language text,
  -- for whom, until when: only of what is kept by hand
  audience text check (length(audience) between 1 and 500),
  valid_until_on date,
  version integer not null default 1,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, source_id) references directory.source (site_id, id),
  foreign key (site_id, parent_id) references directory.page (site_id, id)
);
create index page_by_parent on directory.page (site_id, parent_id, position);
create index page_by_source on directory.page (site_id, source_id);

-- What a page says in one language. Of languages that no file was brought in for, only the title is known, from the address of the page.
create table directory.page_text (
  site_id uuid not null,
  page_id uuid not null,
  language text not null check (language ~ '^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$'),
  source_id uuid not null,
  -- by which the same page is recognised in the next file
  external_id text check (length(external_id) between 1 and 100),
  path text check (length(path) between 1 and 2000),
  url text check (length(url) between 1 and 2000),
  title text not null check (length(title) between 1 and 300),
  excerpt text not null default '' check (length(excerpt) <= 400),
  body_html text not null default '' check (length(body_html) <= 400000),
  body_text text not null default '' check (length(body_text) <= 400000),
  is_title_only boolean not null default false,
  content_hash bytea,
  changed_at timestamptz,
  imported_at timestamptz not null,
  -- when a newer file came without it
  gone_at timestamptz,
  words tsvector not null,
  primary key (site_id, page_id, language),
  foreign key (site_id, page_id) references directory.page (site_id, id),
  foreign key (site_id, source_id) references directory.source (site_id, id)
);
create index page_text_by_source on directory.page_text (site_id, source_id, language);
create index page_text_by_words on directory.page_text using gin (words);

-- How to reach who offers it, as found in the text or given by the file.
create table directory.contact (
  site_id uuid not null,
  id uuid not null,
  page_id uuid not null,
  language text not null,
  position integer not null,
  kind text not null check (kind in ('phone', 'mail', 'address', 'web', 'hours')),
  value text not null check (length(value) between 1 and 2000),
  label text check (length(label) between 1 and 200),
  primary key (site_id, id),
  foreign key (site_id, page_id, language) references directory.page_text (site_id, page_id, language)
);
create index contact_of_page on directory.contact (site_id, page_id, language, position);

create table directory.location (
  site_id uuid not null,
  page_id uuid not null,
  name text check (length(name) between 1 and 300),
  address text check (length(address) between 1 and 300),
  postcode text check (length(postcode) between 1 and 20),
  place text check (length(place) between 1 and 200),
  latitude double precision check (latitude between 47 and 56),
  longitude double precision check (longitude between 5 and 16),
  -- seven days from Monday on
  opening_hours jsonb check (length(opening_hours::text) <= 8000),
  is_closed boolean not null default false,
  is_barrier_free boolean,
  primary key (site_id, page_id),
  foreign key (site_id, page_id) references directory.page (site_id, id),
  check ((latitude is null) = (longitude is null))
);

-- Each file that was taken over.
create table directory.import_run (
  site_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  kind text not null check (kind in ('page', 'location', 'offer')),
  language text not null,
  file_name text not null check (length(file_name) <= 255),
  imported_by uuid not null,
  imported_at timestamptz not null default platform.moment(),
  rows_read integer not null,
  created integer not null,
  changed integer not null,
  unchanged integer not null,
  skipped integer not null,
  primary key (site_id, id),
  foreign key (site_id, source_id) references directory.source (site_id, id),
  foreign key (site_id, imported_by) references network.membership (site_id, id)
);
create index import_run_of_source on directory.import_run (site_id, source_id, imported_at desc);

-- The words of the directory of a site, each once, so that a mistyped one finds its neighbour. Folded: without umlauts and accents.
create table directory.word (
  site_id uuid not null references network.site (id),
  folded text not null check (length(folded) between 1 and 60),
  shown text not null check (length(shown) between 1 and 60),
  primary key (site_id, folded)
);
create index word_by_similarity on directory.word using gin (folded extension.gin_trgm_ops);

alter table directory.source enable row level security;
alter table directory.source force row level security;
alter table directory.page enable row level security;
alter table directory.page force row level security;
alter table directory.page_text enable row level security;
alter table directory.page_text force row level security;
alter table directory.contact enable row level security;
alter table directory.contact force row level security;
alter table directory.location enable row level security;
alter table directory.location force row level security;
alter table directory.import_run enable row level security;
alter table directory.import_run force row level security;
alter table directory.word enable row level security;
alter table directory.word force row level security;

-- A step may name the offer that it leads to.
alter table cases.step add column offer_id uuid;
alter table cases.step add constraint step_offer foreign key (site_id, offer_id) references directory.page (site_id, id);
create index step_of_offer on cases.step (site_id, offer_id) where offer_id is not null;
