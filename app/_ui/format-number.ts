/** How a number is shown; one kind, one number of decimals, everywhere. */
export type NumberKind = "price" | "percent" | "bps" | "ratio" | "money" | "count" | "days";

const DECIMALS: Record<NumberKind, number> = {
  price: 2,
  percent: 2,
  bps: 2,
  ratio: 2,
  money: 0,
  count: 0,
  days: 1,
};
const SUFFIX: Partial<Record<NumberKind, string>> = { percent: "%", bps: " bps" };
const SCALE: Partial<Record<NumberKind, number>> = { percent: 100, bps: 10_000 };
const formats = new Map<number, Intl.NumberFormat>();

function format(decimals: number): Intl.NumberFormat {
  let found = formats.get(decimals);
  if (!found) {
    found = new Intl.NumberFormat("en-US", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formats.set(decimals, found);
  }
  return found;
}

/** What stands where a number is undefined; its cell says why on hover. */
export const UNDEFINED_MARK = "–";

/**
 * A number as people read it: thousands separated, decimals fixed by kind, a true minus sign.
 * Fractions stay fractions except for "percent", which takes 0.25 as 25.00%, and "bps", which takes 0.0012 as 12.00 bps.
 */
export function formatNumber(value: number | null | undefined, kind: NumberKind): string {
  if (value === null || value === undefined || Number.isNaN(value)) return UNDEFINED_MARK;
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const scaled = value * (SCALE[kind] ?? 1);
  const text = format(DECIMALS[kind]).format(Math.abs(scaled));
  const zero = !/[1-9]/.test(text);
  return `${scaled < 0 && !zero ? "−" : ""}${text}${SUFFIX[kind] ?? ""}`;
}

/** The same with a plus sign on gains, for results where the sign is the message. */
export function formatSigned(value: number | null | undefined, kind: NumberKind): string {
  const text = formatNumber(value, kind);
  return typeof value === "number" && value > 0 && /[1-9∞]/.test(text) ? `+${text}` : text;
}

/** A difference of two numbers of a kind: between percentages it is one of points, told to a tenth, and no percentage itself. */
export function formatChange(value: number | null | undefined, kind: NumberKind): string {
  if (kind !== "percent" || typeof value !== "number" || !Number.isFinite(value))
    return formatSigned(value, kind);
  const points = value * 100;
  const text = format(1).format(Math.abs(points));
  const sign = /[1-9]/.test(text) ? (points < 0 ? "−" : "+") : "";
  return `${sign}${text} points`;
}

/** A UTC date, ISO and sortable. */
export function formatDate(utcMs: number): string {
  return new Date(utcMs).toISOString().slice(0, 10);
}

/** A duration for status lines: "340 ms", "1.4 s", "2 min 5 s". */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** A number of bytes as a person reads it: 812 B, 14 KB, 2.1 MB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [size, unit] = bytes < 999_500 ? [bytes / 1000, "KB"] : [bytes / 1_000_000, "MB"];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}
