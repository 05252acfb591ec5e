import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { id, instant } from "../../../platform/contract/values.ts";

/** 10 MB: a scanned report. */
export const largestAttachment = 10 * 1024 * 1024;
export const attachmentTypes = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  odp: "application/vnd.oasis.opendocument.presentation",
  png: "image/png",
  jpg: "image/jpeg",
} as const;
export type AttachmentEnding = keyof typeof attachmentTypes;

export const attachmentView = z.object({
  id,
  itemId: id,
  fileName: z.string(),
  mediaType: z.string(),
  byteCount: z.int(),
  addedBy: z.string(),
  addedAt: instant,
});
export type AttachmentView = z.infer<typeof attachmentView>;

/** Files of a meeting that the actor reads. */
export const listAttachments = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/meetings/:meetingId/attachments",
  params: z.object({ meetingId: id }),
  answer: z.object({ attachments: z.array(attachmentView), abilities: z.object({ add: z.boolean() }) }),
});
/** The body is the file, its name stands in `x-file-name`. */
export const addAttachment = endpoint({
  method: "POST",
  path: "/api/bodies/agenda/:itemId/attachments",
  raw: true,
  bodyLimit: largestAttachment,
  params: z.object({ itemId: id }),
  query: z.object({ id }),
  answer: attachmentView,
});
const ofAttachment = z.object({ attachmentId: id });
export const getAttachment = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/attachments/:attachmentId",
  params: ofAttachment,
  file: Object.values(attachmentTypes),
});
export const removeAttachment = endpoint({
  method: "POST",
  path: "/api/bodies/attachments/:attachmentId/remove",
  params: ofAttachment,
  answer: z.object({ removed: z.boolean() }),
});
export const restoreAttachment = endpoint({
  method: "POST",
  path: "/api/bodies/attachments/:attachmentId/restore",
  params: ofAttachment,
  answer: attachmentView,
});
