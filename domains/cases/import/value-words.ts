import { words } from "./fold.ts";

/** What stands in the cells of the lists that people keep, and what it means here. Compared as headings are, see fold.ts. */

export const monthWords: readonly (readonly string[])[] = [
  ["Januar", "Jan", "Jänner", "January"],
  ["Februar", "Feb", "Feber", "February"],
  ["März", "Mrz", "Mär", "March", "Mar"],
  ["April", "Apr"],
  ["Mai", "May"],
  ["Juni", "Jun", "June"],
  ["Juli", "Jul", "July"],
  ["August", "Aug"],
  ["September", "Sep", "Sept"],
  ["Oktober", "Okt", "October", "Oct"],
  ["November", "Nov"],
  ["Dezember", "Dez", "December", "Dec"],
];

/** Nothing is said: the cell counts as empty. */
export const blankWords: readonly string[] = words(`
    k.A. | k. A. | keine Angabe | keine Angaben | ohne Angabe | o.A. | unbekannt | nicht bekannt | unbek. | n.b. | N.N.
    n/a | entfällt | offen | fehlt | keine | keiner | kein | nein | nicht vorhanden | none | unknown | not known
  `);

export const sexWords = {
  female: ["w", "weiblich", "f", "Frau", "female", "weibl.", "woman"],
  male: ["m", "männlich", "Herr", "male", "männl.", "man"],
  diverse: ["d", "divers", "diverse", "nonbinary", "nichtbinär"],
  unknown: ["x", "u", "ohne Eintrag", "ohne", "inter"],
} as const satisfies Record<string, readonly string[]>;

export const legalDomainWords = {
  sgb_ii: words(`
    SGB II | SGB 2 | SGBII | SGB2 | 2 | II | Jobcenter | JC | Job-Center | Bürgergeld | ALG II | ALG 2 | ALGII
    Arbeitslosengeld II | Hartz IV | Hartz 4 | Grundsicherung für Arbeitsuchende | Grundsicherung SGB II
    neue Grundsicherung | Grundsicherungsgeld
  `),
  sgb_iii: words(`
    SGB III | SGB 3 | 3 | III | ALG I | ALG 1 | Arbeitslosengeld | Arbeitslosengeld I | Agentur für Arbeit | Arbeitsagentur
    AA | BA | AfA | Arbeitsförderung
  `),
  sgb_v: ["SGB V", "SGB 5", "5", "V", "Krankengeld", "Krankenversicherung"],
  sgb_viii: words(`
    SGB VIII | SGB 8 | 8 | VIII | Jugendhilfe | Jugendamt | JA | KJHG | Hilfe zur Erziehung | HzE
  `),
  sgb_ix: ["SGB IX", "SGB 9", "9", "IX", "Eingliederungshilfe", "Rehabilitation", "Reha"],
  sgb_xii: words(`
    SGB XII | SGB 12 | 12 | XII | Sozialhilfe | Grundsicherung im Alter | Grundsicherung bei Erwerbsminderung | GruSi
    Hilfe zum Lebensunterhalt | HzL | Sozialamt SGB XII
  `),
  asylblg: words(`
    AsylbLG | Asylblg. | AsylBLG §3 | Asylbewerberleistung | Asylbewerberleistungen | Asylbewerberleistungsgesetz
    Analogleistungen | Analogleistung | § 2 AsylbLG | § 3 AsylbLG | AsylbLG § 2 | AsylbLG § 3 | Grundleistungen
    Grundleistungen AsylbLG | Asyl
  `),
  asylg: ["AsylG", "Asylgesetz", "Asylverfahren", "AsylVfG"],
  aufenthg: ["AufenthG", "Aufenthaltsgesetz", "Aufenthaltsrecht"],
  freizuegg_eu: words(`
    FreizügG/EU | FreizügG | Freizügigkeitsgesetz | Freizügigkeitsgesetz/EU | Freizügigkeit | EU-Freizügigkeit | EU
  `),
  stag: ["StAG", "Staatsangehörigkeitsgesetz", "Einbürgerung"],
} as const satisfies Record<string, readonly string[]>;

/** Lives on something that is no legal domain: no period begins, and no mistake either. */
export const noLegalDomainWords: readonly string[] = words(`
    kein Leistungsbezug | kein Bezug | keine Leistungen | keine Leistung | ohne Leistungsbezug | Selbstzahler | erwerbstätig
    berufstätig | Erwerbseinkommen | Arbeit | Lohn | Gehalt | Familie | Unterhalt | BAföG | Rente | Kindergeld | no benefits
  `);

