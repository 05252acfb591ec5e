import type { BodyOf } from "../../platform/contract/endpoint.ts";
import { now, today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../platform/server/problem.ts";
import type * as contract from "./contract.ts";
import { collectWords } from "./import/taking.ts";
import { searchRulesOf } from "./rules-languages.ts";
import * as queries from "./queries.ts";
import { dialled, excerptOf, fold, foldedBeside, isMailAddress, isOldAfter, monthsSince, nearestWord, wordsOf } from "./rules.ts";

type Body<Name extends keyof typeof contract> = BodyOf<(typeof contract)[Name]>;

function freshnessOf(row: { changed_at: Date | null; gone_at: Date | null }) {
  const monthsOld = row.changed_at === null ? null : monthsSince(row.changed_at, today());
  return { changedAt: row.changed_at?.toISOString() ?? null, monthsOld, isOld: isOldAfter(monthsOld), isGone: row.gone_at !== null };
}

const isOver = (validUntilOn: string | null) => validUntilOn !== null && validUntilOn < today();

// ---- search
/** A typed word in every way it may be written: as it is, folded, going on, inside a longer one. */
type Typed = { readonly word: string; readonly parts: readonly string[] };

const mostWords = 12;
const quoted = (word: string) => `'${word.replaceAll(/['\\]/g, "")}'`;

function askedFor(typed: readonly Typed[], languages: readonly string[], join: "&" | "|"): queries.Asked[] {
  const waysOf = ({ word }: Typed) => [...new Set([word, fold(word)])].map(quoted);
  const exact = typed.map((one) => `(${waysOf(one).join(" | ")})`).join(` ${join} `);
  const wide = typed
    .map((one) => {
      const ways = waysOf(one);
      const going = one.word.length >= 3 ? ways.map((way) => `${way}:*`) : [];
      return `(${[...ways, ...going, ...one.parts.map(quoted)].join(" | ")})`;
    })
    .join(` ${join} `);
  return languages.map((language) => ({ language, rules: searchRulesOf(language), exact, wide }));
}

/** Words of the site that hold the typed one: "Kurs" also means "Deutschkurs". */
async function withParts(call: Call, words: readonly string[]): Promise<Typed[]> {
  const holding = await queries.listWordsHolding(call.tx, [...new Set(words.map(fold))]);
  return words.map((word) => ({
    word,
    parts: holding.flatMap((one) => (one.asked === fold(word) && one.folded !== one.asked ? [one.shown, one.folded] : [])),
  }));
}

type Search = Body<"searchPages">;
const emptyAnswer = { hits: [], total: 0, pages: 0, corrected: null, isPartial: false };

export async function searchPages(call: Call, wanted: Search) {
  const { tx, actor } = call;
  const words = [...new Set(wordsOf(wanted.text))].slice(0, mostWords);
  if (words.length === 0) return emptyAnswer;
  const all = await queries.listLanguages(tx, actor.siteId);
  const languages = wanted.only === null ? all : all.filter((language) => language === wanted.only);
  if (languages.length === 0) return emptyAnswer;
  const ask = (typed: readonly Typed[], join: "&" | "|", page = wanted.page, size = wanted.size) =>
    queries.search(tx, askedFor(typed, languages, join), {
      within: wanted.within,
      preferred: wanted.language,
      limit: size,
      offset: (page - 1) * size,
    });
  // a page behind the last one has no rows to count
  const askAll = async (typed: readonly Typed[], join: "&" | "|") => {
    const rows = await ask(typed, join);
    const total = rows[0]?.total ?? (wanted.page > 1 ? ((await ask(typed, join, 1, 1))[0]?.total ?? 0) : 0);
    return { rows, total };
  };
  let typed = await withParts(call, words);
  let found = await askAll(typed, "&");
  let corrected: string | null = null;
  let isPartial = false;
  if (found.total === 0) {
    const right: string[] = [];
    const alike = await queries.listWordsAlike(tx, [...new Set(words.map(fold))]);
    for (const one of typed) {
      const isThere = (await ask([one], "&", 1, 1)).length > 0;
      const candidates = alike.filter((word) => word.asked === fold(one.word));
      right.push(isThere ? one.word : (nearestWord(one.word, candidates)?.shown ?? one.word));
    }
    if (right.some((word, at) => word !== words[at])) {
      typed = await withParts(call, right);
      found = await askAll(typed, "&");
      if (found.total > 0) corrected = right.join(" ");
    }
    if (found.total === 0 && words.length > 1) {
      found = await askAll(typed, "|");
      isPartial = found.total > 0;
      if (isPartial && right.some((word, at) => word !== words[at])) corrected = right.join(" ");
    }
  }
  const searched = typed.flatMap((one) => [one.word, ...one.parts]);
  const rows = await queries.listFound(tx, actor.siteId, found.rows);
  const paths = await queries.listPaths(
    tx,
    actor.siteId,
    rows.map((row) => row.page_id),
    wanted.language,
  );
  return {
    hits: rows.map((row) => ({
      id: row.page_id,
      kind: row.kind,
      title: row.title,
      language: row.language,
      isTitleOnly: row.is_title_only,
      isOver: isOver(row.valid_until_on),
      path: paths.filter((one) => one.of_id === row.page_id).map(({ id, title, language }) => ({ id, title, language })),
      excerpt: excerptOf(row.body_text, searched),
      sourceName: row.source_name,
      ...freshnessOf(row),
    })),
    total: found.total,
    pages: Math.ceil(found.total / wanted.size),
    corrected,
    isPartial,
  };
}

// ---- browse
const entryOf = (row: queries.EntryRow) => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  language: row.language,
  hasText: row.has_text,
  children: row.children,
  isGone: row.gone,
});

