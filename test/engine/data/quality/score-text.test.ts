import { expect, test } from "vitest";
import { scorePoints, scoreText } from "#engine/data/quality/score-text.ts";

test("every hundredth is itself, and only a score without a finding is full", () => {
  const hundredths = Array.from({ length: 101 }, (_, points) => points);
  expect(hundredths.map((points) => scorePoints(points / 100))).toEqual(hundredths);
  expect([scoreText(0.999999), scoreText(1), scoreText(0.9549)]).toEqual([
    "99 of 100",
    "100 of 100",
    "95 of 100",
  ]);
});
