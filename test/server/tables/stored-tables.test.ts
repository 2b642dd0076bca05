import { expect, test } from "vitest";
import { backtest, strategies, syntheticMarket } from "#engine/index.ts";
import { recordRun, recordRunInput } from "#server/runs/record-run.ts";
import { readStoredTable } from "#server/tables/stored-tables.ts";
import { tablesRoute } from "#server/tables/tables-route.ts";
import { Table } from "#workers/cells/table.ts";
import { openCopy } from "../open-copy.ts";

const db = await openCopy();

test("an empty table is refused with what fills it", async () => {
  await expect(readStoredTable(db, "saved_trades")).rejects.toThrow(
    "saved_trades is empty; save a run first",
  );
});

test("saved runs and their trades are tables with a row each", async () => {
  const bars = syntheticMarket({ kind: "trending", bars: 300 });
  const result = backtest(strategies.find("ema-crossover").strategy, { bars });
  const { manifest, resultHash, statistics, trades } = result;
  const curve = { time: [...result.time], equity: [...result.equity] };
  const { id } = await recordRun(
    db,
    recordRunInput.parse({ manifest, resultHash, statistics, trades, curve }),
  );

  const runs = new Table(await readStoredTable(db, "saved_runs"));
  expect(runs.rows()).toMatchObject([
    { run: id, strategy: manifest.strategy.name, symbols: "SYN", trades: trades.length, result: resultHash },
  ]);
  expect(runs.column("totalReturn")[0]).toBe(statistics["totalReturn"]);

  const saved = new Table(await readStoredTable(db, "saved_trades"));
  expect(saved.rowCount).toBe(trades.length);
  expect([...saved.column("entry_time")].sort()).toEqual(trades.map(({ entryTime }) => entryTime).sort());
});

test("the address gives Arrow to the app's own page, and refuses other sites and other tables", async () => {
  const ask = (name: string, headers: Record<string, string> = {}) =>
    tablesRoute(new Request(`http://localhost:3000/api/tables/${name}`, { headers }), name, () => db);
  const answer = await ask("saved_runs");
  expect(new Table(new Uint8Array(await answer.arrayBuffer())).rowCount).toBe(1);
  expect((await ask("saved_runs", { "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await ask("users")).status).toBe(400);
});
