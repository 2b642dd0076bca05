import { expect, test } from "vitest";
import { plot } from "#workers/cells/plot.ts";

/** Called as by cells, whose types are not checked before they run. */
const draw = plot as unknown as Record<string, (...values: unknown[]) => unknown>;

test.each([
  ["scatter", [{ x: [1], y: [2] }], /plot\.scatter\(x, y\)/],
  ["line", [[1, 2, 3]], /plot\.line\(\{ x, y \}\)/],
  ["bar", [undefined, [1]], /plot\.bar\(labels, values\)/],
  ["histogram", [3], /plot\.histogram\(values\)/],
])("plot.%s without lists says how it is called", (name, values, words) => {
  expect(() => draw[name]?.(...values)).toThrow(words);
});
