import { useActor } from "../../../platform/web/session.ts";
import { useLabel, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import type { Doer } from "../contract.ts";
import { acting } from "./acting.ts";

/** Names of what the wire gives as ids and codes; empty until the site is read. */
export function useCaseWords() {
  const t = useTexts();
  const site = useSite().data;
  const { membershipId } = useActor();
  const label = useLabel(site?.vocabularies);
  const unit = (id: string) => {
    const found = site?.units.find((one) => one.id === id);
    if (!found) return site ? t("cases.unit.unknown") : "";
    return found.name.includes(found.organisationName) ? found.name : `${found.organisationName}, ${found.name}`;
  };
  const ownUnitId = site?.members.find((one) => one.id === membershipId)?.unitId;
  const member = (id: string) => site?.members.find((one) => one.id === id)?.name ?? (site ? t("cases.member.unknown") : "");
  return {
    site,
    label,
    unit,
    member,
    town: (id: string | null) => site?.towns.find((one) => one.id === id)?.name,
    options: (vocabulary: string) =>
      (site?.vocabularies[vocabulary] ?? []).map(({ code }) => ({ value: code, label: label(vocabulary, code) })),
    units: (site?.units ?? []).map((one) => ({ value: one.id, label: unit(one.id) })),
    acting: (of: Doer, leadingUnitId: string) => acting(of, leadingUnitId, ownUnitId),
    doer: (of: Doer, leadingUnitId = ownUnitId) => {
      const one = acting(of, leadingUnitId, ownUnitId);
      return one.kind === "unit" ? unit(one.unitId) : t(`cases.doer.${one.kind}`);
    },
  };
}
