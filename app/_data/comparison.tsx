import type { SeriesQuality } from "#server/quality/get-series-quality.ts";
import { formatDate, formatNumber } from "../_ui/format-number.ts";
import styles from "./data.module.css";

/** More than this share of different closes is told as a warning, as the engine's check has it. */
const TOLERATED = 0.01;

/** What another provider's closes said of a series. */
export function Comparison({ provider, common, differing, checkedAt }: SeriesQuality["comparisons"][number]) {
  const share = common === 0 ? NaN : differing / common;
  const words =
    differing === 0
      ? `the same on ${formatNumber(common, "count")} common bars`
      : `closes differ by more than 5 bps on ${formatNumber(differing, "count")} of ${formatNumber(common, "count")} common bars (${formatNumber(share, "percent")})`;
  return (
    <li className={styles.finding} data-severity={share > TOLERATED ? "warning" : "none"}>
      <span>{provider}</span>: {words} <small>compared on {formatDate(checkedAt)}</small>
    </li>
  );
}
