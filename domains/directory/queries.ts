import { sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";
import type { ContactKind, OpeningDay, PageKind } from "./contract.ts";

/** Until the end of the transaction nobody else writes into the directory of this site. */
export async function lockDirectory(tx: Db, siteId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`directory of ${siteId}`}, 0))`.execute(tx);
}

export async function getAbilities(tx: Db): Promise<{ import: boolean; keepOffer: boolean }> {
  const { rows } = await sql<{ may_import: boolean; may_keep: boolean }>`
    select directory.may_import() as may_import, directory.may_keep_offer() as may_keep`.execute(tx);
  return { import: rows[0]?.may_import ?? false, keepOffer: rows[0]?.may_keep ?? false };
}

export type SourceRow = {
  id: string;
  kind: "integreat" | "own";
  region: string;
  name: string;
  licence: string | null;
  attribution: string | null;
  base_url: string | null;
};

export async function findSource(tx: Db, siteId: string, kind: string, region: string): Promise<SourceRow | undefined> {
  const { rows } = await sql<SourceRow>`
    select id, kind, region, name, licence, attribution, base_url from directory.source
    where site_id = ${siteId} and kind = ${kind} and region = ${region} order by id limit 1`.execute(tx);
  return rows[0];
}

export async function insertSource(tx: Db, siteId: string, row: SourceRow, at: Date): Promise<void> {
  await sql`insert into directory.source (site_id, id, kind, region, name, licence, attribution, base_url, created_at)
    values (${siteId}, ${row.id}, ${row.kind}, ${row.region}, ${row.name}, ${row.licence}, ${row.attribution}, ${row.base_url}, ${at})`.execute(
    tx,
  );
}

export async function updateSource(
  tx: Db,
  siteId: string,
  id: string,
  to: { licence: string | null; attribution: string | null; baseUrl: string | null },
): Promise<void> {
  await sql`update directory.source set licence = ${to.licence}, attribution = ${to.attribution}, base_url = coalesce(${to.baseUrl}, base_url)
    where site_id = ${siteId} and id = ${id}`.execute(tx);
}

export type SourceOverview = SourceRow & { pages: number; languages: string[]; imported_at: Date | null; file_name: string | null };

export async function listSources(tx: Db, siteId: string): Promise<SourceOverview[]> {
  const { rows } = await sql<SourceOverview>`
    select s.id, s.kind, s.region, s.name, s.licence, s.attribution, s.base_url, r.imported_at, r.file_name,
      (select count(*)::integer from directory.page p where p.site_id = s.site_id and p.source_id = s.id) as pages,
      array(select distinct t.language from directory.page_text t where t.site_id = s.site_id and t.source_id = s.id and not t.is_title_only order by 1) as languages
    from directory.source s
    left join lateral (select r.imported_at, r.file_name from directory.import_run r where r.site_id = s.site_id and r.source_id = s.id
      order by r.imported_at desc limit 1) r on true
    where s.site_id = ${siteId} order by s.kind desc, s.name, s.id limit 200`.execute(tx);
  return rows;
}

/** Languages that the directory of the site has any title in. */
export async function listLanguages(tx: Db, siteId: string): Promise<string[]> {
  const { rows } = await sql<{ language: string }>`
    select distinct t.language from directory.page_text t where t.site_id = ${siteId} order by t.language`.execute(tx);
  return rows.map((row) => row.language);
}

export type EntryRow = {
  id: string;
  source_id: string;
  kind: PageKind;
  title: string;
  language: string;
  has_text: boolean;
  children: number;
  gone: boolean;
};

/** The text of a page that is shown: in the wanted language, else German, else English, else any; a whole text before a title alone. */
const bestText = (language: string) => sql`
  cross join lateral (
    select x.* from directory.page_text x where x.site_id = p.site_id and x.page_id = p.id
    order by x.is_title_only, (x.gone_at is not null), case x.language when ${language} then 0 when 'de' then 1 when 'en' then 2 else 3 end, x.language limit 1
  ) t`;

/** Children of a page, or without one what stands at the top of a source. */
export async function listEntries(
  tx: Db,
  siteId: string,
  of: { parentId?: string; sourceId?: string },
  language: string,
): Promise<EntryRow[]> {
  const where =
    of.parentId === undefined ? sql`p.parent_id is null and p.source_id = ${of.sourceId ?? null}` : sql`p.parent_id = ${of.parentId}`;
  const { rows } = await sql<EntryRow>`
    select p.id, p.source_id, p.kind, t.title, t.language, (t.body_text <> '' or p.kind <> 'page') as has_text, t.gone_at is not null as gone,
      (select count(*)::integer from directory.page c where c.site_id = p.site_id and c.parent_id = p.id) as children
    from directory.page p ${bestText(language)}
    where p.site_id = ${siteId} and ${where}
    order by case p.kind when 'page' then 0 when 'location' then 1 else 2 end, p.position, t.title, p.id limit 1000`.execute(tx);
  return rows;
}

export type ListedRow = {
  kind: PageKind;
  title: string;
  language: string;
  below: string | null;
  excerpt: string;
  audience: string | null;
  valid_until_on: string | null;
  contacts: Partial<Record<ContactKind, string>>;
  url: string | null;
  source: string;
  licence: string | null;
  changed_on: string | null;
  total: number;
};

/** What has a text of its own and still stands in the newest file, with how to reach it, by title. */
export async function listAll(tx: Db, siteId: string, language: string, limit: number): Promise<ListedRow[]> {
  const { rows } = await sql<ListedRow>`
    with shown as (
      select p.*, t.title, t.language, t.excerpt, t.url, t.changed_at, count(*) over ()::integer as total
      from directory.page p ${bestText(language)}
      where p.site_id = ${siteId} and t.gone_at is null and not t.is_title_only and (t.body_text <> '' or p.kind <> 'page')
      order by t.title, p.id limit ${limit}
    )
    select p.kind, p.title, p.language, p.excerpt, p.audience, p.valid_until_on, p.url, s.attribution as source, s.licence,
      to_char(p.changed_at at time zone 'Europe/Berlin', 'YYYY-MM-DD') as changed_on, p.total,
      (select u.title from directory.page_text u where u.site_id = p.site_id and u.page_id = p.parent_id
       order by case u.language when ${language} then 0 when 'de' then 1 else 2 end, u.language limit 1) as below,
      coalesce((select jsonb_object_agg(c.kind, c.said) from (
        select c.kind, string_agg(c.value, ', ' order by c.position) as said from directory.contact c
        where c.site_id = p.site_id and c.page_id = p.id and c.language = p.language group by c.kind) c), '{}') as contacts
    from shown p join directory.source s on s.site_id = p.site_id and s.id = p.source_id
    order by p.title, p.id`.execute(tx);
  return rows;
}

export type PageRow = {
  id: string;
  source_id: string;
  kind: PageKind;
  parent_id: string | null;
  audience: string | null;
  valid_until_on: string | null;
  version: number;
};

export async function findPage(tx: Db, siteId: string, id: string): Promise<PageRow | undefined> {
  const { rows } = await sql<PageRow>`
    select id, source_id, kind, parent_id, audience, valid_until_on, version from directory.page where site_id = ${siteId} and id = ${id}`.execute(
    tx,
  );
  return rows[0];
}

export type TextRow = {
  page_id: string;
  language: string;
  title: string;
  path: string | null;
  url: string | null;
  body_html: string;
  body_text: string;
  is_title_only: boolean;
  changed_at: Date | null;
  imported_at: Date;
  gone_at: Date | null;
};

/** All languages of a page; of each without its text, which is read of the shown one alone. */
export async function listTexts(tx: Db, siteId: string, pageId: string): Promise<Omit<TextRow, "body_html" | "body_text">[]> {
  const { rows } = await sql<TextRow>`
    select page_id, language, title, path, url, is_title_only, changed_at, imported_at, gone_at from directory.page_text
    where site_id = ${siteId} and page_id = ${pageId} order by is_title_only, language`.execute(tx);
  return rows;
}

export async function getText(tx: Db, siteId: string, pageId: string, language: string): Promise<TextRow> {
  const { rows } = await sql<TextRow>`
    select page_id, language, title, path, url, body_html, body_text, is_title_only, changed_at, imported_at, gone_at from directory.page_text
    where site_id = ${siteId} and page_id = ${pageId} and language = ${language}`.execute(tx);
  return rows[0]!;
}

export type ContactRow = { kind: ContactKind; value: string; label: string | null };
export async function listContacts(tx: Db, siteId: string, pageId: string, language: string): Promise<ContactRow[]> {
  const { rows } = await sql<ContactRow>`select kind, value, label from directory.contact
    where site_id = ${siteId} and page_id = ${pageId} and language = ${language} order by position, id limit 200`.execute(tx);
  return rows;
}

export type LocationRow = {
  name: string | null;
  address: string | null;
  postcode: string | null;
  place: string | null;
  latitude: number | null;
  longitude: number | null;
  opening_hours: OpeningDay[] | null;
  is_closed: boolean;
  is_barrier_free: boolean | null;
};
export async function findLocation(tx: Db, siteId: string, pageId: string): Promise<LocationRow | undefined> {
  const { rows } =
    await sql<LocationRow>`select name, address, postcode, place, latitude, longitude, opening_hours, is_closed, is_barrier_free
    from directory.location where site_id = ${siteId} and page_id = ${pageId}`.execute(tx);
  return rows[0];
}

/** What stands above pages in the tree, from the top down, in the language that suits. */
export async function listPaths(
  tx: Db,
  siteId: string,
  pageIds: readonly string[],
  language: string,
): Promise<{ of_id: string; id: string; title: string; language: string }[]> {
  const { rows } = await sql<{ of_id: string; id: string; title: string; language: string }>`
    with recursive up as (
      select p.id as of_id, p.parent_id as id, 1 as depth from directory.page p where p.site_id = ${siteId} and p.id = any(${[...pageIds]}::uuid[])
      union all
      select u.of_id, p.parent_id, u.depth + 1 from up u join directory.page p on p.site_id = ${siteId} and p.id = u.id where u.depth < 40
    )
    select u.of_id, p.id, t.title, t.language from up u join directory.page p on p.site_id = ${siteId} and p.id = u.id ${bestText(language)}
    order by u.of_id, u.depth desc`.execute(tx);
  return rows;
}

/** Pages of this source with these paths: where a link inside a text leads to. */
export async function listPagesByPath(
  tx: Db,
  siteId: string,
  sourceId: string,
  paths: readonly string[],
): Promise<{ path: string; page_id: string }[]> {
  const { rows } = await sql<{ path: string; page_id: string }>`select distinct on (path) path, page_id from directory.page_text
    where site_id = ${siteId} and source_id = ${sourceId} and path = any(${[...paths]}::text[]) order by path, page_id`.execute(tx);
  return rows;
}

// ---- search
export type Asked = { language: string; rules: string; exact: string; wide: string };

export async function search(
  tx: Db,
  asked: readonly Asked[],
  of: { within: string | null; preferred: string; limit: number; offset: number },
): Promise<{ page_id: string; language: string; total: number }[]> {
  const { rows } = await sql<{ page_id: string; language: string; total: string }>`
    select page_id, language, total from directory.search(${asked.map((one) => one.language)}::text[], ${asked.map((one) => one.rules)}::text[],
      ${asked.map((one) => one.exact)}::text[], ${asked.map((one) => one.wide)}::text[], ${of.within}::uuid, ${of.preferred}::text, ${of.limit}::integer,
      ${of.offset}::integer)`.execute(tx);
  return rows.map((row) => ({ ...row, total: Number(row.total) }));
}

export type Word = { asked: string; folded: string; shown: string };
export async function listWordsHolding(tx: Db, folded: readonly string[]): Promise<Word[]> {
  const { rows } = await sql<Word>`select asked, folded, shown from directory.list_words_holding(${[...folded]}::text[])`.execute(tx);
  return rows;
}
export async function listWordsAlike(tx: Db, folded: readonly string[]): Promise<Word[]> {
  const { rows } = await sql<Word>`select asked, folded, shown from directory.list_words_alike(${[...folded]}::text[])`.execute(tx);
  return rows;
}

export type FoundRow = Omit<TextRow, "body_html" | "path" | "url"> & { kind: PageKind; valid_until_on: string | null; source_name: string };

/** Hits in the order asked for; of long texts the beginning, which is where most of them say what they are. */
export async function listFound(tx: Db, siteId: string, hits: readonly { page_id: string; language: string }[]): Promise<FoundRow[]> {
  const { rows } = await sql<FoundRow>`
    select t.page_id, t.language, t.title, left(t.body_text, 30000) as body_text, t.is_title_only, t.changed_at, t.imported_at, t.gone_at, p.kind,
      p.valid_until_on, s.name as source_name
    from unnest(${hits.map((hit) => hit.page_id)}::uuid[], ${hits.map((hit) => hit.language)}::text[]) with ordinality h (page_id, language, place)
    join directory.page_text t on t.site_id = ${siteId} and t.page_id = h.page_id and t.language = h.language
    join directory.page p on p.site_id = ${siteId} and p.id = h.page_id
    join directory.source s on s.site_id = ${siteId} and s.id = p.source_id
    order by h.place`.execute(tx);
  return rows;
}

export async function isPage(tx: Db, siteId: string, id: string): Promise<boolean> {
  const { rows } = await sql`select from directory.page where site_id = ${siteId} and id = ${id}`.execute(tx);
  return rows.length > 0;
}

// ---- what a file is compared with, and written as
export type KnownText = {
  page_id: string;
  kind: PageKind;
  language: string;
  external_id: string | null;
  path: string | null;
  title: string;
  is_title_only: boolean;
  content_hash: Buffer | null;
  is_gone: boolean;
};
export async function listKnownTexts(tx: Db, siteId: string, sourceId: string): Promise<KnownText[]> {
  const { rows } = await sql<KnownText>`
    select t.page_id, p.kind, t.language, t.external_id, t.path, t.title, t.is_title_only, t.content_hash, t.gone_at is not null as is_gone
    from directory.page_text t join directory.page p on p.site_id = t.site_id and p.id = t.page_id
    where t.site_id = ${siteId} and t.source_id = ${sourceId} order by t.page_id, t.language`.execute(tx);
  return rows;
}

export async function listKnownPages(
  tx: Db,
  siteId: string,
  sourceId: string,
): Promise<{ id: string; parent_id: string | null; position: number; tree_language: string | null }[]> {
  const { rows } = await sql<{ id: string; parent_id: string | null; position: number; tree_language: string | null }>`
    select id, parent_id, position, tree_language from directory.page where site_id = ${siteId} and source_id = ${sourceId}`.execute(tx);
  return rows;
}

const piecesOf = 200;
async function inPieces(rows: readonly unknown[], write: (piece: string) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += piecesOf) await write(JSON.stringify(rows.slice(at, at + piecesOf)));
}

export type NewPage = {
  id: string;
  source_id: string;
  kind: PageKind;
  position: number;
  audience: string | null;
  valid_until_on: string | null;
};
export async function insertPages(tx: Db, siteId: string, rows: readonly NewPage[], at: Date): Promise<void> {
  await inPieces(rows, (piece) =>
    sql`insert into directory.page (site_id, id, source_id, kind, position, audience, valid_until_on, created_at)
      select ${siteId}, n.id, n.source_id, n.kind, n.position, n.audience, n.valid_until_on, ${at}
      from jsonb_to_recordset(${piece}::jsonb) n (id uuid, source_id uuid, kind text, position integer, audience text, valid_until_on date)`.execute(
      tx,
    ),
  );
}

export type Placed = { id: string; parent_id: string | null; position: number; tree_language: string };
export async function placePages(tx: Db, siteId: string, rows: readonly Placed[]): Promise<void> {
  await inPieces(rows, (piece) =>
    sql`update directory.page p set parent_id = n.parent_id, position = n.position, tree_language = n.tree_language
      from jsonb_to_recordset(${piece}::jsonb) n (id uuid, parent_id uuid, position integer, tree_language text)
      where p.site_id = ${siteId} and p.id = n.id`.execute(tx),
  );
}

export type WrittenText = {
  page_id: string;
  language: string;
  source_id: string;
  external_id: string | null;
  path: string | null;
  url: string | null;
  title: string;
  excerpt: string;
  body_html: string;
  body_text: string;
  is_title_only: boolean;
  content_hash: string | null;
  changed_at: string | null;
  /** The text search configuration, and the spellings without umlauts that are indexed beside title and text. */
  rules: string;
  title_words: string;
  body_words: string;
};

/** New texts, and others in the place of what is there: the words that are searched are made here, by the rules of the language. */
export async function saveTexts(tx: Db, siteId: string, rows: readonly WrittenText[], at: Date): Promise<void> {
  await inPieces(rows, (piece) =>
    sql`insert into directory.page_text as t (site_id, page_id, language, source_id, external_id, path, url, title, excerpt, body_html, body_text,
        is_title_only, content_hash, changed_at, imported_at, words)
      select ${siteId}, n.page_id, n.language, n.source_id, n.external_id, n.path, n.url, n.title, n.excerpt, n.body_html, n.body_text,
        n.is_title_only, decode(n.content_hash, 'hex'), n.changed_at, ${at},
        setweight(to_tsvector(n.rules::regconfig, n.title) || to_tsvector(n.rules::regconfig, n.title_words), 'A')
          || setweight(to_tsvector(n.rules::regconfig, left(n.body_text, 120000)) || to_tsvector(n.rules::regconfig, left(n.body_words, 60000)), 'C')
      from jsonb_to_recordset(${piece}::jsonb) n (page_id uuid, language text, source_id uuid, external_id text, path text, url text, title text, excerpt text,
        body_html text, body_text text, is_title_only boolean, content_hash text, changed_at timestamptz, rules text, title_words text, body_words text)
      on conflict (site_id, page_id, language) do update set external_id = excluded.external_id, path = excluded.path, url = excluded.url, title = excluded.title,
        excerpt = excluded.excerpt, body_html = excluded.body_html, body_text = excluded.body_text, is_title_only = excluded.is_title_only,
        content_hash = excluded.content_hash, changed_at = excluded.changed_at, imported_at = excluded.imported_at, gone_at = null, words = excluded.words`.execute(
      tx,
    ),
  );
}

/** Who is in the file is not gone; its number at the source may be another one since. */
export async function touchTexts(
  tx: Db,
  siteId: string,
  language: string,
  rows: readonly { page_id: string; external_id: string | null }[],
): Promise<void> {
  await inPieces(rows, (piece) =>
    sql`update directory.page_text t set gone_at = null, external_id = n.external_id
      from jsonb_to_recordset(${piece}::jsonb) n (page_id uuid, external_id text)
      where t.site_id = ${siteId} and t.page_id = n.page_id and t.language = ${language}`.execute(tx),
  );
}

export async function markGone(tx: Db, siteId: string, language: string, pageIds: readonly string[], at: Date): Promise<void> {
  await sql`update directory.page_text set gone_at = ${at}
    where site_id = ${siteId} and page_id = any(${[...pageIds]}::uuid[]) and language = ${language} and gone_at is null`.execute(tx);
}

export type NewContact = {
  id: string;
  page_id: string;
  language: string;
  position: number;
  kind: ContactKind;
  value: string;
  label: string | null;
};
export async function replaceContacts(
  tx: Db,
  siteId: string,
  language: string,
  pageIds: readonly string[],
  rows: readonly NewContact[],
): Promise<void> {
  await sql`delete from directory.contact where site_id = ${siteId} and language = ${language} and page_id = any(${[...pageIds]}::uuid[])`.execute(
    tx,
  );
  await inPieces(rows, (piece) =>
    sql`insert into directory.contact (site_id, id, page_id, language, position, kind, value, label)
      select ${siteId}, n.id, n.page_id, n.language, n.position, n.kind, n.value, n.label
      from jsonb_to_recordset(${piece}::jsonb) n (id uuid, page_id uuid, language text, position integer, kind text, value text, label text)`.execute(
      tx,
    ),
  );
}

export type NewLocation = LocationRow & { page_id: string };
export async function saveLocations(tx: Db, siteId: string, rows: readonly NewLocation[]): Promise<void> {
  await inPieces(rows, (piece) =>
    sql`insert into directory.location as l (site_id, page_id, name, address, postcode, place, latitude, longitude, opening_hours, is_closed, is_barrier_free)
      select ${siteId}, n.page_id, n.name, n.address, n.postcode, n.place, n.latitude, n.longitude, n.opening_hours, n.is_closed, n.is_barrier_free
      from jsonb_to_recordset(${piece}::jsonb) n (page_id uuid, name text, address text, postcode text, place text, latitude double precision,
        longitude double precision, opening_hours jsonb, is_closed boolean, is_barrier_free boolean)
      on conflict (site_id, page_id) do update set name = excluded.name, address = excluded.address, postcode = excluded.postcode, place = excluded.place,
        latitude = excluded.latitude, longitude = excluded.longitude, opening_hours = excluded.opening_hours, is_closed = excluded.is_closed,
        is_barrier_free = excluded.is_barrier_free`.execute(tx),
  );
}

export async function addWords(tx: Db, siteId: string, words: ReadonlyMap<string, string>): Promise<void> {
  const all = [...words];
  for (let at = 0; at < all.length; at += 5_000) {
    const piece = all.slice(at, at + 5_000);
    await sql`insert into directory.word (site_id, folded, shown)
      select ${siteId}, n.folded, n.shown from unnest(${piece.map(([folded]) => folded)}::text[], ${piece.map(([, shown]) => shown)}::text[]) n (folded, shown)
      on conflict do nothing`.execute(tx);
  }
}

export type ImportRun = {
  id: string;
  source_id: string;
  kind: PageKind;
  language: string;
  file_name: string;
  imported_by: string;
  rows_read: number;
  created: number;
  changed: number;
  unchanged: number;
  skipped: number;
};
export async function insertImportRun(tx: Db, siteId: string, run: ImportRun, at: Date): Promise<void> {
  await tx
    .insertInto("directory.import_run")
    .values({ ...run, site_id: siteId, imported_at: at })
    .execute();
}

// ---- kept by hand
export async function updateOffer(
  tx: Db,
  siteId: string,
  id: string,
  to: { audience: string | null; validUntilOn: string | null; version: number },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update directory.page set audience = ${to.audience}, valid_until_on = ${to.validUntilOn}, version = version + 1
    where site_id = ${siteId} and id = ${id} and version = ${to.version}`.execute(tx);
  return numAffectedRows === 1n;
}
