import { firstAtOrAfter } from "../dataset.ts";
import type { CorporateAction } from "../../market/corporate-actions.ts";
import { barsWhere, type Check, type Inspected } from "./finding.ts";

const WEEK_MS = 7 * 86_400_000;
type Dividend = Extract<CorporateAction, { readonly type: "dividend" }>;

/** Patterns of splits and dividends against raw prices and a vendor's adjusted closes. */
export const ACTION_CHECKS: readonly Check[] = [
  {
    check: "split-without-move",
    severity: "issue",
    what: "split that raw prices do not show",
    fix: "prices are adjusted already: drop the split, or load raw prices",
    find: (inspected) =>
      exBars(inspected, "split").flatMap(({ action, bar }) => {
        const { open, close } = inspected.bars;
        const seen = Math.log((close[bar - 1] as number) / (open[bar] as number));
        const due = action.type === "split" ? Math.log(action.ratio) : 0;
        return Math.abs(due) > 0.15 && Math.abs(seen) < Math.abs(due) / 2 ? [bar] : [];
      }),
  },
  {
    check: "dividend-size",
    severity: "issue",
    what: "dividend of more than a third of the price",
    fix: "look at its unit: a hundred times too large is common",
    find: (inspected) =>
      dividends(inspected).flatMap(({ amount, bar }) =>
        amount > (inspected.bars.close[bar - 1] as number) / 3 ? [bar] : [],
      ),
  },
  {
    check: "dividend-twice",
    severity: "issue",
    what: "same dividend again within seven days",
    fix: "keep one of them",
    find: (inspected) => {
      const all = dividends(inspected);
      return all.flatMap(({ amount, exTime, bar }, at) =>
        all.slice(0, at).some((other) => other.amount === amount && exTime - other.exTime < WEEK_MS)
          ? [bar]
          : [],
      );
    },
  },
  {
    check: "adjustment-missing",
    severity: "issue",
    what: "dividend that adjusted closes do not know",
    fix: "derive the adjusted series from raw prices and dividends",
    find: (inspected) => {
      const shifted = new Set(shiftedDividends(inspected).map(({ bar }) => bar));
      return byAdjustment(inspected, isMissing).filter((bar) => !shifted.has(bar));
    },
  },
  {
    check: "ex-date-shifted",
    severity: "issue",
    what: "dividend that adjusted closes take out on another day",
    fix: "move its ex-date to that day",
    find: (inspected) => shiftedDividends(inspected).map(({ bar }) => bar),
  },
  {
    check: "dividend-counted-twice",
    severity: "issue",
    what: "dividend that adjusted closes take out twice",
    fix: "capital gains are counted as dividends too: keep one",
    find: (inspected) => byAdjustment(inspected, (share) => Math.abs(share - 2) < 0.25),
  },
  {
    check: "unexplained-adjustment",
    severity: "warning",
    what: "step of adjusted over raw closes without an action",
    fix: "find the action, or its right ex-date",
    find: (inspected) => {
      const shifted = shiftedDividends(inspected).map(({ seenOn }) => seenOn);
      const known = new Set([...exBars(inspected).map(({ bar }) => bar), ...shifted]);
      return barsWhere(
        inspected.bars.close.length,
        (bar) => Math.abs(stepOf(inspected, bar)) > 0.002 && !known.has(bar),
      );
    },
  },
];

function exBars(
  { bars, actions }: Inspected,
  type?: CorporateAction["type"],
): { readonly action: CorporateAction; readonly bar: number }[] {
  return actions
    .filter((action) => action.symbol === bars.symbol && (type === undefined || action.type === type))
    .map((action) => ({ action, bar: firstAtOrAfter(bars.openTime, action.exTime) }))
    .filter(({ bar }) => bar > 0 && bar < bars.openTime.length)
    .sort((a, b) => a.bar - b.bar);
}

function dividends(inspected: Inspected): (Dividend & { readonly bar: number })[] {
  return exBars(inspected, "dividend").flatMap(({ action, bar }) =>
    action.type === "dividend" ? [{ ...action, bar }] : [],
  );
}

/** Log step of adjusted over raw close at a bar; 0 without adjusted closes. */
function stepOf({ bars: { close }, adjustedClose }: Inspected, bar: number): number {
  if (!adjustedClose || bar === 0) return 0;
  const now = (adjustedClose[bar] as number) / (close[bar] as number);
  return Math.log(now / ((adjustedClose[bar - 1] as number) / (close[bar - 1] as number)));
}

const isMissing = (share: number): boolean => Math.abs(share) < 0.25;

/** Sessions around an ex-date in which its adjustment is looked for. */
const SHIFT_BARS = 5;

/** Dividends that adjusted closes do not know on their ex-date, and do a few bars before or after it. */
function shiftedDividends(inspected: Inspected): { readonly bar: number; readonly seenOn: number }[] {
  const { close } = inspected.bars;
  const known = new Set(exBars(inspected).map(({ bar }) => bar));
  return byAdjustment(inspected, isMissing).flatMap((bar) => {
    const amount = dividends(inspected)
      .filter((dividend) => dividend.bar === bar)
      .reduce((sum, dividend) => sum + dividend.amount, 0);
    for (let other = Math.max(1, bar - SHIFT_BARS); other <= bar + SHIFT_BARS; other++) {
      if (known.has(other) || other >= close.length) continue;
      const due = -Math.log(1 - amount / (close[other - 1] as number));
      if (Math.abs(stepOf(inspected, other) / due - 1) < 0.25) return [{ bar, seenOn: other }];
    }
    return [];
  });
}

/** Dividends by how many times adjusted closes take them out: 1 is right. Those too small to see are passed over. */
function byAdjustment(inspected: Inspected, test: (share: number) => boolean): number[] {
  if (!inspected.adjustedClose) return [];
  return dividends(inspected).flatMap(({ amount, bar }) => {
    const due = -Math.log(1 - amount / (inspected.bars.close[bar - 1] as number));
    return due > 0.002 && test(stepOf(inspected, bar) / due) ? [bar] : [];
  });
}
