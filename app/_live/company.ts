import type { LivePerson } from "#server/collaboration/replica/live-message.ts";

/** Somebody else who has the notebook open, and where in it they are. */
export interface Companion extends Pick<
  LivePerson,
  "peer" | "name" | "colour" | "cell" | "editing" | "mayEdit"
> {
  /** Their selection in the cell's text: where it began, and where their caret is. */
  readonly caret?: { readonly anchor: number; readonly head: number };
}

/**
 * Whether others write along: nobody that one knows of, on the way to them, with them, cut off from them for a
 * moment, or shut out.
 */
export type CompanyStatus = "alone" | "joining" | "together" | "away" | "ended";

/** What stands behind a company once others are there. */
export interface LiveEnd {
  /** Takes in what the server was made to save, as after a restored version. */
  takeSaved(): Promise<void>;
  /** What a draft must hold so that nothing typed is lost or doubled: the document's generation and an update of it. */
  unkept(): string | null;
}

const NOBODY: readonly Companion[] = [];

/**
 * The others who have a notebook open. It costs nothing until there are any: whoever notices them calls
 * {@link Company.begin}, and what talks to them is loaded then.
 */
export class Company {
  #status: CompanyStatus = "alone";
  #people: readonly Companion[] = NOBODY;
  #inCells: ReadonlyMap<string, readonly Companion[]> = new Map();
  #end: LiveEnd | null = null;
  #leftOver: string | null = null;
  #begin: () => void = () => undefined;
  #onSelect: (cellId: string, anchor: number, head: number) => void = () => undefined;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly status = (): CompanyStatus => this.#status;
  readonly people = (): readonly Companion[] => this.#people;
  /** Who is in a cell; the same array until somebody comes, goes, or begins to write. */
  readonly inCell = (cellId: string): readonly Companion[] => this.#inCells.get(cellId) ?? NOBODY;
  /** What talks to the others; null while there are none. */
  readonly end = (): LiveEnd | null => this.#end;
  /** What an earlier page of this browser typed with others and may not have sent; once. */
  takeLeftOver(): string | null {
    const left = this.#leftOver;
    this.#leftOver = null;
    return left;
  }

  /** Somebody else is here: writes with them from now on. `leftOver` is of an earlier page, see {@link LiveEnd.unkept}. */
  begin(leftOver: string | null = null): void {
    this.#leftOver = leftOver ?? this.#leftOver;
    this.#begin();
  }
  onBegin(begin: () => void): void {
    this.#begin = begin;
  }

  /** Tells the others where the text cursor is. */
  select(cellId: string, anchor: number, head: number): void {
    this.#onSelect(cellId, anchor, head);
  }
  onSelect(select: (cellId: string, anchor: number, head: number) => void): void {
    this.#onSelect = select;
  }

  attach(end: LiveEnd | null): void {
    this.#end = end;
  }

  show(status: CompanyStatus, people: readonly Companion[] = this.#people): void {
    this.#status = status;
    this.#people = people;
    const cells = Map.groupBy(people, ({ cell }) => cell ?? "");
    this.#inCells = new Map(
      [...cells].map(([cell, own]) => {
        const before = this.#inCells.get(cell);
        return [cell, before && alike(before, own) ? before : own];
      }),
    );
    for (const listener of this.#listeners) listener();
  }
}

/** Whether the same people do the same; where their carets are is not asked. */
function alike(a: readonly Companion[], b: readonly Companion[]): boolean {
  return (
    a.length === b.length && a.every((one, at) => one.peer === b[at]?.peer && one.editing === b[at].editing)
  );
}
