import { expect, test } from "vitest";
import { alwaysOpen, usEquity } from "#engine/market/calendar.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import { removeSchedule, saveSchedule } from "#server/sync/run-schedules.ts";
import { listScheduleTimes, nextClose } from "#server/sync/schedule-times.ts";
import { openCopy } from "../open-copy.ts";

test.each([
  ["2024-07-02T20:29:00Z", "2024-07-02T20:30:00Z"],
  ["2024-07-02T20:30:00Z", "2024-07-03T17:30:00Z"], // a half day closes at 13:00 in New York
  ["2024-07-03T17:30:00Z", "2024-07-05T20:30:00Z"], // a holiday has no session
  ["2024-11-01T21:00:00Z", "2024-11-04T21:30:00Z"], // the clocks change over the weekend
])("after %s a schedule of half an hour after the close comes at %s", (now, next) => {
  expect(nextClose(usEquity, 30, Date.parse(now))).toBe(Date.parse(next));
});

test("of a market that never closes it comes after midnight UTC", () => {
  expect(nextClose(alwaysOpen, 5, Date.UTC(2024, 0, 2, 0, 4))).toBe(Date.UTC(2024, 0, 2, 0, 5));
  expect(nextClose(alwaysOpen, 5, Date.UTC(2024, 0, 2, 0, 5))).toBe(Date.UTC(2024, 0, 3, 0, 5));
});

test("a schedule is listed with its next time, none while it is paused, and why it cannot run", async () => {
  const db = await openCopy();
  const providers = openProviders({});
  const now = Date.UTC(2024, 0, 2, 12);
  await db.prisma.universe.create({ data: { name: "Coins", kind: "static" } });
  await saveSchedule(db, { provider: "binance", universe: "Coins", minutesAfterClose: 0 });
  await saveSchedule(db, { provider: "binance", universe: "Gone" });
  await saveSchedule(db, { provider: "tiingo", universe: "Stocks", enabled: false });
  const listed = await listScheduleTimes(db, providers, now);
  expect(listed).toMatchObject([
    { provider: "binance", nextAt: Date.UTC(2024, 0, 3), problem: null },
    { nextAt: null, problem: "no universe Gone; save one under this name, or remove the schedule" },
    { provider: "tiingo", nextAt: null, enabled: false },
  ]);
  expect(listed[2]?.problem).toContain("no key for tiingo; set TIINGO_API_KEY");
  for (const { id } of listed) await removeSchedule(db, { id });
  expect(await listScheduleTimes(db, providers, now)).toEqual([]);
});
