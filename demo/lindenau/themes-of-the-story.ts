/** The eleven themes of Kreis Lindenau, as people there would have written them. All of it is made up. */
export type ReportStory = {
  readonly text: string;
  readonly by: string;
  readonly daysAgo: number;
  readonly kind: "waiting" | "no_responsibility" | "repeated_data" | "no_offer" | "benefit_gap" | "language_barrier" | "access" | "other";
  /** Where it got stuck: from this unit to that one. */
  readonly between?: readonly [string, string];
  readonly daysLost?: number;
  readonly town?: string;
  readonly visibility?: "named" | "coordinator" | "unnamed";
  /** Reported out of a case of the reporter: the surname of the person in demo/lindenau/cases-of-the-story.ts. */
  readonly outOfCase?: boolean;
};

export type ThemeStory = {
  readonly key: string;
  readonly title: string;
  readonly sentence: string;
  readonly field: "language" | "work" | "education" | "child_care" | "housing" | "health" | "residence" | "participation";
  readonly reports: readonly ReportStory[];
  readonly collectedDaysAgo: number;
  readonly concerned?: {
    readonly organisation: string;
    readonly requestedDaysAgo: number;
    readonly givenDaysAgo?: number;
    readonly by?: string;
    readonly text?: string;
  };
};

export const themes: readonly ThemeStory[] = [
  {
    key: "kurs-ohne-betreuung",
    title: "Eltern ohne Kinderbetreuung warten dreimal so lange auf den Kurs",
    sentence:
      "Wer kleine Kinder hat und keinen Betreuungsplatz, beginnt den Integrationskurs erst nach Monaten, obwohl die Berechtigung da ist.",
    field: "language",
    collectedDaysAgo: 300,
    reports: [
      {
        text: "Die Berechtigung für den Kurs liegt seit fünf Monaten vor. Ohne Betreuung für das jüngere Kind kann die Mutter nicht beginnen, und die Kita vergibt Plätze nur zum Sommer.",
        by: "wolters",
        daysAgo: 340,
        kind: "waiting",
        between: ["vhs-kurse", "kita-fachberatung"],
        daysLost: 150,
        town: "Lindenau",
        outOfCase: true,
      },
      {
        text: "Kursplatz zum zweiten Mal verfallen, weil die Tagespflege abgesagt hat. Der Träger führt keine Warteliste für Eltern.",
        by: "nowak",
        daysAgo: 331,
        kind: "waiting",
        between: ["horizont-kurse", "jugendamt-erlbach"],
        daysLost: 120,
        town: "Erlbach",
      },
      {
        text: "Beide Eltern sind berechtigt, aber nur einer kann gehen. Die Mutter wartet, bis der Vater fertig ist: mindestens neun Monate.",
        by: "sommer",
        daysAgo: 322,
        kind: "waiting",
        between: ["vhs-kurse", "jugendamt"],
        daysLost: 270,
        town: "Hohenfeld",
      },
      {
        text: "Die Betreuung im Haus des Kurses wurde eingestellt, weil niemand die Räume bezahlt. Seitdem melden sich Mütter gar nicht mehr an.",
        by: "busch",
        daysAgo: 318,
        kind: "no_offer",
        between: ["vhs-kurse", "jugendamt"],
        town: "Steinau",
      },
      {
        text: "Die Kita sagt, ohne Arbeit kein Ganztagsplatz. Der Kurs sagt, ohne Ganztagsplatz kein Vollzeitkurs.",
        by: "lang",
        daysAgo: 315,
        kind: "no_responsibility",
        between: ["kita-fachberatung", "vhs-kurse"],
        daysLost: 90,
        town: "Lindenau",
      },
      {
        text: "Alleinerziehende Mutter von drei Kindern findet keinen Kurs am Vormittag mit Betreuung. Der nächste ist im Nachbarkreis.",
        by: "haddad",
        daysAgo: 310,
        kind: "no_offer",
        town: "Westerode",
        visibility: "coordinator",
      },
      {
        text: "Wir haben vier Familien, die auf Betreuung warten, um den Kurs zu beginnen. Das Jobcenter fragt jeden Monat nach dem Kursbeginn.",
        by: "ferreira",
        daysAgo: 306,
        kind: "waiting",
        between: ["jc-vermittlung", "kita-fachberatung"],
        town: "Auental",
      },
      {
        text: "Anmeldung war im Frühjahr, der Kurs begann ohne sie. Die Tagespflege kam sechs Wochen zu spät.",
        by: "kaya",
        daysAgo: 290,
        kind: "waiting",
        daysLost: 42,
        town: "Lindenau",
      },
      {
        text: "Kein Bus zur einzigen Kita mit freiem Platz. Der Weg dauert mit zwei Kindern länger als der Kurs.",
        by: "petrova",
        daysAgo: 240,
        kind: "access",
        town: "Talheim",
      },
    ],
    concerned: {
      organisation: "erlbach",
      requestedDaysAgo: 285,
      givenDaysAgo: 276,
      by: "wolf",
      text: "Die Plätze in der Tagespflege sind belegt. Eine Betreuung im selben Haus wie der Kurs können wir fachlich begleiten, aber nicht bezahlen.",
    },
  },
  {
    key: "luecke-beim-wechsel",
    title: "Beim Wechsel ins SGB II steht vielen für Wochen kein Geld zu",
    sentence:
      "Zwischen dem letzten Tag nach dem Asylbewerberleistungsgesetz und der ersten Zahlung des Jobcenters liegen Wochen ohne Leistung.",
    field: "participation",
    collectedDaysAgo: 320,
    reports: [
      {
        text: "Das Sozialamt stellt mit dem Bescheid sofort ein, das Jobcenter bearbeitet erst nach vollständigem Antrag. Die Familie hatte drei Wochen kein Geld.",
        by: "brandt",
        daysAgo: 352,
        kind: "benefit_gap",
        between: ["sozialamt", "jc-leistung"],
        daysLost: 21,
        town: "Lindenau",
        outOfCase: true,
      },
      {
        text: "Miete im Rückstand, weil die erste Zahlung erst nach 19 Tagen kam. Der Vermieter hat gemahnt.",
        by: "oduya",
        daysAgo: 345,
        kind: "benefit_gap",
        between: ["sozialamt", "jc-leistung"],
        daysLost: 19,
        town: "Hohenfeld",
        outOfCase: true,
      },
      {
        text: "Beide Ämter verlangen denselben Mietvertrag. Bis er bei beiden lag, war der Monat um.",
        by: "yildiz",
        daysAgo: 338,
        kind: "benefit_gap",
        between: ["sozialamt", "jc-leistung"],
        daysLost: 17,
        town: "Brückheim",
      },
      {
        text: "Niemand sagt der Person, dass sie den Antrag stellen muss, bevor die alte Leistung endet.",
        by: "schulte",
        daysAgo: 330,
        kind: "benefit_gap",
        between: ["sozialamt", "jc-leistung"],
        town: "Lindenau",
      },
      {
        text: "Anerkennung per Post am Freitag, Geldleistung am Montag beendet. Tafelausweis als Notlösung.",
        by: "weiss",
        daysAgo: 325,
        kind: "benefit_gap",
        daysLost: 24,
        town: "Nordkirch",
      },
    ],
  },
  {
    key: "termin-abh",
    title: "Bis zum Termin bei der Ausländerbehörde vergehen 76 Tage",
    sentence: "Wenn die Fiktionsbescheinigung abläuft, bevor ein Termin frei ist, verlieren Menschen ihre Arbeit.",
    field: "residence",
    collectedDaysAgo: 90,
    reports: [
      {
        text: "Fiktionsbescheinigung abgelaufen, nächster Termin in elf Wochen. Der Arbeitgeber hat die Beschäftigung unterbrochen.",
        by: "hansen",
        daysAgo: 120,
        kind: "waiting",
        between: ["jc-vermittlung", "auslaenderbehoerde"],
        daysLost: 76,
        town: "Steinau",
        outOfCase: true,
      },
      {
        text: "Terminbuchung nur im Netz und nur auf Deutsch. Neue Termine gibt es nachts um zwölf, nach Minuten sind sie weg.",
        by: "fuchs",
        daysAgo: 104,
        kind: "access",
        between: ["jmd", "auslaenderbehoerde"],
        town: "Hohenfeld",
      },
      {
        text: "Betrieb will verlängern, darf aber ohne gültiges Papier nicht. Wir telefonieren seit vier Wochen.",
        by: "krause",
        daysAgo: 96,
        kind: "waiting",
        between: ["jc-vermittlung", "auslaenderbehoerde"],
        daysLost: 30,
        town: "Westerode",
        visibility: "coordinator",
      },
      {
        text: "Zwei Ausbildungsverträge hängen an der Verlängerung. Die Schule beginnt vor dem Termin.",
        by: "ferreira",
        daysAgo: 60,
        kind: "waiting",
        between: ["agentur-beratung", "auslaenderbehoerde"],
        town: "Lindenau",
      },
      {
        text: "Auskunft am Telefon anders als am Schalter. Die Person hat sich zweimal einen Tag freigenommen.",
        by: "petrova",
        daysAgo: 34,
        kind: "access",
        between: ["kreis-kim", "auslaenderbehoerde"],
        town: "Talheim",
        visibility: "unnamed",
      },
    ],
    concerned: { organisation: "office", requestedDaysAgo: 8 },
  },
  {
    key: "fuenfmal-dieselben-angaben",
    title: "Dieselben Angaben werden fünfmal verlangt",
    sentence: "Name, Einreise, Bildungsweg, Familie: Jede Stelle fragt von vorn, und jedes Mal steht etwas anderes auf dem Papier.",
    field: "participation",
    collectedDaysAgo: 260,
    reports: [
      {
        text: "Die ratsuchende Person hat ihren Bildungsweg beim fünften Mal nicht mehr erzählen wollen.",
        by: "wolters",
        daysAgo: 280,
        kind: "repeated_data",
        town: "Lindenau",
        outOfCase: true,
      },
      {
        text: "Drei Schreibweisen des Namens in drei Ämtern. Die Krankenkasse hat den Antrag deshalb zurückgeschickt.",
        by: "lang",
        daysAgo: 274,
        kind: "repeated_data",
        between: ["stadt-kim", "sozialamt"],
        daysLost: 28,
        town: "Lindenau",
      },
      {
        text: "Unsere Lotsinnen füllen denselben Bogen für jede Stelle neu aus. Ein Blatt, das die Person selbst behält, würde reichen.",
        by: "haddad",
        daysAgo: 268,
        kind: "repeated_data",
        town: "Erlbach",
      },
      {
        text: "Das Berufskolleg fragt alles noch einmal ab, obwohl das Zeugnis schon übersetzt beim Jobcenter liegt.",
        by: "kaya",
        daysAgo: 250,
        kind: "repeated_data",
        between: ["jc-vermittlung", "berufskolleg"],
        town: "Lindenau",
      },
    ],
  },
  {
    key: "anerkennung-unklar",
    title: "Welche Papiere für die Anerkennung fehlen, sagt niemand",
    sentence: "Wer einen Abschluss anerkennen lassen will, erfährt erst nach Monaten, welche Unterlagen noch fehlen.",
    field: "work",
    collectedDaysAgo: 290,
    reports: [
      {
        text: "Die Kammer schickt die Mappe zurück, das Jobcenter zahlt die Übersetzung nicht, die Beratung kennt die Liste nicht.",
        by: "nowak",
        daysAgo: 335,
        kind: "no_responsibility",
        between: ["kammer-anerkennung", "jc-vermittlung"],
        daysLost: 95,
        town: "Lindenau",
      },
      {
        text: "Apothekerin sucht seit Monaten heraus, wer für die Prüfung der Kenntnisse zuständig ist.",
        by: "wolters",
        daysAgo: 327,
        kind: "no_responsibility",
        between: ["migrationsberatung", "ihk-anerkennung"],
        daysLost: 110,
        town: "Lindenau",
        outOfCase: true,
      },
      {
        text: "Dreimal nachgereicht, dreimal eine andere Unterlage verlangt.",
        by: "yildiz",
        daysAgo: 320,
        kind: "repeated_data",
        between: ["kammer-anerkennung", "kreis-kim"],
        daysLost: 60,
        town: "Quellfurt",
      },
    ],
  },
  {
    key: "einstufung-nur-kreisstadt",
    title: "Den Einstufungstest gibt es nur in der Kreisstadt",
    sentence: "Wer weit draußen wohnt, wartet auf den Test, weil der Weg zu lang und der Termin zu früh ist.",
    field: "language",
    collectedDaysAgo: 280,
    reports: [
      {
        text: "Der erste Bus kommt nach Beginn des Tests an. Zwei Personen haben deshalb den Termin verloren.",
        by: "petrova",
        daysAgo: 316,
        kind: "access",
        between: ["kreis-kim", "vhs-kurse"],
        daysLost: 35,
        town: "Quellfurt",
      },
      {
        text: "Mit kleinem Kind ist die Fahrt zum Test ein ganzer Tag.",
        by: "sommer",
        daysAgo: 309,
        kind: "access",
        between: ["kreis-kim", "vhs-kurse"],
        town: "Nordkirch",
      },
      {
        text: "Testtermine alle sechs Wochen, danach beginnt der Kurs ohne die Leute vom Land.",
        by: "hansen",
        daysAgo: 300,
        kind: "waiting",
        between: ["kreis-kim", "vhs-kurse"],
        daysLost: 42,
        town: "Talheim",
      },
    ],
  },
  {
    key: "krankenkassenkarte",
    title: "Beim Wechsel des Rechtskreises fehlt die Krankenkassenkarte",
    sentence: "Zwischen Behandlungsschein und Karte liegen Wochen, in denen niemand weiß, wer zahlt.",
    field: "health",
    collectedDaysAgo: 70,
    reports: [
      {
        text: "Behandlungsschein ungültig, Karte noch nicht da. Die Praxis hat die Mutter mit dem kranken Kind weggeschickt.",
        by: "weiss",
        daysAgo: 92,
        kind: "no_responsibility",
        between: ["sozialamt", "jc-leistung"],
        daysLost: 26,
        town: "Lindenau",
        outOfCase: true,
      },
      {
        text: "Die Kasse wartet auf die Meldung des Jobcenters, das Jobcenter auf die Mitgliedschaft. Beides dauert.",
        by: "schulte",
        daysAgo: 84,
        kind: "waiting",
        between: ["jc-leistung", "sozialamt"],
        daysLost: 30,
        town: "Auental",
      },
      {
        text: "Sozialdienst der Klinik telefoniert bei jeder Aufnahme drei Stellen ab.",
        by: "brandt",
        daysAgo: 75,
        kind: "no_responsibility",
        town: "Lindenau",
        visibility: "coordinator",
      },
    ],
  },
  {
    key: "sprachmittlung",
    title: "Sprachmittlung wird von jeder Stelle einzeln gesucht",
    sentence: "Jede Stelle hat ihre eigene Liste; am Tag des Termins ist trotzdem niemand da.",
    field: "participation",
    collectedDaysAgo: 230,
    reports: [
      {
        text: "Termin geplatzt, weil keine Sprachmittlung für Tigrinisch zu finden war. Im selben Haus gab es zur selben Zeit eine.",
        by: "kaya",
        daysAgo: 262,
        kind: "language_barrier",
        between: ["stadt-kim", "drk-sprachmittlung"],
        daysLost: 14,
        town: "Lindenau",
      },
      { text: "Das Kind hat für die Mutter übersetzt, beim Arzt.", by: "haddad", daysAgo: 255, kind: "language_barrier", town: "Erlbach" },
      {
        text: "Wir zahlen selbst, weil die Kostenfrage erst nach dem Termin geklärt wird.",
        by: "fuchs",
        daysAgo: 248,
        kind: "no_responsibility",
        between: ["jmd", "drk-sprachmittlung"],
        town: "Brückheim",
      },
    ],
  },
  {
    key: "achtzehn-bis-fuenfundzwanzig",
    title: "Mit achtzehn hört die Jugendhilfe auf, das Jobcenter fängt noch nicht an",
    sentence: "Junge Erwachsene fallen zwischen Jugendamt und Jobcenter, sobald sie volljährig sind.",
    field: "education",
    collectedDaysAgo: 45,
    reports: [
      {
        text: "Hilfe endete am Geburtstag, der Antrag beim Jobcenter wurde nicht angenommen, weil die Schule noch lief.",
        by: "nowak",
        daysAgo: 66,
        kind: "no_responsibility",
        between: ["jugendamt", "jc-vermittlung"],
        daysLost: 40,
        town: "Lindenau",
      },
      {
        text: "Der junge Mann stand ohne Unterkunft da, beide Ämter haben aufeinander verwiesen.",
        by: "fuchs",
        daysAgo: 52,
        kind: "no_responsibility",
        between: ["jugendamt", "jc-vermittlung"],
        daysLost: 25,
        town: "Westerode",
      },
    ],
  },
  {
    key: "eu-ohne-kursanspruch",
    title: "Menschen aus der EU haben keinen Anspruch auf den Integrationskurs",
    sentence: "Sie dürfen nur teilnehmen, wenn Plätze frei sind; im Kreis sind keine frei.",
    field: "language",
    collectedDaysAgo: 170,
    reports: [
      {
        text: "Die Frau aus Bulgarien arbeitet seit zwei Jahren im Lager und möchte Deutsch lernen. Sie darf nur auf einen Platz, der übrig bleibt.",
        by: "weiss",
        daysAgo: 201,
        kind: "no_offer",
        between: ["stadt-kim", "vhs-kurse"],
        town: "Lindenau",
      },
      {
        text: "Seit einem Jahr auf der Warteliste, weil Berechtigte immer vorgehen. Gearbeitet wird in der Küche, ohne Deutsch.",
        by: "lang",
        daysAgo: 205,
        kind: "no_offer",
        between: ["stadt-kim", "vhs-kurse"],
        daysLost: 360,
        town: "Lindenau",
      },
      {
        text: "Die Familie aus Bulgarien zahlt den Kurs selbst und bricht ab, weil das Geld nicht reicht.",
        by: "sommer",
        daysAgo: 198,
        kind: "no_offer",
        town: "Steinau",
      },
    ],
  },
  {
    key: "familie-der-fachkraft",
    title: "Für die Familie der Fachkraft ist niemand zuständig",
    sentence: "Die Fachkraft hat Vertrag und Betrieb; wer der Familie hilft anzukommen, steht nirgends.",
    field: "participation",
    collectedDaysAgo: 20,
    reports: [
      {
        text: "Der Betrieb kümmert sich um den Ingenieur, um Schule und Sprachkurs der Familie kümmert sich keiner.",
        by: "ferreira",
        daysAgo: 31,
        kind: "no_responsibility",
        town: "Hohenfeld",
      },
    ],
  },
];

