import { now } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { Begin } from "../../../platform/server/http/routes.ts";
import { newId } from "../../../platform/server/ids.ts";
import { forbidden } from "../../../platform/server/problem.ts";
import type { ImportChoice, ImportResult, Said } from "../contract.ts";
import { searchRulesOf } from "../rules-languages.ts";
import * as queries from "../queries.ts";
import { fold, foldedBeside, nameOfRegion, withoutCircles, wordsOf } from "../rules.ts";
import { type Reading, type ReadLink, type ReadRow, readDirectory } from "./reading.ts";

export type DirectoryFile = { readonly bytes: Uint8Array; readonly name: string };

const defaultLicence = "CC BY 4.0";
/** So many rows are named; the rest is counted. */
const mostSaid = 500;

const nothing: ImportResult = {
  refused: null,
  kind: null,
  language: "de",
  region: null,
  regionFrom: null,
  name: null,
  licence: null,
  attribution: null,
  read: 0,
  created: 0,
  changed: 0,
  unchanged: 0,
  skipped: 0,
  joined: 0,
  headings: 0,
  contacts: 0,
  titles: [],
  gone: 0,
  images: 0,
  skippedRows: [],
  notices: [],
  noticeCount: 0,
  written: false,
};

/** German goes before other languages where files disagree about the tree; the first file decides until a German one comes. */
function placesTree(treeLanguage: string | null | undefined, language: string): boolean {
  return treeLanguage === null || treeLanguage === undefined || treeLanguage === language || language === "de";
}

const keyOf = (language: string, by: "id" | "path", value: string) => `${language} ${by} ${value}`;

type Known = ReadonlyMap<string, string>;

/** By which numbers and addresses the pages of the source are known, in every language. Two pages may link to one: the page that has the text has the link. */
function indexOf(texts: readonly queries.KnownText[], kind: string): Known {
  const index = new Map<string, string>();
  const note = (key: string, pageId: string) => void (index.has(key) || index.set(key, pageId));
  for (const isTitleOnly of [false, true])
    for (const text of texts) {
      if (text.kind !== kind || text.is_title_only !== isTitleOnly) continue;
      if (text.external_id !== null) note(keyOf(text.language, "id", text.external_id), text.page_id);
      if (text.path !== null) note(keyOf(text.language, "path", text.path), text.page_id);
    }
  return index;
}

/**
 * Which page each row is. Its own number and address go before what other languages say about it, over the whole file, so that a page that took
 * over the address of another is not mistaken for it.
 */
function recognise(rows: readonly ReadRow[], language: string, known: Known): Map<ReadRow, string> {
  const found = new Map<ReadRow, string>();
  const taken = new Set<string>();
  const keys: ((row: ReadRow) => string[])[] = [
    (row) => (row.externalId === null ? [] : [keyOf(language, "id", row.externalId)]),
    (row) => (row.path === null ? [] : [keyOf(language, "path", row.path)]),
    (row) => row.links.flatMap((link) => (link.externalId === null ? [] : [keyOf(link.language, "id", link.externalId)])),
    (row) => row.links.flatMap((link) => (link.path === null ? [] : [keyOf(link.language, "path", link.path)])),
  ];
  for (const keysOf of keys)
    for (const row of rows) {
      if (found.has(row)) continue;
      const page = keysOf(row)
        .map((key) => known.get(key))
        .find((one) => one !== undefined && !taken.has(one));
      if (page === undefined) continue;
      found.set(row, page);
      taken.add(page);
    }
  return found;
}

type Plan = {
  readonly pageOf: ReadonlyMap<ReadRow, string>;
  readonly isNewPage: ReadonlySet<string>;
  readonly created: ReadRow[];
  readonly changed: ReadRow[];
  readonly unchanged: ReadRow[];
  readonly joined: number;
  readonly titles: { row: ReadRow; pageId: string; link: ReadLink }[];
  readonly gone: readonly string[];
  readonly places: readonly queries.Placed[];
  readonly notices: Said[];
};

