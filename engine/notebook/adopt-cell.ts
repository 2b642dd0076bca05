import { nearest } from "../catalogue.ts";
import { newRecord } from "./cell-record.ts";
import type { CellRecord } from "./cell-record.ts";
import type { NotebookCell } from "./document.ts";
import { spellingFix } from "./fixes.ts";
import { foreignRemedy } from "./foreign-words.ts";
import type { NotebookGraph } from "./graph.ts";
import type { CellHost, NeededName } from "./host.ts";
import type { CellWarning } from "./output.ts";

/**
 * Brings a cell's record in line with its text: it is compiled again only when the text differs.
 *
 * @param old What is known of the cell so far; a mistake in the new text keeps its outputs on the screen.
 */
export function adoptCell<Program>(
  host: Pick<CellHost<Program>, "compile" | "describeError">,
  cell: NotebookCell,
  old: CellRecord<Program> | undefined,
): CellRecord<Program> {
  const record = old ?? newRecord<Program>(cell);
  const same = old?.cell.source === cell.source && old.cell.kind === cell.kind && old.cell.name === cell.name;
  record.cell = cell;
  if (same) return record;
  record.error = null;
  record.demoted = undefined;
  record.keptAutomatic = false;
  try {
    record.compiled = host.compile(cell);
  } catch (error) {
    record.compiled = null;
    record.error = host.describeError(error, cell.id);
  }
  return record;
}

/** Most warnings that one cell shows. */
const MAX_WARNINGS = 50;

type Surroundings<Program> = Pick<CellHost<Program>, "isGiven" | "givenNames">;

/**
 * What is unwise in a cell's text: names that nothing defines, which fail only when their code is reached, and changes
 * of another cell's values in place; its own values are its own business.
 */
export function warningsOf<Program>(
  host: Surroundings<Program>,
  { cell, compiled }: CellRecord<Program>,
  { owners }: Pick<NotebookGraph, "owners">,
  records: Iterable<Pick<CellRecord<Program>, "cell" | "compiled">>,
): CellWarning[] {
  const broken = [...records].flatMap((other) => (other.compiled === null ? other.cell : []));
  const mutations = (compiled?.warnings ?? [])
    .filter(({ about }) => (owners.get(about) ?? cell.id) !== cell.id)
    .map(({ message, line, column }) => ({ message, line, column }));
  const missing = (compiled?.needs ?? [])
    .filter(({ name }) => !owners.has(name) && !host.isGiven(name))
    .map((needed) => {
      const maker = broken.find((other) => seemsToDefine(other, needed.name));
      return maker
        ? waitingName(needed, maker)
        : missingName(cell, needed, [...host.givenNames(), ...owners.keys()]);
    });
  return [...missing, ...mutations].sort((a, b) => a.line - b.line).slice(0, MAX_WARNINGS);
}

/** Whether a cell that cannot be read looks as if it would define a name: its words are all that is known of it. */
function seemsToDefine({ source, name: given }: NotebookCell, name: string): boolean {
  const word = name.replaceAll("$", "\\$");
  const declared = new RegExp(
    `\\b(?:const|let|var|function\\*?|class)\\s+[^=;()]*?(?<![\\w$])${word}(?![\\w$])`,
  );
  return given === name || declared.test(source);
}

/** No spelling is offered: the name is right, and comes back with the cell. */
function waitingName({ name, line, column }: NeededName, maker: NotebookCell): CellWarning {
  return {
    message: `${name.slice(0, 200)} is not there: cell ${maker.id}, which defines it, has an error`,
    ...{ line, column },
  };
}

function missingName(cell: NotebookCell, needed: NeededName, names: readonly string[]): CellWarning {
  const { name, line, column } = needed;
  const foreign = foreignRemedy(name);
  const meant = foreign === undefined ? nearest(name, names) : undefined;
  const near = meant === undefined ? "define it, or see the reference" : `did you mean ${meant}?`;
  const remedy = foreign ?? near;
  const fixes = meant === undefined ? [] : spellingFix(cell, needed, name, meant);
  const message = `no cell defines ${name.slice(0, 200)}; ${remedy}`;
  return { message, line, column, ...(fixes.length > 0 && { fixes }) };
}
