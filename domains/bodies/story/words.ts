/** What an extract says beside what stands in the minutes. */
export const extractWordsOf = {
  de: {
    extract: "Auszug für die Öffentlichkeit",
    none: "Kein Punkt dieser Sitzung ist öffentlich.",
    others: (n: number) => (n === 1 ? "Ein weiterer Punkt war nicht öffentlich." : `${n} weitere Punkte waren nicht öffentlich.`),
    nothing: "Zu diesem Punkt wurde nichts festgelegt.",
    file: "Auszug",
  },
  en: {
    extract: "Extract for the public",
    none: "No item of this meeting is public.",
    others: (n: number) => (n === 1 ? "One more item was not public." : `${n} more items were not public.`),
    nothing: "Nothing was decided on this item.",
    file: "extract",
  },
} as const;

/** The page that everybody reads. */
export const publicWordsOf = {
  de: {
    title: (site: string) => `${site}: von der Hürde zur Antwort`,
    lead: "Was nicht funktioniert hat, was dazu festgelegt wurde und was daraus geworden ist.",
    way: "Von der Hürde zur Antwort",
    gap: "Was nicht funktionierte",
    decided: (body: string, day: string) => `Was festgelegt wurde – ${body}, ${day}`,
    answer: "Was daraus wurde",
    outcomes: { agreed: "Festgelegt", postponed: "Vertagt", declined: "Abgelehnt", escalated: "Ans Land gegeben" },
    states: { open: "noch nicht begonnen", under_way: "in Arbeit", done: "umgesetzt" },
    by: (owner: string) => `Dafür sorgt: ${owner}`,
    until: (day: string) => `bis ${day}`,
    state: "Stand",
    nothing: "Noch ist nichts veröffentlicht.",
    undecided: "Dazu wurde noch nichts festgelegt.",
    stand: (day: string) => `Stand: ${day}. Auf dieser Seite steht kein Name einer Person.`,
    missingLead: "Vielleicht ist die Adresse falsch geschrieben.",
  },
  en: {
    title: (site: string) => `${site}: from the gap to the answer`,
    lead: "What did not work, what was decided about it, and what became of it.",
    way: "From the gap to the answer",
    gap: "What did not work",
    decided: (body: string, day: string) => `What was decided – ${body}, ${day}`,
    answer: "What became of it",
    outcomes: { agreed: "Decided", postponed: "Postponed", declined: "Declined", escalated: "Put to the Land" },
    states: { open: "not begun yet", under_way: "under way", done: "done" },
    by: (owner: string) => `Seen to by: ${owner}`,
    until: (day: string) => `by ${day}`,
    state: "State",
    nothing: "Nothing has been published yet.",
    undecided: "Nothing has been decided about it yet.",
    stand: (day: string) => `As of ${day}. This page names no person.`,
    missingLead: "The address may be misspelt.",
  },
} as const;
