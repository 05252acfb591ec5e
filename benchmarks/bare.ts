/**
 * What the product is measured against, and nothing that anybody may run: the same three routes by a role that no policy holds, on plain text. The same
 * session is looked up in the same transaction, each request leaves a plain log row, the answers are the same.
 *
 *   node benchmarks/bare.ts URL
 */
import fastify from "fastify";
import pg from "pg";
import { dataCategories } from "../domains/network/contract.ts";
import { dayOf, today } from "../platform/server/clock.ts";
import { connectionOf } from "../platform/server/database/pool.ts";
import { hashToken, sessionCookie } from "../platform/server/http/session.ts";
import { newId } from "../platform/server/ids.ts";

type Row = Record<string, any>; // eslint-disable-line typescript/no-explicit-any -- nobody typed the rows here
type Actor = { readonly id: string; readonly siteId: string; readonly unitId: string };

const pageSize = 50;
const storyPageSize = 20;

const pool = new pg.Pool({ ...connectionOf(process.argv[2]!), max: 20 });
const names = new Map<string, string>();

async function ask(client: pg.PoolClient, text: string, values: unknown[]): Promise<Row[]> {
  let name = names.get(text);
  if (!name) names.set(text, (name = `bare_${names.size}`));
  return (await client.query<Row>({ name, text, values })).rows;
}

class Refused extends Error {
  readonly status: number;
  constructor(status: number) {
    super(String(status));
    this.status = status;
  }
}

const sessionQuery = `
  select m.id, m.site_id, m.unit_id, m.role
  from accounts.session s
  join accounts.account a on a.id = s.account_id and a.disabled_at is null
  join network.membership m on m.id = s.membership_id and m.account_id = s.account_id
  where s.token_hash = $1 and s.revoked_at is null and s.expires_at > now() and s.last_used_at > now() - interval '2 hours'
    and m.valid_from_on <= current_date and (m.valid_until_on is null or m.valid_until_on >= current_date)`;

type Logged = { readonly answer: unknown; readonly action: string; readonly clientIds: readonly string[] };