export async function listDirectory(call: Call, language: string) {
  const { tx, actor } = call;
  const sources = await queries.listSources(tx, actor.siteId);
  const entries = new Map<string, contract.Entry[]>();
  for (const source of sources)
    entries.set(source.id, (await queries.listEntries(tx, actor.siteId, { sourceId: source.id }, language)).map(entryOf));
  return {
    sources: sources.map((source) => ({
      id: source.id,
      kind: source.kind,
      name: source.name,
      licence: source.licence,
      attribution: source.attribution,
      pages: source.pages,
      languages: source.languages,
      importedAt: source.imported_at?.toISOString() ?? null,
      fileName: source.file_name,
      entries: entries.get(source.id) ?? [],
    })),
    languages: await queries.listLanguages(tx, actor.siteId),
    abilities: await queries.getAbilities(tx),
  };
}

// ---- one page
type Texts = Awaited<ReturnType<typeof queries.listTexts>>;

/** The language that is shown: the wanted one, else German, English, any; what is only a title comes last. */
function chooseText(texts: Texts, language: string): Texts[number] | undefined {
  const whole = texts.filter((text) => !text.is_title_only);
  for (const wanted of [language, "de", "en"]) {
    const found = whole.find((text) => text.language === wanted && text.gone_at === null) ?? whole.find((text) => text.language === wanted);
    if (found) return found;
  }
  return whole[0] ?? texts.find((text) => text.language === language) ?? texts[0];
}

/** A link of a text that leads to another page of the same directory leads to it here. */
async function withOwnLinks(call: Call, html: string, sourceId: string, baseUrl: string | null): Promise<string> {
  const origins = new Set(["https://integreat.app", "http://integreat.app", ...(baseUrl === null ? [] : [baseUrl])]);
  const pathOf = (href: string): string | undefined => {
    const url = URL.parse(href.replaceAll("&amp;", "&"));
    if (!url || !origins.has(url.origin)) return undefined;
    try {
      return `/${decodeURI(url.pathname)
        .normalize("NFC")
        .replaceAll(/^\/+|\/+$/g, "")}/`;
    } catch {
      return undefined;
    }
  };
  const hrefs = [...new Set([...html.matchAll(/<a href="([^"]*)"/g)].map((match) => match[1]!))];
  const paths = new Map(hrefs.flatMap((href) => ((path) => (path === undefined ? [] : [[href, path] as const]))(pathOf(href))));
  if (paths.size === 0) return html;
  const pages = new Map(
    (await queries.listPagesByPath(call.tx, call.actor.siteId, sourceId, [...paths.values()])).map((row) => [row.path, row.page_id]),
  );
  return html.replaceAll(/<a href="([^"]*)"[^>]*>/g, (tag, href: string) => {
    const page = pages.get(paths.get(href) ?? "");
    return page === undefined ? tag : `<a href="/directory/pages/${page}">`;
  });
}

