import fc from "fast-check";
import { defineStrategy, hold, type Strategy } from "#engine/index.ts";
import type { Bracket, OrderInput } from "#engine/market/order.ts";
import type { Rebalance } from "#engine/signals/signal.ts";

/** A signal whose prices are percentages of the close that it is said at. */
export interface RelativeSignal {
  readonly action: "buy" | "sell" | "exit";
  readonly order?: OrderInput | undefined;
  readonly bracket?: Bracket | undefined;
  readonly rebalance?: Rebalance | undefined;
}

const offset = fc.integer({ min: -80, max: 80 }).map((cents) => 1 + cents / 10_000);
const timeInForce = fc.constantFrom("day" as const, "gtc" as const, "ioc" as const);
const single = fc.oneof(
  fc.record({ type: fc.constantFrom("market" as const, "market-on-close" as const), timeInForce }),
  fc.record({ type: fc.constantFrom("limit" as const, "stop" as const), price: offset, timeInForce }),
  fc.record({ type: fc.constant("stop-limit" as const), price: offset, limit: offset, timeInForce }),
  fc.record({ type: fc.constant("trailing" as const), pct: fc.constantFrom(0.2, 0.5, 1), timeInForce }),
);
const order: fc.Arbitrary<OrderInput> = fc.oneof(
  { weight: 4, arbitrary: single },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("oco" as const),
      orders: fc.array(single, { minLength: 2, maxLength: 3 }),
    }),
  },
);
const pct = fc.option(fc.constantFrom(0.2, 0.4, 0.8, 1.5), { nil: undefined });
const bracket: fc.Arbitrary<Bracket> = fc.record({
  ...{ stopPct: pct, targetPct: pct, trailPct: pct, trailActivationPct: pct },
  maxBars: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
});

/** Random orders of every type at random bars of the first fifty. */
export const arbitraryOrders: fc.Arbitrary<Readonly<Record<number, RelativeSignal>>> = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 50 }),
      fc.record({
        action: fc.constantFrom("buy" as const, "sell" as const, "exit" as const),
        order: fc.option(order, { nil: undefined }),
        bracket: fc.option(bracket, { nil: undefined }),
        rebalance: fc.constantFrom(undefined, undefined, { bandPct: 0 }, { bandPct: 20 }),
      }),
    ),
    { maxLength: 25 },
  )
  .map((entries) => Object.fromEntries(entries));

/** Says such signals at their bars, with prices around the close of each. */
export function toldByBar(script: Readonly<Record<number, RelativeSignal>>): Strategy<Record<never, never>> {
  return defineStrategy({
    name: "told by bar",
    version: "1.0.0",
    signal: ({ bar, close }) => {
      const said = script[bar];
      if (!said) return hold();
      const { action, order: placed, bracket: protection, rebalance } = said;
      return {
        ...{ action, strength: 1, confidence: 1, reason: action },
        ...(placed === undefined ? {} : { order: at(placed, close.now) as never }),
        ...(protection === undefined ? {} : { bracket: protection }),
        ...(rebalance === undefined ? {} : { rebalance }),
      };
    },
  });
}

function at(placed: OrderInput, close: number): OrderInput {
  if (placed.type === "oco")
    return { ...placed, orders: placed.orders.map((each) => at(each, close) as typeof each) };
  if (placed.type === "limit" || placed.type === "stop") return { ...placed, price: placed.price * close };
  if (placed.type === "stop-limit")
    return { ...placed, price: placed.price * close, limit: placed.limit * close };
  return placed;
}