/** Reports that nobody has joined to a theme yet: the coordinator's desk. */
export const freshReports: readonly ReportStory[] = [
  {
    text: "Der Deutschtest des Betriebs gilt beim Amt nicht, der Test des Amts findet erst im Frühjahr wieder statt.",
    by: "hansen",
    daysAgo: 61,
    kind: "waiting",
    between: ["kreis-kim", "vhs-kurse"],
    town: "Steinau",
  },
  {
    text: "Der Wohnberechtigungsschein gilt nur in der Stadt, die Zusage für die Wohnung kam aus dem Nachbarort.",
    by: "weiss",
    daysAgo: 6,
    kind: "no_responsibility",
    between: ["wohnberatung", "stadt-kim"],
    daysLost: 20,
    town: "Lindenau",
  },
  {
    text: "Kein Platz im Berufssprachkurs vor dem Frühjahr. Der Betrieb wartet nicht so lange.",
    by: "wolters",
    daysAgo: 3,
    kind: "waiting",
    between: ["agentur-beratung", "horizont-kurse"],
    daysLost: 90,
    town: "Lindenau",
  },
  {
    text: "Die Schule hat das Kind angenommen, aber der Schulbus fährt nicht bis zur Unterkunft.",
    by: "ritter",
    daysAgo: 1,
    kind: "access",
    town: "Quellfurt",
    visibility: "coordinator",
  },
];
