import { expect, test } from "vitest";
import { findStrategies, versionName } from "#app/_strategies/find-strategies.ts";
import type { StrategySummary } from "#server/strategies/list-strategies.ts";

const version = (id: string, name: string, codeHash: string): StrategySummary => ({
  ...{ id, name, version: "1.0.0", codeHash, author: "Olga", changelog: "", createdAt: "", notebookId: null },
  ...{ runCount: 0, best: null },
});
const all = [
  version("a", "trend", "abc1234"),
  version("b", "trend", "def5678"),
  version("c", "pairs", "fff"),
];

test("all words must be somewhere, whatever their case", () => {
  expect(findStrategies(all, "TREND olga").map(({ id }) => id)).toEqual(["a", "b"]);
  expect(findStrategies(all, "trend def").map(({ id }) => id)).toEqual(["b"]);
  expect(findStrategies(all, " ")).toHaveLength(3);
});

test("two texts under one version are told apart by their hash", () => {
  expect(all.map((one) => versionName(one, all))).toEqual([
    "trend 1.0.0 abc123",
    "trend 1.0.0 def567",
    "pairs 1.0.0",
  ]);
});
