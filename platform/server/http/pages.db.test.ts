import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../testing/database.ts";
import { buildServer } from "./server.ts";

const webFolder = mkdtempSync(join(tmpdir(), "verbund-pages-"));
let server: FastifyInstance;
let drop: () => Promise<void>;
beforeAll(async () => {
  writeFileSync(join(webFolder, "index.html"), "<!doctype html><title>Verbund</title>");
  const at = await createTestDatabase();
  drop = () => at.drop();
  server = await buildServer({
    database: at.database,
    config: { secureCookies: false, trustedProxies: 0, logLevel: "error" },
    routes: [],
    webFolder,
  });
});
afterAll(async () => {
  await server.close();
  await drop();
  rmSync(webFolder, { recursive: true, force: true });
});

describe("an address of a page", () => {
  it.each(["/", "/set-password", "/account/second-factor"])("%s is there for whoever asks for it or only for its head", async (url) => {
    const [whole, head] = [await server.inject({ method: "GET", url }), await server.inject({ method: "HEAD", url })];
    expect([whole.statusCode, head.statusCode]).toEqual([200, 200]);
    expect([whole.body.includes("Verbund"), head.body]).toEqual([true, ""]);
    expect(head.headers["cache-control"]).toBe(whole.headers["cache-control"]);
    expect(head.headers["content-length"]).toBe(whole.headers["content-length"]);
  });

  it("is not there for anything else", async () => {
    for (const method of ["POST", "PUT", "DELETE"] as const)
      expect((await server.inject({ method, url: "/set-password" })).statusCode).toBe(404);
    for (const method of ["GET", "HEAD"] as const) expect((await server.inject({ method, url: "/api/nothing" })).statusCode).toBe(404);
  });
});
