import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../../platform/server/http/routes.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import { spreadsheetAnswer } from "../../../platform/server/paper/spreadsheet.ts";
import { getSiteView } from "../verbs.ts";
import { listResponsibilities } from "./verbs.ts";
import { wordsOf } from "./words.ts";

/** Who is responsible for whom, one line each: what nobody chose holds for everybody and stays empty. */
export async function makeResponsibilitiesSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const { responsibilities } = await listResponsibilities(call);
  const site = await getSiteView(call);
  const townOf = new Map(site.towns.map((town) => [town.id, town.name]));
  const unitOf = new Map(site.units.map((unit) => [unit.id, unit]));
  const languages = new Intl.DisplayNames([language], { type: "language" });
  const labels = (vocabulary: string, codes: readonly string[]) =>
    codes.map((code) => (site.vocabularies[vocabulary] ?? []).find((entry) => entry.code === code)?.[language] ?? code).join(", ");
  const { compare } = new Intl.Collator("de");
  const rows = responsibilities.toSorted(
    (a, b) => compare(labels("matter", a.matters), labels("matter", b.matters)) || compare(nameOf(a.unitId), nameOf(b.unitId)),
  );
  function nameOf(unitId: string): string {
    return unitOf.get(unitId)?.name ?? "";
  }
  return spreadsheetAnswer(
    {
      name: words.title,
      rows,
      total: rows.length,
      about: [
        [words.site, site.site.name],
        ["", words.everybody],
      ],
      columns: [
        { label: words.matter, of: (row) => labels("matter", row.matters) },
        { label: words.towns, of: (row) => row.townIds.map((id) => townOf.get(id) ?? "").join(", ") },
        { label: words.ageFrom, kind: "number", of: (row) => row.ageFrom },
        { label: words.ageTo, kind: "number", of: (row) => row.ageTo },
        { label: words.status, of: (row) => labels("residence_status", row.residenceStatuses) },
        { label: words.letterFrom, of: (row) => row.letterFrom },
        { label: words.letterTo, of: (row) => row.letterTo },
        { label: words.languages, of: (row) => row.languages.map((code) => languages.of(code) ?? code).join(", ") },
        { label: words.legalDomains, of: (row) => labels("legal_domain", row.legalDomains) },
        { label: words.unit, of: (row) => nameOf(row.unitId) },
        { label: words.organisation, of: (row) => unitOf.get(row.unitId)?.organisationName ?? null },
        { label: words.deputy, of: (row) => (row.deputyUnitId ? nameOf(row.deputyUnitId) : null) },
        { label: words.phone, of: (row) => row.phone },
        { label: words.handling, of: (row) => row.handling },
        { label: words.validFrom, kind: "day", of: (row) => row.validFromOn },
        { label: words.validUntil, kind: "day", of: (row) => row.validUntilOn },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}
