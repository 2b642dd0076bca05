import { EngineError } from "#engine/errors.ts";
import { indicators } from "#engine/indicators/catalogue.ts";
import { computeIndicator } from "#engine/indicators/evaluate.ts";
import type { IndicatorSpec } from "#engine/indicators/indicator.ts";
import { TIMEFRAMES, type Timeframe } from "#engine/market/bars.ts";
import { z } from "zod";
import type { CellPrices } from "../noted-prices.ts";
import { tableOf, type Row, type Table } from "../table.ts";
import type { BoundQuery } from "./bound-query.ts";

/** Rows of the table that one query may ask for. */
const MAX_ROWS = 1_000_000;

const CALL = /^([a-z][a-z0-9-]*)(?:\((.*)\))?$/i;
const known = new Set(indicators.blocks.map(({ kind }) => kind));

/** What a query speaks of: the texts in quotes and the texts that are bound to it. */
export function wordsOf({ text, params }: BoundQuery): string[] {
  const quoted = [...text.matchAll(/'((?:[^']|'')*)'/g)].map((match) =>
    (match[1] ?? "").replaceAll("''", "'"),
  );
  return [...new Set([...quoted, ...params.filter((param) => typeof param === "string")])];
}

/** `rsi`, `rsi(14)` or `macd(fastBars=12, slowBars=26)` as an indicator; null for a word that names none. */
function specOf(word: string): IndicatorSpec | null {
  const [, kind = "", list] = CALL.exec(word) ?? [];
  if (!known.has(kind)) return null;
  const block = indicators.find(kind);
  const names = Object.keys(block.params.shape);
  const given = (list ?? "").split(",").filter((part) => part.trim() !== "");
  const params = given.map((part, index): [string, unknown] => {
    const [left = "", right] = part.split("=").map((side) => side.trim());
    return right === undefined ? [names[index] ?? left, plain(left)] : [left, plain(right)];
  });
  return block.of(Object.fromEntries(params));
}

function plain(text: string): unknown {
  const parsed = z
    .union([z.number(), z.boolean()])
    .safeParse(text === "true" ? true : text === "false" ? false : Number(text));
  return text !== "" && parsed.success ? parsed.data : text;
}

/**
 * The table `indicators` of one query: a row per symbol, bar, indicator and output, of the symbols and the indicators that
 * the query names in quotes: `SELECT * FROM indicators WHERE symbol = 'AAPL' AND indicator = 'rsi(14)'`.
 *
 * @returns Columns symbol, timeframe, time, indicator, output, value; NULL before the first value.
 * @throws EngineError "bad-param" where it names no symbol or no indicator, "over-limit" past a million rows.
 */
export async function indicatorTable(
  query: BoundQuery,
  library: Pick<CellPrices, "bars" | "datasets">,
): Promise<Table> {
  const words = wordsOf(query);
  const datasets = await library.datasets();
  const symbols = words.filter((word) => datasets.some(({ symbol }) => symbol === word));
  const named = words.flatMap((word): (readonly [string, IndicatorSpec])[] => {
    const spec = specOf(word);
    return spec === null ? [] : [[word, spec]];
  });
  if (symbols.length === 0 || named.length === 0)
    throw new EngineError(
      "bad-param",
      `indicators without ${symbols.length === 0 ? "a symbol" : "an indicator"}; name both: symbol = 'AAPL' AND indicator = 'rsi(14)'`,
    );
  const timeframe: Timeframe = TIMEFRAMES.find((each) => words.includes(each)) ?? "1d";
  const rows: Row[] = [];
  for (const symbol of symbols) {
    const bars = await library.bars(symbol, { timeframe });
    for (const [indicator, spec] of named)
      for (const [output, column] of Object.entries(computeIndicator(spec, bars))) {
        if (rows.length + column.length > MAX_ROWS)
          throw new EngineError("over-limit", `indicators of more than ${MAX_ROWS} rows; name fewer symbols`);
        for (let i = 0; i < column.length; i++) {
          const value = column[i] as number;
          const time = new Date(bars.openTime[i] as number);
          rows.push({
            symbol,
            timeframe,
            time,
            indicator,
            output,
            value: Number.isNaN(value) ? null : value,
          });
        }
      }
  }
  return tableOf(rows);
}
