import type { CellKind } from "#engine/notebook/document.ts";
import type { Completion } from "@codemirror/autocomplete";
import { statistics } from "#engine/attribution/statistics/catalogue.ts";
import { indicators } from "#engine/indicators/catalogue.ts";

const PRICES = ["symbol", "timeframe", "time", "open", "high", "low", "close", "volume"] as const;

/** Tables that every query may name, with their columns in order. */
export const QUERY_TABLES: Readonly<Record<string, readonly string[]>> = {
  bars: [...PRICES.slice(0, 3), "close_time", "available_at", ...PRICES.slice(3)],
  indicators: ["symbol", "timeframe", "time", "indicator", "output", "value"],
  runs: [
    ...["run", "cell", "strategy", "version", "params", "symbols", "first", "last", "trades"],
    ...statistics.blocks.map(({ kind }) => kind),
  ],
  saved_runs: [
    ...["run", "strategy", "version", "params", "symbols", "timeframe", "first", "last", "saved"],
    ...["notebook", "note", "trades", "result"],
    ...statistics.blocks.map(({ kind }) => kind),
  ],
  saved_trades: [
    ...["run", "symbol", "side", "quantity", "entry_time", "entry_price", "exit_time", "exit_price", "pnl"],
    ...["return_pct", "fees", "slippage", "bars", "mfe", "mae", "entry_reason", "exit_reason"],
  ],
  saved_studies: [
    ...[
      "study",
      "name",
      "strategy",
      "method",
      "objective",
      "status",
      "planned",
      "done",
      "failed",
      "best_trial",
      "best",
    ],
    ...[
      "trust",
      "deflated_sharpe",
      "pbo",
      "trials_counted",
      "out_of_sample",
      "timeframe",
      "symbols",
      "notebook",
      "cell",
    ],
    ...["created", "completed", "code_hash", "data_hash"],
  ],
  saved_trials: [
    ...[
      "study",
      "window",
      "trial",
      "strategy",
      "params",
      "status",
      "objective",
      "trades",
      "metrics",
      "folds",
      "duration_ms",
    ],
    ...["params_hash", "result_hash", "error", "completed"],
  ],
  saved_windows: [
    ...["study", "window", "train_from", "train_to", "test_from", "test_to", "best_trial", "params"],
    ...["in_sample", "out_of_sample", "trades"],
  ],
  saved_ledger: [
    ...[
      "lineage",
      "strategy",
      "study",
      "window",
      "trial",
      "params_hash",
      "code_hash",
      "data_hash",
      "sharpe",
      "tried",
    ],
  ],
  trades: [
    ...["run", "cell", "strategy", "trade", "symbol", "side", "quantity", "entry_time", "entry_price"],
    ...["exit_time", "exit_price", "pnl", "return_pct", "fees", "slippage", "bars", "mfe", "mae"],
    ...["entry_reason", "exit_reason", "regime"],
  ],
};

/** One cell, as far as queries can read what it defines. */
export interface ReadableCell {
  readonly kind: CellKind;
  readonly name?: string | undefined;
  /** What its names held after its last run. */
  readonly values: readonly { readonly name: string; readonly type: string }[];
  /** The columns of the table that it showed last. */
  readonly columns: readonly string[];
}

/** The tables of one cell: a query's own, and values that are tables or bars. */
export function cellTables({ kind, name, values, columns }: ReadableCell): [string, readonly string[]][] {
  if (kind === "sql") return name === undefined ? [] : [[name, columns]];
  return values.flatMap(({ name: value, type }): [string, readonly string[]][] => {
    if (/^Bars\b/.test(type)) return [[value, PRICES]];
    return /^Table\b/.test(type) ? [[value, values.length === 1 ? columns : []]] : [];
  });
}

/** A column as SQL writes it: one that is no plain word stands in quotes. */
export const quotedColumn = (column: string): string =>
  /^[a-z_]\w*$/i.test(column) ? column : `"${column.replaceAll('"', '""')}"`;

/** Indicators as the table of them is asked: `rsi(14)`, with the first parameter where it has a default. */
export const indicatorTexts = (): Completion[] =>
  indicators.blocks.map(({ kind, title, params }) => {
    const first: unknown = Object.values(params.safeParse({}).data ?? {})[0];
    return {
      label: typeof first === "number" ? `${kind}(${first})` : kind,
      type: "function",
      detail: title,
    };
  });
