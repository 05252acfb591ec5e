import { randomBytes, timingSafeEqual } from "node:crypto";
import { atDoor } from "../../../platform/server/database/actor.ts";
import { Limiter } from "../../../platform/server/http/limiter.ts";
import { PageAnswer } from "../../../platform/server/http/html.ts";
import type { PageHandler, PageVisit, ProblemPage } from "../../../platform/server/http/routes.ts";
import { newUnlinkableId } from "../../../platform/server/ids.ts";
import { deriveKey, hmac, type InstallationKeys } from "../../../platform/server/keys.ts";
import { Problem, tooMany } from "../../../platform/server/problem.ts";
import type { FieldProblem } from "../../../platform/contract/problem.ts";
import { findMarks } from "../../themes/index.ts";
import { type CardForm, cardPage } from "./card-page.ts";
import { type CardWords, cardWordsOf } from "./card-words.ts";
import { type CardLanguage, cardLanguages, type handInCard, type openCardPage, type openCodePage, shortCode } from "./contract.ts";
import * as queries from "./queries.ts";
import { findCaseTalk } from "./rules.ts";

// Phones without an account. Whatever comes is answered with a page that says what to do; what was typed is given back.

/** One phone writes a card every ten seconds at most, after the first few. */
const ofDevice = new Limiter({ burst: 6, perMinute: 6 });
/** Opening the page again and again, or sending without ever having opened it. A whole room may come from one address. */
const ofAddress = new Limiter({ burst: 300, perMinute: 600 });

const cookieName = "verbund_card";
const cookieSeconds = 12 * 3600;

// ---- which phone --------------------------------------------------------------------------------------------------------------------------

function markOf(keys: InstallationKeys, name: string): Buffer {
  return hmac(deriveKey(keys, "card devices"), "mark", name).subarray(0, 16);
}

function newDevice(keys: InstallationKeys): string {
  const name = randomBytes(12).toString("base64url");
  return `${name}.${markOf(keys, name).toString("base64url")}`;
}

/** Only what this server gave out: nobody makes up a phone for every card. */
function isOurs(keys: InstallationKeys, device: string): boolean {
  const [name = "", mark = ""] = device.split(".");
  const [given, right] = [Buffer.from(mark, "base64url"), markOf(keys, name)];
  return name.length === 16 && given.length === right.length && timingSafeEqual(given, right);
}

function deviceOf(visit: PageVisit): string | undefined {
  const known = [visit.cookies[cookieName], visit.given.form["device"]];
  return known.find((one): one is string => typeof one === "string" && one.length <= 100 && isOurs(visit.database.keys, one));
}

/** For this wall alone: at another one the same phone is another. */
function hashFor(keys: InstallationKeys, code: string, device: string): Buffer {
  return hmac(deriveKey(keys, "card devices"), "wall", code, device).subarray(0, 16);
}

function cookieFor(device: string): PageAnswer["cookie"] {
  return { name: cookieName, value: device, path: "/k", seconds: cookieSeconds };
}

// ---- what is said -------------------------------------------------------------------------------------------------------------------------

function languageOf(visit: PageVisit): CardLanguage {
  const isKnown = (one: unknown): one is CardLanguage => (cardLanguages as readonly unknown[]).includes(one);
  const chosen = visit.given.query["l"];
  if (isKnown(chosen)) return chosen;
  const spoken = visit.acceptLanguage
    .slice(0, 200)
    .split(",")
    .map((one) => one.trim().slice(0, 2).toLowerCase());
  // Kurmanji by its other name
  return spoken.map((one) => (one === "km" ? "ku" : one)).find(isKnown) ?? "de";
}

const textOf = (value: unknown, most: number) => (typeof value === "string" ? value.slice(0, most) : "");

function codeOf(visit: PageVisit): string | null {
  const read = shortCode.safeParse(textOf(visit.given.params["code"], 40));
  return read.success ? read.data : null;
}

/** The form as it was sent, with everything that was typed; an id that was unusable is a new one. */
function formAgain(visit: PageVisit, device: string, { isSameCard }: { isSameCard: boolean }): CardForm {
  const id = textOf(visit.given.form["id"], 40);
  const isUsable = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(id);
  return { id: isUsable && isSameCard ? id : newUnlinkableId(), device, words: textOf(visit.given.form["words"], 4000).toWellFormed() };
}

function wordsFor(problem: FieldProblem, t: CardWords, typed: string): string {
  switch (problem.code) {
    case "required":
      return t.required;
    case "too_long":
      return t.tooLong([...typed.trim()].length);
    case "no_words":
      return t.noWords;
    case "markup":
      return t.markup;
    case "unreadable":
    case "control_character":
      return t.unreadable;
    default:
      return t.onceMore;
  }
}

// ---- the page -----------------------------------------------------------------------------------------------------------------------------

