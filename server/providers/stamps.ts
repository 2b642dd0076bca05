import { newYorkOffsetMinutes } from "#engine/market/calendar.ts";
import { DAY_MS } from "./pages.ts";

/** A day as `2024-01-31`. */
export function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Midnight UTC of a date that begins a text, `2024-01-31` or `2024-01-31 15:45:00`; NaN where there is none. */
export function dayOf(text: string): number {
  return /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(`${text.slice(0, 10)}T00:00:00Z`) : NaN;
}

/** The moment that a text without a zone means in New York; `2024-01-31 15:45:00`. */
export function newYorkTime(text: string): number {
  const utc = Date.parse(`${text.trim().replace(" ", "T")}Z`);
  return utc + newYorkOffsetMinutes(Math.floor(utc / DAY_MS)) * 60_000;
}

/** Midnight UTC of the date in New York at a moment: how providers that stamp days with New York's midnight mean them. */
export function newYorkDay(time: number): number {
  const day = Math.floor(time / DAY_MS);
  return Math.floor((time - newYorkOffsetMinutes(day) * 60_000) / DAY_MS) * DAY_MS;
}

/** Class shares as most providers write them: BRK.B is BRK-B. */
export function dashed(symbol: string): string {
  return symbol.replaceAll(".", "-");
}