function planOf(
  reading: Reading,
  language: string,
  texts: readonly queries.KnownText[],
  pages: readonly Awaited<ReturnType<typeof queries.listKnownPages>>[number][],
): Plan {
  const known = indexOf(texts, reading.kind);
  const pageOf = recognise(reading.rows, language, known);
  const isNewPage = new Set<string>();
  for (const row of reading.rows)
    if (!pageOf.has(row)) {
      const id = newId();
      pageOf.set(row, id);
      isNewPage.add(id);
    }
  const textOf = new Map(texts.map((text) => [`${text.page_id} ${text.language}`, text]));
  const plan = { created: [] as ReadRow[], changed: [] as ReadRow[], unchanged: [] as ReadRow[], notices: [] as Said[] };
  const titles: Plan["titles"] = [];
  let joined = 0;
  for (const row of reading.rows) {
    const pageId = pageOf.get(row)!;
    const there = textOf.get(`${pageId} ${language}`);
    if (!there || there.is_title_only) {
      plan.created.push(row);
      if (!isNewPage.has(pageId)) joined += 1;
    } else if (there.content_hash?.equals(row.hash)) plan.unchanged.push(row);
    else plan.changed.push(row);
    for (const link of row.links) {
      const other = textOf.get(`${pageId} ${link.language}`);
      if (
        !other ||
        (other.is_title_only && (other.title !== link.title || other.path !== link.path || other.external_id !== link.externalId))
      )
        titles.push({ row, pageId, link });
    }
  }

  const inFile = new Set(pageOf.values());
  for (const key of reading.skippedKeys) {
    const page =
      (key.externalId === null ? undefined : known.get(keyOf(language, "id", key.externalId))) ??
      (key.path === null ? undefined : known.get(keyOf(language, "path", key.path)));
    if (page !== undefined) inFile.add(page);
  }
  const gone = texts.flatMap((text) =>
    text.kind === reading.kind && text.language === language && !text.is_title_only && !text.is_gone && !inFile.has(text.page_id)
      ? [text.page_id]
      : [],
  );

  // the tree: by the address of the parent, by its number where it has no address, else by the next address above
  const byPath = new Map<string, string>();
  const byId = new Map<string, string>();
  for (const text of texts)
    if (text.language === language && text.path !== null && text.kind === "page") byPath.set(text.path, text.page_id);
  for (const row of reading.rows) {
    if (row.path !== null) byPath.set(row.path, pageOf.get(row)!);
    if (row.externalId !== null) byId.set(row.externalId, pageOf.get(row)!);
  }
  const above = (path: string | null, self: string): string | null => {
    let rest = path?.replace(/[^/]+\/$/, "") ?? "";
    while (rest.split("/").length > 4) {
      const found = byPath.get(rest);
      if (found !== undefined && found !== self) return found;
      rest = rest.replace(/[^/]+\/$/, "");
    }
    return null;
  };
  const pageById = new Map(pages.map((page) => [page.id, page]));
  const parents = new Map<string, string | null>(pages.map((page) => [page.id, page.parent_id]));
  const rowOf = new Map([...pageOf].map(([row, pageId]) => [pageId, row]));
  for (const row of reading.rows) {
    const pageId = pageOf.get(row)!;
    if (!placesTree(pageById.get(pageId)?.tree_language, language)) continue;
    if (row.parentPath === null && row.parentId === null) {
      parents.set(pageId, null);
      continue;
    }
    const named = row.parentPath === null ? byId.get(row.parentId!) : byPath.get(row.parentPath);
    const isSelf = named === pageId;
    if (named === undefined || isSelf)
      plan.notices.push({ row: row.row, title: row.title, code: isSelf ? "own_parent" : "parent_missing", params: {} });
    parents.set(pageId, named === undefined || isSelf ? above(row.path, pageId) : named);
  }
  const tree = withoutCircles(parents);
  for (const pageId of tree.cut) {
    const row = rowOf.get(pageId);
    if (row) plan.notices.push({ row: row.row, title: row.title, code: "circle", params: {} });
  }
  const places: queries.Placed[] = [];
  for (const row of reading.rows) {
    const id = pageOf.get(row)!;
    const before = pageById.get(id);
    if (!placesTree(before?.tree_language, language)) continue;
    const placed = { id, parent_id: tree.parents.get(id) ?? null, position: row.position, tree_language: language };
    if (before?.parent_id !== placed.parent_id || before.position !== placed.position || before.tree_language !== language)
      places.push(placed);
  }
  // a circle through pages that are not in the file is cut there too
  for (const id of tree.cut)
    if (!rowOf.has(id))
      places.push({
        id,
        parent_id: null,
        position: pageById.get(id)?.position ?? 0,
        tree_language: pageById.get(id)?.tree_language ?? language,
      });
  return { ...plan, pageOf, isNewPage, joined, titles, gone, places };
}

