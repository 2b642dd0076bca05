import { expect, it } from "vitest";
import { saidStatistic } from "#workers/cells/research/said-statistic.ts";

it("a statistic is said in its own unit, with a true minus and none before zero", () => {
  expect([
    saidStatistic(2.387512, "fraction"),
    saidStatistic(-0.1234, "fraction"),
    saidStatistic(-0.00001, "fraction"),
    saidStatistic(176, "count"),
    saidStatistic(1270.9, "money"),
    saidStatistic(-1.234, "ratio"),
    saidStatistic(null, "ratio"),
  ]).toEqual(["238.75%", "−12.34%", "0.00%", "176", "1,271", "−1.23", "–"]);
});
