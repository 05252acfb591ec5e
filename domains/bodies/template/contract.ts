import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { id, instant, paperLanguage, wordType } from "../../../platform/contract/values.ts";

export const templateKinds = ["agenda", "minutes", "dossier", "report"] as const;
export const templateKind = z.enum(templateKinds);
export type TemplateKind = z.infer<typeof templateKind>;

/** 2 MB: a letterhead with a picture. */
export const largestTemplate = 2 * 1024 * 1024;

/** Why a file cannot be a template at all. */
export const templateRefusals = [
  "empty",
  "not_a_package",
  "not_a_document",
  "encrypted",
  "damaged",
  "macros",
  "embedded_files",
  "fetches_elsewhere",
  "too_large_inside",
  "too_many_fields",
  "field_not_closed",
] as const;

const findings = z.object({
  /** Fields that stand in the file and are known, in their order. */
  fields: z.array(z.string()),
  /** Without them the document would not say what it is about. */
  missing: z.array(z.string()),
  /** Would stay empty. */
  unknown: z.array(z.string()),
});

export const templateView = findings.extend({
  id,
  kind: templateKind,
  fileName: z.string(),
  inUse: z.boolean(),
  /** Has what it needs and nothing that nobody knows. */
  isComplete: z.boolean(),
  uploadedAt: instant,
  uploadedBy: z.string(),
});
export type TemplateView = z.infer<typeof templateView>;

/** Templates of the site, newest first, and the fields that each kind may have. */
export const listTemplates = endpoint({
  method: "GET",
  path: "/api/bodies/templates",
  answer: z.object({
    templates: z.array(templateView),
    kinds: z.array(
      z.object({ kind: templateKind, fields: z.array(z.object({ path: z.string(), isList: z.boolean(), isNeeded: z.boolean() })) }),
    ),
  }),
});

const templateReading = findings.extend({
  refused: z.object({ code: z.enum(templateRefusals), place: z.string() }).nullable(),
  isComplete: z.boolean(),
});
export type TemplateReading = z.infer<typeof templateReading>;

/** What a file has and lacks, before anything is kept. The body is the file. */
export const readTemplate = endpoint({
  method: "POST",
  path: "/api/bodies/templates/read",
  reads: true,
  raw: true,
  bodyLimit: largestTemplate,
  query: z.object({ kind: templateKind }),
  answer: templateReading,
});

/** Keeps the file: in use from now on if it is complete, else as a draft that nothing is made with. */
export const saveTemplate = endpoint({
  method: "POST",
  path: "/api/bodies/templates",
  raw: true,
  bodyLimit: largestTemplate,
  query: z.object({ id, kind: templateKind }),
  answer: z.object({ reading: templateReading, template: templateView.nullable() }),
});

const ofTemplate = z.object({ templateId: id });
/** Null goes back to the one that comes with Verbund. */
export const chooseTemplate = endpoint({
  method: "POST",
  path: "/api/bodies/templates/choose",
  body: z.object({ kind: templateKind, templateId: id.nullable() }),
  answer: z.object({ inUse: id.nullable() }),
});
export const removeTemplate = endpoint({
  method: "POST",
  path: "/api/bodies/templates/:templateId/remove",
  params: ofTemplate,
  answer: z.object({ removed: z.boolean() }),
});
/** Takes the removal back; it is not in use then. */
export const restoreTemplate = endpoint({
  method: "POST",
  path: "/api/bodies/templates/:templateId/restore",
  params: ofTemplate,
  answer: z.object({ restored: z.boolean() }),
});
export const getTemplateFile = endpoint({
  method: "GET",
  path: "/api/bodies/templates/:templateId/file",
  params: ofTemplate,
  file: [wordType],
});
/** The one that comes with Verbund, to begin an own one from. */
export const getDefaultTemplate = endpoint({
  method: "GET",
  path: "/api/bodies/templates/default/:kind",
  params: z.object({ kind: templateKind }),
  query: z.object({ language: paperLanguage }),
  file: [wordType],
});
