import { timingSafeEqual } from "node:crypto";
import { urlOf } from "../../../platform/contract/endpoint.ts";
import { now } from "../../../platform/server/clock.ts";
import { asActor, atDoor, type Call, type DoorCall } from "../../../platform/server/database/actor.ts";
import type { Database } from "../../../platform/server/database/pool.ts";
import { newId, chance } from "../../../platform/server/ids.ts";
import type { Around } from "../../../platform/server/jobs.ts";
import { deriveKey, hmac, type InstallationKeys } from "../../../platform/server/keys.ts";
import type { MailKind, MailSubject } from "../../../platform/server/mail/kind.ts";
import { BadAddress, composeLetter, envelopeAddress, type MailContent } from "../../../platform/server/mail/message.ts";
import { deliver, type Delivery, type MailTrouble, type SmtpPatience } from "../../../platform/server/mail/smtp.ts";
import { mailWords } from "../../../platform/server/mail/words.ts";
import { forbidden, notFound, Problem } from "../../../platform/server/problem.ts";
import { type Cadence, mailGroups, type MailGroup, unsubscribe } from "./contract.ts";
import * as queries from "./queries.ts";
import { isTooOld, keptDays, mayRetry, pauseAfter, stateAfter, waitAfter } from "./rules.ts";
import { de } from "./texts.de.ts";
import { en } from "./texts.en.ts";

const words = { de, en };
const iso = (at: Date | null) => at?.toISOString() ?? null;

// ---- into the queue -----------------------------------------------------------------------------------------------------------------------

/** Mail of `accounts` itself to somebody who need not be signed in, such as a new password; in the transaction that causes it. */
export async function enqueueMailAtDoor(
  call: DoorCall,
  mail: { accountId: string; kind: `accounts.${string}`; subjectId: string; version?: number; ids?: readonly string[] },
): Promise<void> {
  await queries.enqueueMailAtDoor(call.tx, { ...mail, id: newId(), version: mail.version ?? 1, ids: mail.ids ?? [] });
}

/**
 * A token that only its mail holds: made anew from the id whenever the mail is tried, under a key that the database never has. So the queue keeps no
 * secret, and a second try carries the same token.
 */
export function mailedToken(keys: InstallationKeys, purpose: string, id: string): string {
  return hmac(deriveKey(keys, "mailed tokens"), purpose, id).toString("base64url");
}

// ---- what people see ----------------------------------------------------------------------------------------------------------------------

export async function getOwnMail(call: Call) {
  const { accountId } = call.actor;
  const chosen = await queries.listChoices(call.tx, accountId);
  const mails = await queries.listOwnMail(call.tx, accountId);
  return {
    isSetUp: (await queries.getOverview(call.tx)).is_set_up,
    choices: mailGroups.map((group) => ({
      group,
      cadence: chosen.find((one) => one.mail_group === group)?.cadence ?? ("at_once" as const),
    })),
    mails: mails.map((row) => ({
      id: row.id,
      kind: row.kind,
      state: row.state,
      cadence: row.cadence,
      queuedAt: row.queued_at.toISOString(),
      sentAt: iso(row.sent_at),
    })),
  };
}

export async function chooseCadence(call: Call, group: MailGroup, cadence: Cadence) {
  await queries.saveChoice(call.tx, group, cadence);
  return await getOwnMail(call);
}

const pageLength = 50;

export async function listSiteMail(call: Call, wanted: { onlyTrouble: boolean; before: string | null }) {
  if (!(await queries.mayLookAfterMail(call.tx))) throw forbidden();
  const overview = await queries.getOverview(call.tx);
  const rows = await queries.listSiteMail(call.tx, wanted.onlyTrouble, wanted.before === null ? null : new Date(wanted.before), pageLength);
  return {
    server: {
      isSetUp: overview.is_set_up,
      failingSince: iso(overview.failing_since_at),
      lastError: overview.last_error,
      pausedUntil: iso(overview.paused_until_at),
    },
    waiting: overview.waiting,
    troubled: overview.troubled,
    mails: rows.map((row) => ({
      id: row.id,
      recipient: row.recipient,
      kind: row.kind,
      state: row.state,
      cadence: row.cadence,
      tries: row.tries,
      lastError: row.last_error,
      queuedAt: row.queued_at.toISOString(),
      sentAt: iso(row.sent_at),
      nextTryAt: iso(row.next_try_at),
      abilities: { retry: mayRetry(row.state) },
    })),
    before: rows.length === pageLength ? iso(rows.at(-1)!.queued_at) : null,
  };
}

