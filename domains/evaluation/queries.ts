import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";
import type * as contract from "./contract.ts";

export type Standing = { is_team: boolean; speaks_for_site: boolean; takes_part: boolean; reads_sites: boolean };

export async function getStanding(tx: Db): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select coalesce(evaluation.is_team(), false) as is_team, coalesce(evaluation.speaks_for_site(), false) as speaks_for_site,
      coalesce(evaluation.takes_part(), false) as takes_part, coalesce(evaluation.is_team() or evaluation.speaks_for_site(), false) as reads_sites`.execute(
    tx,
  );
  return rows[0]!;
}

export type SiteStanding = {
  id: string;
  name: string;
  is_team: boolean;
  speaks_for_site: boolean;
  rates: boolean;
  coaches: boolean;
  advises: boolean;
};

function sitesWhere(condition: RawBuilder<unknown>) {
  return sql<SiteStanding>`
    select s.id, s.name, evaluation.is_team() as is_team, evaluation.speaks_for_site() as speaks_for_site,
      s.id = any(array(select evaluation.sites_of_duty('rater'))) as rates, s.id = any(array(select evaluation.sites_of_duty('coach'))) as coaches,
      s.id = any(array(select evaluation.advised_sites())) as advises
    from network.site s where s.id = any(array(select evaluation.readable_sites())) and ${condition} order by s.name, s.id limit 200`;
}

/** Sites whose evaluation the actor reads; any other is not there. */
export async function findSite(tx: Db, siteId: string): Promise<SiteStanding | undefined> {
  return (await sitesWhere(sql`s.id = ${siteId}`).execute(tx)).rows[0];
}

export async function listSites(tx: Db): Promise<SiteStanding[]> {
  return (await sitesWhere(sql`true`).execute(tx)).rows;
}

export type AssignmentRow = {
  membership_id: string;
  name: string;
  role: string;
  duty: contract.Duty;
  from_on: string;
  until_on: string | null;
};

export async function listAssignments(tx: Db, siteId: string): Promise<AssignmentRow[]> {
  return (await sql<AssignmentRow>`select * from evaluation.list_assignments(${siteId})`.execute(tx)).rows;
}

/** Colleagues of the own office who may have a duty. */
export async function listTeam(tx: Db, officeId: string): Promise<{ membership_id: string; name: string; role: string }[]> {
  const { rows } = await sql<{ membership_id: string; name: string; role: string }>`
    select m.id as membership_id, m.display_name as name, m.role from network.membership m
    where m.site_id = ${officeId} and m.role in ('accompaniment', 'evaluator')
      and m.valid_from_on <= platform.today() and (m.valid_until_on is null or m.valid_until_on >= platform.today())
    order by m.display_name, m.id limit 100`.execute(tx);
  return rows;
}

export async function assignDuty(tx: Db, siteId: string, membershipId: string, duty: string): Promise<boolean> {
  return (await sql<{ done: boolean }>`select evaluation.assign(${siteId}, ${membershipId}, ${duty}) as done`.execute(tx)).rows[0]!.done;
}

export async function endDuty(tx: Db, siteId: string, membershipId: string): Promise<boolean> {
  return (await sql<{ done: boolean }>`select evaluation.end_assignment(${siteId}, ${membershipId}) as done`.execute(tx)).rows[0]!.done;
}

export async function listPublicNames(tx: Db, siteId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from evaluation.list_public_names(${siteId}) n (name)`.execute(tx);
  return rows.map((row) => row.name);
}

// ---- process log --------------------------------------------------------------------------------------------------------------------------

type Written = { author_site_id: string; author_id: string; author_name: string | null };

export type EntryRow = Written & {
  id: string;
  happened_on: string;
  level: contract.EntryView["level"];
  event: string;
  interpretation: string;
  source_kind: contract.EntryView["sourceKind"];
  is_shared: boolean;
  version: number;
};

function entriesWhere(siteId: string, condition: RawBuilder<unknown>) {
  return sql<EntryRow>`
    select e.id, e.happened_on, e.level, e.event, e.interpretation, e.source_kind, e.shared_at is not null as is_shared, e.version,
      e.author_site_id, e.author_id, m.display_name as author_name
    from evaluation.process_entry e left join network.membership m on m.site_id = e.author_site_id and m.id = e.author_id
    where e.site_id = ${siteId} and ${condition} order by e.happened_on desc, e.created_at desc, e.id limit 200`;
}

