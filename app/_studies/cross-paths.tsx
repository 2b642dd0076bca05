import type { StoredResult } from "#engine/experiments/study/stored-result.ts";
import { formatNumber } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";
import { titleOfObjective } from "./objectives-text.ts";
import own from "./studies.module.css";
import { valuesText } from "./values-text.ts";

const WIDTH = 1_040;
const HEIGHT = 90;
const SIDE = 60;
const ratio = (value: number | null): string => formatNumber(value, "ratio");

/** A cross validation: every path's Sharpe ratio on one line, what their distribution says, and what each split chose. */
export function CrossPaths({ result: { cross, spec } }: { result: StoredResult }) {
  if (!cross) return null;
  const { median, low, high, shareBelowZero, paths } = cross.distribution;
  return (
    <section aria-label="Cross validation">
      <h2 className={own.title}>
        {paths === 1 ? "One path of purged folds" : `${paths} paths of tested groups`}
      </h2>
      <p className={own.facts}>
        <span>Sharpe in the middle {ratio(median)}</span>
        <span>
          nine of ten from {ratio(low)} to {ratio(high)}
        </span>
        <span>{formatNumber(shareBelowZero, "percent")} of the paths below 0</span>
      </p>
      <PathStrip sharpes={cross.paths.flatMap(({ sharpe }) => sharpe ?? [])} marks={[low, median, high]} />
      <div className={own.scroll}>
        <table className={styles.list}>
          <thead>
            <tr>
              <th>Tested groups</th>
              <th>Chosen on the others</th>
              <th className="numeric">{titleOfObjective(spec.objective)} in sample</th>
              <th className="numeric">out of sample</th>
              <th className="numeric">Trades after</th>
            </tr>
          </thead>
          <tbody>
            {cross.splits.slice(0, 100).map((split) => (
              <tr key={split.window}>
                <td>{split.testGroups.map((group) => group + 1).join(", ")}</td>
                <td>{valuesText(split.best?.values)}</td>
                <td className="numeric">{ratio(split.best?.score ?? null)}</td>
                <td className="numeric">{ratio(split.outOfSampleScore)}</td>
                <td className="numeric">{formatNumber(split.outOfSampleTrades, "count")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** A tick per path along one axis, 0 marked; the middle and the fifth and ninety-fifth of a hundred as longer lines. */
function PathStrip({ sharpes, marks }: { sharpes: readonly number[]; marks: readonly number[] }) {
  if (sharpes.length < 2) return null;
  const [least, most] = [Math.min(0, ...sharpes), Math.max(0, ...sharpes)];
  const xOf = (value: number): number => SIDE + ((WIDTH - 2 * SIDE) * (value - least)) / (most - least || 1);
  return (
    <figure className={own.map}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Sharpe ratios of ${sharpes.length} paths, from ${ratio(Math.min(...sharpes))} to ${ratio(Math.max(...sharpes))}`}
      >
        <g className={own.axis}>
          <line x1={SIDE} x2={WIDTH - SIDE} y1={HEIGHT - 30} y2={HEIGHT - 30} />
          {[least, 0, most].map((value, at) => (
            <text key={at} x={xOf(value)} y={HEIGHT - 10} className={own.axisName}>
              {ratio(value)}
            </text>
          ))}
          <line x1={xOf(0)} x2={xOf(0)} y1={20} y2={HEIGHT - 26} />
        </g>
        {sharpes.map((sharpe, path) => (
          <line
            key={path}
            className={own.path}
            data-state={sharpe < 0 ? "loss" : "gain"}
            x1={xOf(sharpe)}
            x2={xOf(sharpe)}
            y1={34}
            y2={HEIGHT - 32}
          >
            <title>{`path ${path + 1}: Sharpe ${ratio(sharpe)}`}</title>
          </line>
        ))}
        {marks.map((value, at) => (
          <line
            key={at}
            className={own.mark}
            x1={xOf(value)}
            x2={xOf(value)}
            y1={at === 1 ? 14 : 24}
            y2={HEIGHT - 32}
          />
        ))}
      </svg>
    </figure>
  );
}
