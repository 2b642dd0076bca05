import type { GraphCell } from "./graph.ts";
import { reach } from "./reach.ts";

/** Tables that every query has of the backtests that ran before it. */
const RUN_TABLES: ReadonlySet<string> = new Set(["runs", "trades"]);
const MAKES_RUNS = "backtest";

/**
 * Cells that fill a cell's tables of runs without a name that ties them: for each cell that reads such a table, those above it on the page that
 * call `backtest` or read from one that does. A query asks what is above it, as one reads.
 *
 * @param cells In page order.
 * @param children Who reads from whom, which no answer turns into a circle.
 * @returns Ids of such cells by the reader's id. O(readers times cells).
 */
export function runMakers(
  cells: readonly GraphCell[],
  owners: ReadonlyMap<string, string>,
  children: ReadonlyMap<string, readonly string[]>,
): Map<string, readonly string[]> {
  const reads = (cell: GraphCell, isIt: (name: string) => boolean): boolean =>
    cell.reads.some((name) => !owners.has(name) && isIt(name));
  const readers = cells.filter((cell) => reads(cell, (name) => RUN_TABLES.has(name.toLowerCase())));
  if (readers.length === 0) return new Map();
  const own = cells.filter((cell) => reads(cell, (name) => name === MAKES_RUNS));
  const makers = reach(
    children,
    own.map(({ id }) => id),
  );
  const next = new Map([...children].map(([id, ids]) => [id, [...ids]]));
  const found = new Map<string, readonly string[]>();
  for (const { id } of readers) {
    const above = cells.slice(
      0,
      cells.findIndex((cell) => cell.id === id),
    );
    const mine = reach(next, [id]);
    const before = above.map((cell) => cell.id).filter((other) => makers.has(other) && !mine.has(other));
    if (before.length > 0) found.set(id, before);
    for (const other of before) next.set(other, [...(next.get(other) ?? []), id]);
  }
  return found;
}
