-- An epoch's key is destroyed a while after nothing is wrapped under it any more.
alter table platform.key_epoch add column unused_at timestamptz;
grant select, insert, update on platform.key_epoch to verbund_definer;
