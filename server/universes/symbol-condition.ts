import { ServerError } from "#server/errors.ts";

/** The columns of {@link SYMBOL_ROWS} that a condition may name. */
export const SYMBOL_COLUMNS = [
  ...["symbol", "name", "sector", "industry", "exchange", "currency", "market_cap", "average_volume"],
  ...["active", "listed_on", "delisted_on", "synthetic", "price", "bars", "first_bar", "last_bar"],
] as const;

/** One row per symbol that has daily bars; price is the last raw close, average_volume that of the last sixty bars. */
export const SYMBOL_ROWS = `SELECT s.symbol, s.name, s.sector, s.industry, s.exchange, s.currency, s.market_cap,
    coalesce(recent.volume, s.average_volume) AS average_volume, s.active, s.listed_on, s.delisted_on, s.synthetic,
    recent.price, v.bars, v.first_open_time AS first_bar, v.last_close_time AS last_bar
  FROM symbols s
  JOIN LATERAL (SELECT bars, first_open_time, last_close_time FROM data_versions d
    WHERE d.symbol = s.symbol AND d.timeframe = '1d' AND d.forgotten_at IS NULL ORDER BY id DESC LIMIT 1) v ON true
  LEFT JOIN LATERAL (SELECT avg(nullif(last.volume, 'NaN')) AS volume, (array_agg(last.close ORDER BY last.open_time DESC))[1] AS price
    FROM (SELECT open_time, close, volume FROM prices p WHERE p.symbol = s.symbol AND p.timeframe = '1d'
      ORDER BY open_time DESC LIMIT 60) last) recent ON true`;

/** A condition ready for the database: what a person wrote is in the parameters, never in the text. */
export interface SymbolCondition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

const TOKEN =
  /\s*(?:('(?:[^']|'')*')|(\d+(?:\.\d+)?(?:e[+-]?\d+)?)|([A-Za-z_]+)|(<=|>=|<>|!=|[=<>(),+\-*/]))/iy;
const WORDS = new Set(["AND", "OR", "NOT", "IN", "LIKE", "ILIKE", "BETWEEN", "IS", "NULL", "TRUE", "FALSE"]);
const DATES: readonly string[] = ["listed_on", "delisted_on", "first_bar", "last_bar"];
const MAX_TOKENS = 500;

/**
 * Reads a condition on the columns of symbols. Only columns, comparisons, AND, OR, NOT, IN, LIKE, BETWEEN, IS NULL, arithmetic,
 * numbers and texts are known: there is no call, no second query and no end of the statement to be written in it.
 *
 * @param text `sector = 'Energy' AND price > 5`.
 * @throws ServerError "bad-request" naming what is not known.
 */
export function symbolCondition(text: string): SymbolCondition {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  TOKEN.lastIndex = 0;
  let before = "";
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match || parts.length >= MAX_TOKENS) throw unknown(text.slice(at).trim().slice(0, 20));
    const [, quoted, number, word, operator] = match;
    if (quoted !== undefined) {
      values.push(quoted.slice(1, -1).replaceAll("''", "'"));
      parts.push(`$${values.length}${isDate(parts) ? "::date" : "::text"}`);
    } else if (number !== undefined) {
      values.push(Number(number));
      parts.push(`$${values.length}::float8`);
    } else if (word !== undefined) parts.push(wordOf(word));
    else if (operator !== undefined) {
      const call = operator === "(" && before !== "" && !WORDS.has(before.toUpperCase());
      if (call) throw unknown(`${before}(`);
      parts.push(operator);
    }
    before = word ?? "";
  }
  return { sql: parts.join(" "), values };
}

function wordOf(word: string): string {
  if (WORDS.has(word.toUpperCase())) return word.toUpperCase();
  const column = word.toLowerCase();
  if ((SYMBOL_COLUMNS as readonly string[]).includes(column)) return column;
  throw unknown(word);
}

/** Whether the last column before a text is one of dates. */
function isDate(parts: readonly string[]): boolean {
  const column = parts.findLast((part) => (SYMBOL_COLUMNS as readonly string[]).includes(part));
  return column !== undefined && DATES.includes(column);
}

function unknown(what: string): ServerError {
  const columns = SYMBOL_COLUMNS.join(", ");
  return new ServerError(
    "bad-request",
    `unknown in a condition: ${what}; use comparisons of ${columns} with AND, OR, NOT, IN`,
  );
}
