import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const base = { VERBUND_DATA: "/tmp/verbund" };

describe("how mail leaves the house", () => {
  it("is not set up unless somebody says so", () => {
    expect(readConfig(base)).toMatchObject({ mail: undefined, address: "http://localhost:3000" });
  });

  it("is read from one address, with the usual ports", () => {
    const read = (url: string) => readConfig({ ...base, SMTP_URL: url, MAIL_FROM: "Verbund Lindenau <verbund@lindenau.example>" }).mail;
    expect(read("smtp://mail.example")).toMatchObject({ host: "mail.example", port: 587, secure: false, user: undefined });
    expect(read("smtps://anna%40example:p%25ss@mail.example")).toEqual({
      host: "mail.example",
      port: 465,
      secure: true,
      user: "anna@example",
      password: "p%ss",
      from: { name: "Verbund Lindenau", address: "verbund@lindenau.example" },
    });
    expect(read("smtp://[::1]:2525")).toMatchObject({ host: "::1", port: 2525 });
  });

  it.each([
    ["another protocol", { SMTP_URL: "https://anna:geheim@mail.example", MAIL_FROM: "a@b.example" }],
    ["no address at all", { SMTP_URL: "geheim", MAIL_FROM: "a@b.example" }],
    ["a percent sign that means nothing", { SMTP_URL: "smtp://anna:geheim%zz@mail.example", MAIL_FROM: "a@b.example" }],
    ["no sender", { SMTP_URL: "smtp://anna:geheim@mail.example" }],
    [
      "a sender that begins another header",
      { SMTP_URL: "smtp://anna:geheim@mail.example", MAIL_FROM: "x <a@b.example>\r\nBcc: c@d.example" },
    ],
    ["an address of the house that is none", { VERBUND_URL: "verbund" }],
  ])("%s is refused in one sentence that repeats no password", (_name, more) => {
    const refused = () => readConfig({ ...base, ...more });
    expect(refused).toThrow(ConfigError);
    try {
      refused();
    } catch (error) {
      expect((error as Error).message).not.toContain("geheim");
    }
  });

  it("makes links to where people reach it, without a slash at the end", () => {
    expect(readConfig({ ...base, VERBUND_URL: "https://verbund.kreis.example/" }).address).toBe("https://verbund.kreis.example");
  });
});
