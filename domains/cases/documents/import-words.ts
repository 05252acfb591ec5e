const de = {
  title: "Übernommene Listen",
  file: "Uebernommene-Listen",
  site: "Standort",
  when: "Wann",
  fileLabel: "Datei",
  who: "Gebracht von",
  read: "Zeilen gelesen",
  created: "Fälle neu",
  changed: "Fälle geändert",
  unchanged: "Fälle unverändert",
  leftOut: "Zeilen weggelassen",
  undone: "Fälle zurückgenommen",
  undoneOn: "Zurückgenommen am",
};
const en: typeof de = {
  title: "Lists taken over",
  file: "lists-taken-over",
  site: "Site",
  when: "When",
  fileLabel: "File",
  who: "Brought by",
  read: "Rows read",
  created: "Cases new",
  changed: "Cases changed",
  unchanged: "Cases unchanged",
  leftOut: "Rows left out",
  undone: "Cases taken back",
  undoneOn: "Taken back on",
};

/** What stands in the list of imports. */
export const importWordsOf = { de, en } as const;
