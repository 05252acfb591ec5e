import type { Call } from "../../platform/server/database/actor.ts";
import { getReadableCase } from "./access.ts";
import type { MilestoneEvent } from "./contract.ts";
import * as queries from "./queries.ts";
import { contactView, doerOf, stepText } from "./views.ts";

/** One thing that happened in a case, as its reader reads it. */
export type CaseHappening = {
  readonly kind: "opened" | "legal_domain" | "step" | "milestone" | "contact" | "closed";
  readonly onDay: string;
  /** Who did it: a unit, the person, or the unit that leads the case. */
  readonly doer: { readonly kind: "us" | "person" } | { readonly kind: "unit"; readonly unitId: string };
  /** Under which law the person stood that day; at a change of it the new one. */
  readonly legalDomain: string | null;
  readonly service: string | null;
  readonly event: MilestoneEvent | null;
  readonly contactKind: string | null;
  readonly words: string | null;
};

const kinds = ["opened", "legal_domain", "step", "milestone", "contact", "closed"];
/** The longest case is read as far as somebody could follow it. */
const most = 300;

/** What happened in a case, oldest first, as far as the actor reads it; throws `not_found` like every other request about a case. */
export async function listHappenings(
  call: Call,
  caseId: string,
): Promise<{ clientId: string; basis: string; unitId: string; happenings: CaseHappening[] }> {
  const opened = await getReadableCase(call, caseId);
  const { file, sealer, access } = opened;
  const { tx, actor } = call;
  const story = await queries.listStory(tx, actor.siteId, file, kinds, most, 0);
  const steps = await queries.listDetails(tx, actor.siteId, "step", file);
  const contacts = await queries.listDetails(tx, actor.siteId, "contact", file);
  const periods = await queries.listDetails(tx, actor.siteId, "legal_domain_period", file);
  const lawOn = (on: string) =>
    periods.filter((one) => one.from_on <= on && (one.until_on ?? "9999") >= on).toSorted((a, b) => b.from_on.localeCompare(a.from_on))[0]
      ?.legal_domain ?? null;
  const happenings = story.toReversed().flatMap((row): CaseHappening[] => {
    const of: CaseHappening = {
      kind: row.kind as CaseHappening["kind"],
      onDay: row.on_day,
      doer: { kind: "us" },
      legalDomain: lawOn(row.on_day),
      service: null,
      event: null,
      contactKind: null,
      words: null,
    };
    switch (row.kind) {
      case "legal_domain":
        return [{ ...of, legalDomain: row.code }];
      case "contact": {
        const contact = contacts.find((one) => one.id === row.id);
        return contact ? [{ ...of, contactKind: contact.kind, words: contactView(contact, sealer, [], false).sentence }] : [];
      }
      case "step":
      case "milestone": {
        const step = steps.find((one) => one.id === row.id);
        if (!step) return [];
        const event = row.kind === "milestone" ? (row.event as MilestoneEvent) : null;
        return [{ ...of, doer: doerOf(step), service: step.service, event, words: stepText(step, sealer) }];
      }
      default:
        return [of];
    }
  });
  return { clientId: file.client_id, basis: access.basis, unitId: file.unit_id, happenings };
}
