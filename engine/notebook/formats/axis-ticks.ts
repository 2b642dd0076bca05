import { shortNumber } from "./short-number.ts";

/** From the least to the greatest value of an axis; both finite, `min` the smaller. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A place on an axis and what is written there. */
export interface Tick {
  readonly value: number;
  readonly text: string;
}

const ROUND = [1, 2, 2.5, 5, 10] as const;
/** Beyond it, and below its inverse, digits are not written out. */
const PLAIN = 1e15;

/**
 * Round values within a range: multiples of 1, 2, 2.5 or 5 times a power of ten.
 *
 * @param most Steps that the range is cut into at most.
 * @param unit "fraction" writes 0.25 as 25%.
 * @returns Ascending; the two ends where no two round values lie between them.
 */
export function roundTicks(range: Range, most: number, unit: "number" | "fraction" = "number"): Tick[] {
  const scale = unit === "fraction" ? 100 : 1;
  const suffix = unit === "fraction" ? "%" : "";
  const step = roundStep({ min: range.min * scale, max: range.max * scale }, most);
  const text = (scaled: number): string => `${numberText(scaled, step)}${suffix}`;
  const first = Math.ceil((range.min * scale) / step);
  const last = Math.floor((range.max * scale) / step);
  const fits = Number.isSafeInteger(first) && Number.isSafeInteger(last) && last - first <= most + 1;
  const count = fits ? last - first + 1 : 0;
  if (count < 2) return [range.min, range.max].map((value) => ({ value, text: text(value * scale) }));
  return Array.from({ length: count }, (_, at) => {
    const scaled = Number(((first + at) * step).toPrecision(12));
    // Digits that are rounded off a large number would leave a narrow range.
    const value = Math.min(range.max, Math.max(range.min, scaled / scale));
    return { value, text: text(scaled) };
  });
}

function roundStep({ min, max }: Range, most: number): number {
  const rough = max / most - min / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * (ROUND.find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10);
}

/** As many decimals as the step has: neighbours on an axis look alike and are told apart. */
function numberText(value: number, step: number): string {
  const size = Math.abs(value);
  const decimals = Math.ceil(-Math.log10(step)) + (isQuarter(step) ? 1 : 0);
  if (!(decimals <= 8) || size >= PLAIN) return shortNumber(value);
  const [whole = "", fraction] = size.toFixed(Math.max(0, decimals)).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
  return value < 0 && /[1-9]/.test(digits) ? `\u2212${digits}` : digits;
}

/** Whether a step is 2.5 times a power of ten: it needs a digit more than its size says. */
function isQuarter(step: number): boolean {
  const leading = step / 10 ** Math.floor(Math.log10(step));
  return step < 10 && Math.abs(leading - 2.5) < 1e-6;
}
