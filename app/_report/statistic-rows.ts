import { statistics } from "#engine/attribution/statistics/catalogue.ts";
import type { NumberKind } from "../_ui/format-number.ts";

const NUMBER_KINDS = {
  fraction: "percent",
  "small-fraction": "bps",
  ratio: "ratio",
  count: "count",
  money: "money",
} as const;

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
