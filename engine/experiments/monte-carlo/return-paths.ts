import { EngineError } from "../../errors.ts";
import { createRandom } from "../../random.ts";
import { optimalBlockLength } from "../../series/block-length.ts";
import { stationaryRows } from "../../series/stationary-bootstrap.ts";
import { checkedReturns } from "./checked-returns.ts";
import { pathFan, type DrawingInput, type PathFan } from "./path-fan.ts";

const LEAST_ROWS = 20;

/**
 * Monte Carlo of returns, drawn anew in blocks, so that calm and storm stay together: how far off could growth, Sharpe ratio and drawdown be.
 *
 * @param given Simple returns, shape [closes], 20 or more.
 * @param options `block` is the mean length; fitted to the returns where absent.
 * @throws EngineError "bad-param" on fewer returns, or on what is no return.
 * @see Politis and Romano (1994); Patton, Politis and White (2009) for the length.
 * @example fanFacts(bootstrapReturns(closeReturns(result), { block: 20 }))
 */
export function bootstrapReturns(
  given: Float64Array,
  { block, ...input }: DrawingInput & { readonly block?: number } = {},
): PathFan & { readonly block: number } {
  const returns = checkRows(given);
  const length = block ?? optimalBlockLength(returns).stationary;
  const random = createRandom(input.seed ?? 1);
  const question = "How far off could growth and drawdown be, in other years of the same kind?";
  const draw = (): Float64Array =>
    Float64Array.from(stationaryRows(returns.length, length, random), (row) => returns[row] as number);
  return { ...pathFan(question, draw, input), block: length };
}

/**
 * Monte Carlo of the first day: the same record begun later, by up to `most` closes: how much hangs on the day it was begun. Paths have the length that all of them have.
 *
 * @param most Closes, a quarter of them where absent.
 * @throws EngineError "bad-param" on fewer than 20 returns, on what is no return, or where not even one is left.
 * @example fanFacts(jitterStart(closeReturns(result)))
 */
export function jitterStart(
  given: Float64Array,
  most = Math.floor(given.length / 4),
  input: DrawingInput = {},
): PathFan {
  const returns = checkRows(given);
  if (!(most >= 1 && most < returns.length))
    throw new EngineError("bad-param", `invalid most: ${most}; use 1 to ${returns.length - 1}`, {
      field: "most",
    });
  const random = createRandom(input.seed ?? 1);
  const question = "How much hangs on the day on which it was begun?";
  const draw = (): Float64Array => {
    const start = random.int(most + 1);
    return returns.slice(start, start + returns.length - most);
  };
  return pathFan(question, draw, input);
}

function checkRows(given: Float64Array): Float64Array {
  const { length } = given;
  if (length < LEAST_ROWS)
    throw new EngineError("bad-param", `too few returns: ${length}; use ${LEAST_ROWS} or more`);
  return checkedReturns(given, "closeReturns");
}
