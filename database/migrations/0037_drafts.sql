-- What somebody typed about a case and has not saved goes with the case: also what they typed about its shares, which know the client.
create or replace function cases.leave_figures() returns trigger language plpgsql set search_path = ''
as $$
begin
  update cases.milestone m set client_id = null, closed_on = coalesce(old.closed_on, platform.today())
  from cases.step s
  where s.site_id = old.site_id and s.case_id = old.id and m.site_id = s.site_id and m.source_id = s.id and m.source = 'step';
  -- what somebody typed about the case and has not saved lies under the key of the organisation, not of the person
  delete from network.draft d where d.site_id = old.site_id and (d.key like '%:' || old.id or d.key like '%:' || old.client_id);
  return old;
end
$$;
