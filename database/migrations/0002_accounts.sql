-- Accounts and sessions belong to the installation, not to a site: one human may work at two sites.
create schema accounts;

create table accounts.account (
  id uuid primary key,
  email text not null check (email = lower(email) and length(email) between 3 and 254),
  display_name text not null check (length(display_name) between 1 and 200),
  password_hash text,
  language text not null default 'de' check (language in ('de', 'en')),
  -- an account of the fictional programme, which one click may sign in
  is_demo boolean not null default false,
  created_at timestamptz not null default platform.moment(),
  disabled_at timestamptz,
  unique (email)
);

-- Only the SHA-256 of the token is stored.
create table accounts.session (
  token_hash bytea primary key check (length(token_hash) = 32),
  account_id uuid not null references accounts.account (id) on delete cascade,
  -- the membership acted as; network checks that it belongs to the account
  membership_id uuid,
  -- a personal link opens papers only, whatever else the account may do
  is_link boolean not null default false,
  created_at timestamptz not null default platform.moment(),
  last_used_at timestamptz not null default platform.moment(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_by_account on accounts.session (account_id);

-- Failed sign-ins by keyed hash of address and of e-mail, for accounts that exist and for those that do not.
create table accounts.sign_in_failure (
  key bytea not null check (length(key) = 32),
  failed_at timestamptz not null,
  id uuid not null,
  primary key (key, failed_at, id)
);

-- A personal, expiring link that opens the papers of one membership without a password.
create table accounts.personal_link (
  token_hash bytea primary key check (length(token_hash) = 32),
  membership_id uuid not null,
  account_id uuid not null references accounts.account (id) on delete cascade,
  site_id uuid not null,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index personal_link_by_membership on accounts.personal_link (site_id, membership_id);

create domain accounts.logged_action as text check (length(value) between 1 and 80);
create domain accounts.logged_basis as text check (length(value) between 1 and 40);

-- One row per request and subject. The HMAC is made under a key that the database never holds.
create table accounts.access_log (
  site_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  actor_id uuid not null,
  action accounts.logged_action not null,
  client_ids uuid[] not null default '{}',
  basis accounts.logged_basis not null,
  request_id uuid not null,
  hmac platform.digest not null,
  written_in xid8 not null default pg_current_xact_id(),
  primary key (site_id, id)
);
create index access_log_unsealed on accounts.access_log (site_id, written_in, id);

-- Seal n covers the rows with sealed_from <= written_in < sealed_below, in order of (written_in, id).
create table accounts.access_seal (
  site_id uuid not null,
  number integer not null check (number > 0),
  sealed_from xid8 not null,
  sealed_below xid8 not null,
  row_count integer not null check (row_count > 0),
  row_ids uuid[] not null,
  seal bytea not null check (length(seal) = 32),
  sealed_at timestamptz not null,
  primary key (site_id, number)
);

alter table accounts.account enable row level security;
alter table accounts.account force row level security;
alter table accounts.session enable row level security;
alter table accounts.session force row level security;
alter table accounts.sign_in_failure enable row level security;
alter table accounts.sign_in_failure force row level security;
alter table accounts.personal_link enable row level security;
alter table accounts.personal_link force row level security;
alter table accounts.access_log enable row level security;
alter table accounts.access_log force row level security;
alter table accounts.access_seal enable row level security;
alter table accounts.access_seal force row level security;
