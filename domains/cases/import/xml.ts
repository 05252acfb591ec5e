import { SaxesParser, type SaxesTagPlain } from "saxes";
import { Refused } from "./table.ts";

export type XmlHandlers = {
  /** The name without its prefix. Attributes have no prototype. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
  /** True once nothing more is needed: the rest is not inflated. */
  done?(): boolean;
};

/** The parser gathers a text, tag, comment or document type before it reports it; none in a spreadsheet is as long as this. */
const longestSilence = 1_000_000;
const deepest = 64;

/**
 * Reads XML piece by piece. A document type is refused, so there are no entities but the five of XML.
 * What a bad file can make the parser keep is bounded: depth, and what it gathers.
 */
export async function readXml(pieces: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let depth = 0;
  let events = 0;
  let silent = 0;
  parser.on("error", () => {
    throw new Refused("damaged");
  });
  parser.on("doctype", () => {
    throw new Refused("unsafe_xml");
  });
  parser.on("opentag", (tag: SaxesTagPlain) => {
    events++;
    if (++depth > deepest) throw new Refused("unsafe_xml");
    handlers.open?.(localName(tag.name), tag.attributes);
  });
  parser.on("closetag", (tag: SaxesTagPlain) => {
    events++;
    depth--;
    handlers.close?.(localName(tag.name));
  });
  const onText = (text: string) => {
    events++;
    handlers.text?.(text);
  };
  parser.on("text", onText);
  parser.on("cdata", onText);
  const write = (text: string) => {
    const before = events;
    parser.write(text);
    silent = events === before ? silent + text.length : text.length;
    if (silent > longestSilence) throw new Refused("unsafe_xml");
  };
  for await (const piece of pieces) {
    write(decode(decoder, piece));
    if (handlers.done?.()) return;
  }
  write(decode(decoder));
  parser.close();
}

function decode(decoder: TextDecoder, piece?: Uint8Array): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    throw new Refused("damaged");
  }
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(colon + 1);
}
