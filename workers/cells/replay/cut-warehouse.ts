import type { BarColumns, Warehouse } from "#workers/warehouse/api.ts";

/**
 * The same warehouse as it would have been at a moment: bars that were not available by then are in no column and in no query.
 *
 * @param until UTC ms; Infinity hides nothing.
 */
export function cutWarehouse(warehouse: Warehouse, until: number): Warehouse {
  return {
    putBars: (...args) => warehouse.putBars(...args),
    hasBars: (...args) => warehouse.hasBars(...args),
    async readBars(...args) {
      const columns = await warehouse.readBars(...args);
      return columns === null ? null : knownBy(columns, until);
    },
    start: () => warehouse.start(),
    query: (text, params, tables, _until, ticket) => warehouse.query(text, params, tables, until, ticket),
    interrupt: (ticket) => warehouse.interrupt(ticket),
  };
}

function knownBy(columns: BarColumns, until: number): BarColumns {
  const later = columns.availableAt.findIndex((time) => time > until);
  if (later < 0) return columns;
  const cut = Object.entries(columns as object).map(([name, column]) => [
    name,
    (column as Float64Array).slice(0, later),
  ]);
  return Object.fromEntries(cut) as BarColumns;
}
