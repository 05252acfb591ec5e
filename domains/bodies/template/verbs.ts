import { now } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { type Begin, FileAnswer } from "../../../platform/server/http/routes.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import { thePress } from "../../../platform/server/paper/press.ts";
import { wordType } from "../../../platform/contract/values.ts";
import { conflict, forbidden, notFound, Problem } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { type TemplateKind, templateKinds, templateRefusals, type TemplateReading, type TemplateView } from "./contract.ts";
import { makeDefaultTemplate } from "./default-template.ts";
import * as queries from "./queries.ts";
import { findingsOf, isComplete, knownFields } from "./rules.ts";

/** For those who neither keep templates nor take part in bodies there are none. */
async function requireKeeper(call: Call): Promise<void> {
  if (await queries.keepsTemplates(call.tx)) return;
  if (call.actor.role === "body_member") throw forbidden();
  throw notFound();
}

const viewOf = (row: queries.TemplateRow): TemplateView => ({
  id: row.id,
  kind: row.kind,
  fileName: row.file_name,
  fields: row.fields,
  missing: row.missing,
  unknown: row.unknown,
  inUse: row.in_use,
  isComplete: isComplete(row),
  uploadedAt: row.uploaded_at.toISOString(),
  uploadedBy: row.uploader,
});

export async function listTemplates(call: Call) {
  await requireKeeper(call);
  return {
    templates: (await queries.listTemplates(call.tx, call.actor.siteId)).map(viewOf),
    kinds: templateKinds.map((kind) => ({ kind, fields: knownFields(kind) })),
  };
}

/** Most that a site keeps; drafts and old ones are removed by those who keep them. */
const mostTemplates = 60;

async function look(kind: TemplateKind, bytes: Buffer): Promise<TemplateReading> {
  const nothing = { fields: [], missing: [], unknown: [], isComplete: false };
  if (bytes.length === 0) return { ...nothing, refused: { code: "empty", place: "" } };
  const read = await thePress().run({ kind: "read_word", template: bytes });
  if (read.kind === "fields") {
    const findings = findingsOf(kind, read.fields);
    return { ...findings, refused: null, isComplete: isComplete(findings) };
  }
  const [code = "damaged", ...place] = read.kind === "failed" ? read.detail.split(" ") : [];
  const known = templateRefusals.find((one) => one === code) ?? "damaged";
  return { ...nothing, refused: { code: known, place: place.join(" ").slice(0, 80) } };
}

/** The rights are asked first, the file is read between the transactions. */
export async function readTemplate(begin: Begin, kind: TemplateKind, bytes: Buffer): Promise<TemplateReading> {
  await begin(requireKeeper);
  return await look(kind, bytes);
}

function cleanName(name: string): string {
  const shown = name
    .replaceAll(/[\u0000-\u001F\u007F/\\]/g, " ")
    .trim()
    .slice(0, 160);
  return shown === "" ? "Vorlage.docx" : shown;
}

/** A file that is no template is told and not kept; one that lacks fields is kept as a draft. */
export async function saveTemplate(
  begin: Begin,
  wanted: { id: string; kind: TemplateKind; name: string; bytes: Buffer },
): Promise<{ reading: TemplateReading; template: TemplateView | null }> {
  await begin(requireKeeper);
  const reading = await look(wanted.kind, wanted.bytes);
  if (reading.refused) return { reading, template: null };
  const template = await begin(async (call) => {
    await requireKeeper(call);
    const { tx, actor } = call;
    const there = await queries.listTemplates(tx, actor.siteId);
    const again = there.find((one) => one.id === wanted.id);
    if (again && again.uploaded_by !== actor.membershipId) throw conflict("already_there");
    if (!again && there.length >= mostTemplates) throw conflict("too_many_templates");
    const isNew = await queries.insertTemplate(tx, {
      site_id: actor.siteId,
      id: wanted.id,
      kind: wanted.kind,
      file_name: cleanName(wanted.name),
      content: wanted.bytes,
      fields: reading.fields,
      missing: reading.missing,
      unknown: reading.unknown,
      in_use: false,
      uploaded_by: actor.membershipId,
      uploaded_at: now(),
    });
    if (isNew) {
      if (reading.isComplete) await queries.updateInUse(tx, actor.siteId, wanted.kind, wanted.id);
      await recordAccess(call, { action: "bodies.save_template", basis: "structure" });
    }
    const row = (await queries.listTemplates(tx, actor.siteId)).find((one) => one.id === wanted.id);
    if (!row) throw conflict("already_there");
    return viewOf(row);
  });
  return { reading, template };
}

export async function chooseTemplate(call: Call, kind: TemplateKind, templateId: string | null): Promise<{ inUse: string | null }> {
  await requireKeeper(call);
  const { tx, actor } = call;
  if (templateId !== null) {
    const row = (await queries.listTemplates(tx, actor.siteId)).find((one) => one.id === templateId && one.kind === kind);
    if (!row) throw notFound();
    if (!isComplete(row)) throw conflict("template_incomplete");
  }
  await queries.updateInUse(tx, actor.siteId, kind, templateId);
  await recordAccess(call, { action: "bodies.choose_template", basis: "structure" });
  return { inUse: templateId };
}

async function setRemoved(call: Call, templateId: string, isRemoved: boolean): Promise<boolean> {
  await requireKeeper(call);
  const isDone = await queries.setTemplateRemoved(call.tx, templateId, isRemoved);
  if (isDone) await recordAccess(call, { action: isRemoved ? "bodies.remove_template" : "bodies.restore_template", basis: "structure" });
  return isDone;
}

export async function removeTemplate(call: Call, templateId: string): Promise<{ removed: boolean }> {
  if (!(await setRemoved(call, templateId, true))) throw notFound();
  return { removed: true };
}

export async function restoreTemplate(call: Call, templateId: string): Promise<{ restored: boolean }> {
  await setRemoved(call, templateId, false);
  if (!(await queries.findTemplateContent(call.tx, call.actor.siteId, templateId))) throw notFound();
  return { restored: true };
}

export async function getTemplateFile(call: Call, templateId: string): Promise<FileAnswer> {
  await requireKeeper(call);
  const found = await queries.findTemplateContent(call.tx, call.actor.siteId, templateId);
  if (!found) throw notFound();
  return new FileAnswer(found.content, wordType, found.file_name.toLowerCase().endsWith(".docx") ? found.file_name : "Vorlage.docx");
}

export async function getDefaultTemplate(call: Call, kind: TemplateKind, language: Language): Promise<FileAnswer> {
  await requireKeeper(call);
  return new FileAnswer(makeDefaultTemplate(kind, language), wordType, `Vorlage-${kind}.docx`);
}

/** The site's own file, or the one that comes with Verbund. */
export async function findTemplateToFill(call: Call, kind: TemplateKind): Promise<Buffer | undefined> {
  return await queries.findContentInUse(call.tx, call.actor.siteId, kind);
}

export async function fillTemplate(template: Buffer, data: object): Promise<Buffer> {
  const made = await thePress().run({ kind: "fill_word", template, data: JSON.stringify(data) });
  if (made.kind !== "file") throw new Problem("unavailable", { reason: "template_does_not_work" });
  return Buffer.from(made.bytes);
}
