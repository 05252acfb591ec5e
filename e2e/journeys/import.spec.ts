import { describe, test } from "vitest";
import { bringList, takeListOver } from "../pages/cases/import.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";

/** Title rows above the header, umlauts of Windows, German dates, an empty row: a list as it is kept. */
const list = [
  "Fallliste Kreis Lindenau;;;;",
  "Stand: November;;;;",
  "",
  "Name;Vorname;Geburtsdatum;Ort;Aufnahme",
  "Özdemir;Gülsen;03.05.1988;Lindenau;12.01.2026",
  "Müller-Koné;Aïcha;21.11.1993;Erlbach;02.02.2026",
  ";;;;",
  "Tadesse;Robel;07.08.2001;Hohenfeld;15.03.2026",
];
const broken = [...list, "Haile;Sara;31.02.1990;Erlbach;15.03.2026"];

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("a list is taken over, $language, $width", (as) => {
  const stage = useStage();

  test("shown before it is written, all or nothing, twice the same once", async () => {
    const sommer = await stage.enter(as);
    await signInAs(sommer, "Birgit Sommer");
    await bringList(sommer, "Fallliste.csv", broken, "latin1");
    await sommer.says(sommer.words("cases.import.unclear.title", { n: 1 }));
    await sommer.looksRight("list with an unclear row");
    // while nothing may be taken over, no number promises it
    await sommer.press(sommer.words("cases.import.submit_list"));
    await sommer.says(sommer.words("cases.import.blocked.title"));

    await bringList(sommer, "Fallliste.csv", list, "latin1");
    await sommer.says("Özdemir");
    await sommer.looksRight("list understood");
    await takeListOver(sommer, 3);
    await sommer.hasTitle(sommer.words("cases.import.done.title"));
    await sommer.looksRight("list taken over");

    await bringList(sommer, "Fallliste.csv", list, "latin1");
    await sommer.says(sommer.words("cases.import.nothing_new"));
  });
});
