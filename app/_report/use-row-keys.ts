import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";

/** Rows that Page Up and Page Down move by. */
const PAGE_ROWS = 10;

/** A long list of buttons as one stop of the Tab key. */
export interface RowKeys {
  /** 0 for the row that Tab reaches, -1 for all others. */
  readonly tabIndex: (row: number) => 0 | -1;
  /** Moves by arrows, Page, Home and End. */
  readonly press: (event: KeyboardEvent) => void;
  /** A row was focused by whatever means. */
  readonly met: (row: number) => void;
}

/** The list that is moved in. */
export interface KeyedRows {
  /** Holds the rows, each with its number as `data-row`. */
  readonly frame: RefObject<HTMLElement | null>;
  readonly count: number;
  /** The rows that are on the page, in order: of a long list those in sight. */
  readonly rendered: readonly number[];
  /** Brings a row into sight. */
  readonly show: (row: number) => void;
}

/** Has Tab reach one row of a list and go on behind the list, and arrows the other rows. */
export function useRowKeys({ frame, count, rendered, show }: KeyedRows): RowKeys {
  const [at, setAt] = useState(0);
  const wanted = useRef<number | null>(null);
  const reached = rendered.includes(at) ? at : rendered[0];
  useEffect(() => {
    if (wanted.current === null) return;
    const row = frame.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });
  return {
    tabIndex: (row) => (row === reached ? 0 : -1),
    met: setAt,
    press(event) {
      const next = nextRow(event.key, reached ?? 0, count);
      if (next === null) return;
      event.preventDefault();
      event.stopPropagation();
      wanted.current = next;
      setAt(next);
      show(next);
    },
  };
}

function nextRow(key: string, at: number, count: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ...{ ArrowDown: 1, ArrowUp: -1, PageDown: PAGE_ROWS, PageUp: -PAGE_ROWS },
    ...{ Home: -count, End: count },
  };
  const step = steps[key];
  return step === undefined ? null : Math.min(Math.max(at + step, 0), count - 1);
}