export const residenceStatusWords = {
  aufenthaltsgestattung: words(`
    Aufenthaltsgestattung | Gestattung | Aufenthaltsgest. | gestattet | AG | Asylbewerber | Asylbewerberin
    im Asylverfahren | Asylverfahren | laufendes Asylverfahren | Ankunftsnachweis | BÜMA | § 55 AsylG | §55 AsylG
  `),
  duldung: words(`
    Duldung | geduldet | Ausbildungsduldung | Beschäftigungsduldung | § 60a | § 60a AufenthG | Duldung § 60a
    Duldung § 60a AufenthG | § 60b | § 60b AufenthG | § 60c | § 60c AufenthG | § 60d | § 60d AufenthG
  `),
  fiktionsbescheinigung: words(`
    Fiktionsbescheinigung | Fiktion | Fiktionsbesch. | Fiktionsb. | FB | § 81 | § 81 AufenthG | § 81 Abs. 4 AufenthG
    § 81 Abs. 3 AufenthG
  `),
  aufenthaltserlaubnis: words(`
    Aufenthaltserlaubnis | AE | Aufenthaltserl. | befristet | eAT | Blaue Karte | Blaue Karte EU | Flüchtling
    anerkannter Flüchtling | Flüchtlingsanerkennung | Flüchtlingsschutz | anerkannt | asylberechtigt | Asylberechtigter
    Asylberechtigte | subsidiärer Schutz | subsidiär Schutzberechtigt | subsidiär geschützt | subs. Schutz | GFK
    Abschiebungsverbot | vorübergehender Schutz | Ukraine § 24 | Familiennachzug | Chancenaufenthalt
    Chancen-Aufenthaltsrecht | Aufenthaltstitel
  `),
  niederlassungserlaubnis: words(`
    Niederlassungserlaubnis | NE | Niederlassungserl. | unbefristet | Daueraufenthalt | Daueraufenthalt-EU
    Daueraufenthalt EU | Erlaubnis zum Daueraufenthalt-EU | § 9 | § 9 AufenthG | § 9a | § 9a AufenthG | § 26 Abs. 3
    § 26 Abs. 3 AufenthG | § 26 Abs. 4 | § 26 Abs. 4 AufenthG
  `),
  eu_freizuegigkeit: words(`
    EU-Freizügigkeit | Freizügigkeit | Freizügigkeit (EU) | freizügigkeitsberechtigt | EU-Bürger | EU-Bürgerin
    Unionsbürger | Unionsbürgerin | EU | EU-Bürgerschaft | Freizügigkeit EU
  `),
  deutsche_staatsangehoerigkeit: words(`
    deutsche Staatsangehörigkeit | deutsch | Deutscher | Deutsche | eingebürgert | Einbürgerung erfolgt | dt. | D
    dt. Staatsangehörigkeit | Deutsch
  `),
  visum: ["Visum", "Visa", "nationales Visum", "D-Visum", "Visum D", "Schengen-Visum", "Schengenvisum"],
  unbekannt: ["unbekannt", "ungeklärt", "unklar", "nicht erfasst", "k.A.", "keine Angabe"],
} as const satisfies Record<string, readonly string[]>;

/** There is no value for being without papers; such a word is not kept, on purpose. */
export const statusNeverKept: readonly string[] = words(`
    ohne Papiere | illegal | ohne Aufenthalt | ohne Aufenthaltsstatus | ohne Aufenthaltstitel | ohne Status
    kein Aufenthaltstitel | keine Papiere | papierlos | undokumentiert | irregulär | undocumented | without papers
    ausreisepflichtig | vollziehbar ausreisepflichtig | untergetaucht
  `);

export const phaseWords = {
  access: ["Zugang", "Intake", "Aufnahme", "Erstkontakt", "neu", "Neuaufnahme", "access", "1"],
  clarification: ["Klärung", "Klärungsphase", "Clearing", "Erstgespräch", "Erstberatung", "clarification", "2"],
  assessment: ["Assessment", "Bedarfsermittlung", "Anamnese", "Potenzialanalyse", "assessment", "3"],
  planning: words(`
    Planung | Hilfeplan | Hilfeplanung | Unterstützungsplan | Unterstützungsplanung | Förderplan | Zielvereinbarung
    Integrationsplan | planning | 4
  `),
  linking: ["Linking", "Vermittlung", "Umsetzung", "Verweisung", "Anbindung", "linking", "5"],
  monitoring: words(`
    Monitoring | Begleitung | in Begleitung | Nachverfolgung | Überprüfung | monitoring | 6
  `),
  closing: words(`
    Abschluss | abgeschlossen | beendet | geschlossen | Evaluation | Abschluss, Evaluation | Ablösung | closing | closed | 7
  `),
} as const satisfies Record<string, readonly string[]>;

