/** What the protocol of deletions is called on paper. */
const de = {
  file: "loeschungen",
  title: "Löschungen",
  site: "Standort",
  mark: "Kennung",
  unit: "Stelle",
  reason: "Grund",
  archive: "Archiv",
  archiveOfferedOn: "Dem Archiv angeboten am",
  state: "Stand",
  askedOn: "Beantragt am",
  askedBy: "Beantragt von",
  answeredOn: "Entschieden am",
  answeredBy: "Entschieden von",
  gone: "Gelöschte Einträge",
  stayed: "Zahlen ohne Person",
  unreadableOn: "Sicherungen unlesbar ab",
  reasons: {
    right_to_erasure: "Die Person hat es verlangt",
    retention_ended: "Die Aufbewahrungsfrist ist abgelaufen",
    kept_wrongly: "Hätte nie gespeichert werden dürfen",
  },
  archives: { not_bound: "Anbieten nicht nötig", declined: "Das Archiv hat abgelehnt", taken: "Das Archiv hat übernommen" },
  states: { asked: "Wartet auf eine zweite Person", done: "Gelöscht", refused: "Abgelehnt", withdrawn: "Zurückgezogen" },
} as const;

type Words<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Words<T[Key]> };

const en: Words<typeof de> = {
  file: "deletions",
  title: "Deletions",
  site: "Site",
  mark: "Mark",
  unit: "Unit",
  reason: "Reason",
  archive: "Archive",
  archiveOfferedOn: "Offered to the archive on",
  state: "State",
  askedOn: "Requested on",
  askedBy: "Requested by",
  answeredOn: "Decided on",
  answeredBy: "Decided by",
  gone: "Entries deleted",
  stayed: "Figures without the person",
  unreadableOn: "Backups unreadable from",
  reasons: {
    right_to_erasure: "The person asked for it",
    retention_ended: "The retention period is over",
    kept_wrongly: "Should never have been kept",
  },
  archives: { not_bound: "No duty to offer it", declined: "The archive declined", taken: "The archive took it over" },
  states: { asked: "Waits for a second person", done: "Deleted", refused: "Refused", withdrawn: "Withdrawn" },
};

export const wordsOf = { de, en } as const;
