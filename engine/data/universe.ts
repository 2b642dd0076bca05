import { z } from "zod";
import { parseParams } from "../catalogue.ts";
import { EngineError } from "../errors.ts";

/** When a symbol belongs to a universe. */
export const membership = z.strictObject({
  symbol: z.string().min(1).max(40),
  from: z.number().describe("UTC ms from which it belongs"),
  to: z.number().optional().describe("UTC ms from which it no longer does; still a member where absent"),
});

/** A symbol's time in a universe; a symbol that left and came back has several. */
export type Membership = z.input<typeof membership>;

/** A time of belonging, UTC ms; `to` is exclusive. */
export interface MemberSpan {
  readonly from: number;
  readonly to: number;
}

const known = new WeakMap<readonly Membership[], ReadonlyMap<string, readonly MemberSpan[]>>();

/** The spans of every symbol in a list of memberships; the list is read once. */
export function spansOf(members: readonly Membership[]): ReadonlyMap<string, readonly MemberSpan[]> {
  const before = known.get(members);
  if (before) return before;
  const spans = new Map<string, MemberSpan[]>();
  for (const { symbol, from, to = Infinity } of members) {
    const own = spans.get(symbol);
    if (own) own.push({ from, to });
    else spans.set(symbol, [{ from, to }]);
  }
  known.set(members, spans);
  return spans;
}

/** Who belonged to a universe when: the members of that day, not those of today. */
export interface Universe {
  readonly name: string;
  /** Every symbol that ever belonged, in order of names. */
  readonly symbols: readonly string[];
  /** The members at a moment (UTC ms), in order of names. O(symbols). */
  membersAt(time: number): readonly string[];
  /** Whether a symbol belongs at a moment (UTC ms). */
  isMember(symbol: string, time: number): boolean;
}

/**
 * Makes a universe of memberships, for ranks and screens as of their date.
 *
 * @throws EngineError "bad-param" on a membership that ends before it begins or overlaps another of its symbol.
 * @example const members = createUniverse("big", [{ symbol: "AAPL", from: Date.UTC(2014, 0, 1) }]); members.isMember("AAPL", Date.UTC(2015, 0, 1))
 */
export function createUniverse(name: string, memberships: readonly Membership[]): Universe {
  const bySymbol = new Map<string, { readonly from: number; readonly to: number }[]>();
  for (const given of memberships) {
    const { symbol, from, to = Infinity } = parseParams(membership, given, { stage: "data", kind: name });
    if (!(from < to)) throw wrong(`membership of ${symbol} in ${name} ends before it begins`, symbol);
    const spans = bySymbol.get(symbol) ?? [];
    if (spans.some((span) => from < span.to && span.from < to))
      throw wrong(`memberships of ${symbol} in ${name} overlap; join them`, symbol);
    bySymbol.set(symbol, [...spans, { from, to }]);
  }
  const symbols = [...bySymbol.keys()].sort();
  const isMember = (symbol: string, time: number): boolean =>
    (bySymbol.get(symbol) ?? []).some(({ from, to }) => time >= from && time < to);
  return { name, symbols, isMember, membersAt: (time) => symbols.filter((symbol) => isMember(symbol, time)) };
}

function wrong(message: string, symbol: string): EngineError {
  return new EngineError("bad-param", message, { stage: "data", symbol });
}
