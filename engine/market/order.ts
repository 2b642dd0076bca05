import { z } from "zod";

/** Buying adds, selling takes away. */
export type Side = 1 | -1;

/** What happened at the decision: who asked, what each risk rule made of it. */
export interface Decision {
  readonly rule: string;
  readonly action: "pass" | "modify" | "block";
  readonly before: number;
  readonly after: number;
  readonly reason: string;
}

const price = z.number().positive();
const percent = z.number().positive().max(10_000);

/** Protective orders that come alive with their entry's fill, one cancelling the others. Percentages are of the fill price. */
export const bracket = z.strictObject({
  stopPct: percent.max(99.99).optional().describe("stop, in percent against the position"),
  targetPct: percent.optional().describe("limit, in percent in favour of the position"),
  stopPrice: price.optional().describe("stop at this price"),
  targetPrice: price.optional().describe("limit at this price"),
  stopDistance: price.optional().describe("stop, in quote currency from the fill price"),
  trailPct: percent.max(99.99).optional().describe("stop that follows the best price, percent of it"),
  trailActivationPct: percent.optional().describe("profit in percent from which the stop follows"),
  maxBars: z.number().int().min(1).optional().describe("leave at the next open after so many bars"),
});
/** Protective orders behind an entry; what is absent or undefined does not rest. */
export type Bracket = { readonly [name in keyof z.output<typeof bracket>]?: number | undefined };

const timeInForce = z
  .enum(["day", "gtc", "ioc"])
  .default("gtc")
  .describe("until the session's end, until cancelled, or at once or never");

const single = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("market"), timeInForce }),
  z.strictObject({ type: z.literal("market-on-close"), timeInForce }),
  z.strictObject({ type: z.literal("limit"), price, timeInForce }),
  z.strictObject({ type: z.literal("stop"), price, timeInForce }),
  z.strictObject({
    type: z.literal("stop-limit"),
    price: price.describe("trigger"),
    limit: price.describe("worst price"),
    timeInForce,
  }),
  z.strictObject({
    type: z.literal("trailing"),
    pct: percent.max(99.99).describe("distance from the best price since submission, in percent of it"),
    timeInForce,
  }),
]);

/** How a signal wants its order placed; a market order for the next open where absent. `oco`: one of several, all on the same side. */
export const orderRequest = z.union([
  single,
  z.strictObject({ type: z.literal("oco"), orders: z.array(single).min(2).max(10) }),
]);
/** How an order is to be placed, with defaults filled in. */
export type OrderRequest = z.output<typeof orderRequest>;
/** How an order is to be placed, as a strategy writes it. */
export type OrderInput = z.input<typeof orderRequest>;
/** One order of a request. */
export type SingleOrder = z.output<typeof single>;

/** What kind of order it is; protective ones are "stop" and "limit". */
export type OrderType = SingleOrder["type"];

/** How the account stood when an entry was decided, for its trade's story. */
export interface EntryContext {
  /** Value asked for over equity, in percent. */
  readonly sizePct: number;
  /** What all open positions would lose at their stops (all of it without one) over equity. */
  readonly heat: number;
  /** Equity below its highest close, 0 or less. */
  readonly drawdown: number;
  /** What the signal said of itself. */
  readonly metadata?: Readonly<Record<string, number | string | boolean>> | undefined;
}

/** An instruction to trade; `quantity` is unsigned, in units. Market orders wait for the next open. */
export interface Order {
  readonly id: number;
  readonly symbol: string;
  readonly side: Side;
  readonly type: OrderType;
  readonly quantity: number;
  readonly submittedBar: number;
  readonly submittedTime: number;
  readonly reason: string;
  readonly bracket: Bracket | undefined;
  readonly decisions: readonly Decision[];
  readonly context: EntryContext | undefined;
}

/** What sizing and risk have agreed on: the holding wanted, signed, in whole lots, and why. */
export interface Target {
  readonly quantity: number;
  readonly reason: string;
  readonly bracket: Bracket | undefined;
  readonly decisions: readonly Decision[];
  /** How to place the order; undefined for a market order at the next open. */
  readonly order?: OrderRequest | undefined;
}
