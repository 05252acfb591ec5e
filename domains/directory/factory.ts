import type { Begin } from "../../platform/server/http/routes.ts";
import type { TestNetwork } from "../network/factory.ts";
import type { ImportChoice, ImportResult } from "./contract.ts";
import { takeDirectoryFile } from "./import/taking.ts";

/** An entry of a file as a region publishes it. */
export type Published = Record<string, unknown>;

let counter = 0;

/** A page below another one, or at the top. Everything may be replaced, also by what no page should have. */
export function aPublishedPage(slug: string, more: Published & { language?: string; below?: Published; region?: string } = {}): Published {
  counter += 1;
  const { language = "de", below, region = "testkreis", ...rest } = more;
  const parent = below === undefined ? `/${region}/${language}/` : String(below.path);
  const path = `${parent}${slug}/`;
  return {
    id: 10_000 + counter,
    url: `https://admin.example.org${path}`,
    path,
    title: slug.slice(0, 1).toUpperCase() + slug.slice(1),
    modified_gmt: "2026-01-10T08:00:00.000Z",
    last_updated: "2026-01-10T09:00:00.000+01:00",
    excerpt: "",
    content: `<p>Text über ${slug}.</p>`,
    // parents are named by another number than the pages themselves, as in real files
    parent: below === undefined ? { id: 0, url: null, path: null } : { id: 99, url: `https://admin.example.org${parent}`, path: parent },
    order: counter,
    available_languages: {},
    thumbnail: null,
    hash: null,
    embedded_offers: [],
    ...rest,
  };
}

export function linkTo(page: Published): Published {
  return { id: page.id, url: page.url, path: page.path };
}

export function aFile(entries: unknown, name = "testkreis.de.pages.json"): { bytes: Buffer; name: string } {
  return { bytes: Buffer.from(JSON.stringify(entries)), name };
}

/** Brings a file in as the coordinator. */
export async function bring(
  network: TestNetwork,
  file: { bytes: Uint8Array; name: string },
  choice: Partial<ImportChoice> = {},
  options: { write?: boolean; as?: "coordinator" | "foreignCoordinator" } = {},
): Promise<ImportResult> {
  const begin: Begin = (work) => network.as(options.as ?? "coordinator", work);
  return await takeDirectoryFile(begin, file, { language: "de", ...choice }, { write: options.write ?? true });
}
