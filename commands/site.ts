import { parseArgs } from "node:util";
import { siteKinds } from "../domains/network/contract.ts";
import {
  addTown,
  findAccountByAddress,
  foundProgramme,
  foundSite,
  getSession,
  getSiteView,
  joinAsAdministration,
  listSystemMemberships,
} from "../domains/network/index.ts";
import { domains } from "../platform/server/app.ts";
import { addressToOpen, type Config, readConfig } from "../platform/server/config.ts";
import { asActor } from "../platform/server/database/actor.ts";
import { type Database, openDatabase } from "../platform/server/database/pool.ts";
import { prepareDatabase } from "../platform/server/database/prepare.ts";
import { shareStore } from "../platform/server/embedded/store.ts";

export const summary = "founds a site with its administration, or enters a town of a Kreis, for an installation that is no demo";
export const usage =
  'site found --slug lindenau --name "Kreis Lindenau" --kind kreis|city|town_with_abh --admin-name NAME --admin-email ADDRESS [--structure-only]; site town --site S --name "Stadt Hohenfeld" [--population N] [--own-abh]';

async function withDatabase(config: Config, work: (database: Database) => Promise<number>): Promise<number> {
  const store = await shareStore(config, console.log);
  try {
    const { appUrl, keys } = await prepareDatabase({
      adminUrl: store.adminUrl,
      keysFolder: config.keysFolder,
      domains: domains.map((domain) => domain.name),
    });
    const database = openDatabase(appUrl, keys, { max: 2 });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await store.stop();
  }
}

async function enterTown(town: { site: string; name: string; population?: number; hasAbh: boolean }): Promise<number> {
  return await withDatabase(readConfig(), async (database) => {
    const administration = (await listSystemMemberships(database)).find((one) => one.site_slug === town.site);
    if (!administration) {
      console.error(`There is no site ${town.site}.`);
      return 2;
    }
    return await asActor(database, { membership: administration.membership_id }, async (call) => {
      if ((await getSiteView(call)).towns.some(({ name }) => name === town.name)) {
        console.log(`The town ${town.name} is there already.`);
        return 0;
      }
      await addTown(call, town);
      console.log(`The town ${town.name} is entered.`);
      return 0;
    });
  });
}

type Given = Record<string, string | boolean | undefined>;
const textOf = (given: Given, name: string) => (typeof given[name] === "string" ? given[name].trim() : "");
const longestName = 200;

/** What of a text is wrong, each with the name of its option. */
function wrongTexts(given: Given, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const { length } = textOf(given, name);
    if (length === 0) return [`--${name} is missing.`];
    return length > longestName ? [`--${name} has ${length} letters; at most ${longestName} are kept.`] : [];
  });
}

function wrongWithTown(given: Given): string[] {
  const wrong = wrongTexts(given, ["site", "name"]);
  const { population } = given;
  if (population !== undefined && !/^[1-9]\d{0,7}$/.test(String(population)))
    wrong.push(`--population is "${String(population)}"; it is a whole number without dots, such as 41000.`);
  return wrong;
}

const foundedKinds = siteKinds.filter((kind) => kind !== "programme_office");

function wrongWithSite(given: Given): string[] {
  const wrong = wrongTexts(given, ["slug", "name", "kind", "admin-name", "admin-email"]);
  const [slug, kind, email] = ["slug", "kind", "admin-email"].map((name) => textOf(given, name)) as [string, string, string];
  if (slug !== "" && !/^[a-z][a-z0-9-]{1,39}$/.test(slug))
    wrong.push(`--slug is "${slug}"; it is 2 to 40 small letters, digits and hyphens, and begins with a letter.`);
  if (kind !== "" && !foundedKinds.some((one) => one === kind)) wrong.push(`--kind is "${kind}"; it is one of ${foundedKinds.join(", ")}.`);
  if (email !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) wrong.push(`--admin-email is "${email}"; that is no e-mail address.`);
  return wrong;
}

function refuse(sentences: readonly string[]): number {
  for (const sentence of sentences) console.error(sentence);
  console.error("Nothing was changed. ./verbund site --help says what may be given.");
  return 2;
}

export async function run(args: string[]): Promise<number> {
  const options = {
    slug: { type: "string" },
    name: { type: "string" },
    kind: { type: "string" },
    "admin-name": { type: "string" },
    "admin-email": { type: "string" },
    "structure-only": { type: "boolean" },
    site: { type: "string" },
    population: { type: "string" },
    "own-abh": { type: "boolean" },
  } as const;
  const { positionals, values } = parseArgs({ args, allowPositionals: true, strict: false, options });
  const given: Given = values;
  const [what, ...more] = positionals;
  if ((what !== "town" && what !== "found") || more.length > 0) {
    console.error(`Usage: ./verbund ${usage}`);
    return 2;
  }
  const unknown = Object.keys(given).filter((name) => !(name in options));
  if (unknown.length > 0) return refuse(unknown.map((name) => `There is no option --${name}.`));
  if (what === "town") {
    const wrong = wrongWithTown(given);
    if (wrong.length > 0) return refuse(wrong);
    const size = given.population === undefined ? {} : { population: Number(given.population) };
    return await enterTown({ site: textOf(given, "site"), name: textOf(given, "name"), ...size, hasAbh: given["own-abh"] === true });
  }
  const wrong = wrongWithSite(given);
  if (wrong.length > 0) return refuse(wrong);
  return await found(given);
}

async function found(given: Given): Promise<number> {
  const [slug, name, adminName, adminEmail] = ["slug", "name", "admin-name", "admin-email"].map((one) => textOf(given, one)) as [
    string,
    string,
    string,
    string,
  ];
  const kind = foundedKinds.find((one) => one === given.kind)!;
  const config = readConfig();
  return await withDatabase(config, async (database) => {
    if ((await getSession(database, undefined)).demo) {
      console.error(
        "This is the fictional programme, where one click signs anybody in. Start an empty installation with VERBUND_DEMO=off and found the site there.",
      );
      return 2;
    }
    if ((await listSystemMemberships(database)).some((one) => one.site_slug === slug)) {
      console.error(
        `There is a site ${slug} already; nothing was changed. A lost first link is replaced by ./verbund account new-password --email ADDRESS.`,
      );
      return 2;
    }
    if ((await findAccountByAddress(database, adminEmail)) === "waits") {
      console.error(
        `${adminEmail} belongs to an account that has not chosen a password yet; nothing was changed. Once it has, found the site again, or name another address.`,
      );
      return 2;
    }
    const site = await foundSite(database, {
      programmeId: await foundProgramme(database, name),
      slug,
      name,
      kind,
      structureOnly: given["structure-only"] === true,
      organisation: {
        name,
        kind: kind === "kreis" ? "kreis_administration" : kind === "city" ? "city_administration" : "town_administration",
        regime: "dsgvo_dsg_nrw",
      },
      unit: { slug: "koordination", name: "Koordination", kind: "coordination" },
    });
    const link = await joinAsAdministration(database, site, { name: adminName, email: adminEmail });
    console.log(`The site ${slug} is founded.`);
    console.log(
      link
        ? `${adminEmail} chooses a password within seven days, once: ${addressToOpen(config)}${link.path}`
        : `${adminEmail} signs in with the password of before.`,
    );
    return 0;
  });
}
