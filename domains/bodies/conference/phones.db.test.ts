import { describe, expect, it } from "vitest";
import { newUnlinkableId } from "../../../platform/server/ids.ts";
import { asSuperuser } from "../../../platform/testing/database.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { createTestNetwork } from "../../network/factory.ts";
import { moveMeeting } from "../contract.ts";
import { getMeeting } from "../verbs.ts";
import { getWall, moveCard, takeCards } from "./contract.ts";
import { createTestConference } from "./factory.ts";

const server = useTestServer();

async function start() {
  const network = await createTestNetwork(server.at.database);
  const world = { ...network, database: server.at.database };
  return { world, ...(await createTestConference(world, { state: "in_session" })), token: network.actors.coordinator.token };
}

const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? "";

/** One phone: opens the page as a browser does, and sends its form. Keeps its cookie unless told not to. */
class Phone {
  readonly path: string;
  readonly keepsCookies: boolean;
  cookie: string | undefined;
  device = "";
  id = "";
  constructor(code: string, keepsCookies = true) {
    this.path = `/k/${code}`;
    this.keepsCookies = keepsCookies;
  }
  async open(query = "") {
    const page = await server.server.inject({ method: "GET", url: `${this.path}${query}`, ...this.#cookies() });
    this.#learn(page);
    return page;
  }
  async send(words: string, more: Record<string, string> = {}) {
    const form = new URLSearchParams({ words, id: this.id, device: this.device, ...more }).toString();
    return await this.sendRaw(form);
  }
  async sendRaw(payload: string | Buffer, type = "application/x-www-form-urlencoded") {
    const answer = await server.server.inject({
      method: "POST",
      url: this.path,
      payload,
      headers: { "content-type": type },
      ...this.#cookies(),
    });
    if (answer.statusCode !== 303) this.#learn(answer);
    return answer;
  }
  #cookies() {
    return this.cookie === undefined ? {} : { cookies: { verbund_card: this.cookie } };
  }
  #learn(page: { body: string; cookies: { name: string; value: string }[] }) {
    this.id = hidden(page.body, "id") || this.id;
    this.device = hidden(page.body, "device") || this.device;
    if (this.keepsCookies) this.cookie = page.cookies.find((one) => one.name === "verbund_card")?.value ?? this.cookie;
  }
}

async function opened(code: string): Promise<Phone> {
  const phone = new Phone(code);
  expect((await phone.open()).statusCode).toBe(200);
  return phone;
}

const cardsOf = (meetingId: string) =>
  asSuperuser<{ words: string; state: string }>(server.at, "select words, state from bodies.card where meeting_id = $1 order by came_at", [
    meetingId,
  ]);

describe("one phone", () => {
  it("hands in a card without an account and without a script, and it waits for the moderators", async () => {
    const { code, meetingId, token } = await start();
    const phone = await opened(code);
    const page = await phone.open("?l=en");
    expect(page.headers["content-type"]).toContain("text/html");
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(page.body).toContain("Wo brach es, und warum?");
    expect(page.body).not.toContain("<script");
    expect(Buffer.byteLength(page.body)).toBeLessThan(20_000);
    const answer = await phone.send("Der Kurs beginnt, aber niemand betreut die Kinder.");
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toContain(`/k/${code}?l=`);
    expect((await phone.open("?l=de&done=1")).body).toContain("Ihre Karte ist da");
    const { wall } = await server.ask(token, getWall, { params: { meetingId }, query: {} });
    expect(wall!.cards.map(({ words, state }) => ({ words, state }))).toEqual([
      { words: "Der Kurs beginnt, aber niemand betreut die Kinder.", state: "waiting" },
    ]);
  });

  it("sends the same card twice, and it is one", async () => {
    const { code, meetingId } = await start();
    const phone = await opened(code);
    const answers = await Promise.all([0, 1].map(() => phone.send("Überall andere Formulare.")));
    expect(answers.map((answer) => answer.statusCode)).toEqual([303, 303]);
    expect(await cardsOf(meetingId)).toHaveLength(1);
  });

  it("needs no cookie", async () => {
    const { code, meetingId } = await start();
    const phone = new Phone(code, false);
    await phone.open();
    expect((await phone.send("Termine erst nach Wochen.")).statusCode).toBe(303);
    expect(await cardsOf(meetingId)).toHaveLength(1);
  });

  it("speaks the language of the browser, from right to left where it is", async () => {
    const { code } = await start();
    const ask = (language: string) => server.server.inject({ method: "GET", url: `/k/${code}`, headers: { "accept-language": language } });
    expect((await ask("uk-UA,uk;q=0.9")).body).toContain('lang="uk" dir="ltr"');
    expect((await ask("xx,ar;q=0.8")).body).toContain('lang="ar" dir="rtl"');
    expect((await ask("")).body).toContain('lang="de" dir="ltr"');
  });
});

