import { describe, expect, test } from "vitest";
import { auditWords } from "#app/_report/audit-words.ts";
import type { AuditVerdict, CellsFinding } from "#engine/result.ts";

const causal = { verdict: "causal" as const, cuts: 64 };
const cells = (outcome: CellsFinding["outcome"], names: string[] = []): CellsFinding => ({
  outcome,
  replays: 9,
  names,
  why: "signal of SP500 changed when later bars were hidden from its cells",
});

const words = (audit: AuditVerdict | undefined, trades = [1]) =>
  auditWords({ trades, ...(audit === undefined ? {} : { audit }) });

describe("the audit's badge", () => {
  test("says that nothing is known before the audit", () => {
    expect(words(undefined)).toMatchObject({ verdict: "pending", short: "not audited yet" });
  });

  test("is plain where engine and cells agree, and tells how often both were asked", () => {
    const said = words({ ...causal, cells: cells("causal") });
    expect(said).toMatchObject({ verdict: "causal", short: "causal" });
    expect(said.long).toMatch(/64 shorter histories.*9 times/);
  });

  test("cautions against settings that were chosen in-sample, by name", () => {
    expect(words({ ...causal, cells: cells("in-sample", ["fast"]) })).toMatchObject({
      verdict: "caution",
      short: "causal, in-sample: fast",
    });
  });

  test("does not hide a cell's leak behind a causal engine", () => {
    const firstLeak = { bar: 12, time: Date.UTC(2020, 0, 2), what: "signal of SP500" };
    const said = words({ verdict: "leaks", cuts: 64, firstLeak, cells: cells("leaks", ["ahead"]) });
    expect(said.verdict).toBe("leaks");
    expect(said.short).toMatch(/^looks ahead through its cells: signal of SP500 at bar 12/);
    expect(said.long).toMatch(/hidden from its cells \(ahead\)/);
  });

  test("does not call proven what was not checked, or never decided anything", () => {
    expect(words({ ...causal, cells: cells("skipped") })).toMatchObject({
      verdict: "caution",
      short: "causal, its cells not checked",
    });
    expect(words(causal, [])).toMatchObject({ verdict: "caution", short: "never traded" });
  });

  test("names the line of a leak where it is known", () => {
    const firstLeak = { bar: 3, time: 0, what: "indicator peek of SP500", line: 4 };
    expect(words({ verdict: "leaks", cuts: 1, firstLeak }).short).toMatch(/, from line 4$/);
  });
});
