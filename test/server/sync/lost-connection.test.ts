import pg from "pg";
import { afterAll, expect, test, vi } from "vitest";
import { openProviders } from "#server/providers/open-providers.ts";
import { getSync } from "#server/sync/list-syncs.ts";
import { runJob } from "#server/sync/run-job.ts";
import { startSync } from "#server/sync/start-sync.ts";
import { openCopy } from "../open-copy.ts";
import { fakeMarket } from "../providers/fake/market.ts";
import { startFakeProvider } from "../providers/fake/server.ts";

const OTHERS = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
const db = await openCopy();
const fake = await startFakeProvider({ market: fakeMarket(), delayMs: 5 });
afterAll(() => fake.close());

test("a database that ends all connections fails no symbol: the sync goes on with the next look", async () => {
  const providers = openProviders(fake.environment);
  const symbols = Array.from({ length: 12 }, (_, at) => `LOST${at}`);
  const span = { from: Date.UTC(2020, 0, 1), to: Date.UTC(2024, 0, 1) };
  const { id } = await startSync(db, providers, { provider: "massive", symbols, ...span });
  const admin = new pg.Client({ connectionString: db.url });
  await admin.connect();
  const running = runJob(db, providers, id).then(
    () => "ended",
    () => "lost",
  );
  await vi.waitFor(() => expect(fake.calls.length).toBeGreaterThan(8), { interval: 1 });
  await admin.query(OTHERS);
  await admin.end();
  expect(await running).toBe("lost");
  expect(await getSync(db, { id })).toMatchObject({ status: "running", failed: 0 });
  expect(await runJob(db, providers, id)).toBe("completed");
  expect(await getSync(db, { id })).toMatchObject({ done: 12, failed: 0 });
});
