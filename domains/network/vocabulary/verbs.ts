import type { Call } from "../../../platform/server/database/actor.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import type { VocabularyView, Word } from "./contract.ts";
import * as queries from "./queries.ts";
import { closedVocabularies, isOrderOf } from "./rules.ts";

async function mustEditWords(call: Call): Promise<void> {
  if (!(await queries.mayEditWords(call.tx))) throw forbidden();
}

type Uses = ReadonlyMap<string, number>;

function wordOf(row: queries.WordRow, uses: Uses = new Map()): Word {
  return {
    responsibilities: uses.get(`${row.vocabulary} ${row.code}`) ?? 0,
    code: row.code,
    de: row.label_de,
    en: row.label_en,
    builtIn: row.built_in,
    validUntilOn: row.valid_until_on,
    version: row.version,
  };
}

export async function listWords(call: Call): Promise<{ vocabularies: VocabularyView[] }> {
  await mustEditWords(call);
  const rows = await queries.listWords(call.tx, call.actor.siteId);
  const uses = new Map(
    (await queries.countInResponsibilities(call.tx, call.actor.siteId)).map((row) => [`${row.vocabulary} ${row.code}`, row.uses]),
  );
  const names = [...new Set(rows.map((row) => row.vocabulary))];
  return {
    vocabularies: names.map((vocabulary) => ({
      vocabulary,
      isClosed: closedVocabularies.includes(vocabulary),
      words: rows.filter((row) => row.vocabulary === vocabulary).map((row) => wordOf(row, uses)),
    })),
  };
}

type OfWord = { readonly vocabulary: string; readonly code: string };

async function findRows(call: Call, vocabulary: string): Promise<queries.WordRow[]> {
  const rows = (await queries.listWords(call.tx, call.actor.siteId)).filter((row) => row.vocabulary === vocabulary);
  if (rows.length === 0) throw notFound();
  return rows;
}

async function recordWord(call: Call): Promise<void> {
  await recordAccess(call, { action: "network.change_words", basis: "administration" });
}

export async function saveWord(call: Call, it: OfWord, form: { de: string; en: string; version: number | null }) {
  await mustEditWords(call);
  const rows = await findRows(call, it.vocabulary);
  const known = rows.find((row) => row.code === it.code);
  const { siteId } = call.actor;
  if (form.version === null) {
    if (closedVocabularies.includes(it.vocabulary)) throw conflict("closed_vocabulary");
    if (known) {
      if (known.label_de !== form.de || known.label_en !== form.en) throw conflict("already_there");
      return await listWords(call);
    }
    if (rows.some((row) => row.label_de.toLowerCase() === form.de.toLowerCase() && row.valid_until_on === null))
      throw invalid([{ path: "body.de", code: "already_there" }]);
    if (rows.length >= 300) throw conflict("too_many_words");
    await queries.insertWord(call.tx, { siteId, ...it, de: form.de, en: form.en });
  } else {
    if (!known) throw notFound();
    const isDone = await queries.updateLabels(call.tx, { siteId, ...it, de: form.de, en: form.en, version: form.version });
    if (!isDone) throw changedMeanwhile(wordOf(known));
  }
  await recordWord(call);
  return await listWords(call);
}

export async function endWord(call: Call, it: OfWord, form: { validUntilOn: string | null; version: number }) {
  await mustEditWords(call);
  const known = (await findRows(call, it.vocabulary)).find((row) => row.code === it.code);
  if (!known) throw notFound();
  if (known.built_in) throw conflict("built_in_word");
  const isDone = await queries.updateEnd(call.tx, { siteId: call.actor.siteId, ...it, until: form.validUntilOn, version: form.version });
  if (!isDone) throw changedMeanwhile(wordOf(known));
  await recordWord(call);
  return await listWords(call);
}

export async function orderWords(
  call: Call,
  vocabulary: string,
  form: { readonly codes: readonly string[]; readonly known?: readonly string[] | undefined },
) {
  await mustEditWords(call);
  const now = await queries.lockOrder(call.tx, call.actor.siteId, vocabulary);
  if (now.length === 0) throw notFound();
  if (!isOrderOf(form.codes, now)) throw conflict("changed_meanwhile");
  // the same click again
  if (now.join() === form.codes.join()) return await listWords(call);
  if (form.known && now.join() !== form.known.join()) throw conflict("changed_meanwhile");
  await queries.updateOrder(call.tx, call.actor.siteId, vocabulary, form.codes);
  await recordWord(call);
  return await listWords(call);
}
