/**
 * Made-up gap reports for measuring the check; all people are invented. What could make somebody recognisable stands in double brackets.
 */
export const markedReports: readonly string[] = [
  "[[Frau Rahimi]] wartet seit [[12. Mai]] auf einen Integrationskurs. Einen Platz gäbe es. Aber in der Kurszeit betreut niemand ihre zwei kleinen Kinder. Sprachschule und Jugendamt verweisen aufeinander.",
  "Eine Mutter wartet seit Mai auf einen Integrationskurs. Einen Platz gäbe es. Aber in der Kurszeit betreut niemand ihre zwei kleinen Kinder. Sprachschule und Jugendamt verweisen aufeinander.",
  "Beim Wechsel vom AsylbLG ins SGB II gab es 19 Tage lang kein Geld. Das Sozialamt hat zum Monatsende eingestellt, das Jobcenter wollte erst den neuen Aufenthaltstitel sehen.",
  "Die Fiktionsbescheinigung war abgelaufen, der Arbeitgeber hat die Beschäftigung gestoppt. Ein Termin bei der Ausländerbehörde war erst in elf Wochen frei.",
  "[[Herr Yılmaz]] hat am [[3.2.2026]] seinen Job verloren, weil die Fiktionsbescheinigung abgelaufen war. Die Ausländerbehörde hat keinen Termin vergeben.",
  "Dieselben Angaben werden fünfmal abgefragt: bei der Anmeldung, im Jobcenter, bei der Krankenkasse, in der Schule und noch einmal beim Sozialamt.",
  "Der Sohn [[Yusuf]] hat seit den Sommerferien keinen Schulplatz. Das Schulamt sagt, die Gesamtschule sei voll, die Realschule nimmt ihn ohne Zeugnis nicht.",
  "Ein Jugendlicher hat seit den Sommerferien keinen Schulplatz. Das Schulamt sagt, die Gesamtschule sei voll, die Realschule nimmt ihn ohne Zeugnis nicht.",
  "Für die Anerkennung der Berufsqualifikation fehlt eine beglaubigte Übersetzung. Niemand weiß, wer die Kosten trägt. Die Handwerkskammer verweist auf das Jobcenter und umgekehrt.",
  "Ich habe mit [[Frau Wolters]] vom Jobcenter telefoniert ([[0521 5550143]]), sie schickt die Unterlagen zurück, weil das Formular HA fehlt.",
  "[[Familie Al-Hassan]] wohnt in der [[Lindenstraße 14]] in einer Notunterkunft, fünf Personen in einem Zimmer. Das Wohnungsamt hat den Antrag verloren, Aktenzeichen [[50.3-4711/2025]].",
  "Eine Familie lebt zu fünft in einem Zimmer der Notunterkunft. Das Wohnungsamt hat den Antrag verloren und verlangt alles neu.",
  "Nach dem Umzug von Erlbach nach Hohenfeld war drei Monate lang keine Stelle zuständig. Beide Ausländerbehörden haben die Akte jeweils zurückgeschickt.",
  "Der Sprachtest wird nur in Lindenau angeboten, der letzte Bus nach Steinach fährt um 16.30 Uhr. Wer arbeitet, kann den Einstufungstest nicht machen.",
  "[[Oksana]] aus der Ukraine könnte als Krankenschwester anfangen, aber die Bezirksregierung braucht acht Monate für die Anerkennung.",
  "Eine Pflegekraft aus der Ukraine könnte sofort anfangen, aber die Bezirksregierung braucht acht Monate für die Anerkennung.",
  "Die Versichertenkarte kommt nicht. Die Kundin war beim Arzt und sollte 240 Euro bar bezahlen. Die AOK sagt, das Jobcenter habe nicht angemeldet.",
  "[[Amira und Lina]] gehen nicht in die Kita, weil der Gutschein auf den Namen des Vaters läuft. Der lebt seit zwei Jahren in Schweden.",
  "Dolmetscher werden von jedem Amt einzeln gebucht, oft kommt am Ende keiner. Beim Elterngespräch musste die zehnjährige Tochter übersetzen.",
  "Beim Elterngespräch musste die zehnjährige Tochter [[Ruken]] übersetzen, weil kein Dolmetscher für Kurmandschi gebucht war.",
  "[[Mohammed A.]] ist 18 geworden, seitdem fühlt sich weder das Jugendamt noch das Jobcenter zuständig.",
  "Ein junger Mann ist 18 geworden, seitdem fühlt sich weder das Jugendamt noch das Jobcenter zuständig. Die Hilfe für junge Volljährige wurde mündlich abgelehnt.",
  "EU-Bürgerinnen haben keinen Anspruch auf einen Integrationskurs und bekommen nur bei freien Plätzen eine Zulassung vom BAMF. Bei uns warten gerade vier Rumäninnen.",
  "Die Klientin [[Elena Popescu]] bekommt keinen Kursplatz, weil sie als EU-Bürgerin keinen Anspruch hat.",
  "Meine Klientin, geboren am [[17.08.1991]], AZR-Nummer [[070123456789]], wird von der Krankenkasse nicht aufgenommen.",
  "Bitte an [[tesfay.haile@example.org]] antworten, er hat kein Telefon.",
  "Der Bescheid mit BG-Nummer [[35502//0012345]] nennt eine falsche Miete. Widerspruch ist eingelegt, seit sechs Wochen keine Antwort.",
  "Überweisung auf [[DE89 3704 0044 0532 0130 00]] ist nie angekommen, das Konto war beim Wechsel der Bank gekündigt worden.",
  "Das Kind ist seit Januar gemeldet, Kindergeld wurde bei der Familienkasse im Februar beantragt. Bis heute gibt es keine Entscheidung, angeblich fehlt die Geburtsurkunde.",
  "Frau und Kind sollen nachziehen. Die Botschaft verlangt einen Nachweis über Wohnraum, der Vermieter stellt ihn nur mit Aufenthaltstitel aus.",
  "Die Frau hat Arbeit gefunden, aber der Kindergarten schließt um 14 Uhr. Tagespflege gibt es im Stadtteil keine.",
  "Die Sachbearbeiterin [[Sandra Meier]] war sehr bemüht, aber ihre Vertretung wusste von nichts.",
  "Leider ist die Sachbearbeiterin seit März krank und die Vertretung hat keinen Zugriff auf die Akten.",
  "[[Habtom]] und [[Selam]] haben sich für denselben Kurs angemeldet, nur er wurde zugelassen.",
  "Zwei Geschwister haben sich für denselben Kurs angemeldet, nur einer wurde zugelassen. Der Träger beruft sich auf die Reihenfolge der Eingänge.",
  "[[Herr Dr. Schneider]] hat ein Attest geschrieben, das Gesundheitsamt erkennt es nicht an und will ein eigenes Gutachten.",
  "Ein Attest des Hausarztes wird vom Gesundheitsamt nicht anerkannt. Der Termin für das eigene Gutachten liegt in vier Monaten.",
  "[[Kurt Sommer]] von der Volkshochschule meint, dass Alphabetisierungskurse erst im Herbst wieder starten.",
  "Die Volkshochschule startet Alphabetisierungskurse erst im Herbst wieder. Bis dahin sitzen die Leute zu Hause und verlieren den Anschluss.",
  "Wir haben für [[Nguyen Thi Lan]] dreimal einen Termin gebucht, jedes Mal wurde er am Vortag abgesagt.",
  "Dreimal wurde ein gebuchter Termin bei der Einbürgerungsbehörde am Vortag abgesagt, immer ohne Ersatz.",
  "Der Vermieter verlangt eine Verdienstbescheinigung und eine Schufa-Auskunft. Beides gibt es für Neuzugewanderte nicht. So bleibt nur der teure Privatmarkt.",
  "Zur Wohnsitzauflage: Der Antrag auf Streichung liegt seit 14 Wochen, obwohl der Arbeitsvertrag unterschrieben ist. Der Betrieb will nicht länger warten.",
  "Seit dem [[24.11.]] liegt der Antrag von [[Ibrahim]] unbearbeitet im Rathaus, Zimmer 214.",
  "Im Rathaus, Zimmer 214, liegt der Antrag seit November unbearbeitet. Wir haben ihn zweimal persönlich nachgereicht.",
  "[[Xhevahire Krasniqi]] spricht Albanisch, im Frauenhaus gibt es keine Beraterin mit dieser Sprache.",
  "Im Frauenhaus gibt es keine Beraterin, die Albanisch, Tigrinya oder Dari spricht. Videodolmetschen scheitert am WLAN.",
  "[[Zbigniew]] arbeitet in der Fleischfabrik und darf während der Schicht nicht telefonieren. Das Jobcenter ruft nur vormittags an und wertet es als Ablehnung.",
  "Wer in der Fleischfabrik in Schicht arbeitet, erreicht das Jobcenter nie. Ein Rückruf wird nur vormittags versucht und dann als fehlende Mitwirkung gewertet.",
  "Ihr Mann [[Davood]] sitzt in der Erstaufnahme fest, die Umverteilung zur Familie dauert schon sieben Monate.",
  "Der Ehemann sitzt in der Erstaufnahme fest, die Umverteilung zur Familie dauert schon sieben Monate. Die Landesaufnahmebehörde verlangt eine Heiratsurkunde, die es nicht gibt.",
  "Die Fachkraft aus Indien hat einen Arbeitsvertrag, für die Ehefrau und die Kinder fühlt sich niemand verantwortlich. Kita, Schule und Deutschkurs muss der Betrieb suchen.",
  "[[Priya Sharma]] ist mit ihrem Mann gekommen, der bei einer Firma in Lindenau arbeitet. Für sie fühlt sich niemand verantwortlich.",
  "frau [[kaya]] hat keinen pass und bekommt deswegen keine neue karte",
  "herr [[ahmadi]] sagt das jobcenter hat alles verloren, er wartet seit [[01.10.25]]",
  "die leute vom jobcenter sagen jedes mal was anderes, keiner schreibt was auf",
  "Unsere Anfrage an das Standesamt vom Frühjahr ist ohne Antwort. Ohne Geburtsurkunde gibt es kein Elterngeld, kein Kindergeld und keine Krankenversicherung für das Neugeborene.",
  "[[فاطمة]] wartet seit sechs Monaten auf einen Platz in der Sprachschule Horizont.",
  "Der Klient ([[Олександр]]) versteht die Briefe der Ausländerbehörde nicht; leicht verständliche Fassungen gibt es nicht.",
  "Anschrift: [[Am Markt 5, 59999 Erlbach]]. Dort kommt keine Post an, weil der Briefkasten aufgebrochen ist.",
  "In der Gemeinschaftsunterkunft kommt keine Post an, weil der Briefkasten aufgebrochen ist. Fristen verstreichen, ohne dass jemand davon erfährt.",
  "[[Mrs Okafor]] has been waiting since [[12 May 2026]] for a language course because there is no childcare during the lessons.",
  "A mother has been waiting since May for a language course because there is no childcare during the lessons. The Youth Office and the language school refer to each other.",
  "My client [[Tesfay]] lost his job because the Foreigners' Office had no appointment before the permit ran out.",
  "The Job Centre asked for the same documents three times and then cut the benefits. Nobody at the Employment Agency could say why.",
  "[[K. R.]] hat die Prüfung B1 bestanden, aber das Zertifikat kommt erst nach zehn Wochen. Solange ruht der Einbürgerungsantrag.",
  "Die Prüfung B1 ist bestanden, aber das Zertifikat kommt erst nach zehn Wochen. Solange ruht der Einbürgerungsantrag nach § 10 StAG.",
  "Laut Frau Bürgermeisterin gibt es im Haushalt 2026/27 kein Geld für Sprachmittlung.",
  "Die Caritas und die Diakonie bieten beide Migrationsberatung an, aber nur an denselben zwei Vormittagen. Nachmittags ist im ganzen Kreis niemand erreichbar.",
  "Ein Rollstuhlfahrer kommt nicht in das Gebäude der Ausländerbehörde, der Aufzug ist seit Wochen defekt. Hausbesuche werden abgelehnt.",
  "Kundennummer [[345D678901]], angeblich nicht im System. Die Zuweisung in die Maßnahme kam trotzdem, mit Sanktionsandrohung.",
  "Der Passbeschaffung dient eine Vorsprache im Generalkonsulat in Frankfurt, die Fahrtkosten von 180 Euro übernimmt keiner.",
  "[[Svitlanas]] Mutter ist pflegebedürftig, der Pflegegrad wurde beantragt. Der Medizinische Dienst kommt nicht in die Unterkunft.",
];

