import { defineConfig } from "vitest/config";

const excluded = ["node_modules/**", "build/**"];

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: "unit", include: ["**/*.test.ts", "**/*.test.tsx"], exclude: [...excluded, "**/*.db.test.ts"], testTimeout: 30_000 },
      },
      {
        test: {
          name: "database",
          include: ["**/*.db.test.ts"],
          exclude: excluded,
          globalSetup: ["platform/testing/database-server.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "journeys",
          include: ["e2e/journeys/**/*.spec.ts"],
          exclude: excluded,
          globalSetup: ["e2e/stage-server.ts"],
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
