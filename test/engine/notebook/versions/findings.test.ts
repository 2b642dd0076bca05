import { expect, test } from "vitest";
import { backtest, syntheticMarket } from "#engine/index.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { compareFindings, FINDING_LIMITS, findings, findingsOf } from "#engine/notebook/versions/findings.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

const bars = syntheticMarket({ kind: "trending", bars: 300, seed: 4 });
const result = backtest(emaCross, { bars, params: { fast: 5 } });
const other = backtest(emaCross, { bars, params: { fast: 8 } });
const shown = (cellId: string, status: CellState["status"], ...results: (typeof result)[]) => {
  return { cellId, status, outputs: results.map((one) => ({ type: "backtest", result: one }) as const) };
};

test("what backtests found is kept in small, first and last close among it", () => {
  const kept = findings.parse(findingsOf([shown("a", "fresh", result, other), shown("b", "fresh")]));
  expect(kept.map(({ cellId, place, resultHash }) => [cellId, place, resultHash])).toEqual([
    ["a", 0, result.resultHash],
    ["a", 1, other.resultHash],
  ]);
  const [first] = kept;
  expect(first?.statistics.sharpe).toBe(result.statistics["sharpe"]);
  expect(first?.equity).toHaveLength(FINDING_LIMITS.points);
  expect([first?.equity[0], first?.equity.at(-1)]).toEqual([result.equity[0], result.equity.at(-1)]);
});

test("what an older text showed is no finding of this one", () => {
  expect(findingsOf([shown("a", "stale", result), shown("b", "error", result)])).toEqual([]);
});

test("findings are laid over each other by cell and place", () => {
  const before = findingsOf([shown("a", "fresh", result), shown("gone", "fresh", result)]);
  const after = findingsOf([shown("a", "fresh", other), shown("new", "fresh", other)]);
  expect(compareFindings(before, before).every(({ same }) => same)).toBe(true);
  expect(
    compareFindings(before, after).map(({ cellId, before: old, after: now, same }) => [
      cellId,
      old?.resultHash,
      now?.resultHash,
      same,
    ]),
  ).toEqual([
    ["a", result.resultHash, other.resultHash, false],
    ["new", undefined, other.resultHash, false],
    ["gone", result.resultHash, undefined, false],
  ]);
});
