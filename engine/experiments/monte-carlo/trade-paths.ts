import { EngineError } from "../../errors.ts";
import { createRandom, type Random } from "../../random.ts";
import { checkedReturns } from "./checked-returns.ts";
import { pathFan, type DrawingInput, type PathFan } from "./path-fan.ts";

/**
 * Monte Carlo of the order: the same trades in another one: how deep the drawdown could have been by the luck of the order. The end is the same on every path.
 *
 * @param trades Returns of round trips on the whole account, in the order of their exits.
 * @throws EngineError "bad-param" without trades, or on what is no return.
 * @example fanFacts(shuffleTrades(tradeReturns(result)))
 */
export function shuffleTrades(trades: Float64Array, input: DrawingInput = {}): PathFan {
  const { returns, random } = drawingOf(trades, input);
  const question = "How deep could the drawdown have been, had the same trades come in another order?";
  return pathFan(question, () => shuffled(returns, random), input);
}

/**
 * Monte Carlo of trades, drawn anew from those there were, with replacement: how likely are loss and ruin, if trades go on like this, one independent of the other.
 *
 * @param trades Returns of round trips on the whole account.
 * @throws EngineError "bad-param" without trades, or on what is no return.
 * @example plot.fan(bootstrapTrades(tradeReturns(result)), { title: "Account if its trades were drawn again" })
 */
export function bootstrapTrades(trades: Float64Array, input: DrawingInput = {}): PathFan {
  const { returns, random } = drawingOf(trades, input);
  const question = "How likely are loss and ruin over as many trades of this kind?";
  return pathFan(question, () => returns.map(() => returns[random.int(returns.length)] as number), input);
}

/**
 * Monte Carlo of missed trades, a share of all: how much hangs on being there for every one of them.
 *
 * @param share Of trades missed, 0 to 1.
 * @throws EngineError "bad-param" without trades, or on what is no return.
 * @example fanFacts(dropTrades(tradeReturns(result), 0.2))
 */
export function dropTrades(trades: Float64Array, share = 0.1, input: DrawingInput = {}): PathFan {
  const { returns, random } = drawingOf(trades, input);
  const question = `What is left where ${Math.round(share * 100)} % of the trades are missed?`;
  return pathFan(question, () => returns.map((trade) => (random.next() < share ? 0 : trade)), input);
}

function drawingOf(
  trades: Float64Array,
  { seed = 1 }: DrawingInput,
): { readonly returns: Float64Array; readonly random: Random } {
  if (trades.length === 0)
    throw new EngineError("bad-param", "no trades to draw from; use a run with closed trades");
  return { returns: checkedReturns(trades, "tradeReturns"), random: createRandom(seed) };
}

/** A copy in random order. @see Fisher and Yates; Durstenfeld (1964) */
export function shuffled(values: Float64Array, random: Random): Float64Array {
  const mixed = values.slice();
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = random.int(last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as number, mixed[last] as number];
  }
  return mixed;
}