/** One transaction a request, with the session and the log row in it. A read does not wait for the disk, as in the product. */
async function serve(
  request: { headers: { cookie?: string | undefined }; id: string },
  reads: boolean,
  work: (client: pg.PoolClient, actor: Actor) => Promise<Logged>,
): Promise<unknown> {
  const token = new RegExp(`${sessionCookie}=([^;]+)`).exec(request.headers.cookie ?? "")?.[1];
  if (!token) throw new Refused(401);
  const client = await pool.connect();
  try {
    await client.query(reads ? "begin; set local synchronous_commit = off" : "begin");
    const [member] = await ask(client, sessionQuery, [hashToken(token)]);
    if (!member) throw new Refused(401);
    const { answer, action, clientIds } = await work(client, { id: member.id, siteId: member.site_id, unitId: member.unit_id });
    await ask(client, "insert into bare.access_log (id, actor_id, action, client_ids, request_id) values ($1, $2, $3, $4, $5)", [
      newId(),
      member.id,
      action,
      clientIds,
      request.id,
    ]);
    await client.query("commit");
    return answer;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

const identityOf = (row: Row) => ({
  familyName: row.family_name,
  givenNames: row.given_names,
  birthDate: row.birth_date,
  birthYear: row.birth_year,
  sex: row.sex,
  nationality: row.nationality,
  languages: row.languages,
  isPseudonym: row.is_pseudonym,
});
const doerOf = (kind: string, unitId: string | null) => (kind === "unit" ? { kind, unitId } : { kind });

const caseColumns = `c.id, c.client_id, c.unit_id, c.case_manager_id, c.number, c.town_id, c.phase, c.opened_on, c.closed_on, c.closing_outcome, c.closing_note, c.file_number, c.earlier_contact_on, c.version,
  p.family_name, p.given_names, p.birth_date, p.birth_year, p.sex, p.nationality, p.languages, p.is_pseudonym, p.legal_basis`;

function caseOf(row: Row, actor: Actor) {
  return {
    id: row.id,
    clientId: row.client_id,
    number: row.number,
    identity: identityOf(row),
    unitId: row.unit_id,
    caseManagerId: row.case_manager_id,
    townId: row.town_id,
    phase: row.phase,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    legalBasisUnchecked: row.legal_basis === "unchecked",
    basis: row.case_manager_id === actor.id ? "holder" : "deputy",
    abilities: { edit: row.closed_on === null } as Row,
  };
}

const listQuery = `
  select ${caseColumns}, d.id as deadline_id, d.due_on as deadline_due_on, d.what, d.harm,
    s.id as step_id, s.text as step_text, s.due_on as step_due_on, s.doer, s.doer_unit_id, k.happened_on as last_contact_on, count(*) over () as total
  from bare.case_file c
  join bare.client p on p.id = c.client_id
  left join lateral (select d.id, d.due_on, d.what, d.harm from bare.deadline d where d.case_id = c.id and d.done_on is null order by d.due_on, d.id limit 1) d on true
  left join lateral (select s.id, s.text, s.due_on, s.doer, s.doer_unit_id from bare.step s
    where s.case_id = c.id and s.done_on is null and s.dropped_on is null order by s.due_on nulls last, s.since_on, s.id limit 1) s on true
  left join lateral (select k.happened_on from bare.contact k where k.case_id = c.id order by k.happened_on desc limit 1) k on true
  where c.closed_on is null and c.id = any(array(
    select f.id from bare.case_file f where f.case_manager_id = $1 and f.closed_on is null
    union select f.id from bare.deputy e join bare.case_file f on f.client_id = e.client_id where e.membership_id = $1 and (e.until_at is null or e.until_at > now())))
  order by d.due_on nulls last, c.opened_on desc, c.id limit $2 offset $3`;

async function listCases(client: pg.PoolClient, actor: Actor, page: number): Promise<Logged> {
  const rows = await ask(client, listQuery, [actor.id, pageSize, (page - 1) * pageSize]);
  const cases = rows.map((row) => ({
    ...caseOf(row, actor),
    nextDeadline: row.deadline_id ? { id: row.deadline_id, dueOn: row.deadline_due_on, what: row.what, harm: row.harm } : null,
    nextStep: row.step_id
      ? { id: row.step_id, text: row.step_text, dueOn: row.step_due_on, doer: doerOf(row.doer, row.doer_unit_id) }
      : null,
    lastContactOn: row.last_contact_on ?? row.earlier_contact_on,
  }));
  const answer = { cases, total: rows[0]?.total ?? 0, page, pageSize };
  return { answer, action: "cases.list", clientIds: rows.map((row) => row.client_id) };
}

async function getCase(client: pg.PoolClient, actor: Actor, caseId: string): Promise<Row> {
  const [row] = await ask(
    client,
    `select ${caseColumns}, p.phone, p.email, p.street, p.postcode, p.town_name, p.contact_note, p.held_since, p.identity_version, p.contact_version,
       p.residence_status, p.residence_until_on, p.residence_note, p.residence_version
     from bare.case_file c join bare.client p on p.id = c.client_id
     where c.id = $1 and (c.case_manager_id = $2 or exists (
       select from bare.deputy e where e.client_id = c.client_id and e.membership_id = $2 and (e.until_at is null or e.until_at > now())))`,
    [caseId, actor.id],
  );
  if (!row) throw new Refused(404);
  return row;
}

const stepOf = (row: Row) => ({
  id: row.id,
  goalId: row.goal_id,
  category: row.category,
  text: row.text,
  doer: doerOf(row.doer, row.doer_unit_id),
  dueOn: row.due_on,
  doneOn: row.done_on,
  droppedOn: row.dropped_on,
  service: row.service,
  entitledOn: row.entitled_on,
  registeredOn: row.registered_on,
  startedOn: row.started_on,
  finishedOn: row.finished_on,
  offerId: row.offer_id,
  sinceOn: row.since_on,
  version: row.version,
});

function storyOf(file: Row, contacts: Row[], notes: Row[], steps: Row[], periods: Row[], mayEdit: boolean) {
  const abilities = { edit: mayEdit };
  const events = ["entitled", "registered", "started", "finished"] as const;
  const items = [
    ...contacts.map((row) => ({
      place: 1,
      id: row.id,
      item: {
        kind: "contact",
        onDay: row.happened_on,
        contact: {
          id: row.id,
          category: row.category,
          happenedOn: row.happened_on,
          kind: row.kind,
          minutes: row.minutes,
          sentence: row.sentence,
          authorId: row.author_id,
          doneSteps: steps.filter((step) => step.done_contact_id === row.id).map(({ id, text }) => ({ id, text })),
          version: row.version,
          abilities,
        },
      },
    })),
    ...notes.map((row) => ({
      place: 2,
      id: row.id,
      item: {
        kind: "note",
        onDay: row.written_on,
        note: {
          id: row.id,
          category: row.category,
          writtenOn: row.written_on,
          text: row.text,
          authorId: row.author_id,
          version: row.version,
          abilities,
        },
      },
    })),
    ...steps.flatMap((row) => [
      ...(row.done_on
        ? [
            {
              place: 3,
              id: row.id,
              item: {
                kind: "step",
                onDay: row.done_on,
                step: { id: row.id, text: row.text, doer: doerOf(row.doer, row.doer_unit_id), category: row.category },
              },
            },
          ]
        : []),
      ...events.flatMap((event, position) =>
        row[`${event}_on`]
          ? [
              {
                place: 4 + position,
                id: row.id,
                item: { kind: "milestone", onDay: row[`${event}_on`], stepId: row.id, service: row.service, event, category: row.category },
              },
            ]
          : [],
      ),
    ]),
    ...periods.map((row) => ({
      place: 0,
      id: row.id,
      item: { kind: "legal_domain", onDay: row.from_on, periodId: row.id, legalDomain: row.legal_domain, category: row.category },
    })),
    { place: -1, id: file.id, item: { kind: "opened", onDay: file.opened_on } },
    ...(file.closed_on ? [{ place: 9, id: file.id, item: { kind: "closed", onDay: file.closed_on } }] : []),
  ];
  items.sort((a, b) => {
    if (a.item.onDay !== b.item.onDay) return a.item.onDay < b.item.onDay ? 1 : -1;
    return b.place - a.place || (a.id < b.id ? -1 : 1);
  });
  return { items: items.slice(0, storyPageSize).map(({ item }) => item), page: 1, hasMore: items.length > storyPageSize };
}

async function openCase(client: pg.PoolClient, actor: Actor, caseId: string): Promise<Logged> {
  const file = await getCase(client, actor, caseId);
  const day = today();
  const of = [caseId];
  const periods = await ask(client, "select * from bare.period where case_id = $1 order by from_on desc, id limit 500", of);
  const goals = await ask(client, "select * from bare.goal where case_id = $1 order by id limit 500", of);
  const steps = await ask(client, "select * from bare.step where case_id = $1 order by id limit 500", of);
  const deadlines = await ask(
    client,
    "select * from bare.deadline where case_id = $1 and done_on is null order by due_on, id limit 200",
    of,
  );
  const appointments = await ask(
    client,
    "select * from bare.appointment where case_id = $1 and takes_place_on >= $2 order by takes_place_on, clock_time nulls last, id limit 200",
    [caseId, day],
  );
  const contacts = await ask(client, "select * from bare.contact where case_id = $1 order by happened_on desc, id limit 21", of);
  const notes = await ask(client, "select * from bare.note where case_id = $1 order by written_on desc, id limit 21", of);
  const personal = await ask(client, "select author_id, text, version from bare.personal_note where case_id = $1", of);
  const deputies = await ask(
    client,
    "select membership_id, from_at, until_at from bare.deputy where client_id = $1 and (until_at is null or until_at > now()) order by from_at",
    [file.client_id],
  );
  const shares = await ask(client, "select * from bare.share where client_id = $1 order by id desc limit 200", [file.client_id]);
  const isOpen = file.closed_on === null;
  const unchecked = file.legal_basis === "unchecked";
  const openSteps = steps
    .filter((row) => row.done_on === null && row.dropped_on === null)
    .sort((a, b) => String(a.due_on ?? "9999").localeCompare(b.due_on ?? "9999"))
    .map(stepOf);
  const restSteps = steps.filter((row) => row.done_on !== null || row.dropped_on !== null).map(stepOf);
  const mine = personal.find((row) => row.author_id === actor.id);
  const deadlineViews = deadlines.map((row) => ({
    id: row.id,
    category: row.category,
    dueOn: row.due_on,
    what: row.what,
    harm: row.harm,
    legalDomain: row.legal_domain,
    doneOn: row.done_on,
    version: row.version,
  }));
  const next = deadlineViews[0];
  const nextStep = openSteps[0];
  const knowers = [
    {
      unitId: null,
      membershipId: file.case_manager_id,
      basis: "holder",
      categories: dataCategories,
      fromOn: dayOf(file.held_since),
      untilOn: null,
      untilAt: null,
    },
    ...deputies.map((row) => ({
      unitId: null,
      membershipId: row.membership_id,
      basis: "deputy",
      categories: dataCategories,
      fromOn: dayOf(row.from_at),
      untilOn: row.until_at ? dayOf(new Date(row.until_at.getTime() - 1)) : null,
      untilAt: null,
    })),
    ...shares.map((row) => ({
      unitId: row.unit_id,
      membershipId: null,
      basis: "share",
      categories: row.categories,
      fromOn: dayOf(row.from_at),
      untilOn: dayOf(new Date(row.until_at.getTime() - 1)),
      untilAt: null,
    })),
  ];
  const answer = {
    ...caseOf(file, actor),
    nextDeadline: next ? { id: next.id, dueOn: next.dueOn, what: next.what, harm: next.harm } : null,
    nextStep: nextStep ? { id: nextStep.id, text: nextStep.text, dueOn: nextStep.dueOn, doer: nextStep.doer } : null,
    lastContactOn: contacts[0]?.happened_on ?? file.earlier_contact_on,
    readable: dataCategories,
    hidden: [],
    identityVersion: file.identity_version,
    contactDetails: {
      value: {
        phone: file.phone,
        email: file.email,
        street: file.street,
        postcode: file.postcode,
        townName: file.town_name,
        note: file.contact_note,
      },
      version: file.contact_version,
    },
    residence: file.residence_status
      ? {
          value: { status: file.residence_status, validUntilOn: file.residence_until_on, note: file.residence_note },
          version: file.residence_version,
        }
      : null,
    version: file.version,
    fileNumber: file.file_number,
    closingOutcome: file.closing_outcome,
    closingNote: file.closing_note,
    deputies: deputies.map((row) => ({
      membershipId: row.membership_id,
      untilOn: row.until_at ? dayOf(new Date(row.until_at.getTime() - 1)) : null,
    })),
    periods: periods.map((row) => ({
      id: row.id,
      legalDomain: row.legal_domain,
      category: row.category,
      fromOn: row.from_on,
      untilOn: row.until_on,
      note: row.note,
      version: row.version,
    })),
    goals: goals.map((row) => ({
      id: row.id,
      category: row.category,
      text: row.text,
      state: row.state,
      ratedByPerson: row.rated_by_person,
      ratedByCaseManager: row.rated_by_case_manager,
      version: row.version,
    })),
    steps: [...openSteps, ...restSteps],
    deadlines: deadlineViews,
    appointments: appointments.map((row) => ({
      id: row.id,
      category: row.category,
      onDay: row.takes_place_on,
      time: row.clock_time,
      minutes: row.minutes,
      what: row.what,
      where: row.place,
      prepare: row.prepare,
      cancelled: row.cancelled,
      version: row.version,
    })),
    personalNote: mine ? { text: mine.text, version: mine.version } : null,
    personalNotes: personal.length,
    story: storyOf(file, contacts, notes, steps, periods, isOpen),
    knowers,
    shares: shares.map((row) => ({
      id: row.id,
      clientId: row.client_id,
      unitId: row.unit_id,
      categories: row.categories,
      purpose: row.purpose,
      fromOn: row.from_on,
      untilOn: row.until_on,
      state: row.state === "given" && row.until_on < day ? "expired" : row.state,
      opensLater: row.state === "given" && row.from_on > day,
      askedOn: row.asked_on,
      answeredOn: row.answered_on,
      declaration: {
        givenBy: row.given_by,
        judgement: row.judgement,
        language: row.language,
        form: row.form,
        textVersion: row.text_version,
        declaredOn: row.given_on,
        secrecyRelease: row.secrecy_released_on !== null,
      },
      version: row.version,
      abilities: { give: row.state === "asked", decline: row.state === "asked", withdraw: row.state === "asked" || row.state === "given" },
    })),
    abilities: {
      edit: isOpen,
      close: isOpen,
      reopen: !isOpen,
      setDeputy: isOpen,
      share: isOpen && !unchecked,
      recordLegalBasis: unchecked,
      writePersonalNote: isOpen,
    },
  };
  return { answer, action: "cases.open", clientIds: [file.client_id] };
}

type NoteBody = { id: string; version: number | null; category?: string; writtenOn: string; text: string };

async function saveNote(client: pg.PoolClient, actor: Actor, caseId: string, body: NoteBody): Promise<Logged> {
  const file = await getCase(client, actor, caseId);
  if (file.closed_on !== null) throw new Refused(409);
  const text = body.text.trim();
  if (text === "" || text.length > 8_000) throw new Refused(400);
  let version = 1;
  if (body.version === null) {
    await ask(
      client,
      "insert into bare.note (id, case_id, category, written_on, text, author_id) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
      [body.id, caseId, body.category ?? "plan", body.writtenOn, text, actor.id],
    );
  } else {
    version = body.version + 1;
    const changed = await ask(client, "update bare.note set text = $3, version = version + 1 where id = $1 and version = $2 returning 1", [
      body.id,
      body.version,
      text,
    ]);
    if (changed.length === 0) throw new Refused(409);
  }
  return { answer: { id: body.id, version }, action: "cases.save_note", clientIds: [file.client_id] };
}

const server = fastify({ logger: false, genReqId: () => newId() });
server.setErrorHandler((error, _request, reply) => {
  void reply.status(error instanceof Refused ? error.status : 500).send({ code: error instanceof Error ? error.message : "failed" });
});
server.get<{ Querystring: { page?: string } }>("/api/cases", (request) =>
  serve(request, true, (client, actor) => listCases(client, actor, Number(request.query.page ?? 1))),
);
server.get<{ Params: { caseId: string } }>("/api/cases/:caseId", (request) =>
  serve(request, true, (client, actor) => openCase(client, actor, request.params.caseId)),
);
server.post<{ Params: { caseId: string }; Body: NoteBody }>("/api/cases/:caseId/notes", (request) =>
  serve(request, false, (client, actor) => saveNote(client, actor, request.params.caseId, request.body)),
);
await server.listen({ port: 0, host: "127.0.0.1" });
console.log(`ready: http://127.0.0.1:${(server.server.address() as { port: number }).port}`);
process.on(
  "SIGTERM",
  () =>
    void server
      .close()
      .then(() => pool.end())
      .then(() => process.exit(0)),
);
