import type { NotebookCell } from "./document.ts";
import type { Rename } from "./fixes.ts";
import type { InputValue } from "./input-value.ts";
import type { CellError, CellOutput, CellState, CellWarning, LogLine } from "./output.ts";

/** A name that a cell uses and does not declare; line and column count from 1, in the cell's own text. */
export interface NeededName {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** `export const name: Type = value` by its places in the cell's own text, as UTF-16 offsets. */
export interface SoleDeclaration {
  readonly name: string;
  /** Where the statement begins, `export` included. */
  readonly start: number;
  /** Where `const`, `let` or `var` stands. */
  readonly keyword: number;
  /** Where the equals sign stands. */
  readonly equals: number;
}

/** A cell made ready to run; `program` is the host's own business. */
export interface CompiledCell<Program> {
  readonly defines: readonly string[];
  readonly reads: readonly string[];
  readonly program: Program;
  /** Names that must be there when their code is reached, each with the place where it stands first. */
  readonly needs: readonly NeededName[];
  /** What is unwise in the text where another cell defines the name that it is about; it runs all the same. */
  readonly warnings: readonly (CellWarning & { readonly about: string })[];
  readonly rename: Rename;
  /** Names that a statement of the top level declares alone, with a value. */
  readonly soles: readonly SoleDeclaration[];
}

/** One run of one cell, as the host sees it. Everything it reports after it was superseded is dropped. */
export interface CellRun<Program> {
  readonly cell: NotebookCell;
  readonly program: Program;
  /** Counts this cell's runs from 1. */
  readonly version: number;
  /** Values of the names that the cell reads from other cells. */
  readonly values: ReadonlyMap<string, unknown>;
  show(output: CellOutput): void;
  /**
   * Shows an output in place of the one of the call before; the caller keeps to one per frame.
   *
   * @param of Whose output it is, where a cell has several that change; those of different owners stand below each other.
   */
  update(output: CellOutput, of?: object): void;
  /** Takes back what `update` shows of an owner: a view of work under way goes once the work is done. */
  withdraw(of?: object): void;
  /** Says that the run goes on showing things without end, so that nobody waits for it. */
  streams(): void;
  /** Says that so many milliseconds of it went to what only the first run of a session waits for: they make no cell a slow one. */
  waited(ms: number): void;
  log(line: LogLine): void;
  /** Share of the work that is done, from 0 to 1. */
  progress(share: number): void;
  /**
   * Gives a name that it defined another value after its end, as a generator's next one; its readers run on that. Nothing
   * happens once the cell runs anew, is changed or is stopped.
   *
   * @param outputs What the cell shows from now on; absent means as before.
   */
  redefine(name: string, value: unknown, outputs?: readonly CellOutput[]): void;
  /** Whether no cell that reads its definitions is running or about to. */
  readersRest(): boolean;
  /** Says that what went on after its end has failed. */
  failLate(error: unknown): void;
  /** The user's value for an input; undefined until it is moved. The cell re-runs when it changes. */
  readInput(name: string): InputValue | undefined;
  /** Says that the run read prices; see `price-reads.ts`. */
  readPrices(read: string): void;
}

/** A run on its way: `finished` gives the cell's definitions when it ends. */
export interface StartedRun {
  readonly finished: Promise<ReadonlyMap<string, unknown>>;
  /** Ends the run, or what goes on after its end. */
  abort(): void;
}

/** What the reactive core needs of its surroundings: a worker, a command line or a test. */
export interface CellHost<Program> {
  /** @throws whatever `describeError` understands, for a cell that cannot be compiled. */
  compile(cell: NotebookCell): CompiledCell<Program>;
  execute(run: CellRun<Program>): StartedRun;
  describeError(error: unknown, cellId: string): CellError;
  /** Whether a name is there without a cell that defines it: the session's, the engine's or JavaScript's own. */
  isGiven(name: string): boolean;
  /** The given names that a misspelt one may have meant. */
  givenNames(): readonly string[];
  emit(state: CellState): void;
  /** Called whenever nothing runs and nothing is queued any more. */
  settled(): void;
  /** Lets waiting messages (a newer input, Stop) in before the next cell starts. */
  breathe(): Promise<void>;
  /** Milliseconds from any fixed point. */
  now(): number;
}
