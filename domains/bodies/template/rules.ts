import type { TemplateKind } from "./contract.ts";

/** A field is text, or a list with fields of its own. `needed` says without which a document would not say what it is about. */
export type FieldNames = { readonly [name: string]: "text" | "needed" | FieldList };
export type FieldList = { readonly isNeeded: boolean; readonly of: FieldNames };

const list = (of: FieldNames, isNeeded = false): FieldList => ({ of, isNeeded });

/** The names as they stand in a site's Word file. */
export const fieldsOfKind: Readonly<Record<TemplateKind, FieldNames>> = {
  agenda: {
    Standort: "text",
    Gremium: "needed",
    Tag: "needed",
    Uhrzeit: "text",
    Ort: "text",
    Online: "text",
    Einladung: "text",
    Stand: "text",
    Punkte: list(
      {
        Nummer: "text",
        Titel: "needed",
        Beginn: "text",
        Minuten: "text",
        Frage: "text",
        Hintergrund: "text",
        Vorschlag: "text",
        Auswahl: list({ Text: "text" }),
        Stellungnahmen: list({ Von: "text", Text: "text" }),
      },
      true,
    ),
    Mitglieder: list({ Name: "text" }),
  },
  minutes: {
    Standort: "text",
    Gremium: "needed",
    Tag: "needed",
    Uhrzeit: "text",
    Ort: "text",
    Online: "text",
    Entwurf: "text",
    Stand: "text",
    Anwesend: "text",
    Entschuldigt: "text",
    Zu_Gast: "text",
    Genehmigung: "text",
    Punkte: list(
      {
        Nummer: "text",
        Titel: "needed",
        Protokoll: "needed",
        Festlegungen: list({ Ergebnis: "text", Wortlaut: "text", Angaben: "text" }),
      },
      true,
    ),
    Alle_Festlegungen: list({ Nummer: "text", Wortlaut: "text", Wer: "text", Frist: "text" }),
    Nachtraege: list({ Tag: "text", Von: "text", Text: "text" }),
  },
  dossier: {
    Standort: "text",
    Titel: "needed",
    Satz: "needed",
    Entwurf: "text",
    Stand: "text",
    Angaben: "text",
    Zahl: "text",
    Zahl_Einheit: "text",
    Zahl_Hinweis: "text",
    Stimme: "text",
    Stimme_Von: "text",
    Stellungnahmen: list({ Von: "text", Text: "text" }),
    Frage: "text",
    Vorschlag: "text",
    Auswahl: list({ Text: "text" }),
    Verlauf: list({ Tag: "text", Text: "text" }),
  },
  // filled by `publication`, which knows the site's own file by this kind alone
  report: {
    Standort: "text",
    Art: "text",
    Titel: "needed",
    Zeitraum: "needed",
    An: "text",
    Entwurf: "text",
    Stand: "text",
    Nummer: "text",
    Herausgegeben: "text",
    Ersetzt: "text",
    Pruefsumme: "text",
    Abschnitte: list(
      {
        Ueberschrift: "needed",
        Absaetze: list({ Text: "needed" }, true),
        Zahlen: list({ Zahl: "needed", Wert: "needed", Zeit: "text", Bedeutung: "text" }, true),
      },
      true,
    ),
  },
};

export type KnownField = { readonly path: string; readonly isList: boolean; readonly isNeeded: boolean };

export function knownFields(kind: TemplateKind): KnownField[] {
  const walk = (names: FieldNames, before: string): KnownField[] =>
    Object.entries(names).flatMap(([name, field]) => {
      const path = `${before}${name}`;
      if (typeof field === "string") return [{ path, isList: false, isNeeded: field === "needed" }];
      return [{ path, isList: true, isNeeded: field.isNeeded }, ...walk(field.of, `${path}.`)];
    });
  return walk(fieldsOfKind[kind], "");
}

export type Findings = { readonly fields: string[]; readonly missing: string[]; readonly unknown: string[] };

/** The scopes that a place in the file sees, the innermost first, each with the path that leads there. */
type Scope = { readonly names: FieldNames; readonly path: string };

/**
 * Holds the fields of a file against those of its kind. A name inside a list is looked for there first and then further out, as it will be when the
 * document is made; a list around a plain text shows its content only where there is one.
 */
export function findingsOf(kind: TemplateKind, found: readonly { readonly path: string; readonly isLoop: boolean }[]): Findings {
  const fields = new Set<string>();
  const unknown = new Set<string>();
  for (const one of found) {
    const parts = one.path.split(".");
    let scopes: Scope[] = [{ names: fieldsOfKind[kind], path: "" }];
    let known: string | undefined;
    for (const part of parts) {
      const scope = scopes.find((it) => Object.hasOwn(it.names, part));
      const field = scope?.names[part];
      known = scope && field !== undefined ? `${scope.path}${part}` : undefined;
      if (known === undefined) break;
      if (typeof field === "object") scopes = [{ names: field.of, path: `${known}.` }, ...scopes];
      // a list printed as a text would say nothing
      if (typeof field === "object" && part === parts.at(-1) && !one.isLoop) known = undefined;
    }
    if (known === undefined) unknown.add(one.path);
    else fields.add(known);
  }
  const missing = knownFields(kind).filter((field) => field.isNeeded && !fields.has(field.path));
  return { fields: [...fields], missing: missing.map((field) => field.path), unknown: [...unknown] };
}

export function isComplete(findings: Pick<Findings, "missing" | "unknown">): boolean {
  return findings.missing.length === 0 && findings.unknown.length === 0;
}
