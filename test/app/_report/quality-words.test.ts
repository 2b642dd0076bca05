import { expect, test } from "vitest";
import { issueSentences, qualityWords } from "#app/_report/quality-words.ts";
import type { DataQuality } from "#engine/result.ts";

const found = (severity: "issue" | "warning", message: string) => {
  return { check: message, severity, message, fix: "look at it", count: 1 };
};
const data = (symbol: string, score: number, ...findings: DataQuality["findings"]): DataQuality => {
  return { symbol, score, findings };
};

test("data that nobody inspected have no words", () => {
  expect(qualityWords({})).toBeNull();
  expect(qualityWords({ quality: [] })).toBeNull();
});

test("the worst symbol decides the score, and issues weigh more than warnings", () => {
  const clean = data("A", 1);
  expect(qualityWords({ quality: [clean] })).toMatchObject({ verdict: "good", short: "data 100 of 100" });
  const warned = data("B", 0.97, found("warning", "missing session on 2 bars, first 7"));
  expect(qualityWords({ quality: [clean, warned] })).toMatchObject({ verdict: "good", score: 0.97 });
  const broken = data("C", 0.88, found("issue", "bad print on 1 bar, first 9"));
  const words = qualityWords({ quality: [warned, broken] });
  expect(words).toMatchObject({ verdict: "caution", score: 0.88 });
  expect(words?.long).toMatch(/1 issue .*1 warning .*B: missing session.*C: bad print/);
  expect(qualityWords({ quality: [data("D", 0.5)] })).toMatchObject({ verdict: "bad" });
});

test("what makes results wrong is told in a sentence of its own, what may is not", () => {
  const warned = data("B", 0.97, found("warning", "missing session on 2 bars, first 7"));
  const broken = data("C", 0.88, found("issue", "price fell like a 4:1 split on 1 bar, first 9"));
  expect(issueSentences({ quality: [warned, broken] })).toEqual([
    "data of C make results wrong: price fell like a 4:1 split on 1 bar, first 9",
  ]);
  expect(issueSentences({})).toEqual([]);
  const moved = data("D", 0.98, found("warning", "large-move"));
  expect(issueSentences({ quality: [moved] })).toEqual(["data of D may make results wrong: large-move"]);
});
