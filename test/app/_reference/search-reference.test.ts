import { expect, test } from "vitest";
import { describeReference } from "#app/_reference/describe-reference.ts";
import { searchReference } from "#app/_reference/search-reference.ts";

const reference = describeReference(".");
const kinds = (words: string) =>
  searchReference(reference, words).flatMap(({ entries }) => entries.map(({ kind }) => kind));

test("an entry is found by all the words that are given, in any case and order", () => {
  expect(kinds("STOP trailing")).toContain("trailing-stop");
  expect(kinds("trailing stop wavelet")).toEqual([]);
});

test("without words everything is there", () => {
  expect(kinds(" ")).toHaveLength(reference.flatMap(({ entries }) => entries).length);
});

test("the cells' own functions and the engine's are in it, with what they throw", () => {
  const bars = reference[0]?.entries.find(({ kind }) => kind === "bars");
  expect(bars?.throws).toMatch(/unknown-symbol/);
  expect(kinds("defineStrategy")).toContain("defineStrategy");
});

test("words are found as one and apart, and settings by their names", () => {
  expect(kinds("monteCarlo")).toContain("bootstrapTrades");
  expect(kinds("monte carlo")).toEqual(kinds("Monte-Carlo"));
  expect(kinds("participation")).toContain("execution");
  expect(kinds("short days / 360")).toEqual(["execution"]);
});

test("a call is found by its options, with what they mean", () => {
  expect(kinds("vectorized")).toContain("backtest");
  const run = reference[0]?.entries.find(({ kind }) => kind === "backtest");
  expect(run?.params.find(({ name }) => name === "bars")?.fallback).toBe("needed");
  expect(run?.params.filter(({ description }) => description === "")).toEqual([]);
});
