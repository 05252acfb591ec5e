import { expect, it } from "vitest";
import { asSuperuser, useTestDatabase } from "./database.ts";
const at = useTestDatabase();
it("applies", async () => {
  const rows = await asSuperuser(at.current, "select name from platform.migration");
  expect(rows.length).toBe(4);
});
