import { barsWhere, type Check } from "./finding.ts";
import { jumpsOf } from "./jumps.ts";

const SPLITS = [2, 3, 4, 5, 7, 8, 10, 20, 1.5];

/** Patterns of prices: impossible bars, bad prints, missed splits, wrong units. */
export const PRICE_CHECKS: readonly Check[] = [
  {
    check: "not-a-price",
    severity: "issue",
    what: "price that is missing, 0 or negative",
    fix: "drop the bars, or load them again",
    find: ({ bars: { open, high, low, close } }) =>
      barsWhere(close.length, (bar) =>
        [open, high, low, close].some(
          (column) => !((column[bar] as number) > 0 && (column[bar] as number) < Infinity),
        ),
      ),
  },
  {
    check: "price-order",
    severity: "issue",
    what: "open or close outside low to high",
    fix: "widen low and high to hold open and close",
    find: ({ bars: { open, high, low, close } }) =>
      barsWhere(close.length, (bar) => {
        const [o, h, l, c] = [
          open[bar] as number,
          high[bar] as number,
          low[bar] as number,
          close[bar] as number,
        ];
        return l > Math.min(o, c) || h < Math.max(o, c);
      }),
  },
  {
    check: "bad-print",
    severity: "issue",
    what: "jump that the next bar takes back",
    fix: "replace the bar from another source",
    find: (inspected) =>
      jumpsOf(inspected)
        .filter(({ reverts, ratio }) => reverts && !isUnit(ratio))
        .map(({ bar }) => bar),
  },
  {
    check: "missed-split",
    severity: "issue",
    what: "jump of a split's size without a split",
    fix: "add the split, or load prices that know it",
    find: (inspected) =>
      jumpsOf(inspected)
        .filter(
          ({ reverts, known, ratio }) =>
            !reverts && !known && !isUnit(ratio) && SPLITS.some((split) => isNear(ratio, split)),
        )
        .map(({ bar }) => bar),
  },
  {
    check: "unit-error",
    severity: "issue",
    what: "price a hundred times too large or too small",
    fix: "divide or multiply by 100: pence for pounds, cents for dollars",
    find: (inspected) =>
      jumpsOf(inspected)
        .filter(({ ratio }) => isUnit(ratio))
        .map(({ bar }) => bar),
  },
  {
    check: "large-move",
    severity: "warning",
    what: "very large move without an explanation",
    fix: "compare with another source",
    find: (inspected) =>
      jumpsOf(inspected)
        .filter(
          ({ reverts, known, ratio }) =>
            !reverts && !known && !isUnit(ratio) && !SPLITS.some((split) => isNear(ratio, split)),
        )
        .map(({ bar }) => bar),
  },
];

/** Whether a ratio is within 6 % of a number or its inverse. */
function isNear(ratio: number, size: number): boolean {
  return Math.abs(Math.log(Math.max(ratio, 1 / ratio) / size)) < 0.06;
}

function isUnit(ratio: number): boolean {
  return Math.abs(Math.log(Math.max(ratio, 1 / ratio) / 100)) < 0.5;
}
