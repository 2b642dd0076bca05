import { expect, test } from "vitest";
import { inspectBars } from "#engine/data/quality/report.ts";
import { strategies, syntheticMarket } from "#engine/index.ts";
import { backtestResult } from "#engine/result.ts";
import { backtest } from "#workers/cells/engine-scope.ts";
import { reportQuality } from "#workers/cells/report-quality.ts";

const bars = syntheticMarket({ kind: "gappy", bars: 400, seed: 3, missingPct: 5 });
const { strategy } = strategies.find("macd-cross");

test("a result's data have the score and the findings of their inspection, and fit into the result", () => {
  const result = backtest(strategy, { bars });
  const quality = reportQuality(result) ?? [];
  const { score, issues, warnings } = inspectBars(bars);
  expect(issues.length + warnings.length).toBeGreaterThan(0);
  expect(quality).toMatchObject([{ symbol: bars.symbol, score }]);
  expect(quality[0]?.findings.map(({ message }) => message)).toEqual(
    [...issues, ...warnings].map(({ message }) => message),
  );
  expect(backtestResult.safeParse({ ...result, quality }).error).toBeUndefined();
});

test("a dataset is inspected once, and a result of nobody's cell not at all", () => {
  const [first] = reportQuality(backtest(strategy, { bars })) ?? [];
  const again = backtest(strategy, { bars, capital: 5000 });
  expect(reportQuality(again)?.[0]).toBe(first);
  expect(reportQuality({ ...again })).toBeUndefined();
});
