import { expect, test } from "vitest";
import { statusWords } from "#app/_notebook/status-words.ts";

test.each([
  ["Stopped", "stopped; run it to go on", "Stopped; run it to go on"],
  ["Out of date", "its source changed", "Out of date: its source changed"],
  ["Waits for a cell that failed", "waits for x: cell a has an error", "Waits for x: cell a has an error"],
  ["Up to date", undefined, "Up to date"],
])("%s and %s are one phrase", (meaning, reason, words) => {
  expect(statusWords(meaning, reason)).toBe(words);
});