describe("a camera that does not read the picture", () => {
  const enter = (query: string) => server.server.inject({ method: "GET", url: `/k${query}`, headers: { "accept-language": "de" } });

  it("is no hindrance: the code is typed, in small letters and with a gap if need be", async () => {
    const { code } = await start();
    const page = await enter("");
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("Code von der Wand");
    expect(page.body).toContain('action="/k"');
    expect(page.headers["content-security-policy"]).toContain("form-action 'self'");
    const typed = encodeURIComponent(` ${code.slice(0, 3).toLowerCase()} ${code.slice(3).toLowerCase()} `);
    const answer = await enter(`?code=${typed}&l=uk`);
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe(`/k/${code}?l=uk`);
    expect((await new Phone(code).open("?l=uk")).statusCode).toBe(200);
  });

  it("is told that there is no such code, and what was typed stands there again", async () => {
    for (const typed of ["ABC", "'\"><b>", "AAAAAA/../../x", "1".repeat(90)]) {
      const page = await enter(`?code=${encodeURIComponent(typed)}`);
      expect(page.statusCode, typed).toBe(404);
      expect(page.body).toContain("Diesen Code gibt es nicht");
      expect(page.body).not.toContain("<b>");
    }
    expect((await enter("?code=ABC")).body).toContain('value="ABC"');
    // a code in the right form that no wall has: the way to type another stands on the page
    const page = await new Phone("AAAAAA").open();
    expect(page.statusCode).toBe(404);
    expect(page.body).toContain('name="code"');
    expect(page.body).toContain('value="AAAAAA"');
    expect((await enter(`?code=${"1".repeat(3_000)}`)).statusCode).toBeLessThan(500);
  });
});

