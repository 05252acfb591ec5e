import type { Language } from "../../../platform/server/paper/days.ts";
import type { StructureKind, TargetGroup } from "../structure/contract.ts";

type Words = {
  readonly structures: string;
  readonly file: string;
  readonly site: string;
  readonly organisation: string;
  readonly name: string;
  readonly kind: string;
  readonly fields: string;
  readonly towns: string;
  readonly everyTown: string;
  readonly groups: string;
  readonly everybody: string;
  readonly places: string;
  readonly hours: string;
  readonly opening: string;
  readonly fundedBy: string;
  readonly fundedUntil: string;
  readonly kinds: Readonly<Record<StructureKind, string>>;
  readonly targetGroups: Readonly<Record<TargetGroup, string>>;
};

/** What stands in the spreadsheet. */
export const wordsOf: Readonly<Record<Language, Words>> = {
  de: {
    structures: "Beratungsstrukturen",
    file: "Beratungsstrukturen",
    site: "Standort",
    organisation: "Organisation",
    name: "Angebot",
    kind: "Art",
    fields: "Handlungsfelder",
    towns: "Kommunen",
    everyTown: "gesamter Standort",
    groups: "Zielgruppen",
    everybody: "alle",
    places: "Plätze im Jahr",
    hours: "Stunden in der Woche",
    opening: "Sprechzeiten",
    fundedBy: "Gefördert durch",
    fundedUntil: "Förderung bis",
    kinds: {
      mbe: "Migrationsberatung für Erwachsene (MBE)",
      jmd: "Jugendmigrationsdienst (JMD)",
      integrationsagentur: "Integrationsagentur",
      fluechtlingsberatung: "Flüchtlingsberatung",
      other: "andere Beratung",
    },
    targetGroups: {
      adults: "Erwachsene",
      young_people: "junge Menschen",
      families: "Familien",
      women: "Frauen",
      refugees: "Geflüchtete",
      eu_citizens: "Menschen aus der EU",
      skilled_workers: "Fachkräfte",
    },
  },
  en: {
    structures: "Counselling structures",
    file: "counselling-structures",
    site: "Site",
    organisation: "Organisation",
    name: "Offer",
    kind: "Kind",
    fields: "Fields of action",
    towns: "Towns",
    everyTown: "whole site",
    groups: "Target groups",
    everybody: "everybody",
    places: "Places a year",
    hours: "Hours a week",
    opening: "Opening hours",
    fundedBy: "Funded by",
    fundedUntil: "Funded until",
    kinds: {
      mbe: "Migration counselling for adults (MBE)",
      jmd: "Youth migration service (JMD)",
      integrationsagentur: "Integration agency (Integrationsagentur)",
      fluechtlingsberatung: "Counselling for refugees",
      other: "other counselling",
    },
    targetGroups: {
      adults: "adults",
      young_people: "young people",
      families: "families",
      women: "women",
      refugees: "refugees",
      eu_citizens: "people from the EU",
      skilled_workers: "skilled workers",
    },
  },
};
