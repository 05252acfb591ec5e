import { parseArgs } from "node:util";
import { siteKinds } from "../domains/network/contract.ts";
import {
  addTown,
  foundProgramme,
  foundSite,
  getSession,
  getSiteView,
  joinAsAdministration,
  listSystemMemberships,
} from "../domains/network/index.ts";
import { domains } from "../platform/server/app.ts";
import { type Config, readConfig } from "../platform/server/config.ts";
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

/** Behind a proxy the address is known to whoever set it up, not to us. */
function addressOf(config: Config): string {
  return config.secureCookies ? "https://…" : `http://localhost:${config.port}`;
}

export async function run(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    strict: false,
    options: {
      slug: { type: "string" },
      name: { type: "string" },
      kind: { type: "string" },
      "admin-name": { type: "string" },
      "admin-email": { type: "string" },
      "structure-only": { type: "boolean" },
      site: { type: "string" },
      population: { type: "string" },
      "own-abh": { type: "boolean" },
    },
  });
  if (positionals[0] === "town") {
    const { site, name, population } = values;
    const isNumber = population === undefined || /^\d{1,8}$/.test(String(population));
    if (typeof site !== "string" || typeof name !== "string" || name.trim() === "" || name.trim().length > 120 || !isNumber) {
      console.error(`Usage: ./verbund ${usage}`);
      return 2;
    }
    const size = population === undefined ? {} : { population: Number(population) };
    return await enterTown({ site, name: name.trim(), ...size, hasAbh: values["own-abh"] === true });
  }
  const { slug, name, kind } = values;
  const [adminName, adminEmail] = [values["admin-name"], values["admin-email"]];
  const given = [slug, name, kind, adminName, adminEmail];
  if (positionals[0] !== "found" || given.some((value) => typeof value !== "string" || value.trim() === "")) {
    console.error(`Usage: ./verbund ${usage}`);
    return 2;
  }
  const siteKind = siteKinds.find((one) => one === kind);
  if (
    !siteKind ||
    siteKind === "programme_office" ||
    !/^[a-z][a-z0-9-]{1,39}$/.test(String(slug)) ||
    !/^\S+@\S+\.\S+$/.test(String(adminEmail))
  ) {
    console.error(
      "The kind must be kreis, city or town_with_abh, the slug small letters, digits and hyphens, the address an e-mail address.",
    );
    return 2;
  }
  const config = readConfig();
  return await withDatabase(config, async (database) => {
    if ((await getSession(database, undefined)).demo) {
      console.error(
        "This is the fictional programme, where one click signs anybody in. Start an empty installation with VERBUND_DEMO=off and found the site there.",
      );
      return 2;
    }
    const site = await foundSite(database, {
      programmeId: await foundProgramme(database, String(name)),
      slug: String(slug),
      name: String(name),
      kind: siteKind,
      structureOnly: values["structure-only"] === true,
      organisation: {
        name: String(name),
        kind: siteKind === "kreis" ? "kreis_administration" : siteKind === "city" ? "city_administration" : "town_administration",
        regime: "dsgvo_dsg_nrw",
      },
      unit: { slug: "koordination", name: "Koordination", kind: "coordination" },
    });
    const link = await joinAsAdministration(database, site, { name: String(adminName), email: String(adminEmail) });
    console.log(`The site ${String(slug)} is founded.`);
    console.log(
      link
        ? `${String(adminEmail)} chooses a password within seven days at your address of Verbund: ${addressOf(config)}${link.path}`
        : `${String(adminEmail)} signs in with the password of before.`,
    );
    return 0;
  });
}
