import { takeDirectoryFile } from "../../domains/directory/index.ts";
import { asActor } from "../../platform/server/database/actor.ts";
import type { Database } from "../../platform/server/database/pool.ts";
import type { DemoSite } from "../programme.ts";
import type { StoryDays } from "../story-days.ts";

type Told = { readonly slug: string; readonly title: string; readonly text: string };
type Offer = { readonly de: Told; readonly en: Told; readonly contact?: string; readonly changedDaysAgo: number };
type Part = { readonly de: Omit<Told, "text">; readonly en: Omit<Told, "text">; readonly offers: readonly Offer[] };

const phone = (number: string) => `<br>Telefon: <a href="tel:${number.replaceAll(" ", "")}">${number}</a>`;
const mail = (address: string) => `<br><a href="mailto:${address}">${address}</a>`;

/** Offers of Kreis Lindenau as its own directory would publish them. No place, phone number or organisation in it exists. */
const parts: readonly Part[] = [
  {
    de: { slug: "sprache-lernen", title: "Sprache lernen" },
    en: { slug: "learning-german", title: "Learning German" },
    offers: [
      {
        de: {
          slug: "integrationskurs-mit-kinderbetreuung",
          title: "Integrationskurs mit Kinderbetreuung",
          text: "<p>Die Sprachschule Horizont bietet Integrationskurse am Vormittag an. Während des Kurses werden Kinder ab zwei Jahren im selben Haus betreut.</p><h3>Was Sie mitbringen</h3><ul><li>die Berechtigung vom Jobcenter oder der Ausländerbehörde</li><li>das Ergebnis des Einstufungstests</li></ul>",
        },
        en: {
          slug: "integration-course-with-child-care",
          title: "Integration course with child care",
          text: "<p>The language school Horizont offers integration courses in the morning. Children from the age of two are looked after in the same house during the course.</p>",
        },
        contact: `<strong>Sprachschule Horizont</strong><br>Gartenweg 4, 12345 Lindenau${phone("030 23125 101")}${mail("kurse@horizont.example")}`,
        changedDaysAgo: 40,
      },
      {
        de: {
          slug: "einstufungstest",
          title: "Einstufungstest für den Deutschkurs",
          text: "<p>Der Test zeigt, welcher Kurs passt. Er findet jeden zweiten Dienstag in Lindenau statt, einmal im Monat auch in Hohenfeld und Erlbach.</p>",
        },
        en: {
          slug: "placement-test",
          title: "Placement test for the German course",
          text: "<p>The test shows which course fits. It takes place every second Tuesday in Lindenau and once a month in Hohenfeld and Erlbach.</p>",
        },
        contact: `<strong>Volkshochschule</strong>${phone("030 23125 102")}`,
        changedDaysAgo: 95,
      },
      {
        de: {
          slug: "sprachtreff",
          title: "Sprachtreff im Bürgerhaus",
          text: "<p>Deutsch sprechen ohne Lehrbuch, mit Kaffee und Menschen aus der Nachbarschaft. Ohne Anmeldung und kostenlos.</p><h4>Öffnungszeiten</h4><p>Donnerstag 16:00 bis 18:00 Uhr</p>",
        },
        en: {
          slug: "language-meeting",
          title: "Language meeting at the community house",
          text: "<p>Speak German without a textbook, with coffee and people from the neighbourhood. Free, without registration.</p>",
        },
        contact: "<strong>Bürgerhaus Erlbach</strong><br>Am Markt 2, 12346 Erlbach",
        changedDaysAgo: 460,
      },
    ],
  },
  {
    de: { slug: "arbeit-und-ausbildung", title: "Arbeit und Ausbildung" },
    en: { slug: "work-and-training", title: "Work and training" },
    offers: [
      {
        de: {
          slug: "anerkennung",
          title: "Anerkennung von Abschlüssen",
          text: "<p>Zeugnisse und Berufe aus dem Ausland können anerkannt werden. Am gemeinsamen Beratungstag sitzen Kammern, Jobcenter und Integrationszentrum an einem Tisch.</p><h4>Sprechzeiten</h4><p>Mittwoch 9:00 bis 12:00 Uhr</p>",
        },
        en: {
          slug: "recognition",
          title: "Recognition of qualifications",
          text: "<p>Certificates and professions from abroad can be recognised. On the joint advice day the chambers, the Jobcenter and the integration centre sit at one table.</p>",
        },
        contact: `<strong>Kommunales Integrationszentrum</strong><br>Rathausplatz 1, 12345 Lindenau${phone("030 23125 110")}`,
        changedDaysAgo: 20,
      },
      {
        de: {
          slug: "arbeit-finden",
          title: "Arbeit finden",
          text: "<p>Das Jobcenter hilft bei der Suche, bei Bewerbungen und mit Zuschüssen. Fragen Sie nach der Vermittlung für Zugewanderte.</p>",
        },
        en: {
          slug: "finding-work",
          title: "Finding work",
          text: "<p>The Jobcenter helps with looking for work, with applications and with grants. Ask for the team for immigrants.</p>",
        },
        contact: `<strong>Jobcenter Lindenau</strong>${phone("030 23125 120")}${mail("vermittlung@jobcenter-lindenau.example")}`,
        changedDaysAgo: 150,
      },
      {
        de: {
          slug: "ausbildung",
          title: "Ausbildung für junge Menschen",
          text: "<p>Wer zwischen 16 und 25 Jahre alt ist, wird bei der Suche nach einer Ausbildungsstelle begleitet, auch in der Berufsschule.</p>",
        },
        en: {
          slug: "vocational-training",
          title: "Vocational training for young people",
          text: "<p>People between 16 and 25 get help with looking for a training place, and at the vocational school.</p>",
        },
        contact: `<strong>Jugendberufsagentur</strong>${phone("030 23125 125")}`,
        changedDaysAgo: 700,
      },
    ],
  },
  {
    de: { slug: "behoerden-und-beratung", title: "Behörden und Beratung" },
    en: { slug: "authorities-and-advice", title: "Authorities and advice" },
    offers: [
      {
        de: {
          slug: "auslaenderbehoerde",
          title: "Termin bei der Ausländerbehörde",
          text: "<p>Termine zur Verlängerung einer Aufenthaltserlaubnis gibt es im Netz. Fragen Sie früh, am besten zehn Wochen vorher. Wenn die Erlaubnis vorher abläuft, erhalten Sie eine Fiktionsbescheinigung.</p>",
        },
        en: {
          slug: "immigration-office",
          title: "Appointment at the immigration office",
          text: "<p>Appointments to extend a residence permit are made online. Ask early, ten weeks ahead if possible. If the permit ends before, you get a certificate in the meantime.</p>",
        },
        contact: `<strong>Ausländerbehörde</strong><br>Rathausplatz 3, 12345 Lindenau${phone("030 23125 130")}`,
        changedDaysAgo: 60,
      },
      {
        de: {
          slug: "migrationsberatung",
          title: "Migrationsberatung für Erwachsene",
          text: "<p>Beratung zu Aufenthalt, Arbeit, Wohnung und Familie. Vertraulich, kostenlos und in mehreren Sprachen.</p>",
        },
        en: {
          slug: "migration-advice",
          title: "Migration advice for adults",
          text: "<p>Advice on residence, work, housing and family. Confidential, free and in several languages.</p>",
        },
        contact: `<strong>Diakonie Lindenau</strong><br>Kirchgasse 8, 12345 Lindenau${phone("030 23125 140")}${mail("beratung@diakonie-lindenau.example")}`,
        changedDaysAgo: 15,
      },
      {
        de: {
          slug: "wechsel-zum-jobcenter",
          title: "Vom Sozialamt zum Jobcenter wechseln",
          text: "<p>Nach der Anerkennung ist das Jobcenter zuständig. Ein gemeinsames Formular von Sozialamt und Jobcenter sorgt dafür, dass kein Monat ohne Geld bleibt.</p>",
        },
        en: {
          slug: "changing-to-the-jobcenter",
          title: "Changing from the social office to the Jobcenter",
          text: "<p>After recognition the Jobcenter is responsible. One form of both offices makes sure that no month stays without money.</p>",
        },
        changedDaysAgo: 120,
      },
    ],
  },
  {
    de: { slug: "familie-und-kinder", title: "Familie und Kinder" },
    en: { slug: "family-and-children", title: "Family and children" },
    offers: [
      {
        de: {
          slug: "kita-platz",
          title: "Einen Kita-Platz finden",
          text: "<p>Ab dem ersten Geburtstag hat ein Kind Anspruch auf einen Platz. Melden Sie sich ein halbes Jahr vorher an; die Fachberatung hilft bei der Suche.</p>",
        },
        en: {
          slug: "child-care-place",
          title: "Finding a child care place",
          text: "<p>From the first birthday a child has a right to a place. Register half a year ahead; the advice team helps with looking.</p>",
        },
        contact: `<strong>Fachberatung Kindertagesbetreuung</strong>${phone("030 23125 150")}`,
        changedDaysAgo: 75,
      },
      {
        de: {
          slug: "schule-anmelden",
          title: "Ein Kind in der Schule anmelden",
          text: "<p>Alle Kinder ab sechs Jahren gehen zur Schule. Das Integrationszentrum berät neu zugezogene Familien und sucht mit ihnen eine Schule.</p>",
        },
        en: {
          slug: "registering-at-school",
          title: "Registering a child at school",
          text: "<p>All children from the age of six go to school. The integration centre advises families who have just come and looks for a school with them.</p>",
        },
        contact: `<strong>Kommunales Integrationszentrum</strong>${phone("030 23125 111")}`,
        changedDaysAgo: 410,
      },
      {
        de: {
          slug: "familiencafe",
          title: "Familiencafé",
          text: "<p>Mütter und Väter treffen sich, Kinder spielen nebenan. Eine Hebamme ist da und beantwortet Fragen.</p>",
        },
        en: {
          slug: "family-cafe",
          title: "Family café",
          text: "<p>Parents meet while children play next door. A midwife is there and answers questions.</p>",
        },
        changedDaysAgo: 230,
      },
    ],
  },
  {
    de: { slug: "gesundheit-und-alltag", title: "Gesundheit und Alltag" },
    en: { slug: "health-and-everyday-life", title: "Health and everyday life" },
    offers: [
      {
        de: {
          slug: "krankenkasse",
          title: "Bei einer Krankenkasse anmelden",
          text: "<p>Mit der ersten Leistung vom Jobcenter wählen Sie eine Krankenkasse. Bis die Karte da ist, hilft eine Ersatzbescheinigung in der Praxis.</p>",
        },
        en: {
          slug: "health-insurance",
          title: "Registering with a health insurance",
          text: "<p>With the first benefit from the Jobcenter you choose a health insurance. Until the card arrives, a substitute certificate helps at the doctor's.</p>",
        },
        changedDaysAgo: 180,
      },
      {
        de: {
          slug: "sprachmittlung",
          title: "Sprachmittlung bei Gesprächen",
          text: "<p>Der Pool vermittelt Menschen, die bei Ämtern, Ärztinnen und Schulen übersetzen, in 28 Sprachen. Stellen buchen mindestens drei Tage vorher.</p>",
        },
        en: {
          slug: "interpreting",
          title: "Interpreting in conversations",
          text: "<p>The pool finds people who interpret at offices, doctors and schools, in 28 languages. Offices book at least three days ahead.</p>",
        },
        contact: `<strong>Pool Sprachmittlung</strong>${phone("030 23125 160")}${mail("pool@lindenau.example")}`,
        changedDaysAgo: 30,
      },
      {
        de: {
          slug: "wohnung-suchen",
          title: "Eine Wohnung suchen",
          text: "<p>Mit einem Wohnberechtigungsschein können Sie günstigere Wohnungen mieten. Den Antrag gibt es beim Wohnungsamt Ihrer Stadt.</p>",
        },
        en: {
          slug: "looking-for-a-flat",
          title: "Looking for a flat",
          text: "<p>With a housing entitlement certificate you can rent cheaper flats. The housing office of your town has the application.</p>",
        },
        changedDaysAgo: 520,
      },
    ],
  },
];

