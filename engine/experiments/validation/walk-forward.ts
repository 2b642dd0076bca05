import { z } from "zod";
import { parseParams } from "../../catalogue.ts";
import { EngineError } from "../../errors.ts";

/** Rows from `from` on, `to` excluded. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A window of a walk forward: parameters are chosen in `train` and judged in `test`. */
export interface WalkWindow {
  readonly train: Span;
  readonly test: Span;
}

const MAX_WINDOWS = 10_000;

/** How a walk forward moves; lengths in bars. */
export const walkForward = z.strictObject({
  train: z.number().int().min(1).describe("bars that parameters are chosen in"),
  test: z.number().int().min(1).describe("bars that they are judged in"),
  step: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe("bars from one window to the next; the length of a test where absent"),
  anchored: z.boolean().default(false).describe("every window trains from the first bar on"),
  purge: z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe("bars left out between train and test, for trades that reach over"),
  embargo: z.number().int().min(0).default(0).describe("bars after a test that no later window trains on"),
});
/** A walk forward as it is written. */
export type WalkForwardInput = z.input<typeof walkForward>;

/**
 * The windows of a walk forward over so many bars; a last test that would be cut short is left out.
 *
 * The bars that warm indicators up come from before a test and are not traded, so that tests follow each other without gaps. Every test begins
 * without a position: what is open at its end is valued at its last close, and closed there, at what that costs, with `execution: { closeAtEnd: true }`.
 *
 * @returns Trains as spans; where an embargo cuts a hole into a rolling train, it is the part after the hole that is left.
 * @throws EngineError "bad-param" where not even one window fits, "over-limit" past 10,000.
 * @see Pardo (2008), The Evaluation and Optimization of Trading Strategies.
 * @example table(walkForwardWindows(1000, { train: 500, test: 125 }))
 */
export function walkForwardWindows(bars: number, input: WalkForwardInput): WalkWindow[] {
  const given = parseParams(walkForward, input, { stage: "validation" });
  const { train, test, step = test, anchored, purge, embargo } = given;
  const windows: WalkWindow[] = [];
  for (let start = train + purge; start + test <= bars; start += step) {
    const end = start - purge;
    const from = anchored ? 0 : end - train;
    // The tests before this one lie in the past of its train: with an embargo, the bars after the last of them are not trained on.
    const last = windows.at(-1)?.test.to;
    const blocked = embargo > 0 && last !== undefined && last < end ? Math.min(end, last + embargo) : from;
    windows.push({
      train: { from: Math.max(from, blocked > end - 1 ? from : blocked), to: end },
      test: { from: start, to: start + test },
    });
    if (windows.length > MAX_WINDOWS)
      throw new EngineError("over-limit", `too many windows; use ${MAX_WINDOWS} or fewer`);
  }
  if (windows.length === 0)
    throw new EngineError(
      "bad-param",
      `no window fits into ${bars} bars; use fewer than ${train + purge + test}`,
      { field: "train" },
    );
  return windows;
}
