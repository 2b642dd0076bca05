import { z } from "zod";
import { manifest } from "./manifest.ts";

// Widened: a column may lie in shared memory.
const column: z.ZodType<Float64Array> = z.instanceof(Float64Array).describe("shape [bars]");
const nullable = z.number().nullable().describe("null means undefined for this run, never zero");

/** One rule's say in a decision: what it saw and what it made of the target. */
export const ruleDecision = z.object({
  rule: z.string().max(100),
  action: z.enum(["pass", "modify", "block"]),
  before: z.number(),
  after: z.number(),
  reason: z.string().max(500),
});

/** A round trip: from flat to flat (or still open at the end), with its whole story. */
export const trade = z.object({
  id: z.number().int(),
  symbol: z.string().max(40),
  side: z.enum(["long", "short"]),
  quantity: z.number(),
  entryBar: z.number().int(),
  entryTime: z.number().describe("UTC ms of the entry fill"),
  entryPrice: z.number(),
  exitBar: z.number().int().nullable().describe("null while open"),
  exitTime: z.number().nullable(),
  exitPrice: z.number().nullable(),
  pnl: z
    .number()
    .describe("net of fees and financing, dividends included; marked to the last close while open"),
  returnPct: z.number().describe("pnl over entry value, in percent"),
  fees: z.number(),
  slippage: z.number(),
  dividends: z
    .number()
    .optional()
    .describe("received while held, by ex-date, less what shorts owed; 0 where absent"),
  financing: z
    .number()
    .optional()
    .describe("borrow and margin interest paid while held, 0 or more; 0 where absent"),
  mfe: z.number().describe("maximum favourable excursion, per unit of price"),
  mae: z.number().describe("maximum adverse excursion, per unit of price"),
  bars: z.number().int().describe("bars held"),
  entryReason: z.string().max(500),
  exitReason: z.string().max(500),
  decisions: z.array(ruleDecision).max(100).describe("what sizing and each risk rule did to the entry"),
  regime: z.string().max(40).optional().describe("market regime at the entry's decision"),
  volatility: nullable.optional().describe("of the 20 bars before the entry, per bar"),
  volume: nullable.optional().describe("mean of the 20 bars before the entry, units"),
  sizePct: z.number().optional().describe("value asked for over equity, in percent"),
  heat: z.number().optional().describe("open risk of all positions over equity, at the entry's decision"),
  drawdownAtEntry: z.number().optional().describe("0 or less"),
  metadata: z
    .record(z.string(), z.union([z.number(), z.nan(), z.string(), z.boolean()]))
    .optional()
    .describe("what the entry's signal said of itself"),
  fillQuality: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe("1 where entry and exit had the best prices of their bars, 0 the worst"),
  ambiguous: z.boolean().optional().describe("whether it rests on the order of prices inside a bar"),
});
export type Trade = z.infer<typeof trade>;

/** What came of making a strategy anew, by its notebook's cells, from data that end earlier. */
export const cellsFinding = z.object({
  outcome: z
    .enum(["causal", "leaks", "in-sample", "not-repeatable", "skipped", "postponed"])
    .describe(
      "in-sample: settings were chosen with bars that came after the decisions; postponed: too slow to be run again unasked",
    ),
  replays: z.number().int().describe("how often the cells were run again, on how many ends of the data"),
  names: z.array(z.string().max(200)).max(20).describe("settings or cells that later data changed"),
  why: z.string().max(300),
});
export type CellsFinding = z.infer<typeof cellsFinding>;

/** The causality audit's finding. */
export const auditVerdict = z.object({
  verdict: z.enum(["causal", "leaks"]),
  cuts: z.number().int().describe("prefixes that were compared"),
  firstLeak: z
    .object({
      bar: z.number().int(),
      time: z.number(),
      what: z.string().max(300),
      line: z.number().int().optional(),
      cell: z.string().max(32).optional().describe("cell of the line, in a notebook"),
    })
    .optional(),
  deterministic: z.boolean().optional().describe("whether two runs on the same bars agreed"),
  perturbations: z.number().int().optional().describe("runs on bars with another future"),
  warmup: z
    .object({
      declaredBars: z.number().int().describe("as the indicators say"),
      suggestedBars: z.number().int().nullable().describe("history from which on trades stay the same"),
      historyBars: z.number().int().describe("the longest history that was tried"),
    })
    .optional(),
  cells: cellsFinding.optional(),
});
export type AuditVerdict = z.infer<typeof auditVerdict>;

/** Price columns of one symbol as the result was computed on, for charts. */
export const resultBars = z.object({
  symbol: z.string().max(40),
  synthetic: z.boolean(),
  openTime: column,
  open: column,
  high: column,
  low: column,
  close: column,
  volume: column,
});

