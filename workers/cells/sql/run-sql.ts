import { EngineError } from "#engine/errors.ts";
import { nearest } from "#engine/catalogue.ts";
import { storedTable } from "#engine/data/stored-table.ts";
import { sqlTables } from "#engine/notebook/sql-template.ts";
import type { QueryTable, Warehouse } from "#workers/warehouse/api.ts";
import type { CellPrices } from "../noted-prices.ts";
import type { RunBook } from "../run-book.ts";
import { Table } from "../table.ts";
import { valueTree } from "../value-tree.ts";
import { bindQuery, type BoundQuery } from "./bound-query.ts";
import { indicatorTable } from "./indicator-table.ts";
import { lineOfError, missingTable, queryError } from "./query-error.ts";
import { valueAsTable } from "./value-as-table.ts";

/** What a query of a cell reaches. */
export interface SqlContext {
  readonly cellId: string;
  /** Other cells' values by name. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly library: CellPrices;
  readonly warehouse: Warehouse;
  readonly runs: RunBook;
  readonly signal: AbortSignal;
  /** Told how long the run waited for DuckDB's start. */
  waited(ms: number): void;
}

const BUILT_IN = ["bars", "indicators", "runs", "trades", ...storedTable.options];

async function builtIn(name: string, query: BoundQuery, context: SqlContext): Promise<Table | null> {
  if (name === "runs") return context.runs.runs();
  if (name === "trades") return context.runs.trades();
  const stored = storedTable.safeParse(name);
  if (stored.success) return context.library.savedTable(stored.data);
  return name === "indicators" ? indicatorTable(query, context.library) : null;
}

/** The tables that a query names: another cell's first, then those that every query has. */
async function tablesOf(query: BoundQuery, context: SqlContext): Promise<QueryTable[]> {
  const tables: QueryTable[] = [];
  for (const name of sqlTables(query.text)) {
    const own = valueAsTable(context.values.get(name));
    const table = own ?? (await builtIn(name.toLowerCase(), query, context));
    if (table === null) continue;
    // DuckDB takes no table without columns, and answers nothing more once it was given one.
    if (table.names.length === 0)
      throw new EngineError("bad-notebook", `table ${name} has no columns, since it was made of no rows`, {
        cell: context.cellId,
      });
    tables.push({ name, ipc: table.ipc });
  }
  return tables;
}

/** DuckDB knows tables only: what the name is in this notebook, or what was meant, is ours to say. */
function unknownTable(name: string, error: unknown, { values, cellId }: SqlContext): EngineError {
  const names = [...BUILT_IN, ...values.keys()];
  const near = nearest(name, names);
  const value = values.get(name);
  const { type } = valueTree(value);
  const problem = values.has(name)
    ? `${name} is no table: ${type}; use table(rows), bars or a query`
    : `unknown table: ${name}; ${near ? `did you mean ${near}?` : `there are ${BUILT_IN.join(", ")} and other cells' tables`}`;
  return new EngineError("bad-notebook", problem, { cell: cellId, ...lineOfError(error) });
}

/** Queries of this thread so far: a ticket for each, to interrupt it by. */
let queries = 0;

/**
 * Runs a cell's query.
 *
 * @throws EngineError with the query's line where DuckDB names one, "bad-param" on a parameter, "over-limit" on size.
 */
export async function runSql(
  context: SqlContext,
  texts: readonly string[],
  values: readonly unknown[],
): Promise<Table> {
  const query = bindQuery(texts, values);
  const tables = await tablesOf(query, context);
  if (!tables.some(({ name }) => name === "bars")) await context.library.loadFor(query.text, query.params);
  const began = performance.now();
  await context.warehouse.start();
  context.waited(performance.now() - began);
  context.signal.throwIfAborted();
  const ticket = `${context.cellId}/${++queries}`;
  const interrupt = (): void => void context.warehouse.interrupt(ticket);
  context.signal.addEventListener("abort", interrupt);
  try {
    return new Table(await context.warehouse.query(query.text, query.params, tables, undefined, ticket));
  } catch (error) {
    const missing = missingTable(error);
    throw missing === undefined ? queryError(error, context.cellId) : unknownTable(missing, error, context);
  } finally {
    context.signal.removeEventListener("abort", interrupt);
  }
}
