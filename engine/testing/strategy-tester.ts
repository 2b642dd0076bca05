import { z } from "zod";
import { backtest, simulate, type BacktestOptions } from "../backtest.ts";
import { parseParams } from "../catalogue.ts";
import { audit } from "../audit/audit.ts";
import type { Bars } from "../market/bars.ts";
import type { Fill } from "../market/fill.ts";
import type { Strategy, StrategyParams } from "../strategy.ts";
import { testMarkets, type TestMarket } from "./test-markets.ts";

/** What one check found on one market. */
export interface CheckResult {
  readonly check: "temporal" | "determinism" | "edge-case" | "volume";
  readonly market: string;
  readonly passed: boolean;
  /** What was seen, in one sentence: a reason where it failed. */
  readonly detail: string;
}

/** All checks of a strategy; it passed where every one did. */
export interface TestReport {
  readonly strategy: string;
  readonly passed: boolean;
  readonly results: readonly CheckResult[];
}

const limits = z.object({
  maxDrawdown: z
    .number()
    .positive()
    .max(1)
    .default(0.6)
    .describe("largest fall from a peak that is no failure, 0 to 1"),
  participation: z
    .number()
    .positive()
    .max(1)
    .default(0.1)
    .describe("most of a bar's volume that fills may take"),
  bars: z.number().int().min(10).max(10_000).default(400).describe("bars of each generated market"),
  seed: z.number().int().min(0).default(1),
});

/** What to test on, and how: every option of a backtest but its bars, besides the limits. */
export type TesterOptions<P extends StrategyParams = StrategyParams> = z.input<typeof limits> &
  Omit<BacktestOptions<P>, "bars" | "seed"> & {
    /** Markets of one's own by name, in place of the generated ones. */
    readonly markets?: Readonly<Record<string, Bars | readonly Bars[]>>;
  };

/** Tests of a strategy, one by one or all together; nothing throws but what is wrong with the options. */
export interface StrategyTester {
  /** No decision changes when the future is taken away: 0 violations. */
  temporalConstraints(): readonly CheckResult[];
  /** The same run twice gives the same trades and equity, bit for bit. */
  determinism(): readonly CheckResult[];
  /** Gaps, missing days, storms, crashes and flat lines: no exception, no drawdown past the limit, equity that stays a number. */
  edgeCases(): readonly CheckResult[];
  /** With a participation cap and a large account no bar's fills take more than their share of its volume. */
  volumeConstraint(): readonly CheckResult[];
  all(): TestReport;
}

/**
 * Makes a tester of a strategy over generated markets; for notebook cells and for test runners alike:
 * `expect(strategyTester(mine).all().passed).toBe(true)`.
 *
 * @throws EngineError "bad-param" on a limit out of range.
 * @example table(strategyTester(cross).temporalConstraints())
 */
export function strategyTester<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: TesterOptions<P> = {},
): StrategyTester {
  const { maxDrawdown, participation, bars, seed, markets, ...run } = options;
  const limit = parseParams(limits, { maxDrawdown, participation, bars, seed }, { stage: "testing" });
  const all: readonly TestMarket[] = markets
    ? Object.entries(markets).map(([name, own]) => ({ name, bars: own }))
    : testMarkets(limit.bars, limit.seed);
  const base = { ...run, seed: limit.seed } as Omit<BacktestOptions<P>, "bars">;
  const onEach = (check: CheckResult["check"], test: (bars: TestMarket["bars"]) => Seen): CheckResult[] =>
    all.map((market) => attempt(check, market, test));
  const tester: Omit<StrategyTester, "all"> = {
    temporalConstraints: () => onEach("temporal", (own) => lookAhead(strategy, { ...base, bars: own })),
    determinism: () => onEach("determinism", (own) => twice(strategy, { ...base, bars: own })),
    edgeCases: () =>
      onEach("edge-case", (own) => survives(strategy, { ...base, bars: own }, limit.maxDrawdown)),
    volumeConstraint: () =>
      onEach("volume", (own) => withinVolume(strategy, { ...base, bars: own }, limit.participation)),
  };
  return {
    ...tester,
    all: () => {
      const { temporalConstraints, determinism, edgeCases, volumeConstraint } = tester;
      const results = [temporalConstraints, determinism, edgeCases, volumeConstraint].flatMap((test) =>
        test(),
      );
      return { strategy: strategy.name, passed: results.every(({ passed }) => passed), results };
    },
  };
}

interface Seen {
  readonly passed: boolean;
  readonly detail: string;
}

function attempt(
  check: CheckResult["check"],
  market: TestMarket,
  test: (bars: TestMarket["bars"]) => Seen,
): CheckResult {
  try {
    return { check, market: market.name, ...test(market.bars) };
  } catch (error) {
    const detail = `threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
    return { check, market: market.name, passed: false, detail };
  }
}

function lookAhead<P extends StrategyParams>(strategy: Strategy<P>, options: BacktestOptions<P>): Seen {
  const { verdict, cuts, firstLeak } = audit(strategy, options);
  if (verdict === "causal" || !firstLeak) return { passed: true, detail: `0 violations in ${cuts} cuts` };
  return { passed: false, detail: `${firstLeak.what} at bar ${firstLeak.bar} depends on later bars` };
}

function twice<P extends StrategyParams>(strategy: Strategy<P>, options: BacktestOptions<P>): Seen {
  const [first, again] = [backtest(strategy, options), backtest(strategy, options)];
  const passed = first.resultHash === again.resultHash;
  const detail = passed
    ? `twice ${first.resultHash.slice(0, 12)}`
    : "two runs differ; look for state that outlives a run";
  return { passed, detail };
}

function survives<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: BacktestOptions<P>,
  most: number,
): Seen {
  const { equity, drawdown, trades } = backtest(strategy, options);
  const worst = drawdown.reduce((low, value) => Math.min(low, value), 0);
  const finite = equity.every(Number.isFinite);
  const detail = `${trades.length === 1 ? "1 trade" : `${trades.length} trades`}, drawdown ${(-100 * worst).toFixed(1)}%`;
  return { passed: finite && -worst <= most, detail: finite ? detail : "equity is not a number" };
}

/** Ten million to invest: enough to want more than any generated bar trades. */
const LARGE_CAPITAL = 1e7;

function withinVolume<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: BacktestOptions<P>,
  share: number,
): Seen {
  const prepared = strategy.prepare(options.params).execution ?? {};
  const execution = { ...prepared, ...options.execution, participation: share };
  const { account, dataset } = simulate(strategy, { ...options, capital: LARGE_CAPITAL, execution });
  for (const { symbol, volume } of dataset.bars) {
    const taken = new Float64Array(volume.length);
    for (const fill of account.fills) if (fill.symbol === symbol) add(taken, fill);
    const over = taken.findIndex((quantity, bar) => quantity > share * (volume[bar] ?? 0) + 1e-9);
    if (over >= 0) {
      const detail = `${taken[over]} filled of ${volume[over]} traded in ${symbol} at bar ${over}`;
      return { passed: false, detail };
    }
  }
  const count = account.fills.length;
  return {
    passed: true,
    detail: `${count === 1 ? "1 fill" : `${count} fills`} within ${share * 100}% of volume`,
  };
}

function add(taken: Float64Array, { bar, quantity }: Fill): void {
  taken[bar] = (taken[bar] ?? 0) + Math.abs(quantity);
}
