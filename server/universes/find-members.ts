import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import type { Providers } from "#server/providers/open-providers.ts";
import { SYMBOL_ROWS, symbolCondition } from "./symbol-condition.ts";
import type { SymbolCondition } from "./symbol-condition.ts";
import { MAX_MEMBERS } from "./universe-definition.ts";
import type { UniverseDefinition } from "./universe-definition.ts";

/** A symbol's time in a universe: days as UTC ms, `to` exclusive and null while it lasts. */
export interface Member {
  readonly symbol: string;
  readonly from: number;
  readonly to: number | null;
}

type Filter = Extract<UniverseDefinition, { kind: "filter" }>;

/** How many of the day after a delisting: the last bar still counts. */
const membersOf = (
  rows: string,
) => `SELECT symbol, (extract(epoch FROM date_trunc('day', least(first_bar, listed_on::timestamptz), 'UTC')) * 1000)::float8 AS "from",
    CASE WHEN active THEN NULL ELSE (extract(epoch FROM date_trunc('day', coalesce(delisted_on::timestamptz, last_bar), 'UTC')) * 1000)::float8 + 86400000 END AS "to"
  FROM (${rows}) AS rows`;
const REAL_ROWS = `SELECT * FROM (${SYMBOL_ROWS}) AS every WHERE NOT synthetic`;

/**
 * Finds the members that a definition has today, each with the time in which it could be traded. A filter by market value, volume or price looks at
 * today's figures: it is no history of who would have passed.
 *
 * @throws ServerError "bad-request" when nobody fits, or a condition cannot be read.
 */
export async function findMembers(
  db: BarStore,
  providers: Providers,
  definition: UniverseDefinition,
): Promise<readonly Member[]> {
  const members = await find(db, providers, definition);
  if (members.length === 0)
    throw new ServerError("bad-request", "no symbol fits the universe; load more, or ask for less");
  if (members.length > MAX_MEMBERS)
    throw new ServerError("over-limit", `universe of ${members.length} members; use ${MAX_MEMBERS} or fewer`);
  return members;
}

async function find(
  db: BarStore,
  providers: Providers,
  definition: UniverseDefinition,
): Promise<readonly Member[]> {
  switch (definition.kind) {
    case "static":
      return listed(db, definition.symbols);
    case "filter":
      return select(db, conditionOf(definition));
    case "sql":
      // Generated symbols are no company's: whoever wants them says so.
      return select(
        db,
        symbolCondition(definition.where),
        /synthetic/i.test(definition.where) ? SYMBOL_ROWS : REAL_ROWS,
      );
    case "index": {
      const spans = await providers.get(definition.provider).fetchUniverse(definition.index);
      return spans.map(({ symbol, from, to = null }) => ({ symbol, from, to }));
    }
  }
}

/** Those of a list that have no bars yet belong to it, too: a sync of the universe is how they get some. */
async function listed(db: BarStore, symbols: readonly string[]): Promise<Member[]> {
  const known = await select(db, { sql: "symbol = ANY($1::text[])", values: [symbols] });
  const names = new Set(known.map(({ symbol }) => symbol));
  const bare = [...new Set(symbols)].filter((symbol) => !names.has(symbol));
  const all = [...known, ...bare.map((symbol) => ({ symbol, from: 0, to: null }))];
  return all.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
}

async function select(
  db: BarStore,
  { sql, values }: { readonly sql: string; readonly values: readonly unknown[] },
  rows = SYMBOL_ROWS,
): Promise<Member[]> {
  try {
    return (await db.pool.query<Member>(`${membersOf(rows)} WHERE ${sql} ORDER BY symbol`, [...values])).rows;
  } catch (cause) {
    // Class 42 is a condition that does not hold together; 22 a value of the wrong kind. Both are the writer's.
    if (!(cause instanceof Error && "code" in cause && /^(42|22)/.test(String(cause.code)))) throw cause;
    throw new ServerError(
      "bad-request",
      `condition cannot be read: ${cause.message.slice(0, 200)}`,
      {},
      cause,
    );
  }
}

function conditionOf(filter: Filter): SymbolCondition | { sql: string; values: unknown[] } {
  const values: unknown[] = [filter.synthetic];
  const parts = ["synthetic = $1"];
  const add = (sql: string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    parts.push(sql.replace("?", `$${values.length}`));
  };
  add("market_cap >= ?", filter.minMarketCap);
  add("market_cap <= ?", filter.maxMarketCap);
  add("average_volume >= ?", filter.minAverageVolume);
  add("price >= ?", filter.minPrice);
  add("price <= ?", filter.maxPrice);
  add("sector = ANY(?::text[])", filter.sectors);
  add("exchange = ANY(?::text[])", filter.exchanges);
  return { sql: parts.join(" AND "), values };
}
