import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import { nominalMs } from "#engine/data/detect-timeframe.ts";
import { nearest } from "#engine/catalogue.ts";
import type { CalendarId, Timeframe } from "#engine/market/bars.ts";
import { CALENDAR_IDS, TIMEFRAMES } from "#engine/market/bars.ts";
import type { CorporateAction } from "#engine/market/corporate-actions.ts";
import { ServerError } from "#server/errors.ts";
import type { ResolvedRequest, SeriesRequest } from "./series-request.ts";

/** How one symbol's bars are read. */
export interface ReadPlan {
  readonly symbol: string;
  /** Data version to read as of. */
  readonly version: bigint;
  /** Timeframe that is stored; a shorter one than asked for where that one is not. */
  readonly stored: Timeframe;
  /** What must be taken out, as it was known when the version was read. */
  readonly actions: readonly CorporateAction[];
  /** The calendar on which longer bars of these minutes may come from the database's views, see aggregates/; null where they may not. */
  readonly longerBars: CalendarId | null;
  /** Of the content: the raw data hash where all of a stored series is read as it is. */
  readonly etag: string;
}

interface PlanRow {
  readonly symbol: string;
  readonly id: string;
  readonly hash: string;
  readonly timeframe: Timeframe;
  readonly longerBars: string | null;
  readonly firstOpenTime: Date;
  readonly forgottenAt: Date | null;
  readonly actions: readonly { readonly kind: string; readonly ex: number; readonly value: number }[] | null;
}

/** One look for all symbols: the newest version (or that of a hash) in the first timeframe that is there, and the actions known with it. */
const PLAN = `SELECT v.symbol, v.id, v.hash, v.timeframe, v.forgotten_at AS "forgottenAt",
    v.longer_bars AS "longerBars", v.first_open_time AS "firstOpenTime",
    (SELECT json_agg(json_build_object('kind', a.kind, 'ex', extract(epoch FROM a.ex_date) * 1000, 'value', a.value) ORDER BY a.ex_date, a.kind)
      FROM corporate_actions a WHERE a.symbol = v.symbol AND a.kind = ANY($3::text[])
      AND (wanted.hash IS NULL AND a.superseded_at IS NULL
        OR wanted.hash IS NOT NULL AND a.loaded_at <= coalesce($5::timestamptz, v.loaded_at) AND (a.superseded_at IS NULL OR a.superseded_at > coalesce($5::timestamptz, v.loaded_at)))) AS actions
  FROM unnest($1::text[], $4::text[]) AS wanted(symbol, hash) JOIN LATERAL (
    SELECT d.* FROM unnest($2::text[]) WITH ORDINALITY AS choice(timeframe, rank)
    JOIN LATERAL (SELECT * FROM data_versions d WHERE d.symbol = wanted.symbol AND d.timeframe = choice.timeframe
      AND (wanted.hash IS NULL AND d.forgotten_at IS NULL OR d.hash = wanted.hash) ORDER BY id DESC LIMIT 1) d ON true
    WHERE wanted.hash IS NULL OR choice.rank = 1 ORDER BY choice.rank LIMIT 1) v ON true`;
const DAY_MS = 86_400_000;
const KINDS = { raw: [], splits: ["split"], "total-return": ["split", "dividend"] } as const;

/**
 * Plans how the bars of some symbols are read, in the order of the request.
 *
 * @throws ServerError "not-found" naming the first symbol that has no such series, or no such version of it, or none any more.
 */
export async function planReads(
  client: Pick<PoolClient, "query">,
  request: ResolvedRequest,
): Promise<ReadPlan[]> {
  const { symbols, timeframe, adjust = "splits", knownAt } = request;
  const { rows } = await client.query<PlanRow>(PLAN, [
    symbols,
    [timeframe, ...partsOf(timeframe)],
    KINDS[adjust],
    symbols.map((symbol) => hashOf(symbol, request) ?? null),
    knownAt ?? null,
  ]);
  const bySymbol = new Map(rows.map((row) => [row.symbol, row]));
  const absent = symbols.find((symbol) => !bySymbol.has(symbol));
  if (absent !== undefined) throw unknownSeries(absent, request, await remedyFor(client, absent));
  return rowsFor(symbols, bySymbol).map(({ symbol, row }) => {
    if (row.forgottenAt !== null) throw forgottenVersion(row, row.forgottenAt);
    const actions = (row.actions ?? []).map((each): CorporateAction => {
      const base = { symbol, exTime: each.ex };
      return each.kind === "split"
        ? { type: "split", ...base, ratio: each.value }
        : { type: "dividend", ...base, amount: each.value };
    });
    return {
      symbol,
      version: BigInt(row.id),
      stored: row.timeframe,
      longerBars: longerBarsOf(row, actions),
      actions,
      etag: tagOf(row, actions, request),
    };
  });
}