export async function openPage(call: Call, pageId: string, language: string): Promise<contract.PageView> {
  const { tx, actor } = call;
  const page = await queries.findPage(tx, actor.siteId, pageId);
  if (!page) throw notFound();
  const texts = await queries.listTexts(tx, actor.siteId, pageId);
  const chosen = chooseText(texts, language);
  if (!chosen) throw notFound();
  const text = await queries.getText(tx, actor.siteId, pageId, chosen.language);
  const source = (await queries.listSources(tx, actor.siteId)).find((one) => one.id === page.source_id)!;
  const location = await queries.findLocation(tx, actor.siteId, pageId);
  const path = await queries.listPaths(tx, actor.siteId, [pageId], language);
  const children = await queries.listEntries(tx, actor.siteId, { parentId: pageId }, language);
  return {
    id: page.id,
    kind: page.kind,
    language: text.language,
    title: text.title,
    isTitleOnly: text.is_title_only,
    html: await withOwnLinks(call, text.body_html, page.source_id, source.base_url),
    contacts: await queries.listContacts(tx, actor.siteId, pageId, text.language),
    location: location
      ? {
          name: location.name,
          address: location.address,
          postcode: location.postcode,
          place: location.place,
          latitude: location.latitude,
          longitude: location.longitude,
          openingHours: location.opening_hours,
          isClosed: location.is_closed,
          isBarrierFree: location.is_barrier_free,
        }
      : null,
    languages: texts.map((one) => ({ language: one.language, title: one.title, isTitleOnly: one.is_title_only, url: one.url })),
    path: path.map(({ id, title, language: shown }) => ({ id, title, language: shown })),
    children: children.map(entryOf),
    source: {
      id: source.id,
      kind: source.kind,
      name: source.name,
      licence: source.licence,
      attribution: source.attribution,
      importedAt: source.imported_at?.toISOString() ?? null,
    },
    url: text.url,
    importedAt: text.imported_at.toISOString(),
    ...freshnessOf(text),
    own:
      source.kind === "own"
        ? {
            what: text.body_text,
            audience: page.audience,
            validUntilOn: page.valid_until_on,
            isOver: isOver(page.valid_until_on),
            version: page.version,
            abilities: { edit: (await queries.getAbilities(tx)).keepOffer },
          }
        : null,
  };
}

export async function getOfferName(call: Call, pageId: string, language: string) {
  const { tx, actor } = call;
  const page = await queries.findPage(tx, actor.siteId, pageId);
  const chosen = page && chooseText(await queries.listTexts(tx, actor.siteId, pageId), language);
  if (!page || !chosen) throw notFound();
  return {
    id: page.id,
    title: chosen.title,
    language: chosen.language,
    isGone: chosen.gone_at !== null,
    isOver: isOver(page.valid_until_on),
  };
}

/** Whether there is such an offer at the site of the actor. */
export async function isOffer(call: Call, pageId: string): Promise<boolean> {
  return await queries.isPage(call.tx, call.actor.siteId, pageId);
}

