import type { BarsRequest } from "#engine/data/bars-request.ts";
import type { CalendarId, Timeframe } from "#engine/market/bars.ts";
import type { CorporateAction } from "#engine/market/corporate-actions.ts";
import { ServerError } from "#server/errors.ts";

/**
 * One bar as a provider states it. `time` is the bar's open in UTC ms; of a daily or longer bar it is midnight UTC
 * of its session's date. Volume is NaN where a provider has none.
 */
export interface BarRow {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Bars of a stretch of time, ascending. */
export interface BarPage {
  readonly rows: readonly BarRow[];
  /** UTC ms: every bar before this moment has now been delivered, so that a sync may go on from here. */
  readonly through: number;
  /** What the provider did to the prices: nothing, or splits taken out of earlier prices and volumes. */
  readonly adjusted: "raw" | "splits";
}

/** A change of a symbol's name: what traded as `from` trades as `symbol` since `exTime` (UTC ms). */
export interface SymbolChange {
  readonly type: "symbol-change";
  readonly symbol: string;
  readonly from: string;
  readonly exTime: number;
}

/** What happened to an instrument; splits and dividends are in the terms of raw prices. */
export type ProviderAction = CorporateAction | SymbolChange;

/** A stretch of time, UTC ms: from inclusive, to exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Bars of one symbol over a stretch of time. */
export type BarsQuery = Pick<BarsRequest, "symbol" | "timeframe"> & Span;

/** An instrument as a provider lists it; days are midnight UTC in ms. */
export interface ListedSymbol {
  readonly symbol: string;
  readonly name: string;
  readonly active: boolean;
  readonly exchange?: string;
  readonly currency?: string;
  readonly sector?: string;
  readonly industry?: string;
  readonly marketCap?: number;
  readonly averageVolume?: number;
  readonly listedOn?: number;
  readonly delistedOn?: number;
}

/** A member of a named universe, from inclusive, to exclusive, midnight UTC in ms; still a member without `to`. */
export interface MemberSpan {
  readonly symbol: string;
  readonly from: number;
  readonly to?: number;
}

/** Which symbols to look for. */
export interface SymbolQuery {
  /** Part of a symbol or a name; everything where empty and the provider can list. */
  readonly words: string;
  /** Those that no longer trade in place of those that do. */
  readonly delisted?: boolean;
}

/** How a provider is: what its last answer was like. Never holds a key. */
export interface ProviderHealth {
  readonly status: "ok" | "failing" | "unknown";
  /** One sentence about the last trouble; empty when there is none. */
  readonly words: string;
  /** Duration of the last call, ms; 0 before the first. */
  readonly latencyMs: number;
  readonly calls: number;
}

/** What the calls of one piece of work share. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** What a provider can be asked for besides bars; "listings" are all symbols that trade, and those that no longer do. */
export type ProviderOffer = "actions" | "universe" | "search" | "listings";

/**
 * A source of prices. Bars come in pages that ascend in time whatever order the provider sends; a page may be empty.
 * What is not in `offers` is refused with {@link notOffered}. Calls throw ServerError "provider-refused" (key),
 * "provider-quota", "provider-down" or "provider-answer" (an answer of another shape than documented).
 */
export interface Provider {
  readonly name: string;
  readonly title: string;
  readonly timeframes: readonly Timeframe[];
  readonly calendar: CalendarId;
  readonly offers: readonly ProviderOffer[];
  /** Names that {@link Provider.fetchUniverse} knows. */
  readonly universes: readonly string[];
  fetchBars(query: BarsQuery, options?: CallOptions): AsyncIterable<BarPage>;
  fetchActions(symbol: string, span: Span, options?: CallOptions): Promise<readonly ProviderAction[]>;
  fetchUniverse(name: string, options?: CallOptions): Promise<readonly MemberSpan[]>;
  searchSymbols(query: SymbolQuery, options?: CallOptions): Promise<readonly ListedSymbol[]>;
  /** Asks for a sign of life where that is free, else tells how the last call went. */
  health(options?: CallOptions): Promise<ProviderHealth>;
}

/** The refusal of something that a provider does not have. */
export function notOffered(provider: string, what: string): ServerError {
  return new ServerError("bad-request", `${provider} has no ${what}; choose a provider that offers it`);
}
