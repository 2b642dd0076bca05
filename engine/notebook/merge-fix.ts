import type { NotebookCell } from "./document.ts";
import type { CompiledCell, SoleDeclaration } from "./host.ts";
import type { CellFix } from "./output.ts";

/** A cell as far as joining it with another one goes. */
export interface JoinedCell {
  readonly cell: NotebookCell;
  readonly compiled: Pick<CompiledCell<unknown>, "defines" | "soles">;
}

/** The declarations of names that two cells have in common; null where one of them is no plain `const name = value`. */
function commonSoles(cell: JoinedCell, other: JoinedCell): readonly SoleDeclaration[] | null {
  const names = cell.compiled.defines.filter((name) => other.compiled.defines.includes(name));
  const soles = names.map((name) => cell.compiled.soles.find((sole) => sole.name === name));
  return soles.every((sole) => sole !== undefined) ? soles : null;
}

/** A text with some stretches replaced; they do not overlap. */
const replaced = (
  source: string,
  edits: readonly { readonly from: number; readonly to: number; readonly text: string }[],
): string =>
  edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, { from, to, text: put }) => text.slice(0, from) + put + text.slice(to), source);

/** `const name = 1` becomes `let name = 1`, so that what follows may assign to it. */
const loosened = (source: string, soles: readonly SoleDeclaration[]): string =>
  replaced(
    source,
    soles
      .filter(({ keyword }) => source.startsWith("const", keyword))
      .map(({ keyword }) => ({ from: keyword, to: keyword + "const".length, text: "let" })),
  );

/** `export const name: number = 2` becomes `name = 2`. */
const assigning = (source: string, soles: readonly SoleDeclaration[]): string =>
  replaced(
    source,
    soles.map(({ name, start, equals }) => ({ from: start, to: equals, text: `${name} ` })),
  );

/** Puts the second text under the first; a bracket at its begin would be read as a call of what stands above. */
function joined(above: string, below: string): string {
  const end = above.trimEnd();
  const bridge = /^\s*(?:[([`+-]|\/(?![/*]))/.test(below) && !/[;}]$/.test(end) ? ";" : "";
  return `${end}\n\n${bridge}${below.trimStart()}`;
}

/**
 * Makes one cell of the two that define a name: the newer one's text goes below the older one's, and what was its
 * declaration becomes an assignment, so that the name holds the newer value.
 *
 * @returns No fix where either cell is no TypeScript or declares the name in another way than `const name = value`.
 */
export function mergeFix(newer: JoinedCell, older: JoinedCell): CellFix[] {
  if (newer.cell.kind !== "ts" || older.cell.kind !== "ts") return [];
  const [above, below] = [commonSoles(older, newer), commonSoles(newer, older)];
  if (above === null || below === null) return [];
  const { id, source } = older.cell;
  const text = joined(loosened(source, above), assigning(newer.cell.source, below));
  return [
    {
      title: `Merge it into cell ${id}`,
      edits: [{ cellId: id, from: 0, to: source.length, text }],
      removes: [newer.cell.id],
    },
  ];
}
