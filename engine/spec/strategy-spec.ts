import { z } from "zod";
import { dataNeeds } from "../data/data-needs.ts";
import { TIMEFRAMES } from "../market/bars.ts";
import { LOGICS } from "../signals/condition-group.ts";

const name = z.string().min(1).max(100);
const params = z.record(z.string(), z.unknown()).default({});
const timeframe = z.enum(TIMEFRAMES);
const block = z.strictObject({
  type: name.describe("kind of the block in its catalogue, or one of its aliases"),
  params: params.describe("the block's parameters; underscores are read as capital letters"),
});
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T[0-9:.]+Z?)?$/, "use a date like 2020-01-31")
  .describe("UTC date");

const condition = z
  .record(name, z.record(z.string(), z.unknown()).nullable())
  .refine(
    (value) => Object.keys(value).length === 1,
    "use one name with its parameters: { oversold: { ... } }",
  )
  .describe("a condition's kind or alias, and its parameters; `weight` is its share in weighted logic");

const group = z.strictObject({
  logic: z.enum(LOGICS).default("all").describe("all must hold, any, or the weights of those that do"),
  threshold: z.number().min(0).max(1).optional().describe("share of all weights that weighted logic needs"),
  conditions: z.array(condition).min(1).max(100),
});

const indicator = z.strictObject({
  type: name.describe("kind of the indicator, or an alias"),
  timeframe: timeframe
    .optional()
    .describe("the run's own where absent; a longer one is joined as of its close"),
  source: name.optional().describe("a price column, or another indicator of this spec"),
  params,
});

const meta = z.strictObject({
  strategy: z.string().min(1).max(200).describe("name of the strategy"),
  version: z.string().default("1.0.0").describe("semantic version"),
  description: z.string().max(10_000).default(""),
  author: z.string().max(200).optional(),
  tags: z.array(z.string().max(100)).max(100).default([]),
});

const runtime = z.strictObject({
  primary_timeframe: timeframe.optional().describe("length of the bars that decisions are taken on"),
  required_timeframes: z
    .array(timeframe)
    .max(9)
    .default([])
    .describe("others that must be there, or be made"),
  warmup_periods: z.number().int().min(0).max(1_000_000).optional().describe("raises the warm-up, in bars"),
  execution_mode: z.enum(["auto", "vectorized", "hybrid", "event_driven"]).default("auto"),
});

const data = z.strictObject({
  symbols: z.array(z.string().min(1).max(40)).max(10_000).default([]),
  universe: name
    .optional()
    .describe("name of a universe: the run is for its members, each on the days on which it belongs"),
  date_range: z
    .strictObject({ start: date.optional(), end: date.optional() })
    .optional()
    .describe("both inclusive"),
  needs: dataNeeds.optional().describe("what the data must be, looked at before a run begins"),
});

const components = z.strictObject({
  indicators: z.record(name, indicator).default({}).describe("by the names that conditions know them by"),
  signals: z
    .strictObject({
      entry_long: group.optional(),
      exit_long: group.optional(),
      entry_short: group.optional(),
      exit_short: group.optional(),
      generator: block.optional().describe("a signal generator instead of conditions"),
    })
    .describe("conditions for entries and exits, or a generator"),
  sizing: block.optional(),
  risk: z
    .strictObject({ rules: z.array(block).max(100).default([]) })
    .optional()
    .describe("asked in this order"),
  regime: z
    .strictObject({
      enabled: z.boolean().default(true),
      allowed_regimes: z.array(name).max(20).optional(),
      block_regimes: z.array(name).max(20).optional(),
      confidence_threshold: z.number().min(0).max(1).optional(),
      max_volatility_rank: z.number().min(0).max(1).optional().describe("0.9 keeps out of the wildest tenth"),
    })
    .optional()
    .describe("regimes of the market in which entries are allowed"),
});

const execution = z.strictObject({
  initial_capital: z.number().positive().max(1e15).optional().describe("account currency"),
  fill_model: name.optional(),
  commission_model: name.optional(),
  slippage_model: name.optional(),
  allow_shorts: z.boolean().optional(),
  max_workers: z.number().int().min(1).max(1024).optional().describe("for searches; one run uses one"),
});

const optimization = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .describe("whether a study is meant; a backtest runs the spec's own values"),
  method: name.default("grid").describe("how sets are picked"),
  objective: name.default("sharpe").describe("kind of the statistic to make largest, or its alias"),
  objectives: z
    .array(
      z.union([
        name,
        z.strictObject({ objective: name, goal: z.enum(["maximise", "minimise"]).default("maximise") }),
      ]),
    )
    .min(1)
    .max(4)
    .optional()
    .describe("several in place of objective; the first is the one that is judged"),
  trials: z.number().int().min(1).max(1_000_000).optional().describe("most sets to try"),
  cv_folds: z.number().int().min(0).max(1000).optional().describe("folds of cross-validation"),
  parameters: z
    .record(
      z.string(),
      z.strictObject({ min: z.number(), max: z.number(), step: z.number().positive().optional() }),
    )
    .optional()
    .describe("ranges by dotted path: components.indicators.fast.params.lengthBars"),
});

const output = z.strictObject({
  save_trades: z.boolean().default(true).describe("round trips"),
  save_signals: z.boolean().default(false).describe("what was said at every close, but for hold"),
  save_orders: z.boolean().optional().describe("every order and every fill"),
  save_equity_curve: z.boolean().default(true).describe("equity at every close"),
  save_attribution: z
    .boolean()
    .default(true)
    .describe("profits by stage, symbol, side, exit reason and month"),
  export_format: z
    .array(z.enum(["json", "csv"]))
    .default(["json"])
    .describe("what is written where a folder for files is given"),
});

/** A strategy as plain data, from YAML or JSON: what it reads, when it acts, how much, under which rules, in which market. */
export const strategySpec = z.strictObject({
  meta,
  runtime: runtime.optional(),
  data: data.optional(),
  components,
  execution: execution.optional(),
  optimization: optimization.optional(),
  output: output.optional(),
});
/** A parsed spec: the names of the file, with defaults filled in; parsing it again gives the same. */
export type StrategySpec = z.output<typeof strategySpec>;
/** One group of conditions of a spec. */
export type SpecGroup = z.output<typeof group>;
/** A block of a spec by its name and parameters. */
export type SpecBlock = z.output<typeof block>;
