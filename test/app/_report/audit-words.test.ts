import { describe, expect, test } from "vitest";
import { auditWords } from "#app/_report/audit-words.ts";
import type { CellsFinding } from "#engine/result.ts";

const causal = { verdict: "causal" as const, cuts: 64 };
const cells = (outcome: CellsFinding["outcome"], names: string[] = []): CellsFinding => ({
  outcome,
  replays: 9,
  names,
  why: "signal of SP500 changed when later bars were hidden from its cells",
});

describe("the audit's badge", () => {
  test("says that nothing is known before the audit", () => {
    expect(auditWords(undefined)).toMatchObject({ verdict: "pending", short: "not audited yet" });
  });

  test("is plain where engine and cells agree, and tells how often both were asked", () => {
    const words = auditWords({ ...causal, cells: cells("causal") });
    expect(words).toMatchObject({ verdict: "causal", short: "causal" });
    expect(words.long).toMatch(/64 shorter histories.*9 times/);
  });

  test("cautions against settings that were chosen in-sample, by name", () => {
    expect(auditWords({ ...causal, cells: cells("in-sample", ["fast"]) })).toMatchObject({
      verdict: "caution",
      short: "causal, in-sample: fast",
    });
  });

  test("does not hide a cell's leak behind a causal engine", () => {
    const firstLeak = { bar: 12, time: Date.UTC(2020, 0, 2), what: "signal of SP500" };
    const words = auditWords({ verdict: "leaks", cuts: 64, firstLeak, cells: cells("leaks", ["ahead"]) });
    expect(words.verdict).toBe("leaks");
    expect(words.short).toMatch(/^looks ahead through its cells: signal of SP500 at bar 12/);
    expect(words.long).toMatch(/hidden from its cells \(ahead\)/);
  });

  test("names the line of a leak where it is known", () => {
    const firstLeak = { bar: 3, time: 0, what: "indicator peek of SP500", line: 4 };
    expect(auditWords({ verdict: "leaks", cuts: 1, firstLeak }).short).toMatch(/, from line 4$/);
  });
});
