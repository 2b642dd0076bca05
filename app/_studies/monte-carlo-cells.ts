import type { NotebookCell } from "#engine/notebook/document.ts";
import type { SearchValue } from "#engine/experiments/search/space.ts";
import type { StudyRecipe } from "#server/studies/study-recipe.ts";
import { literal, strategyCell } from "./strategy-cell.ts";

/** What is asked of a set of parameters. */
export interface ShakeWish {
  readonly values: Readonly<Record<string, SearchValue>>;
  /** The bars on which the set was chosen: until a moment, UTC ms, or rows of the study's own clock. */
  readonly until?: number | undefined;
  readonly rows?: { readonly from: number; readonly to: number } | undefined;
  readonly draws: number;
  /** Whole runs, where a path needs one. */
  readonly runs: number;
  /** Share of the capital whose loss is ruin. */
  readonly ruin: number;
  readonly seed: number;
}

/** What a cell asks: its id, what it does in a few words, and the call that draws its fan. */
export const SHAKES = [
  { id: "order", title: "Trades in another order", of: "trades", call: "shuffleTrades(trades, ofPaths)" },
  { id: "bootstrap", title: "Trades drawn anew", of: "trades", call: "bootstrapTrades(trades, ofPaths)" },
  {
    id: "blocks",
    title: "Blocks of returns drawn anew",
    of: "closes",
    call: "bootstrapReturns(closes, ofPaths)",
  },
  {
    id: "start",
    title: "Begun on another day",
    of: "start",
    call: "jitterStart(closes, undefined, ofPaths)",
  },
  { id: "missed", title: "One trade in ten missed", of: "trades", call: "dropTrades(trades, 0.1, ofPaths)" },
  { id: "noise", title: "Noise on the prices", of: "closes", call: "noisyRuns(strategy, given, ofRuns)" },
  {
    id: "permuted",
    title: "Bars in another order",
    of: "closes",
    call: "permutedRuns(strategy, given, ofRuns)",
  },
] as const;
/** A question of {@link SHAKES} by its id. */
export type ShakeId = (typeof SHAKES)[number]["id"];

/** The cell that runs the set once, and the one that makes the run harder. */
export const RUN_CELL = "run";
export const HARDER_CELL = "harder";

/**
 * The cells that shake a set of a study's parameters, as they could stand in a notebook: each question is one call of the engine. What they show is
 * figures, and numbers as JSON.
 */
export function monteCarloCells(recipe: StudyRecipe, wish: ShakeWish): NotebookCell[] {
  const cell = (id: string, source: string): NotebookCell => ({ id, kind: "ts", source });
  return [
    cell("strategy", strategyCell(recipe.strategy)),
    cell("prices", pricesOf(recipe)),
    cell(RUN_CELL, runOf(recipe, wish)),
    ...SHAKES.map(({ id, call, of }) => cell(id, shakeOf(id, call, of))),
    cell(HARDER_CELL, "display(JSON.stringify(harderRuns(strategy, given)));"),
  ];
}

/** A cell's own bars were a part of the symbol's, and followed the calendar that the cell gave them. */
function pricesOf({ symbols, timeframe, parts = {} }: StudyRecipe): string {
  const wanted = symbols.map((symbol) => {
    const part = parts[symbol];
    const range = part ? { from: part.first, to: part.last + 1 } : {};
    return {
      symbol,
      options: { timeframe, ...range },
      marks: part?.calendar ? { calendar: part.calendar } : {},
    };
  });
  return `const prices = await Promise.all(
  ${literal(wanted)}.map(async ({ symbol, options, marks }) => ({ ...(await bars(symbol, options)), ...marks })),
);`;
}

/** No bar opens later, UTC ms. */
const END = 8.64e15;

function runOf({ options, study }: StudyRecipe, wish: ShakeWish): string {
  const { params = {}, from = -END, to = END, ...rest } = options;
  const { values, until, rows, draws, runs, seed, ruin } = wish;
  const end = Math.min(to, until ?? Infinity);
  return `const clock = Float64Array.from(new Set(prices.flatMap(({ openTime }) => [...openTime]))).sort().filter((time) => time >= ${from} && time < ${end});
const [first, last] = [clock[${rows?.from ?? 0}], clock[${rows?.to ?? "clock.length"}] ?? ${end}];
const stretch = last < ${END} ? { from: first, to: last } : { from: first };
const whole = { ...own, ...boundOptions(${literal(rest)}), params: ${literal({ ...params, ...values })}, ...stretch };
const given = { ...whole, bars: prices.length === 1 ? prices[0] : prices, accounts: ${JSON.stringify(study.accounts)} };
const accounts = given.accounts === "each" ? prices.filter(({ openTime }) => openTime.some((time) => time >= first && time < last)) : [given.bars];
const results = accounts.map((bars) => backtest(strategy, { ...whole, bars }));
const [trades, closes] = [tradeReturns(results), closeReturns(results)];
const ofPaths = { draws: ${draws}, seed: ${seed}, ruin: ${ruin} };
const ofRuns = { draws: ${runs}, seed: ${seed}, ruin: ${ruin} };
const score = results.length === 1 ? (results[0]?.statistics[${JSON.stringify(study.objective)}] ?? null) : null;
display(JSON.stringify({ trades: trades.length, closes: closes.length, score }));`;
}

const STEPS = { trades: "trades", closes: "closes", start: "closes" } as const;

function shakeOf(id: ShakeId, call: string, of: keyof typeof STEPS): string {
  // What began later has fewer steps than what happened.
  const actual = of === "start" ? "" : `actual: grownBy(${of}), `;
  const fell = of === "start" ? "" : `, actual: pathOf(${of}).drawdown`;
  const block = id === "blocks" ? ", block: fan.block" : "";
  return `{
  const fan = ${call};
  display(plot.fan(fan, { ${actual}title: "", xTitle: "${STEPS[of]}" }));
  display(plot.distribution(fan.drawdowns, { normal: false, xTitle: "deepest drawdown"${fell} }));
  display(JSON.stringify({ question: fan.question, paths: fan.totals.length, ...fanFacts(fan)${block} }));
}`;
}
