import { type AttachmentEnding, attachmentTypes } from "./contract.ts";

export type FileFault = "file_name_missing" | "file_name_not_accepted" | "file_type_not_accepted" | "file_empty" | "file_is_something_else";

const startsWith = (bytes: Uint8Array, ...expected: readonly number[]) => expected.every((byte, index) => bytes[index] === byte);

/** What the first bytes of a file of this kind are. */
function beginsRight(ending: AttachmentEnding, bytes: Uint8Array): boolean {
  if (ending === "pdf") return startsWith(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d);
  if (ending === "png") return startsWith(bytes, 0x89, 0x50, 0x4e, 0x47);
  if (ending === "jpg") return startsWith(bytes, 0xff, 0xd8, 0xff);
  return startsWith(bytes, 0x50, 0x4b, 0x03, 0x04);
}

/** Which kind of file it is, or what is wrong with it. A name that leads somewhere else, such as ../../x, is refused and not mended: nobody meant it. */
export function kindOfFile(name: string, bytes: Uint8Array): { ending: AttachmentEnding; name: string } | { fault: FileFault } {
  const clean = name.normalize("NFC").trim();
  if (clean === "") return { fault: "file_name_missing" };
  if (/[/\\:\u0000-\u001F\u007F\u202A-\u202E\u2066-\u2069\p{Cs}]/u.test(clean) || /^\.+/.test(clean) || clean.length > 160)
    return { fault: "file_name_not_accepted" };
  const typed = clean.slice(clean.lastIndexOf(".") + 1).toLowerCase();
  const ending = typed === "jpeg" ? "jpg" : typed;
  if (!clean.includes(".") || !Object.hasOwn(attachmentTypes, ending)) return { fault: "file_type_not_accepted" };
  if (bytes.length === 0) return { fault: "file_empty" };
  if (!beginsRight(ending as AttachmentEnding, bytes)) return { fault: "file_is_something_else" };
  return { ending: ending as AttachmentEnding, name: clean };
}
