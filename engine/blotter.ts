import { simulate, type BacktestOptions, type Run } from "./backtest.ts";
import { basisAt } from "./data/share-basis.ts";
import type { PlacedOrder } from "./execution/account.ts";
import type { Fill } from "./market/fill.ts";
import { History } from "./market/history.ts";
import type { OrderType } from "./market/order.ts";
import type { Strategy, StrategyParams } from "./strategy.ts";

/** An order of a run, filled or not; prices in quote currency, null for none, times in UTC ms. */
export interface BlotterOrder {
  readonly id: number;
  readonly symbol: string;
  readonly side: PlacedOrder["intent"];
  readonly type: OrderType;
  /** In the shares of its submission; what of it filled in those after the last split. */
  readonly quantity: number;
  readonly filled: number;
  /** Of limits: the worst price. */
  readonly price: number | null;
  /** Of stops: the trigger, of trailing orders the first one. */
  readonly stopPrice: number | null;
  readonly timeInForce: PlacedOrder["timeInForce"];
  readonly time: number;
  readonly strategy: string;
  readonly reason: string;
  /** What became of it by the end of the data. */
  readonly status: "filled" | "partly filled" | "working" | "cancelled";
  readonly metadata: Readonly<Record<string, number | string | boolean>>;
}

/** One execution of a run; costs in account currency, above 0. */
export interface BlotterFill {
  readonly orderId: number;
  readonly symbol: string;
  readonly quantity: number;
  readonly price: number;
  readonly time: number;
  readonly at: Fill["at"];
  readonly commission: number;
  /** All that the price was worse than without costs, `impact` with it. */
  readonly slippage: number;
  /** What of that the order's own size made, before rounding to the tick. */
  readonly impact: number;
  /** 1 at the best price of its bar, 0 at the worst. */
  readonly quality: number;
}

/** Every order of a run and every fill, in the order in which they were made. */
export interface Blotter {
  readonly orders: readonly BlotterOrder[];
  readonly fills: readonly BlotterFill[];
}

/**
 * Runs a strategy and tells every order that it placed and every fill that came of them: what `backtest` sums up as trades.
 *
 * @throws EngineError as {@link simulate} does.
 * @example table(blotter(cross, { bars: prices }).orders)
 */
export function blotter<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: BacktestOptions<P>,
): Blotter {
  const run = simulate(strategy, options, true);
  const resting = new Set(run.account.positions.flatMap((book) => book.resting));
  return {
    orders: (run.account.orders ?? []).map((placed) => {
      return describeOrder(strategy.name, placed, resting.has(placed.working));
    }),
    fills: run.account.fills.map((fill) => describeFill(run, fill)),
  };
}

function describeOrder(
  strategy: string,
  { working, intent, price, stopPrice, timeInForce }: PlacedOrder,
  isWorking: boolean,
): BlotterOrder {
  const { order, filled, ratio } = working;
  const { id, symbol, type, quantity, submittedTime: time, reason, context } = order;
  const some = filled > 0 ? "partly filled" : "cancelled";
  return {
    ...{ id, symbol, side: intent, type, quantity },
    price: Number.isNaN(price) ? null : price,
    stopPrice: Number.isNaN(stopPrice) ? null : stopPrice,
    ...{ timeInForce, time, strategy, reason, filled },
    status: isWorking ? "working" : filled >= quantity * ratio - 1e-9 ? "filled" : some,
    metadata: context?.metadata ?? {},
  };
}

function describeFill(run: Run, fill: Fill): BlotterFill {
  const { order, symbol, side, quantity, price, time, at, fee: commission, slippage, bar, reference } = fill;
  const book = run.account.positions.find((each) => each.symbol === symbol);
  if (!book) throw new Error(`a fill of ${symbol} without its book`);
  const history = new History(basisAt(book.bases, bar).bars, { seen: bar });
  const share = slippage === 0 ? 0 : run.account.slippage.impact?.({ side, quantity, reference, history });
  const [high, low] = [book.bars.high[bar] as number, book.bars.low[bar] as number];
  const best = side === 1 ? high - price : price - low;
  return {
    ...{ orderId: order.id, symbol, quantity, price, time, at, commission, slippage },
    impact: (share ?? 0) * reference * quantity,
    quality: high > low ? Math.min(1, Math.max(0, best / (high - low))) : 1,
  };
}
