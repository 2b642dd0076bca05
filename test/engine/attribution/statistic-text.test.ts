import { expect, it } from "vitest";
import { statisticText } from "#engine/attribution/statistic-text.ts";

it("a statistic is said in its own unit, with a true minus and none before zero", () => {
  expect([
    statisticText(2.387512, "fraction"),
    statisticText(-0.1234, "fraction"),
    statisticText(-0.00001, "fraction"),
    statisticText(176, "count"),
    statisticText(1270.9, "money"),
    statisticText(-1.234, "ratio"),
    statisticText(null, "ratio"),
  ]).toEqual(["238.75%", "−12.34%", "0.00%", "176", "1,271", "−1.23", "–"]);
});
