import { hashJson } from "../hash.ts";
import { ENGINE_VERSION } from "../version.ts";
import type { NotebookCell } from "./document.ts";
import { sameInput } from "./input-value.ts";
import type { InputValue } from "./input-value.ts";

/** Everything that a cell's result follows from; equal bases give equal results. */
export interface CellBasis {
  readonly kind: NotebookCell["kind"];
  readonly source: string;
  readonly name: string | undefined;
  /** Hash of each parent's own basis, by the parent's id. */
  readonly parents: Readonly<Record<string, string>>;
  /** Value of each input that the cell read; undefined means the default written in the source. */
  readonly inputs: Readonly<Record<string, InputValue | undefined>>;
}

/** The staleness hash: undoing an edit gives the old one again, moving a cell on the page changes nothing. */
export function basisHash(basis: CellBasis): string {
  const { kind, source, name, inputs } = basis;
  return hashJson({
    engine: ENGINE_VERSION,
    kind,
    source,
    name,
    inputs,
    parents: Object.values(basis.parents).sort(),
  });
}

/**
 * Why a cell is stale, for its tooltip: what differs between the basis of its result and the present one.
 *
 * @param nameOf The name under which a reader knows a parent cell.
 */
export function staleReason(ran: CellBasis, now: CellBasis, nameOf: (cellId: string) => string): string {
  if (ran.source !== now.source || ran.name !== now.name || ran.kind !== now.kind)
    return "its source changed";
  const input = Object.keys(now.inputs).find((key) => !sameInput(ran.inputs[key], now.inputs[key]));
  if (input !== undefined) return `input ${input} changed`;
  const parents = new Set([...Object.keys(ran.parents), ...Object.keys(now.parents)]);
  const changed = [...parents].filter((id) => ran.parents[id] !== now.parents[id]);
  return changed.length === 0 ? "it was asked to run again" : `${changed.map(nameOf).join(", ")} changed`;
}
