import { dayOf, today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../platform/server/http/routes.ts";
import type { Language } from "../../platform/server/paper/days.ts";
import { readPages, spreadsheetAnswer } from "../../platform/server/paper/spreadsheet.ts";
import { forbidden } from "../../platform/server/problem.ts";
import { getSiteName, getSiteView, listRegister, registerPage } from "./verbs.ts";
import { wordsOf } from "./documents/words.ts";

/** The page that lists them is the administration's. */
function requireAdministration(call: Call): void {
  if (call.actor.role !== "site_admin") throw forbidden();
}

/** Colleagues of the site, as the page of members lists them. */
export async function makeMembersSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  requireAdministration(call);
  const view = await getSiteView(call);
  const words = wordsOf[language];
  const unitOf = new Map(view.units.map((unit) => [unit.id, unit]));
  return spreadsheetAnswer(
    {
      name: words.members,
      rows: view.members,
      total: view.members.length,
      about: [[words.site, view.site.name]],
      columns: [
        { label: words.name, of: (row) => row.name },
        { label: words.title, of: (row) => row.title },
        { label: words.role, of: (row) => words.roles[row.role] ?? row.role },
        { label: words.unit, of: (row) => unitOf.get(row.unitId)?.name ?? null },
        { label: words.organisation, of: (row) => unitOf.get(row.unitId)?.organisationName ?? null },
      ],
    },
    language,
    `${words.membersFile}-${today()}`,
  );
}

/** Units of the site with the legal domains they work under. */
export async function makeUnitsSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  requireAdministration(call);
  const view = await getSiteView(call);
  const words = wordsOf[language];
  const labelOf = new Map((view.vocabularies["legal_domain"] ?? []).map((entry) => [entry.code, entry[language]]));
  const townOf = new Map(view.towns.map((town) => [town.id, town.name]));
  return spreadsheetAnswer(
    {
      name: words.units,
      rows: view.units,
      total: view.units.length,
      about: [[words.site, view.site.name]],
      columns: [
        { label: words.organisation, of: (row) => row.organisationName },
        { label: words.unit, of: (row) => row.name },
        { label: words.town, of: (row) => (row.townId ? (townOf.get(row.townId) ?? null) : null) },
        { label: words.legalDomains, of: (row) => row.legalDomains.map((code) => labelOf.get(code) ?? code).join(", ") },
        { label: words.colleagues, kind: "number", of: (row) => view.members.filter((one) => one.unitId === row.id).length },
      ],
    },
    language,
    `${words.unitsFile}-${today()}`,
  );
}

/** The register of the data protection officer, the newest first. */
export async function makeRegisterSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const { rows, total } = await readPages(call, async (one, page) => {
    const read = await listRegister(one, { only: "all", page });
    return { rows: read.entries, total: read.pages > page ? read.pages * registerPage : (page - 1) * registerPage + read.entries.length };
  });
  return spreadsheetAnswer(
    {
      name: words.register,
      rows,
      total,
      about: [[words.site, await getSiteName(call)]],
      columns: [
        { label: words.what, of: (row) => words.registerKinds[row.kind] },
        { label: words.name, of: (row) => row.name },
        { label: words.role, of: (row) => words.roles[row.role] ?? row.role },
        { label: words.unit, of: (row) => row.unitName },
        { label: words.organisation, of: (row) => row.organisationName },
        { label: words.givenOn, kind: "day", of: (row) => dayOf(new Date(row.givenAt)) },
        { label: words.givenBy, of: (row) => (row.byInstallation ? words.installation : row.givenBy) },
        { label: words.seenOn, kind: "day", of: (row) => (row.acknowledgedAt === null ? null : dayOf(new Date(row.acknowledgedAt))) },
      ],
    },
    language,
    `${words.registerFile}-${today()}`,
  );
}