function textRow(sourceId: string, pageId: string, language: string, row: ReadRow): queries.WrittenText {
  return {
    page_id: pageId,
    language,
    source_id: sourceId,
    external_id: row.externalId,
    path: row.path,
    url: row.url,
    title: row.title,
    excerpt: row.excerpt.slice(0, 400),
    body_html: row.html,
    body_text: row.text,
    is_title_only: false,
    content_hash: row.hash.toString("hex"),
    changed_at: row.changedAt?.toISOString() ?? null,
    rules: searchRulesOf(language),
    title_words: foldedBeside(row.title),
    body_words: foldedBeside(row.text),
  };
}

function titleRow(sourceId: string, pageId: string, link: ReadLink): queries.WrittenText {
  return {
    page_id: pageId,
    language: link.language,
    source_id: sourceId,
    external_id: link.externalId,
    path: link.path,
    url: link.url,
    title: link.title,
    excerpt: "",
    body_html: "",
    body_text: "",
    is_title_only: true,
    content_hash: null,
    changed_at: null,
    rules: searchRulesOf(link.language),
    title_words: foldedBeside(link.title),
    body_words: "",
  };
}

/** Each word once, as it was written first. */
export function collectWords(into: Map<string, string>, text: string): void {
  for (const word of wordsOf(text)) {
    if (word.length < 4 || word.length > 50 || /^\d+$/.test(word)) continue;
    const folded = fold(word);
    if (folded.length <= 60 && !into.has(folded)) into.set(folded, word);
  }
}

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

async function write(call: Call, sourceId: string, reading: Reading, plan: Plan, language: string): Promise<void> {
  const { tx, actor } = call;
  const { siteId } = actor;
  const at = now();
  const fresh = reading.rows.filter((row) => plan.isNewPage.has(plan.pageOf.get(row)!));
  await queries.insertPages(
    tx,
    siteId,
    fresh.map((row) => ({
      id: plan.pageOf.get(row)!,
      source_id: sourceId,
      kind: reading.kind,
      position: row.position,
      audience: null,
      valid_until_on: null,
    })),
    at,
  );
  await queries.placePages(tx, siteId, plan.places);
  const written = [...plan.created, ...plan.changed];
  const words = new Map<string, string>();
  // long files are written piece by piece, so that others are served in between
  for (let from = 0; from < written.length; from += 400) {
    const piece = written.slice(from, from + 400);
    await queries.saveTexts(
      tx,
      siteId,
      piece.map((row) => textRow(sourceId, plan.pageOf.get(row)!, language, row)),
      at,
    );
    for (const row of piece) collectWords(words, `${row.title} ${row.text}`);
    await queries.replaceContacts(
      tx,
      siteId,
      language,
      piece.map((row) => plan.pageOf.get(row)!),
      piece.flatMap((row) =>
        row.contacts.map((contact, position) => ({ id: newId(), page_id: plan.pageOf.get(row)!, language, position, ...contact })),
      ),
    );
    await pause();
  }
  for (let from = 0; from < plan.titles.length; from += 2_000) {
    const piece = plan.titles.slice(from, from + 2_000);
    await queries.saveTexts(
      tx,
      siteId,
      piece.map(({ pageId, link }) => titleRow(sourceId, pageId, link)),
      at,
    );
    for (const { link } of piece) collectWords(words, link.title);
    await pause();
  }
  await queries.touchTexts(
    tx,
    siteId,
    language,
    plan.unchanged.map((row) => ({ page_id: plan.pageOf.get(row)!, external_id: row.externalId })),
  );
  await queries.saveLocations(
    tx,
    siteId,
    written.flatMap((row) => {
      const it = row.location;
      if (!it) return [];
      return [
        {
          page_id: plan.pageOf.get(row)!,
          name: it.name,
          address: it.address,
          postcode: it.postcode,
          place: it.place,
          latitude: it.latitude,
          longitude: it.longitude,
          opening_hours: it.openingHours === null ? null : [...it.openingHours],
          is_closed: it.isClosed,
          is_barrier_free: it.isBarrierFree,
        },
      ];
    }),
  );
  await queries.markGone(tx, siteId, language, plan.gone, at);
  await queries.addWords(tx, siteId, words);
}

