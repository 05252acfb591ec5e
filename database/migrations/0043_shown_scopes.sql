-- What several tables show over scopes of their own is noted together: more than one table alone may have.
alter table disclosure.shown_table drop constraint shown_table_scopes_check;
alter table disclosure.shown_table add constraint shown_table_scopes_check check (cardinality(scopes) <= 16);
