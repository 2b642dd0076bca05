import type { Statistic } from "./statistics/statistic.ts";

const SAID: Readonly<Record<Statistic["unit"], readonly [scale: number, decimals: number, suffix: string]>> =
  {
    fraction: [100, 2, "%"],
    "small-fraction": [10_000, 2, " bps"],
    ratio: [1, 2, ""],
    money: [1, 0, ""],
    count: [1, 0, ""],
  };

/** A statistic as a report says it, for tables whose columns mix units and for pages to read: "12.50%", "176"; a dash where it is not defined. */
export function statisticText(value: number | null | undefined, unit: Statistic["unit"]): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  const [scale, decimals, suffix] = SAID[unit];
  const text = (scale * value).toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return `${text.replace(/^-(?=[0.,]*$)/, "").replace("-", "−")}${suffix}`;
}
