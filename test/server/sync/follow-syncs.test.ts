import { afterAll, expect, test } from "vitest";
import { openProviders } from "#server/providers/open-providers.ts";
import { cancelSync } from "#server/sync/cancel-sync.ts";
import { followSyncs } from "#server/sync/follow-syncs.ts";
import { runJob } from "#server/sync/run-job.ts";
import { startSync } from "#server/sync/start-sync.ts";
import { openCopy } from "../open-copy.ts";
import { fakeMarket } from "../providers/fake/market.ts";
import { startFakeProvider } from "../providers/fake/server.ts";

const db = await openCopy();
const fake = await startFakeProvider({ market: fakeMarket() });
afterAll(() => fake.close());
const providers = openProviders(fake.environment);
const YEAR = { from: Date.UTC(2023, 0, 1), to: Date.UTC(2024, 0, 1) };
const start = (symbols: string[]) => startSync(db, providers, { provider: "tiingo", symbols, ...YEAR });

test("a sync is followed from its beginning to its end by whoever listens, whichever connection runs it", async () => {
  const { id } = await start(["AAA", "BBB"]);
  const gone = new AbortController();
  const seen: (readonly [string, number])[] = [];
  let running: Promise<unknown> | undefined;
  for await (const [eventId, syncs] of followSyncs(db, { limit: 5 }, gone.signal)) {
    running ??= runJob(db, providers, id);
    const mine = syncs.find((each) => each.id === id);
    seen.push([eventId, mine?.done ?? NaN]);
    if (mine?.status === "completed") gone.abort();
  }
  await running;
  expect([seen[0]?.[1], seen.at(-1)?.[1]]).toEqual([0, 2]);
  expect(new Set(seen.map(([eventId]) => eventId)).size).toBe(seen.length);
});

test("who comes back hears nothing that it knows, and all that it does not", async () => {
  const gone = new AbortController();
  const take = async (lastEventId?: string) => {
    const given = { limit: 5, ...(lastEventId === undefined ? {} : { lastEventId }) };
    for await (const [eventId, syncs] of followSyncs(db, given, gone.signal)) return { eventId, syncs };
    return undefined;
  };
  const first = await take();
  const known = take(first?.eventId);
  const { id } = await start(["CCC"]);
  expect((await known)?.syncs.find((each) => each.id === id)?.status).toBe("queued");
  await cancelSync(db, { id });
  expect((await take(first?.eventId))?.syncs.find((each) => each.id === id)?.status).toBe("cancelled");
  gone.abort();
});
