import { z } from "zod";
import type { BarStore } from "#server/db.ts";
import { parquetOfRows } from "#server/exchange/parquet-rows.ts";
import { getStudy } from "./list-studies.ts";
import { listTrials, type StoredTrial } from "./list-trials.ts";
import { MAX_TRIALS } from "./study-schemas.ts";

/** The forms that trials can be written in. */
export const TRIAL_FORMATS = ["csv", "json", "parquet"] as const;
const format = z.enum(TRIAL_FORMATS);
/** See {@link TRIAL_FORMATS}. */
export type TrialFormat = z.infer<typeof format>;

/** A file of trials. */
export interface TrialsFile {
  readonly name: string;
  readonly type: string;
  readonly body: Uint8Array;
}

const TYPES: Readonly<Record<TrialFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json",
  parquet: "application/vnd.apache.parquet",
};

type Cell = number | string | boolean | null;

/**
 * Writes a study's trials as a file: a row per trial in the order of windows and numbers, a column per parameter (`param.`) and metric
 * (`metric.`). JSON holds the study's request and result besides.
 *
 * @throws ServerError "not-found".
 */
export async function exportTrials(db: BarStore, id: string, given: string): Promise<TrialsFile> {
  const form = format.parse(given);
  const { name, request, result } = await getStudy(db, { id });
  const trials = await listTrials(db, { id, limit: MAX_TRIALS });
  const rows = trials.map(rowOf);
  const text = new TextEncoder();
  const body =
    form === "parquet"
      ? parquetOfRows(rows)
      : text.encode(form === "csv" ? csvOf(rows) : JSON.stringify({ name, request, result, trials: rows }));
  return { name: `${fileName(name)}-trials.${form}`, type: TYPES[form], body };
}

const fileName = (name: string): string => name.replaceAll(/[^\w-]+/g, "-").slice(0, 80) || "study";

function rowOf({
  window,
  number,
  status,
  objective,
  trades,
  params,
  metrics,
  durationMs,
  error,
}: StoredTrial): Record<string, Cell> {
  return {
    ...{ window, number, status, objective, trades },
    ...Object.fromEntries(Object.entries(params).map(([key, value]) => [`param.${key}`, value])),
    ...Object.fromEntries(Object.entries(metrics).map(([key, value]) => [`metric.${key}`, value])),
    ...{ durationMs, error },
  };
}

/** Conditional parameters are not in every row. */
function columnsOf(rows: readonly Record<string, Cell>[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

function csvOf(rows: readonly Record<string, Cell>[]): string {
  const columns = columnsOf(rows);
  const lines = rows.map((row) => columns.map((name) => csvCell(row[name] ?? null)).join(","));
  return `${[columns.map(csvCell).join(","), ...lines].join("\n")}\n`;
}

/** What a spreadsheet would run as a formula is told apart by a quote. */
function csvCell(value: Cell): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  const safe = /^[=+@\t\r]|^-\D/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
