import type { AgendaBlock } from "./rules.ts";

/** The usual blocks of an agenda, as a site may rename them afterwards. */
export const blockNames: Readonly<Record<"de" | "en", Readonly<Record<AgendaBlock, { title: string; note: string }>>>> = {
  de: {
    welcome: { title: "Begrüßung und Regel", note: "Hier wird kein Fall gelöst. Wir suchen, was sich wiederholt." },
    last_time: { title: "Was aus dem letzten Mal wurde", note: "Festlegungen, Berichte dazu, Antworten an die, die gemeldet haben." },
    presentation: { title: "Ein Fall, rekonstruiert", note: "Zehn Minuten Vortrag, zehn Minuten Nachfragen. Ohne Namen, Daten und Orte." },
    cards: { title: "Karten sammeln", note: "Jede Person schreibt auf dem Telefon: Wo brach es, und warum?" },
    clusters: { title: "Ordnen und benennen", note: "Karten, die zusammengehören, bekommen einen gemeinsamen Namen." },
    ways: { title: "Was würde helfen?", note: "Zu jeder Gruppe: Wer könnte was ändern, und wer muss darüber entscheiden?" },
    record: { title: "Festhalten", note: "Welche Gruppe wird ein Thema, welche eine gemeldete Hürde? Welche Antwort geht zurück?" },
    close: { title: "Abschluss", note: "Ein Satz je Person. Nächster Termin." },
  },
  en: {
    welcome: { title: "Welcome and rule", note: "No case is solved here. We look for what comes back again and again." },
    last_time: { title: "What became of last time", note: "Decisions, what was reported of them, answers to those who reported." },
    presentation: { title: "One case, reconstructed", note: "Ten minutes to present, ten to ask. Without names, dates and places." },
    cards: { title: "Collect cards", note: "Everybody writes on the phone: where did it break, and why?" },
    clusters: { title: "Cluster and name", note: "Cards that belong together get one name." },
    ways: { title: "What would help?", note: "For each cluster: who could change what, and who must decide it?" },
    record: { title: "Record", note: "Which cluster becomes a theme, which a reported gap? Which answer goes back?" },
    close: { title: "Close", note: "One sentence each. The next date." },
  },
};
