import { defineConfig } from "vitest/config";

const project = (name, include, more = {}) => ({ test: { name, include, ...more } });

/** Three levels, cheapest first: laws and units, the server on a real database, the whole product in Chromium. */
export default defineConfig({
  test: {
    coverage: {
      provider: "v8",
      include: ["engine/**/*.ts"],
      reporter: ["text-summary", "json"],
      reportsDirectory: ".lookback/coverage",
      // What fills orders and keeps the books is run to its last branch.
      thresholds: { lines: 90, "engine/execution/**": { 100: true } },
    },
    projects: [
      // One module graph per thread: no unit keeps state between files, and importing the engine for each took half of the time.
      project("unit", ["test/{engine,workers,app,setup,tidy}/**/*.test.{ts,tsx}"], {
        testTimeout: 20_000,
        isolate: false,
      }),
      project("server", ["test/server/**/*.test.ts"], {
        globalSetup: "test/server/database.ts",
        exclude: ["test/server/timescale/**"],
        testTimeout: 60_000,
        hookTimeout: 120_000,
        // Workers, databases and servers that are killed share two cores here: as in the browser, whatever passes the second time only is named.
        retry: 1,
      }),
      // Everything that reads or writes bars, once more on TimescaleDB.
      project(
        "timescale",
        [
          "test/server/{indicator-cache,operations,prices,quality,retention,runs,tables,timescale,universes}/**/*.test.ts",
          "test/server/sync/{follow-syncs,schedule-times,sync}.test.ts",
        ],
        {
          globalSetup: "test/server/timescale/start.ts",
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      ),
      project("browser", ["test/browser/**/*.test.ts"], {
        globalSetup: "test/browser/app.ts",
        testTimeout: 90_000,
        hookTimeout: 300_000,
        fileParallelism: false,
        // What a person would wait for is waited for: a second is soon over where two windows and a server share two cores.
        expect: { poll: { timeout: 10_000 } },
        // A machine that does much else has real browsers miss a deadline; the report names what passed the second time only.
        retry: 1,
      }),
    ],
  },
});