// ---- kept by hand
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function contactsOf(body: Body<"saveOffer">): queries.ContactRow[] {
  const fields = [];
  if (body.phone !== null && dialled(body.phone) === undefined) fields.push({ path: "body.phone", code: "no_phone" });
  if (body.mail !== null && !isMailAddress(body.mail)) fields.push({ path: "body.mail", code: "no_mail" });
  const web = body.web === null ? null : URL.parse(/^[a-z]+:/i.test(body.web) ? body.web : `https://${body.web}`);
  const isWeb =
    web !== null && (web.protocol === "https:" || web.protocol === "http:") && web.hostname.includes(".") && web.username === "";
  if (body.web !== null && !isWeb) fields.push({ path: "body.web", code: "no_web_address" });
  if (fields.length > 0) throw invalid(fields);
  return [
    ...(body.phone === null ? [] : [{ kind: "phone" as const, value: body.phone, label: null }]),
    ...(body.mail === null ? [] : [{ kind: "mail" as const, value: body.mail, label: null }]),
    ...(web === null ? [] : [{ kind: "web" as const, value: web.href, label: null }]),
    ...(body.address === null ? [] : [{ kind: "address" as const, value: body.address, label: null }]),
  ];
}

async function getOwnSource(call: Call): Promise<string> {
  const { tx, actor } = call;
  const known = await queries.findSource(tx, actor.siteId, "own", "own");
  if (known) return known.id;
  const id = newId();
  const row = { id, kind: "own" as const, region: "own", name: "selbst gepflegt", licence: null, attribution: null, base_url: null };
  await queries.insertSource(tx, actor.siteId, row, now());
  return id;
}

/** An offer that no file knows: title, what it is, for whom, how to get there, until when. In German, as it is typed. */
export async function saveOffer(call: Call, offerId: string, body: Body<"saveOffer">): Promise<{ id: string; version: number }> {
  const { tx, actor } = call;
  const { siteId } = actor;
  if (!(await queries.getAbilities(tx)).keepOffer) throw forbidden();
  const contacts = contactsOf(body);
  // two at once would each make the source
  await queries.lockDirectory(tx, siteId);
  const known = await queries.findPage(tx, siteId, offerId);
  const sourceId = await getOwnSource(call);
  if (known && known.source_id !== sourceId) throw conflict("not_own");
  let version = 1;
  if (!known) {
    if (body.version !== null) throw notFound();
    await queries.insertPages(
      tx,
      siteId,
      [{ id: offerId, source_id: sourceId, kind: "offer", position: 0, audience: body.audience, valid_until_on: body.validUntilOn }],
      now(),
    );
  } else if (body.version === null) return { id: offerId, version: known.version };
  else {
    const done = await queries.updateOffer(tx, siteId, offerId, {
      audience: body.audience,
      validUntilOn: body.validUntilOn,
      version: body.version,
    });
    if (!done) {
      const page = await openPage(call, offerId, "de");
      // by the names of the form, so that both versions stand side by side
      throw changedMeanwhile({
        title: page.title,
        ...page.own,
        ...Object.fromEntries(page.contacts.map(({ kind, value }) => [kind, value])),
      });
    }
    version = body.version + 1;
  }
  const spoken = [body.title, body.what, body.audience ?? ""].join(" ");
  await queries.saveTexts(
    tx,
    siteId,
    [
      {
        page_id: offerId,
        language: "de",
        source_id: sourceId,
        external_id: null,
        path: null,
        url: null,
        title: body.title,
        excerpt: body.what.slice(0, 300),
        body_html: body.what
          .split(/\n{2,}/)
          .map((part) => `<p>${escaped(part).replaceAll("\n", "<br />")}</p>`)
          .join(""),
        body_text: body.what,
        is_title_only: false,
        content_hash: null,
        changed_at: now().toISOString(),
        rules: searchRulesOf("de"),
        title_words: foldedBeside(body.title),
        body_words: `${body.audience ?? ""} ${foldedBeside(spoken)}`,
      },
    ],
    now(),
  );
  await queries.replaceContacts(
    tx,
    siteId,
    "de",
    [offerId],
    contacts.map((contact, position) => ({ id: newId(), page_id: offerId, language: "de", position, ...contact })),
  );
  const words = new Map<string, string>();
  collectWords(words, spoken);
  await queries.addWords(tx, siteId, words);
  return { id: offerId, version };
}
