-- What the house itself remembers: which migrations and policies are applied, which keys belong to this database.
create schema platform;

-- PostgreSQL lets everybody execute a new function unless told otherwise: here nobody may who was not granted it.
alter default privileges revoke execute on functions from public;

-- Bounds of columns that nearly every request writes. As types they are parsed once a session; a check of a table is parsed anew by each statement (7 µs).
create domain platform.sealed_text as bytea check (length(value) <= 128000);
create domain platform.digest as bytea check (length(value) = 32);

create table platform.migration (
  name text primary key,
  hash text not null,
  applied_at timestamptz not null default now()
);

create table platform.policy_state (
  only_row boolean primary key default true check (only_row),
  hash text not null,
  applied_at timestamptz not null
);

-- functions and views that policies.sql made, so that the next deploy drops exactly these
create table platform.policy_object (
  kind text not null check (kind in ('function', 'view')),
  identity text not null,
  primary key (kind, identity)
);

create table platform.installation (
  only_row boolean primary key default true check (only_row),
  permanent_key_fingerprint text not null,
  -- the fictional programme: only here may one click sign somebody in
  demo boolean not null default false,
  demo_filled_at timestamptz,
  created_at timestamptz not null default now()
);

create table platform.key_epoch (
  number integer primary key check (number > 0),
  fingerprint text not null,
  created_at timestamptz not null default now(),
  destroyed_at timestamptz
);

-- The moment a request happens: now, unless the code has frozen its clock (tests, the deterministic demo).
create function platform.moment() returns timestamptz
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.moment', true), '')::timestamptz, now());

create function platform.today() returns date
  language sql stable parallel safe
  return (platform.moment() at time zone 'Europe/Berlin')::date;

grant usage on schema platform to verbund_actor, verbund_door, verbund_definer;
grant execute on function platform.moment(), platform.today() to verbund_actor, verbund_door, verbund_definer;
grant select on platform.installation to verbund_definer;
