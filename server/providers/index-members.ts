import type { MemberSpan } from "./provider.ts";

/** One change of an index: who came and who went on a day (midnight UTC in ms); either may be absent. */
export interface IndexChange {
  readonly day: number;
  readonly added?: string | undefined;
  readonly removed?: string | undefined;
}

/**
 * Membership in an index as intervals, from its members of today and its changes, walked backwards.
 *
 * @param since Day before which nothing is known: members whose addition is not among the changes begin there.
 */
export function membersFromChanges(
  today: readonly { readonly symbol: string; readonly since?: number | undefined }[],
  changes: readonly IndexChange[],
): readonly MemberSpan[] {
  const spans: MemberSpan[] = [];
  const open = new Map<string, number | undefined>(today.map(({ symbol }) => [symbol, undefined]));
  const known = new Map(today.map(({ symbol, since }) => [symbol, since]));
  const newestFirst = changes.toSorted((a, b) => b.day - a.day);
  for (const { day, added, removed } of newestFirst) {
    if (added !== undefined && open.has(added)) {
      spans.push(spanOf(added, day, open.get(added)));
      open.delete(added);
    }
    if (removed !== undefined && !open.has(removed)) open.set(removed, day);
  }
  const earliest = newestFirst.at(-1)?.day ?? 0;
  for (const [symbol, to] of open) {
    const from = Math.min(known.get(symbol) ?? earliest, earliest);
    if (to === undefined || from < to) spans.push(spanOf(symbol, from, to));
  }
  return spans.toSorted((a, b) => (a.symbol === b.symbol ? a.from - b.from : a.symbol < b.symbol ? -1 : 1));
}

function spanOf(symbol: string, from: number, to: number | undefined): MemberSpan {
  return to === undefined ? { symbol, from } : { symbol, from, to };
}
