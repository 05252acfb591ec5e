import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { Begin, FileAnswer } from "../../platform/server/http/routes.ts";
import { dayInWords, type Language, shortDay } from "../../platform/server/paper/days.ts";
import { pdfAnswer, type Sheet, typeset } from "../../platform/server/paper/typeset.ts";
import { recordAccess } from "../accounts/index.ts";
import type { SiteView } from "../network/contract.ts";
import { getSiteView } from "../network/index.ts";
import { fullName } from "../people/contract.ts";
import type { CaseView, Doer } from "./contract.ts";
import { sheetWordsOf } from "./documents/words.ts";
import { openCase } from "./verbs.ts";

type Read = { readonly view: CaseView; readonly site: SiteView; readonly printedBy: string; readonly unitName: string };

async function readForPrint(call: Call, caseId: string): Promise<Read> {
  const view = await openCase(call, caseId);
  const site = await getSiteView(call);
  await recordAccess(call, { action: "cases.print", clientIds: [view.clientId], basis: view.basis });
  const member = site.members.find((one) => one.id === call.actor.membershipId);
  const unit = site.units.find((one) => one.id === call.actor.unitId);
  return { view, site, printedBy: member?.name ?? "", unitName: unit?.name ?? "" };
}

type Row = { readonly label: string; readonly value: string };
const filled = (rows: readonly (Row | undefined)[]): Row[] => rows.filter((row): row is Row => row !== undefined && row.value !== "");

/** What is printed: the person, the plan, what is due, what was said, who knows it. Notes of the unit are not on it. */
export function sheetContent({ view, site, printedBy, unitName }: Read, language: Language) {
  const words = sheetWordsOf[language];
  const day = (on: string) => dayInWords(on, language);
  const short = (on: string | null) => (on === null ? "" : shortDay(on, language));
  const word = (vocabulary: string, code: string) =>
    (site.vocabularies[vocabulary] ?? []).find((entry) => entry.code === code)?.[language] ?? code;
  const unitOf = (id: string | null) => site.units.find((one) => one.id === id)?.name ?? "";
  const memberOf = (id: string | null) => site.members.find((one) => one.id === id)?.name ?? "";
  const doerOf = (doer: Doer) => (doer.kind === "unit" ? unitOf(doer.unitId) : doer.kind === "person" ? words.person : words.us);
  const { identity } = view;
  const contact = view.contactDetails?.value;
  const residence = view.residence?.value;
  const reads = new Set(view.readable);
  const person = filled([
    { label: words.number, value: view.number },
    identity
      ? { label: identity.isPseudonym ? words.pseudonym : words.name, value: fullName(identity) }
      : { label: words.name, value: words.noName },
    identity?.birthDate
      ? { label: words.birthDate, value: day(identity.birthDate) }
      : { label: words.birthYear, value: identity?.birthYear ? String(identity.birthYear) : "" },
    { label: words.nationality, value: identity?.nationality ?? "" },
    { label: words.languages, value: identity?.languages.join(", ") ?? "" },
    { label: words.phone, value: contact?.phone ?? "" },
    { label: words.email, value: contact?.email ?? "" },
    {
      label: words.address,
      value: [contact?.street, [contact?.postcode, contact?.townName].filter(Boolean).join(" ")].filter(Boolean).join(", "),
    },
    {
      label: words.residence,
      value: residence?.status
        ? `${word("residence_status", residence.status)}${residence.validUntilOn ? `, ${words.validUntil} ${day(residence.validUntilOn)}` : ""}`
        : "",
    },
    { label: words.unit, value: unitOf(view.unitId) },
    { label: words.caseManager, value: memberOf(view.caseManagerId) },
    { label: words.phase, value: view.phase ? word("case_phase", view.phase) : "" },
    { label: words.since, value: day(view.openedOn) },
  ]);
  const now = today();
  const contacts = view.story.items.flatMap((item) => (item.kind === "contact" ? [item.contact] : []));
  const others = view.knowers.filter((one) => one.basis !== "holder");
  const part = (title: string, none: string, columns: readonly ("wide" | "narrow")[], header: readonly string[], rows: string[][]) => ({
    title,
    none,
    columns,
    header,
    rows,
  });
  return {
    person,
    parts: [
      ...(reads.has("plan")
        ? [
            part(
              words.goals,
              words.noGoals,
              ["wide", "narrow"],
              [words.goal, words.goalState],
              view.goals.map((goal) => [goal.text, words.goalStates[goal.state]]),
            ),
          ]
        : []),
      part(
        words.steps,
        words.noSteps,
        ["wide", "narrow", "narrow"],
        [words.step, words.doer, words.until],
        view.steps
          .filter((step) => step.droppedOn === null)
          .map((step) => [step.text, doerOf(step.doer), step.doneOn ? `${words.done} ${short(step.doneOn)}` : short(step.dueOn)]),
      ),
      part(
        words.deadlines,
        words.noDeadlines,
        ["narrow", "wide", "wide"],
        [words.deadlineOn, words.what, words.harm],
        view.deadlines.filter((one) => one.doneOn === null).map((one) => [short(one.dueOn), one.what, one.harm]),
      ),
      part(
        words.appointments,
        words.noAppointments,
        ["narrow", "wide", "wide"],
        [words.deadlineOn, words.what, words.where],
        view.appointments
          .filter((one) => !one.cancelled && one.onDay >= now)
          .map((one) => [[short(one.onDay), one.time].filter(Boolean).join(" "), one.what ?? "", one.where ?? ""]),
      ),
      part(
        words.periods,
        words.noPeriods,
        ["wide", "narrow", "narrow"],
        [words.period, words.from, words.to],
        view.periods.map((one) => [word("legal_domain", one.legalDomain), short(one.fromOn), short(one.untilOn) || words.today]),
      ),
      part(
        words.contacts,
        words.noContacts,
        ["narrow", "narrow", "wide"],
        [words.deadlineOn, words.kindOf, words.sentence],
        contacts.map((one) => [short(one.happenedOn), words.contactKinds[one.kind], one.sentence]),
      ),
      part(
        words.knowers,
        words.noKnowers,
        ["wide", "wide", "narrow"],
        [words.who, words.knows, words.until],
        others.map((one) => [
          one.unitId ? unitOf(one.unitId) : memberOf(one.membershipId),
          one.categories.map((category) => word("data_category", category)).join(", "),
          short(one.untilOn),
        ]),
      ),
    ],
    not_here: view.hidden.length > 0 ? words.notHere(view.hidden.map((category) => word("data_category", category)).join(", ")) : "",
    about: words.about(printedBy, unitName),
  };
}

/** Every print is logged. The file is named by the number of the case, never by the person. */
export async function printCase(begin: Begin, caseId: string, language: Language): Promise<FileAnswer> {
  const read = await begin(async (call) => await readForPrint(call, caseId));
  const words = sheetWordsOf[language];
  const { view } = read;
  const heading = words.heading(view.number);
  const sheet: Sheet = {
    language,
    site: read.site.site.name,
    today: today(),
    title: `${words.kind}: ${heading}`,
    kind: words.kind,
    heading,
    notice: view.legalBasisUnchecked ? words.unchecked : view.closedOn ? words.closed(dayInWords(view.closedOn, language)) : "",
  };
  const pdf = await typeset(new URL("./documents/sheet-of-case.typ", import.meta.url), sheet, sheetContent(read, language));
  return pdfAnswer(pdf, `${words.file}-${view.number}`);
}