function countTitles(titles: Plan["titles"]): { language: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { link } of titles) counts.set(link.language, (counts.get(link.language) ?? 0) + 1);
  return [...counts].map(([language, count]) => ({ language, count })).sort((a, b) => a.language.localeCompare(b.language));
}

/**
 * Takes over a file of a directory, all or nothing: read and sanitised first, then compared with what is there and written in one transaction.
 * The same file again changes nothing; pages that it does not have any more stay and are marked.
 */
export async function takeDirectoryFile(
  begin: Begin,
  file: DirectoryFile,
  choice: ImportChoice,
  options: { readonly write: boolean },
): Promise<ImportResult> {
  await begin(async (call) => {
    if (!(await queries.getAbilities(call.tx)).import) throw forbidden();
  });
  const { language } = choice;
  const reading = await readDirectory(file, choice, now());
  if ("refused" in reading) return { ...nothing, language, refused: reading.refused };
  return await begin(async (call) => {
    const { tx, actor } = call;
    if (!(await queries.getAbilities(tx)).import) throw forbidden();
    if (options.write) await queries.lockDirectory(tx, actor.siteId);
    const known = await queries.findSource(tx, actor.siteId, "integreat", reading.region);
    const name = known?.name ?? nameOfRegion(reading.region);
    const licence = choice.licence ?? known?.licence ?? defaultLicence;
    const attribution = choice.attribution ?? known?.attribution ?? `Integreat, ${name}, ${licence}`;
    const texts = known ? await queries.listKnownTexts(tx, actor.siteId, known.id) : [];
    const pages = known ? await queries.listKnownPages(tx, actor.siteId, known.id) : [];
    const plan = planOf(reading, language, texts, pages);
    const notices = [...reading.notices, ...plan.notices].sort((a, b) => a.row - b.row);
    const result: ImportResult = {
      ...nothing,
      kind: reading.kind,
      language,
      region: reading.region,
      regionFrom: reading.regionFrom,
      name,
      licence,
      attribution,
      read: reading.read,
      created: plan.created.length,
      changed: plan.changed.length,
      unchanged: plan.unchanged.length,
      skipped: reading.skipped.length,
      joined: plan.joined,
      headings: reading.kind === "page" ? reading.rows.filter((row) => row.text === "").length : 0,
      contacts: reading.rows.reduce((sum, row) => sum + row.contacts.length, 0),
      titles: countTitles(plan.titles),
      gone: plan.gone.length,
      images: reading.images,
      skippedRows: reading.skipped.slice(0, mostSaid),
      notices: notices.slice(0, mostSaid),
      noticeCount: notices.length,
    };
    if (!options.write) return result;
    const sourceId = known?.id ?? newId();
    if (known) await queries.updateSource(tx, actor.siteId, sourceId, { licence, attribution, baseUrl: reading.baseUrl });
    else
      await queries.insertSource(
        tx,
        actor.siteId,
        { id: sourceId, kind: "integreat", region: reading.region, name, licence, attribution, base_url: reading.baseUrl },
        now(),
      );
    await write(call, sourceId, reading, plan, language);
    await queries.insertImportRun(
      tx,
      actor.siteId,
      {
        id: newId(),
        source_id: sourceId,
        kind: reading.kind,
        language,
        file_name: file.name.slice(0, 255),
        imported_by: actor.membershipId,
        rows_read: result.read,
        created: result.created,
        changed: result.changed,
        unchanged: result.unchanged,
        skipped: result.skipped,
      },
      now(),
    );
    return { ...result, written: true };
  });
}
