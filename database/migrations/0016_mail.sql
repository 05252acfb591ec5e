-- Mail: what is to be said to whom, as ids. The words are made when a mail is sent, and kept nowhere.
create table accounts.mail (
  id uuid primary key,
  account_id uuid not null references accounts.account (id) on delete cascade,
  -- as whom they are written to, whose rights decide what may be said; none for what concerns the account itself
  site_id uuid,
  membership_id uuid,
  kind text not null check (kind ~ '^[a-z]+\.[a-z_]{1,40}$'),
  -- what people choose by; without one it is always sent at once
  mail_group text check (mail_group ~ '^[a-z_]{1,40}$'),
  -- nobody but the recipient is shown what it is about
  is_private boolean not null,
  subject_id uuid not null,
  version integer not null default 1 check (version > 0),
  ids uuid[] not null default '{}' check (cardinality(ids) <= 8),
  cadence text not null check (cadence in ('at_once', 'daily', 'weekly', 'never')),
  -- sending: taken; with handed_at the server may have it. uncertain: it was handed over, and nobody knows whether it was taken.
  -- collected: stands in a digest. withdrawn: there was nothing left to say. unwanted: the recipient wants no such mail.
  state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'given_up', 'uncertain', 'collected', 'withdrawn', 'unwanted')),
  tries integer not null default 0 check (tries >= 0),
  attempt uuid,
  handed_at timestamptz,
  next_try_at timestamptz not null,
  last_error text check (last_error ~ '^[a-z_]{1,40}$'),
  queued_at timestamptz not null default platform.moment(),
  sent_at timestamptz,
  digest_id uuid,
  check ((site_id is null) = (membership_id is null)),
  unique (account_id, kind, subject_id, version)
);
create index mail_due on accounts.mail (next_try_at) where state in ('queued', 'failed', 'sending');
create index mail_of_site on accounts.mail (site_id, queued_at);
create index mail_of_digest on accounts.mail (digest_id) where digest_id is not null;

create table accounts.mail_choice (
  account_id uuid not null references accounts.account (id) on delete cascade,
  mail_group text not null check (mail_group ~ '^[a-z_]{1,40}$'),
  cadence text not null check (cadence in ('at_once', 'daily', 'weekly', 'never')),
  chosen_at timestamptz not null default platform.moment(),
  primary key (account_id, mail_group)
);

-- What is known of the mail server: written by the job that sends.
create table accounts.mail_server (
  only_row boolean primary key default true check (only_row),
  is_set_up boolean not null,
  failures integer not null default 0,
  failing_since_at timestamptz,
  last_error text check (last_error ~ '^[a-z_]{1,40}$'),
  paused_until_at timestamptz,
  worked_at timestamptz
);

alter table accounts.mail enable row level security;
alter table accounts.mail force row level security;
alter table accounts.mail_choice enable row level security;
alter table accounts.mail_choice force row level security;
alter table accounts.mail_server enable row level security;
alter table accounts.mail_server force row level security;
