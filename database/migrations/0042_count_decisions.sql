-- The register as it opens counts all decisions of the bodies that somebody reads: in this index alone, which holds each pair once.
create index decision_by_audience on bodies.decision (site_id, body_id, audience);
