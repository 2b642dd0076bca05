import type { BarStore } from "#server/db.ts";
import type { ListedSymbol, Provider } from "#server/providers/provider.ts";

const DAY_MS = 86_400_000;
/** Only symbols that are here already: a list of the whole market is not ours to keep. */
const UPDATE = `UPDATE symbols s SET
    name = CASE WHEN s.name = s.symbol THEN coalesce(l.name, s.name) ELSE s.name END,
    sector = coalesce(l.sector, s.sector), industry = coalesce(l.industry, s.industry), exchange = coalesce(l.exchange, s.exchange),
    market_cap = coalesce(l.market_cap, s.market_cap), average_volume = coalesce(l.average_volume, s.average_volume),
    active = l.active, listed_on = coalesce(l.listed_on, s.listed_on), delisted_on = CASE WHEN l.active THEN NULL ELSE coalesce(l.delisted_on, s.delisted_on) END
  FROM (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[], $8::boolean[], $9::date[], $10::date[])
    AS l(symbol, name, sector, industry, exchange, market_cap, average_volume, active, listed_on, delisted_on)) l
  WHERE s.symbol = l.symbol AND NOT s.synthetic AND s.renamed_to IS NULL`;

/**
 * Brings what is known of the stored symbols up to a provider's lists: sector, exchange, market value, and who no longer trades since when. Two calls, for
 * providers that offer lists.
 *
 * @returns How many symbols were found in the lists.
 */
export async function syncListings(db: BarStore, provider: Provider, signal: AbortSignal): Promise<number> {
  if (!provider.offers.includes("listings")) return 0;
  const alive = await provider.searchSymbols({ words: "" }, { signal });
  const gone = await provider.searchSymbols({ words: "", delisted: true }, { signal });
  // A name that trades again is not gone, whatever the older list says.
  const names = new Set(alive.map(({ symbol }) => symbol));
  const all = [...alive, ...gone.filter(({ symbol }) => !names.has(symbol))];
  return (await db.pool.query(UPDATE, columnsOf(all))).rowCount ?? 0;
}

function columnsOf(all: readonly ListedSymbol[]): unknown[] {
  const dayOf = (time: number | undefined) =>
    time === undefined ? null : new Date(time + DAY_MS / 2).toISOString().slice(0, 10);
  return [
    ...[all.map((each) => each.symbol), all.map((each) => each.name), all.map((each) => each.sector ?? null)],
    ...[all.map((each) => each.industry ?? null), all.map((each) => each.exchange ?? null)],
    ...[all.map((each) => each.marketCap ?? null), all.map((each) => each.averageVolume ?? null)],
    ...[
      all.map((each) => each.active),
      all.map((each) => dayOf(each.listedOn)),
      all.map((each) => dayOf(each.delistedOn)),
    ],
  ];
}
