import { describe, expect, test } from "vitest";
import { auditAdvice, auditWords, isAuditOpen } from "#app/_report/audit-words.ts";
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

  test("calls chance not repeatable, not a look ahead", () => {
    const firstLeak = { bar: 2, time: Date.UTC(2020, 0, 2), what: "signal differs between two runs" };
    const said = words({ verdict: "leaks", cuts: 0, firstLeak, deterministic: false });
    expect(said).toMatchObject({ verdict: "leaks" });
    expect(said.short).toMatch(/^not repeatable: signal differs between two runs at bar 2/);
    expect(said.long).not.toMatch(/looks ahead:/);
  });

  test("does not call proven what was not checked, or never decided anything", () => {
    expect(words({ ...causal, cells: cells("skipped") })).toMatchObject({
      verdict: "caution",
      short: "causal, its cells not checked",
    });
    expect(words(causal, [])).toMatchObject({ verdict: "caution", short: "never traded" });
  });

  test("leaves open what was too slow to be checked unasked, and nothing else", () => {
    const slow = { ...causal, cells: cells("postponed") };
    expect(words(slow)).toMatchObject({ verdict: "caution", short: "causal, its cells not checked" });
    expect([undefined, slow].map((audit) => isAuditOpen(audit ? { audit } : {}))).toEqual([true, true]);
    expect(isAuditOpen({ audit: causal })).toBe(false);
    expect(isAuditOpen({ audit: { ...causal, cells: cells("skipped") } })).toBe(false);
  });

  test("says of every verdict what it means, each in its own words", () => {
    const outcomes = ["causal", "leaks", "in-sample", "not-repeatable", "skipped", "postponed"] as const;
    const verdicts: (AuditVerdict | undefined)[] = [
      undefined,
      { verdict: "leaks", cuts: 3 },
      { verdict: "leaks", cuts: 0, deterministic: false },
      ...outcomes.map((outcome) => ({ ...causal, cells: cells(outcome) })),
    ];
    const advice = verdicts.map((audit) => auditAdvice({ trades: [1], ...(audit && { audit }) }));
    expect(new Set([...advice, auditAdvice({ trades: [], audit: causal })]).size).toBe(10);
  });

  test("names the line of a leak where it is known", () => {
    const firstLeak = { bar: 3, time: 0, what: "indicator peek of SP500", line: 4 };
    expect(words({ verdict: "leaks", cuts: 1, firstLeak }).short).toMatch(/, from line 4$/);
  });
});
