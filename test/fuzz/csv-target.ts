import { parseBarsCsv } from "#engine/data/bars-csv.ts";
import type { Bars } from "#engine/market/bars.ts";
import type { Random } from "#engine/random.ts";
import { bendText, oneOf } from "./bend-text.ts";
import type { FuzzTarget } from "./fuzz-target.ts";

const HEADERS = [
  ["time", "open", "high", "low", "close", "volume"],
  ["Date", "Open", "High", "Low", "Close", "Adj Close", "Volume"],
  ["", "OPEN", "HIGH", "LOW", "CLOSE"],
  [" timestamp ", "close", "open", "low", "high", "volume", "volume"],
  ["datetime", "open", "high", "low"],
];
const STEPS_MS = [60_000, 3_600_000, 86_400_000, 86_400_000, 86_400_000, 7 * 86_400_000, 0, -60_000];
const ODD_NUMBERS = [
  "",
  "NaN",
  "-1",
  "0",
  "1e400",
  "1,5",
  "1e-320",
  "--1",
  "+2",
  ".5",
  "5.",
  " 7 ",
  "0x1f",
  "9".repeat(400),
];
const ODD_TIMES = [
  "",
  "never",
  "2020-13-45",
  "0",
  "-1",
  "1e15",
  "20200102",
  "2020-01-02T25:00",
  "8640000000000001",
];

type Stamp = (ms: number) => string;

const STAMPS: readonly Stamp[] = [
  (ms) => new Date(ms).toISOString(),
  (ms) => new Date(ms).toISOString().slice(0, 10),
  (ms) => `${new Date(ms).toISOString().slice(0, 19).replace("T", " ")}+02:00`,
  (ms) => String(ms),
  (ms) => String(ms / 1000),
];

/** A table of bars as exporters write them, with an odd cell now and then. */
function drawTable(random: Random): string {
  const header = oneOf(random, HEADERS);
  const stamp = oneOf(random, STAMPS);
  const step = oneOf(random, STEPS_MS);
  const odd = random.int(3) === 0 ? 0.05 : 0;
  const quote = (cell: string): string => (random.next() < 0.05 ? `"${cell.replaceAll('"', '""')}"` : cell);
  const start = Date.UTC(1990 + random.int(50), random.int(12), 1 + random.int(28), random.int(24));
  const lines = [header.map(quote)];
  for (let row = 0, price = 100, left = random.int(30); row < left; row++, price += random.normal()) {
    const bar = barCells(price, random);
    lines.push(
      header.map((name) => {
        const key = name.trim().toLowerCase();
        const isTime = !(key in bar);
        if (random.next() < odd) return quote(oneOf(random, isTime ? ODD_TIMES : ODD_NUMBERS));
        return quote(isTime ? stamp(start + row * step) : (bar[key] ?? ""));
      }),
    );
  }
  const separator = oneOf(random, [",", ",", ",", ";", "\t"]);
  const end = oneOf(random, ["\n", "\r\n", "\n\n"]);
  return (
    oneOf(random, ["", "", "\uFEFF"]) +
    lines.map((cells) => cells.join(separator)).join(end) +
    oneOf(random, ["", end])
  );
}

function barCells(price: number, random: Random): Readonly<Record<string, string>> {
  const [open, close] = [price, price + random.normal()];
  const [high, low] = [Math.max(open, close) + random.next(), Math.min(open, close) - random.next()];
  const volume = random.int(1e6);
  const digits = random.int(8);
  const shown = { open, high, low, close, volume, "adj close": close };
  return Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, value.toFixed(digits)]));
}

/** What every reader of bars may count on. */
function checkBars(bars: Bars): void {
  const { openTime, closeTime, availableAt, open, high, low, close, volume } = bars;
  const count = close.length;
  if (count === 0) throw new Error("no bars, and no word");
  for (const column of [openTime, closeTime, availableAt, open, high, low, volume])
    if (column.length !== count) throw new Error("columns of different lengths");
  for (let bar = 0; bar < count; bar++) {
    const [o = NaN, h = NaN, l = NaN, c = NaN] = [open[bar], high[bar], low[bar], close[bar]];
    if (!(l <= Math.min(o, c) && Math.max(o, c) <= h && Number.isFinite(l + h)))
      throw new Error(`prices of bar ${bar}`);
    const [from = NaN, to = NaN, seen = NaN] = [openTime[bar], closeTime[bar], availableAt[bar]];
    if (!(from < to && to <= seen && from > (openTime[bar - 1] ?? -Infinity)))
      throw new Error(`times of bar ${bar}`);
  }
}

/** The reader of bars from CSV. */
export const csvTarget: FuzzTarget = {
  name: "csv",
  draw: (random) => {
    const table = drawTable(random);
    return random.int(2) === 0 ? table : bendText(table, random);
  },
  read: (text) => checkBars(parseBarsCsv(text, { symbol: "T" })),
};
