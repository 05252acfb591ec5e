-- Whoever signs in chooses the own password, sees the own sessions and may have a second factor; who got which role stands in a register.
alter table accounts.account add column password_changed_at timestamptz;

alter table accounts.session
  -- what a list of sessions names; the token stays with the browser
  add column id uuid not null default gen_random_uuid(),
  -- the device in coarse words, never the whole line that a browser says of itself
  add column browser text not null default 'other' check (browser in ('firefox', 'chrome', 'edge', 'safari', 'other')),
  add column system text not null default 'other' check (system in ('windows', 'macos', 'linux', 'android', 'ios', 'other')),
  -- signed in by password, the code is still to come: acts as nobody until then
  add column second_factor_due boolean not null default false,
  add constraint session_acts_as_nobody_before_the_code check (not second_factor_due or membership_id is null);

-- A link with which somebody chooses a password, once: the first one of an account, or a new one.
create table accounts.password_link (
  token_hash bytea primary key check (length(token_hash) = 32),
  id uuid not null,
  account_id uuid not null references accounts.account (id) on delete cascade,
  kind text not null check (kind in ('first', 'reset')),
  created_at timestamptz not null default platform.moment(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index password_link_by_account on accounts.password_link (account_id);

-- A second factor that changes every 30 seconds (RFC 6238). The secret is sealed under a key that the database never holds.
create table accounts.second_factor (
  account_id uuid primary key references accounts.account (id) on delete cascade,
  sealed_secret bytea not null check (length(sealed_secret) between 29 and 200),
  created_at timestamptz not null default platform.moment(),
  -- null while it is being set up
  confirmed_at timestamptz,
  -- each step is accepted once
  last_step bigint not null default 0 check (last_step >= 0)
);

-- For the day the phone is lost. Keyed hashes only.
create table accounts.recovery_code (
  account_id uuid not null references accounts.account (id) on delete cascade,
  code_hash bytea not null check (length(code_hash) = 32),
  used_at timestamptz,
  primary key (account_id, code_hash)
);

-- Who was let in, and who got a role that sees people, watches or administrates. Nobody changes or removes an entry.
create table network.register_entry (
  site_id uuid not null references network.site (id),
  id uuid not null,
  kind text not null check (kind in ('account_created', 'role_given', 'link_renewed')),
  membership_id uuid not null,
  given_by uuid not null,
  given_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, membership_id) references network.membership (site_id, id),
  foreign key (site_id, given_by) references network.membership (site_id, id)
);
create index register_entry_by_moment on network.register_entry (site_id, given_at);

-- Each officer acknowledges for themself: nobody takes a notice from another.
create table network.register_acknowledgement (
  site_id uuid not null,
  entry_id uuid not null,
  membership_id uuid not null,
  acknowledged_at timestamptz not null default platform.moment(),
  primary key (site_id, entry_id, membership_id),
  foreign key (site_id, entry_id) references network.register_entry (site_id, id),
  foreign key (site_id, membership_id) references network.membership (site_id, id)
);

-- Roles of a site that act only with a second factor.
create table network.second_factor_demand (
  site_id uuid not null references network.site (id),
  role text not null,
  demanded_by uuid not null,
  demanded_at timestamptz not null default platform.moment(),
  primary key (site_id, role),
  foreign key (site_id, demanded_by) references network.membership (site_id, id)
);

alter table accounts.password_link enable row level security;
alter table accounts.password_link force row level security;
alter table accounts.second_factor enable row level security;
alter table accounts.second_factor force row level security;
alter table accounts.recovery_code enable row level security;
alter table accounts.recovery_code force row level security;
alter table network.register_entry enable row level security;
alter table network.register_entry force row level security;
alter table network.register_acknowledgement enable row level security;
alter table network.register_acknowledgement force row level security;
alter table network.second_factor_demand enable row level security;
alter table network.second_factor_demand force row level security;
