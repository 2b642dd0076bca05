import { formatDate, formatNumber } from "../_ui/format-number.ts";
import own from "./studies.module.css";

/** How far a stretch of time is. */
export interface Stretch {
  readonly from: number;
  readonly to: number | null;
  readonly done: number;
  readonly asked: number;
}

/** Runs by fold while a study runs: a bar per stretch of time, as far as runs of it were asked for. */
export function Stretches({ stretches }: { stretches: readonly Stretch[] }) {
  if (stretches.length < 2) return null;
  return (
    <section aria-label="Runs by fold">
      <h2 className={own.title}>Runs by fold</h2>
      <ul className={own.stretches}>
        {stretches.map(({ from, to, done, asked }) => (
          <li key={`${from}/${to}`}>
            <span>
              {formatDate(from)} to {to === null ? "the end" : formatDate(to)}
            </span>
            <span
              className={own.track}
              role="progressbar"
              aria-label={`Runs from ${formatDate(from)}`}
              aria-valuemin={0}
              aria-valuemax={asked}
              aria-valuenow={done}
            >
              <span className={own.fill} style={{ width: `${(100 * done) / Math.max(1, asked)}%` }} />
            </span>
            <span>
              {formatNumber(done, "count")} of {formatNumber(asked, "count")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
