import { ServerError } from "#server/errors.ts";
import type { BarPage, BarRow, BarsQuery, Span } from "./provider.ts";

/** A day in ms. */
export const DAY_MS = 86_400_000;
/** The most pages of one query, so that a provider that never ends is noticed. */
const MAX_PAGES = 20_000;

/** Cuts a stretch of time into ascending pieces of at most `lengthMs`. */
export function* windowsOf({ from, to }: Span, lengthMs: number): Generator<Span> {
  for (let start = from; start < to; start += lengthMs)
    yield { from: start, to: Math.min(to, start + lengthMs) };
}

/** Pages of a provider that is asked for one window of time after the other; rows of a window may come in any order. */
export async function* windowPages(
  query: BarsQuery,
  lengthMs: number,
  adjusted: BarPage["adjusted"],
  fetchWindow: (window: Span) => Promise<readonly BarRow[]>,
): AsyncGenerator<BarPage> {
  for (const window of windowsOf(query, lengthMs)) {
    const rows = await fetchWindow(window);
    // Providers take whole days: what lies outside the window belongs to another one.
    yield { rows: ascending(rows.filter((row) => inside(row, window))), through: window.to, adjusted };
  }
}

/** What a page by cursor answers: rows, and where the next page is if there is one. */
export interface CursorAnswer {
  readonly rows: readonly BarRow[];
  readonly next?: string | null | undefined;
}

/**
 * Pages of a provider that hands out a cursor, ascending from page to page.
 *
 * @throws ServerError "provider-answer" when a page brings nothing after the one before: the cursor stands still.
 */
export async function* cursorPages(
  provider: string,
  query: BarsQuery,
  fetchPage: (cursor: string | undefined) => Promise<CursorAnswer>,
): AsyncGenerator<BarPage> {
  let cursor: string | undefined;
  let after = -Infinity;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { rows, next } = await fetchPage(cursor);
    const fresh = ascending(rows.filter((row) => inside(row, query) && row.time > after));
    after = fresh.at(-1)?.time ?? after;
    const last = next === undefined || next === null || next === "";
    if (!last && rows.length > 0 && fresh.length === 0) break;
    const through = last ? query.to : Math.max(query.from, after + 1);
    yield { rows: fresh, through, adjusted: "raw" };
    if (last) return;
    if (next === cursor) break;
    cursor = next;
  }
  throw new ServerError(
    "provider-answer",
    `${provider} sends the same page again and again; try a shorter span`,
  );
}

function inside({ time }: BarRow, { from, to }: Span): boolean {
  return time >= from && time < to;
}

function ascending(rows: readonly BarRow[]): readonly BarRow[] {
  return rows.toSorted((a, b) => a.time - b.time);
}