export async function retryMail(call: Call, mailId: string): Promise<void> {
  if (!(await queries.mayLookAfterMail(call.tx))) throw forbidden();
  if ((await queries.retryMail(call.tx, mailId)) === undefined) throw notFound();
}

/** Whether mail leaves the house, and how many of the site's did not. */
export async function getMailStanding(call: Call): Promise<{ isSetUp: boolean; troubled: number }> {
  const overview = await queries.getOverview(call.tx);
  return { isSetUp: overview.is_set_up, troubled: overview.troubled };
}

export type LinkMail = { readonly state: queries.LinkMailRow["state"]; readonly sentAt: string | null; readonly lastError: string | null };

/** What became of the mails that carried these links; nothing for anybody but the coordinator. */
export async function listMailOfLinks(call: Call, linkIds: readonly string[]): Promise<ReadonlyMap<string, LinkMail>> {
  if (linkIds.length === 0) return new Map();
  const rows = await queries.listMailOfLinks(call.tx, linkIds);
  return new Map(rows.map((row) => [row.link_id, { state: row.state, sentAt: iso(row.sent_at), lastError: row.last_error }]));
}

// ---- one click and no more

const unsubscribePurpose = "unsubscribe";

/** The random number of the mail with its seal: who is meant stands in the database alone. */
function unsubscribeToken(keys: InstallationKeys, mailId: string): string {
  const id = Buffer.from(mailId.replaceAll("-", ""), "hex");
  return Buffer.concat([id, Buffer.from(mailedToken(keys, unsubscribePurpose, mailId), "base64url")]).toString("base64url");
}

/** Throws `not_found` for a token that is none, or whose mail is forgotten. */
export async function endDigests(database: Database, token: string): Promise<void> {
  const hex = Buffer.from(token, "base64url").subarray(0, 16).toString("hex");
  const mailId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  if (!timingSafeEqual(Buffer.from(token), Buffer.from(unsubscribeToken(database.keys, mailId)))) throw notFound();
  if (!(await atDoor(database, (call) => queries.endDigests(call.tx, mailId)))) throw notFound();
}

// ---- out of the house ---------------------------------------------------------------------------------------------------------------------

type Sending = Around & { readonly patience?: SmtpPatience };

function subjectOf(row: Pick<queries.EntryRow, "id" | "subject_id" | "ids" | "version">, language: MailSubject["language"]): MailSubject {
  return { mailId: row.id, subjectId: row.subject_id, ids: row.ids, version: row.version, language };
}

/** With the rights of the recipient, who can be told no more than they may see. Nothing for one who has left meanwhile. */
async function write(around: Sending, row: queries.EntryRow, language: MailSubject["language"]): Promise<MailContent | undefined> {
  const kind: MailKind | undefined = around.mailKinds.find((one) => one.name === row.kind);
  if (!kind) throw new Error(`nobody writes mails of the kind ${row.kind}`);
  const subject = subjectOf(row, language);
  if ("writeAtDoor" in kind) return await atDoor(around.database, (call) => kind.writeAtDoor(call, subject));
  if (row.membership_id === null) throw new Error(`a mail of the kind ${row.kind} goes to a membership`);
  try {
    return await asActor(around.database, { membership: row.membership_id }, (call) => kind.write(call, subject), { readOnly: true });
  } catch (error) {
    if (error instanceof Problem && (error.body.code === "signed_out" || error.body.code === "not_found")) return undefined;
    throw error;
  }
}

type Written = { readonly content: MailContent; readonly entries: readonly MailContent[] };

async function writeDigest(around: Sending, row: queries.TakenMail): Promise<Written | undefined> {
  const entries: MailContent[] = [];
  for (const entry of await atDoor(around.database, (call) => queries.listDigestEntries(call.tx, row.id))) {
    const content = await write(around, entry, row.language);
    if (content) entries.push({ subject: content.subject, lines: content.lines, ...(content.way ? { way: content.way } : {}) });
  }
  if (entries.length === 0) return undefined;
  const t = mailWords(words, row.language);
  return {
    content: { subject: t("accounts.mail.digest.subject"), lines: [t("accounts.mail.digest.lead", { n: entries.length })] },
    entries,
  };
}

