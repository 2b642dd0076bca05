import { EngineError } from "../../errors.ts";

/** Beyond these a number is money, or a percentage, and not a return: everything lost ten times over, or a hundredfold gain at once. */
const LEAST = -10;
const MOST = 100;

/**
 * Simple returns that a path can be made of.
 *
 * @param source The function that gives such returns of a result, for the message.
 * @throws EngineError "bad-param" naming the first value that is no return: no number, or far from any.
 */
export function checkedReturns(
  given: ArrayLike<unknown>,
  source: "tradeReturns" | "closeReturns",
): Float64Array {
  const returns = given instanceof Float64Array ? given : Float64Array.from(given as ArrayLike<number>);
  const at = returns.findIndex((value) => !(value >= LEAST && value <= MOST));
  if (at < 0) return returns;
  const found = typeof given[at] === "number" ? String(given[at]) : typeof given[at];
  throw new EngineError(
    "bad-param",
    `invalid return: ${found} at ${at}; use returns on the whole account, 0.02 for 2 %, as ${source}(result) gives them`,
  );
}
