import { alwaysOpen, usEquity, type Calendar } from "#engine/market/calendar.ts";
import type { BarRow, ProviderAction, Span } from "#server/providers/provider.ts";

/** What really happened, from which the fake answers in every provider's words. Prices are raw. */
export interface FakeMarket {
  /** Midnight UTC of each session in the span. */
  daily(symbol: string, span: Span): BarRow[];
  /** Opens of bars inside sessions. */
  intraday(symbol: string, minutes: number, span: Span): BarRow[];
  actions(symbol: string): ProviderAction[];
  /** Changes one bar from now on, as a late correction does. */
  correct(symbol: string, time: number, close: number): void;
}

const DAY_MS = 86_400_000;
const SPLIT_DAY = Date.UTC(2022, 5, 6);
const DIVIDEND_DAYS = [Date.UTC(2021, 1, 5), Date.UTC(2022, 1, 4), Date.UTC(2023, 1, 10)];

/** A market as a pure function of symbol and time; a 2:1 split and three dividends in each symbol that has them. */
export function fakeMarket(calendar: Calendar = usEquity): FakeMarket {
  const corrections = new Map<string, number>();
  const correct = (symbol: string, row: BarRow): BarRow => {
    const close = corrections.get(`${symbol} ${row.time}`);
    return close === undefined
      ? row
      : { ...row, close, high: Math.max(row.high, close), low: Math.min(row.low, close) };
  };
  return {
    daily: (symbol, { from, to }) => {
      const rows: BarRow[] = [];
      for (let day = Math.ceil(from / DAY_MS); day * DAY_MS < to; day++) {
        if (calendar.isSession(day)) rows.push(correct(symbol, rowAt(symbol, day * DAY_MS, calendar)));
      }
      return rows;
    },
    intraday: (symbol, minutes, { from, to }) => {
      const rows: BarRow[] = [];
      for (let day = Math.floor(from / DAY_MS) - 1; day * DAY_MS < to; day++) {
        if (!calendar.isSession(day)) continue;
        const session = calendar.session(day);
        for (let time = session.openTime; time < session.closeTime; time += minutes * 60_000) {
          if (time >= from && time < to) rows.push(correct(symbol, rowAt(symbol, time, calendar)));
        }
      }
      return rows;
    },
    actions: (symbol) => (calendar === alwaysOpen ? [] : actionsOf(symbol)),
    correct: (symbol, time, close) => void corrections.set(`${symbol} ${time}`, close),
  };
}

function actionsOf(symbol: string): ProviderAction[] {
  return [
    { type: "split", symbol, exTime: SPLIT_DAY, ratio: 2 },
    ...DIVIDEND_DAYS.map((exTime): ProviderAction => ({ type: "dividend", symbol, exTime, amount: 0.25 })),
  ];
}

/** Prices in whole cents, so that every provider's digits say them exactly. */
function rowAt(symbol: string, time: number, calendar: Calendar): BarRow {
  const level = 8_000 + (seedOf(symbol) % 4_000) + 500 * Math.sin(time / (97 * DAY_MS));
  const noise = (salt: number) => (seedOf(`${symbol}${time}${salt}`) % 101) - 50;
  const shares = calendar === usEquity && time >= SPLIT_DAY ? 2 : 1;
  const cents = (value: number) => (2 * Math.round(value / 2 / shares)) / 100;
  const [open, close] = [cents(level + noise(1)), cents(level + noise(2))];
  const high = Math.max(open, close) + 0.5;
  const low = Math.min(open, close) - 0.5;
  const volume = 2 * (50_000 + (seedOf(`${symbol}${time}`) % 10_000));
  return { time, open, high: tidy(high), low: tidy(low), close, volume };
}

function tidy(value: number): number {
  return Math.round(value * 100) / 100;
}

/** FNV-1a. */
function seedOf(text: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619) >>> 0;
  return hash;
}