/** What `inspectBars` found in one symbol's bars of a run, without the addresses of every bar. */
export const dataQuality = z.object({
  symbol: z.string().max(40),
  score: z.number().min(0).max(1).describe("1 without a finding, 0 useless"),
  findings: z
    .array(
      z.object({
        check: z.string().max(100),
        severity: z.enum(["issue", "warning"]).describe("issues make results wrong, warnings may"),
        message: z.string().max(500),
        fix: z.string().max(500),
        count: z.number().int(),
      }),
    )
    .max(50),
});
export type DataQuality = z.infer<typeof dataQuality>;

/** What a run says of its own execution: what rests on assumptions, what was cut, blocked or left open. */
export const executionReport = z.object({
  path: z.string().max(40),
  pathVersion: z.number().int(),
  ambiguousBars: z.number().int().describe("bars whose outcome rests on the order of their extremes"),
  ambiguousPnlShare: nullable.describe("of the sum of all trades' absolute profits"),
  bounds: z
    .object({ worst: z.number(), best: z.number() })
    .optional()
    .describe("equity at the end by the path profile bounds"),
  gapFills: z.number().int().describe("stops filled at an open beyond them"),
  gapCost: z.number().describe("what the gaps cost against the stops' prices"),
  scaledDown: z
    .object({
      orders: z.number().int(),
      largestShare: z.number().min(0).max(1).describe("the most that one of them lost"),
    })
    .optional()
    .describe("orders that cash did not pay for in full; a loss of more than 2 % is a warning besides"),
  fills: z.number().int(),
  fillsAtClose: z.number().int().describe("fills at the very close that decided them"),
  participation: nullable.describe("largest share of a bar's volume that one symbol's fills took"),
  openTrades: z.number().int(),
  rules: z.array(
    z.object({
      rule: z.string().max(100),
      passed: z.number().int(),
      modified: z.number().int(),
      blocked: z.number().int(),
    }),
  ),
  blocked: z
    .array(
      z.object({
        symbol: z.string().max(40),
        bar: z.number().int(),
        rule: z.string().max(100),
        reason: z.string().max(500),
        quantity: z.number(),
      }),
    )
    .max(1000)
    .describe("entries that a rule kept out, the first 1,000"),
});
export type ExecutionReport = z.infer<typeof executionReport>;

/** The longest text of a strategy that goes with a result. */
export const MAX_CODE_CHARS = 200_000;

/** All that one backtest found, as plain data: it crosses threads, files and the wire unchanged. */
export const backtestResult = z.object({
  manifest,
  resultHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe("SHA-256 over times, equity and trades: equal bits, equal hash"),
  time: column.describe("UTC ms of each bar's close"),
  equity: column.describe("account currency, marked at each close"),
  bounds: z
    .object({ worst: column, best: column })
    .optional()
    .describe("equity with every doubt about the order of prices against and for the account; not hashed"),
  drawdown: column.describe("0 at a peak, -0.25 a quarter below it"),
  exposure: column.describe("gross position value over equity"),
  benchmark: z
    .object({
      name: z.string().max(100).describe("its symbol, or what it was given as"),
      returns: column.describe("from each close to the next, the first from the run's opening"),
    })
    .optional()
    .describe("what the account was measured against; the manifest has its hash"),
  ledgers: z
    .object({
      realised: column,
      unrealised: column,
      fees: column,
      slippage: column,
      financing: column,
      dividends: column,
    })
    .describe("cumulative; on every bar equity - capital is their sum"),
  trades: z.array(trade),
  statistics: z.record(z.string(), nullable),
  warnings: z.array(z.string().max(1000)).max(1000),
  audit: auditVerdict.optional(),
  code: z
    .string()
    .max(MAX_CODE_CHARS)
    .optional()
    .describe("the strategy's text, whose hash the manifest has; absent where it is longer than is kept"),
  mode: z.enum(["vectorized", "hybrid", "event-driven"]).optional().describe("how the run was walked"),
  execution: executionReport.optional(),
  bars: z.array(resultBars),
  quality: z
    .array(dataQuality)
    .max(1000)
    .optional()
    .describe("of the data, as they were inspected beside the audit; not part of any hash"),
  indicators: z
    .array(
      z.object({
        symbol: z.string().max(40),
        name: z.string().max(100),
        overlay: z.boolean().describe("in units of price: drawn over the candles"),
        values: column,
      }),
    )
    .max(100)
    .optional()
    .describe("what the strategy computed on `bars`, for charts; not part of any hash"),
});
export type BacktestResult = z.infer<typeof backtestResult>;