type Language = "de" | "en";
const languages = ["de", "en"] as const;

/** The directory as a region publishes it: one file a language, joined by links. */
function fileOf(language: Language, days: StoryDays): { bytes: Buffer; name: string } {
  const other = language === "de" ? "en" : "de";
  const pathOf = (of: Language, ...slugs: string[]) => `/kreis-lindenau/${of}/${slugs.join("/")}/`;
  const entries: Record<string, unknown>[] = [];
  const add = (told: Omit<Told, "text">, twin: Omit<Told, "text">, above: Part | null, content: string, changedOn: string) => {
    const path = above === null ? pathOf(language, told.slug) : pathOf(language, above[language].slug, told.slug);
    const twinPath = above === null ? pathOf(other, twin.slug) : pathOf(other, above[other].slug, twin.slug);
    entries.push({
      id: null,
      path,
      url: null,
      title: told.title,
      content,
      order: entries.length,
      last_updated: `${changedOn}T08:00:00Z`,
      parent: { id: 0, url: null, path: above === null ? null : pathOf(language, above[language].slug) },
      available_languages: { [other]: { id: null, url: null, path: twinPath } },
    });
  };
  for (const part of parts) {
    add(part[language], part[other], null, "", days.ago(400));
    for (const offer of part.offers)
      add(
        offer[language],
        offer[other],
        part,
        offer[language].text + (offer.contact === undefined ? "" : `<p>${offer.contact}</p>`),
        days.ago(offer.changedDaysAgo),
      );
  }
  return { bytes: Buffer.from(JSON.stringify(entries)), name: `kreis-lindenau.${language}.pages.json` };
}

/** Twenty pages in two languages, brought in as the coordinator of the site would. */
export async function bringDirectory(database: Database, site: DemoSite, days: StoryDays): Promise<void> {
  for (const language of languages) {
    const choice = { language, attribution: "Kreis Lindenau, erfundene Angebote", licence: "CC0" };
    const result = await takeDirectoryFile(
      (work) => asActor(database, { membership: site.members.aksoy! }, work),
      fileOf(language, days),
      choice,
      { write: true },
    );
    if (!result.written || result.skipped > 0)
      throw new Error(`the demo's directory was not taken over: ${JSON.stringify(result.refused ?? result.skippedRows)}`);
  }
}
