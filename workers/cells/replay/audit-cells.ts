import { replayDifference } from "#engine/audit/replay-difference.ts";
import type { StrategyRun } from "#engine/audit/replay-difference.ts";
import type { Difference } from "#engine/audit/compare.ts";
import { firstAtOrAfter } from "#engine/data/dataset.ts";
import { canonicalJson } from "#engine/hash.ts";
import type { BacktestResult, CellsFinding } from "#engine/result.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";
import { runOf } from "../engine-scope.ts";
import { cutWarehouse } from "./cut-warehouse.ts";
import { replayCells } from "./replay-cells.ts";
import type { NoReplay, Replay } from "./replay-cells.ts";

/** Which backtest is audited, and what its cells may cost. */
export interface CellsAudit extends Replay {
  readonly warehouse: Warehouse;
  readonly result: BacktestResult;
  /** Place of the result among the cell's backtests. */
  readonly place: number;
  /** How long its cells took when they ran, ms; where that is longer than `patienceMs`, nothing is begun. */
  readonly expectedMs: number;
  /** Told how much is done, 0 to 1. */
  tell(share: number): void;
}

/** A finding, and the first bar that parts where the cells leak. */
export interface CellsVerdict {
  readonly finding: CellsFinding;
  readonly difference?: Difference;
}

const CUTS = 8;
/** Cells that take longer than this are run again on fewer ends of the data. */
const SLOW_MS = 5000;
const CUTS_OF_SLOW = 3;
/** Cells rarely make sense of a very short beginning. */
const FIRST_SHARE = 0.05;

/**
 * Looks whether a backtest's own cells used data from after its decisions, by running them again on data that end earlier.
 *
 * The engine's audit takes the future away from the engine; code that a strategy closed over may hold it still: a column of another cell, a
 * query with `lead`, a scale fitted on everything. Made anew without that future, an honest strategy decides the same.
 *
 * @returns Undefined where it was aborted.
 */
export async function auditCells(audit: CellsAudit): Promise<CellsVerdict | undefined> {
  const original = runOf(audit.result);
  if (original === undefined) return skipped("this result is of an earlier session");
  if (audit.expectedMs > audit.patienceMs) return postponed(audit.expectedMs);
  const began = performance.now();
  const control = await remake(audit, original, Infinity);
  if (control === "aborted") return undefined;
  if (control === "slow") return postponed(performance.now() - began);
  if (control === "failed") return skipped("they fail, or show no such backtest, when they run apart");
  if (control.names.length > 0 || control.difference)
    return finding("not-repeatable", 1, control.names, "its cells give something else when they run again");
  return cutShort(audit, original, performance.now() - began > SLOW_MS ? CUTS_OF_SLOW : CUTS);
}

/** The cells on data that end earlier. */
async function cutShort(
  audit: CellsAudit,
  original: StrategyRun,
  cuts: number,
): Promise<CellsVerdict | undefined> {
  const moments = momentsOf(audit.result, cuts);
  let replays = 1;
  for (const [index, moment] of moments.entries()) {
    audit.tell((index + 1) / (moments.length + 1));
    const remade = await remake(audit, original, moment);
    if (remade === "aborted") return undefined;
    if (typeof remade === "string") continue;
    replays += 1;
    if (remade.names.length > 0)
      return finding("in-sample", replays, remade.names, "settings were chosen with bars that came later");
    if (remade.difference)
      return leaks(
        replays,
        remade.difference,
        audit.cells.map(({ id }) => id),
      );
  }
  return replays === 1
    ? skipped("its cells fail on shorter data")
    : finding("causal", replays, [], "its cells decide the same without what came later");
}

interface Remade {
  readonly names: readonly string[];
  readonly difference: Difference | undefined;
}

async function remake(audit: CellsAudit, original: StrategyRun, moment: number): Promise<Remade | NoReplay> {
  const results = await replayCells(audit, {
    warehouse: cutWarehouse(audit.warehouse, moment),
    until: moment,
  });
  if (typeof results === "string") return results;
  const result = results[audit.place];
  const run = result && runOf(result);
  if (!result || !run) return "failed";
  const names = changedNames(audit.result, result);
  return { names, difference: names.length > 0 ? undefined : replayDifference(original, run, moment) };
}

/** Parameters that differ, and whether the bars begin elsewhere. */
function changedNames(before: BacktestResult, after: BacktestResult): string[] {
  const { params } = before.manifest;
  const names = Object.keys(params).filter((name) => params[name] !== after.manifest.params[name]);
  const begins = ({ manifest }: BacktestResult) =>
    canonicalJson(manifest.data.map(({ symbol, firstOpenTime }) => ({ symbol, firstOpenTime })));
  return begins(before) === begins(after) ? names : [...names, "bars"];
}

/**
 * Closes after which data are hidden: half of them are those at which an entry was decided, since a peek shows where it made a difference; the
 * others are spread evenly.
 */
function momentsOf({ time, trades }: BacktestResult, cuts: number): number[] {
  const begin = Math.floor(time.length * FIRST_SHARE);
  const entries = trades
    .map(({ entryTime }) => lastAtOrBefore(time, entryTime))
    .filter((row) => row >= begin);
  const decided = spread(entries.length, cuts >>> 1).map((place) => entries[place] ?? begin);
  const others = spread(time.length - begin, cuts - decided.length).map((row) => begin + row);
  return [...new Set([...decided, ...others])].flatMap((row) => time[row] ?? []);
}

function lastAtOrBefore(time: Float64Array, moment: number): number {
  const at = firstAtOrAfter(time, moment);
  return time[at] === moment ? at : at - 1;
}

/** `wanted` places among `count`, evenly spread and never the last. */
function spread(count: number, wanted: number): number[] {
  if (count === 0) return [];
  return Array.from({ length: wanted }, (_, index) => Math.floor(((index + 0.5) * count) / (wanted + 0.5)));
}

const finding = (
  outcome: CellsFinding["outcome"],
  replays: number,
  names: readonly string[],
  why: string,
): CellsVerdict => ({ finding: { outcome, replays, names: names.slice(0, 20), why: why.slice(0, 300) } });

/** Said in whole seconds, so that it is the same sentence on the next run. */
const postponed = (ms: number): CellsVerdict =>
  finding("postponed", 0, [], `its cells take about ${Math.ceil(ms / 1000)} s to run`);

const skipped = (why: string): CellsVerdict => finding("skipped", 0, [], why);

function leaks(replays: number, difference: Difference, cells: readonly string[]): CellsVerdict {
  const why = `${difference.what} changed when what came later was hidden from its cells`;
  return { ...finding("leaks", replays, cells, why), difference };
}
