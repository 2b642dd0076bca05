import type { ShownState } from "../_notebook/cell-states.ts";

/** One name as the panel shows it. */
export interface VariableRow {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly definedIn: string;
  readonly usedIn: readonly string[];
  /** Whether the value is of an earlier text. */
  readonly stale: boolean;
}

/** The names of a notebook in page order. */
export function variableRows(
  order: readonly string[],
  states: ReadonlyMap<string, ShownState>,
): VariableRow[] {
  const readers = readersByName(order, states);
  return order.flatMap((cellId) => {
    const state = states.get(cellId);
    return (state?.defines ?? []).map((name) => {
      const preview = state?.values?.find((value) => value.name === name);
      const usedIn = readers.get(name) ?? [];
      const { type = "", text = "" } = preview ?? {};
      return { name, type, value: text, definedIn: cellId, usedIn, stale: state?.status !== "fresh" };
    });
  });
}

function readersByName(
  order: readonly string[],
  states: ReadonlyMap<string, ShownState>,
): ReadonlyMap<string, readonly string[]> {
  const readers = new Map<string, string[]>();
  for (const cellId of order)
    for (const name of states.get(cellId)?.reads ?? [])
      readers.set(name, [...(readers.get(name) ?? []), cellId]);
  return readers;
}