/** Finds out what becomes of one mail. Never throws on account of the mail or the server. */
async function attemptOne(around: Sending, row: queries.TakenMail, attempt: string): Promise<Delivery | { outcome: "withdrawn" }> {
  const { mail, address: base } = around.config;
  if (!mail) throw new Error("no mail server is set up");
  if (isTooOld(row.queued_at, now())) return { outcome: "refused", code: "too_old" };
  let message: Buffer;
  try {
    const isDigest = row.kind === "accounts.digest";
    const single = isDigest ? undefined : await write(around, row, row.language);
    const written = isDigest ? await writeDigest(around, row) : single && { content: single, entries: [] };
    if (!written) return { outcome: "withdrawn" };
    const t = mailWords(words, row.language);
    const settings = `${base}/account/mail`;
    const unsubscribing = isDigest
      ? `${base}${urlOf(unsubscribe, { params: { token: unsubscribeToken(around.database.keys, row.id) } })}`
      : undefined;
    message = await composeLetter({
      id: row.id,
      to: envelopeAddress(row.email),
      from: mail.from,
      at: now(),
      language: row.language,
      base,
      greeting: t("accounts.mail.greeting"),
      ...written,
      footer: [
        ...(row.has_group || isDigest ? [t("accounts.mail.footer.choice", { address: settings })] : []),
        ...(unsubscribing ? [t("accounts.mail.footer.unsubscribe", { address: unsubscribing })] : []),
        t("accounts.mail.footer.automatic"),
      ],
      ...(unsubscribing ? { unsubscribe: unsubscribing } : {}),
    });
  } catch (error) {
    if (error instanceof BadAddress) return { outcome: "refused", code: "bad_address" };
    return { outcome: "later", code: "not_written" };
  }
  const mayHandOver = () => atDoor(around.database, (call) => queries.handOverMail(call.tx, row.id, attempt));
  return await deliver(mail, { to: row.email, message }, mayHandOver, around.patience);
}

/** Writes down what became of it. Answers the trouble of a server that does not work. */
async function sendOne(around: Sending, row: queries.TakenMail, attempt: string): Promise<MailTrouble | undefined> {
  const result = await attemptOne(around, row, attempt);
  if (result.outcome === "taken_over") return undefined;
  const settle = (it: Omit<Parameters<typeof queries.settleMail>[1], "mailId" | "attempt">) =>
    atDoor(around.database, (call) => queries.settleMail(call.tx, { mailId: row.id, attempt, ...it }));
  if (result.outcome === "withdrawn") {
    await settle({ state: "withdrawn", trouble: null, counts: false, tryAt: null });
    return undefined;
  }
  const judged = stateAfter(result.outcome, row.tries);
  const isServer = result.outcome === "server";
  await settle({
    state: judged.state,
    // what is wrong with the server stands with the server
    trouble: result.outcome === "sent" || isServer ? null : result.code,
    counts: judged.counts,
    tryAt: judged.isTriedAgain && !isServer ? new Date(now().getTime() + waitAfter(row.tries + 1, chance())) : null,
  });
  return result.outcome === "server" ? result.code : undefined;
}

const batch = 20;
const atOnce = 3;

/** Sends what is due. One process at a time; safe to be cut off at any point. */
export async function sendMail(around: Sending): Promise<void> {
  const { database, config } = around;
  const pausedUntil = await atDoor(database, (call) => queries.noteServer(call.tx, config.mail !== undefined));
  if (!config.mail) return;
  await atDoor(database, (call) => queries.recoverMail(call.tx));
  if (pausedUntil && pausedUntil > now()) return;
  for (;;) {
    const attempt = newId();
    const taken = await atDoor(database, (call) => queries.takeMail(call.tx, attempt, batch));
    if (taken.length === 0) return;
    let trouble: MailTrouble | undefined;
    const work = async (most: number) => {
      for (let left = most; left > 0 && !trouble; left -= 1) {
        const row = taken.shift();
        if (!row) return;
        trouble = (await sendOne(around, row, attempt)) ?? trouble;
      }
    };
    // one goes ahead: if the server does not work, the others have not moved
    await work(1);
    await Promise.all(Array.from({ length: atOnce }, () => work(batch)));
    if (trouble) {
      const code = trouble;
      for (const row of taken) {
        const back = { mailId: row.id, attempt, state: "queued", trouble: null, counts: false, tryAt: null } as const;
        await atDoor(database, (call) => queries.settleMail(call.tx, back));
      }
      await atDoor(database, async (call) => {
        const failures = (await queries.countServerFailures(call.tx)) + 1;
        await queries.noteServerFailed(call.tx, code, new Date(now().getTime() + pauseAfter(failures, chance())));
      });
      return;
    }
    await atDoor(database, (call) => queries.noteServerWorked(call.tx));
  }
}

/** Makes up the digests of this morning, and forgets what is old. */
export async function collectDigests(around: Pick<Around, "database">): Promise<number> {
  return await atDoor(around.database, async (call) => {
    await queries.pruneMail(call.tx, new Date(now().getTime() - keptDays * 86_400_000));
    return await queries.collectDigests(call.tx);
  });
}
