import type { Decision } from "../market/order.ts";

/** What one rule said over a whole run. */
export interface RuleRecord {
  readonly rule: string;
  passed: number;
  modified: number;
  blocked: number;
}

/** Gathers what every rule said, and the first entries that were blocked. */
export interface RuleLog {
  readonly records: Map<string, RuleRecord>;
  readonly blocked: { symbol: string; bar: number; rule: string; reason: string; quantity: number }[];
  readonly note: (symbol: string, bar: number, decisions: readonly Decision[]) => void;
}

const MAX_BLOCKED = 1000;

/** Opens an empty log; of blocked entries it keeps the first 1,000 and counts all. */
export function openRuleLog(): RuleLog {
  const records: RuleLog["records"] = new Map();
  const blocked: RuleLog["blocked"] = [];
  const note: RuleLog["note"] = (symbol, bar, decisions) => {
    for (const { rule, action, before, reason } of decisions) {
      let record = records.get(rule);
      if (!record) records.set(rule, (record = { rule, passed: 0, modified: 0, blocked: 0 }));
      record[action === "pass" ? "passed" : action === "modify" ? "modified" : "blocked"] += 1;
      if (action === "block" && blocked.length < MAX_BLOCKED)
        blocked.push({ symbol, bar, rule, reason, quantity: before });
    }
  };
  return { records, blocked, note };
}
