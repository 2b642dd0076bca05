import { statistics } from "#engine/attribution/statistics/catalogue.ts";
import type { Statistic } from "#engine/attribution/statistics/statistic.ts";
import type { BacktestResult } from "#engine/result.ts";
import { tableOf, type Table } from "../table.ts";

/** The named statistics, or all of them, in the order of reports. @throws EngineError "unknown-block" with the nearest kind. */
export function statisticsOf(kinds?: readonly string[]): readonly Statistic[] {
  return kinds === undefined ? statistics.blocks : kinds.map((kind) => statistics.find(kind));
}

/**
 * A run's statistics as rows of kind, title, value, unit and meaning; those that need a benchmark only where there was one.
 *
 * @param kinds Which, and in which order; all where absent.
 * @throws EngineError "unknown-block" with the nearest statistic.
 */
export function statisticsTable(result: BacktestResult, kinds?: readonly string[]): Table {
  const shown = statisticsOf(kinds).filter(({ kind }) => kinds !== undefined || kind in result.statistics);
  return tableOf(
    shown.map(({ kind, title, unit, description }) => ({
      statistic: kind,
      title,
      value: result.statistics[kind] ?? null,
      unit,
      meaning: description,
    })),
  );
}
