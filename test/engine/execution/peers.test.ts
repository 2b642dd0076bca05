import { describe, expect, it } from "vitest";
import {
  backtest,
  buy,
  crossesAbove,
  crossesBelow,
  defineStrategy,
  exit,
  highest,
  hold,
  noFees,
  noSlippage,
  percent,
  sell,
  sma,
  z,
  type BacktestResult,
} from "#engine/index.ts";
import { defineSizer } from "#engine/sizing/sizer.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readJsonFixture, realBars } from "#test/arbitraries/fixtures.ts";

/** Size, entry and exit bar, entry and exit price, profit, commission. */
type PeerTrade = readonly [number, number, number, number, number, number, number];
type Runs = Readonly<Record<string, { readonly trades: readonly PeerTrade[] }>>;

/** Sizes are the peer's own, which it works out at the fill: what is compared is when and at which price orders fill. */
const sizesOf = (trades: readonly PeerTrade[]) =>
  defineSizer({
    ...{ kind: "peer", title: "Peer", description: "The peer's sizes", params: z.object({}) },
    size: ({ history }) => Math.abs(trades.find(([, entryBar]) => entryBar >= history.bars)?.[0] ?? 0),
  })();

const indicators = () => ({ fast: sma({ lengthBars: 10 }), slow: sma({ lengthBars: 30 }) });
const cross = defineStrategy({
  ...{ name: "cross", version: "1.0.0", indicators, execution: { shorts: true } },
  signal: ({ fast, slow }) =>
    crossesAbove(fast, slow, "strict") ? buy() : crossesBelow(fast, slow, "strict") ? sell() : hold(),
});
const bracketed = defineStrategy({
  ...{ name: "bracketed", version: "1.0.0", indicators, execution: { shorts: true } },
  signal: ({ fast, slow, close: { now: price }, position }) => {
    if (position.side !== "flat") return hold();
    if (crossesAbove(fast, slow, "strict"))
      return buy({ bracket: { stopPrice: 0.95 * price, targetPrice: 1.1 * price } });
    if (crossesBelow(fast, slow, "strict"))
      return sell({ bracket: { stopPrice: 1.05 * price, targetPrice: 0.9 * price } });
    return hold();
  },
});
const stopEntry = defineStrategy({
  ...{ name: "stop entry", version: "1.0.0", warmupBars: 20 },
  indicators: () => ({ top: highest({ lengthBars: 20, source: "high" }) }),
  signal: ({ top, position }) => {
    if (position.side !== "flat") return position.barsHeld >= 15 ? exit() : hold();
    const level = top.now;
    return buy({ order: { type: "stop", price: 1.0001 * level }, bracket: { stopPrice: 0.95 * level } });
  },
});

function run(
  name: string,
  strategy: typeof cross,
  fees = noFees(),
): { ours: BacktestResult; theirs: readonly PeerTrade[] } {
  const theirs =
    readJsonFixture<{ cases: Runs }>("engines/backtesting_py_goog_runs.json").cases[name]?.trades ?? [];
  const ours = backtest(strategy, {
    ...{ bars: realBars("GOOG_1d"), capital: 1e6, fees, slippage: noSlippage(), sizing: sizesOf(theirs) },
    execution: { shorts: true, borrowRatePct: 0, limitPenetrationTicks: 0 },
  });
  return { ours, theirs };
}

function compare({ ours, theirs }: ReturnType<typeof run>): void {
  const last = ours.bars[0]?.close.length ?? 0;
  // The peer closes what is open at the last bar's open; here it stays open.
  const ended = theirs.filter(([, , exitBar]) => exitBar < last - 1);
  const closed = ours.trades.filter(({ exitBar }) => exitBar !== null && exitBar < last - 1);
  for (const [index, [size, entryBar, exitBar, entryPrice, exitPrice, pnl, fees]] of ended.entries()) {
    const trade = closed[index];
    expect(trade, `trade ${index}`).toMatchObject({ side: size > 0 ? "long" : "short", entryBar, exitBar });
    expectClose(trade?.entryPrice, entryPrice, 1e-9, `entry ${index}`);
    expectClose(trade?.exitPrice, exitPrice, 1e-9, `exit ${index}`);
    expectClose(trade?.fees, fees, 1e-9, `fees ${index}`);
    expectClose(trade?.pnl, pnl, 1e-9, `pnl ${index}`);
  }
  expect(closed.length).toBe(ended.length);
}

describe.skipIf(!hasFixtures)(
  needsFixtures("trades equal backtesting.py on GOOG (engines/backtesting_py_goog_runs)"),
  () => {
    it("a moving average cross that reverses", () => compare(run("goog_smacross", cross)));

    it("the same with a commission of 0.2 % each way", () =>
      compare(run("goog_smacross_comm_0.2pct", cross, percent({ pct: 0.2 }))));

    it("brackets at prices, with a commission of 1 and 0.05 %", () =>
      compare(run("goog_bracket", bracketed, percent({ pct: 0.05, fixed: 1 }))));

    it("stop entries above the highest high, with a stop and a time limit", () =>
      compare(run("goog_stop_entry", stopEntry)));
  },
);