export async function listEntries(tx: Db, siteId: string): Promise<EntryRow[]> {
  return (await entriesWhere(siteId, sql`true`).execute(tx)).rows;
}

export async function findEntry(tx: Db, siteId: string, id: string): Promise<EntryRow | undefined> {
  return (await entriesWhere(siteId, sql`e.id = ${id}`).execute(tx)).rows[0];
}

/** The newest of each site that the actor reads. */
export async function listNewestEntries(tx: Db) {
  const { rows } = await sql<{ site_id: string; happened_on: string; event: string; is_shared: boolean }>`
    select distinct on (e.site_id) e.site_id, e.happened_on, e.event, e.shared_at is not null as is_shared
    from evaluation.process_entry e where e.site_id = any(array(select evaluation.readable_sites()))
    order by e.site_id, e.happened_on desc, e.created_at desc, e.id`.execute(tx);
  return rows;
}

type EntryColumns = { happenedOn: string; level: string; event: string; interpretation: string; sourceKind: string; sharedAt: Date | null };

export async function insertEntry(tx: Db, it: { siteId: string; id: string; by: Author } & EntryColumns): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into evaluation.process_entry (site_id, id, happened_on, level, event, interpretation, source_kind, shared_at, author_site_id, author_id)
    values (${it.siteId}, ${it.id}, ${it.happenedOn}, ${it.level}, ${it.event}, ${it.interpretation}, ${it.sourceKind}, ${it.sharedAt}, ${it.by.siteId},
            ${it.by.membershipId}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function updateEntry(tx: Db, it: { siteId: string; id: string; version: number } & EntryColumns): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update evaluation.process_entry set happened_on = ${it.happenedOn}, level = ${it.level}, event = ${it.event}, interpretation = ${it.interpretation},
      source_kind = ${it.sourceKind}, shared_at = ${it.sharedAt}, version = version + 1
    where site_id = ${it.siteId} and id = ${it.id} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

export type AnswerRow = Written & { id: string; entry_id: string; text: string; answered_on: string };

export async function listAnswers(tx: Db, siteId: string): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select a.id, a.entry_id, a.text, (a.answered_at at time zone 'Europe/Berlin')::date as answered_on, a.author_site_id, a.author_id, m.display_name as author_name
    from evaluation.entry_answer a left join network.membership m on m.site_id = a.author_site_id and m.id = a.author_id
    where a.site_id = ${siteId} order by a.answered_at, a.id limit 1000`.execute(tx);
  return rows;
}

export async function insertAnswer(
  tx: Db,
  it: { siteId: string; id: string; entryId: string; text: string; by: Author },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into evaluation.entry_answer (site_id, id, entry_id, text, author_site_id, author_id)
    values (${it.siteId}, ${it.id}, ${it.entryId}, ${it.text}, ${it.by.siteId}, ${it.by.membershipId}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export type Author = { readonly siteId: string; readonly membershipId: string };

// ---- findings -----------------------------------------------------------------------------------------------------------------------------

export type FindingRow = Written & {
  id: string;
  field: contract.FindingView["field"];
  sentence: string;
  evidence_kind: contract.FindingView["evidenceKind"];
  sources: string;
  is_shared: boolean;
  version: number;
};

function findingsWhere(siteId: string, condition: RawBuilder<unknown>) {
  return sql<FindingRow>`
    select f.id, f.field, f.sentence, f.evidence_kind, f.sources, f.shared_at is not null as is_shared, f.version, f.author_site_id, f.author_id,
      m.display_name as author_name
    from evaluation.finding f left join network.membership m on m.site_id = f.author_site_id and m.id = f.author_id
    where f.site_id = ${siteId} and ${condition}
    order by array_position(array['steering', 'case_management', 'cooperation', 'offers', 'data', 'participation'], f.field), f.created_at, f.id limit 200`;
}

export async function listFindings(tx: Db, siteId: string): Promise<FindingRow[]> {
  return (await findingsWhere(siteId, sql`true`).execute(tx)).rows;
}

export async function findFinding(tx: Db, siteId: string, id: string): Promise<FindingRow | undefined> {
  return (await findingsWhere(siteId, sql`f.id = ${id}`).execute(tx)).rows[0];
}

export async function insertFinding(
  tx: Db,
  it: {
    siteId: string;
    id: string;
    field: string;
    sentence: string;
    evidenceKind: string;
    sources: string;
    sharedAt: Date | null;
    by: Author;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into evaluation.finding (site_id, id, field, sentence, evidence_kind, sources, shared_at, author_site_id, author_id)
    values (${it.siteId}, ${it.id}, ${it.field}, ${it.sentence}, ${it.evidenceKind}, ${it.sources}, ${it.sharedAt}, ${it.by.siteId}, ${it.by.membershipId})
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function shareFinding(tx: Db, siteId: string, id: string, version: number, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update evaluation.finding set shared_at = ${at}, version = version + 1 where site_id = ${siteId} and id = ${id} and version = ${version}`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

export type DiscussionRow = {
  id: string;
  site_id: string;
  finding_id: string;
  status: contract.DiscussionStatus;
  reason: string;
  said_by: string;
  said_on: string;
  recorded_by: string;
};

/** Oldest first: the last one counts. */
export async function listDiscussions(tx: Db, siteId: string): Promise<DiscussionRow[]> {
  const { rows } = await sql<DiscussionRow>`
    select d.id, d.site_id, d.finding_id, d.status, d.reason, d.said_by, d.said_on, d.recorded_by from evaluation.finding_discussion d
    where d.site_id = ${siteId} order by d.finding_id, d.position, d.id limit 2000`.execute(tx);
  return rows;
}

export async function insertDiscussion(
  tx: Db,
  it: { siteId: string; id: string; findingId: string; status: string; reason: string; saidBy: string; saidOn: string; by: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into evaluation.finding_discussion (site_id, id, finding_id, position, status, reason, said_by, said_on, recorded_by)
    values (${it.siteId}, ${it.id}, ${it.findingId},
      (select coalesce(max(d.position), 0) + 1 from evaluation.finding_discussion d where d.site_id = ${it.siteId} and d.finding_id = ${it.findingId}),
      ${it.status}, ${it.reason}, ${it.saidBy}, ${it.saidOn}, ${it.by}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** How many findings of each site are disputed by what was said of them last. */
export async function countDisputed(tx: Db): Promise<{ site_id: string; disputed: number }[]> {
  const { rows } = await sql<{ site_id: string; disputed: number }>`
    select l.site_id, count(*)::integer as disputed
    from (select distinct on (d.site_id, d.finding_id) d.site_id, d.status from evaluation.finding_discussion d
          where d.site_id = any(array(select evaluation.readable_sites())) order by d.site_id, d.finding_id, d.position desc, d.id desc) l
    where l.status = 'disputed' group by l.site_id`.execute(tx);
  return rows;
}

// ---- advice -------------------------------------------------------------------------------------------------------------------------------

export type AdviceRow = Written & {
  id: string;
  given_on: string;
  kind: contract.AdviceView["kind"];
  with_whom: string;
  subject: string;
  next_step: string;
  site_sees: boolean;
};

function adviceWhere(siteId: string, condition: RawBuilder<unknown>) {
  return sql<AdviceRow>`
    select a.id, a.given_on, a.kind, a.with_whom, a.subject, a.next_step, a.site_sees, a.author_site_id, a.author_id, m.display_name as author_name
    from evaluation.advice a left join network.membership m on m.site_id = a.author_site_id and m.id = a.author_id
    where a.site_id = ${siteId} and ${condition} order by a.given_on desc, a.created_at desc, a.id limit 200`;
}

export async function listAdvice(tx: Db, siteId: string): Promise<AdviceRow[]> {
  return (await adviceWhere(siteId, sql`true`).execute(tx)).rows;
}

export async function findAdvice(tx: Db, siteId: string, id: string): Promise<AdviceRow | undefined> {
  return (await adviceWhere(siteId, sql`a.id = ${id}`).execute(tx)).rows[0];
}

export async function listLastAdvice(tx: Db): Promise<{ site_id: string; given_on: string }[]> {
  const { rows } = await sql<{ site_id: string; given_on: string }>`
    select a.site_id, max(a.given_on) as given_on from evaluation.advice a
    where a.site_id = any(array(select evaluation.advised_sites())) group by a.site_id`.execute(tx);
  return rows;
}

export async function insertAdvice(
  tx: Db,
  it: {
    siteId: string;
    id: string;
    givenOn: string;
    kind: string;
    withWhom: string;
    subject: string;
    nextStep: string;
    siteSees: boolean;
    by: Author;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into evaluation.advice (site_id, id, given_on, kind, with_whom, subject, next_step, site_sees, author_site_id, author_id)
    values (${it.siteId}, ${it.id}, ${it.givenOn}, ${it.kind}, ${it.withWhom}, ${it.subject}, ${it.nextStep}, ${it.siteSees}, ${it.by.siteId},
            ${it.by.membershipId}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

// ---- feedback -----------------------------------------------------------------------------------------------------------------------------

export type FeedbackRow = {
  id: string;
  site_id: string;
  site_name: string;
  level: contract.FeedbackLevel;
  title: string;
  text: string;
  state: contract.FeedbackState;
  round: number;
  sent_on: string | null;
  given_on: string | null;
  author_id: string;
  version: number;
  is_team: boolean;
  speaks_here: boolean;
  leads_here: boolean;
};

function feedbackWhere(condition: RawBuilder<unknown>) {
  return sql<FeedbackRow>`
    select f.id, f.site_id, coalesce(s.name, '') as site_name, f.level, f.title, f.text, f.state, f.round, f.sent_on, f.given_on, f.author_id, f.version,
      evaluation.is_team() as is_team, evaluation.speaks_for_site() and f.site_id = network.actor_site() as speaks_here,
      network.actor_role() = 'programme_lead' and f.id = any(array(select evaluation.given_to_actor())) as leads_here
    from evaluation.feedback f left join evaluation.list_site_names() s on s.site_id = f.site_id
    where ${condition}
    order by array_position(array['at_site', 'draft', 'given'], f.state), coalesce(f.given_on, f.sent_on) desc nulls first, f.created_at desc, f.id limit 200`;
}

export async function listFeedback(tx: Db, siteId: string): Promise<FeedbackRow[]> {
  return (await feedbackWhere(sql`f.site_id = ${siteId}`).execute(tx)).rows;
}

export async function listGivenFeedback(tx: Db): Promise<FeedbackRow[]> {
  return (await feedbackWhere(sql`f.id = any(array(select evaluation.given_to_actor()))`).execute(tx)).rows;
}

/** All that is not a draft, of all sites that the actor reads. */
export async function listFeedbackUnderWay(tx: Db): Promise<FeedbackRow[]> {
  return (await feedbackWhere(sql`f.state <> 'draft' and f.site_id = any(array(select evaluation.readable_sites()))`).execute(tx)).rows;
}

export async function findFeedback(tx: Db, siteId: string, id: string): Promise<FeedbackRow | undefined> {
  return (await feedbackWhere(sql`f.site_id = ${siteId} and f.id = ${id}`).execute(tx)).rows[0];
}

export async function insertFeedback(
  tx: Db,
  it: { siteId: string; id: string; level: string; title: string; text: string; by: Author },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into evaluation.feedback (site_id, id, level, title, text, author_site_id, author_id)
    values (${it.siteId}, ${it.id}, ${it.level}, ${it.title}, ${it.text}, ${it.by.siteId}, ${it.by.membershipId}) on conflict do nothing`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

export async function updateFeedback(
  tx: Db,
  it: { siteId: string; id: string; version: number; level: string; title: string; text: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update evaluation.feedback set level = ${it.level}, title = ${it.title}, text = ${it.text}, version = version + 1
    where site_id = ${it.siteId} and id = ${it.id} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function moveFeedback(tx: Db, siteId: string, id: string, to: string): Promise<boolean> {
  return (await sql<{ done: boolean }>`select evaluation.move_feedback(${siteId}, ${id}, ${to}) as done`.execute(tx)).rows[0]!.done;
}

export async function replaceBasis(
  tx: Db,
  siteId: string,
  feedbackId: string,
  basis: readonly { id: string; entryId: string | null; findingId: string | null }[],
): Promise<void> {
  await sql`delete from evaluation.feedback_basis b where b.site_id = ${siteId} and b.feedback_id = ${feedbackId}`.execute(tx);
  for (const it of basis) {
    await sql`insert into evaluation.feedback_basis (site_id, id, feedback_id, entry_id, finding_id)
      values (${siteId}, ${it.id}, ${feedbackId}, ${it.entryId}, ${it.findingId})`.execute(tx);
  }
}

export type BasisRow = {
  id: string;
  feedback_id: string;
  entry_id: string | null;
  finding_id: string | null;
  sentence: string | null;
  on: string | null;
};

/** What the actor may not read of it has no sentence. */
export async function listBasis(tx: Db, feedbackIds: readonly string[]): Promise<BasisRow[]> {
  if (feedbackIds.length === 0) return [];
  const { rows } = await sql<BasisRow>`
    select b.id, b.feedback_id, b.entry_id, b.finding_id, coalesce(e.event, f.sentence) as sentence, e.happened_on as on
    from evaluation.feedback_basis b
    left join evaluation.process_entry e on e.site_id = b.site_id and e.id = b.entry_id
    left join evaluation.finding f on f.site_id = b.site_id and f.id = b.finding_id
    where b.site_id = any(array(select evaluation.readable_sites())) and b.feedback_id = any(${sql.val([...feedbackIds])}::uuid[])
    order by e.happened_on, b.id limit 2000`.execute(tx);
  return rows;
}

export type CheckRow = {
  feedback_id: string;
  round: number;
  answer: contract.CheckAnswer;
  comment: string;
  answered_by: string;
  answered_on: string;
};

export async function listChecks(tx: Db, feedbackIds: readonly string[]): Promise<CheckRow[]> {
  if (feedbackIds.length === 0) return [];
  const { rows } = await sql<CheckRow>`
    select c.feedback_id, c.round, c.answer, c.comment, c.answered_by, c.answered_on from evaluation.feedback_check c
    where c.feedback_id = any(${sql.val([...feedbackIds])}::uuid[]) order by c.feedback_id, c.round limit 2000`.execute(tx);
  return rows;
}

export async function insertCheck(
  tx: Db,
  it: { siteId: string; feedbackId: string; round: number; answer: string; comment: string; by: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into evaluation.feedback_check (site_id, feedback_id, round, answer, comment, answered_by)
    values (${it.siteId}, ${it.feedbackId}, ${it.round}, ${it.answer}, ${it.comment}, ${it.by}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export type ConsequenceRow = {
  id: string;
  feedback_id: string;
  kind: "followed" | "nothing";
  text: string;
  recorded_on: string;
  author_id: string;
  by_site: boolean;
};

export async function listConsequences(tx: Db, feedbackIds: readonly string[]): Promise<ConsequenceRow[]> {
  if (feedbackIds.length === 0) return [];
  const { rows } = await sql<ConsequenceRow>`
    select c.id, c.feedback_id, c.kind, c.text, c.recorded_on, c.author_id, c.author_site_id = c.site_id as by_site from evaluation.feedback_consequence c
    where c.feedback_id = any(${sql.val([...feedbackIds])}::uuid[]) order by c.feedback_id, c.recorded_on, c.id limit 2000`.execute(tx);
  return rows;
}

export async function insertConsequence(
  tx: Db,
  it: { siteId: string; id: string; feedbackId: string; kind: string; text: string; by: Author },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into evaluation.feedback_consequence (site_id, id, feedback_id, kind, text, author_site_id, author_id)
    values (${it.siteId}, ${it.id}, ${it.feedbackId}, ${it.kind}, ${it.text}, ${it.by.siteId}, ${it.by.membershipId}) on conflict do nothing`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

// ---- releases -----------------------------------------------------------------------------------------------------------------------------

export type ReleaseRow = {
  id: string;
  kind: contract.ReleaseKind;
  item_id: string | null;
  from_on: string;
  until_on: string | null;
  ended_on: string | null;
  released_by: string;
  is_in_force: boolean;
};

export async function listReleases(tx: Db, siteId: string): Promise<ReleaseRow[]> {
  const { rows } = await sql<ReleaseRow>`
    select r.id, r.kind, r.item_id, r.from_on, r.until_on, (r.ended_at at time zone 'Europe/Berlin')::date as ended_on, r.released_by,
      r.ended_at is null and r.from_on <= platform.today() and (r.until_on is null or r.until_on >= platform.today()) as is_in_force
    from evaluation.release r where r.site_id = ${siteId}
    order by r.ended_at is null desc, r.from_on desc, r.id limit 200`.execute(tx);
  return rows;
}

export type ReleasedRow = {
  kind: contract.ReleaseKind;
  id: string;
  title: string;
  text: string | null;
  state: string;
  body_name: string | null;
  happened_on: string;
};

export async function listReleased(tx: Db, siteId: string): Promise<ReleasedRow[]> {
  return (await sql<ReleasedRow>`select * from evaluation.list_released(${siteId}) limit 300`.execute(tx)).rows;
}

export type ReleasableRow = { kind: contract.ReleaseKind; id: string; title: string; on: string };

/** What the coordinator reads anyway and may hand on, newest first of each kind. */
export async function listReleasable(tx: Db, siteId: string): Promise<ReleasableRow[]> {
  const { rows } = await sql<ReleasableRow>`
    (select 'theme' as kind, t.id, t.title, t.state_since_on as on from themes.theme t where t.site_id = ${siteId} order by 4 desc, 2 limit 100)
    union all
    (select 'measure', m.id, m.title, m.decided_on from themes.measure m where m.site_id = ${siteId} order by 4 desc, 2 limit 100)
    union all
    (select 'decision', d.id, d.wording, d.decided_on from bodies.decision d where d.site_id = ${siteId} order by 4 desc, 2 limit 100)
    union all
    (select 'minutes', i.id, i.title, (t.starts_at at time zone 'Europe/Berlin')::date
     from bodies.agenda_item i join bodies.meeting t on t.site_id = i.site_id and t.id = i.meeting_id
     where i.site_id = ${siteId} and t.state = 'closed' and i.minutes <> '' order by 4 desc, 2 limit 100)`.execute(tx);
  return rows;
}

export async function insertRelease(
  tx: Db,
  it: { siteId: string; id: string; kind: string; itemId: string | null; fromOn: string; untilOn: string | null; by: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into evaluation.release (site_id, id, kind, item_id, from_on, until_on, released_by)
    values (${it.siteId}, ${it.id}, ${it.kind}, ${it.itemId}, ${it.fromOn}, ${it.untilOn}, ${it.by}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function endRelease(tx: Db, siteId: string, id: string, by: string, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update evaluation.release set ended_at = ${at}, ended_by = ${by} where site_id = ${siteId} and id = ${id} and ended_at is null`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

// ---- input by invitation ------------------------------------------------------------------------------------------------------------------

export type InvitationRow = {
  id: string;
  body_name: string;
  held_on: string;
  begins: string;
  wish: string;
  invited_by: string;
  invited_on: string;
  is_withdrawn: boolean;
  given_on: string | null;
  is_open: boolean;
};

export async function listInvitations(tx: Db, siteId: string): Promise<InvitationRow[]> {
  const { rows } = await sql<InvitationRow>`
    select v.id, t.body_name, (t.starts_at at time zone 'Europe/Berlin')::date as held_on, to_char(t.starts_at at time zone 'Europe/Berlin', 'HH24:MI') as begins,
      v.wish, v.invited_by, v.invited_on, v.withdrawn_at is not null as is_withdrawn, v.given_on,
      t.is_open and v.withdrawn_at is null and v.given_on is null as is_open
    from evaluation.invitation v join evaluation.list_invited_meetings(${siteId}) t on t.invitation_id = v.id
    where v.site_id = ${siteId} order by t.starts_at desc, v.id limit 100`.execute(tx);
  return rows;
}

/** Whether the coordinator may put something on the agenda of this meeting still. */
export async function findMeetingAhead(tx: Db, siteId: string, meetingId: string): Promise<{ is_open: boolean } | undefined> {
  const { rows } = await sql<{ is_open: boolean }>`
    select t.state <> 'closed' as is_open from bodies.meeting t where t.site_id = ${siteId} and t.id = ${meetingId}`.execute(tx);
  return rows[0];
}

export async function insertInvitation(
  tx: Db,
  it: { siteId: string; id: string; meetingId: string; wish: string; by: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into evaluation.invitation (site_id, id, meeting_id, wish, invited_by)
    values (${it.siteId}, ${it.id}, ${it.meetingId}, ${it.wish}, ${it.by}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function withdrawInvitation(tx: Db, siteId: string, id: string, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update evaluation.invitation set withdrawn_at = ${at} where site_id = ${siteId} and id = ${id} and withdrawn_at is null`.execute(tx);
  return numAffectedRows === 1n;
}

export async function giveInput(
  tx: Db,
  siteId: string,
  invitationId: string,
  itemId: string,
  title: string,
  paper: string,
): Promise<boolean> {
  return (
    await sql<{ done: boolean }>`select evaluation.give_input(${siteId}, ${invitationId}, ${itemId}, ${title}, ${paper}) as done`.execute(
      tx,
    )
  ).rows[0]!.done;
}

/** Invitations that still wait for something, of all sites that the actor reads. */
export async function listOpenInvitations(tx: Db): Promise<{ site_id: string }[]> {
  const { rows } = await sql<{ site_id: string }>`
    select v.site_id from evaluation.invitation v
    where v.site_id = any(array(select evaluation.readable_sites())) and v.withdrawn_at is null and v.given_on is null limit 500`.execute(
    tx,
  );
  return rows;
}