/** The version that is asked for by name; such a series is never made of a shorter one. */
function hashOf(symbol: string, { hash, versions }: ResolvedRequest): string | undefined {
  return versions?.[symbol] ?? hash;
}

/** Shorter timeframes that whole bars can be made of, longest first: days from a provider's days only, weeks and months from days. */
function partsOf(timeframe: Timeframe): Timeframe[] {
  const length = nominalMs(timeframe);
  if (timeframe === "1w" || timeframe === "1M") return ["1d"];
  return TIMEFRAMES.filter(
    (each) => nominalMs(each) < Math.min(length, DAY_MS) && length % nominalMs(each) === 0,
  ).toReversed();
}

/** Views hold raw bars: what happened before the first of them changes none, what happened later does. */
function longerBarsOf(
  { longerBars, firstOpenTime }: PlanRow,
  actions: readonly CorporateAction[],
): CalendarId | null {
  const isRaw = actions.every(({ exTime }) => exTime <= firstOpenTime.getTime());
  return (isRaw && CALENDAR_IDS.find((id) => id === longerBars)) || null;
}

function rowsFor(symbols: readonly string[], rows: ReadonlyMap<string, PlanRow>) {
  return symbols.flatMap((symbol) => {
    const row = rows.get(symbol);
    return row ? [{ symbol, row }] : [];
  });
}

/** Most symbols that one is compared with for its spelling. */
const MAX_NAMES = 5_000;

const STORED = "SELECT DISTINCT symbol, timeframe FROM data_versions WHERE forgotten_at IS NULL LIMIT $1";

/** What would do instead: the bars that the symbol has, the symbol that was probably meant, or where bars come from. */
async function remedyFor(client: Pick<PoolClient, "query">, symbol: string): Promise<string> {
  const { rows } = await client.query<{ symbol: string; timeframe: Timeframe }>(STORED, [MAX_NAMES]);
  const own = rows.filter((row) => row.symbol === symbol).map(({ timeframe }) => timeframe);
  if (own.length > 0) return `it has ${TIMEFRAMES.filter((each) => own.includes(each)).join(", ")}`;
  const meant = nearest(
    symbol,
    rows.map((row) => row.symbol),
  );
  return meant === undefined
    ? "choose one that the Data page lists, or import it there or with npx lookback import"
    : `did you mean ${meant}?`;
}

function unknownSeries(symbol: string, request: ResolvedRequest, remedy: string): ServerError {
  const { timeframe } = request;
  const hash = hashOf(symbol, request);
  if (hash !== undefined) {
    const message = `unknown version of ${symbol} ${timeframe}: ${hash.slice(0, 12)}; leave the hash out for the newest`;
    return new ServerError("not-found", message);
  }
  return new ServerError("not-found", `unknown series: ${symbol} ${timeframe}; ${remedy}`);
}

function forgottenVersion({ symbol, timeframe, hash }: PlanRow, at: Date): ServerError {
  const day = at.toISOString().slice(0, 10);
  return new ServerError(
    "not-found",
    `version ${hash.slice(0, 12)} of ${symbol} ${timeframe} is gone: retention took its older bars on ${day}; leave the hash out for the newest`,
  );
}

function tagOf(row: PlanRow, actions: readonly CorporateAction[], request: SeriesRequest): string {
  const { from, to, columns, timeframe } = request;
  const isWhole =
    from === undefined && to === undefined && columns === undefined && row.timeframe === timeframe;
  if (isWhole && actions.length === 0) return row.hash;
  const parts = [row.hash, timeframe, from, to, columns, actions];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
