import { EngineError } from "#engine/errors.ts";
import { indicators } from "#engine/indicators/catalogue.ts";
import { computeIndicator } from "#engine/indicators/evaluate.ts";
import type { IndicatorColumns, IndicatorPlace, IndicatorSpec } from "#engine/indicators/indicator.ts";
import { TIMEFRAMES, type BarColumn, type Bars } from "#engine/market/bars.ts";
import { readBars, readDates } from "./headless/csv-bars.ts";

/** What the command line says of an indicator's run. */
export interface IndicatorFlags {
  /** CSV files; the indicator reads the first, the others are there as benchmarks. */
  readonly bars: readonly string[];
  readonly indicator: string;
  /** Parameters as a JSON object. */
  readonly params?: string;
  readonly source?: string;
  readonly timeframe?: string;
  /** How dates like 01/02/2024 are written: mdy or dmy. */
  readonly dates?: string;
  readonly json?: boolean;
}

const SOURCES: readonly BarColumn[] = ["open", "high", "low", "close", "volume"];

/** `lookback indicators`: computes one indicator over a CSV file and prints its columns, as JSON or CSV. */
export function printIndicator(flags: IndicatorFlags): void {
  const { bars: all, remarks } = readBars(flags.bars, { dates: readDates(flags.dates) });
  for (const remark of remarks) console.error(`lookback: ${remark}`);
  const [bars] = all;
  if (!bars) throw new EngineError("bad-param", "missing --bars; give the path of a CSV file");
  const spec = specOf(flags);
  const columns = computeIndicator(spec, bars, all);
  if (Object.values(columns).every((column) => column.every(Number.isNaN)))
    console.error(whyEmpty(spec, bars));
  console.log(flags.json === true ? JSON.stringify(plain(bars, columns)) : describe(bars, columns));
}

/** Why there is not one value: too few bars, or prices alone where it reads volume. */
function whyEmpty({ kind, indicator, params }: IndicatorSpec, { symbol, volume }: Bars): string {
  const needed = indicator.warmupBars(params) + 1;
  const short = volume.length < needed;
  const remedy = short
    ? `give ${needed} bars or more`
    : volume.every(Number.isNaN)
      ? "give a volume column, if it reads volumes"
      : "look at its parameters";
  return `lookback: no value of ${kind} on the ${volume.length} bars of ${symbol}; ${remedy}`;
}

function specOf(flags: IndicatorFlags): IndicatorSpec {
  const place: IndicatorPlace = {
    ...(flags.source === undefined ? {} : { source: oneOf("source", flags.source, SOURCES) }),
    ...(flags.timeframe === undefined ? {} : { timeframe: oneOf("timeframe", flags.timeframe, TIMEFRAMES) }),
  };
  return indicators.find(flags.indicator).of(readParams(flags.params), place);
}

function oneOf<T extends string>(field: string, text: string, options: readonly T[]): T {
  const found = options.find((option) => option === text);
  if (found !== undefined) return found;
  throw new EngineError("bad-param", `invalid ${field}: ${text}; use one of ${options.join(", ")}`, {
    field,
  });
}

function readParams(text = "{}"): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new EngineError(
      "bad-param",
      `invalid params: ${text.slice(0, 60)}; use JSON like '{"lengthBars":14}'`,
    );
  }
}

/** NaN is "no value", which JSON knows as null. */
function plain(bars: Bars, columns: IndicatorColumns): object {
  const outputs = Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [
      name,
      Array.from(column, (value) => (Number.isFinite(value) ? value : null)),
    ]),
  );
  return { time: Array.from(bars.openTime), closeTime: Array.from(bars.closeTime), outputs };
}

/** Both times of a bar: a value is known at its close, and joined by its open it looks ahead. */
function describe(bars: Bars, columns: IndicatorColumns): string {
  const rows = Array.from(bars.openTime, (time, bar) => {
    const values = Object.values(columns).map((column) =>
      Number.isFinite(column[bar]) ? String(column[bar]) : "",
    );
    const known = new Date(bars.closeTime[bar] ?? NaN);
    return [new Date(time).toISOString(), ...values, known.toISOString()].join(",");
  });
  return [["time", ...Object.keys(columns), "close_time"].join(","), ...rows].join("\n");
}