/** Written after the word lists and read by nobody while they were made: what the check does with texts that it was not made for. */
export const unseenReports: readonly string[] = [
  "Die Zeugnisbewertung der ZAB kostet 208 Euro, das Jobcenter übernimmt erst nach Vorlage einer Eingliederungsvereinbarung. Die Ratenzahlung lehnt die Zentralstelle ab.",
  "Beim Übergang von der Einstiegsqualifizierung in die Lehre bricht die Finanzierung der Fahrkarte weg. Zwei Lehrlinge haben deshalb schon aufgehört.",
  "Am Schalter wurde gesagt, ohne Reisepass gehe gar nichts. Auf der Internetseite steht, ein Passersatz genüge. Was gilt denn nun?",
  "[[Gulalai Stanekzai]] musste mit drei Kleinkindern vier Stunden im Treppenhaus warten, weil der Warteraum gesperrt war.",
  "Die Wäscherei würde [[Teklit]] sofort übernehmen, nur der Stempel für die Arbeitserlaubnis fehlt.",
  "Kollegin [[Petersen]] hat dreimal bei der Leistungsabteilung angerufen und jedes Mal eine andere Auskunft bekommen.",
  "Die Masernimpfung wurde im Impfzentrum nicht dokumentiert, nun verweigert die Tagesstätte den Eintritt, und der Kinderarzt impft nicht doppelt.",
  "Ein Elternpaar soll für die Betreuungskosten Einkommensnachweise der letzten zwölf Monate vorlegen, obwohl es erst seit Ostern hier lebt.",
  "Das Frauenschwimmen fällt aus, weil die Kommune die Bäderzeiten gekürzt hat; Ersatz in der Schwimmhalle gibt es frühestens nach den Osterferien.",
  "Für Analphabeten gibt es nur Hefte mit Kleingedrucktem. Bilder, Piktogramme oder Tonaufnahmen fehlen in allen Wartebereichen.",
  "Die Bearbeiterin bei der Rentenversicherung, [[Frau Odenthal]], verlangt Arbeitsbücher aus der Sowjetzeit im Original.",
  "Nach einem Brand im Wohnblock standen elf Leute auf der Straße. Feuerwehr, Sozialamt und Vermieter stritten eine Woche über die Notunterbringung.",
  "[[Oumar]], der seit Juli Zusteller ist, bekommt wegen eines Zahlendrehers im Lohnzettel kein ergänzendes Bürgergeld.",
  "Ein Aussteiger aus der Zwangsprostitution fand wochenlang keinen Schutzplatz; die Kripo hat Bedenken, das Ordnungsamt auch.",
  "Der Rechtsanspruch auf Ganztag steht auf dem Papier. In der Offenen Ganztagsschule sind die Listen seit Fasching geschlossen.",
  "[[Herr und Frau Petrosyan]] sollen jeweils eigene Anträge stellen, bekommen aber immer einen gemeinsamen Bescheid.",
  "Wegen der Baustelle am Bahnhof fährt der Linienbus nicht mehr bis zum Berufskolleg. Die Schülerinnen laufen vierzig Minuten an der Landstraße entlang.",
  "Mit dem Chatbot der Verwaltung kommt niemand zurecht: Er versteht nur Hochdeutsch, keine Tippfehler, und verliert nach zehn Minuten alles.",
  "Ich betreue [[Zeynep und ihren Bruder Cem]]. Beide brauchen eine Schulbegleitung, der Bezirk zahlt nur für ein Kind.",
  "Die Blutdruckmedikamente von [[Nana Asante]] bezahlt keiner, weil der Krankenschein nur für akute Schmerzen gilt.",
  "Bei der Eheschließung verlangt das Oberlandesgericht eine Befreiung vom Ehefähigkeitszeugnis. Die Legalisation über Beirut dauert derzeit ein Jahr.",
  "Ein Seniorentreff wollte Sprachpatenschaften anbieten; an der Versicherung der Ehrenamtlichen ist es gescheitert. Schade um die Begeisterung.",
  "[[Samuel T.]] und seine Freundin haben Zwillinge bekommen, Hebamme und Haushaltshilfe waren nicht zu finden.",
  "Die Schuldnerberatung hat eine Warteliste von sieben Monaten. Inkassobüros und Mahngerichte warten nicht so lange.",
];

/** Towns and organisations of the made-up Kreis Lindenau. */
export const publicWords: readonly string[] = [
  "Lindenau",
  "Erlbach",
  "Hohenfeld",
  "Steinach",
  "Kreis Lindenau",
  "Sprachschule Horizont",
  "Jobcenter Lindenau",
  "Diakonie Lindenau",
  "Migrationsdienst Brücke",
];

/** The text without its brackets, and the places that stood in them. */
export function readMarked(marked: string): { text: string; places: { start: number; end: number }[] } {
  const places: { start: number; end: number }[] = [];
  let text = "";
  for (const part of marked.split(/(\[\[.*?\]\])/)) {
    if (!part.startsWith("[[")) text += part;
    else {
      places.push({ start: text.length, end: text.length + part.length - 4 });
      text += part.slice(2, -2);
    }
  }
  return { text, places };
}
