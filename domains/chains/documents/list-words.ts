const de = {
  title: "Dienstleistungsketten",
  file: "Dienstleistungsketten",
  site: "Standort",
  chain: "Kette",
  version: "Letzte Fassung",
  state: "Stand",
  states: { draft: "Entwurf", agreed: "vereinbart oder bestätigt" },
  versions: "Fassungen",
};
const en: typeof de = {
  title: "Service chains",
  file: "service-chains",
  site: "Site",
  chain: "Chain",
  version: "Last version",
  state: "State",
  states: { draft: "draft", agreed: "agreed or confirmed" },
  versions: "Versions",
};

/** What stands in the list of chains, beside the words of a single one. */
export const listWordsOf = { de, en } as const;
