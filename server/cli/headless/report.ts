import { HEADLINE_STATISTICS } from "#engine/attribution/headline.ts";
import { tableFromIPC } from "@uwdata/flechette";
import type { CellOutput, CellState } from "#engine/notebook/output.ts";
import type { AuditVerdict, BacktestResult } from "#engine/result.ts";

/** Rows of a table and trades of a backtest that one report holds; of longer ones it says that they are cut. */
const MAX_ROWS = 100_000;

/** The rows that a report holds, and what it says of the others. */
const cutRows = (name: string, rows: readonly unknown[]): Record<string, unknown> => ({
  [name]: rows.slice(0, MAX_ROWS),
  ...(rows.length > MAX_ROWS ? { cut: `the first ${MAX_ROWS} of ${rows.length}` } : {}),
});

const backtests = (state: CellState): BacktestResult[] =>
  (state.outputs ?? []).flatMap((output) => (output.type === "backtest" ? [output.result] : []));

function describeBacktest(result: BacktestResult) {
  const { manifest, resultHash, statistics, trades, equity, warnings, audit } = result;
  const finalEquity = equity.at(-1) ?? null;
  return {
    manifest,
    resultHash,
    statistics,
    finalEquity,
    tradeCount: trades.length,
    ...cutRows("trades", trades),
    warnings,
    ...(audit && { audit }),
  };
}

/** An output as bounded JSON: what a program wants of it, not what a screen draws. */
function describeOutput(output: CellOutput): Record<string, unknown> {
  switch (output.type) {
    case "table": {
      const rows = tableFromIPC(output.ipc).toArray() as Record<string, unknown>[];
      return {
        type: "table",
        rowCount: output.rowCount,
        ...cutRows(
          "rows",
          rows.map((row) => ({ ...row })),
        ),
      };
    }
    case "figure":
      return { type: "figure", traces: output.data.length, layout: output.layout };
    case "chart": {
      const { title, time, panes } = output.chart;
      return {
        type: "chart",
        title,
        rows: time.length,
        series: panes.map(({ series }) => series.map(({ name }) => name)),
      };
    }
    case "search":
      return { ...output, ...cutRows("trials", output.trials) };
    case "backtest":
      return { type: "backtest", ...describeBacktest(output.result) };
    default:
      return output;
  }
}

/** What `lookback run --json` prints for one cell. */
export function describeCell(state: CellState): Record<string, unknown> {
  const [result] = backtests(state);
  return {
    id: state.cellId,
    status: state.status,
    ms: state.ms ?? null,
    outputs: (state.outputs ?? []).map(describeOutput),
    logs: state.logs ?? [],
    manifestHash: result?.manifest.hash ?? null,
    resultHash: result?.resultHash ?? null,
    error: state.error ?? null,
    ...(state.reason === undefined ? {} : { reason: state.reason }),
  };
}

/** "cell p02d line 3: message", and nothing for a cell that is well. */
export function describeFailure(state: CellState): string | null {
  if (state.error === undefined) return null;
  const line = state.error.line === undefined ? "" : ` line ${state.error.line}`;
  return `cell ${state.cellId}${line}: ${state.error.message}`;
}

const shown = (value: number | null | undefined) =>
  value === null || value === undefined ? "n/a" : String(Number(value.toPrecision(6)));

/** "causal", or what looks ahead and where; then what came of running its cells again. */
export function describeVerdict({ verdict, cuts, firstLeak, cells, deterministic }: AuditVerdict): string {
  const found = cells && cells.outcome !== "causal" ? `; its cells: ${cells.outcome}, ${cells.why}` : "";
  if (verdict === "causal") return `causal on ${cuts} shorter histories${found}`;
  const { what = "a value", bar, time, line, cell } = firstLeak ?? {};
  const at =
    bar === undefined || time === undefined ? "" : ` at bar ${bar} (${new Date(time).toISOString()})`;
  const where = line === undefined ? "" : `, from ${cell === undefined ? "" : `cell ${cell} `}line ${line}`;
  return `${deterministic === false ? "NOT REPEATABLE" : "LOOKS AHEAD"}: ${what}${at}${where}${found}`;
}

/** One or a few lines of a cell for a person at a terminal. */
export function summariseCell(state: CellState): string {
  const lines = [
    `${state.cellId}  ${state.status}${state.ms === undefined ? "" : `  ${state.ms.toFixed(1)} ms`}`,
  ];
  for (const { level, text } of state.logs ?? []) lines.push(`  ${level}: ${text}`);
  for (const output of state.outputs ?? []) {
    if (output.type === "text") lines.push(`  ${output.text}`);
    if (output.type === "table") lines.push(`  table of ${output.rowCount} rows`);
  }
  for (const { statistics, trades, manifest, resultHash, audit } of backtests(state)) {
    const values = HEADLINE_STATISTICS.map((kind) => `${kind} ${shown(statistics[kind])}`);
    lines.push(
      `  backtest of ${manifest.strategy.name}: ${trades.length === 1 ? "1 trade" : `${trades.length} trades`}; ${values.join(", ")}`,
    );
    if (audit) lines.push(`  ${describeVerdict(audit)}`);
    lines.push(`  manifest ${manifest.hash}`, `  result   ${resultHash}`);
  }
  return lines.join("\n");
}