export const showCardPage: PageHandler<typeof openCardPage> = async (visit) => {
  const known = deviceOf(visit);
  const wait = known === undefined ? ofAddress.take(visit.address) : 0;
  if (wait > 0) throw new Problem("too_many", { reason: String(wait) });
  const { code } = visit.params;
  const language = languageOf(visit);
  const t = cardWordsOf[language];
  const wall = await atDoor(visit.database, (call) => queries.findWall(call.tx, code));
  if (!wall) throw new Problem("not_found");
  const about = { language, code, bodyName: wall.body_name, question: wall.question };
  if (wall.state === "over") return cardPage({ ...about, says: t.over });
  if (wall.state === "not_yet") return cardPage({ ...about, says: t.notYet, offersReload: true });
  const device = known ?? newDevice(visit.database.keys);
  return cardPage({
    ...about,
    isSent: visit.query.done !== undefined,
    form: { id: newUnlinkableId(), device, words: "" },
    cookie: cookieFor(device),
  });
};

export const showCodePage: PageHandler<typeof openCodePage> = async (visit) => {
  const language = languageOf(visit);
  const typed = visit.query.code?.trim() ?? "";
  const read = shortCode.safeParse(typed);
  if (read.success) return new PageAnswer({ location: `/k/${read.data}?l=${language}` });
  if (typed === "") return cardPage({ language, code: null });
  return cardPage({ language, code: null, typedCode: typed.slice(0, 20), status: 404, says: cardWordsOf[language].noCode });
};

export const takeCard: PageHandler<typeof handInCard> = async (visit) => {
  const { code } = visit.params;
  const { id, words, keep } = visit.body;
  const { keys } = visit.database;
  const language = languageOf(visit);
  const t = cardWordsOf[language];
  const device = deviceOf(visit);
  // sent by something that never opened the page, or hours later
  if (device === undefined) {
    const wait = ofAddress.take(visit.address);
    if (wait > 0) throw tooMany(String(wait));
    throw new Problem("conflict", { reason: "once_more" });
  }
  const hash = hashFor(keys, code, device);
  const wait = ofDevice.take(hash.toString("base64"));
  if (wait > 0) throw tooMany(String(wait));
  const about = { language, code, form: formAgain(visit, device, { isSameCard: true }), cookie: cookieFor(device) };
  const outcome = await atDoor(visit.database, async (call) => {
    const wall = await queries.findWall(call.tx, code);
    if (!wall) return { is: "no_such_code" } as const;
    if (keep === undefined && wall.state === "open") {
      const talk = findCaseTalk(words, findMarks(words, { allowed: await queries.listPublicNames(call.tx, code) }));
      if (talk.length > 0) return { is: "marked", talk, wall } as const;
    }
    return { is: await queries.insertCard(call.tx, code, { id, words, device: hash }), wall } as const;
  });
  switch (outcome.is) {
    case "taken":
      return new PageAnswer({ location: `/k/${code}?l=${language}&done=1` });
    case "marked": {
      const wordsOf = (isOfOne: boolean) => outcome.talk.filter((one) => (one.kind !== "recognisable") === isOfOne).map((one) => one.words);
      const problems = [
        { says: t.marked, words: wordsOf(false) },
        { says: t.oneCase, words: wordsOf(true) },
      ].filter((one) => one.words.length > 0);
      const { body_name: bodyName, question } = outcome.wall;
      return cardPage({ ...about, status: 400, bodyName, question, problems, asksToKeep: true });
    }
    case "no_such_code":
      throw new Problem("not_found");
    default:
      throw new Problem("conflict", { reason: outcome.is });
  }
};

/** Everything that goes wrong, in the language of the phone, with what was typed. */
export const cardProblem: ProblemPage = (visit, problem) => {
  const language = languageOf(visit);
  const t = cardWordsOf[language];
  const code = codeOf(visit);
  const fields = problem.fields ?? [];
  if (code === null || problem.code === "not_found")
    return cardPage({ language, code: null, typedCode: textOf(visit.given.params["code"], 20), says: t.noCode });
  const { reason } = problem;
  if (problem.code === "conflict" && reason === "over") return cardPage({ language, code, says: t.over });
  const device = deviceOf(visit) ?? newDevice(visit.database.keys);
  const typed = textOf(visit.given.form["words"], 100_000);
  const says =
    problem.code === "invalid"
      ? [...new Set(fields.map((field) => wordsFor(field, t, typed)))]
      : problem.code === "too_many"
        ? [t.tooFast(Number(reason ?? 5))]
        : problem.code === "too_large"
          ? [t.tooLarge]
          : reason === "not_yet"
            ? [t.notYet]
            : reason === "device_full"
              ? [t.deviceFull]
              : reason === "wall_full"
                ? [t.wallFull]
                : problem.code === "conflict" || problem.code === "forbidden"
                  ? [t.onceMore]
                  : [t.unavailable];
  const isSameCard = reason !== "id_taken";
  return cardPage({
    language,
    code,
    problems: (says.length > 0 ? says : [t.onceMore]).map((one) => ({ says: one })),
    form: formAgain(visit, device, { isSameCard }),
    cookie: cookieFor(device),
  });
};