/** The case is open, in whatever phase. */
export const openWords: readonly string[] = words(`
    laufend | aktiv | offen | in Bearbeitung | läuft | in Arbeit | ruhend | pausiert | ruht | Warteliste | open | active
    ongoing
  `);

/** Short forms of languages; a full name stays as it is written. */
export const languageWords: Readonly<Record<string, readonly string[]>> = {
  Arabisch: ["ar", "ara", "arab", "arabic"],
  Ukrainisch: ["uk", "ukr", "ukrainian"],
  Russisch: ["ru", "rus", "russ", "russian"],
  Persisch: ["fa", "per", "pers", "persian"],
  Türkisch: ["tr", "tur", "tuerk", "turkish"],
  Kurdisch: ["ku", "kur", "kurd", "kurdish"],
  Kurmandschi: ["kmr"],
  Tigrinya: ["ti", "tir", "tigr"],
  Paschtu: ["ps", "pus", "pashto"],
  Somali: ["so", "som"],
  Englisch: ["en", "eng", "engl", "english"],
  Französisch: ["fr", "fra", "franz", "frz", "french"],
  Deutsch: ["de", "deu", "dt", "german"],
  Spanisch: ["es", "spa", "span", "spanish"],
  Rumänisch: ["ro", "ron", "rum", "romanian"],
  Bulgarisch: ["bg", "bul", "bulg", "bulgarian"],
  Polnisch: ["pl", "pol", "poln", "polish"],
  Italienisch: ["it", "ita", "ital", "italian"],
  Albanisch: ["sq", "alb"],
  Serbisch: ["sr", "serb"],
  Amharisch: ["am", "amh"],
  Griechisch: ["el", "griech"],
  Dari: ["prs"],
  Urdu: ["ur"],
  Hindi: ["hi"],
  Chinesisch: ["zh"],
  Vietnamesisch: ["vi"],
};

/** Short forms of countries, as registers have them; anything else stays as it is written. */
export const nationalityWords: Readonly<Record<string, readonly string[]>> = {
  Syrien: ["syr", "sy"],
  Ukraine: ["ukr", "ua"],
  Afghanistan: ["afg", "af"],
  Irak: ["irq", "iq"],
  Iran: ["irn", "ir"],
  Türkei: ["tur", "tr"],
  Eritrea: ["eri", "er"],
  Somalia: ["som", "so"],
  Nigeria: ["nga", "ng"],
  Guinea: ["gin"],
  "Russische Föderation": ["rus", "ru"],
  Rumänien: ["rou", "ro"],
  Bulgarien: ["bgr", "bg"],
  Polen: ["pol", "pl"],
  Italien: ["ita", "it"],
  Griechenland: ["grc", "gr"],
  Spanien: ["esp", "es"],
  Serbien: ["srb", "rs"],
  Kosovo: ["xkx", "kos"],
  Nordmazedonien: ["mkd"],
  Albanien: ["alb", "al"],
  Marokko: ["mar", "ma"],
  Ägypten: ["egy"],
  Äthiopien: ["eth"],
  Ghana: ["gha"],
  Pakistan: ["pak"],
  Indien: ["ind"],
  Libanon: ["lbn"],
  Georgien: ["geo"],
  Armenien: ["arm"],
  Aserbaidschan: ["aze"],
  Moldau: ["mda"],
  Kolumbien: ["col"],
  Venezuela: ["ven"],
  Deutschland: ["deu", "de"],
};

/** Before a name in a list, and no part of it. */
export const salutations: readonly string[] = ["Herr", "Herrn", "Frau", "Hr.", "Fr.", "Fam.", "Familie", "Eheleute", "Mr", "Mrs", "Ms"];

/** Stay with the name behind them. */
export const nameParticles: readonly string[] = words(`
    al | el | ul | ad | ar | as | an | von | van | de | der | den | di | da | dos | la | le | bin | ben | ibn | bint | abu
    abou | abd | abdul | zu | vom | ter | ould | haj
  `);

export const townPrefixes: readonly string[] = ["Stadt", "Gemeinde", "Kreisstadt", "Hansestadt", "Markt"];

/** Levels and doubts behind a language: "Deutsch A2", "etwas Englisch". */
export const languageNoise: readonly string[] = words(`
    a0 | a1 | a2 | b1 | b2 | c1 | c2 | etwas | etw | wenig | gut | sehr | gebrochen | fließend | grundkenntnisse
    muttersprache | kaum | ms
  `);