describe("what is told clearly", () => {
  const rubbish: [string, string, number, string][] = [
    ["too long", "Wort ".repeat(60), 400, "Die Karte hat 299 Zeichen"],
    ["empty", "   ", 400, "Die Karte ist leer"],
    ["no words", "12345 !!!", 400, "keine Wörter"],
    ["HTML", "<img src=x onerror=alert(1)> Hallo", 400, "keine Zeichen wie"],
    ["control characters", "Hallo \u0007 Welt", 400, "nicht lesen"],
    ["a name", "Frau Rahimi wartet auf den Bescheid.", 400, "Daran könnte jemand erkannt werden"],
    ["one case", "Meine Klientin bekommt keinen Termin.", 400, "klingt nach einem einzelnen Menschen"],
  ];
  it.each(rubbish)("%s, and what was typed is given back", async (_name, words, status, says) => {
    const { code, meetingId } = await start();
    const phone = await opened(code);
    const answer = await phone.send(words, { l: "de" });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers["content-type"]).toContain("text/html");
    expect(answer.body).toContain(says);
    const shown = words.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    expect(answer.body).toContain(`>\n${shown}</textarea>`);
    expect(await cardsOf(meetingId)).toEqual([]);
  });

  it("a marked card that is kept on purpose is taken, and marked for the moderators", async () => {
    const { code, meetingId, token } = await start();
    const phone = await opened(code);
    await phone.send("Meine Klientin bekommt keinen Termin.");
    expect((await phone.send("Meine Klientin bekommt keinen Termin.", { keep: "1" })).statusCode).toBe(303);
    const { wall } = await server.ask(token, getWall, { params: { meetingId }, query: {} });
    expect(wall!.cards[0]!.caseTalk.map((one) => one.kind)).toEqual(["one_person"]);
  });

  it("binary, a file, far too much", async () => {
    const { code, meetingId } = await start();
    const phone = await opened(code);
    const bytes = Buffer.from(Array.from({ length: 2_000 }, (_, at) => (at * 7) % 256));
    for (const answer of [
      await phone.sendRaw(Buffer.concat([Buffer.from("words="), bytes])),
      await phone.sendRaw(bytes, "application/octet-stream"),
      await phone.sendRaw("--x\r\n", "multipart/form-data; boundary=x"),
      await phone.sendRaw('{"words":"Hallo Welt"}', "application/json"),
      await phone.sendRaw(`words=${"a".repeat(40_000)}`),
    ]) {
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode).toBeLessThan(500);
      expect(answer.headers["content-type"]).toContain("text/html");
      expect(answer.body).toContain("Die Karte ist noch nicht abgegeben");
    }
    expect(await cardsOf(meetingId)).toEqual([]);
  });

  it("a code that does not exist, in any form", async () => {
    for (const code of ["AAAAAA", "AAAAA1", "x", "%00", "..%2f..%2fetc", "A".repeat(190), "%ff"]) {
      const answer = await server.server.inject({ method: "GET", url: `/k/${code}` });
      expect([400, 404], code).toContain(answer.statusCode);
    }
    const answer = await new Phone("AAAAAA").send("Hallo Welt");
    expect(answer.statusCode).toBe(400);
    const wrong = await server.server.inject({ method: "GET", url: "/k/AAAAAA" });
    expect(wrong.body).toContain("Diesen Code gibt es nicht");
  });

  it("before the phones are asked, and after the meeting", async () => {
    const { world, code, meetingId, token } = await start();
    const phone = await opened(code);
    await server.ask(token, takeCards, { params: { meetingId }, body: { takesCards: false } });
    expect((await phone.send("Zu früh gesandt.")).body).toContain("noch keine Karten");
    expect((await phone.open()).body).toContain("Seite neu laden");
    await server.ask(token, takeCards, { params: { meetingId }, body: { takesCards: true } });
    expect((await phone.send("Jetzt aber richtig.")).statusCode).toBe(303);
    const { version } = await world.as("coordinator", (call) => getMeeting(call, meetingId));
    await server.ask(token, moveMeeting, { params: { meetingId }, body: { to: "closed", version } });
    await phone.open();
    phone.id = newUnlinkableId();
    expect((await phone.send("Leider zu spät.")).body).toContain("Die Konferenz ist vorbei");
    expect(await cardsOf(meetingId)).toHaveLength(1);
  });

  it("a phone that was made up", async () => {
    const { code, meetingId } = await start();
    const phone = new Phone(code);
    phone.id = newUnlinkableId();
    phone.device = `${"A".repeat(16)}.${"B".repeat(22)}`;
    const answer = await phone.send("Ich war nie auf der Seite.");
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain("Ich war nie auf der Seite.");
    expect(await cardsOf(meetingId)).toEqual([]);
    // the page that came back is a form like any other
    expect((await phone.send("Ich war nie auf der Seite.")).statusCode).toBe(303);
  });

  it("somebody else's id is not somebody else's card", async () => {
    const { code, meetingId } = await start();
    const [one, other] = [await opened(code), await opened(code)];
    expect((await one.send("Die erste Karte.")).statusCode).toBe(303);
    other.id = one.id;
    const refused = await other.send("Eine ganz andere Karte.");
    expect(refused.statusCode).toBe(409);
    expect(other.id).not.toBe(one.id);
    expect((await other.send("Eine ganz andere Karte.")).statusCode).toBe(303);
    expect(await cardsOf(meetingId)).toHaveLength(2);
  });
});

