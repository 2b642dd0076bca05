import { statistics } from "#engine/attribution/statistics/catalogue.ts";
import type { NumberKind } from "../_ui/format-number.ts";

const NUMBER_KINDS = {
  fraction: "percent",
  "small-fraction": "bps",
  ratio: "ratio",
  count: "count",
  money: "money",
} as const;

/** Counts are of something: what stands after the number; counts of trades need no word. */
const COUNTED: Readonly<Record<string, readonly [string, string]>> = {
  longestDrawdown: ["bar", "bars"],
  longestDrawdownDays: ["day", "days"],
  averageHold: ["bar", "bars"],
  medianHold: ["bar", "bars"],
  losingStreak: ["trade", "trades"],
  minTrackRecord: ["year", "years"],
};

/** How a statistic of the engine's catalogue is shown. */
export interface StatisticRow {
  readonly kind: string;
  readonly label: string;
  readonly number: NumberKind;
  readonly meaning: string;
}

/** Every statistic of the catalogue, in its order. */
export const STATISTIC_ROWS: readonly StatisticRow[] = statistics.blocks.map((statistic) => ({
  kind: statistic.kind,
  label: statistic.title,
  number: NUMBER_KINDS[statistic.unit],
  meaning: statistic.description,
}));

/** The unit after a number, with the space before it; empty where the number says it all. */
export function unitOf({ kind }: Pick<StatisticRow, "kind">, value: number): string {
  const words = COUNTED[kind];
  return words ? ` ${Math.round(value) === 1 ? words[0] : words[1]}` : "";
}
