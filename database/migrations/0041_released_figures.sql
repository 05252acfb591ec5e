-- How long the steps of a chain really take, as a coordinator showed it to the scientific team on one day: what had left the gate by then, and nothing behind it.
create table chains.released_figure (
  site_id uuid not null,
  version_id uuid not null,
  figures jsonb not null,
  shown_on date not null default platform.today(),
  shown_by uuid not null,
  primary key (site_id, version_id),
  foreign key (site_id, version_id) references chains.chain_version (site_id, id) on delete cascade,
  foreign key (site_id, shown_by) references network.membership (site_id, id)
);
alter table chains.released_figure enable row level security;
alter table chains.released_figure force row level security;