describe("40 phones at once", () => {
  it("one of them sends 1,000 cards and rubbish: it is told, nothing is lost, and nobody waits for it", async () => {
    const { code, meetingId, token } = await start();
    const phones = await Promise.all(Array.from({ length: 39 }, () => opened(code)));
    const bad = await opened(code);
    const flood = Array.from({ length: 1_000 }, async (_, at) => {
      const form = {
        words: at % 3 === 0 ? "<script>x</script>" : `Unsinn Nummer ${"x".repeat(at % 40)} und mehr`,
        id: newUnlinkableId(),
        device: bad.device,
      };
      const answer = await server.server.inject({
        method: "POST",
        url: `/k/${code}`,
        payload: new URLSearchParams(form).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
      return answer.statusCode;
    });
    const begun = performance.now();
    const taken = await Promise.all(
      phones.map(async (phone, at) => {
        const answer = await phone.send(
          `Karte von Telefon ${"abcdefghij"[at % 10]!}${"klmn"[Math.trunc(at / 10)]!}: niemand ist zuständig.`,
        );
        return { status: answer.statusCode, after: performance.now() - begun };
      }),
    );
    const codes = await Promise.all(flood);
    expect(taken.map((one) => one.status)).toEqual(Array.from({ length: 39 }, () => 303));
    // a page, a check and a row for each of 39: a few hundred milliseconds on two cores; a queue behind 1,000 would be many times that
    expect(Math.max(...taken.map((one) => one.after))).toBeLessThan(5_000);
    expect(codes.filter((one) => one === 429).length).toBeGreaterThan(600);
    expect(codes.every((one) => [303, 400, 429].includes(one))).toBe(true);
    const cards = await cardsOf(meetingId);
    expect(cards.filter((card) => card.words.startsWith("Karte von Telefon"))).toHaveLength(39);
    expect(cards.length).toBeLessThan(39 + 12);
    const { wall } = await server.ask(token, getWall, { params: { meetingId }, query: {} });
    expect(wall!.waiting).toBe(cards.length);
  });
});

describe("two moderators at once", () => {
  it("move one card: the second is told, with the wall as it stands", async () => {
    const { world, code, meetingId, token } = await start();
    const phone = await opened(code);
    await phone.send("Termine erst nach Wochen.");
    const other = await world.join("own", world.actors.coordinator.unitId, "coordinator", "Jan Kowalczyk");
    const { wall } = await server.ask(token, getWall, { params: { meetingId }, query: {} });
    const card = wall!.cards[0]!;
    const answers = await Promise.all(
      (
        [
          [token, "shown"],
          [other.token, "set_aside"],
        ] as const
      ).map(([who, state]) =>
        server.send(who, moveCard, { params: { cardId: card.id }, body: { state, clusterId: null, version: card.version } }),
      ),
    );
    expect(answers.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const late = answers.find((answer) => answer.statusCode === 409)!.json<{ code: string; current: { cards: { version: number }[] } }>();
    expect(late.code).toBe("changed_meanwhile");
    expect(late.current.cards[0]!.version).toBe(card.version + 1);
  });

  it("the wall is sent only when something changed", async () => {
    const { code, meetingId, token } = await start();
    const first = await server.ask(token, getWall, { params: { meetingId }, query: {} });
    const again = await server.ask(token, getWall, { params: { meetingId }, query: { known: first.revision } });
    expect(again.wall).toBeNull();
    const phone = await opened(code);
    await phone.send("Überall andere Formulare.");
    const after = await server.ask(token, getWall, { params: { meetingId }, query: { known: first.revision } });
    expect(after.wall!.waiting).toBe(1);
  });
});
